package codec

import (
	"cmp"
	"slices"
	"strings"
	"sync/atomic"
)

// Object is what messages tell of and requests change: links, addresses, routes, the devices of a driver. It holds what
// the message types that are about it have in common.
type Object struct {
	Name   string // "link"
	Header *Struct
	Set    *Set
	Keys   []Key    // what tells one from another; without any, the tables do not say
	Errnos []Errnos // what requests about it may be refused with besides the errno values of all requests

	plans atomic.Pointer[[]keyPlan] // of the keys, nil before the first use
}

// Rows are message types in a table, without what they have in common.
type Rows []MessageType

// Messages returns the message types of the rows as those of the object: with its header and attributes, where a row
// has none of its own. What gets is answered by its own type, unless its row says otherwise. A variant is what its type
// is except for what it says itself.
func (o *Object) Messages(lists ...Rows) []*MessageType {
	var all []*MessageType
	for _, rows := range lists {
		for i := range rows {
			t := rows[i]
			t.inherit(&MessageType{Header: o.Header, Set: o.Set, Object: o, Errnos: o.Errnos})
			if t.Op == OpGet && t.Replies == nil {
				t.Replies = []uint16{t.Type}
			}
			variants := t.Variants
			t.Variants = nil
			for _, v := range variants {
				v := *v
				v.inherit(&t)
				t.Variants = append(t.Variants, &v)
			}
			all = append(all, &t)
		}
	}
	return all
}

// inherit takes over from another type what t does not say itself.
func (t *MessageType) inherit(from *MessageType) {
	if t.Name == "" {
		t.Type, t.Name, t.Op, t.FlagsAs, t.Doc = from.Type, from.Name, from.Op, from.FlagsAs, from.Doc
		t.Effect, t.ReadsIf = from.Effect, from.ReadsIf
	}
	if t.Header == nil && !t.Bare {
		t.Header = from.Header
	}
	if t.Set == nil {
		t.Set = from.Set
	}
	if t.Object == nil {
		t.Object = from.Object
	}
	if t.Replies == nil {
		t.Replies = from.Replies
	}
	if t.Errnos == nil {
		t.Errnos = from.Errnos
	}
}

// NewDelGet returns the usual rows of rtnetlink: messages that make, delete, get and, if there is a fourth name, set.
// Their types follow each other from first on. What gets is answered by what makes.
func NewDelGet(first uint16, names ...string) Rows {
	rows := usual(first, names, OpNew, OpDelete, OpGet, OpNew)
	rows[2].Replies = []uint16{first}
	return rows
}

// GetSetNewDel returns the usual rows in the order of nl80211: messages that get, set, make and delete. What gets is
// answered by what makes.
func GetSetNewDel(first uint16, names ...string) Rows {
	rows := usual(first, names, OpGet, OpNew, OpNew, OpDelete)
	rows[0].Replies = []uint16{first + 2}
	return rows
}

func usual(first uint16, names []string, ops ...Op) Rows {
	rows := make(Rows, len(names))
	for i, name := range names {
		rows[i] = MessageType{Type: first + uint16(i), Name: name, Op: ops[i]}
	}
	return rows
}

// JoinTypes returns the message types of several objects in the order of their numbers.
func JoinTypes(lists ...[]*MessageType) []*MessageType {
	return slices.SortedFunc(slices.Values(slices.Concat(lists...)), func(a, b *MessageType) int {
		return cmp.Compare(a.Type, b.Type)
	})
}

// MessageEnum makes an enumeration of the numbers of message types, which start alike.
func MessageEnum(name, prefix string, types []*MessageType) *Enum {
	var names Names
	for _, t := range types {
		for int(t.Type) >= len(names) {
			names = append(names, "")
		}
		names[t.Type] = strings.TrimPrefix(t.Name, prefix)
	}
	return NewEnum(name, prefix, names)
}
