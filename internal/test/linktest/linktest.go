package linktest

import (
	"errors"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
)

// New are the flags of a request that makes what must not be there yet.
const New = codec.FlagCreate | codec.FlagExcl

// Socket is a socket of a test.
type Socket struct {
	*proxy.Socket
	t *testing.T
}

// Open opens a socket in the network namespace of the test.
func Open(t *testing.T) Socket {
	t.Helper()
	return OpenWith(t)
}

// OpenWith opens a socket with options, for as long as the test runs.
func OpenWith(t *testing.T, opts ...proxy.Option) Socket {
	t.Helper()
	s, err := proxy.Open(proxy.Route, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return Socket{s, t}
}

// Link makes a request about a link. index 0 is none.
func Link(typ string, flags uint16, index int, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: codec.FlagAck | flags,
		Fixed: map[string]any{"ifi_index": index}, Attrs: attrs}
}

// Up adds to a request that the link is to be up.
func Up(r *codec.Request) *codec.Request {
	r.Fixed["ifi_flags"], r.Fixed["ifi_change"] = syscall.IFF_UP, syscall.IFF_UP
	return r
}

// Down adds to a request that the link is to be down.
func Down(r *codec.Request) *codec.Request {
	r.Fixed["ifi_change"] = syscall.IFF_UP
	return r
}

// Name is IFLA_IFNAME.
func Name(s string) codec.A { return codec.A{Name: "IFLA_IFNAME", Value: s} }

// Master is IFLA_MASTER.
func Master(index int) codec.A { return codec.A{Name: "IFLA_MASTER", Value: index} }

// Info is IFLA_LINKINFO with IFLA_INFO_KIND and, if there are any, attributes in IFLA_INFO_DATA.
func Info(kind string, data ...codec.A) codec.A {
	attrs := []codec.A{{Name: "IFLA_INFO_KIND", Value: kind}}
	if data != nil {
		attrs = append(attrs, codec.A{Name: "IFLA_INFO_DATA", Value: data})
	}
	return codec.A{Name: "IFLA_LINKINFO", Value: attrs}
}

// Do makes a request that must succeed.
func (s Socket) Do(r *codec.Request) []*codec.Message {
	s.t.Helper()
	replies, err := s.Request(s.t.Context(), r)
	if err != nil {
		s.t.Fatal(err)
	}
	return replies
}

// Get asks for a link that must be there.
func (s Socket) Get(name string) *codec.Message {
	s.t.Helper()
	return s.Do(Link("RTM_GETLINK", 0, 0, Name(name)))[0]
}

// Index asks for the index of a link.
func (s Socket) Index(name string) int {
	s.t.Helper()
	index, _ := s.Get(name).Field("ifi_index")
	return int(index)
}

// Gone checks that there is no link of a name.
func (s Socket) Gone(name string) {
	s.t.Helper()
	if _, err := s.Request(s.t.Context(), Link("RTM_GETLINK", 0, 0, Name(name))); !errors.Is(err, syscall.ENODEV) {
		s.t.Errorf("%s: %v, but it should be gone", name, err)
	}
}

// Check compares attributes of a link, at whatever depth, with what they should be; nil is none.
func (s Socket) Check(name string, want map[string]any) {
	s.t.Helper()
	m := s.Get(name)
	for attr, v := range want {
		if got := value(m, attr); got != v {
			s.t.Errorf("%s of %s is %v (%T), not %v", attr, name, got, got, v)
		}
	}
}

func value(m *codec.Message, name string) any {
	a, ok := m.Find(name)
	if !ok {
		return nil
	}
	switch v := a.Value().(type) {
	case uint64:
		return int(v)
	case string, bool:
		return v
	}
	return a.LLAddr().String()
}

// Refused makes a request that must fail, and checks the errno, a part of the text, and the path of the attribute at
// fault.
func (s Socket) Refused(r *codec.Request, errno syscall.Errno, text, path string) {
	s.t.Helper()
	_, err := s.Request(s.t.Context(), r)
	var e *proxy.Error
	if !errors.As(err, &e) {
		s.t.Errorf("%v, not %v", err, errno)
		return
	}
	if e.Errno != errno || !strings.Contains(e.Message, text) || e.Path != path {
		s.t.Errorf("%v %q at %q, want %v %q at %q", e.Errno, e.Message, e.Path, errno, text, path)
	}
}
