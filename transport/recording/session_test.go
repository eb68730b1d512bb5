package recording_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/recording"
)

func open(t testing.TB, protocol int, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := proxy.Open(protocol, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func link(typ, name string, flags uint16, attrs ...codec.A) *codec.Request {
	attrs = append([]codec.A{{Name: "IFLA_IFNAME", Value: name}}, attrs...)
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags, Attrs: attrs}
}

func addBridge(name string) *codec.Request {
	const createExcl = codec.FlagCreate | codec.FlagExcl
	info := codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "bridge"}}}
	return link("RTM_NEWLINK", name, createExcl, info)
}

func newRecorder(t *testing.T, w io.Writer) *recording.Recorder {
	t.Helper()
	rec, err := recording.NewRecorder(w)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func load(t testing.TB, data []byte, opts ...recording.Option) *recording.Replay {
	t.Helper()
	r, err := recording.Load(bytes.NewReader(data), "session.pcapng", opts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// transcript is what a program sees of a session: all that can be told of messages and errors.
type transcript struct {
	t     *testing.T
	ask   *proxy.Socket
	lines []string
}

func (x *transcript) note(format string, args ...any) {
	x.lines = append(x.lines, fmt.Sprintf(format, args...))
}

// message notes a message whole; the port id of the socket is told as 1, for it is another one each time.
func (x *transcript) message(m *codec.Message) {
	m = m.Clone()
	h := m.Header()
	if h.PortID == x.ask.PortID() {
		h.PortID = 1
	}
	if err := m.SetHeader(h); err != nil {
		x.t.Fatal(err)
	}
	x.note("%s", form.JSON.Append(nil, m))
}

func (x *transcript) request(r *codec.Request) {
	replies, err := x.ask.Request(x.t.Context(), r)
	for _, m := range replies {
		x.message(m)
	}
	x.note("%v", err)
}

func (x *transcript) event(sub *proxy.Subscription) {
	x.t.Helper()
	e, err := sub.Next(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	x.note("group %d nsid %d", e.From.Group, e.From.NSID)
	x.message(e.Message)
}

// session makes links, errors, a dump, a batch and events, on three sockets.
func session(t *testing.T, option func(protocol int) proxy.Option) []string {
	ctx := t.Context()
	listen := open(t, proxy.Route, option(proxy.Route))
	sub, err := listen.Subscribe(ctx, "link")
	if err != nil {
		t.Fatal(err)
	}
	x := &transcript{t: t, ask: open(t, proxy.Route, option(proxy.Route))}
	x.request(addBridge("br0"))
	x.event(sub)
	x.request(addBridge("br0"))
	x.request(link("RTM_NEWLINK", "br0", 0, codec.A{Name: "IFLA_MTU", Value: 7}))
	x.request(link("RTM_GETLINK", "br0", 0))
	for m, err := range x.ask.Dump(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
		if err != nil {
			t.Fatal(err)
		}
		x.message(m)
	}
	results, err := x.ask.Batch(ctx, []*codec.Request{addBridge("br1"), addBridge("br1"), addBridge("br2")})
	x.note("%v %v", results, err)
	x.event(sub)
	x.event(sub)
	x.request(link("RTM_DELLINK", "br1", 0))
	generic := open(t, proxy.Generic, option(proxy.Generic))
	id, err := generic.FamilyID(ctx, "nlctrl")
	x.note("%d %v", id, err)
	_, err = generic.FamilyID(ctx, "nosuch")
	x.note("%v", err)
	if err := sub.Close(); err != nil {
		t.Error(err)
	}
	for _, s := range []*proxy.Socket{x.ask, listen, generic} {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	return x.lines
}

// recordSession records the session on the running kernel.
func recordSession(t *testing.T) (recorded []byte, lines []string) {
	testbed.Require(t, testbed.Root(), testbed.Module("bridge"))
	testbed.NetNS(t)
	var file bytes.Buffer
	rec := newRecorder(t, &file)
	lines = session(t, func(int) proxy.Option { return proxy.WithRecorder(rec) })
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes(), lines
}

func TestSession(t *testing.T) {
	recorded, want := recordSession(t)
	for name, opts := range map[string][]recording.Option{
		"strict": {recording.Strict()}, "lenient": nil, "ignoring": {recording.Ignore("IFLA_MTU")},
		"paced": {recording.Paced(1e6)},
	} {
		t.Run(name, func(t *testing.T) {
			r := load(t, recorded, opts...)
			r.CheckUsed(t)
			got := session(t, func(p int) proxy.Option { return proxy.WithTransport(r.Transport(p)) })
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if faults := r.Faults(); len(faults) > 0 {
				t.Error(faults)
			}
		})
	}
}

// TestSessionTwice replays a replay that is itself recorded.
func TestSessionTwice(t *testing.T) {
	recorded, want := recordSession(t)
	first := load(t, recorded, recording.Strict())
	var file bytes.Buffer
	rec := newRecorder(t, &file)
	session(t, func(p int) proxy.Option {
		inner := rec.Record(p, first.Transport(p))
		return proxy.WithTransport(inner)
	})
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	second := load(t, file.Bytes(), recording.Strict())
	got := session(t, func(p int) proxy.Option { return proxy.WithTransport(second.Transport(p)) })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
