package follow

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// store is objects by their places, each with those that stand beside it.
type store struct {
	places map[string][]object
	order  *[]entry // of what comes to a list that is being read; else nil
	size   int64    // octets that all takes, about
}

// objectSize is about how much an object takes besides its octets and its key.
const objectSize = 160

// entry is the key of an object, and how much of it is the place.
type entry struct {
	key   string
	place int
}

// object is an object as a message told it. The octets are never changed.
type object struct {
	key    string
	octets []byte
	told   bool // of a list: that it is there
}

func newStore() *store { return &store{places: map[string][]object{}} }

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

// beside returns the objects of a place.
func (st *store) beside(id *identity) []object { return st.places[string(id.key[:id.place])] }

// object returns an object, nil if it is not there.
func (st *store) object(id *identity) *object {
	return named(st.beside(id), string(id.key))
}

// at is object for an entry.
func (st *store) at(e entry) *object { return named(st.places[e.key[:e.place]], e.key) }

func named(list []object, key string) *object {
	for i := range list {
		if list[i].key == key {
			return &list[i]
		}
	}
	return nil
}

// put sets an object.
func (st *store) put(id *identity, octets []byte) {
	if o := st.object(id); o != nil {
		st.size += int64(len(octets) - len(o.octets))
		o.octets = octets
		return
	}
	key := string(id.key)
	st.size += int64(len(octets) + len(key) + objectSize)
	list := st.beside(id)
	st.places[key[:id.place]] = append(list[:len(list):len(list)], object{key: key, octets: octets})
	if st.order != nil {
		*st.order = append(*st.order, entry{key, id.place})
	}
}

// remove takes an object out, and returns its octets, nil if it is not there.
func (st *store) remove(e entry) (octets []byte) {
	place := e.key[:e.place]
	list := st.places[place]
	i := slices.IndexFunc(list, func(o object) bool { return o.key == e.key })
	if i < 0 {
		return nil
	}
	octets = list[i].octets
	st.size -= int64(len(octets) + len(e.key) + objectSize)
	if len(list) == 1 {
		delete(st.places, place)
	} else {
		st.places[place] = slices.Concat(list[:i], list[i+1:])
	}
	return octets
}

// displaced returns the key of the object that one which is not there yet takes the place of with NLM_F_REPLACE. sure
// is false if there are several of which it may be any.
func (st *store) displaced(id *identity) (key string, sure bool) {
	switch list := st.beside(id); len(list) {
	case 0:
		return "", true
	case 1:
		return list[0].key, true
	}
	return "", false
}
