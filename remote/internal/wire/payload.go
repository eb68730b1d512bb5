package wire

import (
	"encoding/binary"
	"strings"
	"syscall"
	"time"
)

var be = binary.BigEndian

// Hello is how each side introduces itself.
type Hello struct {
	From, To  uint8 // versions of the format
	BigEndian bool  // byte order of the host's kernel
	Datagram  uint32
	Window    uint32
	Silence   time.Duration // at most, before something is sent
	Sockets   uint32        // that the server allows
}

const helloLen = 20

// Append appends the payload of a Hello frame.
func (h Hello) Append(dst []byte) []byte {
	order := byte(1)
	if h.BigEndian {
		order = 2
	}
	dst = append(dst, h.From, h.To, order, 0)
	return AppendWords(dst, h.Datagram, h.Window, uint32(h.Silence/time.Millisecond), h.Sockets)
}

// ParseHello reads the payload of a Hello frame, and checks that there is a version that both sides speak.
func ParseHello(b []byte) (Hello, error) {
	if len(b) < helloLen || b[2] != 1 && b[2] != 2 {
		return Hello{}, Violation("a Hello of %d octets", len(b))
	}
	h := Hello{
		From: b[0], To: b[1], BigEndian: b[2] == 2, Datagram: be.Uint32(b[4:]), Window: be.Uint32(b[8:]),
		Silence: time.Duration(be.Uint32(b[12:])) * time.Millisecond, Sockets: be.Uint32(b[16:]),
	}
	if h.From > Version || h.To < Version {
		return h, Violation("the other side speaks versions %d to %d, this one version %d", h.From, h.To, Version)
	}
	if h.Window == 0 || h.Silence == 0 {
		return h, Violation("a Hello without window or silence")
	}
	return h, nil
}

// Open asks for a socket.
type Open struct {
	Protocol, PortID          uint32
	ReceiveBuffer, SendBuffer uint32
	Flags                     OpenFlags
}

// OpenFlags are options of a socket.
type OpenFlags uint32

// The options of a socket.
const (
	Lax OpenFlags = 1 << iota
	WholeAcks
	AnySender
	AllNamespaces
	PassCredentials
)

// Append appends the payload of an Open frame.
func (o Open) Append(dst []byte) []byte {
	return AppendWords(dst, o.Protocol, o.PortID, o.ReceiveBuffer, o.SendBuffer, uint32(o.Flags))
}

// ParseOpen reads the payload of an Open frame.
func ParseOpen(b []byte) (Open, error) {
	v, err := Words(b, 5)
	if err != nil {
		return Open{}, err
	}
	return Open{v[0], v[1], v[2], v[3], OpenFlags(v[4])}, nil
}

// Words reads the first n numbers of a payload.
func Words(b []byte, n int) ([]uint32, error) {
	if len(b) < 4*n {
		return nil, Violation("a payload of %d octets, %d are needed", len(b), 4*n)
	}
	words := make([]uint32, n)
	for i := range words {
		words[i] = be.Uint32(b[4*i:])
	}
	return words, nil
}

// AppendWords appends numbers.
func AppendWords(dst []byte, words ...uint32) []byte {
	for _, w := range words {
		dst = be.AppendUint32(dst, w)
	}
	return dst
}

// Status is how something went: the payload of Goodbye, Closed and Result.
type Status struct {
	Errno syscall.Errno
	Text  string
}

// Append appends the status.
func (s Status) Append(dst []byte) []byte {
	text := s.Text[:min(len(s.Text), controlMax-4)]
	return append(be.AppendUint32(dst, uint32(s.Errno)), text...)
}

// ParseStatus reads a status. The text becomes one line of printable characters.
func ParseStatus(b []byte) (Status, error) {
	v, err := Words(b, 1)
	if err != nil {
		return Status{}, err
	}
	return Status{Errno: syscall.Errno(v[0]), Text: printable(string(b[4:]))}, nil
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

// From is what stands before the datagram in a DatagramFrom frame.
type From struct {
	PortID, Group       uint32
	NSID, Pid, UID, GID int32
}

const fromLen = 24

// Append appends what stands before the datagram.
func (f From) Append(dst []byte) []byte {
	return AppendWords(dst, f.PortID, f.Group, uint32(f.NSID), uint32(f.Pid), uint32(f.UID), uint32(f.GID))
}

// ParseFrom reads a DatagramFrom frame.
func ParseFrom(b []byte) (f From, datagram []byte, err error) {
	if len(b) < fromLen {
		return From{}, nil, Violation("a DatagramFrom frame of %d octets", len(b))
	}
	signed := func(i int) int32 { return int32(be.Uint32(b[i:])) }
	f = From{be.Uint32(b), be.Uint32(b[4:]), signed(8), signed(12), signed(16), signed(20)}
	return f, b[fromLen:], nil
}
