package proxy_test

import (
	"bytes"
	"errors"
	"fmt"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// send sends a request as it is, with a sequence number of its own, which it returns.
func send(t testing.TB, s *proxy.Socket, r *codec.Request) uint32 {
	t.Helper()
	r.Seq, r.Flags = s.Sequence(), r.Flags|codec.FlagRequest
	if err := s.Send(t.Context(), octets(t, s, r)); err != nil {
		t.Fatal(err)
	}
	return r.Seq
}

// receive receives one datagram, and tells the type and the sequence number of its first message.
func receive(t testing.TB, s *proxy.Socket) (h codec.Header, datagram []byte) {
	t.Helper()
	datagram, from, err := s.Receive(t.Context())
	if err != nil || from.PortID != 0 {
		t.Fatalf("from %+v: %v", from, err)
	}
	return host.Header(datagram), datagram
}

// TestRaw sends and receives as with a socket of one's own, beside requests.
func TestRaw(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		plain := send(t, s, getLink(1))
		acked := getLink(1)
		acked.Flags = codec.FlagAck
		withAck := send(t, s, acked)
		missing := send(t, s, getLink(999))
		must(t, s, getLink(1)) // reads all of that, and leaves it
		const link = newLinkType
		for i, want := range []codec.Header{
			{Type: link, Seq: plain}, {Type: link, Seq: withAck},
			{Type: codec.TypeError, Seq: withAck}, {Type: codec.TypeError, Seq: missing},
		} {
			got, datagram := receive(t, s)
			if got.Type != want.Type || got.Seq != want.Seq || got.PortID != s.PortID() ||
				int(got.Len) != len(datagram) {
				t.Errorf("datagram %d: %+v, want %+v", i, got, want)
			}
		}
		dump := send(t, s, rtnl("RTM_GETLINK", codec.FlagDump))
		for _, want := range []uint16{link, codec.TypeDone} {
			m, from, err := s.ReceiveMessage(t.Context())
			if err != nil || from.Arrival == 0 {
				t.Fatal(from, err)
			}
			if got := m.Header(); got.Type != want || got.Seq != dump || got.Flags&codec.FlagMulti == 0 {
				t.Errorf("%+v", got)
			}
		}
	})
}

// TestRawGroups joins groups for Receive, and leaves them.
func TestRawGroups(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, source := e.open(t), e.open(t)
		if err := s.Join(t.Context(), "link"); err != nil {
			t.Fatal(err)
		}
		must(t, source, addBridge("br0"))
		datagram, from, err := s.Receive(t.Context())
		if err != nil || from.Group != 1 || host.Header(datagram).Type != newLinkType {
			t.Errorf("%x from %+v, %v", datagram, from, err)
		}
		if err := s.Leave(t.Context(), "link"); err != nil {
			t.Error(err)
		}
		must(t, source, addBridge("br1"))
		seq := send(t, s, getLink(1))
		if got, _ := receive(t, s); got.Seq != seq {
			t.Errorf("after the group was left: %+v", got)
		}
		for what, err := range map[string]error{"join": s.Join(t.Context(), "lin"),
			"leave": s.Leave(t.Context(), "lin")} {
			if !contains(err, "did you mean RTNLGRP_LINK?") {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

// TestLeaveOthers does not leave a group that only a subscription has joined.
func TestLeaveOthers(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		sub := subscribe(t, s, "link")
		if err := s.Leave(t.Context(), "link"); !contains(err, "leave multicast group link: it was not joined") {
			t.Error(err)
		}
		must(t, s, addBridge("br0"))
		isTold(t, "the subscription", sub, "RTM_NEWLINK", "br0")
	})
}

// TestRawOverrun tells the one who receives that datagrams were lost, in their place.
func TestRawOverrun(t *testing.T) {
	eachEnd(t, 64<<10, func(t *testing.T, e *end) {
		s, source := e.open(t), e.open(t)
		if err := s.Join(t.Context(), "ipv4_route"); err != nil {
			t.Fatal(err)
		}
		addRoutesTo(t, source, 0, 2000)
		_, _, err := s.Receive(t.Context())
		if !errors.Is(err, proxy.ErrOverrun) || !errors.Is(err, syscall.ENOBUFS) {
			t.Errorf("%v, want ErrOverrun", err)
		}
		const newRoute = 24
		if got, _ := receive(t, s); got.Type != newRoute {
			t.Errorf("%+v, want the first of the events that were kept", got)
		}
	})
}

// TestRawChains judges raw datagrams too, every message of them: what callbacks answer is received.
func TestRawChains(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		onSend(t, s, verdicts.Match{Types: []string{"getlink"}}, func(c *verdicts.Call) verdicts.Verdict {
			switch index, _ := c.Message.Field("ifi_index"); index {
			case 7:
				return verdicts.Return(linkOf("seven", 0, 0, 0))
			case 8:
				return verdicts.Error(syscall.EPERM, "")
			}
			return verdicts.Forward()
		})
		onRecv(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
			if nameOf(c.Message) == "lo" {
				if err := c.Message.Set("other", "IFLA_IFNAME"); err != nil {
					t.Error(err)
				}
			}
			return verdicts.Forward()
		})
		var datagram []byte
		seqs := map[uint32]string{}
		for index, want := range map[int]string{1: "other", 7: "seven", 8: "EPERM"} {
			r := getLink(index)
			r.Seq, r.Flags = s.Sequence(), codec.FlagRequest
			datagram = append(datagram, octets(t, s, r)...)
			seqs[r.Seq] = want
		}
		if err := s.Send(t.Context(), datagram); err != nil {
			t.Fatal(err)
		}
		for len(seqs) > 0 {
			h, b := receive(t, s)
			m := decoded(t, s, b)
			got := nameOf(m)
			if errno, ok := m.Error(); ok {
				got = codec.ErrnoName(errno)
			}
			if got != seqs[h.Seq] {
				t.Errorf("%s answers what %q should", got, seqs[h.Seq])
			}
			delete(seqs, h.Seq)
		}
	})
}

