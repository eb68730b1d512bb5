package monitor_test

import (
	"bufio"
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// TestBesideIPMonitor tells of as many events of each kind as ip-monitor(8) prints, which runs beside it.
func TestBesideIPMonitor(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Program("ip"))
	testbed.NetNS(t)
	withoutIPv6(t)
	ip := exec.Command("ip", "-o", "monitor", "label", "all")
	pipe, err := ip.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := ip.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = ip.Process.Kill()
		_ = ip.Wait()
	}()
	printed := bufio.NewScanner(pipe)
	count := func(until string, counts map[string]int) {
		for printed.Scan() {
			if strings.Contains(printed.Text(), until) {
				return
			}
			if label, _, ok := strings.Cut(strings.TrimPrefix(printed.Text(), "Deleted "), "]"); ok && label[0] == '[' {
				counts[strings.ToLower(label[1:])]++
			}
		}
		t.Fatalf("ip monitor ended: %v", printed.Err())
	}
	w := open(t, monitor.Options{Repeats: true}, allTables-1)
	run(t, "ip link add begin type bridge")
	count(" begin:", map[string]int{})
	w.until(has("told added link", " begin"))

	told := map[string]int{}
	w.apply = func(e *monitor.Event) {
		if e.Kind == monitor.Told || e.Kind == monitor.Repeat {
			told[e.Group.Word]++
		}
	}
	run(t, "ip link add va type veth peer name vb", "ip link set va up", "ip link set vb up", "ip link set va mtu 1400",
		"ip addr add 192.0.2.1/24 dev va", "ip addr change 192.0.2.1/24 dev va", "ip link add br0 type bridge",
		"ip link set vb master br0", "ip route add 10.0.0.0/8 via 192.0.2.2", "ip route replace 10.0.0.0/8 dev va",
		"ip route append 10.0.0.0/8 dev lo", "ip nexthop add id 7 dev lo", "ip nexthop del id 7",
		"ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev va", "ip neigh del 192.0.2.7 dev va",
		"ip rule add pref 10 from 10.0.0.0/8 table 100", "ip rule del pref 10", "ip netns add blue",
		"ip link set vb netns blue", "ip link del va", "ip link add end type bridge")
	w.until(has("told added link", " end"))
	want := map[string]int{}
	count(" end:", want)
	told["link"]--
	for _, word := range monitor.DefaultGroups {
		if told[word] != want[word] {
			t.Errorf("%s: %d events, ip monitor prints %d", word, told[word], want[word])
		}
	}
	t.Log(want, told)
}
