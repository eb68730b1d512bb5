package recording_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

func mtu(n int) codec.A { return codec.A{Name: "IFLA_MTU", Value: n} }

func get(name string) *codec.Request { return link("RTM_GETLINK", name, 0) }

// wantError compares the text of an error, the place of the request's own octets included.
func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func mustAsk(t *testing.T, s *proxy.Socket, r *codec.Request) []*codec.Message {
	t.Helper()
	replies, err := s.Request(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return replies
}

func TestStrictOrder(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	c.asked(5, 2, addBridge("b"), 0)
	r := c.replay(recording.Strict())
	s := route(t, r)
	text := func(name string) string {
		return "RTM_NEWLINK len=56 flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE ifinfomsg " +
			"ifi_family=AF_UNSPEC " +
			"ifi_type=0 ifi_index=0 ifi_flags=0 ifi_change=0 IFLA_IFNAME " + name +
			" IFLA_LINKINFO { IFLA_INFO_KIND bridge }"
	}
	_, err := s.Request(t.Context(), addBridge("b"))
	wantError(t, err, `replay: this request is not the next one of the recording: `+text("b")+
		`; the next is hand.pcapng: packet 1: `+text("a")+
		`; IFLA_IFNAME is "a" there and "b" here; the same stands at hand.pcapng: packet 3`)
	if !errors.Is(err, recording.ErrUnrecorded) {
		t.Error("it is not ErrUnrecorded")
	}
	if unused := r.Unused(); len(unused) != 2 || !strings.HasPrefix(unused[1], "hand.pcapng: packet 3: RTM_NEWLINK ") {
		t.Errorf("unused: %q", unused)
	}
	mustAsk(t, s, addBridge("a"))
	mustAsk(t, s, addBridge("b"))
	_, err = s.Request(t.Context(), addBridge("b"))
	wantError(t, err, `replay: the socket sent no more than 2 requests: `+text("b"))
	_, err = route(t, r).Request(t.Context(), addBridge("b"))
	wantError(t, err, `replay: the recording holds no more than 1 sockets of NETLINK_ROUTE: `+text("b"))
	if unused := r.Unused(); len(unused) > 0 {
		t.Errorf("unused: %q", unused)
	}
}

func TestUnknownRequest(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	c.asked(5, 2, link("RTM_SETLINK", "a", 0, mtu(1400)), 0)
	s := route(t, c.replay())
	up := link("RTM_SETLINK", "a", 0, mtu(1400))
	up.Fixed = map[string]any{"ifi_flags": 1}
	for _, x := range []struct {
		request *codec.Request
		differs string
	}{
		{link("RTM_SETLINK", "a", 0, mtu(1500)), "packet 3: RTM_SETLINK: IFLA_MTU is 1400 there and 1500 here"},
		{link("RTM_SETLINK", "a", 0), "packet 3: RTM_SETLINK: IFLA_MTU is not here"},
		{link("RTM_SETLINK", "a", codec.FlagEcho, mtu(1400)),
			"packet 3: RTM_SETLINK: the flags are 0x1 there and 0x9 here"},
		{up, "packet 3: RTM_SETLINK: ifi_flags is 0 there and 1 here"},
		{link("RTM_SETLINK", "a", 0, mtu(1400), codec.A{Name: "IFLA_GROUP", Value: 3}),
			"packet 3: RTM_SETLINK: IFLA_GROUP is not there"},
		{link("RTM_NEWLINK", "a", 0x600, codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{
			{Name: "IFLA_INFO_KIND", Value: "dummy"},
		}}),
			`packet 1: RTM_NEWLINK: IFLA_LINKINFO/IFLA_INFO_KIND is "bridge" there and "dummy" here`},
		{link("RTM_NEWLINK", "a", 0x600, mtu(1400)), // packet 3 has both
			"packet 1: RTM_NEWLINK: IFLA_MTU is not there"},
		{get("a"), "packet 1: RTM_NEWLINK: the type differs"},
	} {
		_, err := s.Request(t.Context(), x.request)
		var e *recording.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", x.differs, err)
			continue
		}
		nearest, _, _ := strings.Cut(strings.TrimPrefix(e.Nearest, "the nearest is hand.pcapng: "), " ifi")
		name := strings.Fields(nearest)[2]
		if got := fmt.Sprintf("%s %s: %s", strings.Join(strings.Fields(nearest)[:2], " "), name,
			e.Differs); got != x.differs {
			t.Errorf("got  %s\nwant %s\nof %v", got, x.differs, err)
		}
	}
}

