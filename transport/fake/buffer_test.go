package fake_test

import (
	"errors"
	"net/netip"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

// toKernel is how a datagram is sent as a rule.
var toKernel transport.Delivery

func addLinks(t testing.TB, k *fake.Kernel, n int) {
	t.Helper()
	for range n {
		if _, err := k.AddLink(fake.Link{Name: "d%d", Kind: "dummy"}); err != nil {
			t.Fatal(err)
		}
	}
}

// message makes the octets of a request.
func message(t testing.TB, r *codec.Request, seq uint32) []byte {
	t.Helper()
	s := open(t, fake.New(fake.Options{}).Socket())
	enc := codec.Encoder{Registry: s.Registry(), BigEndian: host.BigEndian}
	r.Seq, r.Flags = seq, r.Flags|codec.FlagRequest|codec.FlagAck
	b, err := enc.Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestInterrupted has dumps interrupted, as often as they are asked for again, and once more.
func TestInterrupted(t *testing.T) {
	k := fake.New(fake.Options{})
	s := open(t, k.Socket(), proxy.DumpRetries(2))
	k.InterruptDumps(2)
	if n, err := count(t, s, "RTM_GETLINK"); n != 1 || err != nil {
		t.Errorf("%d links, %v; want the third try to succeed", n, err)
	}
	k.InterruptDumps(3)
	if n, err := count(t, s, "RTM_GETLINK"); n != 1 || !errors.Is(err, proxy.ErrDumpInterrupted) {
		t.Errorf("%d links, %v; want them and ErrDumpInterrupted", n, err)
	}
}

// TestChangedWhileDumping changes something between two datagrams of a dump.
func TestChangedWhileDumping(t *testing.T) {
	k := fake.New(fake.Options{})
	addLinks(t, k, 400) // more than three datagrams hold
	s := k.Socket()
	if err := s.Send(t.Context(), message(t, rtnl("RTM_GETLINK", codec.FlagDump), 1), toKernel); err != nil {
		t.Fatal(err)
	}
	links, interrupted := 0, false
	for datagrams := 0; ; datagrams++ {
		datagram, _, err := s.Receive(t.Context(), make([]byte, 32<<10), false)
		if errors.Is(err, transport.ErrEmpty) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for m := range host.Messages(datagram) {
			h := host.Header(m)
			interrupted = interrupted || h.Flags&codec.FlagDumpIntr != 0
			if h.Type != codec.TypeDone {
				links++
			}
		}
		if datagrams > 0 {
			continue
		}
		if _, err := k.AddLink(fake.Link{Name: "new", Kind: "dummy"}); err != nil || interrupted {
			t.Fatal(err, interrupted)
		}
	}
	if links != 401 || !interrupted {
		t.Errorf("%d links, interrupted %v; want 401 and true", links, interrupted)
	}
}

// TestOneDump asks for a dump while another one runs.
func TestOneDump(t *testing.T) {
	k := fake.New(fake.Options{})
	addLinks(t, k, 100)
	s := k.Socket()
	dump := func(seq uint32) {
		if err := s.Send(t.Context(), message(t, rtnl("RTM_GETLINK", codec.FlagDump), seq), toKernel); err != nil {
			t.Fatal(err)
		}
	}
	dump(1)
	dump(2)
	links, done, busy := 0, 0, 0
	for {
		datagram, _, err := s.Receive(t.Context(), make([]byte, 32<<10), false)
		if errors.Is(err, transport.ErrEmpty) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for m, ok := range host.Messages(datagram) {
			if !ok {
				t.Fatalf("%x is no message", m)
			}
			switch h := host.Header(m); {
			case h.Type == codec.TypeDone && h.Seq == 1:
				done++
			case h.Type == codec.TypeError && h.Seq == 2:
				busy++
			case h.Seq == 1:
				links++
			}
		}
	}
	if links != 101 || done != 1 || busy != 1 {
		t.Errorf("%d links, %d ends, %d refusals; want 101, 1, 1", links, done, busy)
	}
}

// TestOverrun fills a receive buffer of the default size: it holds 256 small events, and the rest is lost until the
// queue was read empty.
func TestOverrun(t *testing.T) {
	k := fake.New(fake.Options{})
	s := k.Socket()
	const groupRoute = 7
	if err := s.Join(groupRoute); err != nil {
		t.Fatal(err)
	}
	add := func(from, n int) {
		for i := range n {
			dst := netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, byte((from + i) >> 8), byte(from + i)}), 32)
			if err := k.AddRoute(fake.Route{Dst: dst, Type: 6}); err != nil {
				t.Fatal(err)
			}
		}
	}
	add(0, 300)
	b := make([]byte, 8<<10)
	if _, _, err := s.Receive(t.Context(), b, true); !errors.Is(err, syscall.ENOBUFS) {
		t.Fatalf("%v, want ENOBUFS", err)
	}
	read := func() (n int) {
		for {
			_, from, err := s.Receive(t.Context(), b, false)
			if errors.Is(err, transport.ErrEmpty) {
				return n
			}
			if err != nil || from.Group != groupRoute {
				t.Fatal(from, err)
			}
			n++
		}
	}
	if _, _, err := s.Receive(t.Context(), b, false); err != nil {
		t.Fatal(err)
	}
	add(300, 10) // there is room, but it is not empty yet
	if n := read(); n != 255 {
		t.Errorf("%d events were kept, want 256", n+1)
	}
	if drops, _ := s.Drops(); drops != 54 {
		t.Errorf("%d events were lost, want 54", drops)
	}
	add(310, 1)
	if n := read(); n != 1 {
		t.Errorf("%d events after the queue was empty, want 1", n)
	}
	s.Overrun()
	if _, _, err := s.Receive(t.Context(), b, false); !errors.Is(err, syscall.ENOBUFS) {
		t.Errorf("%v, want ENOBUFS on demand", err)
	}
}

// TestDumpWithoutRoom dumps into a receive buffer that has overflowed: the dump is not lost.
func TestDumpWithoutRoom(t *testing.T) {
	k := fake.New(fake.Options{ReceiveBuffer: 4 * 832})
	transport := k.Socket()
	s := open(t, transport)
	if err := transport.Join(7); err != nil { // RTNLGRP_IPV4_ROUTE
		t.Fatal(err)
	}
	for i := range 10 {
		if err := k.AddRoute(fake.Route{Dst: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}), 32),
			Type: 6}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := count(t, s, "RTM_GETROUTE"); n != 10 || err != nil {
		t.Errorf("%d routes, %v; want 10", n, err)
	}
}

// TestOverrunEvent tells a subscriber that events were lost, and goes on.
func TestOverrunEvent(t *testing.T) {
	k := fake.New(fake.Options{})
	transport := k.Socket()
	sub, err := open(t, transport).Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	transport.Overrun()
	e, err := sub.Next(t.Context())
	if err != nil || e.Overrun == nil {
		t.Fatalf("%v, %v; want an Overrun", e, err)
	}
	s := open(t, k.Socket())
	for n := 0; ; n++ { // until the subscriber has read its queue empty
		must(t, s, makeLink("d%d", "dummy"))
		if drops, err := transport.Drops(); err != nil || int(drops) <= n {
			break
		}
	}
	for e.Overrun != nil && err == nil { // another one tells how many were lost until it had
		e, err = sub.Next(t.Context())
	}
	if err != nil || e.Message == nil || e.Message.Name() != "RTM_NEWLINK" {
		t.Errorf("%v, %v; want the event after the Overrun", e, err)
	}
}
