package monitor_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// TestNftCommit tells of what a commit makes, and which process made it.
func TestNftCommit(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Program("nft"))
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
	testbed.Quick(t, testbed.Root(), testbed.Program("conntrack"))
	testbed.NetNS(t)
	w := open(t, monitor.Options{Groups: []string{"conntrack"}}, 0)
	run(t, "conntrack -I -p udp -s 192.0.2.1 -d 192.0.2.2 --sport 1000 --dport 53 -t 60",
		"conntrack -U -p udp -s 192.0.2.1 -d 192.0.2.2 --sport 1000 --dport 53 -m 7", "conntrack -D -p udp")
	w.until(func(e *monitor.Event) bool { return strings.HasPrefix(line(e), "told removed") })
	if len(w.lines) != 3 || !strings.HasPrefix(w.lines[0], "told added conntrack") ||
		!strings.HasPrefix(w.lines[1], "told changed conntrack") {
		t.Errorf("%q", w.lines)
	}
}

// TestWireless tells of a device that a simulated radio gets.
func TestWireless(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("mac80211_hwsim"), testbed.Program("iw"))
	radios, err := filepath.Glob("/sys/class/ieee80211/*")
	if err != nil || len(radios) == 0 {
		t.Fatal("no radio", err)
	}
	w := open(t, monitor.Options{Groups: []string{"nl80211"}}, 0)
	run(t, "iw phy "+filepath.Base(radios[0])+" interface add watched type monitor")
	t.Cleanup(func() { run(t, "iw dev watched del") })
	e := w.until(func(e *monitor.Event) bool { return e.Message.Name() == "NL80211_CMD_NEW_INTERFACE" })
	if name, _ := e.Message.Attr("NL80211_ATTR_IFNAME"); name.Text() != "watched" || e.Group.Name != "nl80211/config" {
		t.Errorf("%+v of %q", e.Group, name.Text())
	}
}

// TestTeam tells what a team device tells, whose family comes while it is watched.
func TestTeam(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("team"), testbed.Module("dummy"), testbed.Program("ip"),
		testbed.Program("modprobe"))
	testbed.NetNS(t)
	run(t, "modprobe -r team")
	w := open(t, monitor.Options{Groups: []string{"team", "nlctrl"}}, 0)
	run(t, "modprobe team")
	w.until(func(e *monitor.Event) bool { return e.Message.Name() == "CTRL_CMD_NEWMCAST_GRP" })
	for i := 0; len(w.m.Stats().Sockets) > 0; i++ { // the group is joined a little later
		run(t, fmt.Sprintf("ip link add team%d type team", i), fmt.Sprintf("ip link add d%d type dummy", i),
			fmt.Sprintf("ip link set d%d master team%d", i, i))
		e := w.until(func(e *monitor.Event) bool { return true })
		if e.Group.Word == "team" {
			return
		}
	}
}

// TestOpenVSwitch tells of a datapath.
func TestOpenVSwitch(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("openvswitch"), testbed.Program("ovs-dpctl"))
	testbed.NetNS(t)
	w := open(t, monitor.Options{Groups: []string{"ovs"}}, 0)
	run(t, "ovs-dpctl add-dp dp0")
	e := w.until(func(e *monitor.Event) bool { return e.Group.Name == "ovs_datapath/ovs_datapath" })
	if e.Group.Word != "ovs" || !bytes.Contains(e.Message.Bytes(), []byte("dp0")) {
		t.Errorf("%+v: %x", e.Group, e.Message.Bytes())
	}
}

// TestEverything tells of what all protocols tell of.
func TestEverything(t *testing.T) {
	testbed.QuickNetNS(t)
	w := open(t, monitor.Options{Groups: []string{"all"}}, 0)
	run(t, "ip link add br0 type bridge", "ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out")
	seen := map[string]bool{}
	w.until(func(e *monitor.Event) bool {
		if e.Kind == monitor.Told {
			seen[e.Group.Word] = true
		}
		return seen["link"] && seen["uevent"] && seen["xfrm"]
	})
}

// TestList lists words, the groups of the tables and those of the families that the kernel has.
func TestList(t *testing.T) {
	list, err := monitor.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link", "RTNLGRP_LINK", "NFNLGRP_NFTABLES", "nlctrl/notify"} {
		if !slices.ContainsFunc(list, func(w monitor.Word) bool { return w.Name == name }) {
			t.Errorf("%s is not in the list", name)
		}
	}
}
