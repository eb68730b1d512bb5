package fake

import (
	"maps"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Multicast groups (enum rtnetlink_groups, linux/rtnetlink.h).
const (
	groupLink      = 1
	groupNeigh     = 3
	groupIPv4Addr  = 5
	groupIPv4Route = 7
	groupIPv4Rule  = 8
	groupIPv6Addr  = 9
	groupIPv6Route = 11
	groupIPv6Rule  = 19
	lastGroup      = 64
)

// cause is the request that an event comes of: what the event tells of it. The zero cause is the kernel's own doing.
type cause struct {
	r      *request
	noSeq  bool // the event has the port id only
	silent bool // there is no event
}

// by is the cause of what a request does.
func by(r *request) cause { return cause{r: r} }

// byEcho is the cause of what happens to links: the kernel names the request only if it asked for an echo.
func byEcho(r *request) cause {
	if !r.has(codec.FlagEcho) {
		return cause{}
	}
	return cause{r: r}
}

// tell sends an event to a group, and to who asked for an echo of the request.
func (k *Kernel) tell(group uint32, event *codec.Request, c cause) {
	k.changed()
	if c.silent {
		return
	}
	var exclude uint32
	if c.r != nil {
		event.PortID = c.r.socket.portID
		if !c.noSeq {
			event.Seq = c.r.header.Seq
		}
		if c.r.has(codec.FlagEcho) {
			exclude = c.r.socket.portID
		}
	}
	var msg []byte
	for _, port := range slices.Sorted(maps.Keys(k.sockets)) {
		if s := k.sockets[port]; s.groups[group] && port != exclude {
			if msg == nil {
				msg = host.Align(k.encode(event), 0)
			}
			s.push(msg, group)
		}
	}
	if exclude != 0 {
		c.r.socket.push(host.Align(k.encode(event), 0), group)
	}
}

// attrList is attributes in the making.
type attrList struct{ attrs []codec.A }

// add appends an attribute if it is wanted.
func (l *attrList) add(name string, value any, wanted bool) {
	if wanted {
		l.attrs = append(l.attrs, codec.A{Name: name, Value: value})
	}
}
