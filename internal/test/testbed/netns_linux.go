package testbed

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// The main thread would keep a namespace until the process ends, and /proc/self shows its: no test may run on it.
func init() { runtime.LockOSThread() }

// Namespace is a network namespace of a test's own.
type Namespace struct{ net, mnt, root *os.File }

// NetNS puts the test into a new network namespace with a loopback device that is up, an empty /run, and a /sys that
// shows the namespace. So do programs that it starts. It ends with the test. Goroutines and subtests of the test start
// outside: they Enter it. The test must Require Root before.
func NetNS(t testing.TB) *Namespace {
	t.Helper()
	runtime.LockOSThread() // until the end of the goroutine: then the thread ends too, and what only it was in
	ns, err := newNamespace()
	if err != nil {
		t.Fatalf("new network namespace: %v", err)
	}
	t.Cleanup(func() {
		ns.net.Close()
		ns.mnt.Close()
		ns.root.Close()
	})
	return ns
}

// Enter puts the calling goroutine, which may be that of a subtest, into the namespace until it ends.
func (ns *Namespace) Enter(t testing.TB) {
	t.Helper()
	runtime.LockOSThread()
	err := unix.Unshare(unix.CLONE_FS) // setns refuses threads that share their directories with others
	for _, f := range []*os.File{ns.net, ns.mnt} {
		if err == nil {
			err = unix.Setns(int(f.Fd()), 0)
		}
	}
	if err == nil {
		err = unix.Fchdir(int(ns.root.Fd()))
	}
	if err == nil {
		err = changeRoot(".")
	}
	if err != nil {
		t.Fatalf("enter the test's network namespace: %v", err)
	}
}

func newNamespace() (*Namespace, error) {
	if err := unix.Unshare(unix.CLONE_NEWNET | unix.CLONE_NEWNS); err != nil {
		return nil, fmt.Errorf("unshare: %w", err)
	}
	if err := privateMounts(); err != nil {
		return nil, fmt.Errorf("make the mounts private: %w", err)
	}
	for _, m := range []struct {
		fstype, dir string
		data        string
	}{
		{fstype: "sysfs", dir: "/sys"},
		{fstype: "tmpfs", dir: "/run", data: "mode=755"},
	} {
		if err := unix.Mount("none", m.dir, m.fstype, 0, m.data); err != nil {
			return nil, fmt.Errorf("mount %s: %w", m.dir, err)
		}
	}
	if err := loopbackUp(); err != nil {
		return nil, fmt.Errorf("lo: %w", err)
	}
	return openNamespace()
}

// privateMounts sees to it that what is mounted here is mounted nowhere else. In a chroot, where / is no mount of its
// own, it makes one, on a mount that there is.
func privateMounts() error {
	const private = unix.MS_REC | unix.MS_PRIVATE
	err := unix.Mount("none", "/", "", private, "")
	if err != unix.EINVAL {
		return err
	}
	const spare = "/proc"
	for _, m := range []struct {
		source string
		flags  uintptr
	}{{"none", private}, {"/", unix.MS_BIND | unix.MS_REC}, {"none", private}} {
		if err := unix.Mount(m.source, spare, "", m.flags, ""); err != nil {
			return fmt.Errorf("%s: %w", spare, err)
		}
	}
	return changeRoot(spare)
}

// changeRoot changes the root directory of the thread and goes back to the package's.
func changeRoot(root string) error {
	if err := unix.Chroot(root); err != nil {
		return err
	}
	return unix.Chdir(directory)
}

func openNamespace() (*Namespace, error) {
	task := fmt.Sprintf("/proc/self/task/%d/ns/", unix.Gettid())
	net, err := os.Open(task + "net")
	if err != nil {
		return nil, err
	}
	mnt, err := os.Open(task + "mnt")
	if err != nil {
		net.Close()
		return nil, err
	}
	root, err := os.Open("/")
	if err != nil {
		net.Close()
		mnt.Close()
		return nil, err
	}
	return &Namespace{net, mnt, root}, nil
}

func loopbackUp() error {
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(socket)
	request, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	request.SetUint16(unix.IFF_UP)
	return unix.IoctlIfreq(socket, unix.SIOCSIFFLAGS, request)
}
