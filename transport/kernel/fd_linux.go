package kernel

import (
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// descriptor is the socket of a socket.
//
// The runtime's poller learns of it only when somebody has to wait for a datagram. From then on every answer wakes a
// thread, which takes a good part of the time of a request; the kernel answers most requests before sendto(2) returns.
//
// The order of locks: who needs the descriptor acquires it first, and takes socket.busy then. A read that
// waits in the poller has acquired nothing, and takes busy whenever it tries again. To close the file waits for that
// read, so nothing is held meanwhile.
type descriptor struct {
	mu    sync.RWMutex // held for reading as long as fd is in use
	fd    int          // -1: closed
	file  *os.File     // the same descriptor, known to the poller; nil as long as nobody waited
	files sync.Once    // makes file
}

// takeFrom takes over the socket of a connection, which may be closed then.
func (d *descriptor) takeFrom(conn syscall.Conn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	return control(raw, func(fd int) (err error) {
		d.fd, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
		return err
	})
}

func control(raw syscall.RawConn, f func(fd int) error) error {
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = f(int(fd)) }); err != nil {
		return err
	}
	return inner
}

// acquire returns the descriptor, which stays open until release.
func (d *descriptor) acquire() (fd int, err error) {
	d.mu.RLock()
	if d.fd < 0 {
		d.mu.RUnlock()
		return -1, os.ErrClosed
	}
	return d.fd, nil
}

func (d *descriptor) release() { d.mu.RUnlock() }

// control has f use the descriptor.
func (d *descriptor) control(f func(fd int) error) error {
	fd, err := d.acquire()
	if err != nil {
		return err
	}
	defer d.release()
	return f(fd)
}

// alone has f use the descriptor while nobody else does.
func (d *descriptor) alone(f func(fd int) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fd < 0 {
		return os.ErrClosed
	}
	return f(d.fd)
}

// pollable returns the descriptor as a file that can be waited for.
func (d *descriptor) pollable() (*os.File, error) {
	fd, err := d.acquire()
	if err != nil {
		return nil, err
	}
	defer d.release()
	d.files.Do(func() { d.file = os.NewFile(uintptr(fd), "netlink") })
	return d.file, nil
}

// isClosed reports whether close was called.
func (d *descriptor) isClosed() bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.fd < 0
}

// close waits until nobody uses the descriptor, and then has who waits for a datagram give up.
func (d *descriptor) close() error {
	d.mu.Lock()
	fd := d.fd
	d.fd = -1
	d.mu.Unlock()
	switch {
	case fd < 0:
		return nil
	case d.file != nil:
		return d.file.Close()
	}
	return unix.Close(fd)
}
