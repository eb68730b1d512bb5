package fake

import (
	"errors"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// Error numbers of Linux (asm-generic/errno.h), whatever system the package runs on.
const (
	enoent        = syscall.Errno(2)
	eperm         = syscall.Errno(1)
	esrch         = syscall.Errno(3)
	enxio         = syscall.Errno(6)
	eagain        = syscall.Errno(11)
	eacces        = syscall.Errno(13)
	ebusy         = syscall.Errno(16)
	eexist        = syscall.Errno(17)
	enodev        = syscall.Errno(19)
	einval        = syscall.Errno(22)
	erange        = syscall.Errno(34)
	eloop         = syscall.Errno(40)
	enobufs       = syscall.Errno(105)
	eopnotsupp    = syscall.Errno(95)
	eafnosupport  = syscall.Errno(97)
	eaddrnotavail = syscall.Errno(99)
	enetdown      = syscall.Errno(100)
	enotconn      = syscall.Errno(107)
	enetunreach   = syscall.Errno(101)
	ehostunreach  = syscall.Errno(113)
)

// refusal is why a request failed.
type refusal struct{ transport.Failure }

// Error returns the text, or the number.
func (r *refusal) Error() string {
	if r.Message != "" {
		return r.Message
	}
	return codec.ErrnoName(int(r.Errno))
}

// refuse refuses a request without a text.
func refuse(errno syscall.Errno) error { return &refusal{transport.Failure{Errno: errno}} }

// refuseText refuses a request with the text of an extended ack.
func refuseText(errno syscall.Errno, text string) error {
	return &refusal{transport.Failure{Errno: errno, Message: text}}
}

// refuseAt refuses a request because of an attribute.
func refuseAt(errno syscall.Errno, text string, a codec.Attr) error {
	return &refusal{transport.Failure{Errno: errno, Message: text, Offset: a.Offset()}}
}

// refuseMissing refuses a request because an attribute of a type is not there.
func refuseMissing(typ uint16) error { return &refusal{transport.Failure{Errno: einval, Missing: typ}} }

// failureOf returns what an error says of the request: nothing if it is nil.
func failureOf(err error) transport.Failure {
	var r *refusal
	if errors.As(err, &r) {
		return r.Failure
	}
	return transport.Failure{}
}
