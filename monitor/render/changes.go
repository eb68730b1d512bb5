package render

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/monitor"
)

// appendChanges says what is different: "mtu 1500 → 9000, flags +up, +alias uplink, -group 7". What only counts how
// often something changed, and zeros that come or go, as with a nest of settings, are said if there is nothing else.
func (r *Renderer) appendChanges(dst []byte, e *monitor.Event) []byte {
	start := len(dst)
	for _, minor := range []bool{false, true} {
		for i := range e.Changes {
			if c := &e.Changes[i]; isMinor(c) == minor {
				if len(dst) > start {
					dst = append(dst, ", "...)
				}
				dst = r.change(dst, c, e)
			}
		}
		if len(dst) > start {
			break
		}
	}
	return dst
}

// isMinor reports whether a value counts changes of others, as IFLA_CARRIER_CHANGES and IFLA_CARRIER_UP_COUNT do, or is
// a zero that comes or goes.
func isMinor(c *monitor.Change) bool {
	switch {
	case c.Op == follow.Added && c.New.Len() > 0 && c.New.IsZero(), c.Op == follow.Removed && c.Old.Len() > 0 && c.Old.IsZero():
		return true
	}
	return strings.HasSuffix(c.Path, "_CHANGES") || strings.HasSuffix(c.Path, "_COUNT")
}

func (r *Renderer) change(dst []byte, c *monitor.Change, e *monitor.Event) []byte {
	name := changed(c, e)
	if i := strings.LastIndexByte(c.Path, '/'); i >= 0 && slices.ContainsFunc(e.Changes, func(other monitor.Change) bool {
		return other.Path != c.Path && changed(&other, e) == name
	}) {
		_, name, _ = strings.Cut(strings.ToLower(codec.Printable(c.Path[i+1:])), "_") // inet6_flags beside flags
	}
	switch c.Op {
	case follow.Added:
		return r.value(append(append(append(dst, '+'), name...), ' '), c.New, e, r.paint.to)
	case follow.Removed:
		return r.value(append(append(append(dst, '-'), name...), ' '), c.Old, e, r.paint.from)
	}
	return r.difference(dst, name, c.Old, c.New, e)
}

// changed is what a value is called whose path ends in a C name: that without its prefix, in small letters.
func changed(c *monitor.Change, e *monitor.Event) string {
	last := c.Path[strings.LastIndexByte(c.Path, '/')+1:]
	last, ordinal, several := strings.Cut(last, "[")
	for _, value := range []codec.Content{c.New, c.Old} {
		if name := value.Spec().Name; name != "" && strings.HasSuffix(last, name) {
			last = name
			break
		}
	}
	if t := e.Message.Type(); last == c.Path && t != nil && t.Header != nil {
		if m, _, _ := t.Header.Lookup(last); m != nil {
			last = t.Header.BareName(m)
		}
	}
	if last = strings.ToLower(last); several {
		last += "[" + ordinal
	}
	return codec.Printable(last)
}

// difference says in what two values differ: of flags the bits, of lists and structs the parts.
func (r *Renderer) difference(dst []byte, name string, old, now codec.Content, e *monitor.Event) []byte {
	spec := now.Spec()
	if was, is, ok := integers(old, now); ok && spec.Enum != nil && spec.Enum.Flags {
		dst = append(dst, name...)
		dst = r.bits(dst, " +", spec.Enum, is&^was, r.paint.to)
		return r.bits(dst, " -", spec.Enum, was&^is, r.paint.from)
	}
	if parts := differing(old, now); len(parts) > 0 && len(parts) <= mostParts {
		for i, p := range parts {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = r.difference(dst, name+"."+p.name, p.old, p.now, e)
		}
		return dst
	}
	dst = r.value(append(append(dst, name...), ' '), old, e, r.paint.from)
	return r.value(append(dst, " → "...), now, e, r.paint.to)
}

func integers(old, now codec.Content) (was, is uint64, ok bool) {
	was, ok = old.Integer()
	is, told := now.Integer()
	return was, is, ok && told
}

// bits says bits by their names, each after a sign.
func (r *Renderer) bits(dst []byte, sign string, e *codec.Enum, v uint64, i ink) []byte {
	names := e.Bits(v)
	for v != 0 && names.Next() {
		dst = i.append(append(dst, sign...), strings.ToLower(names.Short))
	}
	if v != 0 && names.Rest != 0 {
		dst = i.append(append(dst, sign...), string(codec.AppendDigits([]byte("0x"), names.Rest, 4)))
	}
	return dst
}

// mostParts is of how many parts of a value each difference is said.
const mostParts = 4

// part is a part of a value that differs.
type part struct {
	name     string
	old, now codec.Content
}

// differing returns the members of structs, or elements of lists, that differ; nothing if the two do not have the same.
func differing(old, now codec.Content) (parts []part) {
	spec := now.Spec()
	if old.Spec() != spec || old.Len() != now.Len() {
		return nil
	}
	switch spec.Kind {
	case codec.StructOf:
		var was, is codec.Members
		was.Start(old)
		for is.Start(now); is.Next() && was.Next(); {
			if a, b := was.Content(), is.Content(); !bytes.Equal(a.Octets(), b.Octets()) {
				parts = append(parts, part{strings.ToLower(spec.Struct.BareName(is.Member())), a, b})
			}
		}
	case codec.Array:
		var was, is codec.Elements
		if spec.Index == nil || !was.Start(old) || !is.Start(now) {
			return nil
		}
		for is.Next() && was.Next() {
			if a, b := was.Content(), is.Content(); !bytes.Equal(a.Octets(), b.Octets()) {
				name := strings.TrimPrefix(spec.Index.NameOf(uint64(is.Index())), spec.Index.Prefix)
				parts = append(parts, part{strings.ToLower(name), a, b})
			}
		}
	}
	return parts
}

func (r *Renderer) value(dst []byte, c codec.Content, e *monitor.Event, i ink) []byte {
	return append(brief.AppendValue(append(dst, i.on...), c, e.Names), i.off...)
}
