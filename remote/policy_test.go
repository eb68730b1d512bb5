package remote_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

func getLinks() *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Flags: codec.FlagDump}
}

// TestRemoteRules holds requests to what the rules say of them.
func TestRemoteRules(t *testing.T) {
	wiphy := &codec.Request{Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY",
		Attrs: []codec.A{{Name: "CTRL_ATTR_FAMILY_ID", Value: 16}}}
	setDcbx := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETDCB", Fixed: map[string]any{"cmd": "DCB_CMD_SDCBX"}}
	unknown := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
	for name, c := range map[string]struct {
		may      remote.Permissions
		protocol int
		request  *codec.Request
		typ      uint16 // in the place of the request's
		refused  string
	}{
		"all":             {request: addBridge("b")},
		"read-only reads": {may: remote.Permissions{ReadOnly: true}, request: getLinks()},
		"read-only writes": {may: remote.Permissions{ReadOnly: true}, request: addBridge("b"),
			refused: "RTM_NEWLINK: read-only"},
		"read-only writes by command": {may: remote.Permissions{ReadOnly: true}, request: setDcbx,
			refused: "RTM_GETDCB: read-only"},
		"read-only unknown": {may: remote.Permissions{ReadOnly: true}, request: unknown, typ: 250, refused: "read-only"},
		"read-only control": {may: remote.Permissions{ReadOnly: true}, request: unknown, typ: 3,
			refused: "NLMSG_DONE: read-only"},
		"no operation":     {may: remote.Permissions{Types: remote.Names{Deny: []string{"*"}}}, request: unknown, typ: 1},
		"read-only family": {may: remote.Permissions{ReadOnly: true}, protocol: proxy.Generic, request: wiphy},
		"read-only no family": {may: remote.Permissions{ReadOnly: true}, protocol: proxy.Generic, request: wiphy, typ: 1000,
			refused: "read-only"},
		"allowed": {may: remote.Permissions{Types: remote.Names{Allow: []string{"newlink"}}}, request: addBridge("b")},
		"not allowed": {may: remote.Permissions{Types: remote.Names{Allow: []string{"RTM_NEWLINK"}}}, request: getLinks(),
			refused: "RTM_GETLINK"},
		"denied": {may: remote.Permissions{Types: remote.Names{Deny: []string{"RTM_NEWLINK"}}}, request: addBridge("b"),
			refused: "RTM_NEWLINK"},
		"not denied": {may: remote.Permissions{Types: remote.Names{Deny: []string{"RTM_NEWLINK"}}}, request: getLinks()},
		"nothing": {may: remote.Permissions{Types: remote.Names{Deny: []string{"*"}}}, request: getLinks(),
			refused: "RTM_GETLINK"},
		"allowed command": {may: remote.Permissions{Types: remote.Names{Allow: []string{"CTRL_CMD_GETFAMILY"}}},
			protocol: proxy.Generic,
			request:  wiphy},
	} {
		test := func(t *testing.T, kernel opener) {
			c.may.Open = kernel
			s := openRemote(t, dial(t, serve(t, c.may)), c.protocol)
			b := octets(t, s, c.request)
			if c.typ != 0 {
				h := host.Header(b)
				h.Type = c.typ
				host.PutHeader(b, h)
			}
			_, err := s.RequestRaw(t.Context(), b)
			var refusal *proxy.Error
			switch {
			case c.refused == "" && err != nil:
				t.Error(err)
			case c.refused == "":
			case !errors.As(err, &refusal) || refusal.Errno != syscall.EPERM,
				!contains(err, "the server's policy refuses"), !contains(err, c.refused):
				t.Errorf("%v", err)
			}
		}
		t.Run(name, func(t *testing.T) { eachKernel(t, test) })
	}
}

// TestRemoteBatchRules judges every message of a datagram: what is allowed is carried out.
func TestRemoteBatchRules(t *testing.T) { eachKernel(t, testRemoteBatchRules) }

func testRemoteBatchRules(t *testing.T, kernel opener) {
	rules := remote.Permissions{Open: kernel, Types: remote.Names{Deny: []string{"RTM_DELLINK"}}}
	s := openRemote(t, dial(t, serve(t, rules)), proxy.Route)
	del := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_DELLINK",
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "br0"}}}
	results, err := s.Batch(t.Context(), []*codec.Request{addBridge("br0"), del, addBridge("br1"), del})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []error{nil, syscall.EPERM, nil, syscall.EPERM} {
		if !errors.Is(results[i], want) {
			t.Errorf("request %d: %v, want %v", i, results[i], want)
		}
	}
	if got := linkNames(t, s); len(got) != 3 {
		t.Errorf("links: %v", got)
	}
}

// TestRefusalsInBatch has callbacks, here or at the server, refuse some requests of a batch and the kernel others: each
// gets its own error, whoever is the last to answer.
func TestRefusalsInBatch(t *testing.T) { eachKernel(t, testRefusalsInBatch) }

