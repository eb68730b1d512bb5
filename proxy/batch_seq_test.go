package proxy_test

import (
	"context"
	"errors"
	"iter"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// outcomes is a letter a result: "." for success, "a" for ErrAborted, "n" for ErrNotSent, or the errno.
func outcomes(results []error) string {
	var words []string
	for _, err := range results {
		var errno syscall.Errno
		switch {
		case err == nil:
			words = append(words, ".")
		case errors.Is(err, proxy.ErrAborted):
			words = append(words, "a")
		case errors.Is(err, proxy.ErrNotSent):
			words = append(words, "n")
		case errors.As(err, &errno):
			words = append(words, codec.ErrnoName(int(errno)))
		default:
			words = append(words, err.Error())
		}
	}
	return strings.Join(words, " ")
}

// gather takes the results of a batch.
func gather(t *testing.T, seq iter.Seq2[proxy.Result, error]) (results []error, messages [][]*codec.Message) {
	t.Helper()
	for r, err := range seq {
		if r.Index != len(results) {
			t.Errorf("result %d came after %d others", r.Index, len(results))
		}
		results, messages = append(results, err), append(messages, r.Messages)
	}
	return results, messages
}

// TestBatchSeq gives what each request got and made, beside its error, and takes requests that the caller uses again.
func TestBatchSeq(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		sub := subscribe(t, s, "ipv4_route") // who is told of what is made, too
		plain := hostRoute("RTM_NEWROUTE", createExcl, address(5000))
		echo := hostRoute("RTM_NEWROUTE", createExcl|codec.FlagEcho, address(5001))
		requests := []*codec.Request{
			getLink(1), addBridge("br0"), plain, echo, plain, getLink(999), rtnl("RTM_GETLINK", 0, named("br0")),
		}
		results, messages := gather(t, s.BatchSeq(t.Context(), slices.Values(requests)))
		if got := outcomes(results); got != ". . . . EEXIST ENODEV ." {
			t.Errorf("%s: %v", got, errors.Join(results...))
		}
		var names []string
		for i := range messages {
			name := ""
			for _, m := range messages[i] {
				name += nameOf(m)
				if dst, ok := m.Attr("RTA_DST"); ok {
					name += dst.Addr().String()
				}
			}
			names = append(names, name)
		}
		if !slices.Equal(names, []string{"lo", "", "", address(5001).String(), "", "", "br0"}) {
			t.Errorf("messages about %q", names)
		}
		for _, want := range []netip.Addr{address(5000), address(5001)} {
			e, err := sub.Next(t.Context())
			if err != nil || e.Message == nil {
				t.Fatalf("%+v, %v", e, err)
			}
			if dst, _ := e.Message.Attr("RTA_DST"); dst.Addr() != want {
				t.Errorf("told of %v, want %v", dst.Addr(), want)
			}
		}
		const n = 2000
		one := hostRoute("RTM_NEWROUTE", createExcl, address(0))
		results, _ = gather(t, s.BatchSeq(t.Context(), func(yield func(*codec.Request) bool) {
			for i := range n {
				one.Attrs[0].Value = address(i)
				if !yield(one) {
					return
				}
			}
		}))
		if err := errors.Join(results...); err != nil || len(results) != n {
			t.Errorf("%d results, %v", len(results), err)
		}
		if got := len(destinations(t, s.Dump(t.Context(), ipv4Routes()))); got != n+2 {
			t.Errorf("%d routes were made", got)
		}
	})
}

// TestBatchSeqBounds takes requests when there is room for them only: two datagrams are kept, one of them under way.
func TestBatchSeqBounds(t *testing.T) {
	s, _ := script(t, ackAll)
	message := octets(t, s, getLink(1))
	const n, each = 1000, 10
	taken, told, most := 0, 0, 0
	source := func(yield func([]byte) bool) {
		for taken = 1; taken <= n && yield(message); taken++ {
			most = max(most, taken-told)
		}
	}
	for _, err := range s.BatchRawSeq(t.Context(), source, proxy.DatagramMessages(each)) {
		if told++; err != nil {
			t.Fatal(err)
		}
	}
	if told != n || most > 2*each {
		t.Errorf("%d results; at most %d requests were kept", told, most)
	}
}

// TestBatchSeqMemory takes memory for datagrams, not for requests.
func TestBatchSeqMemory(t *testing.T) {
	s, _ := scriptTo(t, func(sent []byte) []arrival {
		for m := range host.Messages(sent) {
			if host.Header(m).Flags&codec.FlagAck != 0 {
				return []arrival{came(ackOf(m, scriptedPort, 0))}
			}
		}
		return nil
	})
	const n, each = 20_000, 200
	message := octets(t, s, hostRoute("RTM_NEWROUTE", createExcl, address(0)))
	source := func(yield func([]byte) bool) {
		for range n {
			if !yield(message) {
				return
			}
		}
	}
	allocs := testing.AllocsPerRun(1, func() {
		for _, err := range s.BatchRawSeq(t.Context(), source, proxy.DatagramMessages(each)) {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	if limit := float64(n / each * 50); allocs > limit {
		t.Errorf("%v allocations for %d requests in %d datagrams, want %v at most", allocs, n, n/each, limit)
	}
}

// TestBatchLeft takes no more requests when the caller leaves the loop, and waits for nothing but what is under way.
func TestBatchLeft(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, c := e.watched(t)
		before := c.sent.Load()
		taken := 0
		source := func(yield func(*codec.Request) bool) {
			for _, r := range hostRoutes("RTM_NEWROUTE", createExcl, 0, 100) {
				if taken++; !yield(r) {
					return
				}
			}
		}
		for r, err := range s.BatchSeq(t.Context(), source, proxy.DatagramMessages(10)) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Index == 14 {
				break
			}
		}
		sent := int(c.sent.Load() - before)
		if taken > 40 || sent > 4 {
			t.Errorf("%d requests were taken, %d datagrams sent", taken, sent)
		}
		if made := len(destinations(t, s.Dump(t.Context(), ipv4Routes()))); made != 10*sent {
			t.Errorf("%d routes were made by %d datagrams", made, sent)
		}
	})
}

