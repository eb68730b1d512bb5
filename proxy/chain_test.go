package proxy_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// note is a callback that writes down that it was asked, and lets the message go on.
func note(to *[]string, word string) verdicts.Callback {
	return func(*verdicts.Call) verdicts.Verdict { *to = append(*to, word); return verdicts.Forward() }
}

// TestChains asks the callbacks of both ways in their order, those that match, until they are removed.
func TestChains(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		var asked []string
		onRecv(t, s, verdicts.Match{Types: []string{"RTM_NEWLINK"}}, note(&asked, "link"))
		onRecv(t, s, verdicts.Match{Types: []string{"error"}}, note(&asked, "ack"))
		onSend(t, s, verdicts.Match{}, note(&asked, "all"))
		remove := onSend(t, s, verdicts.Match{Protocol: "route", Types: []string{"getlink"}}, note(&asked, "get"))
		onSend(t, s, verdicts.Match{Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "br0"}}}, note(&asked, "br0"))
		filter := "type == 'RTM_NEWLINK' && attr.IFLA_IFNAME startsWith 'br'"
		onSend(t, s, verdicts.Match{Filter: filter}, note(&asked, "filter"))
		expect := func(what, want string) {
			t.Helper()
			if got := strings.Join(asked, " "); got != want {
				t.Errorf("%s: asked %q, want %q", what, got, want)
			}
			asked = nil
		}
		must(t, s, getLink(1))
		expect("a request", "all get link ack")
		must(t, s, addBridge("br0"))
		expect("another", "all br0 filter ack")
		remove()
		remove()
		must(t, s, getLink(1))
		expect("after one was removed", "all link ack")
		linkNames(t, s)
		expect("a dump", "all link link")
		_, err := s.OnRecv(t.Context(), verdicts.Match{Types: []string{"RTM_NEWLINC"}}, nil)
		if !contains(err, "callback: unknown message type") {
			t.Errorf("a type that is not there: %v", err)
		}
		for want, m := range map[string]verdicts.Match{
			"nl80211 is a generic netlink family, the socket is of NETLINK_ROUTE":   {Family: "nl80211"},
			"the socket is of NETLINK_ROUTE, not of NETLINK_GENERIC":                {Protocol: "generic"},
			`unknown message type "getfamily" of NETLINK_ROUTE: CTRL_CMD_GETFAMILY`: {Types: []string{"getfamily"}},
			`filter: column 6: unknown attribute "NL80211_ATTR_IFNAME"`:             {Filter: "attr.NL80211_ATTR_IFNAME > 1"},
		} {
			if _, err := s.OnSend(t.Context(), m, note(&asked, "never")); !contains(err, want) {
				t.Errorf("%+v: %v", m, err)
			}
		}
	})
}

// TestVerdicts carries out each verdict on a request, before the kernel sees it.
func TestVerdicts(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, plain := e.open(t), e.open(t)
		onSend(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
			if c.Direction != codec.Sent || c.PortID != s.PortID() || c.Count != 1 || c.To != (transport.To{}) ||
				c.From != (transport.From{PortID: s.PortID(), NSID: -1, UID: -1, GID: -1}) {
				t.Errorf("%+v", c)
			}
			switch nameOf(c.Message) {
			case "change":
				if err := c.Message.Set("changed-by-us", "IFLA_IFNAME"); err != nil {
					return verdicts.Error(syscall.EIO, err.Error())
				}
			case "answer":
				return verdicts.Return(linkOf("answered", 0, 0, 0))
			case "refuse":
				attr, _ := c.Message.Attr("IFLA_IFNAME")
				return verdicts.ErrorAt(syscall.EPERM, "not with us", attr.Offset())
			}
			return verdicts.Forward()
		})
		must(t, s, addBridge("keep"), addBridge("change"))
		replies, err := s.Request(t.Context(), addBridge("answer"))
		if err != nil || len(replies) != 1 || nameOf(replies[0]) != "answered" {
			t.Errorf("an answer of a callback: %d replies, %v", len(replies), err)
		}
		_, err = s.Request(t.Context(), addBridge("refuse"))
		const want = "RTM_NEWLINK: IFLA_IFNAME: not with us (EPERM)"
		if err == nil || err.Error() != want || !errors.Is(err, syscall.EPERM) {
			t.Errorf("%v, want %s", err, want)
		}
		if got := linkNames(t, plain); !slices.Equal(got, []string{"lo", "keep", "changed-by-us"}) {
			t.Errorf("links %q were made", got)
		}
	})
}

