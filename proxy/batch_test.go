package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// TestBatch carries out thousands of requests in few datagrams, each with an error of its own.
func TestBatch(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, c := e.watched(t)
		const n, every = 3000, 7
		requests := hostRoutes("RTM_NEWROUTE", createExcl, 0, n)
		for i := every; i < n; i += every {
			requests[i] = hostRoute("RTM_NEWROUTE", createExcl, address(0)) // there already
		}
		requests[n-1] = rtnl("RTM_DELLINK", 0)
		requests[n-1].Fixed = map[string]any{"ifi_index": 999}
		before := c.sent.Load()
		results, err := s.Batch(t.Context(), requests)
		if err != nil || len(results) != n {
			t.Fatalf("%d results, %v", len(results), err)
		}
		for i, err := range results {
			var want error
			switch {
			case i == n-1:
				want = syscall.ENODEV
			case i > 0 && i%every == 0:
				want = syscall.EEXIST
			}
			if !errors.Is(err, want) {
				t.Errorf("request %d: %v, want %v", i, err, want)
			}
		}
		var refused *proxy.Error
		if !errors.As(results[n-1], &refused) || refused.Request != "RTM_DELLINK" {
			t.Errorf("the last: %v", results[n-1])
		}
		if sent := c.sent.Load() - before; sent != (n+511)/512 {
			t.Errorf("%d datagrams", sent)
		}
		if got := len(destinations(t, s.Dump(t.Context(), ipv4Routes()))); got != n-1-(n-1)/every {
			t.Errorf("%d routes were made", got)
		}
		if results, err := s.Batch(t.Context(), nil); len(results) != 0 || err != nil {
			t.Errorf("an empty batch: %v, %v", results, err)
		}
	})
}

// TestBatchOfOne is told of its only request as others are of theirs, with and without a callback on the way.
func TestBatchOfOne(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		for _, judged := range []bool{false, true} {
			s, name := e.open(t), fmt.Sprint("judged-", judged)
			if judged {
				onSend(t, s, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict { return verdicts.Forward() })
			}
			for _, want := range []error{nil, syscall.EEXIST} {
				results, err := s.Batch(t.Context(), []*codec.Request{addBridge(name)})
				if err != nil || len(results) != 1 || !errors.Is(results[0], want) {
					t.Errorf("%s: %v, %v; want %v", name, results, err, want)
				}
			}
		}
	})
}

// TestBatchSmallBuffer has all of a batch refused where few answers fit into the receive buffer: none is lost. Errors
// that quote the whole request take more room.
func TestBatchSmallBuffer(t *testing.T) {
	const n, buffer = 300, 16 << 10
	large := rtnl("RTM_SETLINK", 0, codec.A{Name: "9999", Value: make([]byte, 1000)})
	large.Fixed = map[string]any{"ifi_index": 999}
	refuse := func(t *testing.T, s *proxy.Socket) {
		results, err := s.Batch(t.Context(), slices.Repeat([]*codec.Request{addBridge("lo"), large}, n/2))
		if err != nil {
			t.Fatal(err)
		}
		for i, err := range results {
			if want := []error{syscall.EEXIST, syscall.ENODEV}[i%2]; !errors.Is(err, want) {
				t.Fatalf("request %d: %v", i, err)
			}
		}
	}
	eachEnd(t, buffer, func(t *testing.T, e *end) { refuse(t, e.open(t)) })
	t.Run("whole", func(t *testing.T) {
		testbed.QuickNetNS(t)
		refuse(t, open(t, proxy.Route, proxy.WholeAcks(), proxy.ReceiveBuffer(buffer/2)))
	})
}

