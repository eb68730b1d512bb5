package brief

import "github.com/nlkit/nlkit/codec"

// Flags of an ematch, TCF_EM_* (linux/pkt_cls.h).
const (
	emRelAnd = 1
	emRelOr  = 2
	emRel    = 3
	emInvert = 4
)

// ematches says the terms of an expression in their order, each as kind(what it wants): a container has the number of
// the term from which on those stand that are in it.
func ematches(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	list, ok := a.Attr("TCA_EMATCH_TREE_LIST")
	if !ok || !list.IsNest() {
		return said(w, dst, as, a)
	}
	dst = append(append(dst, ' '), as.say...)
	for c, ok := list.First(); ok; c, ok = c.Next() {
		dst = w.ematch(dst, c)
	}
	return dst
}

func (w *writer) ematch(dst []byte, a codec.Attr) []byte {
	content, ok := a.Fixed()
	if !ok {
		content = a.Content()
	}
	flags, _ := a.Field("flags")
	if flags&emInvert != 0 {
		dst = append(dst, " not"...)
	}
	dst = append(dst, ' ')
	start := len(dst)
	var m codec.Members
	for m.Start(content); m.Next(); {
		switch name, c := m.Member().Name, m.Content(); {
		case name == "matchid" || name == "flags":
		case name == "kind":
			dst = append(w.value(dst, c), '(')
			start = len(dst)
		case name == "key":
			dst = u32Key(append(dst, ' '), c)
		case c.Spec().Kind == codec.StructOf:
			dst = w.members(dst, c)
		default:
			dst = w.value(append(dst, ' '), c)
		}
	}
	if a.IsNest() {
		dst = w.nestTerm(dst, a)
	}
	if len(dst) > start { // no space after the parenthesis
		dst = append(dst[:start], dst[start+1:]...)
	}
	switch dst = append(dst, ')'); flags & emRel {
	case emRelAnd:
		dst = append(dst, " and"...)
	case emRelOr:
		dst = append(dst, " or"...)
	}
	return dst
}

// nestTerm says what an ematch wants that has attributes: a comparison of meta data, or a match of xtables.
func (w *writer) nestTerm(dst []byte, a codec.Attr) []byte {
	header, ok := a.Attr("TCA_EM_META_HDR")
	if !ok {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			dst = w.other(dst, c)
		}
		return dst
	}
	var sides codec.Members
	for sides.Start(header.Content()); sides.Next(); {
		switch sides.Member().Name {
		case "left":
			dst = w.metaSide(dst, a, "TCA_EM_META_LVALUE", " mask ", sides.Content())
		case "right":
			dst = w.metaSide(dst, a, "TCA_EM_META_RVALUE", "", sides.Content())
		}
	}
	return dst
}

// metaSide says one side of a comparison of meta data: what is compared, and after it how, or the value itself.
func (w *writer) metaSide(dst []byte, a codec.Attr, value, say string, side codec.Content) []byte {
	v, ok := a.Attr(value)
	if ok && say == "" {
		return w.value(append(dst, ' '), v.Content())
	}
	var m codec.Members
	for m.Start(side); m.Next(); {
		switch c := m.Content(); {
		case m.Member().Name == "kind":
			dst = w.metaID(append(dst, ' '), c)
		case m.Member().Name == "shift" && !isNothing(c):
			dst = w.value(append(dst, " shift "...), c)
		case m.Member().Name == "op" && say != "":
			if ok && !isNothing(v.Content()) {
				dst = w.value(append(dst, say...), v.Content())
			}
			dst = w.value(append(dst, ' '), c)
		}
	}
	return dst
}

// metaID says which meta data a kind stands for.
func (w *writer) metaID(dst []byte, c codec.Content) []byte {
	parts, _ := c.Parts()
	var m codec.Members
	for m.Start(parts); m.Next(); {
		if m.Member().Name == "id" {
			return w.value(dst, m.Content())
		}
	}
	return w.value(dst, c)
}