// TestReturnedDump answers dumps in the kernel's place, whole or with an error, and leaves others alone.
func TestReturnedDump(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, c := e.watched(t)
		verdict := verdicts.Return(linkOf("one", 0, 0, 0), linkOf("two", 0, 0, 0))
		onSend(t, s, verdicts.Match{Types: []string{"getlink"}}, func(*verdicts.Call) verdicts.Verdict { return verdict })
		before := c.sent.Load()
		if got := linkNames(t, s); !slices.Equal(got, []string{"one", "two"}) {
			t.Errorf("links %q", got)
		}
		verdict = verdicts.Return()
		if got := linkNames(t, s); len(got) != 0 {
			t.Errorf("links %q", got)
		}
		verdict = verdicts.Error(syscall.EPERM, "not with us")
		for what, dump := range dumps {
			for m, err := range dump(s, t.Context(), rtnl("RTM_GETLINK", 0)) {
				if m != nil || !errors.Is(err, syscall.EPERM) || !contains(err, "not with us") {
					t.Errorf("%s: %v", what, err)
				}
			}
		}
		if sent := c.sent.Load() - before; sent != 0 {
			t.Errorf("%d datagrams were sent", sent)
		}
		verdict = verdicts.Forward()
		if got := linkNames(t, s); !slices.Equal(got, []string{"lo"}) {
			t.Errorf("links %q", got)
		}
	})
}

// TestSplitOnSend makes two requests of one, neither of which asks to be acknowledged: the caller, who did, gets the
// acknowledgement of the last.
func TestSplitOnSend(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		onSend(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
			first, second := addBridge(nameOf(c.Message)+"1"), addBridge(nameOf(c.Message)+"2")
			first.Flags |= codec.FlagRequest
			second.Flags |= codec.FlagRequest
			return verdicts.Instead(octets(t, s, first), octets(t, s, second))
		})
		must(t, s, addBridge("br"))
		if got := linkNames(t, s); !slices.Equal(got, []string{"lo", "br1", "br2"}) {
			t.Errorf("links %q", got)
		}
		if _, err := s.Request(t.Context(), addBridge("br")); !errors.Is(err, syscall.EEXIST) {
			t.Error(err)
		}
	})
}

// TestReceived changes, drops and adds messages of a dump, each message of a datagram on its own, and of events.
func TestReceived(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		sub := subscribe(t, s, "link")
		must(t, s, addBridge("change"), addBridge("drop"), addBridge("split"), addBridge("keep"))
		for _, name := range []string{"change", "drop", "split", "keep"} {
			isTold(t, "before", sub, "RTM_NEWLINK", name)
		}
		most := 0
		judge := func(c *verdicts.Call) verdicts.Verdict {
			if c.Direction != codec.Received || c.Index >= c.Count {
				t.Errorf("%+v", c)
			}
			most = max(most, c.Count)
			switch nameOf(c.Message) {
			case "change":
				if err := c.Message.Set("a-longer-name", "IFLA_IFNAME"); err != nil {
					t.Error(err)
				}
			case "drop":
				return verdicts.Drop()
			case "split":
				flags := c.Message.Header().Flags
				return verdicts.Instead(linkOf("split1", flags, 0, 0), linkOf("split2", flags, 0, 0))
			}
			return verdicts.Forward()
		}
		remove := onRecv(t, s, verdicts.Match{Types: []string{"newlink", "dellink"}}, judge)
		want := []string{"lo", "a-longer-name", "split1", "split2", "keep"}
		if got := linkNames(t, s); !slices.Equal(got, want) {
			t.Errorf("links %q, want %q", got, want)
		}
		if most < 2 {
			t.Error("no datagram had more than one message")
		}
		if replies, err := s.Request(t.Context(), rtnl("RTM_GETLINK", 0, named("split"))); err != nil ||
			len(replies) != 2 {
			t.Errorf("%d replies, %v; want two", len(replies), err)
		}
		if replies, err := s.Request(t.Context(), rtnl("RTM_GETLINK", 0, named("drop"))); err != nil ||
			len(replies) != 0 {
			t.Errorf("%d replies, %v; want none", len(replies), err)
		}
		for _, name := range []string{"drop", "change", "split", "keep"} {
			must(t, s, rtnl("RTM_DELLINK", 0, named(name)))
		}
		isTold(t, "changed", sub, "RTM_DELLINK", "a-longer-name")
		isTold(t, "split", sub, "RTM_NEWLINK", "split1")
		isTold(t, "split", sub, "RTM_NEWLINK", "split2")
		isTold(t, "kept", sub, "RTM_DELLINK", "keep")
		remove()
	})
}