// TestBatchDatagrams cuts a batch where a datagram would get too large, and sends what is larger alone.
func TestBatchDatagrams(t *testing.T) {
	var sizes, counts []int
	var flags []uint16
	s, tr := script(t, func(sent []byte) []arrival {
		sizes, counts = append(sizes, len(sent)), append(counts, 0)
		for m, ok := range host.Messages(sent) {
			h := host.Header(m)
			if !ok || h.Seq == 0 || h.PortID != scriptedPort || h.Flags&codec.FlagRequest == 0 {
				t.Errorf("%+v was sent", h)
			}
			counts[len(counts)-1]++
			flags = append(flags, h.Flags&codec.FlagAck)
		}
		return ackAll(sent)
	})
	message := func(size int) []byte {
		m := make([]byte, size)
		host.PutHeader(m, codec.Header{Len: 5, Type: newLinkType, Flags: codec.FlagAck, Seq: 7, PortID: 8})
		return m
	}
	batch := slices.Repeat([][]byte{message(16<<10 - 3)}, 7) // of no whole number of words
	batch = slices.Insert(batch, 4, message(100<<10))
	results, err := s.BatchRaw(t.Context(), batch)
	if err != nil || len(results) != len(batch) || errors.Join(results...) != nil {
		t.Errorf("%v, %v", results, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	<-tr.Closed
	if !slices.Equal(counts, []int{3, 1, 1, 3}) {
		t.Errorf("datagrams of %d messages, %d octets", counts, sizes)
	}
	const ack = codec.FlagAck
	if !slices.Equal(flags, []uint16{0, 0, ack, ack, ack, 0, 0, ack}) {
		t.Errorf("acknowledgements wanted: %v", flags)
	}
}

// TestBatchCancelled says which requests of a batch are done when the caller gives up.
func TestBatchCancelled(t *testing.T) {
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	datagrams := 0
	s, _ := script(t, func(sent []byte) []arrival {
		if datagrams++; datagrams == 2 {
			cancel(enough)
			return nil
		}
		return ackAll(sent)
	})
	results, err := s.Batch(ctx, hostRoutes("RTM_NEWROUTE", 0, 0, 1500))
	if !errors.Is(err, enough) || len(results) != 1500 {
		t.Fatalf("%d results, %v", len(results), err)
	}
	for i, err := range results {
		if i < 512 && err != nil || i >= 512 && !errors.Is(err, enough) {
			t.Fatalf("request %d: %v", i, err)
		}
	}
}

// TestBatchOfDumps refuses what cannot be batched, and sends nothing of it.
func TestBatchOfDumps(t *testing.T) {
	s, tr := script(t, ackAll)
	dump := rtnl("RTM_GETLINK", codec.FlagDump)
	if _, err := s.Batch(t.Context(), []*codec.Request{addBridge("br0"), dump}); !contains(err,
		"request 1 of the batch") {
		t.Error(err)
	}
	if len(tr.Sent) > 0 {
		t.Errorf("%x was sent", <-tr.Sent)
	}
	// the same bits mean that what is there is to be replaced, and that it must not be there
	if _, err := s.Batch(t.Context(), []*codec.Request{rtnl("RTM_NEWLINK", 0x300, named("br0"))}); err != nil {
		t.Error(err)
	}
}

// TestBatchOfJudged has callbacks refuse and answer requests of a batch, its last one among them: the kernel's errors
// for the others are told all the same.
func TestBatchOfJudged(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		for _, last := range []string{"refused", "answered", "lo", "split"} {
			s := e.open(t)
			onSend(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
				switch nameOf(c.Message) {
				case "refused":
					return verdicts.Error(syscall.EPERM, "not here")
				case "answered":
					return verdicts.Return()
				case "split":
					first, second := addBridge("split1"), addBridge("split2")
					first.Flags |= codec.FlagRequest
					second.Flags |= codec.FlagRequest | codec.FlagAck
					return verdicts.Instead(octets(t, s, first), octets(t, s, second))
				}
				return verdicts.Forward()
			})
			var requests []*codec.Request
			for _, name := range []string{"lo", "refused", "answered", last + "0", "lo", last} {
				requests = append(requests, addBridge(name))
			}
			results, err := s.Batch(t.Context(), requests)
			if err != nil {
				t.Fatal(err)
			}
			want := []error{syscall.EEXIST, syscall.EPERM, nil, nil, syscall.EEXIST, nil}
			switch last {
			case "refused":
				want[5] = syscall.EPERM
			case "lo":
				want[5] = syscall.EEXIST
			}
			for i := range want {
				if !errors.Is(results[i], want[i]) {
					t.Errorf("the last is %s: request %d: %v, want %v", last, i, results[i], want[i])
				}
			}
		}
	})
}
