package codec

import (
	"strconv"
	"sync/atomic"
)

// Labels are the names of the tables as a form writes them. Each is made once. A form keeps its Labels in a variable:
// what they hold is not given up.
type Labels struct {
	LabelMakers
	slot int
}

// LabelMakers make the labels of a form. One that a form has no use for is nil.
type LabelMakers struct {
	Attr   func(prefix, name string) string                   // of an attribute, from the two parts of its C name
	Member func(s *Struct, m *Member) string                  // of a member of a struct
	Index  func(e *Enum, name string) string                  // of an element of an array, from its index's name or number
	Value  func(dst []byte, e *Enum, v uint64) ([]byte, bool) // appends a name, or names of bits; false: it has none
}

// labelSlots is how many lists of labels may hang on a table: for each Labels two, of which the second is of indices.
var labelSlots atomic.Int32

// NewLabels returns labels that are made so.
func NewLabels(m LabelMakers) *Labels {
	return &Labels{LabelMakers: m, slot: int(labelSlots.Add(2)) - 2}
}

// Of returns the label of an attribute that a table names; nil for others.
func (l *Labels) Of(a Attr) *LabelText {
	n := &a.m.nodes[a.i]
	if n.set == nil || n.marks&markNameless != 0 {
		return nil
	}
	c := n.set.labels.get(l.slot)
	if c == nil {
		c = n.set.labels.put(l.slot, &labelList{names: l.ofSet(n.set)})
	}
	if t := int(n.typ & nlaTypeMask); t < len(c.names) && c.names[t].text != "" {
		return &c.names[t]
	}
	return nil
}

func (l *Labels) ofSet(s *Set) []LabelText {
	list := make([]LabelText, len(s.Attrs))
	for t := range list {
		if s.Attrs[t].Name != "" {
			list[t] = NewLabel(l.Attr(s.Prefix, s.Attrs[t].Name))
		}
	}
	return list
}

// Members returns the labels of the members of a struct, in its order.
func (l *Labels) Members(s *Struct) []LabelText {
	c := s.labels.get(l.slot)
	if c == nil {
		c = &labelList{names: make([]LabelText, len(s.Members))}
		for i := range c.names {
			c.names[i] = NewLabel(l.Member(s, &s.Members[i]))
		}
		s.labels.put(l.slot, c)
	}
	return c.names
}

// Indices returns the labels of indices by number: of small ones, whether they have names or not. e may be nil.
func (l *Labels) Indices(e *Enum) []LabelText {
	if e == nil {
		return nil
	}
	c := e.labels.get(l.slot + 1)
	if c == nil {
		c = e.labels.put(l.slot+1, &labelList{names: l.ofIndex(e)})
	}
	return c.names
}

func (l *Labels) ofIndex(e *Enum) []LabelText {
	list := make([]LabelText, smallValues)
	for v, name := range e.smallNames() {
		if name == "" {
			name = strconv.Itoa(v)
		}
		list[v] = NewLabel(l.Index(e, name))
	}
	return list
}

// AppendValue appends the label of a value of an enumeration, and reports whether it has one.
func (l *Labels) AppendValue(dst []byte, e *Enum, v uint64) ([]byte, bool) {
	c := l.ofEnum(e)
	if v < uint64(len(c.names)) {
		return c.names[v].AppendTo(dst), c.names[v].text != ""
	}
	at := &c.values[v*0x9e3779b97f4a7c15>>59]
	known := at.Load()
	if known != nil && known.value == v {
		return known.AppendTo(dst), true
	}
	start := len(dst)
	dst, ok := l.Value(dst, e, v)
	if ok && known == nil { // the first of its place stays: what is made is bounded
		at.Store(&valueLabel{v, NewLabel(string(dst[start:]))})
	}
	return dst, ok
}

func (l *Labels) ofEnum(e *Enum) *labelList {
	if c := e.labels.get(l.slot); c != nil {
		return c
	}
	c := &labelList{values: new([32]atomic.Pointer[valueLabel])}
	small := e.smallNames()
	n := len(small)
	for n > 0 && small[n-1] == "" {
		n--
	}
	for v, name := range small[:n] {
		if e.Flags || l.Value == nil {
			continue
		}
		text, _ := l.Value(nil, e, uint64(v))
		if name == "" {
			text = nil
		}
		c.names = append(c.names, NewLabel(string(text)))
	}
	return e.labels.put(l.slot, c)
}

// labelList is the labels of one set, struct or enumeration.
type labelList struct {
	names  []LabelText // of attributes, members, small values or indices; one without text for those without a name
	values *[32]atomic.Pointer[valueLabel]
}

// valueLabel is the label of a large value, or of flags.
type valueLabel struct {
	value uint64
	LabelText
}

// labelCache holds the lists of all Labels by slot.
type labelCache struct {
	lists atomic.Pointer[[]*labelList]
}

func (c *labelCache) get(slot int) *labelList {
	if lists := c.lists.Load(); lists != nil && slot < len(*lists) {
		return (*lists)[slot]
	}
	return nil
}

// put keeps a list, and returns it. Of two that come at once one may be lost, and is made again.
func (c *labelCache) put(slot int, list *labelList) *labelList {
	lists := make([]*labelList, max(slot+1, int(labelSlots.Load())))
	if old := c.lists.Load(); old != nil {
		copy(lists, *old)
	}
	lists[slot] = list
	c.lists.Store(&lists)
	return list
}
