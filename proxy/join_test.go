package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

// TestAllGroups joins every group that there is, whatever its number, and leaves them again.
func TestAllGroups(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, c := e.watched(t)
		sub := subscribe(t, s, "*")
		groups := sub.Groups()
		for _, name := range []string{"RTNLGRP_LINK", "RTNLGRP_NEXTHOP"} {
			if !slices.ContainsFunc(groups, func(g proxy.Group) bool { return g.String() == name }) {
				t.Errorf("%s is not in %v", name, groups)
			}
		}
		if last := groups[len(groups)-1].Number; last <= 32 || int(last) != len(groups) {
			t.Errorf("%d groups were joined, the last is %d", len(groups), last)
		}
		must(t, s, addBridge("br0"))
		for name := ""; name != "br0"; { // other groups tell of it too
			e, err := sub.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			name = nameOf(e.Message)
		}
		if err := s.Join(t.Context(), "*"); err != nil {
			t.Fatal(err)
		}
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
		if n := c.left.Load(); n != 0 {
			t.Errorf("%d groups were left that were joined twice", n)
		}
		if err := s.Leave(t.Context(), "*"); err != nil {
			t.Error(err)
		}
		if n := c.left.Load(); int(n) != len(groups) {
			t.Errorf("%d groups were left of %d", n, len(groups))
		}
		if err := s.Leave(t.Context(), "*"); !contains(err, "it was not joined") {
			t.Error(err)
		}
		if _, err := s.Group(t.Context(), "*"); !contains(err, "that is several") {
			t.Error(err)
		}
	})
}

// choosy is a transport that refuses groups.
type choosy struct {
	*scripted
	refuse func(group uint32) error
}

func (c choosy) Join(group uint32) error {
	if err := c.refuse(group); err != nil {
		return err
	}
	return c.scripted.Join(group)
}

// TestSomeGroups leaves out those groups that may not be joined, and says so if there are no others.
func TestSomeGroups(t *testing.T) {
	for _, c := range []struct {
		refuse func(group uint32) error
		want   string
		err    error
	}{
		{func(g uint32) error { return [...]error{syscall.EPERM, nil, syscall.EPERM, nil, syscall.EINVAL}[g-1] },
			"[RTNLGRP_NOTIFY RTNLGRP_IPV4_IFADDR]", nil}, // 2, 4
		{func(g uint32) error { return [...]error{syscall.EPERM, syscall.EINVAL}[g-1] }, "", syscall.EPERM},
		{func(g uint32) error { return syscall.EINVAL }, "", syscall.EINVAL},
		{func(g uint32) error { return [...]error{nil, syscall.EIO}[g-1] }, "", syscall.EIO},
	} {
		tr := newScripted()
		s := open(t, proxy.Route, proxy.WithTransport(choosy{tr, c.refuse}))
		sub, err := s.Subscribe(t.Context(), "*")
		if !errors.Is(err, c.err) {
			t.Errorf("%v, want %v", err, c.err)
		}
		if err != nil {
			if joined := tr.Groups(); len(joined) > 0 {
				t.Errorf("%v: groups %v were not left", err, joined)
			}
			continue
		}
		if got := tr.Groups(); len(got) != 2 || got[0] != 2 || got[1] != 4 || len(sub.Groups()) != 2 {
			t.Errorf("groups %v were joined, the subscription tells %v", got, sub.Groups())
		}
		if err := sub.Close(); err != nil || len(tr.Groups()) > 0 {
			t.Errorf("%v, not left: %v", err, tr.Groups())
		}
	}
}

// TestAllFamilies joins the groups of a generic netlink family, and of all.
func TestAllFamilies(t *testing.T) {
	testbed.QuickNetNS(t)
	s := open(t, proxy.Generic)
	sub := subscribe(t, s, "nlctrl/*")
	if got := fmt.Sprint(sub.Groups()); got != "[nlctrl/notify]" {
		t.Error(got)
	}
	all := subscribe(t, s, "*")
	if got := all.Groups(); len(got) < 2 || !slices.Contains(got, proxy.Group{Number: 16, Name: "nlctrl/notify"}) {
		t.Errorf("all groups: %v", got)
	}
	if _, err := s.Subscribe(t.Context(), "nosuch/*"); !errors.Is(err, syscall.ENOENT) {
		t.Error(err)
	}
}

