package iproute

import (
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// any attribute, in place of a type.
const anyType = 0xffff

// several yields what the attributes of a type hold, severalIn those in a nest.
func several[T any](a codec.Attr, typ uint16, read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) { eachAttr(a, typ, read, yield) }
}

func severalIn[T any](a codec.Attr, nest, typ uint16, read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) { eachAttr(sub(a, nest), typ, read, yield) }
}

// children yields what all attributes in a nest hold, indexedChildren with their types.
func children[T any](a codec.Attr, nest uint16, read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) { eachAttr(sub(a, nest), anyType, read, yield) }
}

func indexedChildren[K integral, T any](a codec.Attr, nest uint16, read func(codec.Content) T) iter.Seq2[K, T] {
	return func(yield func(K, T) bool) { eachChild(sub(a, nest), read, yield) }
}

// severalNests, severalNestsIn, childNests and indexedNests yield the attributes themselves.
func severalNests[T ~struct{ nest }](a codec.Attr, typ uint16) iter.Seq[T] {
	return func(yield func(T) bool) { eachNest(a, typ, yield) }
}

func severalNestsIn[T ~struct{ nest }](a codec.Attr, nest, typ uint16) iter.Seq[T] {
	return func(yield func(T) bool) { eachNest(sub(a, nest), typ, yield) }
}

func childNests[T ~struct{ nest }](a codec.Attr, nest uint16) iter.Seq[T] {
	return func(yield func(T) bool) { eachNest(sub(a, nest), anyType, yield) }
}

func indexedNests[K integral, T ~struct{ nest }](a codec.Attr, nest uint16) iter.Seq2[K, T] {
	return func(yield func(K, T) bool) { eachIndexedNest(sub(a, nest), yield) }
}

func eachAttr[T any](a codec.Attr, typ uint16, read func(codec.Content) T, yield func(T) bool) {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if (typ == anyType || c.Type() == typ) && !c.IsTail() && !yield(read(c.Content())) {
			return
		}
	}
}

func eachChild[K integral, T any](a codec.Attr, read func(codec.Content) T, yield func(K, T) bool) {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if !c.IsTail() && !yield(K(c.Type()), read(c.Content())) {
			return
		}
	}
}

func eachNest[T ~struct{ nest }](a codec.Attr, typ uint16, yield func(T) bool) {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if (typ == anyType || c.Type() == typ) && !c.IsTail() && !yield(asNest[T](c)) {
			return
		}
	}
}

func eachIndexedNest[K integral, T ~struct{ nest }](a codec.Attr, yield func(K, T) bool) {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if !c.IsTail() && !yield(K(c.Type()), asNest[T](c)) {
			return
		}
	}
}
