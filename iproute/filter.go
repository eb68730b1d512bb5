package iproute

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Predicate is a filter that wants the objects of which it is true. A filter of a dump is any Spec: the objects are wanted
// that have all that it says. Of several filters all must hold.
//
// Of Args a value may be a function too, which is asked about the value that each object has:
//
//	ip.GetLinks(ctx, iproute.Args{"kind": "bridge", "mtu": func(mtu uint64) bool { return mtu > 1500 }})
//
// It is a func(uint64) bool or a func(int) bool for integers, a func(netip.Addr) bool for addresses, a func(string) bool
// for the text of anything, or a func(codec.Attr) bool. An object without the value is not wanted.
type Predicate func(*codec.Message) bool

func (p Predicate) put(v *values) { v.likes = append(v.likes, p) }

// wish is filters, ready to be asked.
type wish struct {
	request    *codec.Request // the dump that the kernel is asked for
	one        *codec.Request // in its place: for the one object that is wanted
	asks       []codec.A      // what is said of the request alone
	filtered   bool           // the kernel filters too
	only       span           // the family whose turn it is
	patterns   []pattern
	predicates []Predicate
}

// pattern is what objects must have: a message that says nothing else.
type pattern struct {
	message *codec.Message
	members []span // what the header must have
	attrs   bool   // there are attributes that the objects must have
}

// span is octets that stand at a place of a message.
type span struct {
	at     int
	octets []byte
}

func (s span) isIn(m *codec.Message) bool {
	b := m.Bytes()
	return len(b) >= s.at+len(s.octets) && string(b[s.at:s.at+len(s.octets)]) == string(s.octets)
}

// compile makes filters ready.
func (ip *IPRoute) compile(ctx context.Context, o *object, filters []Spec) (*wish, error) {
	w := &wish{request: &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: o.commands["dump"].typ, Fixed: o.fixed(),
	}}
	for _, f := range filters {
		if err := ip.compileOne(ctx, o, w, f); err != nil {
			return nil, err
		}
	}
	if o.ready != nil {
		if err := o.ready(w.request); err != nil {
			return nil, err
		}
	}
	if w.one != nil {
		w.one.Attrs = append(w.one.Attrs, w.asks...)
	}
	w.request.Attrs = append(w.request.Attrs, w.asks...)
	return w, nil
}

// compileOne makes a pattern of what a filter says, and asks the kernel for what it can filter.
func (ip *IPRoute) compileOne(ctx context.Context, o *object, w *wish, filter Spec) error {
	v := &values{ctx: ctx, ip: ip, of: o, command: o.commands["dump"], fixed: o.fixed()}
	defer v.close()
	v.take([]Spec{filter})
	if v.err == nil && o.match != nil {
		v.fail("", o.match(v))
	}
	if v.err == nil {
		v.fail("", v.resolve())
	}
	if v.err != nil {
		return v.err
	}
	w.predicates = append(w.predicates, v.likes...)
	for _, name := range o.asks {
		if value, ok := v.del(name); ok {
			w.asks = append(w.asks, codec.A{Name: name, Value: value})
		}
	}
	if maps.Equal(v.fixed, o.header) && len(v.attrs) == 0 {
		return nil
	}
	for _, name := range o.strict {
		w.askKernel(v, name)
	}
	for _, name := range v.asked {
		delete(v.fixed, name)
	}
	w.askForOne(v)
	if o.narrow != nil {
		if err := o.narrow(v, w); err != nil {
			return err
		}
	}
	p, err := ip.patternOf(v)
	if err != nil {
		return err
	}
	w.patterns = append(w.patterns, p)
	return nil
}

// askKernel has the kernel filter by a member of the header, ".rtm_type", or an attribute.
func (w *wish) askKernel(v *values, name string) {
	if name[0] == '.' {
		if value, ok := v.fixed[name[1:]]; ok && value != v.of.header[name[1:]] {
			w.request.Fixed[name[1:]], w.filtered = value, true
		}
		return
	}
	if value, ok := v.get(name); ok {
		w.askFor(name, value)
	}
}

// askFor has the kernel filter by an attribute.
func (w *wish) askFor(attr string, value any) {
	w.request.Attrs, w.filtered = append(w.request.Attrs, codec.A{Name: attr, Value: value}), true
}