// TestErrorOnReceive refuses what the kernel has answered, in the middle of a dump too: the next dumps are not
// disturbed.
func TestErrorOnReceive(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		addRoutesTo(t, s, 0, manyRoutes)
		remove := onRecv(t, s, verdicts.Match{Types: []string{"newroute", "newlink"}}, func(*verdicts.Call) verdicts.Verdict {
			return verdicts.Error(syscall.EPERM, "secret")
		})
		_, err := s.Request(t.Context(), getLink(1))
		if !errors.Is(err, syscall.EPERM) || !contains(err, "RTM_GETLINK: secret") {
			t.Error(err)
		}
		for what, dump := range dumps {
			for m, err := range dump(s, t.Context(), ipv4Routes()) {
				if m != nil || !errors.Is(err, syscall.EPERM) || !contains(err, "RTM_GETROUTE: secret") {
					t.Errorf("%s: %v", what, err)
				}
			}
		}
		remove()
		if got := len(destinations(t, s.Dump(t.Context(), ipv4Routes()))); got != manyRoutes {
			t.Errorf("%d routes", got)
		}
	})
}

// TestReentrant makes requests inside callbacks of either way, on the socket and past its chains.
func TestReentrant(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		on := map[string]func(testing.TB, *proxy.Socket, verdicts.Match, verdicts.Callback) (remove func()){
			"send": onSend, "receive": onRecv,
		}
		for way, on := range on {
			s := e.open(t)
			addRoutesTo(t, e.open(t), 0, manyRoutes)
			inside, judged := false, 0
			remove := on(t, s, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
				if judged++; inside { // by a request of the callback's own
					return verdicts.Forward()
				}
				inside = true
				defer func() { inside = false }()
				seen := judged
				if replies, err := c.Kernel.Request(c.Context, ipv4Routes()); err == nil || len(replies) > 0 {
					t.Errorf("%s: a request for no route: %d replies, %v", way, len(replies), err)
				}
				dump := ipv4Routes()
				dump.Flags = codec.FlagDump
				if replies, err := c.Kernel.Request(c.Context, dump); err != nil || len(replies) < manyRoutes {
					t.Errorf("%s: a dump past the chains: %d routes, %v", way, len(replies), err)
				}
				if judged != seen {
					t.Errorf("%s: %d messages past the chains were judged", way, judged-seen)
				}
				if got := linkNames(t, s); len(got) == 0 || got[0] != "lo" {
					t.Errorf("%s: links %q", way, got)
				}
				results, err := s.Batch(c.Context, []*codec.Request{addBridge("lo"), addBridge("lo")})
				if err != nil || !errors.Is(results[1], syscall.EEXIST) {
					t.Errorf("%s: a batch: %v, %v", way, results, err)
				}
				if judged == seen {
					t.Errorf("%s: requests on the socket were not judged", way)
				}
				return verdicts.Forward()
			})
			must(t, s, getLink(1))
			for what, dump := range dumps {
				n := 0
				for _, err := range dump(s, t.Context(), rtnl("RTM_GETLINK", 0)) {
					if n++; err != nil {
						t.Errorf("%s: %s: %v", way, what, err)
					}
				}
				if n == 0 {
					t.Errorf("%s: %s: no links", way, what)
				}
			}
			remove()
			for _, r := range hostRoutes("RTM_DELROUTE", 0, 0, manyRoutes) {
				must(t, s, r)
			}
		}
	})
}

