package proxy_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
)

// TestRequest gets what answers a request, without the acknowledgement, to keep.
func TestRequest(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		replies, err := s.Request(t.Context(), getLink(1))
		if err != nil || len(replies) != 1 || replies[0].Name() != "RTM_NEWLINK" {
			t.Fatalf("%d replies, %v; want one RTM_NEWLINK", len(replies), err)
		}
		if made, err := s.Request(t.Context(), addBridge("br0")); err != nil || len(made) != 0 {
			t.Errorf("%d replies, %v; want nothing but success", len(made), err)
		}
		raw, err := s.RequestRaw(t.Context(), octets(t, s, rtnl("RTM_GETLINK", 0, named("br0"))))
		if err != nil || len(raw) != 1 || nameOf(raw[0]) != "br0" {
			t.Errorf("%d replies, %v; want br0", len(raw), err)
		}
		if got := nameOf(replies[0]); got != "lo" {
			t.Errorf("the first reply became %q after other requests", got)
		}
		if h := replies[0].Header(); h.PortID != s.PortID() || s.PortID() == 0 {
			t.Errorf("the reply is for port id %d, the socket has %d", h.PortID, s.PortID())
		}
	})
}

// TestRefused tells what was refused, where it is wrong and why.
func TestRefused(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		must(t, s, addBridge("br0"))
		_, err := s.Request(t.Context(), addBridge("br0"))
		var refused *proxy.Error
		if !errors.As(err, &refused) || refused.Request != "RTM_NEWLINK" || refused.Path != "" || refused.Offset != 0 {
			t.Errorf("a name that is taken: %+v, %v", refused, err)
		}
		if !errors.Is(err, syscall.EEXIST) || !errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOENT) {
			t.Errorf("%v is not EEXIST", err)
		}
		_, err = s.Request(t.Context(), addBridge("abcdefghijklmnop"))
		want := proxy.Error{
			Request: "RTM_NEWLINK", Errno: syscall.ERANGE,
			Message: "Attribute failed policy validation", Path: "IFLA_IFNAME", Name: "ERANGE", Offset: 32,
		}
		if !errors.As(err, &refused) || *refused != want {
			t.Errorf("a name that is too long: %+v, want %+v", err, want)
		}
		if text := err.Error(); text != "RTM_NEWLINK: IFLA_IFNAME: Attribute failed policy validation (ERANGE)" {
			t.Error(text)
		}
	})
}

// TestWholeAcks finds the attribute that is wrong where errors quote the whole request, too.
func TestWholeAcks(t *testing.T) {
	s, tr := script(t, nil, proxy.WholeAcks())
	// NLMSGERR_ATTR_OFFS after the request that is quoted with its odd length padded
	go func() {
		sent := <-tr.Sent
		answer := append(make([]byte, codec.HeaderLen), host.Order.AppendUint32(nil, ^uint32(syscall.EINVAL)+1)...)
		answer = host.Align(append(answer, sent...), 0)
		answer = append(answer, host.AppendAttr(nil, 2, host.Order.AppendUint32(nil, 32))...)
		const ackTLVs = 0x200
		host.PutHeader(answer, codec.Header{
			Len: uint32(len(answer)), Type: codec.TypeError, Flags: ackTLVs, Seq: seqOf(sent), PortID: scriptedPort,
		})
		tr.Arrive <- came(answer)
	}()
	_, err := s.Request(t.Context(), addBridge("br0"))
	var refused *proxy.Error
	if !errors.As(err, &refused) || refused.Path != "IFLA_IFNAME" || !errors.Is(err, syscall.EINVAL) {
		t.Error(err)
	}
}

// TestEcho gets back what a request has made, while those who listen are told once.
func TestEcho(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, other := e.open(t), e.open(t)
		mine, err := s.Subscribe(t.Context(), "link")
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := other.Subscribe(t.Context(), "link")
		if err != nil {
			t.Fatal(err)
		}
		r := addBridge("br0")
		r.Flags |= codec.FlagEcho
		replies, err := s.Request(t.Context(), r)
		if err != nil || len(replies) != 1 || nameOf(replies[0]) != "br0" {
			t.Fatalf("%d replies, %v; want br0", len(replies), err)
		}
		must(t, s, addBridge("br1"))
		for who, sub := range map[string]*proxy.Subscription{"the one who asked": mine, "another": theirs} {
			for _, want := range []string{"br0", "br1"} {
				ev, err := sub.Next(t.Context())
				if err != nil || ev.Message == nil || nameOf(ev.Message) != want {
					t.Fatalf("%s was told of %+v, %v; want %s", who, ev, err, want)
				}
			}
		}
	})
}

