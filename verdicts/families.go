package verdicts

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Messages of generic netlink tell their family by an id that the kernel gave it, another one whenever its module is
// loaded. A Gate learns the ids from what the controller says on its way to the program, and asks the controller
// itself: about the family of a Match when it is given, about an id that it does not know when a callback may want the
// message, and about one that it knows when the kernel does not (ENOENT).

// generic reports whether messages pass that tell their family by an id.
func (g *Gate) generic() bool {
	p := g.Decoder.Registry.Protocol(g.Protocol)
	return p != nil && p.Generic
}

// decoder returns the Gate's decoder, with a resolver of its own if the owner gave it none.
func (g *Gate) decoder() *codec.Decoder {
	if g.Decoder.Resolver != nil || !g.generic() {
		return g.Decoder
	}
	g.once.Do(func() {
		g.own = *g.Decoder
		g.own.Resolver = codec.NewResolver()
	})
	return &g.own
}

// teaches reports whether a received datagram may say something about families.
func (g *Gate) teaches(datagram []byte) bool {
	if !g.generic() {
		return false
	}
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return false
		}
		if _, gone := goneFamily(msg); gone || host.Header(msg).Type == codec.GenlIDCtrl {
			return true
		}
	}
	return false
}

// goneFamily returns the id of the family that a request was for which the kernel found nothing (ENOENT): the family,
// or what the family was asked about.
func goneFamily(answer []byte) (id uint16, ok bool) {
	const quoted = codec.HeaderLen + 4
	if host.Header(answer).Type != codec.TypeError || len(answer) < quoted+codec.HeaderLen ||
		-int32(host.Order.Uint32(answer[codec.HeaderLen:])) != int32(syscall.ENOENT) {
		return 0, false
	}
	id = host.Header(answer[quoted:]).Type
	return id, id >= codec.MinType && id != codec.GenlIDCtrl
}

// learn takes in what a received datagram says of families.
func (g *Gate) learn(ctx context.Context, datagram []byte) {
	d := g.decoder()
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return
		}
		if id, gone := goneFamily(msg); gone && g.Kernel != nil && d.Resolver.Known(d.Registry, id) {
			if err := g.askAbout(ctx, id); errors.Is(err, syscall.ENOENT) {
				d.Resolver.Forget(id)
			}
		}
		if host.Header(msg).Type == codec.GenlIDCtrl {
			var m codec.Message
			_ = d.Decode(&m, codec.Context{Protocol: g.Protocol, BigEndian: host.BigEndian}, msg)
			d.Resolver.Follow(d.Registry, &m)
		}
	}
}

// identify asks about the families of a datagram that are not known. What stays unknown is judged as such.
func (g *Gate) identify(ctx context.Context, datagram []byte) {
	if g.Kernel == nil || !g.generic() {
		return
	}
	d := g.decoder()
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return
		}
		if id := host.Header(msg).Type; id >= codec.MinType && !d.Resolver.Known(d.Registry, id) {
			_ = g.askAbout(ctx, id)
		}
	}
}

func (g *Gate) askAbout(ctx context.Context, id uint16) error {
	return g.ask(ctx, codec.A{Name: "CTRL_ATTR_FAMILY_ID", Value: id})
}

// ask asks the controller about one family.
func (g *Gate) ask(ctx context.Context, which codec.A) error {
	replies, err := g.Kernel.Request(ctx, &codec.Request{
		Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY", Attrs: []codec.A{which},
	})
	d := g.decoder()
	for _, m := range replies {
		d.Resolver.Follow(d.Registry, m)
	}
	return err
}

// resolve asks for the ids of the families that a Match names. One that is not there may come, if the tables know it.
func (g *Gate) resolve(ctx context.Context, m *Matcher) error {
	d := g.decoder()
	if g.Kernel == nil || !g.generic() {
		return nil
	}
	for _, name := range m.families(d.Registry) {
		if _, known := d.Resolver.ID(name); known {
			continue
		}
		err := g.ask(ctx, codec.A{Name: "CTRL_ATTR_FAMILY_NAME", Value: name})
		switch known := d.Registry.Family(name) != nil; {
		case errors.Is(err, syscall.ENOENT) && !known:
			return fmt.Errorf("generic netlink family %s%s: %w", name, codec.DidYouMean(name, d.Registry.FamilyNames()), err)
		case err != nil && !errors.Is(err, syscall.ENOENT):
			return fmt.Errorf("generic netlink family %s: %w", name, err)
		}
	}
	return nil
}