func testRefusalsInBatch(t *testing.T, kernel opener) {
	refuse := verdicts.Match{Types: []string{"RTM_DELLINK"}}
	callback := func(*verdicts.Call) verdicts.Verdict { return verdicts.Error(syscall.EPERM, "") }
	chains := func(g *verdicts.Gate) error {
		_, err := g.OnSend(t.Context(), refuse, callback)
		return err
	}
	near, err := kernel(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	local := open(t, proxy.Route, proxy.WithTransport(near))
	if _, err := local.OnSend(t.Context(), refuse, callback); err != nil {
		t.Fatal(err)
	}
	far := openRemote(t, dial(t, serve(t, remote.Permissions{Open: kernel, Chains: chains})), proxy.Route)
	must(t, local, addBridge("taken"))
	ok, taken, refused := getLink(1), addBridge("taken"), rtnl("RTM_DELLINK", 0, named("taken"))
	for where, s := range map[string]*proxy.Socket{"here": local, "at the server": far} {
		if _, err := s.Subscribe(t.Context(), "link"); err != nil { // what reads the socket all the time
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			batch []*codec.Request
			want  []error
		}{
			"the kernel ends it": {[]*codec.Request{refused, taken, refused, ok},
				[]error{syscall.EPERM, syscall.EEXIST, syscall.EPERM, nil}},
			"the callback ends it": {[]*codec.Request{ok, taken, refused, refused},
				[]error{nil, syscall.EEXIST, syscall.EPERM, syscall.EPERM}},
			"both refuse to the end": {[]*codec.Request{taken, refused, taken, refused},
				[]error{syscall.EEXIST, syscall.EPERM, syscall.EEXIST, syscall.EPERM}},
			"the callback alone": {[]*codec.Request{refused, refused}, []error{syscall.EPERM, syscall.EPERM}},
		} {
			for range 20 {
				results, err := s.Batch(t.Context(), c.batch)
				if err != nil {
					t.Fatal(err)
				}
				for i, want := range c.want {
					if !errors.Is(results[i], want) {
						t.Errorf("%s, %s: request %d: %v, want %v", name, where, i, results[i], want)
					}
				}
			}
		}
	}
}

// TestRemoteProtocolsAndGroups refuses sockets and groups.
func TestRemoteProtocolsAndGroups(t *testing.T) {
	ctx := t.Context()
	rules := remote.Permissions{
		Protocols:    remote.Names{Allow: []string{"route", "NETLINK_GENERIC"}},
		Groups:       remote.Names{Allow: []string{"RTNLGRP_LINK", "nlctrl/notify"}},
		OneNamespace: true,
	}
	r := dial(t, serve(t, rules))
	for protocol, opt := range map[int]proxy.Option{proxy.Netfilter: proxy.PortID(0),
		proxy.Route: proxy.AllNamespaces()} {
		if _, err := r.Open(ctx, protocol, opt); !errors.Is(err, syscall.EPERM) ||
			!contains(err, "the server's policy refuses") {
			t.Errorf("protocol %d: %v", protocol, err)
		}
	}
	s := openRemote(t, r, proxy.Route)
	if _, err := s.Subscribe(ctx, "link"); err != nil {
		t.Error(err)
	}
	if _, err := s.Subscribe(ctx, "neigh"); !errors.Is(err, syscall.EPERM) ||
		!contains(err, "multicast group 3 of NETLINK_ROUTE") {
		t.Errorf("neigh: %v", err)
	}
	g := openRemote(t, r, proxy.Generic)
	if _, err := g.Subscribe(ctx, "nlctrl/notify"); err != nil {
		t.Error(err)
	}
	if _, err := g.Subscribe(ctx, "1"); !errors.Is(err, syscall.EPERM) {
		t.Errorf("group 1: %v", err)
	}
}

// TestPolicyPeer asks the policy about a process, which the kernel vouches for, and tells the client what it says.
func TestPolicyPeer(t *testing.T) {
	peers := make(chan *remote.Peer, 1)
	path := filepath.Join(socketDir(t), "s")
	l, err := remote.Listen(t.Context(), "unix:"+path)
	if err != nil {
		t.Fatal(err)
	}
	answer := errors.New("not today")
	var rules *remote.Permissions
	s := serveOn(t, l, "unix:"+path, func(_ context.Context, p *remote.Peer) (*remote.Permissions, error) {
		peers <- p
		return rules, answer
	})
	_, err = remote.Dial(t.Context(), s.Address)
	if !errors.Is(err, syscall.EPERM) || !contains(err, "not today") {
		t.Errorf("refused: %v", err)
	}
	c := (<-peers).Credentials
	if c == nil || c.PID != os.Getpid() || int(c.UID) != os.Getuid() || int(c.GID) != os.Getgid() {
		t.Errorf("credentials: %+v", c)
	}
	s.Log.Wait(t, "not today")
	for _, wrong := range []remote.Permissions{
		{Protocols: remote.Names{Allow: []string{"rout"}}},
		{Types: remote.Names{Deny: []string{"RTM_NEWLNK"}}},
		{Groups: remote.Names{Deny: []string{"RTNLGRP_LNK"}}},
	} {
		rules, answer = &wrong, nil
		if _, err := remote.Dial(t.Context(), s.Address); !contains(err, "did you mean") {
			t.Errorf("%+v: %v", wrong, err)
		}
		<-peers
	}
}

// TestRemoteSender tells callbacks at a server which process has sent what they judge.
func TestRemoteSender(t *testing.T) {
	tr := newScripted()
	senders := make(chan transport.From, 1)
	chains := func(g *verdicts.Gate) error {
		_, err := g.OnSend(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
			senders <- c.From
			return verdicts.Forward()
		})
		return err
	}
	far, err := dial(t, serve(t, remote.Permissions{Open: tr.Open, Chains: chains})).OpenTransport(t.Context(), proxy.Route, asUsual)
	if err != nil {
		t.Fatal(err)
	}
	if err := far.Send(t.Context(), linkOf("a", codec.FlagRequest, 1, 0), toKernel); err != nil {
		t.Fatal(err)
	}
	want := transport.From{PortID: scriptedPort, NSID: -1, Pid: os.Getpid(), UID: os.Getuid(), GID: os.Getgid()}
	if got := <-senders; got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
