package recording_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

// toKernel is how a datagram is sent as a rule.
var toKernel transport.Delivery

// next receives what a socket has already.
func next(t *testing.T, tr transport.Transport) (h codec.Header, err error) {
	t.Helper()
	b, _, err := tr.Receive(t.Context(), make([]byte, 200), false)
	if err != nil {
		return h, err
	}
	return host.Header(b), nil
}

// TestPaced lets an answer come as long after its request as in the recording, or sooner by a factor; without it, at
// once.
func TestPaced(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0) // the acknowledgement comes a second later
	for _, x := range []struct {
		opts []recording.Option
		want time.Duration
	}{
		{nil, 0}, {[]recording.Option{recording.Paced(1)}, time.Second},
		{[]recording.Option{recording.Paced(4)}, time.Second / 4}, {[]recording.Option{recording.Paced(-1)}, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := route(t, c.replay(x.opts...))
			before := time.Now()
			if mustAsk(t, s, addBridge("a")); time.Since(before) != x.want {
				t.Errorf("it took %v, want %v", time.Since(before), x.want)
			}
		})
	}
}

// TestEarly does not wait for what comes later where nobody wants to wait, and no longer than the caller does.
func TestEarly(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	synctest.Test(t, func(t *testing.T) {
		tr := c.replay(recording.Paced(1)).Transport(proxy.Route)
		if err := tr.Send(t.Context(), message(t, addBridge("a"), codec.FlagRequest|codec.FlagAck, 9, 0), toKernel); err != nil {
			t.Fatal(err)
		}
		if _, err := next(t, tr); !errors.Is(err, transport.ErrEmpty) {
			t.Errorf("at once: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		if _, _, err := tr.Receive(ctx, nil, true); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("for half a second: %v", err)
		}
		if b, _, err := tr.Receive(t.Context(), nil, true); err != nil || host.Header(b).Seq != 9 {
			t.Errorf("%x, %v", b, err)
		}
		go func() {
			time.Sleep(time.Second)
			_ = tr.Close() // which has no errors
		}()
		if _, _, err := tr.Receive(t.Context(), nil, true); !errors.Is(err, proxy.ErrClosed) {
			t.Errorf("closed meanwhile: %v", err)
		}
		for what, err := range map[string]error{
			"receive": func() error { _, err := next(t, tr); return err }(),
			"send":    tr.Send(t.Context(), message(t, addBridge("a"), codec.FlagRequest, 9, 0), toKernel), "join": tr.Join(1),
		} {
			if !errors.Is(err, proxy.ErrClosed) {
				t.Errorf("%s, closed before: %v", what, err)
			}
		}
	})
}

// TestDifferences tells in what a request differs that no table, or no attribute, tells the difference of.
func TestDifferences(t *testing.T) {
	const typ = 999
	octets := func(b ...byte) []byte {
		m := append(make([]byte, codec.HeaderLen), b...)
		host.PutHeader(m, codec.Header{Len: uint32(len(m)), Type: typ, Flags: codec.FlagRequest, Seq: 1})
		return m
	}
	c := &capture{t: t}
	c.sent(5, octets(1, 2, 3, 4))
	c.asked(6, 1, link("RTM_SETLINK", "a", 0, mtu(1400), codec.A{Name: "9999", Value: []byte{1, 2}}), 0)
	padded := message(t, link("RTM_GETLINK", "ab", 0), codec.FlagRequest, 1, 0) // by one octet
	c.sent(7, padded)
	last := len(padded) - 1
	otherPad, noPad := bytes.Clone(padded), bytes.Clone(padded[:last])
	otherPad[last] = 5
	host.PutHeader(noPad, codec.Header{Len: uint32(last), Type: 18, Flags: codec.FlagRequest, Seq: 1})
	tr := c.replay().Transport(proxy.Route)
	for want, datagram := range map[string][]byte{
		"what no table knows is 01020304 there and 01020504 here":            octets(1, 2, 5, 4),
		fmt.Sprintf("octet %d is 0x00 there and 0x05 here", last):            otherPad,
		fmt.Sprintf("it has %d octets there and %d here", len(padded), last): noPad,
		"the order or number of the attributes differs": message(t, link("RTM_SETLINK", "a", 0,
			codec.A{Name: "9999", Value: []byte{1, 2}}, mtu(1400)), codec.FlagRequest, 1, 0),
		"9999 is 0102 there and 0103 here": message(t, link("RTM_SETLINK", "a", 0, mtu(1400),
			codec.A{Name: "9999", Value: []byte{1, 3}}), codec.FlagRequest, 1, 0),
	} {
		var e *recording.Error
		if err := tr.Send(t.Context(), datagram, toKernel); !errors.As(err, &e) || e.Differs != want {
			t.Errorf("%v; want %q", err, want)
		}
	}
	if err := tr.Send(t.Context(), octets(1)[:10], toKernel); err == nil || !strings.Contains(err.Error(), "10 octets are no") {
		t.Errorf("what is no message: %v", err)
	}
}

// TestUnusableRecords tells what of a capture cannot be replayed, and counts it in errors.
func TestUnusableRecords(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	b := message(t, addBridge("b"), codec.FlagRequest, 2, 5)
	c.add(captures.Record{PortID: 5, Direction: codec.Sent, Data: b[:30], OriginalLen: len(b)})
	c.add(captures.Record{PortID: 5, Direction: codec.Sent, Data: b})
	c.records[len(c.records)-1].BigEndian = !host.BigEndian
	c.sent(5, append(bytes.Clone(b), make([]byte, 8)...)) // padding is none
	r := c.replay()
	var got []string
	for _, f := range r.Faults() {
		got = append(got, f.Error())
	}
	want := []string{
		fmt.Sprintf("hand.pcapng: packet 3: the capture cut the request short: 30 of %d octets", len(b)),
		"hand.pcapng: packet 4: it was captured on a machine of the other byte order",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, err := route(t, r).Request(t.Context(), addBridge("c"))
	if err == nil || !strings.Contains(err.Error(), "; 2 places of the capture could not be used, which Faults lists") {
		t.Error(err)
	}
}

// TestHappenings fails again what failed as programs and strace write it.
func TestHappenings(t *testing.T) {
	for what, want := range map[string]syscall.Errno{
		"send failed: EPERM": syscall.EPERM, "ENOBUFS: the datagram was not sent": syscall.ENOBUFS,
		"sendto did not return": syscall.EINTR, "sendmsg failed: EACCES": syscall.EACCES,
	} {
		c := &capture{t: t}
		b := message(t, addBridge("a"), codec.FlagRequest, 1, 0)
		c.sent(5, b)
		c.add(captures.Record{PortID: 5, Direction: codec.Sent, Event: what})
		if err := c.replay().Transport(proxy.Route).Send(t.Context(), b, toKernel); !errors.Is(err, want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestLeftGroups gives no events of groups that were left, and where the capture does not name the group, to the lowest
// of those that are joined.
func TestLeftGroups(t *testing.T) {
	c := &capture{t: t}
	c.asked(7, 1, addBridge("a"), 0)
	for _, group := range []uint32{1, 9, 0} {
		c.received(7, captures.Origin{Group: group}, message(t, link("RTM_NEWLINK", fmt.Sprint(group), 0), 0, 0, 0))
	}
	tr := c.replay().Transport(proxy.Route)
	for _, group := range []uint32{1, 9, 5} {
		if err := tr.Join(group); err != nil {
			t.Fatal(err)
		}
	}
	if err := tr.Leave(1); err != nil {
		t.Fatal(err)
	}
	if err := tr.Send(t.Context(), message(t, addBridge("a"), codec.FlagRequest, 1, 0), toKernel); err != nil {
		t.Fatal(err)
	}
	var got []uint32
	for {
		_, from, err := tr.Receive(t.Context(), nil, false)
		if errors.Is(err, transport.ErrEmpty) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, from.Group)
	}
	if want := []uint32{9, 5}; !slices.Equal(got, want) {
		t.Errorf("events of groups %v, want %v", got, want)
	}
}

// TestQuotedRequest has an error quote the request that it answers, whole where the recorded one is as long.
func TestQuotedRequest(t *testing.T) {
	c := &capture{t: t}
	recorded := message(t, link("RTM_SETLINK", "a", 0, mtu(1400)), codec.FlagRequest|codec.FlagAck, 1, 5)
	c.sent(5, recorded)
	whole := transport.AppendAck(nil, recorded, 5, transport.Failure{Errno: syscall.EPERM}, transport.AckStyle{})
	c.received(5, captures.Origin{}, whole)
	for length, want := range map[string]bool{"as long": true, "longer": false} {
		r := link("RTM_SETLINK", "a", 0, mtu(9000))
		if !want {
			r.Attrs = append(r.Attrs, mtu(1))
		}
		asked := message(t, r, codec.FlagRequest|codec.FlagAck, 99, 0)
		tr := c.replay(recording.Ignore("IFLA_MTU")).Transport(proxy.Route)
		if err := tr.Send(t.Context(), asked, toKernel); err != nil {
			t.Fatal(err)
		}
		b, _, err := tr.Receive(t.Context(), make([]byte, 200), false)
		if err != nil || len(b) != len(whole) || host.Header(b).Seq != 99 {
			t.Fatalf("%s: %x, %v", length, b, err)
		}
		quoted := b[codec.HeaderLen+4:]
		if h := host.Header(quoted); h.Seq != 99 || int(h.Len) != len(recorded) || bytes.Equal(quoted, asked) != want {
			t.Errorf("%s: %+v is quoted, %x of %x", length, h, quoted, asked)
		}
	}
}

// list is what a test says.
type list struct {
	testing.TB
	errors   []string
	cleanups []func()
}

func (l *list) Cleanup(f func()) { l.cleanups = append(l.cleanups, f) }
func (l *list) Errorf(format string, args ...any) {
	l.errors = append(l.errors, fmt.Sprintf(format, args...))
}

// TestCheckUsed fails a test at its end for each request that was not asked.
func TestCheckUsed(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	c.asked(5, 2, addBridge("b"), 0)
	r := c.replay()
	l := &list{TB: t}
	r.CheckUsed(l)
	mustAsk(t, route(t, r), addBridge("a"))
	for _, f := range l.cleanups {
		f()
	}
	const want = "recorded, but not asked: hand.pcapng: packet 3: RTM_NEWLINK"
	if len(l.errors) != 1 || !strings.HasPrefix(l.errors[0], want) {
		t.Errorf("%q", l.errors)
	}
}

// TestDescriptors tells the sockets of a log by their descriptors where it does not tell their port ids, before and
// after it does.
func TestDescriptors(t *testing.T) {
	c := &capture{t: t}
	for i, x := range []struct {
		fd   int
		port uint32
	}{{0, 0}, {0, 5}, {4, 0}, {0, 0}, {4, 0}, {6, 7}, {6, 0}, {6, 8}, {6, 0}} {
		b := message(t, addBridge(fmt.Sprint(i)), codec.FlagRequest, uint32(i), x.port)
		c.add(captures.Record{PortID: x.port, Direction: codec.Sent, Data: b})
		c.records[i].FD = x.fd
	}
	r := c.replay(recording.Strict())
	for _, names := range [][]int{{0, 1, 3}, {2, 4}, {5, 6}, {7, 8}} { // descriptor 6 is used again
		tr := r.Transport(proxy.Route)
		for _, i := range names {
			b := message(t, addBridge(fmt.Sprint(i)), codec.FlagRequest, 1, 0)
			if err := tr.Send(t.Context(), b, toKernel); err != nil {
				t.Errorf("%v: %v", names, err)
			}
		}
	}
	if unused := r.Unused(); len(unused) > 0 {
		t.Errorf("%q", unused)
	}
}

// TestUntoldInSecond knows in which message of a datagram the octets stand that the capture does not tell.
func TestUntoldInSecond(t *testing.T) {
	c := &capture{t: t}
	first := message(t, link("RTM_SETLINK", "a", 0, mtu(1)), codec.FlagRequest, 1, 5)
	second := message(t, link("RTM_SETLINK", "b", 0, mtu(0)), codec.FlagRequest, 2, 5)
	both := slices.Concat(first, second)
	untold := codec.Span{From: len(both) - 4, To: len(both)} // the MTU of the second
	c.add(captures.Record{PortID: 5, Direction: codec.Sent, Data: both, Missing: []codec.Span{untold}})
	tr := c.replay().Transport(proxy.Route)
	for _, x := range []struct {
		name string
		mtu  int
		ok   bool
	}{{"a", 1, true}, {"a", 2, false}, {"b", 1, true}, {"b", 9000, true}, {"c", 1, false}} {
		err := tr.Send(t.Context(), message(t, link("RTM_SETLINK", x.name, 0, mtu(x.mtu)), codec.FlagRequest, 1, 0), toKernel)
		if (err == nil) != x.ok {
			t.Errorf("%+v: %v", x, err)
		}
	}
}

// TestOwnAnswers gives each socket what the one that it stands for was answered, though another one asked the same.
func TestOwnAnswers(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("first"), 0)
	c.asked(5, 2, addBridge("a"), 0)
	c.asked(6, 1, addBridge("a"), uint32(syscall.EEXIST))
	r := c.replay()
	first, second := route(t, r), route(t, r)
	mustAsk(t, first, addBridge("first"))
	if _, err := second.Request(t.Context(), addBridge("a")); !errors.Is(err, syscall.EEXIST) {
		t.Errorf("the second socket: %v", err)
	}
	if _, err := first.Request(t.Context(), addBridge("a")); err != nil {
		t.Errorf("the first socket: %v", err)
	}
}

// TestUnknownDirection takes for requests what is marked so, where a capture does not tell which way datagrams went.
func TestUnknownDirection(t *testing.T) {
	const unknown = 30 // a protocol that no table has
	request := message(t, addBridge("a"), codec.FlagRequest, 1, 5)
	event := []byte("add@/\x03\x03\x03\x03ACTION=add\x00") // whose octets 6 and 7 would be flags
	c := &capture{t: t}
	for _, rec := range []captures.Record{
		{Protocol: proxy.Route, Data: request}, {Protocol: unknown, Data: request},
		{Protocol: proxy.Route, Data: request[:10]}, {Protocol: proxy.KobjectUevent, Data: event},
		{Protocol: proxy.Route, Data: message(t, addBridge("b"), 0, 2, 5)},
	} {
		rec.PortID, rec.Direction = 5, codec.DirectionUnknown
		c.add(rec)
	}
	var got []string
	for _, u := range c.replay().Unused() {
		got = append(got, strings.Join(strings.Fields(u)[:4], " "))
	}
	want := []string{"hand.pcapng: packet 1: RTM_NEWLINK", "hand.pcapng: packet 2: type"}
	if !slices.Equal(got, want) {
		t.Errorf("requests %q, want %q", got, want)
	}
}

// TestBareError gives out an NLMSG_ERROR that has no errno in it: it is no acknowledgement.
func TestBareError(t *testing.T) {
	c := &capture{t: t}
	c.sent(5, message(t, addBridge("a"), codec.FlagRequest, 1, 5))
	bare := codec.Header{Len: codec.HeaderLen, Type: codec.TypeError, Seq: 1, PortID: 5}
	c.received(5, captures.Origin{}, bare.Append(nil, host.BigEndian))
	tr := c.replay().Transport(proxy.Route)
	if err := tr.Send(t.Context(), message(t, addBridge("a"), codec.FlagRequest, 7, 0), toKernel); err != nil {
		t.Fatal(err)
	}
	if h, err := next(t, tr); err != nil || h.Type != codec.TypeError || h.Len != codec.HeaderLen || h.Seq != 7 {
		t.Errorf("%+v, %v", h, err)
	}
}
