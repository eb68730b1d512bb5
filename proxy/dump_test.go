package proxy_test

import (
	"context"
	"errors"
	"iter"
	"net/netip"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// dumps are the ways to dump.
var dumps = map[string]func(
	*proxy.Socket, context.Context, *codec.Request, ...proxy.RequestOption,
) iter.Seq2[*codec.Message, error]{
	"Dump": (*proxy.Socket).Dump, "Stream": (*proxy.Socket).Stream,
}

// manyRoutes is more than three datagrams of a dump hold.
const manyRoutes = 2000

// ipv4Routes asks for the routes of the main table.
func ipv4Routes() *codec.Request {
	r := rtnl("RTM_GETROUTE", 0)
	r.Fixed = map[string]any{"rtm_family": 2, "rtm_table": 254}
	return r
}

// destinations reads a dump of routes to its end: the addresses that hostRoutes makes routes to.
func destinations(t testing.TB, dump iter.Seq2[*codec.Message, error]) (all []netip.Addr) {
	t.Helper()
	for m, err := range dump {
		if err != nil {
			t.Fatal(err)
		}
		if m.Name() != "RTM_NEWROUTE" {
			t.Errorf("a dump of routes has a %s", m.Name())
		}
		if dst, ok := m.Attr("RTA_DST"); ok && dst.Addr().As4()[0] == 10 {
			all = append(all, dst.Addr())
		}
	}
	return all
}

// TestDump gets each object of a long dump once, whichever way it is asked for.
func TestDump(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		addRoutesTo(t, s, 0, manyRoutes)
		var want []netip.Addr
		for i := range manyRoutes {
			want = append(want, address(i))
		}
		for what, dump := range dumps {
			got := destinations(t, dump(s, t.Context(), ipv4Routes()))
			slices.SortFunc(got, netip.Addr.Compare)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %d routes of %d, or others", what, len(got), len(want))
			}
		}
		r := ipv4Routes()
		r.Flags = codec.FlagDump
		replies, err := s.Request(t.Context(), r)
		if err != nil || len(replies) < manyRoutes || replies[0].Name() != "RTM_NEWROUTE" {
			t.Errorf("as a request: %d messages, %v", len(replies), err)
		}
		var kept []*codec.Message
		for m := range s.Dump(t.Context(), ipv4Routes()) {
			kept = append(kept, m.Clone())
		}
		if !slices.EqualFunc(kept, replies, func(a, b *codec.Message) bool { // except for the sequence number
			return slices.Equal(a.Bytes()[codec.HeaderLen:], b.Bytes()[codec.HeaderLen:])
		}) {
			t.Error("messages of a dump that were cloned are not those of the reply")
		}
	})
}

// TestDumpRefused tells why a dump failed: refused as a whole, or by its end, after the objects that came.
func TestDumpRefused(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		missing := ipv4Routes()
		missing.Fixed["rtm_table"] = 77
		for what, dump := range dumps {
			var err error
			for _, err = range dump(s, t.Context(), missing) {
			}
			var refused *proxy.Error
			if !errors.As(err, &refused) || refused.Errno != syscall.ENOENT || refused.Request != "RTM_GETROUTE" ||
				refused.Message == "" {
				t.Errorf("%s of a table that is not there: %v", what, err)
			}
		}
	})
	failure := transport.Failure{Errno: syscall.ENOMEM, Message: "no room"}
	s, _ := script(t, func(sent []byte) []arrival {
		seq := seqOf(sent)
		return []arrival{came(partOf("a", seq), partOf("b", seq)), came(doneOf(seq, failure))}
	})
	for what, dump := range dumps {
		n, last := 0, error(nil)
		for m, err := range dump(s, t.Context(), rtnl("RTM_GETLINK", 0)) {
			if last = err; m != nil {
				n++
			}
		}
		if n != 2 || !errors.Is(last, syscall.ENOMEM) || !contains(last, "no room") {
			t.Errorf("%s: %d links, %v; want 2 and ENOMEM", what, n, last)
		}
	}
	for what, flags := range map[string]uint16{"a dump": codec.FlagDump, "an answer in parts": 0} {
		links, err := s.Request(t.Context(), rtnl("RTM_GETLINK", flags))
		if len(links) != 2 || nameOf(links[1]) != "b" || !errors.Is(err, syscall.ENOMEM) {
			t.Errorf("Request of %s: %d links, %v; want 2 and ENOMEM", what, len(links), err)
		}
	}
}

