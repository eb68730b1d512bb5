package proxy

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Error is a request that the kernel, or a callback in its place, refused. It is the Errno in a chain of errors:
// errors.Is(err, syscall.EEXIST) and errors.Is(err, os.ErrExist) hold.
type Error struct {
	Request string // name of the request: "RTM_NEWLINK"
	Errno   syscall.Errno
	Message string // extended-ack text, or ""
	Path    string // path of the attribute that is wrong or missing: "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID", or ""
	Name    string // C name of the errno, as a request of this kind is answered with it
	Offset  int    // octets from the start of the request to that attribute, 0 if the kernel does not say
}

// Error returns what was refused, where it is wrong and why, on one line: "RTM_NEWLINK: IFLA_MTU: mtu less than device
// minimum (EINVAL)".
func (e *Error) Error() string {
	text, path := e.Refusal()
	parts := []string{e.Request, path, text}
	if path == "" {
		parts = []string{e.Request, text}
	}
	return fmt.Sprintf("%s (%s)", strings.Join(parts, ": "), cmp.Or(e.Name, codec.ErrnoName(int(e.Errno))))
}

// Refusal implements verdicts.Refusal.
func (e *Error) Refusal() (text, path string) {
	return strings.TrimSuffix(cmp.Or(e.Message, e.Errno.Error()), "."), e.Path
}

// Unwrap returns the errno.
func (e *Error) Unwrap() error { return e.Errno }

// Errors of a Socket besides those of the kernel.
var (
	// ErrClosed says that the socket was closed. It is os.ErrClosed.
	ErrClosed = os.ErrClosed
	// ErrDumpInterrupted says that what was dumped changed meanwhile, again and again (NLM_F_DUMP_INTR): the messages
	// came, but some may be missing or there twice.
	ErrDumpInterrupted = errors.New("the dump was interrupted by changes (NLM_F_DUMP_INTR): it may be inconsistent")
	// ErrOverrun says that datagrams were lost because the receive buffer overflowed.
	ErrOverrun = fmt.Errorf("the receive buffer overflowed and datagrams were lost: %w", syscall.ENOBUFS)
	// ErrReplyLost says that the receive buffer overflowed before the answer came, or all of it: whether the request
	// was carried out, or what it answered, is not known. Requests that only read are sent again instead.
	ErrReplyLost = errors.New("the receive buffer overflowed and the answer was lost: " +
		"the request may or may not have been carried out (use a larger ReceiveBuffer)")
	// ErrTruncated says that a message of the answer ended before its end.
	ErrTruncated = errors.New("the answer is truncated: a message in it says that it is longer than what came " +
		"(whether a request that changes things was carried out is not known)")
)

// refusal makes an Error of the NLMSG_ERROR or NLMSG_DONE that answers a request. It returns nil if that reports
// success.
func (s *Socket) refusal(answer, request []byte) error {
	if len(answer) < codec.HeaderLen+4 {
		return nil // an NLMSG_DONE without a result, or none was needed
	}
	h := host.Header(answer)
	errno := -int32(host.Order.Uint32(answer[codec.HeaderLen:]))
	if errno == 0 {
		return nil
	}
	e := &Error{Errno: syscall.Errno(errno), Request: s.nameOf(request)}
	var m codec.Message
	// a request that is refused may be damaged, which costs nothing of what the kernel says of it
	_ = s.decoder.Decode(&m, s.context(), quoting(answer, h, request))
	if a, ok := m.Attr("NLMSGERR_ATTR_MSG"); ok {
		e.Message = a.Text()
	}
	if a, ok := m.Attr("NLMSGERR_ATTR_OFFS"); ok {
		offset, _ := a.Uint()
		e.Offset = int(offset)
	}
	e.Path, e.Name = m.ErrorPath(), m.ErrnoName(int(errno))
	return e
}

// quoting returns an answer as it would be if it quoted the whole request, so that offsets in it can be resolved.
func quoting(answer []byte, h codec.Header, request []byte) []byte {
	tlvs := answer[codec.HeaderLen+4:]
	if h.Type == codec.TypeError {
		if h.Flags&codec.FlagCapped == 0 || len(tlvs) < codec.HeaderLen {
			return answer
		}
		tlvs = tlvs[codec.HeaderLen:]
	}
	full := append([]byte{}, answer[:codec.HeaderLen+4]...)
	full = host.Align(append(full, request...), 0)
	full = append(full, tlvs...)
	h.Len, h.Type, h.Flags = uint32(len(full)), codec.TypeError, h.Flags&^codec.FlagCapped
	host.PutHeader(full, h)
	return full
}

// nameOf returns the name of a request.
func (s *Socket) nameOf(request []byte) string {
	var m codec.Message
	if s.decoder.Decode(&m, s.context(), request) != nil && m.Type() == nil {
		return "request"
	}
	if name := m.Name(); name != "" {
		return name
	}
	return fmt.Sprintf("%s/%d", s.registry.ProtocolName(s.protocol), m.Header().Type)
}
