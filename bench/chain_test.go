package bench

import (
	"context"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// BenchmarkChain dumps 10,000 routes and replaces one, over sockets with and without callbacks.
func BenchmarkChain(b *testing.B) {
	needNamespace(b)
	const routes = 10_000
	fill(b, routes)
	get := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE",
		Fixed: map[string]any{"rtm_family": unix.AF_INET}}
	replace := route("RTM_NEWROUTE", 1)
	for _, chain := range []struct {
		name  string
		equip func(b *testing.B, s *proxy.Socket)
	}{
		{"none", func(*testing.B, *proxy.Socket) {}},
		{"empty", func(b *testing.B, s *proxy.Socket) { // as when all callbacks are gone again
			for _, remove := range forwarders(b, s, "RTM_NEWLINK") {
				remove()
			}
		}},
		{"other types", func(b *testing.B, s *proxy.Socket) { forwarders(b, s, "RTM_NEWLINK") }},
		{"all types", func(b *testing.B, s *proxy.Socket) { forwarders(b, s) }},
	} {
		b.Run("dump/"+chain.name, func(b *testing.B) {
			s := open(b)
			chain.equip(b, s)
			for b.Loop() {
				for _, err := range s.Dump(b.Context(), get) {
					check(b, err)
				}
			}
		})
		b.Run("insert/"+chain.name, func(b *testing.B) {
			s := open(b)
			chain.equip(b, s)
			for b.Loop() {
				_, err := s.Request(b.Context(), replace)
				check(b, err)
			}
		})
	}
}

// forwarders adds a callback to both chains that forwards messages of some types, or of all.
func forwarders(b *testing.B, s *proxy.Socket, types ...string) (removes []func()) {
	forward := func(*verdicts.Call) verdicts.Verdict { return verdicts.Forward() }
	match := verdicts.Match{Types: types}
	type adder func(context.Context, verdicts.Match, verdicts.Callback) (func(), error)
	for _, on := range []adder{s.OnSend, s.OnRecv} {
		remove, err := on(b.Context(), match, forward)
		check(b, err)
		removes = append(removes, remove)
	}
	return removes
}
