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

func (l *lingering) Send(ctx context.Context, _ []byte) error {
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

// TestBatchStops carries out nothing behind a request that is refused, or sends no more behind its datagram.
func TestBatchStops(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		stop := proxy.StopOnError()
		for what, c := range map[string]struct {
			opts  []proxy.BatchOption
			want  string
			links string
		}{
			"exact":          {[]proxy.BatchOption{stop}, ". EEXIST n n n n", "lo a"},
			"by datagram":    {[]proxy.BatchOption{stop, proxy.DatagramMessages(3)}, ". EEXIST . n n n", "lo a b"},
			"by octets":      {[]proxy.BatchOption{proxy.DatagramOctets(150), stop}, ". EEXIST n n n n", "lo a"},
			"all in one":     {[]proxy.BatchOption{stop, proxy.OneDatagram()}, ". EEXIST . EEXIST . .", "lo a b c d"},
			"without a wish": {nil, ". EEXIST . EEXIST . .", "lo a b c d"},
		} {
			var requests []*codec.Request
			for _, name := range []string{"a", "lo", "b", "a", "c", "d"} {
				requests = append(requests, addBridge(name))
			}
			results, err := s.Batch(t.Context(), requests, c.opts...)
			if got := outcomes(results); got != c.want {
				t.Errorf("%s: %s, want %s", what, got, c.want)
			}
			if stopped := strings.Contains(c.want, "n") || len(c.opts) > 1; stopped != errors.Is(err, syscall.EEXIST) {
				t.Errorf("%s: %v", what, err)
			}
			if err := results[5]; err != nil &&
				(errors.Is(err, syscall.EEXIST) || !contains(err, "the batch ended: RTM_NEWLINK: ")) {
				t.Errorf("%s: %v", what, err)
			}
			if got := strings.Join(linkNames(t, s), " "); got != c.links {
				t.Errorf("%s: links %q", what, got)
			}
			for _, name := range strings.Fields(c.links)[1:] {
				must(t, s, rtnl("RTM_DELLINK", 0, named(name)))
			}
		}
	})
}

// TestBatchStopsAtFirst tells of the first of several requests of a datagram that are refused.
func TestBatchStopsAtFirst(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		requests := []*codec.Request{getLink(1), addBridge("lo"), getLink(999), getLink(1)}
		results, err := e.open(t).Batch(t.Context(), requests, proxy.StopOnError(), proxy.DatagramMessages(3))
		if got := outcomes(results); got != ". EEXIST ENODEV n" || !errors.Is(err, syscall.EEXIST) {
			t.Errorf("%s: %v", got, err)
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
		s, _ := scriptOn(t, tr, func(sent []byte) []arrival {
			n := 0
			for range host.Messages(sent) {
				n++
			}
			counts = append(counts, n)
			return ackAll(sent)
		}, proxy.WithTransport(roomy{tr, c.room}))
		results, err := s.Batch(t.Context(), slices.Repeat([]*codec.Request{getLink(1)}, 8))
		if err := errors.Join(append(results, err)...); err != nil || !slices.Equal(counts, c.want) {
			t.Errorf("%d octets: %v, %v; want %v", c.room, counts, err, c.want)
		}
	}
}

