package bench

import (
	"context"
	"os"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// memory is a transport that answers every request with the same dump, which it has in memory.
type memory struct {
	dump [][]byte // datagrams
	next int      // the one that is received next
}

// newMemory makes a dump of routes as the kernel sends it: those of fillHops.
func newMemory() *memory {
	m := &memory{}
	done := codec.Header{Len: codec.HeaderLen + 4, Type: codec.TypeDone, Flags: codec.FlagMulti}
	part := make([]byte, 0, 32<<10)
	for i := range dumped {
		to := address(i).As4()
		body := []byte{unix.AF_INET, 32, 0, 0, unix.RT_TABLE_MAIN, unix.RTPROT_STATIC, 0, unix.RTN_UNICAST, 0, 0, 0, 0}
		body = host.AppendAttr(body, unix.RTA_TABLE, host.Order.AppendUint32(nil, unix.RT_TABLE_MAIN))
		body = host.AppendAttr(body, unix.RTA_DST, to[:])
		body = host.AppendAttr(body, unix.RTA_GATEWAY, gateway.AsSlice())
		body = host.AppendAttr(body, unix.RTA_OIF, host.Order.AppendUint32(nil, 1))
		h := codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: unix.RTM_NEWROUTE, Flags: codec.FlagMulti}
		if len(part)+int(h.Len) > cap(part) {
			m.dump = append(m.dump, slices.Clone(part))
			part = part[:0]
		}
		part = append(h.Append(part, host.BigEndian), body...)
	}
	m.dump = append(m.dump, part, append(done.Append(nil, host.BigEndian), 0, 0, 0, 0))
	m.next = len(m.dump)
	return m
}

// Send makes the dump the answer to a request.
func (m *memory) Send(_ context.Context, request []byte, _ transport.Delivery) error {
	for _, datagram := range m.dump {
		for rest := datagram; len(rest) > 0; rest = host.Rest(rest) {
			copy(rest[8:12], request[8:12])
			host.Order.PutUint32(rest[12:], m.PortID())
		}
	}
	m.next = 0
	return nil
}

func (m *memory) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	switch {
	case m.next < len(m.dump):
		m.next++
		return b[:copy(b, m.dump[m.next-1])], transport.FromKernel(), nil
	case !wait:
		return nil, transport.FromKernel(), transport.ErrEmpty
	}
	<-ctx.Done()
	return nil, transport.FromKernel(), context.Cause(ctx)
}

func (m *memory) Join(uint32) error  { return os.ErrInvalid }
func (m *memory) Leave(uint32) error { return os.ErrInvalid }
func (m *memory) PortID() uint32     { return 77 }
func (m *memory) Close() error       { return nil }

// BenchmarkOwn is BenchmarkDump and BenchmarkGetRoutes without the kernel, whose time is most of theirs: what is more
// than bare is nlkit's own.
func BenchmarkOwn(b *testing.B) {
	get := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE",
		Fixed: map[string]any{"rtm_family": unix.AF_INET}}
	eachDump(b, "bare", func(b *testing.B) func(*hops) {
		m, buffer := newMemory(), make([]byte, 32<<10)
		return func(h *hops) {
			check(b, m.Send(b.Context(), make([]byte, codec.HeaderLen), transport.Delivery{}))
			for datagram, _, err := m.Receive(b.Context(), buffer, false); err == nil; {
				for rest := datagram; len(rest) > 0; {
					var message []byte
					message, rest, _ = codec.Split(rest, host.BigEndian)
					if codec.ParseHeader(message, host.BigEndian).Type != codec.TypeDone {
						h.n++
					}
				}
				datagram, _, err = m.Receive(b.Context(), buffer, false)
			}
		}
	})
	for _, way := range []struct {
		name string
		read func(*codec.Message) hop
	}{{"names", hopOf}, {"numbers", hopByNumber}} {
		eachDump(b, way.name, func(b *testing.B) func(*hops) {
			s, err := proxy.Open(proxy.Route, proxy.WithTransport(newMemory()))
			check(b, err)
			b.Cleanup(func() { s.Close() })
			return func(h *hops) {
				for m, err := range s.Stream(b.Context(), get) {
					check(b, err)
					h.add(way.read(m))
				}
			}
		})
	}
	eachDump(b, "views", func(b *testing.B) func(*hops) {
		ip, err := iproute.OpenRaw(proxy.WithTransport(newMemory()))
		check(b, err)
		b.Cleanup(func() { ip.Close() })
		return func(h *hops) {
			for r, err := range ip.GetRoutes(b.Context(), iproute.Args{"family": "inet"}) {
				check(b, err)
				h.add(hop{r.Dst().Addr(), r.Gateway(), uint32(r.OIF())})
			}
		}
	})
}
