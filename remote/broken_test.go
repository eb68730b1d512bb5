package remote_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
)

// TestBrokenClients cuts off who does not speak as agreed, says why to both sides, and goes on with the others.
func TestBrokenClients(t *testing.T) { eachKernel(t, testBrokenClients) }

func testBrokenClients(t *testing.T, kernel opener) {
	leakCheck(t)
	limits := remote.WithLimits(remote.Limits{Window: 4096, Datagram: 1 << 16})
	s := serve(t, remote.Permissions{Open: kernel}, limits)
	good := openRemote(t, dial(t, s), proxy.Route)
	greet := frame(wire.TypeHello, 0, hello().Append(nil))
	open := frame(wire.TypeOpen, 1, wire.Open{}.Append(nil))
	late := hello()
	late.From, late.To = 2, 3
	noWindow, noSign := hello(), hello()
	noWindow.Window, noSign.Silence = 0, 0
	noop := codec.Header{Len: 1000, Type: 1}
	datagram := frame(wire.TypeDatagram, 1, append(noop.Append(nil, host.BigEndian), make([]byte, 60000)...))
	for name, c := range map[string]struct {
		frames [][]byte
		log    string
	}{
		"garbage":          {[][]byte{[]byte("GET / HTTP/1.0\r\n\r\n")}, "a frame starts with"},
		"version of frame": {[][]byte{{'N', 'K', 2, 1, 0, 0, 0, 0, 0, 0, 0, 0}}, "a frame of version 2"},
		"version": {[][]byte{frame(wire.TypeHello, 0, late.Append(nil))},
			"the other side speaks versions 2 to 3"},
		"no hello":      {[][]byte{open}, "a Open frame in the place of a Hello"},
		"short hello":   {[][]byte{frame(wire.TypeHello, 0, make([]byte, 5))}, "a Hello of 5 octets"},
		"unknown type":  {[][]byte{greet, frame(99, 0, nil)}, "a type 99 frame from a client"},
		"server's type": {[][]byte{greet, frame(wire.TypeOpened, 1, nil)}, "a Opened frame from a client"},
		"not opened":    {[][]byte{greet, frame(wire.TypeDatagram, 7, nil)}, "for socket 7, which was not opened"},
		"opened twice":  {[][]byte{greet, open, open}, "socket 1 after socket 1"},
		"short open": {[][]byte{greet, frame(wire.TypeOpen, 1, make([]byte, 4))},
			"a payload of 4 octets, 20 are needed"},
		"short join": {[][]byte{greet, open, frame(wire.TypeJoin, 1, nil)},
			"a payload of 0 octets, 4 are needed"},
		"no window": {[][]byte{frame(wire.TypeHello, 0, noWindow.Append(nil))}, "a Hello without window or silence"},
		"no sign":   {[][]byte{frame(wire.TypeHello, 0, noSign.Append(nil))}, "a Hello without window or silence"},
		"credit":    {append([][]byte{greet, open}, muchCredit()...), "too much credit for socket 1"},
		"oversize": {[][]byte{greet, open, {'N', 'K', 1, 7, 0, 0, 0, 1, 0, 1, 0, 1}},
			"a Datagram frame of 65537 octets, more than the 65536"},
		"oversize control": {[][]byte{greet, {'N', 'K', 1, 4, 0, 0, 0, 1, 255, 255, 255, 255}},
			"a Open frame of 4294967295 octets"},
	} {
		p := rawClient(t, s)
		p.send(c.frames...)
		isCutOff(t, s, p, name, c.log)
	}
	for _, half := range [][]byte{nil, greet[:5], greet[:20]} {
		p := rawClient(t, s)
		p.send(half)
		p.conn.Close()
	}
	p := rawClient(t, s)
	p.send(greet)
	p.expect(wire.TypeHello)
	p.send(datagram[:700])
	p.conn.Close()
	s.Log.Wait(t, "inside the header of a frame")
	s.Log.Wait(t, "inside a Datagram frame of 60016 octets")
	if got := linkNames(t, good); len(got) != 1 {
		t.Errorf("links: %v", got)
	}
}

// muchCredit is more than anybody has reason to give.
func muchCredit() [][]byte {
	return slices.Repeat([][]byte{frame(wire.TypeCredit, 1, wire.AppendWords(nil, 1<<32-1))}, 257)
}

