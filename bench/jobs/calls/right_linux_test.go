package calls

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
)

// TestCalls carries out our calls: the kernel may refuse some here, but every name and value fits.
func TestCalls(t *testing.T) { carriesOut(t, Ours.Calls) }

// TestCallsOfPyroute2 is TestCalls for those in the place of calls of pyroute2.
func TestCallsOfPyroute2(t *testing.T) { carriesOut(t, Ours.CallsOfPyroute2) }

func carriesOut(t *testing.T, calls func(Ours, context.Context, *iproute.IPRoute)) {
	t.Helper()
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	if err := netns.Create("blue"); err != nil {
		t.Fatal(err)
	}
	ip, err := iproute.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ip.Close()
	for _, name := range []string{"eth0", "br0"} {
		_, err := ip.AddLink(t.Context(), iproute.Args{"ifname": name, "kind": "bridge", "state": "up"})
		if err != nil {
			t.Fatal(err)
		}
	}
	did := 0
	x := Ours{
		Mac: net.HardwareAddr{2, 0, 0, 0, 0, 1}, Dst: net.IPv4(192, 0, 2, 1),
		Prefix: netip.MustParsePrefix("10.0.0.0/8"),
		FD:     -1, Match: func(*codec.Message) bool { return true }, File: new(bytes.Buffer), Registry: tables.Registry(),
	}
	x.Did = func(results ...any) {
		did++
		for _, r := range results {
			var refused *proxy.Error
			if c, ok := r.(io.Closer); ok {
				c.Close()
			}
			if err, ok := r.(error); ok && !errors.As(err, &refused) && !errors.Is(err, syscall.ECONNREFUSED) {
				t.Error(err)
			}
			dump := reflect.ValueOf(r)
			if kind := fmt.Sprintf("%T", r); strings.HasPrefix(kind, "iter.Seq2") && !strings.Contains(kind, "Change") {
				for _, err := range dump.Seq2() {
					if err, _ := err.Interface().(error); err != nil && !errors.As(err, &refused) {
						t.Error(err)
					}
				}
			}
		}
	}
	calls(x, t.Context(), ip)
	if did < 60 {
		t.Errorf("%d calls", did)
	}
}