// familyOf is what the controller says of a family with one group.
func familyOf(t testing.TB, cmd, name string, seq, portID, group uint32) []byte {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry(), BigEndian: host.BigEndian}
	b, err := enc.Append(nil, &codec.Request{
		Protocol: "nlctrl", Type: cmd, Seq: seq, PortID: portID,
		Attrs: []codec.A{
			{Name: "CTRL_ATTR_FAMILY_NAME", Value: name}, {Name: "CTRL_ATTR_FAMILY_ID", Value: 30 + group},
			{Name: "CTRL_ATTR_MCAST_GROUPS", Value: []codec.A{{Name: "1", Value: []codec.A{
				{Name: "CTRL_ATTR_MCAST_GRP_NAME", Value: "events"}, {Name: "CTRL_ATTR_MCAST_GRP_ID", Value: group},
			}}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestNewFamilies joins the groups of families that come later, where that is wanted.
func TestNewFamilies(t *testing.T) { synctest.Test(t, testNewFamilies) }

func testNewFamilies(t *testing.T) {
	tr := newScripted()
	s := open(t, proxy.Generic, proxy.WithTransport(tr))
	answer := func() { // to what asks for blue, or for all
		sent := <-tr.Sent
		seq := seqOf(sent)
		blue := familyOf(t, "CTRL_CMD_NEWFAMILY", "blue", seq, scriptedPort, 5)
		if host.Header(sent).Flags&codec.FlagDump == codec.FlagDump {
			tr.Arrive <- came(flagged(blue, codec.FlagMulti), doneOf(seq, transport.Failure{}))
			return
		}
		tr.Arrive <- came(blue)
		tr.Arrive <- came(ackOf(sent, scriptedPort, 0))
	}
	go func() { answer(); answer() }()
	blue, err := s.Subscribe(t.Context(), "blue/*")
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Subscribe(t.Context(), "*")
	if err != nil {
		t.Fatal(err)
	}
	tr.Arrive <- eventOf(16, familyOf(t, "CTRL_CMD_NEWFAMILY", "red", 0, 0, 6))
	tr.Arrive <- eventOf(16, familyOf(t, "CTRL_CMD_DELFAMILY", "green", 0, 0, 8))
	tr.Arrive <- eventOf(16, familyOf(t, "CTRL_CMD_NEWMCAST_GRP", "blue", 0, 0, 7))
	synctest.Wait()
	for sub, want := range map[*proxy.Subscription]string{
		blue: "[blue/events blue/events]", all: "[blue/events red/events blue/events]",
	} {
		if got := fmt.Sprint(sub.Groups()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	tr.Arrive <- eventOf(6, familyOf(t, "CTRL_CMD_NEWFAMILY", "an event of red", 0, 0, 6))
	for {
		e, err := all.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if name, _ := e.Message.Attr("CTRL_ATTR_FAMILY_NAME"); name.Text() == "an event of red" {
			break
		}
	}
	for _, sub := range []*proxy.Subscription{blue, all} {
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	}
	if left := tr.Groups(); len(left) > 0 {
		t.Errorf("groups %v were not left", left)
	}
}

// TestAllGroupsRemote joins all groups that a server has and lets its client join, and numbers what comes from there.
func TestAllGroupsRemote(t *testing.T) {
	kernel := fake.New(fake.Options{})
	rules := remote.Permissions{
		Groups: remote.Names{Deny: []string{"neigh", "ipv4_route"}},
		Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
			return kernel.Socket(), nil
		},
	}
	s, err := dial(t, serve(t, rules)).Open(t.Context(), proxy.Route)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	sub := subscribe(t, s, "*")
	groups := fmt.Sprint(sub.Groups())
	if !contains(errors.New(groups), "RTNLGRP_LINK") || strings.Contains(groups, "RTNLGRP_NEIGH ") ||
		strings.Contains(groups, "RTNLGRP_IPV4_ROUTE ") {
		t.Errorf("joined are %s", groups)
	}
	for i, name := range []string{"br0", "br1"} {
		must(t, open(t, proxy.Route, proxy.WithTransport(kernel.Socket())), addBridge(name))
		if e := isTold(t, "the client", sub, "RTM_NEWLINK", name); e.From.Arrival != uint64(i+1) {
			t.Errorf("%s is number %d", name, e.From.Arrival)
		}
	}
}
