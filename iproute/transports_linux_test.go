package iproute_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

// usual makes objects of the usual kinds, changes and removes some, and returns what there is then.
func usual(t *testing.T, ip *iproute.IPRoute) string {
	t.Helper()
	ctx := t.Context()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := ip.AddLink(ctx, iproute.Args{"ifname": "br0", "kind": "bridge", "address": "02:00:00:00:00:01"})
	ok(err)
	ok(ip.SetLink(ctx, "br0", iproute.Args{"mtu": 1400, "state": "up"}))
	ok(ip.AddAddr(ctx, "br0", "192.0.2.1/24"))
	ok(ip.AddAddr(ctx, "br0", "192.0.2.7/24"))
	ok(ip.DelAddr(ctx, "br0", "192.0.2.7/24"))
	ok(ip.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.2")))
	ok(ip.AddRule(ctx, iproute.Args{"src": "10.0.0.0/8", "table": 100, "priority": 50}))
	ok(ip.AddNeigh(ctx, "br0", "192.0.2.2", "02:00:00:00:00:02"))
	b := ip.Batch()
	for i := range 20 {
		b.AddRoute(fmt.Sprintf("10.%d.0.0/16", i), iproute.LinkRef("br0"))
	}
	_, err = b.Commit(ctx)
	ok(err)
	ok(ip.FlushRoutes(ctx, iproute.Args{"dst": "10.3.0.0/16"}))
	var lines []string
	for l, err := range ip.GetLinks(ctx) {
		ok(err)
		lines = append(lines, fmt.Sprintf("link %s %v", l.Name(), l.MTU()))
	}
	for a, err := range ip.GetAddr(ctx, iproute.Args{"family": "inet"}) {
		ok(err)
		lines = append(lines, fmt.Sprintf("address %v", a.Prefix()))
	}
	for r, err := range ip.GetRoutes(ctx, iproute.Args{"family": "inet", "table": "main"}) {
		ok(err)
		lines = append(lines, fmt.Sprintf("route %v via %v", r.Dst(), r.Gateway()))
	}
	for r, err := range ip.GetRules(ctx, iproute.Args{"priority": 50}) {
		ok(err)
		lines = append(lines, fmt.Sprintf("rule %v", r.Src()))
	}
	for n, err := range ip.GetNeighbours(ctx, iproute.Args{"dst": "192.0.2.2"}) {
		ok(err)
		lines = append(lines, fmt.Sprintf("neighbour %v %v", n.Dst(), n.LLAddr()))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestTransports does the same on the running kernel, the fake one, a remote one and a recording.
func TestTransports(t *testing.T) {
	var recorded bytes.Buffer
	results := map[string]string{}
	t.Run("kernel", func(t *testing.T) {
		rec, err := recording.NewRecorder(&recorded)
		if err != nil {
			t.Fatal(err)
		}
		ip := openOn(t, sockettest.InNamespace(t, testbed.QuickNetNS(t)), proxy.WithRecorder(rec))
		results["kernel"] = usual(t, ip)
		ip.Close()
		if err := rec.Close(); err != nil {
			t.Fatal(err)
		}
	})
	for name, open := range map[string]func(*testing.T) transport.Transport{
		"fake": func(t *testing.T) transport.Transport {
			end, err := sockettest.InFake(t)(t.Context(), proxy.Route, transport.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return end
		},
		"recording": func(t *testing.T) transport.Transport {
			replay, err := recording.Load(bytes.NewReader(recorded.Bytes()), "session.pcapng", recording.Strict())
			if err != nil {
				t.Fatal(err)
			}
			return replay.Transport(proxy.Route)
		},
	} {
		t.Run(name, func(t *testing.T) {
			ip, err := iproute.Open(proxy.WithTransport(open(t)))
			if err != nil {
				t.Fatal(err)
			}
			defer ip.Close()
			results[name] = usual(t, ip)
		})
	}
	t.Run("remote", func(t *testing.T) {
		r := sockettest.Dial(t, sockettest.Serve(t, remote.Permissions{}))
		results["remote"] = usual(t, iproute.New(sockettest.OpenRemote(t, r, proxy.Route)))
	})
	for name, got := range results {
		if want := results["kernel"]; got != want {
			t.Errorf("%s:\n%s\nthe kernel:\n%s", name, got, want)
		}
	}
	if !strings.Contains(results["kernel"], "route 10.0.0.0/8 via 192.0.2.2") {
		t.Errorf("got\n%s", results["kernel"])
	}
}