// TestStreamInParts gives out a dump as it comes, where Dump reads it whole first.
func TestStreamInParts(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		const ahead = 4 // datagrams that a stream reads before they are asked for
		s, c := e.watched(t)
		addRoutesTo(t, s, 0, 3*manyRoutes)
		for what, dump := range dumps {
			before, first := c.received.Load(), int32(0)
			for range dump(s, t.Context(), ipv4Routes()) {
				if first == 0 {
					first = c.received.Load() - before
				}
			}
			all := c.received.Load() - before
			if all < 10 || (what == "Stream") != (first <= 1+ahead) || (what == "Dump") != (first == all) {
				t.Errorf("%s: the first message came with datagram %d of %d", what, first, all)
			}
		}
	})
}

// TestStreamLeft leaves a dump in its middle: whatever comes next is not disturbed by what is left of it.
func TestStreamLeft(t *testing.T) {
	leave := func(t *testing.T, s *proxy.Socket) {
		t.Helper()
		for _, err := range s.Stream(t.Context(), ipv4Routes()) {
			if err != nil {
				t.Error(err)
			}
			break
		}
	}
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t, proxy.DumpRetries(0)) // none is refused because of what is left of another
		addRoutesTo(t, s, 0, manyRoutes)
		whole := func() {
			t.Helper()
			if n := len(destinations(t, s.Dump(t.Context(), ipv4Routes()))); n != manyRoutes {
				t.Errorf("%d routes, want %d", n, manyRoutes)
			}
		}
		leave(t, s)
		whole()
		leave(t, s)
		leave(t, s)
		replies, err := s.Request(t.Context(), getLink(1))
		if err != nil || len(replies) != 1 || nameOf(replies[0]) != "lo" {
			t.Errorf("a request: %d replies, %v", len(replies), err)
		}
		leave(t, s)
		results, err := s.Batch(t.Context(), hostRoutes("RTM_NEWROUTE", createExcl, 0, 3))
		if err != nil || !errors.Is(results[2], syscall.EEXIST) {
			t.Errorf("a batch: %v, %v", results, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		for _, err := range s.Stream(ctx, ipv4Routes()) {
			if cancel(); err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled: %v", err)
			}
		}
		whole()
	})
}

// TestNestedDumps asks for this and that inside the loop of a dump, which then goes on with all there was.
func TestNestedDumps(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t, proxy.DumpRetries(0)) // none is refused because of what is left of another
		addRoutesTo(t, s, 0, manyRoutes)
		for what, dump := range dumps {
			n := 0
			var got []netip.Addr
			for m, err := range dump(s, t.Context(), ipv4Routes()) {
				if err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				if dst, ok := m.Attr("RTA_DST"); ok && dst.Addr().As4()[0] == 10 {
					got = append(got, dst.Addr())
				}
				if n++; n > 3 {
					continue
				}
				if inner := destinations(t, s.Dump(t.Context(), ipv4Routes())); len(inner) != manyRoutes {
					t.Errorf("%s: %d routes inside, want %d", what, len(inner), manyRoutes)
				}
				if inner := destinations(t, s.Stream(t.Context(), ipv4Routes())); len(inner) != manyRoutes {
					t.Errorf("%s: %d streamed routes inside, want %d", what, len(inner), manyRoutes)
				}
				must(t, s, getLink(1))
			}
			slices.SortFunc(got, netip.Addr.Compare)
			if len(got) != manyRoutes || len(slices.Compact(got)) != manyRoutes {
				t.Errorf("%s: %d routes, want %d", what, len(got), manyRoutes)
			}
		}
	})
}

