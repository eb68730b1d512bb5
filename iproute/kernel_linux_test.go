package iproute_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// open returns an IPRoute in a namespace of its own.
func open(t testing.TB) *iproute.IPRoute {
	t.Helper()
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	ip, err := iproute.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ip.Close() })
	return ip
}

func TestLink(t *testing.T) {
	ip := open(t)
	do := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(ip.Link(t.Context(), "add", iproute.Args{"ifname": "v0", "kind": "veth", "mtu": 1400,
		"peer": iproute.Args{"ifname": "v1", "mtu": 1300}}))
	do(ip.Link(t.Context(), "add", iproute.Args{"ifname": "br0", "kind": "bridge", "br_stp_state": 1}))
	do(ip.Link(t.Context(), "set", iproute.Args{"ifname": "v0", "master": "br0", "state": "up"}))
	do(ip.Addr(t.Context(), "add", iproute.Args{"dev": "br0", "address": "10.0.0.1/24", "broadcast": true}))
	do(ip.Link(t.Context(), "set", iproute.Args{"ifname": "br0", "state": "up"}))
	do(ip.Route(t.Context(), "add", iproute.Args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "table": 1000}))
	if err := ip.FlushAddr(t.Context(), iproute.Args{"dev": "br0"}); err != nil {
		t.Error(err)
	}
	_, err := ip.Link(t.Context(), "add", iproute.Args{"ifname": "br1", "kind": "bridge", "br_stp_stat": 1})
	if want := `link add: unknown link attribute "br_stp_stat"; did you mean IFLA_BR_STP_STATE?`; fmt.Sprint(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = ip.Link(t.Context(), "set", iproute.Args{"ifname": "br0", "master": "nope"})
	if !errors.Is(err, iproute.ErrNotFound) || !strings.HasPrefix(fmt.Sprint(err), `link set: IFLA_MASTER: "nope": `) {
		t.Errorf("got %v, want which link is not there", err)
	}
	_, err = ip.Link(t.Context(), "get", iproute.Args{"ifname": "nope"})
	if !errors.Is(err, iproute.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}
