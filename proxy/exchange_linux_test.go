package proxy_test

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/verdicts"
)

// openOf opens a socket of a protocol that not every kernel has; a guest has the module otherwise.
func openOf(t *testing.T, protocol int, module string, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	testbed.Require(t, testbed.Root())
	tr, err := kernel.Open(protocol, transport.Options{})
	if errors.Is(err, syscall.EPROTONOSUPPORT) {
		testbed.Require(t, testbed.Module(module))
	}
	if err != nil {
		t.Fatal(err)
	}
	return open(t, protocol, append(opts, proxy.WithTransport(tr))...)
}

// rawRequest is a message without attributes.
func rawRequest(typ, flags uint16, payload ...byte) []byte {
	b := append(make([]byte, codec.HeaderLen), payload...)
	host.PutHeader(b, codec.Header{Len: uint32(len(b)), Type: typ, Flags: flags})
	return b
}

// TestAudit asks the audit system, which answers from a thread of its own, after the acknowledgement.
func TestAudit(t *testing.T) {
	const auditGet, listRules, statusSize = 1000, 1013, 40 // linux/audit.h
	s := openOf(t, proxy.Audit, "audit")
	for what, flags := range map[string]uint16{"acknowledged": codec.FlagAck, "not acknowledged": 0} {
		replies, err := s.ExchangeRaw(t.Context(), rawRequest(auditGet, flags), proxy.Replies(1))
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ECONNREFUSED) {
			testbed.Note(t, "the audit system answers in the first pid and user namespaces only: "+err.Error())
			return
		}
		if err != nil || len(replies) != 1 || replies[0].Header().Type != auditGet ||
			len(replies[0].Bytes()) < codec.HeaderLen+statusSize {
			t.Errorf("%s: %d replies, %v", what, len(replies), err)
		}
	}
	const noSuchType = 1999
	_, err := s.ExchangeRaw(t.Context(), rawRequest(noSuchType, 0), proxy.Replies(1))
	if !errors.Is(err, syscall.EINVAL) {
		t.Errorf("a type there is not: %v", err)
	}
	for _, err := range s.DumpRaw(t.Context(), rawRequest(listRules, 0)) {
		if err != nil {
			t.Errorf("rules: %v", err)
		}
	}
}

// TestFIBLookup looks a route up where nothing is acknowledged, by Request, which knows that, and as others would.
func TestFIBLookup(t *testing.T) {
	testbed.QuickNetNS(t)
	s := open(t, proxy.FIBLookup)
	ask := func(addr string) []byte { // struct fib_result_nl of net/ip_fib.h
		const mainTable = 254
		b := netip.MustParseAddr(addr).AsSlice()
		b = append(b, 0, 0, 0, 0, 0, 0, mainTable)
		return rawRequest(0, 0, append(b, make([]byte, 9)...)...)
	}
	const local, errAt = 2, 16
	result := func(m *codec.Message) []byte { return m.Bytes()[codec.HeaderLen:] }
	waysToAsk := map[string]func(message []byte) ([]*codec.Message, error){
		"Request": func(b []byte) ([]*codec.Message, error) { return s.RequestRaw(t.Context(), b) },
		"NoAck": func(b []byte) ([]*codec.Message, error) {
			return s.ExchangeRaw(t.Context(), b, proxy.NoAck())
		},
		"Replies": func(b []byte) ([]*codec.Message, error) {
			return s.ExchangeRaw(t.Context(), flagged(b, codec.FlagAck), proxy.Replies(1))
		},
	}
	for way, request := range waysToAsk {
		replies, err := request(ask("127.0.0.1"))
		if err != nil || len(replies) != 1 {
			t.Fatalf("%s: %d replies, %v", way, len(replies), err)
		}
		got := result(replies[0])
		if !bytes.Equal(got[:4], []byte{127, 0, 0, 1}) || got[14] != local {
			t.Errorf("%s: %x", way, got)
		}
		if replies, err = request(ask("192.0.2.1")); err != nil || len(replies) != 1 {
			t.Fatalf("%s: %d replies, %v", way, len(replies), err)
		}
		if errno := -int32(host.Order.Uint32(result(replies[0])[errAt:])); errno <= 0 {
			t.Errorf("%s: no route: %d", way, errno)
		}
	}
	replies, err := s.Request(t.Context(), &codec.Request{
		Type: "0", Fixed: map[string]any{"fl_addr": "127.0.0.1", "tb_id_in": 255},
	})
	if err != nil || len(replies) != 1 {
		t.Fatalf("by names: %d replies, %v", len(replies), err)
	}
	if typ, ok := replies[0].Field("type"); !ok || typ != local {
		t.Errorf("by names: type %d, %v", typ, ok)
	}
	if _, err := s.BatchRaw(t.Context(), [][]byte{ask("127.0.0.1")}); !contains(err, "acknowledges nothing") {
		t.Errorf("a batch: %v", err)
	}
}

