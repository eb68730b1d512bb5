package links

import (
	"cmp"
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

// Verdict makes an error the answer to a request. An error that has no errno in it is EIO.
func Verdict(request *codec.Message, err error) verdicts.Verdict {
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
	text, offset := err.Error(), 0
	if f != nil {
		offset = f.Offset
	}
	var refusal verdicts.Refusal
	if errors.As(err, &refusal) {
		words, at := inRequest(request, refusal)
		text, offset = strings.Replace(text, refusal.Error(), words, 1), cmp.Or(offset, at)
	}
	return verdicts.ErrorAt(errno, strings.ReplaceAll(text, "\n", "; "), offset)
}

// inRequest returns what the kernel has said of a request of ours, as an answer to the one that it was made for: the
// errno, and the attribute if that is in there too, are told besides the words.
func inRequest(request *codec.Message, refusal verdicts.Refusal) (words string, offset int) {
	words, path := refusal.Refusal()
	if path == "" {
		return words, 0
	}
	if a, ok := request.Attr(path); ok {
		return words, a.Offset()
	}
	return path + ": " + words, 0
}