// isCutOff waits until a server cuts a client off, and says why to both sides.
func isCutOff(t *testing.T, s *sockettest.Server, p *rawPeer, what, why string) {
	t.Helper()
	s.Log.Wait(t, why)
	for {
		f, err := p.r.Next()
		if err != nil {
			t.Errorf("%s: no Goodbye but %v", what, err)
			return
		}
		if f.Type == wire.TypeGoodbye {
			if st, err := wire.ParseStatus(f.Payload); err != nil || !strings.Contains(st.Text, why) {
				t.Errorf("%s: %+v, %v", what, st, err)
			}
			return
		}
	}
}

// TestBeyondWindow cuts off who sends more than the server said that it takes, while its socket takes nothing.
func TestBeyondWindow(t *testing.T) {
	tr := newScripted()
	tr.Sent = nil // who sends waits
	s := serve(t, remote.Permissions{Open: tr.Open}, remote.WithLimits(remote.Limits{Window: 4096}))
	p := rawClient(t, s)
	open := func(stream uint32) []byte { return frame(wire.TypeOpen, stream, wire.Open{}.Append(nil)) }
	more := frame(wire.TypeDatagram, 1, nil)
	p.send(frame(wire.TypeHello, 0, hello().Append(nil)), open(1),
		frame(wire.TypeDatagram, 1, make([]byte, 4095-wire.ItemCost)), more) // one octet was left for it
	p.expect(wire.TypeOpened)
	p.send(open(2))
	p.expect(wire.TypeOpened)
	p.send(more)
	isCutOff(t, s, p, "a third datagram", "more than the window for socket 1")
}

// TestVanishInDump leaves in the middle of a dump.
func TestVanishInDump(t *testing.T) { eachKernel(t, testVanishInDump) }

func testVanishInDump(t *testing.T, kernel opener) {
	leakCheck(t)
	s := serve(t, remote.Permissions{Open: kernel})
	addRoutes(t, openRemote(t, dial(t, s), proxy.Route), 2000)
	h := hello()
	h.Window = 100
	request := append(codec.Header{Len: 28, Type: 26, Flags: codec.FlagRequest | codec.FlagDump, Seq: 1}.Append(nil,
		host.BigEndian), make([]byte, 12)...)
	for range 5 {
		p := rawClient(t, s)
		p.send(frame(wire.TypeHello, 0, h.Append(nil)), frame(wire.TypeOpen, 1, wire.Open{}.Append(nil)),
			frame(wire.TypeDatagram, 1, request))
		p.expect(wire.TypeDatagram)
		p.conn.Close()
	}
}

// TestDeafClient cuts off who reads nothing, after a while, and who says nothing.
func TestDeafClient(t *testing.T) { eachKernel(t, testDeafClient) }

func testDeafClient(t *testing.T, kernel opener) {
	leakCheck(t)
	limits := remote.WithLimits(remote.Limits{Write: 200 * time.Millisecond, Greeting: 300 * time.Millisecond})
	s := serve(t, remote.Permissions{Open: kernel}, limits)
	good := openRemote(t, dial(t, s), proxy.Route)
	addRoutes(t, good, 10_000)
	h := hello()
	h.Window = 1 << 30
	deaf, greet := rawClient(t, s), frame(wire.TypeHello, 0, h.Append(nil))
	request := append(codec.Header{Len: 28, Type: 26, Flags: codec.FlagRequest | codec.FlagDump, Seq: 1}.Append(nil,
		host.BigEndian), make([]byte, 12)...)
	deaf.send(greet, frame(wire.TypeOpen, 1, wire.Open{}.Append(nil)), frame(wire.TypeDatagram, 1, request))
	s.Log.Wait(t, "the other side reads nothing")
	if n := countRoutes(t, good); n != 10_000 {
		t.Errorf("%d routes", n)
	}
	h.Silence = 20 * time.Millisecond
	silent := rawClient(t, s)
	silent.send(frame(wire.TypeHello, 0, h.Append(nil)))
	s.Log.Wait(t, "nothing was heard of the other side for 60ms")
	rawClient(t, s) // never greets
	s.Log.Wait(t, "greeting: read unix")
}

// TestSilence keeps an idle connection, as long as each side says that it is there.
func TestSilence(t *testing.T) {
	limits := remote.WithLimits(remote.Limits{Silence: 120 * time.Millisecond})
	s := serve(t, remote.Permissions{}, limits)
	p, r := rawClient(t, s), dial(t, s, limits)
	p.send(frame(wire.TypeHello, 0, hello().Append(nil)))
	for range 10 {
		p.expect(wire.TypePing)
	}
	if err := r.Err(); err != nil {
		t.Error(err)
	}
	linkNames(t, openRemote(t, r, proxy.Route))
}

