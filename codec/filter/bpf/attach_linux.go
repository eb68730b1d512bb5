package bpf

import (
	"errors"
	"fmt"
	"syscall"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// Attach makes the program the filter of a socket with a port id, in the place of another one that it may have.
func (f *Filter) Attach(conn syscall.RawConn, port uint32) error {
	raw, err := bpf.Assemble(f.Instructions(port))
	if err != nil {
		return fmt.Errorf("filter of a socket: %w", err)
	}
	code := make([]unix.SockFilter, len(raw))
	for i, r := range raw {
		code[i] = unix.SockFilter{Code: r.Op, Jt: r.Jt, Jf: r.Jf, K: r.K}
	}
	if len(code) > 4096 { // BPF_MAXINSNS (linux/bpf_common.h)
		return fmt.Errorf("filter of a socket: %d instructions, and 4096 is the most", len(code))
	}
	prog := unix.SockFprog{Len: uint16(len(code)), Filter: &code[0]}
	var failed error
	err = conn.Control(func(fd uintptr) {
		failed = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &prog)
	})
	if err = errors.Join(err, failed); err != nil {
		return fmt.Errorf("filter of a socket: %w", err)
	}
	return nil
}
