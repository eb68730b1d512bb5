package remote

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/remote/internal/wire"
)

// statusError is what the other side said went wrong.
type statusError struct{ wire.Status }

func (e *statusError) Error() string {
	if e.Errno == 0 {
		return e.Text
	}
	name := cmp.Or(codec.ErrnoName(int(e.Errno)), "errno "+strconv.Itoa(int(e.Errno)))
	return fmt.Sprintf("%s (%s)", cmp.Or(e.Text, e.Errno.Error()), name)
}

func (e *statusError) Unwrap() error {
	if e.Errno == 0 {
		return nil
	}
	return e.Errno
}

// statusOf reads a frame that says how something went: nil if it went well.
func statusOf(f wire.Frame) error {
	s, err := wire.ParseStatus(f.Payload)
	if err != nil {
		return err
	}
	if s.Errno == 0 && s.Text == "" {
		return nil
	}
	return &statusError{s}
}

// endOf is statusOf for the end of a socket or a connection. ENOBUFS stays words then: from Receive it would say that
// datagrams were lost, and that more may come.
func endOf(f wire.Frame) error {
	err := statusOf(f)
	if errors.Is(err, syscall.ENOBUFS) {
		return errors.New(err.Error())
	}
	return err
}

// goodbye is the error of a Goodbye frame.
func goodbye(f wire.Frame) error {
	if err := endOf(f); err != nil {
		return fmt.Errorf("the other side ended the connection: %w", err)
	}
	return errors.New("the other side ended the connection")
}

// status makes a Status.
func status(errno syscall.Errno, text string) wire.Status {
	return wire.Status{Errno: errno, Text: text}
}

// statusFrom tells the other side about an error.
func statusFrom(err error) wire.Status {
	var known *statusError
	if errors.As(err, &known) {
		return known.Status
	}
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		errno = syscall.EPROTO
	}
	return status(errno, err.Error())
}