// TestSlowClient lets the events of who does not take them overrun: how many were lost is told, those of others are
// not.
func TestSlowClient(t *testing.T) {
	leakCheck(t)
	s := serve(t, remote.Permissions{})
	fast := openRemote(t, dial(t, s), proxy.Route)
	sub, err := fast.Subscribe(t.Context(), "ipv4_route")
	if err != nil {
		t.Fatal(err)
	}
	r := dial(t, s, remote.WithLimits(remote.Limits{Window: 10_000}))
	slow, err := r.OpenTransport(t.Context(), proxy.Route, transport.Options{ReceiveBuffer: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	if err := slow.Join(7); err != nil {
		t.Fatal(err)
	}
	const events = 3000
	addRoutes(t, fast, events)
	for range events {
		if e, err := sub.Next(t.Context()); err != nil || e.Overrun != nil {
			t.Fatalf("the client that reads: %v, %v", e.Overrun, err)
		}
	}
	came, overruns := 0, 0
	for b := make([]byte, 4096); ; {
		_, from, err := slow.Receive(t.Context(), b, false)
		if errors.Is(err, transport.ErrEmpty) {
			break
		}
		switch {
		case errors.Is(err, syscall.ENOBUFS):
			overruns++
		case err != nil:
			t.Fatal(err)
		case from.Group != 7:
			t.Errorf("%+v", from)
		default:
			came++
		}
	}
	lost, err := slow.(transport.DropCounter).Drops()
	if err != nil || overruns == 0 || came == 0 || came+int(lost) != events {
		t.Errorf("%d came, %d were lost (%v), %d overruns; %d were sent", came, lost, err, overruns, events)
	}
}

// TestRecovery asks and listens through a socket that overflows: every request is answered if it is sent again often
// enough, and no event is lost unsaid.
func TestRecovery(t *testing.T) {
	s := serve(t, remote.Permissions{})
	admin := openRemote(t, dial(t, s), proxy.Route)
	small := openRemote(t, dial(t, s, remote.WithLimits(remote.Limits{Window: 5000})), proxy.Route,
		proxy.ReceiveBuffer(20_000), proxy.DumpRetries(100))
	sub, err := small.Subscribe(t.Context(), "ipv4_route")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		addRoutes(t, admin, 5000)
	}()
	link := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_index": 1}}
	asked := 0
	for busy := true; busy; asked++ {
		select {
		case <-done:
			busy = false
		default:
		}
		if _, err := small.Request(t.Context(), link); err != nil {
			t.Fatalf("request %d: %v", asked, err)
		}
	}
	came, lost := 0, 0
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for came+lost < 5000 { // answers that were lost count too
		e, err := sub.Next(ctx)
		switch {
		case err != nil:
			t.Fatalf("%d came, %d were lost: %v", came, lost, err)
		case e.Overrun != nil:
			lost += int(e.Overrun.Dropped)
		default:
			came++
		}
	}
}

// TestLimits refuses what is more than the limits allow.
func TestLimits(t *testing.T) { eachKernel(t, testLimits) }

func testLimits(t *testing.T, kernel opener) {
	leakCheck(t)
	s := serve(t, remote.Permissions{Open: kernel}, remote.WithLimits(remote.Limits{Clients: 1, Sockets: 2,
		DatagramsPerSecond: 1000, Datagram: 64 << 10}))
	r := dial(t, s)
	if _, err := remote.Dial(t.Context(), s.Address); !errors.Is(err, syscall.EUSERS) ||
		!contains(err, "the server has 1 clients") {
		t.Errorf("a second client: %v", err)
	}
	first := openRemote(t, r, proxy.Route)
	second := openRemote(t, r, proxy.Route)
	if _, err := r.Open(t.Context(), proxy.Route); !errors.Is(err, syscall.EMFILE) {
		t.Errorf("a third socket: %v", err)
	}
	second.Close()
	for { // the server closes its own soon after
		third, err := r.Open(t.Context(), proxy.Route)
		if err == nil {
			third.Close()
			break
		}
		if !errors.Is(err, syscall.EMFILE) {
			t.Fatal(err)
		}
	}
	if err := first.Send(t.Context(), make([]byte, 70_000)); !errors.Is(err, syscall.EMSGSIZE) {
		t.Errorf("a large datagram: %v", err)
	}
	if got := linkNames(t, first); len(got) != 1 {
		t.Errorf("links: %v", got)
	}
}
