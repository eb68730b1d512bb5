package codec

import "slices"

// MessageType is what the payload of one nlmsg_type, or of one generic netlink command, holds: a fixed struct, then
// attributes. Either may be nil. Tables make the types that are about one object together: see Object.Messages.
type MessageType struct {
	Type    uint16 // nlmsg_type, or the command
	Name    string // "RTM_NEWLINK", "NL80211_CMD_GET_WIPHY"
	Op      Op     // says how the NLM_F_* bits of requests read
	FlagsAs Op     // says it in place of Op, unless it is OpOther
	Effect  Effect // what a request does; mostly what its Op says
	// ReadsIf is what must hold of the header of a request for it to be one that only reads, if its Effect is that.
	ReadsIf []Where
	// Replies are the types of the messages that answer a request, besides NLMSG_ERROR and NLMSG_DONE.
	Replies []uint16
	Header  *Struct
	Bare    bool // of a variant, of which the type has a Header: it has none
	Set     *Set
	Object  *Object  // what the message is about, or nil
	Errnos  []Errnos // what a request may be refused with besides the errno values of all requests
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
	Dump    bool    // NLM_F_ROOT or NLM_F_MATCH is set
	Header  []Where // of the variant's own Header, which the message is long enough for
	Alone   uint16  // the message holds one attribute, of this type, and nothing else; the variant is Bare
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
	if !t.flagged(flags) {
		return false
	}
	if t.When.Alone != 0 {
		return isAlone(t.When.Alone, big, body)
	}
	if len(t.When.Header) == 0 {
		return t.When.Request || t.When.Dump
	}
	if t.Header == nil || len(body) < t.Header.Size() {
		return false
	}
	for i := range t.When.Header {
		w := &t.When.Header[i]
		if v, ok := t.Header.field(w.Member, body, big); !ok || !slices.Contains(w.Values, v) {
			return false
		}
	}
	return true
}

// flagged reports whether messages with some flags may be what a variant describes.
func (t *MessageType) flagged(flags uint16) bool {
	return (!t.When.Request || flags&FlagRequest != 0) && (!t.When.Dump || flags&FlagDump != 0)
}

// isAlone reports whether octets are one attribute of a type.
func isAlone(typ uint16, big bool, body []byte) bool {
	return len(body) >= attrHeaderLen && int(order(big).Uint16(body)) == len(body) &&
		order(big).Uint16(body[2:])&nlaTypeMask == typ
}

// asked returns the description that what is given for a message of the type, which may be nil, asks for: the last
// variant of which all conditions are given, with a fixed struct of its own, else the type itself.
func (e *encoding) asked(t *MessageType, flags uint16, fields map[string]any, items []ExactAttr) *MessageType {
	for _, v := range slices.Backward(t.Variants) {
		if v.flagged(flags) && (e.asksFor(v, fields) || v.Bare && len(fields) == 0 && asksAlone(v, items)) {
			return v
		}
	}
	return t
}

// asksFor reports whether members have the values that a variant depends on, or, where it depends on flags alone, are
// its own.
func (e *encoding) asksFor(v *MessageType, fields map[string]any) bool {
	if v.Header == nil || len(v.When.Header) == 0 {
		return v.Header != nil && (v.When.Request || v.When.Dump) && e.hasAll(v.Header, fields)
	}
	for i := range v.When.Header {
		w := &v.When.Header[i]
		m, p := v.Header.lookup(w.Member)
		x, ok := e.given(fields, v.Header, m, p)
		if n, _, err := integerOf(x, m.Enum, NoUnit); !ok || err != nil || !slices.Contains(w.Values, n) {
			return false
		}
	}
	return true
}

// asksAlone reports whether attributes are the one that a variant consists of, if it does.
func asksAlone(v *MessageType, items []ExactAttr) bool {
	if v.When.Alone == 0 {
		return true
	}
	if len(items) != 1 || items[0].Tail {
		return false
	}
	typ, _, err := lookupItem(v.Set, nil, items[0].Name)
	return err == nil && typ == v.When.Alone
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
