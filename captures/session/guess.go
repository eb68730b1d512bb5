package session

import (
	"fmt"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// Numbers of netlink protocols (linux/netlink.h).
const (
	protocolRoute     = 0
	protocolNetfilter = 12
	protocolUevent    = 15
)

// guessProtocol finds the protocol of a record that does not say, by its octets. A wrong guess is worse than none: all
// messages of a datagram must fit. Control messages are of the protocol that came before; so is what fits none, in an
// input without descriptors.
func (in *intake) guessProtocol(r *captures.Record) int {
	if in.s.opts.Numeric {
		return captures.ProtocolUnknown
	}
	guess, what, by := in.looksLike(r)
	if guess == captures.ProtocolUnknown {
		return in.before(r, by)
	}
	in.tell(r, guess, what, by)
	return guess
}

// before returns the protocol guessed before, for a record that tells none itself; by is a type of message in it that
// no table of NETLINK_ROUTE has, or "".
func (in *intake) before(r *captures.Record, by string) int {
	switch {
	case by == noMessages:
	case by == onlyControl, r.FD < 0 && (by == "" || in.guessed != protocolRoute):
		return in.guessed
	}
	return captures.ProtocolUnknown
}

// tell gives notice of a guess that is other than the last, and from what it comes.
func (in *intake) tell(r *captures.Record, protocol int, what, by string) {
	if protocol == in.guessed {
		return
	}
	in.guessed = protocol
	in.s.opts.Notice(fmt.Sprintf(
		"%s: the input does not say its protocol; this looks like %s, going by %s (--family says otherwise)",
		r.Pos, what, by))
}

// What stands in place of a type of message, where there is none to go by.
const (
	onlyControl = "control messages"
	noMessages  = "no messages"
)

// looksLike returns the protocol of a datagram, what to call it, and from what that is known.
func (in *intake) looksLike(r *captures.Record) (protocol int, what, by string) {
	if codec.IsUevent(r.Data) {
		return protocolUevent, in.protocolName(protocolUevent), "how it starts"
	}
	kinds := in.kinds(r)
	switch {
	case kinds.broken:
		return captures.ProtocolUnknown, "", noMessages
	case kinds.others == 0:
		return captures.ProtocolUnknown, "", onlyControl
	case kinds.netfilter:
		return protocolNetfilter, in.protocolName(protocolNetfilter), fmt.Sprintf("type %#x", kinds.subsystem)
	case isController(kinds.first):
		return protocolGeneric, "generic netlink's controller", "its version"
	case kinds.route && !kinds.opaque:
		return protocolRoute, in.protocolName(protocolRoute), kinds.name
	}
	generic := codec.Context{Protocol: protocolGeneric, BigEndian: r.BigEndian}
	if len(r.Missing) == 0 {
		if family := in.s.opts.Resolver.Guess(in.s.opts.Registry, generic, kinds.first); family != "" {
			return protocolGeneric, "generic netlink's " + family, "its attributes"
		}
	}
	if kinds.route {
		return protocolRoute, in.protocolName(protocolRoute), kinds.name
	}
	return captures.ProtocolUnknown, "", kinds.foreign
}

// isController reports whether a message is the generic netlink controller's: the version after its command is where
// rtnetlink has padding, and nfnetlink a zero.
func isController(msg []byte) bool {
	const header = codec.HeaderLen + 4 // struct genlmsghdr
	if len(msg) < header {
		return false
	}
	version, reserved := msg[codec.HeaderLen+1], msg[header-2:header]
	little := msg[4] == codec.GenlIDCtrl && msg[5] == 0
	return (little || msg[4] == 0 && msg[5] == codec.GenlIDCtrl) && (version == 1 || version == 2) &&
		reserved[0] == 0 && reserved[1] == 0
}

// protocolName returns the C name of a protocol, or its number.
func (in *intake) protocolName(number int) string {
	if p := in.s.opts.Registry.Protocol(number); p != nil {
		return p.Name
	}
	return fmt.Sprintf("protocol %d", number)
}

// kinds is what the messages of a datagram look like.
type kinds struct {
	broken    bool   // they are no messages
	others    int    // how many are no control messages
	first     []byte // the first of those
	route     bool   // the tables of NETLINK_ROUTE explain them all
	opaque    bool   // but not all of their attributes
	name      string // what they say the first is
	foreign   string // a type that they do not have
	netfilter bool   // they are of the parts of NETLINK_NETFILTER
	subsystem uint16 // the first of their types that tells
}

// lengthAndType is where the members of a header end that a guess goes by.
const lengthAndType = 6

// kinds looks at the messages of a datagram.
func (in *intake) kinds(r *captures.Record) (k kinds) {
	k.route, k.netfilter = true, true
	for rest := r.Data; len(rest) > 0; {
		at := len(r.Data) - len(rest)
		msg, next, err := codec.Split(rest, r.BigEndian)
		if len(msg) == 0 {
			break
		}
		if err != nil || len(msg) < codec.HeaderLen {
			k.broken = true
			return k
		}
		rest = next
		h := codec.ParseHeader(msg, r.BigEndian)
		untold := appendUntold(nil, r.Missing, at, at+len(msg))
		if h.Type >= codec.TypeNoop && h.Type < codec.MinType || len(untold) > 0 && untold[0].From < lengthAndType {
			continue
		}
		if k.others++; k.first == nil {
			k.first = msg
		}
		k.addRoute(in, r, msg, untold)
		k.addNetfilter(&h, msg)
	}
	k.broken = k.broken || len(r.Data) < codec.HeaderLen
	k.netfilter = k.netfilter && k.subsystem != 0
	return k
}

// addRoute looks at a message with the tables of NETLINK_ROUTE.
func (k *kinds) addRoute(in *intake, r *captures.Record, msg []byte, untold []codec.Span) {
	m := &in.message
	err := in.decoder.Decode(m, codec.Context{Protocol: protocolRoute, BigEndian: r.BigEndian, Missing: untold}, msg)
	_, unknown, opaque := m.Tally()
	t := m.Type()
	if t == nil || t.Name == "" {
		k.foreign = fmt.Sprintf("type %#x", m.Header().Type)
		k.route = false
		return
	}
	if k.name == "" {
		k.name = t.Name
	}
	short := t.Op != codec.OpGet && t.Header != nil && len(msg) < codec.HeaderLen+t.Header.Size()
	k.route = k.route && err == nil && unknown == 0 && !short
	k.opaque = k.opaque || opaque > 0
}

// Of NETLINK_NETFILTER (linux/netfilter/nfnetlink.h).
const (
	batchBegin     = 0x10 // NFNL_MSG_BATCH_BEGIN
	batchEnd       = 0x11 // NFNL_MSG_BATCH_END
	nftables       = 10   // NFNL_SUBSYS_NFTABLES
	maxSubsystem   = 12   // NFNL_SUBSYS_HOOK
	maxSubMessage  = 63   // no subsystem has as many
	nfgenmsgLen    = 4
	nfgenmsgFamily = codec.HeaderLen
)

// addNetfilter looks at a message as one of a subsystem, or as what surrounds a batch of them.
func (k *kinds) addNetfilter(h *codec.Header, msg []byte) {
	if len(msg) < codec.HeaderLen+nfgenmsgLen || msg[nfgenmsgFamily+1] != 0 { // NFNETLINK_V0
		k.netfilter = false
		return
	}
	subsystem, message := h.Type>>8, h.Type&0xff
	switch {
	case h.Type == batchBegin || h.Type == batchEnd:
		id := uint16(msg[nfgenmsgFamily+2])<<8 | uint16(msg[nfgenmsgFamily+3])
		if id == nftables && len(msg) == codec.HeaderLen+nfgenmsgLen && k.subsystem == 0 {
			k.subsystem = h.Type
		}
	case subsystem == 0 || subsystem > maxSubsystem || message > maxSubMessage:
		k.netfilter = false
	case k.subsystem < 1<<8:
		k.subsystem = h.Type
	}
}
