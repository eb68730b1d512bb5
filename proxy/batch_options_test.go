package proxy_test

import (
	"errors"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
)

// TestBatchStops carries out nothing after a request that is refused, or sends no more after its datagram.
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
				case datagram := <-tr.Sent:
					sent++
					for _, a := range ackAll(datagram) {
						tr.Arrive <- a
					}
				case <-tr.Closed:
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
	tr.Refuse = syscall.EMSGSIZE
	requests := slices.Repeat([]*codec.Request{getLink(1)}, 3)
	results, err := s.Batch(t.Context(), requests, proxy.OneDatagram())
	if !errors.Is(err, syscall.EMSGSIZE) || !contains(err, "3 requests in one datagram take a SendBuffer of 96 octets") {
		t.Error(err)
	}
	if got := outcomes(results); got != "n n n" {
		t.Errorf("%s, want none sent", got)
	}
}
