package monitor_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// TestNftCommit tells of what a commit makes, and which process made it.
func TestNftCommit(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("nft"))
	testbed.NetNS(t)
	w := open(t, monitor.Options{Groups: []string{"nftables"}}, 0)
	cmd := exec.Command("nft", "add table ip t; add chain ip t c; add rule ip t c counter accept")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var made []monitor.Cause
	w.apply = func(e *monitor.Event) { made = append(made, e.Cause) }
	w.until(func(e *monitor.Event) bool { return e.Message.Name() == "NFT_MSG_NEWGEN" })
	want := []string{
		"told added nftables nft table ip t", "told added nftables nft chain ip t c",
		"told added nftables nft rule ip t c handle 2",
	}
	if len(w.lines) != 4 || !slices.Equal(w.lines[:3], want) {
		t.Errorf("%q", w.lines)
	}
	for _, c := range made {
		if c.Pid != cmd.Process.Pid || c.Comm != "nft" {
			t.Errorf("made by %+v, not %d", c, cmd.Process.Pid)
		}
	}
}

// TestConntrack tells of connections that come, change and go.
func TestConntrack(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("conntrack"))
	testbed.NetNS(t)
	w := open(t, monitor.Options{Groups: []string{"conntrack"}}, 0)
	run(t, "conntrack -I -p udp -s 192.0.2.1 -d 192.0.2.2 --sport 1000 --dport 53 -t 60",
		"conntrack -U -p udp -s 192.0.2.1 -d 192.0.2.2 --sport 1000 --dport 53 -m 7", "conntrack -D -p udp")
	w.until(func(e *monitor.Event) bool { return strings.HasPrefix(line(e), "told removed") })
	if ops := strings.Join(w.lines, "\n"); len(w.lines) != 3 || !strings.HasPrefix(w.lines[0], "told added conntrack") ||
		!strings.HasPrefix(w.lines[1], "told changed conntrack") {
		t.Error(ops)
	}
}
