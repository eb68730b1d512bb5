package remote_test

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// servePolicy serves on a unix socket what a policy says.
func servePolicy(t *testing.T, policy remote.Policy, opts ...remote.Option) *sockettest.Server {
	t.Helper()
	address := "unix:" + filepath.Join(socketDir(t), "nl.sock")
	l, err := remote.Listen(t.Context(), address, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, l, address, policy, opts...)
}

// TestReadyPolicies serves by the policies that there are: all is allowed, or only to read.
func TestReadyPolicies(t *testing.T) { eachKernel(t, testReadyPolicies) }

func testReadyPolicies(t *testing.T, kernel opener) {
	for _, c := range []struct {
		name   string
		policy remote.Policy
		make   error
		links  []string
	}{
		{"read-only", remote.ReadOnly, syscall.EPERM, []string{"lo"}},
		{"everything", remote.Everything, nil, []string{"lo", "br0", "br1"}},
	} {
		s := servePolicy(t, func(ctx context.Context, p *remote.Peer) (*remote.Permissions, error) {
			rules, err := c.policy(ctx, p)
			rules.Open = kernel
			return rules, err
		})
		socket := openRemote(t, dial(t, s), proxy.Route)
		if _, err := socket.Request(t.Context(), addBridge("br0")); !errors.Is(err, c.make) {
			t.Errorf("%s: a bridge: %v", c.name, err)
		}
		batch := [][]byte{octets(t, socket, addBridge("br1")), octets(t, socket, addBridge("br1")),
			octets(t, socket, getLink(1))}
		results, err := socket.BatchRaw(t.Context(), batch)
		if err != nil || !errors.Is(results[0], c.make) || results[1] == nil || results[2] != nil {
			t.Errorf("%s: a batch: %v, %v", c.name, results, err)
		}
		if _, err := socket.Subscribe(t.Context(), "link"); err != nil {
			t.Errorf("%s: events: %v", c.name, err)
		}
		if got := linkNames(t, socket); !slices.Equal(got, c.links) {
			t.Errorf("%s: links: %v", c.name, got)
		}
	}
}

// TestNoRules refuses a client about which the policy says nothing.
func TestNoRules(t *testing.T) {
	s := servePolicy(t, func(context.Context, *remote.Peer) (*remote.Permissions, error) { return nil, nil })
	if _, err := remote.Dial(t.Context(), s.Address); !errors.Is(err, syscall.EPERM) || !contains(err, "no permissions") {
		t.Error(err)
	}
}

// TestPlacesAreForClients keeps no place for who does not greet, and for who is refused.
func TestPlacesAreForClients(t *testing.T) {
	var asked atomic.Int32
	s := servePolicy(t, func(context.Context, *remote.Peer) (*remote.Permissions, error) {
		if asked.Add(1) == 1 {
			return nil, errors.New("not you")
		}
		return &remote.Permissions{}, nil
	}, remote.WithLimits(remote.Limits{Clients: 1}))
	for range 20 {
		rawClient(t, s) // it says nothing
	}
	if _, err := remote.Dial(t.Context(), s.Address); !contains(err, "not you") {
		t.Error(err)
	}
	dial(t, s)
	if _, err := remote.Dial(t.Context(), s.Address); !errors.Is(err, syscall.EUSERS) {
		t.Errorf("a second client: %v", err)
	}
}

// TestDialThrough makes the connection as the caller wants it, for both kinds of addresses.
func TestDialThrough(t *testing.T) {
	a := newServerAuthority(t)
	for _, c := range []struct {
		listen, dial string // the address, and what the dialer is asked for
		network      string
		opts         []remote.Option
	}{
		{"unix:" + filepath.Join(socketDir(t), "s"), "unix:/elsewhere", "unix /elsewhere", nil},
		{"tls://127.0.0.1:0", "tls://server.example:7", "tcp server.example:7",
			[]remote.Option{a.option("server")}},
	} {
		l, err := remote.Listen(t.Context(), c.listen, c.opts...)
		if err != nil {
			t.Fatal(err)
		}
		serveOn(t, l, "", remote.Everything, c.opts...)
		var asked []string
		through := remote.DialThrough(func(ctx context.Context, network, address string) (net.Conn, error) {
			asked = append(asked, network+" "+address)
			return new(net.Dialer).DialContext(ctx, l.Addr().Network(), l.Addr().String())
		})
		opts := []remote.Option{through}
		if c.opts != nil {
			opts = append(opts, a.option("client"))
		}
		r, err := remote.Dial(t.Context(), c.dial, opts...)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(r.Redial(t.Context()), r.Close()); err != nil {
			t.Error(err)
		}
		if !slices.Equal(asked, []string{c.network, c.network}) {
			t.Errorf("%s: the dialer was asked for %q", c.dial, asked)
		}
	}
}

