package codec

import "sync/atomic"

// Labels are the names of the tables as a form writes them, with what it puts around each: `"ifi_index":`, "IFLA_MTU ".
// Every one is made once.
type Labels struct {
	slot   int
	attr   func(name string) string
	member func(*Struct, *Member) string
}

// labelSlots is how many Labels there are.
var labelSlots atomic.Int32

// NewLabels makes labels of attributes, by their full C names, and of members of structs. A form keeps them in a
// variable: what they cache is not given up.
func NewLabels(attr func(name string) string, member func(*Struct, *Member) string) *Labels {
	return &Labels{slot: int(labelSlots.Add(1)) - 1, attr: attr, member: member}
}

// Attr returns the label of an attribute that a table names; "" for others.
func (l *Labels) Attr(a Attr) string {
	n := &a.m.nodes[a.i]
	if n.set == nil || n.marks&markNameless != 0 {
		return ""
	}
	list := n.set.labels.get(l.slot)
	if list == nil {
		list = n.set.labels.put(l.slot, l.ofSet(n.set))
	}
	if t := int(n.typ & nlaTypeMask); t < len(list) {
		return list[t]
	}
	return ""
}

func (l *Labels) ofSet(s *Set) []string {
	list := make([]string, len(s.Attrs))
	for t := range list {
		if s.Attrs[t].Name != "" {
			list[t] = l.attr(s.Prefix + s.Attrs[t].Name)
		}
	}
	return list
}

// Member returns the label of the member that a walk is at.
func (l *Labels) Member(w *Members) string {
	list := w.s.labels.get(l.slot)
	if list == nil {
		list = make([]string, len(w.s.Members))
		for i := range list {
			list[i] = l.member(w.s, &w.s.Members[i])
		}
		list = w.s.labels.put(l.slot, list)
	}
	return list[w.i-1]
}

// labelCache holds the labels of one set or struct by slot.
type labelCache struct {
	lists atomic.Pointer[[][]string]
}

func (c *labelCache) get(slot int) []string {
	if lists := c.lists.Load(); lists != nil && slot < len(*lists) {
		return (*lists)[slot]
	}
	return nil
}

// put keeps a list, and returns it. Of two that come at once one may be lost, and is made again.
func (c *labelCache) put(slot int, list []string) []string {
	lists := make([][]string, max(slot+1, int(labelSlots.Load())))
	if old := c.lists.Load(); old != nil {
		copy(lists, *old)
	}
	lists[slot] = list
	c.lists.Store(&lists)
	return list
}
