package iproute

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
)

// What programs want to know of a request that failed, for errors.Is. The kernel says the same in several ways:
// no such link is ENODEV, no such route ESRCH, no such address EADDRNOTAVAIL.
var (
	ErrNotFound     = errors.New("there is no such object")
	ErrExists       = errors.New("it exists already")
	ErrNotSupported = errors.New("this kernel does not support it")
	ErrNotPermitted = errors.New("it is not permitted")
	ErrBusy         = errors.New("it is in use")
)

// errAltname says where alternative names are given.
var errAltname = errors.New("a new link gets its alternative names by LinkProp")

// errWant says what was wanted in place of a value.
func errWant(want string, value any) error {
	return fmt.Errorf("want %s, got %s", want, codec.Describe(value))
}

// Error is a call that failed: what was wrong with what was said, which is then not sent, or what the kernel answered,
// a *proxy.Error.
type Error struct {
	Call string // "link add"
	Err  error
}

// Error returns which call failed and why: "link add: RTM_NEWLINK: File exists (EEXIST)".
func (e *Error) Error() string { return e.Call + ": " + e.Err.Error() }

// Unwrap returns why the call failed.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether the kernel's answer means one of ErrNotFound, ErrExists, ErrNotSupported, ErrNotPermitted and
// ErrBusy.
func (e *Error) Is(target error) bool {
	var refused *proxy.Error
	return errors.As(e.Err, &refused) && means(refused.Errno) == target
}

// means returns the plain meaning of an errno, nil if it has none.
func means(errno syscall.Errno) error {
	switch errno {
	case syscall.ENODEV, syscall.ENOENT, syscall.ESRCH, syscall.EADDRNOTAVAIL, syscall.ENXIO:
		return ErrNotFound
	case syscall.EEXIST:
		return ErrExists
	case syscall.EOPNOTSUPP, syscall.EAFNOSUPPORT, syscall.EPROTONOSUPPORT:
		return ErrNotSupported
	case syscall.EPERM, syscall.EACCES:
		return ErrNotPermitted
	case syscall.EBUSY:
		return ErrBusy
	}
	return nil
}
