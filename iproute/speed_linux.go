package iproute

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// linkSpeed returns the speed of the link that something is of, in bits a second, as its driver tells it.
func (v *values) linkSpeed() (uint64, error) {
	if v.fixed["tcm_ifindex"] == nil {
		return 0, errNoDev
	}
	index, err := v.indexOf(v.fixed["tcm_ifindex"])
	if err != nil {
		return 0, err
	}
	m, err := v.ip.getLink(v.ctx, ByIndex(int(index)))
	if err != nil {
		return 0, err
	}
	name := LinkOf(m).Name()
	var mbit uint32
	err = v.ip.inNamespace(func() (err error) {
		mbit, err = driverSpeed(name)
		return err
	})
	const unknown = 1<<32 - 1 // SPEED_UNKNOWN (linux/ethtool.h)
	if err == nil && (mbit == 0 || mbit == unknown) {
		err = unix.ENODATA
	}
	if err != nil {
		return 0, fmt.Errorf("the speed of %s, of which a rate is a part, is not known: %w", name, err)
	}
	return uint64(mbit) * 1e6, nil
}

// ethtoolCmd is struct ethtool_cmd (linux/ethtool.h).
type ethtoolCmd struct {
	cmd, supported, advertising uint32
	speed                       uint16
	_                           [8]uint8
	_                           [2]uint32
	speedHi                     uint16
	_                           [3]uint16
	_                           [3]uint32
}

// driverSpeed asks for the speed of a link in the namespace of the thread, in megabits a second.
func driverSpeed(link string) (uint32, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, err
	}
	defer unix.Close(fd)
	cmd := &ethtoolCmd{cmd: unix.ETHTOOL_GSET}
	request := struct { // struct ifreq (linux/if.h)
		name [unix.IFNAMSIZ]byte
		data unsafe.Pointer
		_    [16]byte
	}{data: unsafe.Pointer(cmd)}
	copy(request.name[:], link)
	_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SIOCETHTOOL, uintptr(unsafe.Pointer(&request)))
	runtime.KeepAlive(cmd)
	if errno != 0 {
		return 0, errno
	}
	return uint32(cmd.speedHi)<<16 | uint32(cmd.speed), nil
}
