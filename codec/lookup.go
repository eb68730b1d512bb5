package codec

import "strings"

// Attr returns the first attribute at a path of names from the top level on, given one by one or joined by "/". Each is
// a full C name ("IFLA_MTU"), a short one in any case ("mtu"), or a number. A path that is not there gives the zero
// Attr and false.
func (m *Message) Attr(path ...string) (Attr, bool) {
	if len(m.nodes) == 0 {
		return Attr{}, false
	}
	return m.lookUp(0, path)
}

// At returns the attribute at a path of types (RTA_DST is 1) from the top level on, in less time than Attr needs for
// names. Of those of one type it is the first that counts. A path that is not there gives the zero Attr and false.
func (m *Message) At(path ...uint16) (Attr, bool) { return m.Root().At(path...) }

// At returns the attribute at a path of types from a on.
func (a Attr) At(path ...uint16) (Attr, bool) {
	if a.m == nil {
		return Attr{}, false
	}
	for _, number := range path {
		n := &a.m.nodes[a.i]
		if a.i = a.m.findNumber(number, n.child, n.child+n.count); a.i < 0 {
			return Attr{}, false
		}
	}
	return a, true
}

// Attr returns the first attribute at a path from a on.
func (a Attr) Attr(path ...string) (Attr, bool) {
	if a.m == nil {
		return Attr{}, false
	}
	return a.m.lookUp(a.i, path)
}

// lookUp is find for a path as callers give it. One that is not there may be in one piece: looking at that first would
// cost those that are.
func (m *Message) lookUp(i int32, path []string) (Attr, bool) {
	if len(path) == 1 {
		if j := m.findFull(path[0], i); j >= 0 {
			return Attr{m, j}, true
		}
	}
	j := m.find(i, path)
	if j < 0 {
		if names := elements(path); len(names) != len(path) {
			j = m.find(i, names)
		}
	}
	if j <= 0 {
		return Attr{}, false
	}
	return Attr{m, j}, true
}

// elements returns the names of a path, each for itself.
func elements(path []string) []string {
	for _, name := range path {
		if strings.IndexByte(name, '/') >= 0 {
			return strings.Split(strings.Join(path, "/"), "/")
		}
	}
	return path
}

// find returns the first node at a path below node i, or -1. A name that occurs more than once stands for its first
// occurrence under which the rest of the path exists.
func (m *Message) find(i int32, path []string) int32 {
	if len(path) == 0 {
		return i
	}
	n := &m.nodes[i]
	for j := n.child; ; j++ {
		if j = m.findNamed(path[0], j, n.child+n.count); j < 0 || len(path) == 1 {
			return j
		}
		if found := m.find(j, path[1:]); found >= 0 {
			return found
		}
	}
}