// TestHeadlessChains has what is received pass the server's callbacks also where nothing may be sent.
func TestHeadlessChains(t *testing.T) {
	s := newScripted()
	chains := func(g *verdicts.Gate) error {
		_, err := g.OnRecv(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
			if strings.HasPrefix(string(c.Message.Bytes()), "remove") {
				return verdicts.Drop()
			}
			return verdicts.Forward()
		})
		return err
	}
	tr, err := dial(t, serve(t, remote.Permissions{Open: s.Open, ReadOnly: true, Chains: chains})).OpenTransport(t.Context(),
		proxy.KobjectUevent, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range []string{"remove@/a\x00ACTION=remove\x00", "add@/a\x00ACTION=add\x00"} {
		s.Arrive <- arrival{Datagram: []byte(event), From: transport.From{Group: 1, NSID: -1}}
	}
	if got, _, err := tr.Receive(t.Context(), make([]byte, 100), true); err != nil ||
		!strings.HasPrefix(string(got), "add@") {
		t.Errorf("%q, %v", got, err)
	}
}

// TestManySyncs answers a client that asks again and again, and takes no answers, for the last time it asked: nothing
// piles up at the server.
func TestManySyncs(t *testing.T) {
	p := rawClient(t, serve(t, remote.Permissions{Open: newScripted().Open}))
	h := hello()
	h.Window = 1 // credit for one answer
	p.send(frame(wire.TypeHello, 0, h.Append(nil)), frame(wire.TypeOpen, 1, wire.Open{}.Append(nil)))
	const last = 1000
	for token := range uint32(last) {
		p.send(frame(wire.TypeSync, 1, wire.AppendWords(nil, token+1)))
	}
	// whose result needs no credit, and comes after all of them
	p.send(frame(wire.TypeJoin, 1, wire.AppendWords(nil, 1)))
	synced := 0
	for result := false; !result; {
		f := p.next()
		switch f.Type {
		case wire.TypeSynced:
			synced++
		case wire.TypeResult:
			result = true
		}
	}
	p.send(frame(wire.TypeCredit, 1, wire.AppendWords(nil, 1<<20)))
	for token := uint32(0); token != last; synced++ {
		v, err := wire.Words(p.expect(wire.TypeSynced).Payload, 1)
		if err != nil {
			t.Fatal(err)
		}
		token = v[0]
	}
	if synced > 3 {
		t.Errorf("%d Syncs were answered one by one", synced)
	}
}

// TestGoneWhileWaiting notices that a client has gone which has to wait for long because of what it sent.
func TestGoneWhileWaiting(t *testing.T) {
	limits := remote.WithLimits(remote.Limits{OctetsPerSecond: 1, Silence: 30 * time.Millisecond})
	s := serve(t, remote.Permissions{Open: newScripted().Open}, limits)
	p := rawClient(t, s)
	p.send(frame(wire.TypeHello, 0, hello().Append(nil)),
		frame(wire.TypeOpen, 1, append(wire.Open{}.Append(nil), make([]byte, 3000)...)))
	p.expect(wire.TypePing) // it has been greeted
	p.conn.Close()
	s.Log.Wait(t, "netlink client gone")
}

// TestVanishInOpening closes the socket of a client that has gone while it was opened.
func TestVanishInOpening(t *testing.T) {
	s := newScripted()
	var p *rawPeer
	server := serve(t, remote.Permissions{Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
		p.conn.Close()
		return s, nil
	}})
	p = rawClient(t, server)
	p.send(frame(wire.TypeHello, 0, hello().Append(nil)))
	p.expect(wire.TypeHello)
	p.send(frame(wire.TypeOpen, 1, wire.Open{}.Append(nil)))
	<-s.Closed
}

// TestWakingUp lets the message pass by which a Socket wakes up a dump, whatever else is refused.
func TestWakingUp(t *testing.T) {
	s := newScripted()
	rules := remote.Permissions{Open: s.Open, ReadOnly: true,
		Types: remote.Names{Allow: []string{"RTM_GETLINK"}, Deny: []string{"*"}}}
	tr, err := dial(t, serve(t, rules)).OpenTransport(t.Context(), proxy.Route, asUsual)
	if err != nil {
		t.Fatal(err)
	}
	noop := codec.Header{Len: codec.HeaderLen, Type: codec.TypeNoop,
		Flags: codec.FlagRequest}.Append(nil, host.BigEndian)
	if err := tr.Send(t.Context(), noop, toKernel); err != nil {
		t.Fatal(err)
	}
	if got := <-s.Sent; string(got) != string(noop) {
		t.Errorf("%x", got)
	}
}
