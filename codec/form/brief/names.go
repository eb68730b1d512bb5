package brief

import (
	"bytes"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Names is the names of links of a network namespace by their indexes, at one time. It never changes: what changes
// names returns other Names, so that many may read while one learns. The nil Names knows none.
type Names struct {
	root    *nameNode
	links   int
	beneath *Names
}

// maxLinks is how many links Names remember; of more, they do not learn.
const maxLinks = 1 << 17

// nameNode is a link whose index ends here, and links whose indexes go on, by their next four bits. The lowest come
// first.
type nameNode struct {
	name string
	kids [16]*nameNode
}

// Of returns the name of a link, "" if it is not known.
func (n *Names) Of(index uint32) string {
	for ; n != nil; n = n.beneath {
		at, i := n.root, index
		for ; at != nil && i != 0; i /= 16 {
			at = at.kids[i%16]
		}
		if at != nil && at.name != "" {
			return at.name
		}
	}
	return ""
}

// own returns the name that is known without those beneath.
func (n *Names) own(index uint32) string {
	if n == nil {
		return ""
	}
	alone := Names{root: n.root}
	return alone.Of(index)
}

// With returns the names once a link has that name. Of "" the link is forgotten.
func (n *Names) With(index uint32, name string) *Names {
	var with Names
	if n != nil {
		with = *n
	}
	switch known := n.own(index); {
	case index == 0 || known == name || known == "" && with.links >= maxLinks:
		return n
	case name == "":
		with.links--
	case known == "":
		with.links++
	}
	with.root = with.root.with(index, name)
	return &with
}

func (n *nameNode) with(index uint32, name string) *nameNode {
	var c nameNode
	if n != nil {
		c = *n
	}
	if index == 0 {
		c.name = name
	} else {
		c.kids[index%16] = c.kids[index%16].with(index/16, name)
	}
	if name == "" && c == (nameNode{}) {
		return nil
	}
	return &c
}

// Over returns names of which those of n count first, and others where n does not know a link.
func (n *Names) Over(others *Names) *Names {
	switch {
	case n == nil || n == others:
		return others
	case others == nil:
		return n
	}
	return &Names{root: n.root, links: n.links, beneath: others}
}

// Learn returns the names once the kernel has sent a message: an RTM_NEWLINK tells a link's name, and after an
// RTM_DELLINK there is none. Messages of other kinds, requests, and what is said of links of other namespaces change
// nothing. It allocates only if a name changes.
func (n *Names) Learn(m *codec.Message) *Names {
	h := m.Header()
	p := m.Protocol()
	if !TellsNames(h.Type) || p == nil || p.Number != linux.NETLINK_ROUTE ||
		h.Flags&codec.FlagRequest != 0 {
		return n
	}
	index, ok := m.Field("ifi_index")
	if _, elsewhere := m.Attr("IFLA_TARGET_NETNSID"); !ok || elsewhere {
		return n
	}
	if h.Type == rtmDelLink {
		if family, _ := m.Field("ifi_family"); family != linux.AF_UNSPEC { // it is no port of a bridge any more
			return n
		}
		return n.With(uint32(index), "")
	}
	a, _ := m.Attr("IFLA_IFNAME")
	name := a.Payload()
	if a.Missing() {
		return n
	}
	if end := bytes.IndexByte(name, 0); end >= 0 {
		name = name[:end]
	}
	if len(name) == 0 || n.own(uint32(index)) == string(name) {
		return n
	}
	return n.With(uint32(index), string(name))
}

// TellsNames reports whether messages of rtnetlink of a type, nlmsg_type, may tell names: others are nothing to Learn.
func TellsNames(typ uint16) bool { return typ == rtmNewLink || typ == rtmDelLink }

// Message types (linux/rtnetlink.h).
const (
	rtmNewLink = 16
	rtmDelLink = 17
)
