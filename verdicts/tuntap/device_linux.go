package tuntap

import (
	"errors"
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/verdicts/internal/links"
)

const path = "/dev/net/tun"

// open opens the door to the devices of the calling thread's namespace. The kernel keeps that namespace with the file.
func open() (int, error) {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_CLOEXEC, 0)
	switch {
	case errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ENODEV) || errors.Is(err, unix.ENXIO):
		return -1, links.Fail(syscall.EOPNOTSUPP, "there is no %s: load the kernel module tun", path)
	case err != nil:
		return -1, fmt.Errorf("open %s: %w", path, err)
	}
	return fd, nil
}

// attach makes a device, or takes hold of one that is there, and returns its name. index is what a new one shall have,
// 0 for any.
func attach(fd int, name string, index int, flags uint16) (string, error) {
	if index != 0 {
		if err := unix.IoctlSetPointerInt(fd, unix.TUNSETIFINDEX, index); err != nil {
			return "", fmt.Errorf("choose the index %d: %w", index, err)
		}
	}
	request, err := unix.NewIfreq(name)
	if err != nil {
		return "", links.Fail(syscall.EINVAL, "the name %q is too long", name)
	}
	request.SetUint16(flags)
	err = unix.IoctlIfreq(fd, unix.TUNSETIFF, request)
	switch {
	case err == nil:
		return request.Name(), nil
	case errors.Is(err, unix.EPERM):
		return "", links.Fail(syscall.EPERM, "tun and tap devices need CAP_NET_ADMIN in the network namespace")
	case errors.Is(err, unix.EBUSY) && flags&unix.IFF_TUN_EXCL == 0:
		return "", links.Fail(syscall.EBUSY, "a program has %s open: its owner cannot be changed now", name)
	case errors.Is(err, unix.EBUSY):
		return "", links.Fail(syscall.EEXIST, "there is a link %s, or a link of that index, already", name)
	}
	return "", fmt.Errorf("TUNSETIFF: %w", err)
}

// finish gives a device that is attached its owner and group, and lets it stay when the file is closed if it shall.
func finish(fd int, s settings) error {
	for _, c := range []struct {
		what    string
		request uint
		value   *uint32
	}{
		{"owner", unix.TUNSETOWNER, s.owner},
		{"group", unix.TUNSETGROUP, s.group},
	} {
		if c.value == nil {
			continue
		}
		if err := unix.IoctlSetInt(fd, c.request, int(*c.value)); err != nil {
			return fmt.Errorf("%s %d: %w", c.what, *c.value, err)
		}
	}
	if !s.persist {
		return nil
	}
	if err := unix.IoctlSetInt(fd, unix.TUNSETPERSIST, 1); err != nil {
		return fmt.Errorf("TUNSETPERSIST: %w", err)
	}
	return nil
}
