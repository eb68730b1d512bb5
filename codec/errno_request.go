package codec

import (
	"slices"
	"strings"
)

// Errnos names errno values that mean something of their own in answers to some requests: those of a subsystem, or of a
// kind of object. Where the answer does not tell what was asked, all that may be meant are named.
type Errnos struct {
	Enum   *Enum
	HasAny []string // the request has one of these attributes, by path; none: it need not
	Lacks  []string // the request has none of these attributes
	Text   string   // path of an attribute whose text begins with Starts; "": there is none
	Starts string
}

// ErrnoName returns the C name of a positive errno value ("EEXIST"), or "" if it has none: one with which the request
// that the message is, or that it quotes, may be refused. Of several they are joined by " or ".
func (m *Message) ErrnoName(errno int) string {
	request, typ := m.Root(), m.typ
	if q, ok := request.Quoted(); ok {
		request, typ = q, m.quoted.typ
	}
	if typ == nil || len(typ.Errnos) == 0 || errno <= 0 {
		return ErrnoName(errno)
	}
	var names []string
	for i := range typ.Errnos {
		e := &typ.Errnos[i]
		if name := e.Enum.NameOf(uint64(errno)); name != "" && e.about(request) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ErrnoName(errno)
	}
	return strings.Join(names, " or ")
}

// AppendMeaning is AppendMeaning of a unit, of a number in the message: errno values have the names of ErrnoName.
func (m *Message) AppendMeaning(dst []byte, u Unit, v int64) (_ []byte, ok bool) {
	if u == Errno {
		name := m.ErrnoName(int(-v))
		return append(dst, name...), name != ""
	}
	return u.AppendMeaning(dst, v)
}

// about reports whether a request is one that may be refused so. An answer may quote no more than its header.
func (e *Errnos) about(request Attr) bool {
	if _, told := request.First(); !told {
		return true
	}
	has := func(path string) bool {
		_, ok := request.Attr(path)
		return ok
	}
	if len(e.HasAny) > 0 && !slices.ContainsFunc(e.HasAny, has) || slices.ContainsFunc(e.Lacks, has) {
		return false
	}
	text, _ := request.Attr(e.Text)
	return e.Text == "" || strings.HasPrefix(text.Text(), e.Starts)
}
