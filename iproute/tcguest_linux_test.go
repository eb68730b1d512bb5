package iproute_test

import (
	"slices"
	"testing"
)

// TestTcDocumentation does what pyroute2's documentation has as examples, and asks tc.
func TestTcDocumentation(t *testing.T) { onKernels(t, followDocumentation) }

func followDocumentation(t *testing.T) {
	ip := open(t)
	ctx, do := t.Context(), succeeds(t)
	for index, name := range map[int]string{2: "d1", e0: "d0"} {
		do(ip.Link(ctx, "add", args{"ifname": name, "index": index, "kind": "dummy", "state": "up"}))
	}
	for _, c := range slices.Concat(pyTree, pyPolice) {
		do(ip.Tc(ctx, c.command, c.args))
	}
	kinds := map[string]string{}
	for _, row := range ipJSON(t, "tc", "-s", "qdisc", "show", "dev", "d0") {
		kinds[at(row, "kind")+" "+at(row, "handle")] = at(row, "parent")
	}
	for handle, parent := range map[string]string{"htb 1:": "", "sfq 10:": "1:10", "sfq 20:": "1:20",
		"ingress ffff:": "ffff:fff1"} {
		if got, ok := kinds[handle]; !ok || got != parent {
			t.Errorf("%s is below %q, want %q", handle, got, parent)
		}
	}
}
