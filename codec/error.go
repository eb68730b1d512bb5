package codec

import (
	"errors"
	"strconv"
)

// Error is a fault of a message, or of what is to become one.
type Error struct {
	Offset int    // octets from the start of the message, -1 if it has no place in one
	Path   string // attribute path: "IFLA_LINKINFO/IFLA_INFO_DATA"; "" outside any attribute
	Msg    string // what is wrong
	Err    error  // the cause, or nil
}

// ErrTruncated is the cause of an Error when the capture holds less of the message than was sent.
var ErrTruncated = errors.New("truncated")

// Error returns path, message, cause and offset in one line.
func (e *Error) Error() string {
	b := make([]byte, 0, 96)
	if e.Path != "" {
		b = append(append(b, e.Path...), ": "...)
	}
	b = append(b, e.Msg...)
	if e.Err != nil {
		b = append(append(b, ": "...), e.Err.Error()...)
	}
	if e.Offset >= 0 {
		b = strconv.AppendInt(append(b, " (at octet "...), int64(e.Offset), 10)
		b = append(b, ')')
	}
	return string(b)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