// TestNearestRequest tells of the recorded request that has the most in common with one that was not recorded.
func TestNearestRequest(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, link("RTM_SETLINK", "b", 0), 0)
	c.asked(5, 2, link("RTM_SETLINK", "a", 0, mtu(1400)), 0)
	_, err := route(t, c.replay()).Request(t.Context(), link("RTM_SETLINK", "a", 0, mtu(1500)))
	var e *recording.Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Nearest, "the nearest is hand.pcapng: packet 3: ") {
		t.Error(err)
	}
}

// TestLenientReuse asks in another order, more often than was recorded, and from other sockets.
func TestLenientReuse(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	c.asked(5, 2, addBridge("a"), uint32(syscall.EEXIST))
	c.asked(6, 1, addBridge("b"), uint32(syscall.EPERM))
	r := c.replay()
	s := route(t, r)
	for i, x := range []struct {
		name string
		want error
	}{{"b", syscall.EPERM}, {"a", nil}, {"a", syscall.EEXIST}, {"b", syscall.EPERM}, {"a", syscall.EEXIST}} {
		if _, err := s.Request(t.Context(), addBridge(x.name)); !errors.Is(err, x.want) {
			t.Errorf("request %d: %v, want %v", i, err, x.want)
		}
	}
	// a datagram with a request that is not there is not sent at all, whatever else is in it
	if _, err := s.Batch(t.Context(), []*codec.Request{addBridge("a"), addBridge("c")}); !errors.Is(err,
		recording.ErrUnrecorded) {
		t.Error(err)
	}
}

func TestIgnore(t *testing.T) {
	c := &capture{t: t}
	kinds := codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{
		{Name: "IFLA_INFO_KIND", Value: "bridge"}, {Name: "IFLA_INFO_SLAVE_KIND", Value: "bond"},
	}}
	c.asked(5, 1, link("RTM_SETLINK", "a", 0, mtu(1400), kinds), 0)
	ask := func(opts ...recording.Option) error {
		_, err := route(t, c.replay(opts...)).Request(t.Context(), link("RTM_SETLINK", "a", 0,
			codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "bridge"}}}))
		return err
	}
	if err := ask(recording.Ignore("IFLA_MTU", "ifla_linkinfo/ifla_info_slave_kind")); err != nil {
		t.Error(err)
	}
	if err := ask(recording.Ignore("IFLA_MTU")); !errors.Is(err, recording.ErrUnrecorded) {
		t.Error(err)
	}
	if err := ask(recording.Ignore("IFLA_MTU", "IFLA_LINKINFO")); err != nil {
		t.Error(err)
	}
}

// TestAcknowledgements asks for acknowledgements where none were recorded, and does without where some were.
func TestAcknowledgements(t *testing.T) {
	c := &capture{t: t}
	c.sent(5, message(t, get("a"), codec.FlagRequest, 1, 0))
	c.received(5, captures.Origin{}, message(t, link("RTM_NEWLINK", "a", 0), 0, 1, 5))
	c.asked(5, 2, addBridge("b"), 0)
	r := c.replay()
	if replies := mustAsk(t, route(t, r), get("a")); len(replies) != 1 || replies[0].Name() != "RTM_NEWLINK" {
		t.Error(replies)
	}
	plain := r.Transport(proxy.Route)
	if err := plain.Send(t.Context(), message(t, addBridge("b"), codec.FlagRequest, 9, 0), toKernel); err != nil {
		t.Fatal(err)
	}
	if b, _, err := plain.Receive(t.Context(), make([]byte, 100), false); !errors.Is(err, transport.ErrEmpty) {
		t.Errorf("%x, %v", b, err)
	}
}

// TestEvents lets events come where they came in the recording, to those that joined their group.
func TestEvents(t *testing.T) {
	c := &capture{t: t}
	c.happened(7, "socket opened")
	c.happened(7, "joined group 1")
	c.received(7, captures.Origin{Group: 1}, message(t, link("RTM_NEWLINK", "first", 0), 0, 0, 0))
	c.sent(5, message(t, addBridge("a"), codec.FlagRequest, 77, 0))
	c.received(7, captures.Origin{Group: 1, NSID: 4, HasNSID: true}, message(t, link("RTM_NEWLINK", "a", 0), 0, 77, 5))
	c.received(7, captures.Origin{Group: 5}, message(t, link("RTM_NEWLINK", "other", 0), 0, 0, 0))
	c.happened(7, "ENOBUFS: the receive buffer overflowed and datagrams were lost")
	c.received(7, captures.Origin{Group: 1}, message(t, link("RTM_DELLINK", "a", 0), 0, 0, 0))
	r := c.replay()
	listen, ask := route(t, r), route(t, r)
	sub, err := listen.Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	mustAsk(t, ask, addBridge("a"))
	var got []string
	for range 4 {
		e, err := sub.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if e.Overrun != nil {
			got = append(got, "overrun")
			continue
		}
		name, _ := e.Message.Attr("IFLA_IFNAME")
		h := e.Message.Header()
		got = append(got, fmt.Sprintf("%s %s group %d nsid %d own %t",
			e.Message.Name(), name.Text(), e.From.Group, e.From.NSID, h.PortID == ask.PortID()))
	}
	if want := []string{
		"RTM_NEWLINK first group 1 nsid -1 own false", "RTM_NEWLINK a group 1 nsid 4 own true", "overrun",
		"RTM_DELLINK a group 1 nsid -1 own false",
	}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	mustAsk(t, ask, addBridge("a")) // the answer again, but nothing new happened
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if e, err := sub.Next(ctx); err == nil {
		t.Errorf("an event came twice: %v", e)
	}
}

