package codec

import "slices"

// MessageType is what the payload of one nlmsg_type, or of one generic netlink command, holds: a fixed struct, then
// attributes. Either may be nil. Tables make the types that are about one object together: see Object.Messages.
type MessageType struct {
	Type   uint16 // nlmsg_type, or the command
	Name   string // "RTM_NEWLINK", "NL80211_CMD_GET_WIPHY"
	Op     Op     // says how the NLM_F_* bits of requests read
	Effect Effect // what a request does; mostly what its Op says
	// ReadsIf is what must hold of the header of a request for it to be one that only reads, if its Effect is that.
	ReadsIf []Where
	// Replies are the types of the messages that answer a request, besides NLMSG_ERROR and NLMSG_DONE.
	Replies []uint16
	Header  *Struct
	Set     *Set
	Object  *Object // what the message is about, or nil
	// Variants are other descriptions of the type. The last whose When holds of a message describes it.
	Variants []*MessageType
	When     When // of a variant
	Doc      string
}

// Op is the kind of request that a message type is; the NLM_F_* modifier bits mean different things by it.
type Op uint8

// The kinds of requests.
const (
	OpOther  Op = iota // answers, notifications, commands of their own
	OpGet              // NLM_F_ROOT, MATCH, ATOMIC, DUMP
	OpNew              // NLM_F_REPLACE, EXCL, CREATE, APPEND
	OpDelete           // NLM_F_NONREC, BULK
)

// Effect is what a request does to what the kernel has.
type Effect uint8

// The effects of requests.
const (
	ByOp    Effect = iota // what the Op says: OpGet reads, all others change something
	Reads                 // it leaves everything as it is
	Resets                // it reads, and sets back what it has read: counters
	Changes               // it changes something
)

// effect returns what a request of a type does.
func (t *MessageType) effect() Effect {
	switch {
	case t.Effect != ByOp:
		return t.Effect
	case t.Op == OpGet:
		return Reads
	}
	return Changes
}

// OnlyReads reports whether the message, as a request, leaves everything in the kernel as it is. One whose type no table
// knows may do anything.
func (m *Message) OnlyReads() bool {
	return m.typ != nil && m.typ.effect() == Reads && m.holds(m.typ.ReadsIf)
}

// When says which messages of a type a variant describes: those of which all of it holds. The zero When describes none.
type When struct {
	Request bool    // NLM_F_REQUEST is set: user space asks, and not the kernel tells
	Header  []Where // of the variant's own Header, which the message is long enough for
}

// Where says that a member of a fixed struct, an integer, has one of the values.
type Where struct {
	Member string
	Values []uint64
}

// variant returns the description of a message of the type, which may be nil; body is its payload after the headers.
func (t *MessageType) variant(flags uint16, big bool, body []byte) *MessageType {
	if t == nil {
		return nil
	}
	for _, v := range slices.Backward(t.Variants) {
		if v.describes(flags, big, body) {
			return v
		}
	}
	return t
}

// describes reports whether a variant describes a message.
func (t *MessageType) describes(flags uint16, big bool, body []byte) bool {
	if t.When.Request && flags&FlagRequest == 0 {
		return false
	}
	if len(t.When.Header) == 0 {
		return t.When.Request
	}
	if t.Header == nil || len(body) < t.Header.Size() {
		return false
	}
	for i := range t.When.Header {
		w := &t.When.Header[i]
		_, p := t.Header.lookup(w.Member)
		if !slices.Contains(w.Values, p.integer(body, big)) {
			return false
		}
	}
	return true
}

// holds reports whether the members of the message's fixed struct are what they must be.
func (m *Message) holds(all []Where) bool {
	for i := range all {
		v, ok := m.Field(all[i].Member)
		if !ok || !slices.Contains(all[i].Values, v) {
			return false
		}
	}
	return true
}
