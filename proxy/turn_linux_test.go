package proxy_test

import (
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// TestDumpBehindUnknown dumps while another dump runs that was sent past the socket: the socket is read empty, and then
// there is room.
func TestDumpBehindUnknown(t *testing.T) {
	testbed.QuickNetNS(t)
	n := rounds(5_000, 100_000)
	addRoutesTo(t, open(t, proxy.Route), 0, n)
	s := open(t, proxy.Route, proxy.DumpRetries(1))
	raw, err := s.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	for what, dump := range dumps {
		r := dumpOfRoutes()
		r.Seq, r.Flags = s.Sequence(), r.Flags|codec.FlagRequest
		err := raw.Control(func(fd uintptr) {
			if err := unix.Send(int(fd), octets(t, s, r), 0); err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(destinations(t, dump(s, t.Context(), ipv4Routes()))); got != n {
			t.Errorf("%s: %d routes, want %d", what, got, n)
		}
	}
}

// TestDumpBehindLostEnd dumps again after a dump whose end was lost: the kernel, when it is asked, has nothing left.
func TestDumpBehindLostEnd(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		addRoutesTo(t, e.open(t), 0, manyRoutes)
		for _, subscribed := range []bool{false, true} {
			ends := 0
			lossy := faults.Wrap(e.dial(t, proxy.Route), func(datagram []byte, _ transport.From) (f faults.Fault) {
				for m := range host.Messages(datagram) {
					if host.Header(m).Type == codec.TypeDone {
						if ends++; ends%2 == 1 {
							f = faults.Lose()
						}
					}
				}
				return f
			})
			s := open(t, proxy.Route, proxy.WithTransport(lossy), proxy.DumpRetries(0))
			if subscribed {
				subscribe(t, s, "link")
			}
			for range 2 {
				shortened["left"](t, s)
				if got := len(destinations(t, s.Dump(t.Context(), ipv4Routes()))); got != manyRoutes {
					t.Errorf("%d routes, want %d", got, manyRoutes)
				}
				send(t, s, dumpOfRoutes())
				if got := len(destinations(t, s.Stream(t.Context(), ipv4Routes()))); got != manyRoutes {
					t.Errorf("behind Send: %d routes, want %d", got, manyRoutes)
				}
			}
		}
	})
}
