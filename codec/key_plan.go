package codec

import (
	"fmt"
	"slices"
	"strings"
)

// keyPlan is a Key with its names looked up in the tables of its object.
type keyPlan struct {
	when  []Where
	in    []uint16 // types of the nests on the way to an object
	parts []partPlan
	place int // how many of the parts say where an object stands
}

type partPlan struct {
	*Part
	from               []source
	bits, last, unless source
	each               []partPlan
}

// anyElement stands in a path for all elements of a NestArray. No attribute has that type.
const anyElement = 0xffff

// source is where a value stands.
type source struct {
	path   []uint16 // types of the attributes on the way
	sets   []*Set   // which they must be of; nil: there is only one
	top    bool     // the way starts at the message
	member *Member  // of the struct there, or nil
	place  *place   // where that is in its struct
	inside int      // and where that starts in the outermost one
	known  bool
}

// keyPlans returns the keys of the object, made ready once.
func (o *Object) keyPlans() []keyPlan {
	if p := o.plans.Load(); p != nil {
		return *p
	}
	plans, _ := o.plan()
	o.plans.Store(&plans)
	return plans
}

// Check returns an error if a key of the object names what its tables do not have, or has its parts in a wrong order.
func (o *Object) Check() error {
	_, err := o.plan()
	return err
}

func (o *Object) plan() (plans []keyPlan, err error) {
	for i := range o.Keys {
		k := &o.Keys[i]
		p := planner{header: o.Header, set: o.Set, at: []level{{o.Set, o.Header}}}
		plan := keyPlan{when: k.When, place: len(k.Parts)}
		for _, w := range k.When {
			p.find("." + w.Member)
		}
		if k.In != "" {
			inner := p.find(k.In)
			plan.in = inner.path
			p.at = p.found
		}
		plan.parts = p.parts(k.Parts)
		if n := slices.IndexFunc(k.Parts, func(p Part) bool { return p.Beside }); n >= 0 {
			plan.place = n
			if slices.ContainsFunc(k.Parts[n:], func(p Part) bool { return !p.Beside }) {
				p.fail("a part that is not Beside stands after one that is")
			}
		}
		if p.err != nil && err == nil {
			err = fmt.Errorf("codec: key %d of %s: %w", i, o.Name, p.err)
		}
		plans = append(plans, plan)
	}
	return plans, err
}

// level is what may stand in one place: attributes, after a fixed struct.
type level struct {
	set   *Set
	fixed *Struct
}

// planner looks up names.
type planner struct {
	header *Struct // of the message
	set    *Set    // of the message
	at     []level // what there may be at the object
	found  []level // what there may be in the last that was found
	spec   *Spec   // its layout
	err    error
}

func (p *planner) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

func (p *planner) parts(parts []Part) []partPlan {
	plans := make([]partPlan, len(parts))
	for i := range parts {
		plan := partPlan{Part: &parts[i]}
		for _, name := range parts[i].From {
			plan.from = append(plan.from, p.find(name))
		}
		inside := p.inside()
		plan.bits, plan.last, plan.unless = p.find(parts[i].Bits), p.find(parts[i].Last), p.find(parts[i].Unless)
		if len(parts[i].Each) > 0 {
			p.at, inside = inside, p.at
			plan.each = p.parts(parts[i].Each)
			p.at = inside
		}
		plans[i] = plan
	}
	return plans
}

// find looks a name up at the object: after a "/", at the top of the message, and a member of its header by the name of
// that.
func (p *planner) find(name string) source {
	if name == "" {
		return source{}
	}
	at, rest := p.at, name
	if path, ok := strings.CutPrefix(name, "/"); ok {
		at, rest = []level{{p.set, nil}}, path
	} else if p.header != nil {
		if member, ok := strings.CutPrefix(name, p.header.Name+"."); ok {
			at, rest = []level{{nil, p.header}}, "."+member
		}
	}
	s, ok := p.lookUp(at, rest)
	if !ok {
		p.fail("no %s", name)
	}
	s.top = rest != name
	s.known = ok
	return s
}

func (p *planner) lookUp(at []level, name string) (s source, ok bool) {
	path, member, isMember := strings.Cut(name, ".")
	for element := range strings.SplitSeq(path, "/") {
		if element == "" {
			continue
		}
		if element == "*" && p.spec != nil && p.spec.Kind == NestArray {
			at, p.spec = levels(p.spec.Elem), p.spec.Elem
			s.path, s.sets = append(s.path, anyElement), append(s.sets, nil)
			continue
		}
		several := len(at) > 1
		set, number, ok := child(at, element)
		if !ok {
			return s, false
		}
		p.spec = &set.Attrs[number]
		if at = levels(p.spec); !several {
			set = nil
		}
		s.path, s.sets = append(s.path, number), append(s.sets, set)
	}
	p.found = at
	if !isMember {
		return s, len(s.path) > 0
	}
	for _, l := range at {
		if l.fixed == nil {
			continue
		}
		if s.member, s.place, s.inside = l.fixed.find(member); s.member != nil {
			return s, true
		}
	}
	return s, false
}

// child returns the set of an attribute, and its number in that.
func child(at []level, name string) (set *Set, number uint16, ok bool) {
	for _, l := range at {
		if l.set == nil {
			continue
		}
		if number, ok = l.set.Number(name); ok {
			return l.set, number, true
		}
	}
	return nil, 0, false
}

// levels returns what a layout, or the elements of an array, may hold.
func levels(s *Spec) []level {
	all := []level{{s.Set, s.Struct}}
	if s.Elem != nil {
		all = append(all, levels(s.Elem)...)
	}
	for by := s.Select; by != nil; by = by.or {
		for i := range by.cases {
			all = append(all, levels(by.cases[i].Spec)...)
		}
	}
	return all
}

// inside returns what the elements, or the attributes, of the last that was found may hold.
func (p *planner) inside() (all []level) {
	if p.spec != nil && p.spec.Kind == NestArray {
		return levels(p.spec.Elem)
	}
	for _, l := range p.found {
		if l.set == nil {
			continue
		}
		for i := range l.set.Attrs {
			if l.set.Attrs[i].Name != "" {
				all = append(all, levels(&l.set.Attrs[i])...)
			}
		}
	}
	return all
}