// askForPorts has the kernel filter by the link above that of an object, which the objects do not tell: so what their
// links are ports of is asked for, too.
func (w *wish) askForPorts(v *values, attr string, link func(*codec.Message) uint64) error {
	master, ok := v.del(attr)
	if !ok {
		return nil
	}
	w.askFor(attr, master)
	ports := map[uint64]bool{}
	for m, err := range v.ip.dump(v.ctx, linkObject, []Spec{Args{"master": master}}) {
		if err != nil {
			return err
		}
		index, _ := m.Field("ifi_index")
		ports[index] = true
	}
	w.predicates = append(w.predicates, func(m *codec.Message) bool { return ports[link(m)] })
	return nil
}

// askForOne has the kernel asked for one object alone, if the filter tells which.
func (w *wish) askForOne(v *values) {
	one := &codec.Request{Protocol: "NETLINK_ROUTE", Type: w.request.Type, Fixed: map[string]any{}}
	if w.one == nil && v.of.one != nil && v.of.one(v, one) {
		w.one, w.filtered = one, true
	}
}

// patternOf encodes what objects must have.
func (ip *IPRoute) patternOf(v *values) (pattern, error) {
	t := v.of.message()
	enc := codec.Encoder{Registry: ip.s.Registry(), Protocol: "NETLINK_ROUTE", BigEndian: host.BigEndian}
	b, err := enc.Append(nil, &codec.Request{Type: t.Name, Fixed: v.fixed, Attrs: sorted(t.Set, v.attrs, v.fixed)})
	if err != nil {
		return pattern{}, err
	}
	p := pattern{message: new(codec.Message), attrs: len(v.attrs) > 0}
	d := codec.Decoder{Registry: ip.s.Registry()}
	if err := d.Decode(p.message, codec.Context{Protocol: 0, BigEndian: host.BigEndian}, b); err != nil {
		return pattern{}, err
	}
	for name, value := range v.fixed {
		if value != v.of.header[name] {
			_, from, to := t.Header.Lookup(name)
			p.members = append(p.members, span{codec.HeaderLen + from, b[codec.HeaderLen+from : codec.HeaderLen+to]})
		}
	}
	return p, nil
}

// nothing reports whether an error says that nothing matches what the kernel was asked for: a table that is not there,
// a link that is not there.
func (w *wish) nothing(err error) bool {
	return w.filtered && (errors.Is(err, syscall.ENOENT) || errors.Is(err, syscall.ENODEV))
}

// widen has the kernel asked for all objects, of a family at most, after one that does not know what it was asked to
// filter by refused. It reports whether there is anything else to ask for.
func (w *wish) widen(err error) bool {
	if !w.filtered || w.one != nil || !errors.Is(err, syscall.EINVAL) {
		return false
	}
	narrow := len(w.request.Attrs) > 0
	w.request.Attrs = nil
	for name := range w.request.Fixed {
		if !strings.HasSuffix(name, "family") {
			delete(w.request.Fixed, name)
			narrow = true
		}
	}
	return narrow
}

// narrowTo has one family listed after the other. A kernel without one lists all.
func (w *wish) narrowTo(member string, family any) {
	if n, ok := integer(family); ok {
		w.request.Fixed[member] = family
		w.only = span{codec.HeaderLen, []byte{uint8(n)}}
	}
}

// wants reports whether an object is wanted.
func (w *wish) wants(m *codec.Message) bool {
	if !w.only.isIn(m) {
		return false
	}
	for i := range w.patterns {
		if !w.patterns[i].fits(m) {
			return false
		}
	}
	for _, likes := range w.predicates {
		if !likes(m) {
			return false
		}
	}
	return true
}

// fits reports whether a message has all that the pattern has.
func (p *pattern) fits(m *codec.Message) bool {
	for i := range p.members {
		if !p.members[i].isIn(m) {
			return false
		}
	}
	return !p.attrs || contains(m.Root(), p.message.Root())
}

// contains reports whether a nest has all attributes that another one has, with the same content.
func contains(in, wanted codec.Attr) bool {
	for want := range wanted.Children() {
		found := false
		for got := range in.Children() {
			if got.Type() != want.Type() {
				continue
			}
			if want.IsNest() && got.IsNest() {
				found = contains(got, want)
			} else {
				found = bytes.Equal(got.Payload(), want.Payload())
			}
			if found {
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
