package rules_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/verdicts/faults"
	"github.com/nlkit/nlkit/verdicts/rules"
)

// attach opens a socket in a namespace of its own, and puts rules into its chains.
func attach(t *testing.T, set *rules.Set, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s := linktest.OpenWith(t, opts...).Socket
	if _, err := set.Attach(s); err != nil {
		t.Fatal(err)
	}
	return s
}

func loopback(typ string, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Fixed: map[string]any{"ifi_index": 1}, Attrs: attrs}
}

// mtu asks for the MTU of the loopback device.
func mtu(t *testing.T, s *proxy.Socket) uint64 {
	t.Helper()
	replies, err := s.Request(t.Context(), loopback("RTM_GETLINK"))
	if err != nil || len(replies) != 1 {
		t.Fatalf("%d replies, %v", len(replies), err)
	}
	a, _ := replies[0].Attr("IFLA_MTU")
	v, _ := a.Uint()
	return v
}

// TestKernel runs a file of rules between a program and the kernel.
func TestKernel(t *testing.T) {
	testbed.QuickNetNS(t)
	path := filepath.Join(t.TempDir(), "rules.yaml")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(file(text)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`
  - name: smaller
    match: {types: [newlink, setlink]}
    when: attr.IFLA_MTU > 1400
    do: {set: {IFLA_MTU: 1400}}
  - name: not-down
    match: {types: [newlink, setlink], attrs: {IFLA_MTU: 77}}
    do: {error: {errno: EPERM, text: not that small, at: IFLA_MTU}}
  - name: again
    on: receive
    at-most: 2
    do: {fault: interrupted-dump}
  - name: no-addresses
    match: {types: getaddr}
    do: {return: []}
`)
	set, err := rules.Load(path, rules.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := attach(t, set)
	change := func(mtu int) error {
		_, err := s.Request(t.Context(), loopback("RTM_SETLINK", codec.A{Name: "IFLA_TXQLEN", Value: 9},
			codec.A{Name: "IFLA_MTU", Value: mtu}))
		return err
	}
	if err := change(9000); err != nil || mtu(t, s) != 1400 {
		t.Errorf("%v, MTU %d", err, mtu(t, s))
	}
	var refused *proxy.Error
	want := proxy.Error{Request: "RTM_SETLINK", Errno: syscall.EPERM, Message: "not that small",
		Path: "IFLA_MTU", Name: "EPERM", Offset: 40}
	if err := change(77); !errors.As(err, &refused) || *refused != want || mtu(t, s) != 1400 {
		t.Errorf("%#v", err)
	}
	links := 0
	for _, err := range s.Dump(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
		if links++; err != nil {
			t.Error(err)
		}
	}
	for m, err := range s.Dump(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETADDR"}) {
		t.Errorf("an address: %v, %v", m.Name(), err)
	}
	applied := map[string]uint64{}
	for _, c := range set.Counters() {
		applied[c.Rule] = c.Applied
	}
	if links != 1 || applied["smaller"] != 1 || applied["not-down"] != 1 || applied["again"] != 2 ||
		applied["no-addresses"] != 1 {
		t.Errorf("%d links, applied %v", links, applied)
	}
	write("  []\n")
	if err := set.Reload(); err != nil {
		t.Fatal(err)
	}
	if err := change(9000); err != nil || mtu(t, s) != 9000 {
		t.Errorf("without rules: %v, MTU %d", err, mtu(t, s))
	}
}

// TestKernelDatagrams lets a rule make the receive buffer overflow.
func TestKernelDatagrams(t *testing.T) {
	testbed.QuickNetNS(t)
	set := parse(t, "  - {on: receive, match: {types: newlink}, nth: 2, do: {fault: overflow}}")
	below, err := kernel.Open(proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := attach(t, set, proxy.WithTransport(faults.Wrap(below, set.Plan(proxy.Route))))
	for range 3 {
		if m := mtu(t, s); m != 65536 {
			t.Errorf("MTU %d", m)
		}
	}
	if c := set.Counters()[0]; c.Matched != 4 || c.Applied != 1 {
		t.Errorf("%+v: the lost answer was not asked for again", c)
	}
}