// asked counts how often an answer was asked for, and how long that took on the clock of a bubble.
func asked(
	t *testing.T, answer func(sent []byte) []arrival, opts []proxy.Option, f func(context.Context, *proxy.Socket) error,
) (n int, took time.Duration, err error) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := script(t, func(sent []byte) []arrival { n++; return answer(sent) }, opts...)
		start := time.Now()
		err = f(t.Context(), s)
		took = time.Since(start)
		if e := s.Close(); e != nil {
			t.Error(e)
		}
		synctest.Wait()
	})
	return n, took, err
}

// TestAgain asks again for what could not be told because something was in the way, a little later each time, and not
// forever. What changes something is never sent twice.
func TestAgain(t *testing.T) {
	const retries = 3
	const pauses = (1 + 2 + 4) * time.Millisecond
	change := func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.Request(ctx, addBridge("br0"))
		return err
	}
	crowded := []syscall.Errno{syscall.ENOBUFS, syscall.EAGAIN}
	passing := append([]syscall.Errno{syscall.EBUSY, syscall.EINTR}, crowded...)
	for what, c := range map[string]struct {
		f     func(context.Context, *proxy.Socket) error
		again []syscall.Errno
	}{
		"Dump": {waits["Dump"], passing}, "Stream": {waits["Stream"], passing},
		"Request": {waits["Request"], crowded}, "change": {change, nil},
	} {
		for _, errno := range append(passing, syscall.EPERM) {
			t.Run(what+" "+codec.ErrnoName(int(errno)), func(t *testing.T) {
				refuse := func(sent []byte) []arrival { return []arrival{came(ackOf(sent, scriptedPort, errno))} }
				n, took, err := asked(t, refuse, []proxy.Option{proxy.DumpRetries(retries)}, c.f)
				want, wait := 1, time.Duration(0)
				if slices.Contains(c.again, errno) {
					want, wait = 1+retries, pauses
				}
				if n != want || took != wait || !errors.Is(err, errno) {
					t.Errorf("asked %d times in %v: %v; want %d in %v", n, took, err, want, wait)
				}
			})
		}
	}
}

// TestStreamInterrupted asks again only as long as nothing of the dump came out.
func TestStreamInterrupted(t *testing.T) {
	const interrupted = codec.FlagDumpIntr
	for what, c := range map[string]struct {
		parts int
		times int
		want  error
	}{
		"empty, interrupted twice": {0, 2, nil}, "empty, interrupted always": {0, 4, proxy.ErrDumpInterrupted},
		"interrupted after a link": {1, 1, proxy.ErrDumpInterrupted},
	} {
		left, links := c.times, 0
		n, _, err := asked(t, func(sent []byte) (answer []arrival) {
			for range c.parts {
				answer = append(answer, came(partOf("a", seqOf(sent))))
			}
			done := doneOf(seqOf(sent), transport.Failure{})
			if left--; left >= 0 {
				done = flagged(done, interrupted)
			}
			return append(answer, came(done))
		}, []proxy.Option{proxy.DumpRetries(3)}, func(ctx context.Context, s *proxy.Socket) (err error) {
			var m *codec.Message
			for m, err = range s.Stream(ctx, rtnl("RTM_GETLINK", 0)) {
				if m != nil {
					links++
				}
			}
			return err
		})
		if want := min(c.times, 3) + 1; c.parts == 0 && n != want || c.parts > 0 && n != 1 {
			t.Errorf("%s: asked %d times", what, n)
		}
		if !errors.Is(err, c.want) || links != c.parts {
			t.Errorf("%s: %d links, %v", what, links, err)
		}
	}
}
