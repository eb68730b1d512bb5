package faults_test

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

var _ transport.Transport = (*faults.Transport)(nil)

// open opens a socket in a namespace of its own, whose datagrams pass a plan.
func open(t *testing.T, plan faults.Plan, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	testbed.QuickNetNS(t)
	if plan != nil {
		below, err := kernel.Open(proxy.Route, transport.Options{})
		if err != nil {
			t.Fatal(err)
		}
		opts = append(opts, proxy.WithTransport(faults.Wrap(below, plan)))
	}
	return linktest.OpenWith(t, opts...).Socket
}

func getLink(flags uint16) *codec.Request {
	r := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Flags: flags}
	if flags == 0 {
		r.Fixed = map[string]any{"ifi_index": 1}
	}
	return r
}

// dumpLinks dumps the links, and returns how many there are.
func dumpLinks(t *testing.T, s *proxy.Socket) (links int, err error) {
	for m, e := range s.Dump(t.Context(), getLink(0x300)) {
		if e != nil {
			return links, e
		}
		if m.Name() == "RTM_NEWLINK" {
			links++
		}
	}
	return links, nil
}

func onRecv(t *testing.T, s *proxy.Socket, f verdicts.Callback) {
	t.Helper()
	if _, err := s.OnRecv(t.Context(), verdicts.Match{}, f); err != nil {
		t.Fatal(err)
	}
}

// TestInterruptedDump asks for interrupted dumps again, and says so when that does not help.
func TestInterruptedDump(t *testing.T) {
	s := open(t, nil)
	onRecv(t, s, faults.Often{AtMost: 2}.Callback(faults.InterruptedDump()))
	if n, err := dumpLinks(t, s); n != 1 || err != nil {
		t.Errorf("%d links, %v", n, err)
	}
	onRecv(t, s, faults.InterruptedDump().Always())
	if n, err := dumpLinks(t, s); n != 1 || !errors.Is(err, proxy.ErrDumpInterrupted) {
		t.Errorf("%d links, %v", n, err)
	}
}

// TestBusy asks for dumps again that were refused as busy, and gives up in the end.
func TestBusy(t *testing.T) {
	s := open(t, nil, proxy.DumpRetries(2))
	if _, err := s.OnSend(t.Context(), verdicts.Match{}, faults.Often{AtMost: 5}.Callback(faults.BusyDump())); err != nil {
		t.Fatal(err)
	}
	if n, err := dumpLinks(t, s); n != 0 || !errors.Is(err, syscall.EBUSY) {
		t.Errorf("%d links, %v; three were refused", n, err)
	}
	if n, err := dumpLinks(t, s); n != 1 || err != nil {
		t.Errorf("%d links, %v; two were refused", n, err)
	}
}

// TestLostAck waits for an acknowledgement that does not come, as long as the caller wants, and can go on after that.
func TestLostAck(t *testing.T) {
	s := open(t, nil)
	onRecv(t, s, faults.Often{Nth: 1}.Callback(faults.LostAck()))
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := s.Request(ctx, getLink(0)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the answer is %v", err)
	}
	if replies, err := s.Request(t.Context(), getLink(0)); err != nil || len(replies) != 1 {
		t.Errorf("%d replies, %v", len(replies), err)
	}
}

// TestTruncated says that an answer was cut, wherever it was: nothing hangs, and nothing is left out in silence.
func TestTruncated(t *testing.T) {
	for _, c := range []struct {
		what        string
		nth, octets int
	}{
		{"reply", 1, 16}, {"reply", 1, 20}, {"reply", 1, 100}, {"acknowledgement", 2, 16}, {"acknowledgement", 2, 35},
	} {
		t.Run(fmt.Sprintf("%s cut to %d", c.what, c.octets), func(t *testing.T) {
			s := open(t, faults.Often{Nth: uint64(c.nth)}.Plan(faults.TruncateDatagram(c.octets)))
			if _, err := s.Request(t.Context(), getLink(0)); !errors.Is(err, proxy.ErrTruncated) {
				t.Errorf("the answer is %v", err)
			}
			if replies, err := s.Request(t.Context(), getLink(0)); err != nil || len(replies) != 1 {
				t.Errorf("the next answer is %d messages, %v", len(replies), err)
			}
		})
	}
	s := open(t, faults.Often{Nth: 1}.Plan(faults.TruncateDatagram(100)))
	if _, err := dumpLinks(t, s); !errors.Is(err, proxy.ErrTruncated) {
		t.Errorf("the dump ends with %v", err)
	}
	if n, err := dumpLinks(t, s); n != 1 || err != nil {
		t.Errorf("%d links, %v, after the truncated dump", n, err)
	}
}

