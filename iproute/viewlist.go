package iproute

import (
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// elements yields the elements of an array.
func elements[T any](c codec.Content, read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		var w codec.Elements
		for ok := w.Start(c); ok && w.Next() && yield(read(w.Content())); {
		}
	}
}

// indexed yields the elements of an array with the names of their indices.
func indexed[K integral, T any](c codec.Content, read func(codec.Content) T) iter.Seq2[K, T] {
	return func(yield func(K, T) bool) {
		var w codec.Elements
		for ok := w.Start(c); ok && w.Next() && yield(K(w.Index()), read(w.Content())); {
		}
	}
}

// several yields what the attributes of a type hold.
func several[T any](a codec.Attr, typ uint16, read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if c.Type() == typ && !c.IsTail() && !yield(read(c.Content())) {
				return
			}
		}
	}
}

// severalNests yields the attributes of a type.
func severalNests[T ~struct{ nest }](a codec.Attr, typ uint16) iter.Seq[T] {
	return func(yield func(T) bool) {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if c.Type() == typ && !c.IsTail() && !yield(asNest[T](c)) {
				return
			}
		}
	}
}

// children yields what the attributes in another one hold, childNests the attributes.
func children[T any](a codec.Attr, read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if !c.IsTail() && !yield(read(c.Content())) {
				return
			}
		}
	}
}

func childNests[T ~struct{ nest }](a codec.Attr) iter.Seq[T] {
	return func(yield func(T) bool) {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if !c.IsTail() && !yield(asNest[T](c)) {
				return
			}
		}
	}
}

// indexedChildren is children with the types of the attributes.
func indexedChildren[K integral, T any](a codec.Attr, read func(codec.Content) T) iter.Seq2[K, T] {
	return func(yield func(K, T) bool) {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if !c.IsTail() && !yield(K(c.Type()), read(c.Content())) {
				return
			}
		}
	}
}

func indexedNests[K integral, T ~struct{ nest }](a codec.Attr) iter.Seq2[K, T] {
	return func(yield func(K, T) bool) {
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if !c.IsTail() && !yield(K(c.Type()), asNest[T](c)) {
				return
			}
		}
	}
}
