package netns

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// NS is an open network namespace. The namespace stays in being as long as it is open.
type NS struct{ file *os.File }

// Open opens a namespace by its name in Dir, or by a path, which has a slash in it: "/proc/42/ns/net". If there is none
// the error is fs.ErrNotExist.
func Open(name string) (*NS, error) {
	p, err := path(name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(p)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("there is no network namespace %q: %w", name, unix.ENOENT)
		}
		return nil, fmt.Errorf("network namespace %q: %w", name, err)
	}
	ns, is := &NS{f}, false
	if err := ns.control(func(fd int) error { is = isNamespace(fd); return nil }); err != nil || !is {
		f.Close()
		return nil, fmt.Errorf("%s is no network namespace", p)
	}
	return ns, nil
}

// OpenPid opens the namespace of a process. If there is no such process the error is fs.ErrNotExist; another user's
// process takes CAP_SYS_PTRACE.
func OpenPid(pid int) (*NS, error) { return Open(PathOfPid(pid)) }

// Current opens the namespace of the calling thread. The goroutine should be locked to it.
func Current() (*NS, error) { return Open("/proc/thread-self/ns/net") }

// FromFD takes over an open descriptor of a namespace: Close closes it. On an error the descriptor stays the caller's.
func FromFD(fd int) (*NS, error) {
	if !isNamespace(fd) {
		return nil, fmt.Errorf("descriptor %d is no network namespace", fd)
	}
	return &NS{os.NewFile(uintptr(fd), fmt.Sprintf("netns-%d", fd))}, nil
}

func isNamespace(fd int) bool {
	kind, err := unix.IoctlRetInt(fd, unix.NS_GET_NSTYPE)
	return err == nil && kind == unix.CLONE_NEWNET
}

// control runs a function with the descriptor, which stays open meanwhile.
func (ns *NS) control(f func(fd int) error) error {
	if ns == nil {
		return errors.New("there is no network namespace: it is nil")
	}
	raw, err := ns.file.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = f(int(fd)) }); err != nil { // it says so in words of its own
		return fmt.Errorf("network namespace %s: %w", ns.file.Name(), os.ErrClosed)
	}
	return inner
}

// Close closes the descriptor.
func (ns *NS) Close() error { return ns.file.Close() }

// FD returns a new descriptor of the namespace, which is the caller's to close.
func (ns *NS) FD() (fd int, err error) {
	err = ns.control(func(own int) (err error) {
		fd, err = unix.FcntlInt(uintptr(own), unix.F_DUPFD_CLOEXEC, 0)
		return err
	})
	return fd, err
}

// Inode returns the number that tells namespaces of a machine apart, as Namespace.Inode.
func (ns *NS) Inode() (inode uint64, err error) {
	err = ns.control(func(fd int) (err error) { inode, err = inodeOf(fd); return err })
	return inode, err
}

func inodeOf(fd int) (uint64, error) {
	var st unix.Stat_t
	err := unix.Fstat(fd, &st)
	return st.Ino, err
}

// namespaceInode returns the inode of the namespace at a path, if there is one.
func namespaceInode(path string) (uint64, bool) {
	var fsStat unix.Statfs_t
	var st unix.Stat_t
	if unix.Statfs(path, &fsStat) != nil || fsStat.Type != unix.NSFS_MAGIC || unix.Stat(path, &st) != nil {
		return 0, false
	}
	return st.Ino, true
}

// Do runs f on a thread that is in the namespace, and returns its error. f must not unlock the thread, and what it
// starts with go runs elsewhere. A panic of f comes out of Do. It needs CAP_SYS_ADMIN, unless the program is in the
// namespace.
func (ns *NS) Do(f func() error) error {
	return onThread(func(home int) (moved bool, err error) {
		err = ns.control(func(fd int) error {
			if moved, err = differ(home, fd); err != nil || !moved {
				return err
			}
			return setns(fd)
		})
		return moved && err == nil, err
	}, f)
}

// differ reports whether two descriptors are of different namespaces.
func differ(a, b int) (bool, error) {
	inodeA, errA := inodeOf(a)
	inodeB, errB := inodeOf(b)
	return inodeA != inodeB, errors.Join(errA, errB)
}

// setns moves the calling thread to a namespace.
func setns(fd int) error {
	if err := unix.Setns(fd, unix.CLONE_NEWNET); err != nil {
		return fmt.Errorf("enter the network namespace: %w", err)
	}
	return nil
}

// outcome is how a function on another thread ended.
type outcome struct {
	err      error
	panicked any
	returned bool
}

// onThread runs f on a thread after enter, which gets a descriptor of the thread's own namespace, has moved it to
// another one. If the thread cannot go back it stays locked, and ends with its goroutine.
func onThread(enter func(home int) (moved bool, err error), f func() error) error {
	done := make(chan outcome, 1)
	go func() {
		var out outcome
		defer func() {
			if !out.returned {
				out.panicked = recover()
			}
			done <- out
		}()
		runtime.LockOSThread()
		home, err := unix.Open("/proc/thread-self/ns/net", unix.O_RDONLY|unix.O_CLOEXEC, 0)
		if err != nil {
			runtime.UnlockOSThread()
			out = outcome{err: fmt.Errorf("open the thread's own network namespace: %w", err), returned: true}
			return
		}
		moved := false
		defer func() {
			if !moved || setns(home) == nil {
				runtime.UnlockOSThread()
			}
			unix.Close(home)
		}()
		if moved, out.err = enter(home); out.err == nil {
			out.err = f()
		}
		out.returned = true
	}()
	out := <-done
	switch {
	case out.panicked != nil:
		panic(out.panicked)
	case !out.returned:
		return errors.New("the function in the network namespace ended its goroutine")
	}
	return out.err
}
