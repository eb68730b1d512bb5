package iproute

import (
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// Iterators are functions of one call each, which is inlined where they are ranged over: nothing is allocated then.
// What they walk over is found when they run, by a finder: in what, by a number.

// finder finds a content: at, member or headMember.
type finder[S any] func(in S, number uint16) codec.Content

func member(c codec.Content, index uint16) codec.Content { return c.MemberAt(int(index)) }

func headMember(a codec.Attr, index uint16) codec.Content { return a.MemberAt(int(index)) }

// elements yields the elements of an array.
func elements[S, T any](in S, number uint16, find finder[S], read func(codec.Content) T) iter.Seq[T] {
	return func(yield func(T) bool) { eachElement(find(in, number), read, yield) }
}

func eachElement[T any](c codec.Content, read func(codec.Content) T, yield func(T) bool) {
	var w codec.Elements
	for ok := w.Start(c); ok && w.Next() && yield(read(w.Content())); {
	}
}

// indexed yields the elements of an array with the names of their indices.
func indexed[K integral, S, T any](in S, number uint16, find finder[S], read func(codec.Content) T) iter.Seq2[K, T] {
	return func(yield func(K, T) bool) { eachIndexed(find(in, number), read, yield) }
}

func eachIndexed[K integral, T any](c codec.Content, read func(codec.Content) T, yield func(K, T) bool) {
	var w codec.Elements
	for ok := w.Start(c); ok && w.Next() && yield(K(w.Index()), read(w.Content())); {
	}
}

// labels yields a label stack from the top.
func labels[S any](in S, number uint16, find finder[S]) iter.Seq[codec.Label] {
	return func(yield func(codec.Label) bool) { eachLabel(find(in, number), yield) }
}

func eachLabel(c codec.Content, yield func(codec.Label) bool) {
	if c.Spec().Kind != codec.MPLS {
		return
	}
	for i := range c.Len() / 4 {
		if !yield(c.Label(i)) {
			return
		}
	}
}

// bitmap yields the bits that are set.
func bitmap[T integral, S any](in S, number uint16, find finder[S]) iter.Seq[T] {
	return func(yield func(T) bool) { eachBit(find(in, number), yield) }
}

func eachBit[T integral](c codec.Content, yield func(T) bool) {
	bits := c.Bits()
	for bit, ok := bits.Next(); ok && yield(T(bit)); bit, ok = bits.Next() {
	}
}
