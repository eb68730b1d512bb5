//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

const hidden = unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC

// systemMounts are what a Linux system has besides its files.
var systemMounts = []mount{
	{"proc", "/proc", hidden, ""},
	{"sysfs", "/sys", hidden, ""},
	{"devtmpfs", "/dev", unix.MS_NOSUID, "mode=755"},
	{"devpts", "/dev/pts", unix.MS_NOSUID | unix.MS_NOEXEC, "mode=620,gid=5,ptmxmode=666"},
	{"tmpfs", "/dev/shm", unix.MS_NOSUID | unix.MS_NODEV, "mode=1777"},
	{"tmpfs", "/run", unix.MS_NOSUID | unix.MS_NODEV, "mode=755"},
}

// optionalMounts are what only some kernels have.
var optionalMounts = []mount{
	{"debugfs", "/sys/kernel/debug", hidden, "mode=700"},
	{"tracefs", "/sys/kernel/tracing", hidden, "mode=700"},
	{"cgroup2", "/sys/fs/cgroup", hidden, ""},
	{"bpf", "/sys/fs/bpf", hidden, "mode=700"},
}

// setUp gives the guest what programs expect of a running system.
func setUp() error {
	for _, m := range optionalMounts {
		if _, err := os.Stat(m.dir); err != nil {
			continue // the kernel makes the mount point of what it has
		}
		if err := unix.Mount(m.fstype, m.dir, m.fstype, m.flags, m.options); err != nil &&
			!errors.Is(err, unix.ENODEV) {
			return fmt.Errorf("mount %s at %s: %w", m.fstype, m.dir, err)
		}
	}
	for _, dir := range []string{"/run/netns", "/run/lock"} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
	}
	for link, target := range map[string]string{"fd": "", "stdin": "/0", "stdout": "/1", "stderr": "/2"} {
		if err := os.Symlink("/proc/self/fd"+target, "/dev/"+link); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	if err := unix.Sethostname([]byte("guest")); err != nil {
		return fmt.Errorf("set the host name: %w", err)
	}
	return loopbackUp()
}

// loopbackUp sets the loopback device up.
func loopbackUp() error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("set lo up: %w", err)
	}
	defer unix.Close(s)
	request, err := unix.NewIfreq("lo")
	if err != nil {
		return fmt.Errorf("set lo up: %w", err)
	}
	request.SetUint16(unix.IFF_UP)
	if err := unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, request); err != nil {
		return fmt.Errorf("set lo up: %w", err)
	}
	return nil
}