// TestBatchSizes cuts batches as the caller wants them.
func TestBatchSizes(t *testing.T) {
	type list = []proxy.BatchOption
	for what, c := range map[string]struct {
		opts list
		want []int
		err  string
	}{
		"messages":       {list{proxy.DatagramMessages(3)}, []int{3, 3, 2}, ""},
		"octets":         {list{proxy.DatagramOctets(2*32 + 31)}, []int{2, 2, 2, 2}, ""},
		"exactly":        {list{proxy.DatagramOctets(3 * 32)}, []int{3, 3, 2}, ""},
		"both":           {list{proxy.DatagramOctets(3 * 32), proxy.DatagramMessages(2)}, []int{2, 2, 2, 2}, ""},
		"one by one":     {list{proxy.DatagramMessages(1)}, []int{1, 1, 1, 1, 1, 1, 1, 1}, ""},
		"all":            {list{proxy.OneDatagram(), proxy.DatagramMessages(1)}, []int{8}, ""},
		"no messages":    {list{proxy.DatagramMessages(0)}, nil, "a datagram cannot have 0 messages"},
		"octets below 0": {list{proxy.DatagramOctets(-1)}, nil, "a datagram cannot have -1 octets"},
	} {
		t.Run(what, func(t *testing.T) {
			var counts []int
			s, _ := script(t, func(sent []byte) []arrival {
				n := 0
				for range host.Messages(sent) {
					n++
				}
				counts = append(counts, n)
				return ackAll(sent)
			})
			results, err := s.Batch(t.Context(), slices.Repeat([]*codec.Request{getLink(1)}, 8), c.opts...)
			if c.err != "" {
				if !contains(err, "request 0 of the batch: "+c.err) || len(counts) != 0 {
					t.Errorf("%v, %v datagrams", err, counts)
				}
				return
			}
			if err := errors.Join(append(results, err)...); err != nil || !slices.Equal(counts, c.want) {
				t.Errorf("%v, %v; want %v", counts, err, c.want)
			}
		})
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
	<-tr.closed
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

// TestBatchRefuses says what no batch, or no datagram of one, can have in it.
func TestBatchRefuses(t *testing.T) {
	message := func(typ uint16) []byte {
		b := make([]byte, codec.HeaderLen+4)
		host.PutHeader(b, codec.Header{Len: uint32(len(b)), Type: typ})
		return b
	}
	const begin, end, get = 0x10, 0x11, 0xa01
	whole := proxy.OneDatagram()
	for want, c := range map[string]struct {
		protocol int
		types    []uint16
		opts     []proxy.BatchOption
		sent     int // datagrams
	}{
		"request 0 of the batch: NETLINK_KOBJECT_UEVENT has no requests: use Send": {proxy.KobjectUevent,
			[]uint16{get}, nil, 0},
		"request 1 of the batch: NFNL_MSG_BATCH_BEGIN inside a transaction": {proxy.Netfilter,
			[]uint16{begin, begin, end}, nil, 0},
		"request 2 of the batch: it needs another datagram": {proxy.Netfilter,
			[]uint16{begin, end, begin, end}, []proxy.BatchOption{whole}, 2}, // one asks whether the other is done
		"request 1 of the batch: it needs another datagram": {proxy.Netfilter,
			[]uint16{get, begin, end}, []proxy.BatchOption{whole}, 0},
	} {
		sent := 0
		tr := newScripted()
		s := open(t, c.protocol, proxy.WithTransport(tr))
		go func() {
			for {
				select {
				case datagram := <-tr.sent:
					sent++
					for _, a := range ackAll(datagram) {
						tr.arrive <- a
					}
				case <-tr.closed:
					return
				}
			}
		}()
		var batch [][]byte
		for _, typ := range c.types {
			batch = append(batch, message(typ))
		}
		if _, err := s.BatchRaw(t.Context(), batch, c.opts...); !contains(err, want) || sent != c.sent {
			t.Errorf("%v, %d datagrams were sent; want %q", err, sent, want)
		}
	}
}

// TestBatchTooLarge says which buffer is too small for a datagram.
func TestBatchTooLarge(t *testing.T) {
	s, tr := script(t, nil)
	tr.refuse = syscall.EMSGSIZE
	requests := slices.Repeat([]*codec.Request{getLink(1)}, 3)
	results, err := s.Batch(t.Context(), requests, proxy.OneDatagram())
	if !errors.Is(err, syscall.EMSGSIZE) || !contains(err, "3 requests in one datagram take a SendBuffer of 96 octets") {
		t.Error(err)
	}
	if got := outcomes(results); got != "n n n" {
		t.Errorf("%s, want none sent", got)
	}
}
