//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// port is a character device whose other end the host reads.
type port struct {
	*os.File
	copied int64 // octets
}

type ports struct{ stdout, stderr, result *port }

func openPorts(names plan.Ports) (*ports, error) {
	var all ports
	for _, p := range []struct {
		name string
		port **port
	}{{names.Result, &all.result}, {names.Stdout, &all.stdout}, {names.Stderr, &all.stderr}} {
		opened, err := openPort(p.name)
		if err != nil {
			return nil, err
		}
		*p.port = opened
	}
	return &all, nil
}

// openPort opens a device, which may take a moment to appear after its driver was loaded.
func openPort(name string) (*port, error) {
	var fd int
	err := unix.ENOENT
	for range 5000 {
		var e error
		if fd, e = unix.Open(name, unix.O_WRONLY|unix.O_NOCTTY|unix.O_CLOEXEC, 0); e == nil {
			err = 0
			break
		} else if !errors.Is(e, unix.ENOENT) {
			return nil, fmt.Errorf("open %s: %w", name, e)
		}
		time.Sleep(time.Millisecond)
	}
	if err != 0 {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	p := &port{File: os.NewFile(uintptr(fd), name)}
	settings, e := unix.IoctlGetTermios(fd, unix.TCGETS)
	if e != nil {
		return p, nil // no terminal, hence binary-clean
	}
	settings.Iflag, settings.Oflag, settings.Lflag = 0, 0, 0
	if err := unix.IoctlSetTermios(fd, unix.TCSETS, settings); err != nil {
		return nil, fmt.Errorf("set up %s: %w", name, err)
	}
	return p, nil
}

// copyFrom copies until the end of r, and counts. Plain reads and writes: the devices know no splice.
func (p *port) copyFrom(r *os.File) error {
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		if n == 0 || err != nil {
			return nil
		}
		if _, err := p.Write(buf[:n]); err != nil {
			return err
		}
		p.copied += int64(n)
	}
}
