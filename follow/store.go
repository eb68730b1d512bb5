package follow

import (
	"bytes"
	"hash/maphash"
	"iter"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// store is objects. There may be millions, so each is one piece of memory, and its key no string beside it.
type store struct {
	chains map[uint64]*object // by the hash of the place
	order  *[]*object         // of what comes to a list that is being read; else nil
	size   int64              // octets that all takes, about
}

// objectSize is about how much an object takes besides its octets and its key.
const objectSize = 80

// object is an object as a message told it.
type object struct {
	next       *object // whose place has the same hash
	data       []byte  // the key, of which the place is the beginning, and the octets. They are never changed
	place, key uint32  // how much of data is the place, and the key
	gone       bool    // it was taken out
}

func newStore() *store { return &store{chains: map[uint64]*object{}} }

var seed = maphash.MakeSeed()

func (o *object) octets() []byte { return o.data[o.key:] }

// identity returns where an object stands.
func (o *object) identity() identity { return identity{o.data[:o.key], int(o.place)} }

// takes is about how much memory an object takes.
func (o *object) takes() int64 { return int64(len(o.data) + objectSize) }

// identity is where an object stands.
type identity struct {
	key   []byte
	place int // how much of the key is the place
}

// identify returns the identity of the object that a message is about. It is valid until the next call.
func (id *identity) identify(m *codec.Message) (ok bool) {
	place, ok := m.AppendPlace(id.key[:0])
	if !ok {
		return false
	}
	id.place = len(place)
	id.key, ok = m.AppendKey(place[:0])
	return ok
}

func (id identity) hash() uint64 { return maphash.Bytes(seed, id.key[:id.place]) }

// isBeside reports whether an object stands in the same place.
func (id identity) isBeside(o *object) bool { return bytes.Equal(o.data[:o.place], id.key[:id.place]) }

// isOf reports whether it is an object's.
func (id identity) isOf(o *object) bool { return bytes.Equal(o.data[:o.key], id.key) }

// all returns all objects.
func (st *store) all() iter.Seq[*object] {
	return func(yield func(*object) bool) {
		for _, o := range st.chains {
			for ; o != nil; o = o.next {
				if !yield(o) {
					return
				}
			}
		}
	}
}

// object returns an object, nil if it is not there.
func (st *store) object(id identity) *object {
	o := st.chains[id.hash()]
	for o != nil && !id.isOf(o) {
		o = o.next
	}
	return o
}

// beside returns how many objects stand in a place, and the last of them.
func (st *store) beside(id identity) (n int, last *object) {
	for o := st.chains[id.hash()]; o != nil; o = o.next {
		if id.isBeside(o) {
			n, last = n+1, o
		}
	}
	return n, last
}

// put sets an object to a copy of octets, which it returns.
func (st *store) put(id identity, octets []byte) []byte {
	o := st.object(id)
	if o == nil {
		h := id.hash()
		o = &object{next: st.chains[h], place: uint32(id.place), key: uint32(len(id.key))}
		st.chains[h] = o
		if st.order != nil {
			*st.order = append(*st.order, o)
		}
		st.size += o.takes()
	}
	st.size -= int64(len(o.data))
	o.data = slices.Concat(id.key, octets)
	st.size += int64(len(o.data))
	return o.octets()
}

// remove takes an object out, if it is there, and returns its octets, nil if it is not.
func (st *store) remove(id identity) []byte {
	h := id.hash()
	var before *object
	o := st.chains[h]
	for o != nil && !id.isOf(o) {
		before, o = o, o.next
	}
	switch {
	case o == nil:
		return nil
	case before != nil:
		before.next = o.next
	case o.next != nil:
		st.chains[h] = o.next
	default:
		delete(st.chains, h)
	}
	o.gone = true
	st.size -= o.takes()
	return o.octets()
}