// lingering is a socket whose Send does not end at once when it is to.
type lingering struct {
	*scripted
	ended bool
}

func (l *lingering) Send(ctx context.Context, _ []byte, _ transport.Delivery) error {
	<-ctx.Done()
	time.Sleep(time.Second)
	l.ended = true
	return context.Cause(ctx)
}

// TestBatchPanics leaves nothing under way when what gives the requests panics.
func TestBatchPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := &lingering{scripted: newScripted()}
		s := open(t, proxy.Route, proxy.WithTransport(tr))
		message := octets(t, s, getLink(1))
		source := func(yield func([]byte) bool) {
			for range 3 {
				yield(message)
			}
			synctest.Wait() // until the first datagram is being sent
			panic("on purpose")
		}
		defer func() {
			if r := recover(); r == nil || !tr.ended {
				t.Errorf("%v, and sending has ended: %v", r, tr.ended)
			}
		}()
		for r, err := range s.BatchRawSeq(t.Context(), source, proxy.DatagramMessages(2)) {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

// TestBatchUnencodable reports what came before a request that cannot be encoded, and sends nothing of its datagram.
func TestBatchUnencodable(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		bad := rtnl("RTM_NEWLINK", 0, codec.A{Name: "IFLA_MTUU", Value: 1})
		requests := slices.Insert(hostRoutes("RTM_NEWROUTE", createExcl, 0, 8), 5, bad)
		requests[1] = hostRoute("RTM_NEWROUTE", createExcl, address(0))
		want := ". EEXIST . n n request 5 of the batch: RTM_NEWLINK/IFLA_MTUU: "
		check := func(how string, results []error, err error) {
			t.Helper()
			got := outcomes(results)
			if !strings.HasPrefix(got, want[:16]) || !strings.Contains(got, want[16:]) {
				t.Errorf("%s: %s, want %s", how, got, want)
			}
			if !contains(err, "request 5 of the batch: RTM_NEWLINK/IFLA_MTUU: ") {
				t.Errorf("%s: %v", how, err)
			}
			if got := destinations(t, s.Dump(t.Context(), ipv4Routes())); len(got) != 2 {
				t.Errorf("%s: %v were made", how, got)
			}
			for _, r := range []int{0, 2} {
				must(t, s, hostRoute("RTM_DELROUTE", 0, address(r)))
			}
		}
		results, err := s.Batch(t.Context(), requests, proxy.DatagramMessages(3))
		check("list", results, err)
		if len(results) != len(requests) || outcomes(results[6:]) != "n n n" {
			t.Errorf("behind: %s", outcomes(results[6:]))
		}
		results, _ = gather(t, s.BatchSeq(t.Context(), slices.Values(requests), proxy.DatagramMessages(3)))
		check("sequence", results, results[5])
		if len(results) != 6 {
			t.Errorf("%d results", len(results))
		}
	})
}

// roomy is a socket whose receive buffer has a size.
type roomy struct {
	*scripted
	room int
}

func (r roomy) ReceiveBuffer() (int, error) { return r.room, nil }

// TestBatchRoom cuts a batch where the answers to a datagram, all of them refusals, would not fit into the receive
// buffer any more.
func TestBatchRoom(t *testing.T) {
	const answer = 1280 // which the kernel has for an answer
	for _, c := range []struct {
		room int
		want []int
	}{{3 * answer, []int{3, 3, 2}}, {3*answer - 1, []int{2, 2, 2, 2}}, {1, []int{1, 1, 1, 1, 1, 1, 1, 1}}} {
		var counts []int
		tr := newScripted()
		s, _ := scriptOn(t, tr, roomy{tr, c.room}, func(sent []byte) []arrival {
			n := 0
			for range host.Messages(sent) {
				n++
			}
			counts = append(counts, n)
			return ackAll(sent)
		})
		results, err := s.Batch(t.Context(), slices.Repeat([]*codec.Request{getLink(1)}, 8))
		if err := errors.Join(append(results, err)...); err != nil || !slices.Equal(counts, c.want) {
			t.Errorf("%d octets: %v, %v; want %v", c.room, counts, err, c.want)
		}
	}
}

// TestBatchClosed tells which requests were not sent, and which may have been, when the socket is closed.
func TestBatchClosed(t *testing.T) {
	var s *proxy.Socket
	datagrams := 0
	closes := make(chan struct{})
	s, tr := script(t, func(sent []byte) []arrival {
		if datagrams++; datagrams == 2 {
			close(closes)
			return nil
		}
		return ackAll(sent)
	})
	go func() {
		<-closes
		_ = s.Close()
	}()
	results, err := s.Batch(t.Context(), slices.Repeat([]*codec.Request{getLink(1)}, 6), proxy.DatagramMessages(2))
	<-tr.Closed
	if !errors.Is(err, proxy.ErrClosed) || errors.Is(err, proxy.ErrNotSent) {
		t.Error(err)
	}
	for i, err := range results {
		if sent, ok := i < 4, i < 2; (err == nil) != ok || !ok && (!errors.Is(err, proxy.ErrClosed) ||
			errors.Is(err, proxy.ErrNotSent) == sent) {
			t.Errorf("request %d: %v", i, err)
		}
	}
}