// TestShortcomings asks what was recorded in part.
func TestShortcomings(t *testing.T) {
	c := &capture{t: t}
	c.sent(5, message(t, addBridge("unsent"), codec.FlagRequest|codec.FlagAck, 1, 5))
	c.add(captures.Record{PortID: 5, Direction: codec.Sent, Event: "send failed: EPERM"})
	c.add(captures.Record{PortID: 5, Direction: codec.Sent, Failed: "sendto failed: EACCES",
		Data: message(t, addBridge("refused"), codec.FlagRequest|codec.FlagAck, 4, 5)})
	answer := message(t, link("RTM_NEWLINK", "cut", 0), 0, 2, 5)
	c.sent(5, message(t, get("cut"), codec.FlagRequest, 2, 5))
	c.add(captures.Record{PortID: 5, Direction: codec.Received, Data: answer[:20], OriginalLen: len(answer)})
	c.sent(5, message(t, addBridge("unanswered"), codec.FlagRequest|codec.FlagAck, 3, 5))
	c.add(captures.Record{Protocol: captures.ProtocolUnknown, Direction: codec.Received, Data: answer})
	r := c.replay()
	s := route(t, r)
	_, err := s.Request(t.Context(), addBridge("unsent"))
	if !errors.Is(err, syscall.EPERM) {
		t.Error(err)
	}
	_, err = s.Request(t.Context(), addBridge("refused"))
	if !errors.Is(err, syscall.EACCES) {
		t.Error(err)
	}
	_, err = s.Request(t.Context(), get("cut"))
	wantError(t, err, "replay: hand.pcapng: packet 4: the capture cut the answer of this request short: "+
		fmt.Sprintf("hand.pcapng: packet 5: 20 of %d octets", len(answer)))
	_, err = s.Request(t.Context(), addBridge("unanswered"))
	wantError(t, err, "replay: hand.pcapng: packet 6: "+
		"the recording ends, or the socket was closed, before the answer of this request")
	faults := r.Faults()
	if len(faults) != 1 {
		t.Fatal(faults)
	}
	wantError(t, faults[0], "hand.pcapng: packet 7: the capture does not say which netlink protocol this is")
}