// TestTooShort refuses what has no room for a header, and sends nothing.
func TestTooShort(t *testing.T) {
	s, tr := script(t, nil)
	for _, b := range [][]byte{nil, make([]byte, codec.HeaderLen-1)} {
		_, requested := s.RequestRaw(t.Context(), b)
		_, batched := s.BatchRaw(t.Context(), [][]byte{b})
		var dumped, streamed error
		for _, dumped = range s.DumpRaw(t.Context(), b) {
		}
		for _, streamed = range s.StreamRaw(t.Context(), b) {
		}
		for _, err := range []error{requested, batched, dumped, streamed} {
			if !contains(err, "no room for the 16 of a header") {
				t.Errorf("%d octets: %v", len(b), err)
			}
		}
	}
	if len(tr.Sent) != 0 {
		t.Errorf("%x was sent", <-tr.Sent)
	}
}

// waits is all that waits for the other end.
var waits = map[string]func(context.Context, *proxy.Socket) error{
	"Request": func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.Request(ctx, getLink(1))
		return err
	},
	"Exchange": func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.Exchange(ctx, getLink(1), proxy.Replies(2))
		return err
	},
	"Dump": func(ctx context.Context, s *proxy.Socket) (err error) {
		for _, err = range s.Dump(ctx, rtnl("RTM_GETLINK", 0)) {
		}
		return err
	},
	"Stream": func(ctx context.Context, s *proxy.Socket) (err error) {
		for _, err = range s.Stream(ctx, rtnl("RTM_GETLINK", 0)) {
		}
		return err
	},
	"Batch": func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.Batch(ctx, []*codec.Request{addBridge("a"), addBridge("b")})
		return err
	},
	"Receive": func(ctx context.Context, s *proxy.Socket) error {
		_, _, err := s.Receive(ctx)
		return err
	},
	"Next": func(ctx context.Context, s *proxy.Socket) error {
		sub, err := s.Subscribe(ctx, "link")
		if err != nil {
			return err
		}
		_, err = sub.Next(ctx)
		return err
	},
}

// TestWaitEnds ends what waits for an answer that does not come: after its time, for its caller's reason, and with the
// socket.
func TestWaitEnds(t *testing.T) {
	for what, wait := range waits {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, _ := script(t, func([]byte) []arrival { return nil })
				ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
				defer cancel()
				start := time.Now()
				if err := wait(ctx, s); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Hour {
					t.Errorf("after %v: %v", time.Since(start), err)
				}
				over, end := context.WithCancelCause(t.Context())
				enough := errors.New("enough")
				ended := make(chan error)
				go func() { ended <- wait(over, s) }()
				synctest.Wait()
				end(enough)
				if err := <-ended; !errors.Is(err, enough) {
					t.Errorf("cancelled: %v", err)
				}
				if err := wait(over, s); !errors.Is(err, enough) {
					t.Errorf("cancelled before: %v", err)
				}
				go func() { ended <- wait(t.Context(), s) }()
				synctest.Wait()
				if err := s.Close(); err != nil {
					t.Error(err)
				}
				if err := <-ended; !errors.Is(err, proxy.ErrClosed) || !errors.Is(err, os.ErrClosed) {
					t.Errorf("closed: %v", err)
				}
				if err := wait(t.Context(), s); !errors.Is(err, proxy.ErrClosed) {
					t.Errorf("closed before: %v", err)
				}
			})
		})
	}
}

