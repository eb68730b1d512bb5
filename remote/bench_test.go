package remote_test

import (
	"net/netip"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
)

const benchRoutes = 10_000

// addRoutes adds routes to single addresses, by the loopback device.
func addRoutes(t testing.TB, s *proxy.Socket, n int) {
	t.Helper()
	requests := make([]*codec.Request, n)
	for i := range requests {
		dst := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		requests[i] = &codec.Request{
			Protocol: "NETLINK_ROUTE", Type: "RTM_NEWROUTE", Flags: codec.FlagCreate | codec.FlagExcl,
			Fixed: map[string]any{"rtm_family": 2, "rtm_dst_len": 32, "rtm_table": 254, "rtm_type": 1,
				"rtm_scope": 253, "rtm_protocol": 4},
			Attrs: []codec.A{{Name: "RTA_DST", Value: dst}, {Name: "RTA_OIF", Value: 1}},
		}
	}
	results, err := s.Batch(t.Context(), requests)
	if err != nil {
		t.Fatal(err)
	}
	for i, err := range results {
		if err != nil {
			t.Fatalf("route %d: %v", i, err)
		}
	}
}

func countRoutes(t testing.TB, s *proxy.Socket) (n int) {
	t.Helper()
	request := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE",
		Fixed: map[string]any{"rtm_family": 2, "rtm_table": 254}, Attrs: []codec.A{{Name: "RTA_TABLE", Value: 254}}}
	for _, err := range s.Dump(t.Context(), request) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func benchDump(b *testing.B, s *proxy.Socket) {
	addRoutes(b, s, benchRoutes)
	b.ReportAllocs()
	for b.Loop() {
		if n := countRoutes(b, s); n != benchRoutes {
			b.Fatalf("%d routes", n)
		}
	}
}

// BenchmarkLocalDump dumps 10,000 routes, each decoded.
func BenchmarkLocalDump(b *testing.B) {
	testbed.QuickNetNS(b)
	benchDump(b, open(b, proxy.Route))
}

// BenchmarkRemoteDump is BenchmarkLocalDump over a unix socket, with a server in the same process.
func BenchmarkRemoteDump(b *testing.B) {
	benchDump(b, openRemote(b, dial(b, serve(b, remote.Permissions{})), proxy.Route))
}

// BenchmarkLocalRequest asks for one link.
func BenchmarkLocalRequest(b *testing.B) {
	testbed.QuickNetNS(b)
	benchRequest(b, open(b, proxy.Route))
}

// BenchmarkRemoteRequest is BenchmarkLocalRequest over a unix socket.
func BenchmarkRemoteRequest(b *testing.B) {
	benchRequest(b, openRemote(b, dial(b, serve(b, remote.Permissions{})), proxy.Route))
}

// benchRequest asks from a goroutine of its own, as a program would: that of the benchmark is bound to the thread that
// is in the network namespace, and switches between threads take longer than everything else.
func benchRequest(b *testing.B, s *proxy.Socket) {
	request := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_index": 1}}
	done := make(chan error)
	go func() {
		for b.Loop() {
			if _, err := s.Request(b.Context(), request); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}
