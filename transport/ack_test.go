package transport_test

import (
	"bytes"
	"fmt"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// TestAckAsKernel sends requests that succeed and that fail to the kernel, and compares its answers to ours, octet by
// octet.
func TestAckAsKernel(t *testing.T) {
	testbed.NetNS(t)
	for _, capped := range []bool{true, false} {
		var opts []proxy.Option
		if !capped {
			opts = append(opts, proxy.WholeAcks())
		}
		s, err := proxy.Open(proxy.Route, opts...)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for name, r := range map[string]*codec.Request{
			"success":   setLink(1, codec.A{Name: "IFLA_TXQLEN", Value: 500}),
			"no text":   setLink(77, codec.A{Name: "IFLA_TXQLEN", Value: 500}),
			"text":      setLink(1, codec.A{Name: "IFLA_MTU", Value: 9}, codec.A{Name: "IFLA_LINK", Value: 1}),
			"text, TLV": setLink(1, codec.A{Name: "IFLA_TXQLEN", Value: []byte{1}}),
		} {
			t.Run(fmt.Sprintf("%s, capped %v", name, capped), func(t *testing.T) { compareAck(t, s, r, capped) })
		}
	}
}

func setLink(index int, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_SETLINK", Flags: codec.FlagRequest | codec.FlagAck,
		Fixed: map[string]any{"ifi_index": index}, Attrs: attrs}
}

func compareAck(t *testing.T, s *proxy.Socket, r *codec.Request, capped bool) {
	r.Seq = s.Sequence()
	request, err := (&codec.Encoder{Registry: s.Registry(), BigEndian: host.BigEndian}).Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	kernels, _, err := s.Receive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	d := codec.Decoder{Registry: s.Registry()}
	// what the request has wrong is a fault of the message that quotes it
	_ = d.Decode(&m, codec.Context{Protocol: proxy.Route, BigEndian: host.BigEndian}, kernels)
	errno, _ := m.Error()
	failure := transport.Failure{Errno: syscall.Errno(errno)}
	if a, ok := m.Attr("NLMSGERR_ATTR_MSG"); ok {
		failure.Message = a.Text()
	}
	if a, ok := m.Attr("NLMSGERR_ATTR_OFFS"); ok {
		off, _ := a.Uint()
		failure.Offset = int(off)
	}
	// what the kernel wants in the attribute's place, which a callback does not say
	if _, ok := m.Attr("NLMSGERR_ATTR_POLICY"); ok {
		if err := m.Delete("NLMSGERR_ATTR_POLICY"); err != nil {
			t.Fatal(err)
		}
		kernels = m.Bytes()
	}
	ours := transport.AppendAck(nil, request, s.PortID(), failure, transport.AckStyle{Capped: capped, Extended: true})
	if !bytes.Equal(ours, kernels) {
		t.Errorf("errno %d %q\nours     %x\nkernel's %x", errno, failure.Message, ours, kernels)
	}
}
