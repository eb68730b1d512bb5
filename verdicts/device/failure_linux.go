package device

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
)

// Failure is why a request cannot be carried out. It is its Errno in a chain of errors.
type Failure struct {
	Errno  syscall.Errno
	Text   string
	Offset int // of the attribute that is wrong, 0 for none
}

// Error returns the text.
func (f *Failure) Error() string { return f.Text }

// Unwrap returns the errno.
func (f *Failure) Unwrap() error { return f.Errno }

// Fail makes a Failure.
func Fail(errno syscall.Errno, format string, args ...any) error {
	return &Failure{Errno: errno, Text: fmt.Sprintf(format, args...)}
}

// FailAt makes a Failure that points at an attribute of the request.
func FailAt(a codec.Attr, errno syscall.Errno, format string, args ...any) error {
	return &Failure{Errno: errno, Text: fmt.Sprintf(format, args...), Offset: a.Offset()}
}

// Verdict makes an error the answer to the request. An error that has no errno in it is EIO.
func Verdict(err error) verdicts.Verdict {
	errno := syscall.EIO
	var f *Failure
	switch {
	case errors.As(err, &f):
		errno = f.Errno
	case errors.Is(err, context.DeadlineExceeded):
		errno = syscall.ETIMEDOUT
	case errors.Is(err, context.Canceled):
		errno = syscall.ECANCELED
	default:
		errors.As(err, &errno)
	}
	text, offset := strings.ReplaceAll(err.Error(), "\n", "; "), 0
	if f != nil {
		offset = f.Offset
	}
	return verdicts.ErrorAt(errno, text, offset)
}