// TestUsersock has two sockets talk to each other, without privileges: requests and answers, and a group.
func TestUsersock(t *testing.T) {
	testbed.QuickNetNS(t)
	dropRoot(t)
	const typ, group = 20, 3
	asks, answers := open(t, proxy.Usersock), open(t, proxy.Usersock, proxy.AnySender())
	served := make(chan error, 1)
	go func() {
		for range 2 {
			b, from, err := answers.Receive(context.Background())
			if err == nil {
				h := host.Header(b)
				h.PortID = 5 // what it pleases
				host.PutHeader(b, h)
				err = answers.Send(context.Background(), append(b, b...), proxy.ToPort(from.PortID))
			}
			if err != nil {
				served <- err
				return
			}
		}
		served <- nil
	}()
	for range 2 {
		replies, err := asks.ExchangeRaw(t.Context(), rawRequest(typ, 0, 1, 2, 3, 4), proxy.ToPort(answers.PortID()),
			proxy.Replies(2))
		if err != nil || len(replies) != 2 || !bytes.Equal(replies[1].Bytes()[codec.HeaderLen:], []byte{1, 2, 3, 4}) {
			t.Fatalf("%d replies, %v", len(replies), err)
		}
	}
	if err := <-served; err != nil {
		t.Fatal(err)
	}
	if err := answers.Send(t.Context(), rawRequest(typ, 0), proxy.ToPort(1)); !errors.Is(err, syscall.ECONNREFUSED) ||
		!contains(err, "to port id 1, which no socket of the protocol has") {
		t.Errorf("nobody: %v", err)
	}
	if err := asks.Send(t.Context(), rawRequest(typ, 0, 9), proxy.ToGroup(group)); err != nil {
		t.Errorf("a group without members: %v", err)
	}
	err := open(t, proxy.Route).Send(t.Context(), rawRequest(typ, 0), proxy.ToPort(1))
	refused(t, "a process in another protocol", err, "to a process or group (needs CAP_NET_ADMIN): ")
}

// TestToGroup tells a group something: uevents, which have no header, as udevd does, and messages.
func TestToGroup(t *testing.T) {
	testbed.QuickNetNS(t)
	const group = 2
	for protocol, datagram := range map[int][]byte{
		proxy.KobjectUevent: []byte("libudev\x00and what comes behind"), proxy.Usersock: rawRequest(20, 0, 1, 2, 3, 4),
	} {
		tells, hears := open(t, protocol), open(t, protocol, proxy.AnySender())
		if err := hears.Join(t.Context(), "2"); err != nil {
			t.Fatal(err)
		}
		var seen []transport.To
		onSend(t, tells, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
			seen = append(seen, c.To)
			return verdicts.Forward()
		})
		if err := tells.Send(t.Context(), datagram, proxy.ToGroup(group)); err != nil {
			t.Error(err)
		}
		b, from, err := hears.Receive(t.Context())
		if err != nil || !bytes.Equal(b, datagram) || from.Group != group || from.PortID != tells.PortID() {
			t.Errorf("%x from %+v, %v", b, from, err)
		}
		if !slices.Equal(seen, []transport.To{{Groups: 1 << (group - 1)}}) {
			t.Errorf("the callback saw %+v", seen)
		}
	}
}

// TestToFull waits until a process has made room for what is sent to it, or the caller gives up.
func TestToFull(t *testing.T) {
	testbed.QuickNetNS(t)
	tells, hears := open(t, proxy.Usersock), open(t, proxy.Usersock, proxy.AnySender(), proxy.ReceiveBuffer(4<<10))
	message := rawRequest(20, 0, make([]byte, 1000)...)
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	sent := 0
	_, err := tells.OnSend(t.Context(), verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
		if sent++; sent == 100 { // more than there is room for
			cancel(enough)
		}
		return verdicts.Forward()
	})
	if err != nil {
		t.Fatal(err)
	}
	full := make(chan error)
	go func() {
		for {
			if err := tells.Send(ctx, message, proxy.ToPort(hears.PortID())); err != nil {
				full <- err
				return
			}
		}
	}()
	for sent := range 90 {
		if b, _, err := hears.Receive(t.Context()); err != nil || len(b) != len(message) {
			t.Fatalf("datagram %d: %d octets, %v", sent, len(b), err)
		}
	}
	cancel(enough)
	if err := <-full; !errors.Is(err, enough) {
		t.Error(err)
	}
}
