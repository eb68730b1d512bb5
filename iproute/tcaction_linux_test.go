package iproute_test

import (
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// TestActionsAlone makes actions that filters share, lists them and removes them.
func TestActionsAlone(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("act_gact"), testbed.Module("act_police"))
	ip := open(t)
	ctx, do := t.Context(), succeeds(t)
	do(ip.Action(ctx, "add", args{"kind": "police", "index": 3, "rate": "1mbit", "burst": "10k", "action": "drop"}))
	do(ip.Action(ctx, "add", iproute.Actions{Tab: []iproute.Action{drop, {Kind: iproute.PoliceAction{Rate: iproute.Mbit,
		Burst: 10 << 10, Index: 5}}}}))
	do(ip.Action(ctx, "replace", args{"kind": "police", "index": 3, "rate": "2mbit", "burst": "10k"}))
	rates := map[uint32]iproute.Rate{}
	for a, err := range ip.GetActions(ctx, "police") {
		if err != nil {
			t.Fatal(err)
		}
		rates[a.Police().TBF().Index()] = a.Police().TBF().Rate().Rate()
	}
	if rates[3] != 2*iproute.Mbit || rates[5] != iproute.Mbit || len(rates) != 2 {
		t.Errorf("got %v", rates)
	}
	found, err := ip.Action(ctx, "get", args{"kind": "police", "index": 3})
	if err != nil || len(found) != 1 {
		t.Errorf("got %d answers, %v", len(found), err)
	}
	do(ip.Action(ctx, "del", args{"kind": "police", "index": 5}))
	do(ip.Action(ctx, "flush", args{"kind": "police"}))
	for _, err := range ip.GetActions(ctx, "police") {
		t.Errorf("an action is left: %v", err)
	}
}
