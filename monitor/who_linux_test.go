package monitor_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// TestWho tells which process made changes, also of what these imply.
func TestWho(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Program("ip"))
	testbed.NetNS(t)
	withoutIPv6(t)
	run(t, "ip link add va type veth peer name vb", "ip link set va up", "ip addr add 192.0.2.1/24 dev va",
		"ip link set vb up", "ip route add 10.0.0.0/8 via 192.0.2.2")
	w := open(t, monitor.Options{Groups: []string{"link", "route"}, Who: true}, 3)
	down := exec.Command("ip", "link", "set", "va", "down")
	if out, err := down.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	e := w.until(func(e *monitor.Event) bool { return e.Op != 0 && strings.Contains(line(e), " va") })
	if c := e.Cause; c.Pid != down.Process.Pid || c.Comm != "ip" || c.UID != 0 {
		t.Errorf("%s by %+v, want %d", line(e), c, down.Process.Pid)
	}
	e = w.until(func(e *monitor.Event) bool { return e.Kind == monitor.Implied })
	if c := e.ImpliedBy.Cause; c.Pid != down.Process.Pid || c.Comm != "ip" {
		t.Errorf("%s by %+v, want %d", line(e), c, down.Process.Pid)
	}
	if len(w.notices) > 0 {
		t.Errorf("%q", w.notices)
	}
}
