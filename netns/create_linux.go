package netns

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Create makes a named namespace, as "ip netns add" does. It has a loopback device, which is down. It needs
// CAP_SYS_ADMIN; if there is one of that name already, the error is fs.ErrExist.
func Create(name string) (err error) {
	if err := checkName(name); err != nil {
		return err
	}
	if err := prepareDir(); err != nil {
		return fmt.Errorf("create network namespace %q: %w", name, err)
	}
	path := filepath.Join(Dir, name)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDONLY, 0)
	if err != nil {
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("there is a network namespace %q already: %w", name, unix.EEXIST)
		}
		return fmt.Errorf("create network namespace %q: %w", name, err)
	}
	f.Close()
	if err := mountNew(path); err != nil {
		os.Remove(path)
		return fmt.Errorf("create network namespace %q: %w", name, err)
	}
	return nil
}

// mountNew makes a namespace and mounts it on a file, where the calling thread sees it.
func mountNew(path string) error {
	ns, err := New()
	if err != nil {
		return err
	}
	defer ns.Close()
	return ns.control(func(fd int) error {
		return unix.Mount(fmt.Sprintf("/proc/thread-self/fd/%d", fd), path, "none", unix.MS_BIND, "")
	})
}

// New makes a namespace without a name. It ends when it is closed and nothing is in it any more. It needs
// CAP_SYS_ADMIN.
func New() (ns *NS, err error) {
	err = onThread(unshare, func() (err error) {
		ns, err = Current()
		return err
	})
	return ns, err
}

func unshare(int) (moved bool, err error) {
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return false, fmt.Errorf("make a network namespace (needs CAP_SYS_ADMIN): %w", err)
	}
	return true, nil
}

// prepareDir makes Dir, as a mount that shows new namespaces in all copies of the mount table, as ip-netns(8) does.
func prepareDir() error {
	if err := os.MkdirAll(Dir, 0o755); err != nil {
		return err
	}
	err := unix.Mount("", Dir, "none", unix.MS_SHARED|unix.MS_REC, "")
	if errors.Is(err, unix.EINVAL) { // it is no mount point yet
		if err = unix.Mount(Dir, Dir, "none", unix.MS_BIND|unix.MS_REC, ""); err == nil {
			err = unix.Mount("", Dir, "none", unix.MS_SHARED|unix.MS_REC, "")
		}
	}
	if err != nil {
		return fmt.Errorf("make %s a shared mount: %w", Dir, err)
	}
	return nil
}

// Remove takes the name from a namespace, as "ip netns del" does. The namespace ends when nothing is in it and nobody
// has it open any more. It needs CAP_SYS_ADMIN; if there is none of that name, the error is fs.ErrNotExist.
func Remove(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	path := filepath.Join(Dir, name)
	err := unix.Unmount(path, unix.MNT_DETACH)
	if err == nil || errors.Is(err, unix.EINVAL) { // EINVAL: not mounted
		err = os.Remove(path)
	}
	switch {
	case errors.Is(err, unix.ENOENT):
		return fmt.Errorf("there is no network namespace %q: %w", name, unix.ENOENT)
	case err != nil:
		return fmt.Errorf("remove network namespace %q: %w", name, err)
	}
	return nil
}
