package iproute

import "strconv"

// LinkRef says which link is meant: it is the name of one, or made by ByIndex. The zero LinkRef says nothing.
//
//	iproute.Route{Dst: dst, OIF: "eth0"}
//	iproute.Route{Dst: dst, OIF: iproute.ByIndex(3)}
//	iproute.Link{Name: "eth0", Master: iproute.ByIndex(0)} // of no master
type LinkRef string

// ByIndex says that the link of an index is meant, or none where it is 0. A name of a link has no colon.
func ByIndex(index int) LinkRef { return LinkRef(":" + strconv.Itoa(index)) }

// put says, as "dev" does in Args, which link something is about.
//
//	ip.Link(ctx, "set", iproute.LinkRef("eth0"), iproute.Args{"mtu": 9000})
func (l LinkRef) put(v *values) {
	if l != "" {
		v.fail("", v.say("dev", l.value()))
	}
}

// value returns the name as a string, or the index as an int.
func (l LinkRef) value() any {
	if len(l) > 1 && l[0] == ':' {
		if index, err := strconv.Atoi(string(l[1:])); err == nil {
			return index
		}
	}
	return string(l)
}

// Ref says that the link is meant that was read.
func (v LinkView) Ref() LinkRef { return ByIndex(v.Index()) }