// TestReaderGivesUp has the one who reads the socket for all give up: the others still get their answers.
func TestReaderGivesUp(t *testing.T) {
	for what, wait := range waits {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, tr := script(t, nil)
				ctx, cancel := context.WithCancel(t.Context())
				first, second := make(chan error), make(chan error)
				go func() { first <- wait(ctx, s) }()
				synctest.Wait() // it reads
				for len(tr.Sent) > 0 {
					<-tr.Sent
				}
				go func() {
					_, err := s.Request(t.Context(), addBridge("br0"))
					second <- err
				}()
				sent := <-tr.Sent
				synctest.Wait() // both wait
				cancel()
				if err := <-first; !errors.Is(err, context.Canceled) {
					t.Errorf("the reader: %v", err)
				}
				tr.Arrive <- came(ackOf(sent, scriptedPort, 0))
				if err := <-second; err != nil {
					t.Errorf("the other: %v", err)
				}
			})
		})
	}
}

// TestForeign takes no answers for its own that are not: of requests before, to sockets before, and of nobody.
func TestForeign(t *testing.T) {
	s, _ := script(t, func(sent []byte) []arrival {
		seq := seqOf(sent)
		return []arrival{
			came(linkOf("stale", 0, seq-1, scriptedPort), ackOf(linkOf("", 0, seq-1, 0), scriptedPort, syscall.EIO)),
			came(linkOf("future", 0, seq+1, scriptedPort)),
			came(linkOf("foreign", 0, seq, scriptedPort+1)),
			came(ackOf(sent, scriptedPort+1, syscall.EPERM)),
			came(linkOf("event", 0, 0, 0)),
			came(linkOf("mine", 0, seq, scriptedPort), linkOf("foreign", 0, seq, 5), ackOf(sent, scriptedPort, 0)),
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, _ = s.Receive(ctx) // from now on what is left is kept
	replies, err := s.Request(t.Context(), getLink(1))
	if err != nil || len(replies) != 1 || nameOf(replies[0]) != "mine" {
		t.Fatalf("%d replies, %v", len(replies), err)
	}
	var left []string
	for {
		m, _, err := s.ReceiveMessage(ctx)
		if err != nil {
			break
		}
		left = append(left, nameOf(m))
	}
	if want := []string{"stale", "", "future", "foreign", "", "event", "foreign"}; !slices.Equal(left, want) {
		t.Errorf("Receive got %q, want %q", left, want)
	}
}

// TestSendFails tells what the transport says to it, and forgets the request.
func TestSendFails(t *testing.T) {
	s, tr := script(t, nil)
	tr.Refuse = syscall.ENOBUFS
	if _, err := s.Request(t.Context(), addBridge("br0")); !errors.Is(err, syscall.ENOBUFS) {
		t.Error(err)
	}
	sent := <-tr.Sent
	tr.Refuse = nil
	tr.Arrive <- came(linkOf("late", 0, seqOf(sent), scriptedPort))
	go func() { tr.Arrive <- came(ackOf(<-tr.Sent, scriptedPort, 0)) }()
	if replies, err := s.Request(t.Context(), addBridge("br0")); err != nil || len(replies) != 0 {
		t.Errorf("%d replies, %v", len(replies), err)
	}
}

// TestUnencodable tells what is wrong with a request before it is sent.
func TestUnencodable(t *testing.T) {
	s, tr := script(t, nil)
	bad := rtnl("RTM_NEWLINK", 0, codec.A{Name: "IFLA_MTUU", Value: 1})
	if _, err := s.Request(t.Context(), bad); !contains(err, "IFLA_MTUU") {
		t.Error(err)
	}
	if _, err := s.Batch(t.Context(), []*codec.Request{addBridge("br0"), bad}); !contains(err,
		"request 1 of the batch") {
		t.Error(err)
	}
	for _, alien := range []*codec.Request{
		{Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY"}, {Protocol: "NETLINK_XFRM", Type: "XFRM_MSG_GETSA"},
	} {
		// what is CTRL_CMD_GETFAMILY to one is RTM_NEWLINK to the other
		if _, err := s.Request(t.Context(), alien); err == nil {
			t.Errorf("%s was sent over an rtnetlink socket", alien.Type)
		}
	}
	if len(tr.Sent) > 0 {
		t.Errorf("%x was sent", <-tr.Sent)
	}
	go func() { tr.Arrive <- came(ackOf(<-tr.Sent, scriptedPort, 0)) }()
	short := rtnl("RTM_NEWLINK", 0)
	if short.Protocol = "route"; !t.Failed() {
		must(t, s, short)
	}
}