// TestHarmless lets datagrams come twice and late.
func TestHarmless(t *testing.T) {
	for _, f := range []faults.Fault{faults.DuplicateDatagram(), faults.DelayDatagram(time.Millisecond)} {
		t.Run(f.String(), func(t *testing.T) {
			s := open(t, faults.Often{Every: 2}.Plan(f))
			for range 5 {
				if replies, err := s.Request(t.Context(), getLink(0)); err != nil || len(replies) != 1 {
					t.Errorf("%d replies, %v", len(replies), err)
				}
				if n, err := dumpLinks(t, s); n != 1 || err != nil {
					t.Errorf("%d links, %v", n, err)
				}
			}
		})
	}
}

// TestReordered lets the answers to requests of several goroutines come in another order.
func TestReordered(t *testing.T) {
	s := open(t, faults.Often{Every: 2}.Plan(faults.Reorder()))
	done := make(chan error)
	const callers, each = 4, 8
	for range callers {
		go func() {
			for range each {
				_, err := s.Request(t.Context(), setLink(codec.A{Name: "IFLA_TXQLEN", Value: 5}))
				nobody := setLink()
				nobody.Fixed["ifi_index"] = 999
				if _, refused := s.Request(t.Context(), nobody); !errors.Is(refused, syscall.ENODEV) {
					err = errors.Join(err, fmt.Errorf("a change of a link that is not there: %w", refused))
				}
				done <- err
			}
		}()
	}
	for range callers * each {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func setLink(attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_SETLINK",
		Fixed: map[string]any{"ifi_index": 1}, Attrs: attrs}
}

// TestOverflow reads again what was lost when the receive buffer overflowed, does not do again what changes things, and
// tells subscribers.
func TestOverflow(t *testing.T) {
	s := open(t, faults.Often{Nth: 1}.Plan(faults.Overflow()))
	if replies, err := s.Request(t.Context(), getLink(0)); err != nil || len(replies) != 1 {
		t.Errorf("reading: %d replies, %v", len(replies), err)
	}
	s = open(t, faults.Often{Nth: 1}.Plan(faults.Overflow()))
	if _, err := s.Request(t.Context(), setLink(codec.A{Name: "IFLA_TXQLEN", Value: 5})); !errors.Is(err,
		proxy.ErrReplyLost) {
		t.Errorf("changing: %v", err)
	}
	s = open(t, faults.Often{Nth: 1}.Plan(faults.Overflow()))
	sub, err := s.Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Close()
	if n, err := dumpLinks(t, s); n != 1 || err != nil {
		t.Errorf("dumping: %d links, %v", n, err)
	}
	if e, err := sub.Next(t.Context()); err != nil || e.Overrun == nil || e.Overrun.Dropped == 0 {
		t.Errorf("the subscriber got %+v, %v", e, err)
	}
}

// TestDuplicateRequest sends a request twice, and takes the first answer.
func TestDuplicateRequest(t *testing.T) {
	s := open(t, nil)
	if _, err := s.OnSend(t.Context(), verdicts.Match{}, faults.Duplicate().Always()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if replies, err := s.Request(t.Context(), getLink(0)); err != nil || len(replies) != 1 ||
			host.Header(replies[0].Bytes()).Seq == 0 {
			t.Errorf("%d replies, %v", len(replies), err)
		}
	}
}
