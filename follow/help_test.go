package follow_test

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// fixture is a kernel, a socket that changes things there, and a Follower on another.
type fixture struct {
	t       *testing.T
	actor   *proxy.Socket
	watcher *proxy.Socket
	f       *follow.Follower
}

// prepare opens the sockets, so that a test can make things before they are followed.
func prepare(t *testing.T, kernel sockettest.Opener, opts ...proxy.Option) *fixture {
	t.Helper()
	opened := func() proxy.Option {
		tr, err := kernel(t.Context(), proxy.Route, transport.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return proxy.WithTransport(tr)
	}
	return &fixture{
		t:       t,
		actor:   sockettest.Open(t, proxy.Route, opened()),
		watcher: sockettest.Open(t, proxy.Route, append(opts, opened())...),
	}
}

func (x *fixture) follow(tables ...*follow.Table) {
	x.t.Helper()
	f, err := follow.Open(x.t.Context(), x.watcher, append(tables, follow.Links)...) // which settle waits for
	if err != nil {
		x.t.Fatal(err)
	}
	x.f = f
	x.t.Cleanup(func() {
		if err := f.Close(); err != nil {
			x.t.Error(err)
		}
	})
}

// do has requests carried out.
func (x *fixture) do(requests ...*codec.Request) {
	x.t.Helper()
	sockettest.Must(x.t, x.actor, requests...)
}

// until returns the changes up to one that reads so, each as a line. In place of "*" may stand how it became known.
func (x *fixture) until(last string) (lines []string) {
	x.t.Helper()
	for c, err := range x.f.Changes(x.t.Context()) {
		if err != nil {
			x.t.Fatalf("%v, after %q", err, lines)
		}
		line := lineOf(&c)
		lines = append(lines, line)
		if line == last || strings.Replace(line, c.Source.String(), "*", 1) == last {
			return lines
		}
	}
	x.t.Fatalf("it ended, after %q", lines)
	return nil
}

// settle goes on until everything up to now is told.
func (x *fixture) settle() (lines []string) {
	x.t.Helper()
	x.do(sockettest.AddBridge("mark"))
	lines = x.until("added * links mark")
	x.do(&codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_DELLINK", Attrs: []codec.A{sockettest.Named("mark")}})
	more := x.until("removed * links mark")
	return append(lines[:len(lines)-1], more[:len(more)-1]...)
}

func lineOf(c *follow.Change) string {
	m := c.New
	if m == nil {
		m = c.Old
	}
	line := fmt.Sprintf("%s %s %s", c.Op, c.Source, c.Table.Name)
	if m == nil {
		return line
	}
	return line + " " + nameOf(m)
}

// nameOf is how the tests call an object.
func nameOf(m *codec.Message) string {
	for _, name := range []string{"IFLA_IFNAME", "IFA_LOCAL", "IFA_ADDRESS", "RTA_DST", "NHA_ID", "NDA_DST", "FRA_PRIORITY", "TCA_KIND"} {
		a, ok := m.Attr(name)
		if !ok {
			continue
		}
		switch v := a.Value().(type) {
		case string:
			return v
		case netip.Addr:
			return v.String()
		default:
			return fmt.Sprint(v)
		}
	}
	return "?"
}

// keys returns the keys of what there is, as the Follower has it, and as the kernel lists it.
func (x *fixture) keys(t *follow.Table) (followed, real map[string]bool) {
	x.t.Helper()
	followed, real = map[string]bool{}, map[string]bool{}
	add := func(to map[string]bool, m *codec.Message) {
		key, ok := m.AppendKey(nil)
		if !ok {
			x.t.Fatalf("%s has no key", m.Name())
		}
		if flags, _ := m.Attr("IFA_FLAGS"); isTentative(flags) {
			return // the kernel is yet to tell of it
		}
		if t.Has == nil || t.Has(m) {
			to[nameOf(m)+" "+fmt.Sprintf("%x", key)] = true
		}
	}
	for m := range x.f.Objects(t) {
		add(followed, m)
	}
	for m, err := range x.actor.Dump(context.Background(), t.Dump) {
		if err != nil {
			x.t.Fatal(err)
		}
		add(real, m)
	}
	return followed, real
}

func isTentative(flags codec.Attr) bool {
	v, _ := flags.Uint()
	return v&0x40 != 0
}

func link(typ, name string, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Attrs: append([]codec.A{sockettest.Named(name)}, attrs...)}
}

func up(name string) *codec.Request {
	r := link("RTM_NEWLINK", name)
	r.Fixed = map[string]any{"ifi_flags": 1, "ifi_change": 1}
	return r
}

func down(name string) *codec.Request {
	r := link("RTM_NEWLINK", name)
	r.Fixed = map[string]any{"ifi_flags": 0, "ifi_change": 1}
	return r
}

// indexOf returns the index of a link.
func (x *fixture) indexOf(name string) int {
	x.t.Helper()
	list, err := x.actor.Request(x.t.Context(), link("RTM_GETLINK", name))
	if err != nil {
		x.t.Fatal(err)
	}
	index, _ := list[0].Field("ifi_index")
	return int(index)
}

func address(typ string, index int, prefix string) *codec.Request {
	p := netip.MustParsePrefix(prefix)
	family := 2
	if p.Addr().Is6() {
		family = 10
	}
	flags := ""
	if typ == "RTM_NEWADDR" {
		flags = "create|excl"
	}
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: typ, FlagNames: flags,
		Fixed: map[string]any{"ifa_family": family, "ifa_index": index, "ifa_prefixlen": p.Bits()},
		Attrs: []codec.A{{Name: "IFA_LOCAL", Value: p.Addr()}, {Name: "IFA_ADDRESS", Value: p.Addr()}},
	}
}

func route(typ, flags, prefix string, attrs ...codec.A) *codec.Request {
	p := netip.MustParsePrefix(prefix)
	family := 2
	if p.Addr().Is6() {
		family = 10
	}
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: typ, FlagNames: flags,
		Fixed: map[string]any{"rtm_family": family, "rtm_dst_len": p.Bits(), "rtm_table": 254, "rtm_protocol": 4, "rtm_type": 1},
		Attrs: append([]codec.A{{Name: "RTA_DST", Value: p.Addr()}}, attrs...),
	}
}

func dev(index int) codec.A { return codec.A{Name: "RTA_OIF", Value: index} }

func via(addr string) codec.A { return codec.A{Name: "RTA_GATEWAY", Value: netip.MustParseAddr(addr)} }

func nexthop(id, index int, gateway string) *codec.Request {
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWNEXTHOP", FlagNames: "create|excl", Fixed: map[string]any{"nh_family": 2},
		Attrs: []codec.A{
			{Name: "NHA_ID", Value: id}, {Name: "NHA_OIF", Value: index},
			{Name: "NHA_GATEWAY", Value: netip.MustParseAddr(gateway)},
		},
	}
}

// same sees that the Follower has what the kernel lists.
func (x *fixture) same(t *follow.Table) {
	x.t.Helper()
	followed, real := x.keys(t)
	for key := range followed {
		if !real[key] {
			x.t.Errorf("%s: %s is not there any more", t.Name, key)
		}
	}
	for key := range real {
		if !followed[key] {
			x.t.Errorf("%s: %s is not known", t.Name, key)
		}
	}
}
