package iproute

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Dump lists everything of the namespace: links, addresses, neighbours, what bridges forward, neighbour tables, next
// hops, routes, rules, configurations, ids of other namespaces, multicast groups and VLANs of bridges, queueing
// disciplines, classes and filters. What the kernel does not know it does not have. A view is valid until the next one.
//
//	for object, err := range ip.Dump(ctx) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(object.Message().Name())
//	}
func (ip *IPRoute) Dump(ctx context.Context) iter.Seq2[AnyView, error] {
	return func(yield func(AnyView, error) bool) {
		d := everything{ip: ip, ctx: ctx, yield: yield}
		d.all()
	}
}

// everything lists everything until the caller has enough, or there is an error.
type everything struct {
	ip    *IPRoute
	ctx   context.Context
	yield func(AnyView, error) bool
	ended bool
}

func (d *everything) all() {
	bridges := map[string]any{"family": linux.AF_BRIDGE}
	for _, one := range []struct {
		typ   string
		fixed map[string]any
	}{
		{"RTM_GETLINK", nil}, {"RTM_GETADDR", nil},
		{"RTM_GETNEIGH", nil},
		{"RTM_GETNEIGH", map[string]any{"ndm_family": linux.AF_BRIDGE}}, {"RTM_GETNEIGHTBL", nil},
		{"RTM_GETNEXTHOP", nil}, {"RTM_GETROUTE", nil}, {"RTM_GETRULE", nil},
		{"RTM_GETNETCONF", nil}, {"RTM_GETNSID", nil}, {"RTM_GETMDB", bridges}, {"RTM_GETVLAN", bridges},
	} {
		d.list(one.typ, one.fixed, nil)
	}
	d.trafficControl()
}

// trafficControl lists the queueing disciplines, and of each link that has some the classes and the filters of all.
func (d *everything) trafficControl() {
	const ingress, minorIngress, minorEgress = 0xffff0000, 0xfff2, 0xfff3 // linux/pkt_sched.h
	parents := map[uint64][]uint64{}
	var links []uint64
	parent := func(m *codec.Message) {
		link, _ := m.Field("tcm_ifindex")
		handle, _ := m.Field("tcm_handle")
		if parents[link] == nil {
			links = append(links, link)
		}
		parents[link] = append(parents[link], handle)
		if kind, _ := m.Attr("TCA_KIND"); kind.Text() == "clsact" {
			parents[link] = append(parents[link], ingress|minorIngress, ingress|minorEgress)
		}
	}
	d.list("RTM_GETQDISC", nil, parent)
	for _, link := range links {
		d.list("RTM_GETTCLASS", map[string]any{"tcm_ifindex": link}, parent)
		for _, p := range parents[link] {
			d.list("RTM_GETTFILTER", map[string]any{"tcm_ifindex": link, "tcm_parent": p}, nil)
		}
	}
}

// list lists one kind of objects, which also look at.
func (d *everything) list(typ string, fixed map[string]any, look func(*codec.Message)) {
	if d.ended {
		return
	}
	request := &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Fixed: fixed}
	for m, err := range d.ip.s.Dump(d.ctx, request) {
		switch {
		case err != nil && absent(err):
			return
		case err != nil:
			d.yield(AnyView{}, &Error{Call: "dump", Err: fmt.Errorf("%s: %w", typ, err)})
			d.ended = true
			return
		}
		if look != nil {
			look(m)
		}
		if d.ended = !d.yield(anyView(m), nil); d.ended {
			return
		}
	}
}

// absent reports whether the kernel does not know what was asked for, or the link that it is of is gone meanwhile.
func absent(err error) bool {
	for _, errno := range []syscall.Errno{syscall.EOPNOTSUPP, syscall.EAFNOSUPPORT, syscall.ENODEV, syscall.ENOENT} {
		if errors.Is(err, errno) {
			return true
		}
	}
	return false
}