// TestAnsweredMeanwhile has answers come another way than the one who reads the socket waits for: it is told.
func TestAnsweredMeanwhile(t *testing.T) {
	t.Run("by a callback", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s, _ := script(t, nil)
			onSend(t, s, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict {
				return verdicts.Return(linkOf("answer", 0, 0, 0))
			})
			got := make(chan codec.Header)
			go func() {
				h, _ := receive(t, s)
				got <- h
			}()
			synctest.Wait() // it reads
			if seq := send(t, s, getLink(1)); (<-got).Seq != seq {
				t.Error("something else was received")
			}
		})
	})
	t.Run("after a judgement", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s, tr := script(t, nil)
			free, errs := make(chan struct{}), make(chan error)
			onRecv(t, s, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
				if errno, _ := c.Message.Error(); errno == 0 {
					<-free
				}
				return verdicts.Forward()
			})
			ask := func() []byte {
				go func() {
					_, err := s.Request(t.Context(), addBridge("br0"))
					errs <- err
				}()
				synctest.Wait()
				return <-tr.Sent
			}
			first, second := ask(), ask()
			tr.Arrive <- came(ackOf(first, scriptedPort, 0))
			synctest.Wait() // it is judged, and the other reads
			tr.Arrive <- came(ackOf(second, scriptedPort, syscall.EPERM))
			synctest.Wait() // which is held
			close(free)
			if err := errors.Join(<-errs, <-errs); !errors.Is(err, syscall.EPERM) {
				t.Error(err)
			}
		})
	})
}

// TestReentrantAmongOthers has a callback dump while others do, and leave their dumps.
func TestReentrantAmongOthers(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		onRecv(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
			r := rtnl("RTM_GETROUTE", codec.FlagDump)
			if _, err := c.Kernel.Request(c.Context, r); err != nil {
				t.Error(err)
			}
			return verdicts.Forward()
		})
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 50 {
					for _, err := range s.Stream(t.Context(), rtnl("RTM_GETADDR", 0)) {
						if err != nil {
							t.Error(err)
						}
						break
					}
					if got := linkNames(t, s); !slices.Equal(got, []string{"lo"}) {
						t.Errorf("links %q", got)
					}
				}
			})
		}
		wg.Wait()
	})
}

// TestGenericChains matches commands of a generic netlink family, whose id is found meanwhile.
func TestGenericChains(t *testing.T) {
	testbed.QuickNetNS(t)
	s := open(t, proxy.Generic)
	var asked []string
	onSend(t, s, verdicts.Match{Family: "nlctrl", Types: []string{"getfamily"}}, note(&asked, "ask"))
	onRecv(t, s, verdicts.Match{
		Family: "nlctrl", Types: []string{"CTRL_CMD_NEWFAMILY"}, Filter: "attr.CTRL_ATTR_FAMILY_NAME == 'nlctrl'",
	}, note(&asked, "told"))
	onSend(t, s, verdicts.Match{Family: "nlctrl", Types: []string{"getpolicy"}}, note(&asked, "never"))
	_, err := s.Request(t.Context(), &codec.Request{
		Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY",
		Attrs: []codec.A{{Name: "CTRL_ATTR_FAMILY_NAME", Value: "nlctrl"}},
	})
	if err != nil || fmt.Sprint(asked) != "[ask told]" {
		t.Errorf("asked %q, %v", asked, err)
	}
}
