package monitor_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// TestRecorded writes what happens to a file, and reads the same differences from it.
func TestRecorded(t *testing.T) {
	testbed.QuickNetNS(t)
	withoutIPv6(t)
	var file bytes.Buffer
	out, err := pcap.NewNGWriter(&file, pcap.NGOptions{})
	if err != nil {
		t.Fatal(err)
	}
	w := open(t, monitor.Options{}, 0)
	var live []string
	w.apply = func(e *monitor.Event) {
		var r captures.Record
		if !e.Record(&r) {
			return
		}
		if err := out.Write(&r); err != nil {
			t.Error(err)
		}
		live = append(live, line(e))
	}
	for range allTables - 1 {
		w.until(func(e *monitor.Event) bool { return e.Kind == monitor.Current })
	}
	w.settled("ip link add va type veth peer name vb", "ip link set va mtu 1400", "ip addr add 192.0.2.1/24 dev va",
		"ip route add 10.0.0.0/8 dev lo", "ip route replace 10.0.0.0/8 dev lo mtu 1300", "ip link del va")
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	m := monitor.Read(pcap.NewNGReader(&file, "file"), monitor.Options{})
	defer m.Close()
	var read []string
	for e, err := range m.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, line(e))
	}
	if !slices.Equal(read, live) {
		t.Errorf("got  %s\nwant %s", strings.Join(read, "\n     "), strings.Join(live, "\n     "))
	}
}
