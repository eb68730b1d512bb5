package fuzz

import (
	"context"
	"errors"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/nlgen"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

// FuzzFake sends datagrams to the fake kernel: every message of one that asks for an acknowledgement gets it, or what
// ends a dump, and nothing panics.
func FuzzFake(f *testing.F) {
	g := nlgen.New(2)
	for range seeds {
		if m := g.Next(); m.Protocol == proxy.Route && m.BigEndian == host.BigEndian {
			f.Add(m.Bytes, uint16(codec.FlagAck))
			f.Add(g.Damage(m.Bytes, m.BigEndian), uint16(0))
		}
	}
	for typ := uint16(16); typ < 36; typ++ {
		for _, flags := range []uint16{0x5, 0x305, 0x605} {
			b := codec.Header{Len: 36, Type: typ, Flags: flags, Seq: 1}.Append(nil, host.BigEndian)
			f.Add(append(b, append([]byte{2}, make([]byte, 19)...)...), flags)
		}
	}
	f.Fuzz(func(t *testing.T, datagram []byte, flags uint16) {
		if len(datagram) > 8<<10 {
			return // all answers are to fit
		}
		k := fake.New(fake.Options{ReceiveBuffer: 1 << 30})
		if _, err := k.AddLink(fake.Link{Name: "d0", Kind: "dummy", Flags: 1}); err != nil {
			t.Fatal(err)
		}
		s := k.Socket()
		defer s.Close()
		datagram = append([]byte(nil), datagram...)
		unanswered := map[uint32]bool{}
		for m, ok := range host.Messages(datagram) {
			if !ok {
				break
			}
			h := host.Header(m)
			h.Flags, h.Seq = h.Flags|flags|codec.FlagRequest|codec.FlagAck, uint32(len(unanswered)+1)
			host.PutHeader(m, h)
			unanswered[h.Seq] = true
		}
		if err := s.Send(t.Context(), datagram, transport.Delivery{}); err != nil {
			t.Fatal(err)
		}
		buffer := make([]byte, 32<<10)
		for {
			answer, _, err := s.Receive(context.Background(), buffer, false)
			if errors.Is(err, transport.ErrEmpty) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			for m, ok := range host.Messages(answer) {
				if !ok {
					t.Fatalf("%x is no message", m)
				}
				if h := host.Header(m); h.Type == codec.TypeError || h.Type == codec.TypeDone {
					delete(unanswered, h.Seq)
				}
			}
		}
		if len(unanswered) > 0 {
			t.Errorf("%d requests got no answer: %v", len(unanswered), unanswered)
		}
		k.Snapshot()
	})
}
