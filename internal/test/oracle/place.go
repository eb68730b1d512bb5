package oracle

import "github.com/nlkit/nlkit/codec"

// place is an attribute, or octets that are none, somewhere in a message.
type place struct {
	codec.Attr
	up int // index of what it is in, -1 for the top level
}

// framed reports whether it is a record of another form than attributes have: a struct rtnexthop.
func (p place) framed() bool { return !p.IsTail() && p.End()-p.Offset()-len(p.Payload()) != 4 }

// size is the length of it, its header included.
func (p place) size() int { return p.End() - p.Offset() }

// whole reports whether we keep the octets as they are, so that another tool may find more in them.
func (p place) whole() bool { return !p.IsNest() && (p.IsTail() || !p.Known() || p.Opaque()) }

// places lists all attributes of a message: each before those inside it.
func places(m *codec.Message) (all []place) {
	var add func(in codec.Attr, up int)
	add = func(in codec.Attr, up int) {
		for a := range in.Children() {
			all = append(all, place{a, up})
			add(a, len(all)-1)
		}
	}
	add(m.Root(), -1)
	if quoted, ok := m.Root().Quoted(); ok {
		add(quoted, -1)
	}
	return all
}

// innermost returns the place deepest in the message that holds an octet.
func innermost(all []place, offset int) (p place, ok bool) {
	for _, a := range all {
		if a.Offset() <= offset && offset < a.End() {
			p, ok = a, true
		}
	}
	return p, ok
}
