package sockettest

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
)

// Open opens a socket until the end of the test.
func Open(t testing.TB, protocol int, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := proxy.Open(protocol, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Rtnl is a request of rtnetlink.
func Rtnl(typ string, flags uint16, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags, Attrs: attrs}
}

// GetLink asks for a link.
func GetLink(index int) *codec.Request {
	r := Rtnl("RTM_GETLINK", 0)
	r.Fixed = map[string]any{"ifi_index": index}
	return r
}

// Named is the name of a link.
func Named(name string) codec.A { return codec.A{Name: "IFLA_IFNAME", Value: name} }

// AddBridge makes a bridge.
func AddBridge(name string) *codec.Request {
	kind := codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "bridge"}}}
	return Rtnl("RTM_NEWLINK", 0x600, Named(name), kind)
}

// Must has requests carried out.
func Must(t testing.TB, s *proxy.Socket, requests ...*codec.Request) {
	t.Helper()
	for _, r := range requests {
		if _, err := s.Request(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

// LinkNames are the names of the links there are.
func LinkNames(t testing.TB, s *proxy.Socket) (names []string) {
	t.Helper()
	for m, err := range s.Dump(t.Context(), Rtnl("RTM_GETLINK", 0)) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, NameOf(m))
	}
	return names
}

// Octets encodes a request, for what sends it as it is.
func Octets(t testing.TB, s *proxy.Socket, r *codec.Request) []byte {
	t.Helper()
	b, err := (&codec.Encoder{Registry: s.Registry(), Resolver: s.Resolver(), BigEndian: host.BigEndian}).Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// LinkOf is an RTM_NEWLINK.
func LinkOf(name string, flags uint16, seq, portID uint32) []byte {
	const newLink, body = 16, 16
	m := append(make([]byte, codec.HeaderLen+body), host.AppendAttr(nil, 3, append([]byte(name), 0))...)
	host.PutHeader(m, codec.Header{Len: uint32(len(m)), Type: newLink, Flags: flags, Seq: seq, PortID: portID})
	return m
}

// NameOf is the name in a message of a link.
func NameOf(m *codec.Message) string {
	a, _ := m.Attr("IFLA_IFNAME")
	return a.Text()
}
