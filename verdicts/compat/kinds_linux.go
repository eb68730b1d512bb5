package compat

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// bridge is made by ioctls (linux/sockios.h).
var bridge = kind{
	module: "bridge", prefix: "br", directory: "bridge",
	files: files("IFLA_BR_", "FORWARD_DELAY", "HELLO_TIME", "MAX_AGE", "AGEING_TIME", "STP_STATE", "PRIORITY",
		"VLAN_FILTERING", "VLAN_DEFAULT_PVID=default_pvid", "GROUP_FWD_MASK", "MCAST_ROUTER=multicast_router",
		"MCAST_SNOOPING=multicast_snooping", "MCAST_QUERIER=multicast_querier"),
	make:   func(r *links.Request, name string) error { return ioctl(r, unix.SIOCBRADDBR, name, 0) },
	delete: func(r *links.Request, name string) error { return ioctl(r, unix.SIOCBRDELBR, name, 0) },
	add: func(r *links.Request, master, port *links.Link) error {
		return ioctl(r, unix.SIOCBRADDIF, master.Name, port.Index)
	},
	remove: func(r *links.Request, master, port *links.Link) error {
		return ioctl(r, unix.SIOCBRDELIF, master.Name, port.Index)
	},
}

// bond is made in sysfs.
var bond = kind{
	module: "bonding", prefix: "bond", directory: "bonding",
	files: files("IFLA_BOND_", "MODE", "MIIMON", "UPDELAY", "DOWNDELAY", "USE_CARRIER", "ARP_INTERVAL", "ARP_VALIDATE",
		"ARP_ALL_TARGETS", "PRIMARY_RESELECT", "FAIL_OVER_MAC", "XMIT_HASH_POLICY", "RESEND_IGMP",
		"NUM_PEER_NOTIF=num_grat_arp", "ALL_SLAVES_ACTIVE", "MIN_LINKS", "LP_INTERVAL", "PACKETS_PER_SLAVE",
		"AD_LACP_RATE=lacp_rate", "AD_SELECT", "TLB_DYNAMIC_LB"),
	make:   func(r *links.Request, name string) error { return write(r, bondingMasters, "+"+name) },
	delete: func(r *links.Request, name string) error { return write(r, bondingMasters, "-"+name) },
	add:    func(r *links.Request, master, port *links.Link) error { return enslave(r, master, "+"+port.Name) },
	remove: func(r *links.Request, master, port *links.Link) error { return enslave(r, master, "-"+port.Name) },
}

func enslave(r *links.Request, master *links.Link, port string) error {
	return write(r, "class/net/"+master.Name+"/bonding/slaves", port)
}

const bondingMasters = "class/net/bonding_masters"

// ioctl makes a request about a bridge, and a port of it unless that is 0.
func ioctl(r *links.Request, request uint, bridge string, port int) error {
	ifr, err := unix.NewIfreq(bridge)
	if err != nil {
		return err
	}
	ifr.SetUint32(uint32(port))
	return r.InNetNS(r.Call, func() error {
		fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		return unix.IoctlIfreq(fd, request, ifr)
	})
}

// write writes a value to a file of sysfs, as it is in the namespace of the request.
func write(r *links.Request, path, value string) error {
	return r.InNetNS(r.Call, func() error {
		root, err := sysfs()
		if err != nil {
			return fmt.Errorf("sysfs: %w", err)
		}
		defer unix.Close(root)
		fd, err := unix.Openat(root, path, unix.O_WRONLY|unix.O_CLOEXEC, 0)
		if err != nil {
			return fmt.Errorf("/sys/%s: %w", path, err)
		}
		defer unix.Close(fd)
		if _, err := unix.Write(fd, []byte(value)); err != nil {
			return fmt.Errorf("write %s to /sys/%s: %w", value, path, err)
		}
		return nil
	})
}

// sysfs opens a sysfs that shows the namespace of the calling thread, mounted nowhere. Kernels before 5.2 cannot:
// there, /sys has to show it.
func sysfs() (int, error) {
	context, err := unix.Fsopen("sysfs", unix.FSOPEN_CLOEXEC)
	if errors.Is(err, unix.ENOSYS) {
		return unix.Open("/sys", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	}
	if err != nil {
		return -1, err
	}
	defer unix.Close(context)
	if err := unix.FsconfigCreate(context); err != nil {
		return -1, err
	}
	return unix.Fsmount(context, unix.FSMOUNT_CLOEXEC, 0)
}
