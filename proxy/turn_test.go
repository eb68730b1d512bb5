package proxy_test

import (
	"context"
	"errors"
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// shortened are the ways to end a dump before the kernel does. Each ends that of the main table.
var shortened = map[string]func(t *testing.T, s *proxy.Socket){
	"refused by a callback": func(t *testing.T, s *proxy.Socket) {
		defer onRecv(t, s, newRoute, func(*verdicts.Call) verdicts.Verdict {
			return verdicts.Error(syscall.EPERM, "seen enough")
		})()
		for what, dump := range dumps {
			if err := lastError(dump(s, t.Context(), ipv4Routes())); !errors.Is(err, syscall.EPERM) {
				t.Errorf("%s: %v", what, err)
			}
		}
	},
	"ended by a callback": func(t *testing.T, s *proxy.Socket) {
		defer onRecv(t, s, newRoute, func(c *verdicts.Call) verdicts.Verdict {
			seq := c.Message.Header().Seq
			return verdicts.Instead(transport.AppendDone(nil, seq, s.PortID(), transport.Failure{}, transport.AckStyle{}))
		})()
		for what, dump := range dumps {
			for m, err := range dump(s, t.Context(), ipv4Routes()) {
				t.Errorf("%s: %v, %v", what, m, err)
			}
		}
	},
	"left": func(t *testing.T, s *proxy.Socket) {
		for _, err := range s.Stream(t.Context(), ipv4Routes()) {
			if err != nil {
				t.Error(err)
			}
			break
		}
	},
	"cancelled": func(t *testing.T, s *proxy.Socket) {
		for _, dump := range dumps {
			ctx, cancel := context.WithCancel(t.Context())
			remove := onRecv(t, s, newRoute, func(*verdicts.Call) verdicts.Verdict {
				cancel()
				return verdicts.Forward()
			})
			err := lastError(dump(s, ctx, ipv4Routes()))
			if err != nil && !errors.Is(err, context.Canceled) { // nil: all came first
				t.Error(err)
			}
			remove()
		}
	},
	"sent, and not received": func(t *testing.T, s *proxy.Socket) {
		send(t, s, dumpOfRoutes())
		send(t, s, dumpOfRoutes())
	},
	"sent with others": func(t *testing.T, s *proxy.Socket) {
		var datagram []byte
		for range 3 { // the kernel refuses the second and the third
			r := dumpOfRoutes()
			r.Seq, r.Flags = s.Sequence(), r.Flags|codec.FlagRequest
			datagram = append(datagram, octets(t, s, r)...)
		}
		if err := s.Send(t.Context(), datagram); err != nil {
			t.Error(err)
		}
	},
	"sent with one bit of NLM_F_DUMP": func(t *testing.T, s *proxy.Socket) {
		r := dumpOfRoutes()
		r.Flags = 0x100
		send(t, s, r)
	},
}

var newRoute = verdicts.Match{Types: []string{"newroute"}}

func dumpOfRoutes() *codec.Request {
	r := ipv4Routes()
	r.Flags = codec.FlagDump
	return r
}

func lastError[T any](dump func(yield func(T, error) bool)) (last error) {
	for _, err := range dump {
		last = err
	}
	return last
}

// TestDumpAfterShortened dumps again at once after a dump that ended early on this side: the kernel, which is not done
// with that one, is not asked before it is.
func TestDumpAfterShortened(t *testing.T) {
	for what, shorten := range shortened {
		t.Run(what, func(t *testing.T) {
			eachEnd(t, 0, func(t *testing.T, e *end) {
				admin := e.open(t)
				addRoutesTo(t, admin, 0, manyRoutes)
				afterShortened(t, e.open(t, proxy.DumpRetries(0)), shorten, manyRoutes)
			})
		})
	}
}

// TestDumpAfterShortenedLarge does so with a large table, beside a subscription and without.
func TestDumpAfterShortenedLarge(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	n := rounds(5_000, 100_000)
	admin := open(t, proxy.Route)
	for i := 0; i < n; i += 50_000 {
		addRoutesTo(t, admin, i, min(n-i, 50_000))
	}
	for _, subscribed := range []bool{false, true} {
		for what, shorten := range shortened {
			s := open(t, proxy.Route, proxy.DumpRetries(0))
			if subscribed {
				subscribe(t, s, "link")
			}
			if afterShortened(t, s, shorten, n); t.Failed() {
				t.Fatalf("a dump was %s, subscribed: %v", what, subscribed)
			}
		}
	}
}

// TestEndedInside gives nothing out that is after an end that a callback made, in the same datagram or in others.
func TestEndedInside(t *testing.T) {
	s, _ := script(t, func(sent []byte) []arrival {
		seq := seqOf(sent)
		return []arrival{
			came(partOf("a", seq), partOf("b", seq), partOf("c", seq)), came(partOf("d", seq)),
			came(doneOf(seq, transport.Failure{})),
		}
	})
	onRecv(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
		if nameOf(c.Message) != "b" {
			return verdicts.Forward()
		}
		return verdicts.Instead(doneOf(c.Message.Header().Seq, transport.Failure{}))
	})
	for what, dump := range dumps {
		var names []string
		for m, err := range dump(s, t.Context(), rtnl("RTM_GETLINK", 0)) {
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			names = append(names, nameOf(m))
		}
		if !slices.Equal(names, []string{"a"}) {
			t.Errorf("%s: %q, want what is before the end", what, names)
		}
	}
}

// afterShortened dumps all routes after a dump that was ended early, in each way that there is.
func afterShortened(t *testing.T, s *proxy.Socket, shorten func(*testing.T, *proxy.Socket), n int) {
	for range 2 {
		for what, dump := range dumps {
			shorten(t, s)
			if got := len(destinations(t, dump(s, t.Context(), ipv4Routes()))); got != n {
				t.Errorf("%s: %d routes, want %d", what, got, n)
			}
		}
		shorten(t, s)
		replies, err := s.Request(t.Context(), dumpOfRoutes())
		if err != nil || len(replies) < n {
			t.Errorf("as a request: %d routes, %v; want %d", len(replies), err, n)
		}
		shorten(t, s)
		must(t, s, getLink(1))
	}
}
