package proxy_test

import (
	"context"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/verdicts"
)

// The helpers of sockettest under short names.
var (
	open        = sockettest.Open
	rtnl        = sockettest.Rtnl
	getLink     = sockettest.GetLink
	named       = sockettest.Named
	addBridge   = sockettest.AddBridge
	must        = sockettest.Must
	linkNames   = sockettest.LinkNames
	octets      = sockettest.Octets
	linkOf      = sockettest.LinkOf
	nameOf      = sockettest.NameOf
	newScripted = sockettest.NewScripted
	serve       = sockettest.Serve
	dial        = sockettest.Dial
	openRemote  = sockettest.OpenRemote
	leakCheck   = sockettest.LeakCheck
	openFiles   = sockettest.OpenFiles
)

type (
	scripted = sockettest.Scripted
	arrival  = sockettest.Arrival
)

const scriptedPort = sockettest.ScriptedPort

// end is a kernel that sockets of a test have at their other end.
type end struct {
	buffer int                                                  // octets of receive buffers, as the kernel counts
	dial   func(t testing.TB, protocol int) transport.Transport // opens a socket
}

// eachEnd runs a test on the running kernel and on the fake one. buffer is the size of receive buffers, 0 for large
// ones.
func eachEnd(t *testing.T, buffer int, f func(t *testing.T, e *end)) {
	const large = 8 << 20
	if buffer == 0 {
		buffer = large
	}
	t.Run("kernel", func(t *testing.T) {
		testbed.QuickNetNS(t)
		f(t, &end{buffer, func(t testing.TB, protocol int) transport.Transport {
			k, err := kernel.Open(protocol, transport.Options{ReceiveBuffer: buffer / 2}) // which the kernel doubles
			if err != nil {
				t.Fatal(err)
			}
			return k
		}})
	})
	t.Run("fake", func(t *testing.T) {
		k := fake.New(fake.Options{ReceiveBuffer: buffer})
		e := &end{buffer, func(testing.TB, int) transport.Transport { return k.Socket() }}
		lo := rtnl("RTM_SETLINK", 0)
		lo.Fixed = map[string]any{"ifi_index": 1, "ifi_flags": 1, "ifi_change": 1}
		must(t, e.open(t), lo) // as testbed.NetNS does
		f(t, e)
	})
}

// open opens an rtnetlink socket.
func (e *end) open(t testing.TB, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, _ := e.watched(t, opts...)
	return s
}

// watched opens an rtnetlink socket whose traffic is counted.
func (e *end) watched(t testing.TB, opts ...proxy.Option) (*proxy.Socket, *counter) {
	t.Helper()
	c := &counter{Wrapper: transport.Wrapper{Transport: e.dial(t, proxy.Route)}}
	return open(t, proxy.Route, append(opts, proxy.WithTransport(c))...), c
}

// counter counts what passes a transport.
type counter struct {
	transport.Wrapper
	sent, received, joined, left atomic.Int32
}

func (c *counter) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
	c.sent.Add(1)
	return c.Transport.Send(ctx, datagram, d)
}

func (c *counter) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	datagram, from, err := c.Transport.Receive(ctx, b, wait)
	if err == nil {
		c.received.Add(1)
	}
	return datagram, from, err
}

func (c *counter) Join(group uint32) error {
	c.joined.Add(1)
	return c.Transport.Join(group)
}

func (c *counter) Leave(group uint32) error {
	c.left.Add(1)
	return c.Transport.Leave(group)
}

// hostRoute is a request about the route to one address, by loopback.
func hostRoute(typ string, flags uint16, addr netip.Addr) *codec.Request {
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags,
		Fixed: map[string]any{
			"rtm_family": 2, "rtm_dst_len": 32, "rtm_table": 254, "rtm_protocol": 4, "rtm_scope": 253, "rtm_type": 1,
		},
		Attrs: []codec.A{{Name: "RTA_DST", Value: addr}, {Name: "RTA_OIF", Value: 1}},
	}
}

// address is the nth of the addresses that hostRoutes makes routes to.
func address(n int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, byte(9 + n>>16), byte(n >> 8), byte(n)})
}

// hostRoutes makes a batch about n routes from the first on.
func hostRoutes(typ string, flags uint16, first, n int) []*codec.Request {
	batch := make([]*codec.Request, n)
	for i := range batch {
		batch[i] = hostRoute(typ, flags, address(first+i))
	}
	return batch
}

// addRoutesTo makes n routes from the first on.
func addRoutesTo(t testing.TB, s *proxy.Socket, first, n int) {
	t.Helper()
	results, err := s.Batch(t.Context(), hostRoutes("RTM_NEWROUTE", 0x600, first, n))
	for _, e := range append(results, err) {
		if e != nil {
			t.Fatal(e)
		}
	}
}

// decoded decodes a message, for what received it as it is.
func decoded(t testing.TB, s *proxy.Socket, b []byte) *codec.Message {
	t.Helper()
	m := new(codec.Message)
	c := codec.Context{Protocol: s.Protocol(), BigEndian: host.BigEndian}
	if err := (&codec.Decoder{Registry: s.Registry(), Resolver: s.Resolver()}).Decode(m, c, b); err != nil {
		t.Fatal(err)
	}
	return m
}

func onSend(t testing.TB, s *proxy.Socket, m verdicts.Match, f verdicts.Callback) (remove func()) {
	t.Helper()
	remove, err := s.OnSend(t.Context(), m, f)
	if err != nil {
		t.Fatal(err)
	}
	return remove
}

func onRecv(t testing.TB, s *proxy.Socket, m verdicts.Match, f verdicts.Callback) (remove func()) {
	t.Helper()
	remove, err := s.OnRecv(t.Context(), m, f)
	if err != nil {
		t.Fatal(err)
	}
	return remove
}

// rounds is how often a test does what goes wrong seldom: more often where the environment has NLKIT_LONG.
func rounds(normal, long int) int {
	if os.Getenv("NLKIT_LONG") != "" {
		return long
	}
	return normal
}

func contains(err error, text string) bool { return err != nil && strings.Contains(err.Error(), text) }
