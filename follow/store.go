package follow

import (
	"bytes"
	"hash/maphash"
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// store is objects. There may be millions: of their keys only hashes are kept, with seeds that nobody knows.
type store struct {
	chains map[uint64]*object // by the hash of the place
	order  *[]*object         // of what comes to a list that is being read; else nil
	size   int64              // octets that all takes, about
}

// objectSize is about how much an object takes besides its octets.
const objectSize = 80

// object is an object as a message told it.
type object struct {
	identity
	next   *object // in the same place
	octets []byte  // never changed; nil once it was taken out
}

// identity is which object it is, and where it stands: hashes.
type identity struct{ key, place uint64 }

// identifier tells the identities of objects.
type identifier struct {
	identity
	octets []byte
}

var keySeed, placeSeed = maphash.MakeSeed(), maphash.MakeSeed()

func newStore() *store { return &store{chains: map[uint64]*object{}} }

// identify finds out the identity of the object that a message is about.
func (id *identifier) identify(m *codec.Message) (ok bool) {
	if id.octets, ok = m.AppendPlace(id.octets[:0]); !ok {
		return false
	}
	id.place = maphash.Bytes(placeSeed, id.octets)
	id.octets, ok = m.AppendKey(id.octets[:0])
	id.key = maphash.Bytes(keySeed, id.octets)
	return ok
}

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
	o := st.chains[id.place]
	for o != nil && o.identity != id {
		o = o.next
	}
	return o
}

// beside returns how many objects stand in a place, two if they are more, and one of them.
func (st *store) beside(id identity) (n int, one *object) {
	switch one = st.chains[id.place]; {
	case one == nil:
		return 0, nil
	case one.next == nil:
		return 1, one
	}
	return 2, one
}

// put sets an object to a copy of octets, which it returns.
func (st *store) put(id identity, octets []byte) []byte {
	o := st.object(id)
	if o == nil {
		o = &object{identity: id, next: st.chains[id.place]}
		st.chains[id.place] = o
		if st.order != nil {
			*st.order = append(*st.order, o)
		}
		st.size += objectSize
	}
	st.size += int64(len(octets) - len(o.octets))
	o.octets = bytes.Clone(octets)
	return o.octets
}

// remove takes an object out, and returns its octets, nil if it is not there.
func (st *store) remove(id identity) (octets []byte) {
	var before *object
	o := st.chains[id.place]
	for o != nil && o.identity != id {
		before, o = o, o.next
	}
	switch {
	case o == nil:
		return nil
	case before != nil:
		before.next = o.next
	case o.next != nil:
		st.chains[id.place] = o.next
	default:
		delete(st.chains, id.place)
	}
	st.size -= int64(len(o.octets) + objectSize)
	octets, o.octets = o.octets, nil
	return octets
}
