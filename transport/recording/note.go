package recording

import (
	"cmp"
	"strconv"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// What happens on a socket besides datagrams is told in words that both sides of the package know, in records of an
// event.

// happening is something on a socket that is no datagram.
type happening struct {
	kind  happeningKind
	group uint32        // join and leave
	errno syscall.Errno // sendFailed
}

type happeningKind uint8

const (
	somethingElse happeningKind = iota
	opened                      // a Recorder took the socket up; who came by multicast is told from here on
	joined
	left
	overflowed
	sendFailed
	closed
)

const (
	openedText   = "socket opened"
	closedText   = "socket closed"
	overflowText = "ENOBUFS: the receive buffer overflowed and datagrams were lost"
	joinedText   = "joined group "
	leftText     = "left group "
	failedText   = "send failed: "
	failedMark   = " failed: " // also after the call of a strace log
	notSentText  = "ENOBUFS: the datagram was not sent"
	noReturnText = " did not return"
)

// String is what parseHappening reads.
func (h happening) String() string {
	switch h.kind {
	case opened:
		return openedText
	case closed:
		return closedText
	case overflowed:
		return overflowText
	case joined:
		return joinedText + strconv.FormatUint(uint64(h.group), 10)
	case left:
		return leftText + strconv.FormatUint(uint64(h.group), 10)
	case sendFailed:
		return failedText + cmp.Or(codec.ErrnoName(int(h.errno)), "EIO")
	}
	return ""
}

func parseHappening(s string) (h happening) {
	number := func(s string) uint32 {
		s, _, _ = strings.Cut(s, " ")
		n, _ := strconv.ParseUint(s, 10, 32)
		return uint32(n)
	}
	switch {
	case s == openedText:
		h.kind = opened
	case s == closedText:
		h.kind = closed
	case strings.HasPrefix(s, joinedText):
		h.kind, h.group = joined, number(s[len(joinedText):])
	case strings.HasPrefix(s, leftText):
		h.kind, h.group = left, number(s[len(leftText):])
	case s == notSentText:
		h.kind, h.errno = sendFailed, syscall.ENOBUFS
	case strings.HasSuffix(s, noReturnText):
		h.kind, h.errno = sendFailed, syscall.EINTR
	case strings.Contains(s, failedMark):
		_, name, _ := strings.Cut(s, failedMark)
		if errno, ok := codec.ErrnoNumber(name); ok && errno != 0 {
			h.kind, h.errno = sendFailed, syscall.Errno(errno)
		}
	case strings.HasPrefix(s, "ENOBUFS"):
		h.kind = overflowed
	}
	return h
}

// originOf is what a capture holds of where a datagram comes from.
func originOf(f transport.From) captures.Origin {
	o := captures.Origin{Group: f.Group, Sender: f.PortID}
	if f.NSID >= 0 {
		o.NSID, o.HasNSID = f.NSID, true
	}
	return o
}

// fromRecord is what a capture tells of where a datagram comes from, the inverse of originOf, and when.
func fromRecord(rec *captures.Record) transport.From {
	f, o := fromKernel, &rec.Origin
	f.Group, f.PortID = o.Group, o.Sender
	if rec.HasDate {
		f.Time = rec.Time
	}
	if o.HasNSID {
		f.NSID = o.NSID
	}
	return f
}

// fromKernel is the origin of an answer.
var fromKernel = transport.From{NSID: -1, UID: -1, GID: -1}