// TestWholeDatagrams receives datagrams as they came: the parts of a dump are not cut, nor is what stands behind.
func TestWholeDatagrams(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, c := e.watched(t)
		for i := range 15 {
			must(t, s, addBridge(fmt.Sprint("br", i)))
		}
		must(t, s, getLink(1))
		before := c.received.Load()
		send(t, s, rtnl("RTM_GETLINK", codec.FlagDump))
		links, datagrams := 0, 0
		for done := false; !done; datagrams++ {
			_, datagram := receive(t, s)
			for m := range s.Messages(datagram) {
				if m.Name() == "RTM_NEWLINK" {
					links++
				}
				done = done || m.Header().Type == codec.TypeDone
			}
		}
		if came := int(c.received.Load() - before); links != 16 || datagrams != came || came > 10 {
			t.Errorf("%d links in %d datagrams, %d came", links, datagrams, came)
		}
	})
	s, tr := script(t, nil)
	padded := append(linkOf("a", 0, 9, 0), 0, 0, 0, 0, 0, 0)
	tr.Arrive <- came(padded)
	tr.Arrive <- came([]byte("no message"))
	for _, want := range [][]byte{padded, []byte("no message")} {
		if got, _, err := s.Receive(t.Context()); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%x, %v; want %x", got, err, want)
		}
	}
	// of a datagram that answers a request as well the rest is received
	go func() {
		sent := <-tr.Sent
		tr.Arrive <- came(linkOf("b", 0, 9, 0), ackOf(sent, scriptedPort, 0), linkOf("c", 0, 9, 0))
	}()
	must(t, s, addBridge("br0"))
	want := append(linkOf("b", 0, 9, 0), linkOf("c", 0, 9, 0)...)
	if got, _, err := s.Receive(t.Context()); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%x, %v; want %x", got, err, want)
	}
}

// TestReceiveMessage cuts datagrams into messages, also where Receive comes in between.
func TestReceiveMessage(t *testing.T) {
	s, tr := script(t, nil)
	one := func() string {
		t.Helper()
		m, from, err := s.ReceiveMessage(t.Context())
		if err != nil || from.Arrival == 0 {
			t.Fatal(from, err)
		}
		return nameOf(m)
	}
	tr.Arrive <- came(linkOf("a", 0, 9, 0), linkOf("b", 0, 9, 0), linkOf("c", 0, 9, 0))
	tr.Arrive <- came(make([]byte, 20)) // padding alone
	tr.Arrive <- came(linkOf("d", 0, 9, 0), make([]byte, 6))
	tr.Arrive <- arrival{Err: syscall.ENOBUFS}
	tr.Arrive <- came(linkOf("e", 0, 9, 0))
	if got := one(); got != "a" {
		t.Errorf("the first is %q", got)
	}
	rest := append(linkOf("b", 0, 9, 0), linkOf("c", 0, 9, 0)...)
	if got, _, err := s.Receive(t.Context()); err != nil || !bytes.Equal(got, rest) {
		t.Errorf("the rest is %x, %v", got, err)
	}
	if got := one(); got != "d" {
		t.Errorf("the fourth is %q", got)
	}
	if _, _, err := s.ReceiveMessage(t.Context()); !errors.Is(err, proxy.ErrOverrun) {
		t.Errorf("%v, want ErrOverrun", err)
	}
	if got := one(); got != "e" {
		t.Errorf("the last is %q", got)
	}
}
