package codec

import (
	"maps"
	"sync"
	"sync/atomic"
)

// GenlIDCtrl is the only id of a generic netlink family that never changes: the controller's (linux/genetlink.h).
const GenlIDCtrl = 16

// Resolver knows which generic netlink family has which id. It may be used by several goroutines at once.
type Resolver struct {
	mu    sync.Mutex // serializes changes
	ids   atomic.Pointer[map[uint16]*familyIndex]
	names map[string]uint16 // the last id of each family: captures of several machines have several
	// unknown names families that the registry does not know.
	unknown map[string]*familyIndex
}

// NewResolver makes a resolver that knows the controller only.
func NewResolver() *Resolver {
	r := &Resolver{names: map[string]uint16{}, unknown: map[string]*familyIndex{}}
	r.ids.Store(&map[uint16]*familyIndex{})
	return r
}

// Set says that a family has an id. A family that the registry does not know is decoded structurally, under its name.
func (r *Resolver) Set(reg *Registry, id uint16, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f := reg.families[name]
	if f == nil {
		if f = r.unknown[name]; f == nil {
			f = newFamilyIndex(&Family{Name: name, Set: unknownSet})
			r.unknown[name] = f
		}
	}
	if old := *r.ids.Load(); old[id] == f {
		r.names[name] = id
		return
	}
	r.release(id)
	r.names[name] = id
	ids := maps.Clone(*r.ids.Load())
	ids[id] = f
	r.ids.Store(&ids)
}

// Follow is Learn for what is said as it happens: of a family that is gone (CTRL_CMD_DELFAMILY) the id is forgotten.
func (r *Resolver) Follow(reg *Registry, m *Message) {
	if m.Name() != "CTRL_CMD_DELFAMILY" {
		r.Learn(reg, m)
		return
	}
	if a, ok := m.Attr("CTRL_ATTR_FAMILY_ID"); ok {
		id, _ := a.Uint()
		r.Forget(uint16(id))
	}
}

// Forget says that no family has an id any more.
func (r *Resolver) Forget(id uint16) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.release(id)
	ids := maps.Clone(*r.ids.Load())
	delete(ids, id)
	r.ids.Store(&ids)
}

// release takes an id from the family that has it. The mutex is held.
func (r *Resolver) release(id uint16) {
	if f := (*r.ids.Load())[id]; f != nil && r.names[f.Name] == id {
		delete(r.names, f.Name)
	}
}

// ID returns the id that was last given to a family, if it is known.
func (r *Resolver) ID(name string) (uint16, bool) {
	if name == "nlctrl" {
		return GenlIDCtrl, true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	id, ok := r.names[name]
	return id, ok
}

// Learn takes the family id out of a controller's message that announces one (CTRL_CMD_NEWFAMILY), and reports whether
// there was one.
func (r *Resolver) Learn(reg *Registry, m *Message) bool {
	if !m.generic() || m.header.Type != GenlIDCtrl || m.header.Flags&FlagRequest != 0 {
		return false
	}
	id, ok := m.Attr("CTRL_ATTR_FAMILY_ID")
	name, named := m.Attr("CTRL_ATTR_FAMILY_NAME")
	v, isInt := id.Uint()
	if !ok || !named || !isInt {
		return false
	}
	r.Set(reg, uint16(v), name.Text())
	return true
}

// family returns the family of an id, or nil.
func (r *Resolver) family(reg *Registry, id uint16) *familyIndex {
	if r != nil {
		if f := (*r.ids.Load())[id]; f != nil {
			return f
		}
	}
	if id == GenlIDCtrl {
		return reg.families["nlctrl"]
	}
	return nil
}

// Known reports whether the family of an id is known.
func (r *Resolver) Known(reg *Registry, id uint16) bool { return r.family(reg, id) != nil }

// Guess finds the families that a message of unknown id may belong to, by decoding it as each: those that know its
// command and every attribute of it, and under which all values have the size they should. It returns the name of the
// only one that explains the most, or "" if none or several do as well. A family that is known by another id is out of
// the question.
func (r *Resolver) Guess(reg *Registry, c Context, b []byte) string {
	if len(b) < HeaderLen+genlHeaderLen {
		return ""
	}
	id := ParseHeader(b, c.BigEndian).Type
	best, bestScore, tied := "", 0, false
	var m Message
	for _, f := range reg.Families() {
		if known, ok := r.id(f.Name); ok && known != id {
			continue
		}
		trial := NewResolver()
		trial.Set(reg, id, f.Name)
		d := Decoder{Registry: reg, Resolver: trial}
		if d.Decode(&m, c, b) != nil || m.typ == nil || m.typ.Name == "" {
			continue
		}
		switch score := m.plausibility(); {
		case score > bestScore:
			best, bestScore, tied = f.Name, score, false
		case score == bestScore:
			tied = true
		}
	}
	if tied {
		return ""
	}
	return best
}

// plausibility is how many attributes the tables explain, 0 if one of them contradicts the tables.
func (m *Message) plausibility() int {
	score := 0
	for i := range m.nodes[1:] {
		n := &m.nodes[i+1]
		if n.marks&markTail != 0 || n.spec == nil {
			return 0
		}
		size := int(kindSizes[n.spec.Kind])
		if size > 0 && size != int(n.end)-n.payload() {
			return 0
		}
		score++
		if size > 0 || n.spec.Kind == String || n.spec.Kind == Nest {
			score++
		}
	}
	return score
}
