package monitor

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
)

const (
	netnsInterface = "netns "               // before a label, the interface of a record
	causeFormat    = "caused by pid %d, %q" // in the comment of a record
	lostEvent      = "ENOBUFS: %s"          // of a record
)

// Record fills in a record of what the kernel sent, for a captures.Writer, so that Read tells the same; its octets
// borrow the event's. ok is false of events that are no message of the kernel: Current, and what was Found to be gone,
// or is Implied to be.
func (e *Event) Record(r *captures.Record) (ok bool) {
	*r = captures.Record{
		Time: e.Time, HasDate: true, Direction: codec.Received, FD: -1, Protocol: e.Group.Protocol,
		Origin: captures.Origin{Group: e.Group.Number},
	}
	if e.NetNS != "" {
		r.Interface = netnsInterface + e.NetNS
	}
	switch {
	case e.Kind == Lost:
		r.Event = fmt.Sprintf(lostEvent, e.Lost)
		return true
	case e.Message == nil, (e.Kind == Found || e.Kind == Implied) && e.Op == follow.Removed:
		return false
	}
	r.Data, r.BigEndian = e.Message.Bytes(), e.Message.BigEndian()
	r.OriginalLen = len(r.Data)
	r.Origin.Sender = e.sender
	if e.Cause.Pid != 0 {
		r.AddComment(fmt.Sprintf(causeFormat, e.Cause.Pid, e.Cause.Comm))
	}
	return true
}

// causeIn returns the cause that a comment tells.
func causeIn(comment string) (c Cause) {
	c.UID = -1
	if i := strings.Index(comment, causeFormat[:len("caused by")]); i >= 0 {
		if _, err := fmt.Sscanf(comment[i:], causeFormat, &c.Pid, &c.Comm); err != nil {
			return Cause{UID: -1}
		}
	}
	return c
}
