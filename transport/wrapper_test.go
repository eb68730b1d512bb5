package transport_test

import (
	"context"
	"errors"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// able can do all that there is beyond the interface.
type able struct {
	bare
	delivery transport.Delivery
}

func (a *able) Send(_ context.Context, _ []byte, d transport.Delivery) error {
	a.delivery = d
	return nil
}

func (a *able) Drops() (uint32, error)                { return 7, nil }
func (a *able) ReceiveBuffer() (int, error)           { return 4096, nil }
func (a *able) Prefetched() bool                      { return true }
func (a *able) KeepsDumps() bool                      { return true }
func (a *able) SyscallConn() (syscall.RawConn, error) { return nil, errAble }

var errAble = errors.New("asked for the descriptor")

// bare can do nothing beyond the interface.
type bare struct{}

func (bare) Send(_ context.Context, _ []byte, d transport.Delivery) error {
	return d.Refuse("the bare transport")
}

func (bare) Receive(context.Context, []byte, bool) ([]byte, transport.From, error) {
	return nil, transport.FromKernel(), transport.ErrEmpty
}

func (bare) Join(uint32) error  { return nil }
func (bare) Leave(uint32) error { return nil }
func (bare) PortID() uint32     { return 1 }
func (bare) Close() error       { return nil }

// counting is a wrapper as somebody else writes one: it knows of no capability.
type counting struct {
	transport.Wrapper
	sent int
}

func (c *counting) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
	c.sent++
	return c.Wrapper.Send(ctx, datagram, d)
}

// lossy is a wrapper around which a transport no longer keeps dumps.
type lossy struct{ transport.Wrapper }

func (lossy) KeepsDumps() bool { return false }

func count(t transport.Transport) *counting {
	return &counting{Wrapper: transport.Wrapper{Transport: t}}
}

// TestWrapperKeepsCapabilities finds what the innermost of three transports can do, and what one in between cannot.
func TestWrapperKeepsCapabilities(t *testing.T) {
	inside := &able{}
	outside := count(count(inside))
	if d, ok := transport.Capability[transport.DropCounter](outside); !ok {
		t.Error("no drops")
	} else if n, err := d.Drops(); n != 7 || err != nil {
		t.Error("drops:", n, err)
	}
	if b, ok := transport.Capability[transport.BufferTeller](outside); !ok {
		t.Error("no receive buffer")
	} else if n, err := b.ReceiveBuffer(); n != 4096 || err != nil {
		t.Error("receive buffer:", n, err)
	}
	if p, ok := transport.Capability[transport.Prefetcher](outside); !ok || !p.Prefetched() {
		t.Error("not prefetched")
	}
	if k, ok := transport.Capability[transport.DumpKeeper](outside); !ok || !k.KeepsDumps() {
		t.Error("keeps no dumps")
	}
	if k, ok := transport.Capability[transport.DumpKeeper](count(lossy{transport.Wrapper{Transport: inside}})); !ok ||
		k.KeepsDumps() {
		t.Error("keeps the dumps that a wrapper loses")
	}
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(outside))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.SyscallConn(); !errors.Is(err, errAble) {
		t.Error("descriptor:", err)
	}
	want := transport.Delivery{To: transport.To{PortID: 5}, Strict: true}
	err = s.Send(t.Context(), make([]byte, 16), proxy.ToPort(5), proxy.StrictCheck(true))
	if err != nil || inside.delivery != want || outside.sent != 1 {
		t.Errorf("sent %d times, as %+v, %v", outside.sent, inside.delivery, err)
	}
}

// TestWrapperOfBare finds no capability where there is none, and is refused what cannot be sent.
func TestWrapperOfBare(t *testing.T) {
	outside := count(bare{})
	if _, ok := transport.Capability[transport.DropCounter](outside); ok {
		t.Error("drops of a transport that does not count them")
	}
	if _, ok := transport.Capability[syscall.Conn](outside); ok {
		t.Error("a descriptor that there is not")
	}
	for _, d := range []transport.Delivery{{Lax: true}, {Strict: true}, {To: transport.To{Groups: 1}}} {
		if err := outside.Send(t.Context(), nil, d); !errors.Is(err, syscall.EOPNOTSUPP) {
			t.Errorf("%+v: %v", d, err)
		}
	}
	if err := outside.Send(t.Context(), nil, transport.Delivery{}); err != nil || outside.sent != 4 {
		t.Error(outside.sent, err)
	}
}
