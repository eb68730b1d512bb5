package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Version is the version of the format that this package speaks.
const Version = 1

// HeaderLen is the length of a frame's header.
const HeaderLen = 12

const (
	magic0, magic1 = 'N', 'K'
	// controlMax is how long the payload of a frame that is no datagram may be.
	controlMax = 4 << 10
	// ItemCost is what a frame takes of the window besides its payload.
	ItemCost = 64
)

// Type is the type of a frame.
type Type uint8

// The types of frames.
const (
	TypeHello Type = 1 + iota
	TypeGoodbye
	TypePing
	TypeOpen
	TypeOpened
	TypeClosed
	TypeDatagram
	TypeDatagramFrom
	TypeCredit
	TypeOverrun
	TypeJoin
	TypeLeave
	TypeResult
	TypeSync
	TypeSynced
)

var typeNames = [...]string{
	1: "Hello", "Goodbye", "Ping", "Open", "Opened", "Closed", "Datagram", "DatagramFrom", "Credit", "Overrun", "Join",
	"Leave", "Result", "Sync", "Synced",
}

// String returns the name of the type.
func (t Type) String() string {
	if t == 0 || int(t) >= len(typeNames) {
		return fmt.Sprintf("type %d", t)
	}
	return typeNames[t]
}

// Frame is one frame.
type Frame struct {
	Type    Type
	Stream  uint32
	Payload []byte
}

// Cost is what a frame takes of the window.
func (f Frame) Cost() int { return len(f.Payload) + ItemCost }

// ErrFormat says that the other side does not speak this format, or broke its rules.
var ErrFormat = errors.New("not what nlkit's remote sockets say")

// Violation makes an ErrFormat that says what is wrong.
func Violation(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
}

// appendHeader appends the header of a frame.
func appendHeader(dst []byte, t Type, stream uint32, length int) []byte {
	dst = append(dst, magic0, magic1, Version, byte(t))
	dst = binary.BigEndian.AppendUint32(dst, stream)
	return binary.BigEndian.AppendUint32(dst, uint32(length))
}

// Append appends the frame.
func (f Frame) Append(dst []byte) []byte {
	return append(appendHeader(dst, f.Type, f.Stream, len(f.Payload)), f.Payload...)
}

// Reader reads frames. It is for one goroutine.
type Reader struct {
	r     io.Reader
	limit int // of datagrams
	head  [HeaderLen]byte
}

// NewReader makes a Reader of r, which should be buffered. Datagrams longer than limit are errors.
func NewReader(r io.Reader, limit int) *Reader { return &Reader{r: r, limit: limit} }

// Next reads a frame. Its payload is the caller's; Recycle takes it back. io.EOF says that the stream ended between two
// frames.
func (r *Reader) Next() (Frame, error) {
	if _, err := io.ReadFull(r.r, r.head[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return Frame{}, fmt.Errorf("the connection ended inside the header of a frame: %w", err)
		}
		return Frame{}, err
	}
	f, n, err := r.header()
	if err != nil || n == 0 {
		return f, err
	}
	f.Payload = buffer(n)
	if _, err := io.ReadFull(r.r, f.Payload); err != nil {
		Recycle(f.Payload)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return Frame{}, fmt.Errorf("the connection ended inside a %v frame of %d octets: %w", f.Type, n, err)
	}
	return f, nil
}

// header checks what stands in the header.
func (r *Reader) header() (Frame, int, error) {
	h := r.head[:]
	if h[0] != magic0 || h[1] != magic1 {
		return Frame{}, 0, Violation("a frame starts with %x", h)
	}
	if h[2] != Version {
		return Frame{}, 0, Violation("a frame of version %d, this is version %d", h[2], Version)
	}
	f := Frame{Type: Type(h[3]), Stream: binary.BigEndian.Uint32(h[4:])}
	n, limit := binary.BigEndian.Uint32(h[8:]), controlMax
	switch f.Type {
	case TypeDatagram:
		limit = r.limit
	case TypeDatagramFrom:
		limit = r.limit + fromLen
	}
	if uint64(n) > uint64(limit) {
		return Frame{}, 0, Violation("a %v frame of %d octets, more than the %d that are taken", f.Type, n, limit)
	}
	return f, int(n), nil
}
