package iproute_test

import (
	"errors"
	"testing"

	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/netns"
)

func TestNSID(t *testing.T) {
	ip := open(t)
	ctx, do := t.Context(), succeeds(t)
	blue, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer blue.Close()
	idOf := func() int {
		t.Helper()
		got, err := ip.NSID(ctx, "get", iproute.Args{"net_ns": blue})
		if err != nil || len(got) != 1 {
			t.Fatal(got, err)
		}
		id, _ := got[0].Attr("NETNSA_NSID")
		n, _ := id.Int()
		return int(n)
	}
	if id := idOf(); id != -1 {
		t.Errorf("a namespace without an id has %d", id)
	}
	do(ip.NSID(ctx, "set", iproute.Args{"net_ns": blue, "nsid": 7}))
	if id := idOf(); id != 7 {
		t.Errorf("the id is %d, want 7", id)
	}
	if _, err := ip.NSID(ctx, "set", iproute.Args{"net_ns": blue, "nsid": 8}); !errors.Is(err, iproute.ErrExists) {
		t.Error("a second id:", err)
	}
	var all []int
	for ns, err := range ip.GetNsid(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, int(ns.NSID()))
	}
	if len(all) != 1 || all[0] != 7 {
		t.Errorf("ids %v, want 7", all)
	}
}
