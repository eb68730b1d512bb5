package iproute

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
)

// Call is a method that carries out commands on objects of one kind: ip.Link, ip.Addr, ip.Route and the like.
type Call func(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error)

// Ensure sees to it that there is an object that has all that the specs say, and returns when the kernel lists it. If
// it is there nothing is done; one that is there but differs is changed. How long it may take the context says.
//
//	err := ip.Ensure(ctx, ip.Addr, iproute.Args{"dev": "eth0", "address": "10.0.0.1/24"})
func (ip *IPRoute) Ensure(ctx context.Context, call Call, specs ...Spec) error {
	w, err := ip.await(ctx, call, specs)
	if err != nil {
		return err
	}
	defer w.close()
	w.mean(ctx)
	found, err := w.look(ctx)
	if err != nil || len(found) > 0 {
		return err
	}
	_, err = call(ctx, "add", specs...)
	if errors.Is(err, ErrExists) {
		_, err = call(ctx, w.changes(), specs...)
	}
	if err != nil && !errors.Is(err, ErrExists) { // there may be another one meanwhile
		return err
	}
	_, err = w.until(ctx, func(found []*codec.Message) bool { return len(found) > 0 })
	return err
}

// EnsureAbsent sees to it that there is no object that has all that the specs say, and returns when the kernel lists
// none. If there is none nothing is done.
func (ip *IPRoute) EnsureAbsent(ctx context.Context, call Call, specs ...Spec) error {
	w, err := ip.await(ctx, call, specs)
	if err != nil {
		return err
	}
	defer w.close()
	w.mean(ctx)
	found, err := w.look(ctx)
	if err != nil || len(found) == 0 {
		return err
	}
	if _, err := call(ctx, "del", specs...); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	_, err = w.until(ctx, func(found []*codec.Message) bool { return len(found) == 0 })
	return err
}

// Poll waits until there are objects that all filters want, and returns them. It looks when the kernel tells of a
// change, and at no other time.
//
//	links, err := ip.Poll(ctx, ip.Link, iproute.Args{"ifname": "wg0", "state": "up"})
func (ip *IPRoute) Poll(ctx context.Context, call Call, filters ...Spec) ([]*codec.Message, error) {
	w, err := ip.await(ctx, call, filters)
	if err != nil {
		return nil, err
	}
	defer w.close()
	return w.until(ctx, func(found []*codec.Message) bool { return len(found) > 0 })
}

// waiting waits for objects.
type waiting struct {
	ip    *IPRoute
	of    *object
	specs []Spec
	sub   *proxy.Subscription
}

// groupsOf are the multicast groups that tell of objects, by their messages.
var groupsOf = map[string][]string{
	"RTM_NEWADDR":    {"RTNLGRP_IPV4_IFADDR", "RTNLGRP_IPV6_IFADDR"},
	"RTM_NEWROUTE":   {"RTNLGRP_IPV4_ROUTE", "RTNLGRP_IPV6_ROUTE", "RTNLGRP_MPLS_ROUTE"},
	"RTM_NEWRULE":    {"RTNLGRP_IPV4_RULE", "RTNLGRP_IPV6_RULE"},
	"RTM_NEWNEIGH":   {"RTNLGRP_NEIGH"},
	"RTM_NEWNEXTHOP": {"RTNLGRP_NEXTHOP"},
	"RTM_NEWQDISC":   {"RTNLGRP_TC"},
	"RTM_NEWTCLASS":  {"RTNLGRP_TC"},
	"RTM_NEWTFILTER": {"RTNLGRP_TC"},
	"RTM_NEWCHAIN":   {"RTNLGRP_TC"},
	"RTM_NEWACTION":  {"RTNLGRP_TC"},
	"RTM_NEWMDB":     {"RTNLGRP_MDB"},
	"RTM_NEWVLAN":    {"RTNLGRP_BRVLAN"},
	"RTM_NEWNSID":    {"RTNLGRP_NSID"},
	"RTM_NEWNETCONF": {"RTNLGRP_IPV4_NETCONF", "RTNLGRP_IPV6_NETCONF", "RTNLGRP_MPLS_NETCONF"},
}

// await listens for what happens to the objects of a call, and to links, whose names may stand in the specs.
func (ip *IPRoute) await(ctx context.Context, call Call, specs []Spec) (*waiting, error) {
	o, err := objectOf(ctx, call)
	if err != nil {
		return nil, err
	}
	w := &waiting{ip: ip, of: o, specs: specs}
	groups := append([]string{"RTNLGRP_LINK"}, groupsOf[o.typ]...)
	if w.sub, err = ip.s.Subscribe(ctx, groups...); err != nil {
		return nil, w.failed(err)
	}
	return w, nil
}

// objectOf returns what a call is about.
func objectOf(ctx context.Context, call Call) (*object, error) {
	var o *object
	if _, err := call(ctx, "dump", asking{&o}); o == nil {
		return nil, err
	}
	return o, nil
}

// asking is a Spec that finds out what it is said of. Nothing is sent then.
type asking struct{ of **object }

var errAsked = errors.New("this only asks")

func (a asking) put(v *values) {
	*a.of = v.of
	v.fail("", errAsked)
}

// mean has a route of which no table is said be one of the main table, as it is for commands.
func (w *waiting) mean(ctx context.Context) {
	if w.of != routeObject {
		return
	}
	said := w.ip.said(ctx, w.of, w.specs)
	if _, ok := said.fixed["rtm_table"]; !ok && !said.has("RTA_TABLE") {
		w.specs = append(slices.Clip(w.specs), Args{"table": tableMain})
	}
}

func (w *waiting) close() { _ = w.sub.Close() }

// changes is the command that changes an object that is there.
func (w *waiting) changes() string {
	if w.of == linkObject {
		return "set"
	}
	return "replace"
}

func (w *waiting) failed(err error) error { return &Error{Call: w.of.name + " wait", Err: err} }

// look returns the objects that are wanted. None is, if a link is not there that the specs name.
func (w *waiting) look(ctx context.Context) (found []*codec.Message, err error) {
	for m, err := range w.ip.dump(ctx, w.of, w.specs) {
		switch {
		case errors.Is(err, ErrNotFound):
			return nil, nil
		case err != nil:
			return nil, err
		}
		found = append(found, m.Clone())
	}
	return found, nil
}

// until looks, and looks again after each change, until what is found is as it should be.
func (w *waiting) until(ctx context.Context, done func([]*codec.Message) bool) ([]*codec.Message, error) {
	for {
		found, err := w.look(ctx)
		if err != nil || done(found) {
			return found, err
		}
		if _, err := w.sub.Take(ctx); err != nil {
			return nil, w.failed(fmt.Errorf("it is not so yet, %d objects match: %w", len(found), err))
		}
	}
}