// TestUntoldOctets answers requests of which the capture does not tell all, whatever stands where it tells nothing.
func TestUntoldOctets(t *testing.T) {
	c := &capture{t: t}
	b := message(t, link("RTM_SETLINK", "a", 0, mtu(0)), codec.FlagRequest|codec.FlagAck, 1, 5)
	untold := codec.Span{From: len(b) - 4, To: len(b)} // the MTU
	c.add(captures.Record{PortID: 5, Direction: codec.Sent, Data: b, Missing: []codec.Span{untold}})
	failure := transport.Failure{Errno: syscall.EEXIST}
	c.received(5, captures.Origin{}, transport.AppendAck(nil, b, 5, failure, transport.AckStyle{Capped: true}))
	for _, opts := range [][]recording.Option{nil, {recording.Ignore("IFLA_TXQLEN")}} {
		s := route(t, c.replay(opts...))
		for _, n := range []int{0, 1500, 9000} {
			if _, err := s.Request(t.Context(), link("RTM_SETLINK", "a", 0, mtu(n))); !errors.Is(err, syscall.EEXIST) {
				t.Errorf("an MTU of %d: %v", n, err)
			}
		}
		for what, r := range map[string]*codec.Request{
			"another name": link("RTM_SETLINK", "b", 0, mtu(1500)),
			"no MTU":       link("RTM_SETLINK", "a", 0),
			"more":         link("RTM_SETLINK", "a", 0, mtu(1500), codec.A{Name: "IFLA_GROUP", Value: 1}),
		} {
			if _, err := s.Request(t.Context(), r); !errors.Is(err, recording.ErrUnrecorded) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

// TestFamilyLookups lets requests for family ids come and be missing at any time.
func TestFamilyLookups(t *testing.T) {
	lookup := &codec.Request{
		Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY",
		Attrs: []codec.A{{Name: "CTRL_ATTR_FAMILY_NAME", Value: "sample"}},
	}
	c := &capture{t: t}
	c.asked(5, 1, lookup, uint32(syscall.ENOENT))
	c.asked(5, 2, addBridge("a"), 0)
	for i := range c.records {
		c.records[i].Protocol = proxy.Generic
	}
	r := c.replay(recording.Strict())
	s := open(t, proxy.Generic, proxy.WithTransport(r.Transport(proxy.Generic)))
	for range 2 {
		if _, err := s.FamilyID(t.Context(), "sample"); !errors.Is(err, syscall.ENOENT) {
			t.Error(err)
		}
	}
	if _, err := s.RequestRaw(t.Context(), message(t, addBridge("a"), 0, 0, 0)); err != nil {
		t.Error(err)
	}
	if unused := r.Unused(); len(unused) > 0 {
		t.Error(unused)
	}
}

// TestLeftDump leaves a dump of a recording in its middle, and dumps again. What was only sent to have the kernel go on
// may come or be missing.
func TestLeftDump(t *testing.T) {
	links := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
	c := &capture{t: t}
	for seq := uint32(1); seq <= 3; seq += 2 {
		c.sent(5, message(t, links, codec.FlagRequest|codec.FlagDump, seq, 5))
		for _, name := range []string{"a", "b"} {
			c.received(5, captures.Origin{}, message(t, link("RTM_NEWLINK", name, 0), codec.FlagMulti, seq, 5))
		}
		c.received(5, captures.Origin{}, transport.AppendDone(nil, seq, 5, transport.Failure{}, transport.AckStyle{}))
		noop := codec.Header{Len: codec.HeaderLen, Type: codec.TypeNoop, Flags: codec.FlagRequest, Seq: seq + 1}
		c.sent(5, noop.Append(nil, host.BigEndian))
	}
	r := c.replay(recording.Strict())
	s := route(t, r)
	for range s.Stream(t.Context(), links) {
		break
	}
	n := 0
	for _, err := range s.Dump(t.Context(), links) {
		if n++; err != nil {
			t.Error(err)
		}
	}
	if unused := r.Unused(); n != 2 || len(unused) > 0 {
		t.Errorf("%d links; not asked: %q", n, unused)
	}
}

// TestConcurrency asks from many goroutines, on sockets of their own and on one that they share.
func TestConcurrency(t *testing.T) {
	c := &capture{t: t}
	const names, rounds = 8, 100
	for i := range names {
		c.asked(5, uint32(i+1), addBridge(fmt.Sprint("br", i)), uint32(i))
	}
	r := c.replay()
	shared := route(t, r)
	var wg sync.WaitGroup
	for i := range names {
		own := route(t, r)
		wg.Go(func() {
			for range rounds {
				for _, s := range []*proxy.Socket{own, shared} {
					_, err := s.Request(t.Context(), addBridge(fmt.Sprint("br", i)))
					if i == 0 && err != nil || i > 0 && !errors.Is(err, syscall.Errno(i)) {
						t.Errorf("br%d: %v", i, err)
					}
				}
			}
		})
	}
	wg.Wait()
}

// TestRegistry reads a recording by tables that know nothing.
func TestRegistry(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	unused := c.replay(recording.WithRegistry(codec.NewRegistry())).Unused()
	if len(unused) != 1 || strings.Contains(unused[0], "RTM_NEWLINK") || strings.Contains(unused[0], "IFLA_") {
		t.Errorf("unused: %q", unused)
	}
}

func TestNothingToReplay(t *testing.T) {
	_, err := recording.Read(&capture{t: t})
	wantError(t, err, "replay: the capture holds no netlink traffic that can be replayed")
	if _, err := recording.Open("nosuch.pcapng"); err == nil {
		t.Error("a file that is not there can be opened")
	}
}

// TestNoSuchGroup refuses groups that neither the protocol nor the recording has: who joins all finds the last.
func TestNoSuchGroup(t *testing.T) {
	var file bytes.Buffer
	rec := newRecorder(t, &file)
	record := rec.Record(proxy.Route, oneDatagram{datagram: message(t, addBridge("a"), 0, 0, 0)})
	if err := errors.Join(record.Join(70), record.Close(), rec.Close()); err != nil {
		t.Fatal(err)
	}
	replay := load(t, file.Bytes()).Transport(proxy.Route)
	for group, want := range map[uint32]error{1: nil, 32: nil, 70: nil, 71: syscall.EINVAL} {
		if err := replay.Join(group); !errors.Is(err, want) {
			t.Errorf("group %d: %v, want %v", group, err, want)
		}
	}
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(load(t, file.Bytes()).Transport(proxy.Route)))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sub, err := s.Subscribe(t.Context(), "*")
	if err != nil || len(sub.Groups()) != 70 {
		t.Errorf("%v were joined, %v", sub.Groups(), err)
	}
}
