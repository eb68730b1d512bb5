package faults_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// carrier holds datagrams that wait.
type carrier struct {
	mu      sync.Mutex
	waiting []string
	more    chan struct{} // one was put
	closed  chan struct{}
}

func newCarrier(datagrams ...string) *carrier {
	return &carrier{waiting: datagrams, more: make(chan struct{}, 8), closed: make(chan struct{})}
}

func (c *carrier) put(datagram string) {
	c.mu.Lock()
	c.waiting = append(c.waiting, datagram)
	c.mu.Unlock()
	c.more <- struct{}{}
}

func (c *carrier) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		c.mu.Lock()
		if len(c.waiting) > 0 {
			n := copy(b, c.waiting[0])
			c.waiting = c.waiting[1:]
			c.mu.Unlock()
			return b[:n], transport.From{NSID: -1}, nil
		}
		c.mu.Unlock()
		if !wait {
			return nil, transport.From{}, transport.ErrEmpty
		}
		select {
		case <-c.more:
		case <-c.closed:
			return nil, transport.From{}, os.ErrClosed
		case <-ctx.Done():
			return nil, transport.From{}, context.Cause(ctx)
		}
	}
}

func (c *carrier) Send(context.Context, []byte, transport.Delivery) error { return nil }
func (c *carrier) Join(uint32) error                                      { return nil }
func (c *carrier) Leave(uint32) error                                     { return nil }
func (c *carrier) PortID() uint32                                         { return 1 }
func (c *carrier) Close() error                                           { close(c.closed); return nil }
func (c *carrier) Drops() (uint32, error)                                 { return 100, nil }

// received reads all that waits in a transport, with the words of errors, until it is empty.
func received(t *testing.T, tr *faults.Transport) string {
	t.Helper()
	var words []string
	b := make([]byte, 16)
	for {
		datagram, _, err := tr.Receive(t.Context(), b, false)
		switch {
		case errors.Is(err, transport.ErrEmpty):
			return strings.Join(words, " ")
		case errors.Is(err, syscall.ENOBUFS):
			words = append(words, "ENOBUFS")
		case err != nil:
			t.Fatal(err)
		default:
			words = append(words, string(datagram))
		}
	}
}

// TestDatagrams lets each fault befall the second of four datagrams.
func TestDatagrams(t *testing.T) {
	for _, c := range []struct {
		fault faults.Fault
		want  string
	}{
		{faults.Fault{}, "one two three four"},
		{faults.Lose(), "one three four"},
		{faults.Overflow(), "one ENOBUFS"},
		{faults.Reorder(), "one three two four"},
		{faults.TruncateDatagram(2), "one tw three four"},
		{faults.TruncateDatagram(99), "one two three four"},
		{faults.DuplicateDatagram(), "one two two three four"},
	} {
		tr := faults.Wrap(newCarrier("one", "two", "three", "four"), faults.Often{Nth: 2}.Plan(c.fault))
		if got := received(t, tr); got != c.want {
			t.Errorf("%s: %q, want %q", c.fault, got, c.want)
		}
	}
}

// TestDrops counts what an overflow loses beside what the transport below has lost.
func TestDrops(t *testing.T) {
	tr := faults.Wrap(newCarrier("one", "two", "three"), faults.Often{Nth: 2}.Plan(faults.Overflow()))
	received(t, tr)
	if n, err := tr.Drops(); n != 102 || err != nil {
		t.Errorf("%d dropped, %v", n, err)
	}
}

// TestLate holds datagrams back: for a time, and those behind with it; and, where none follows, one that was to come
// after it.
func TestLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const late = time.Hour
		b := make([]byte, 16)
		tr := faults.Wrap(newCarrier("one", "two"), faults.Often{Nth: 1}.Plan(faults.DelayDatagram(late)))
		if got := received(t, tr); got != "" {
			t.Errorf("received %q at once", got)
		}
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, _, err := tr.Receive(ctx, b, true); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a caller that gave up got %v", err)
		}
		if datagram, _, err := tr.Receive(t.Context(), b, true); string(datagram) != "one" || err != nil ||
			time.Since(start) != late {
			t.Errorf("%q, %v, after %v", datagram, err, time.Since(start))
		}
		if got := received(t, tr); got != "two" {
			t.Errorf("%q is behind", got)
		}

		last := faults.Wrap(newCarrier("only"), faults.Often{}.Plan(faults.Reorder()))
		if datagram, _, err := last.Receive(t.Context(), b, true); string(datagram) != "only" || err != nil {
			t.Errorf("the last datagram: %q, %v", datagram, err)
		}
		c := newCarrier("first")
		next := faults.Wrap(c, faults.Often{Nth: 1}.Plan(faults.Reorder()))
		go func() {
			time.Sleep(time.Millisecond) // of the bubble's clock
			c.put("second")
		}()
		for _, want := range []string{"second", "first"} {
			if datagram, _, err := next.Receive(t.Context(), b, true); string(datagram) != want || err != nil {
				t.Errorf("%q, %v; want %s", datagram, err, want)
			}
		}

		closing := faults.Wrap(newCarrier("one"), faults.Often{}.Plan(faults.DelayDatagram(late)))
		go func() {
			synctest.Wait()
			_ = closing.Close() // of our carrier, which has no errors
		}()
		if _, _, err := closing.Receive(t.Context(), b, true); !errors.Is(err, os.ErrClosed) {
			t.Errorf("closed: %v", err)
		}
	})
}

// TestCheck finds conditions that make no sense.
func TestCheck(t *testing.T) {
	for _, o := range []faults.Often{{Probability: 2}, {Probability: -1}, {Nth: 1, Every: 1}, {Nth: 1, AtMost: 1}} {
		if o.Check() == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	if err := (faults.Often{After: 1, Every: 2, AtMost: 3, Probability: 1}).Check(); err != nil {
		t.Error(err)
	}
}
