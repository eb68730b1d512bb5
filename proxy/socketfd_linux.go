package proxy

import (
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// socketFD is the socket of a kernelTransport.
//
// The runtime's poller learns of it only when somebody has to wait for a datagram. From then on every answer wakes a
// thread, which takes a good part of the time of a request; the kernel answers
// most requests before sendto(2) returns.
type socketFD struct {
	mu   sync.RWMutex // held for reading as long as fd is in use
	fd   int          // -1: closed
	file *os.File     // the same descriptor, known to the poller; nil as long as nobody waited
}

// takeFrom takes over the socket of a connection, which may be closed then.
func (d *socketFD) takeFrom(conn syscall.Conn) error {
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
func (d *socketFD) acquire() (fd int, err error) {
	d.mu.RLock()
	if d.fd < 0 {
		d.mu.RUnlock()
		return -1, ErrClosed
	}
	return d.fd, nil
}

func (d *socketFD) release() { d.mu.RUnlock() }

// control has f use the descriptor.
func (d *socketFD) control(f func(fd int) error) error {
	fd, err := d.acquire()
	if err != nil {
		return err
	}
	defer d.release()
	return f(fd)
}

// pollable returns the descriptor as a file that can be waited for.
func (d *socketFD) pollable() (*os.File, syscall.RawConn, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fd < 0 {
		return nil, nil, ErrClosed
	}
	if d.file == nil {
		d.file = os.NewFile(uintptr(d.fd), "netlink")
	}
	raw, err := d.file.SyscallConn()
	return d.file, raw, err
}

func (d *socketFD) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	fd := d.fd
	d.fd = -1
	switch {
	case fd < 0:
		return nil
	case d.file != nil:
		return d.file.Close()
	}
	return unix.Close(fd)
}
