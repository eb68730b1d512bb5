package testbed_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// run runs a program and returns what it prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return string(out)
}

// devices returns the names of the network devices that sysfs shows.
func devices(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir("/sys/class/net")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestNetNS(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"))
	outside := run(t, "ip", "link")
	ns := testbed.NetNS(t)
	if lo := run(t, "ip", "-o", "link", "show", "lo"); !strings.Contains(lo, ",UP") {
		t.Errorf("lo is down: %s", lo)
	}
	run(t, "ip", "link", "add", "here", "type", "veth", "peer", "there")
	for _, name := range []string{"here", "there", "lo"} {
		if !slices.Contains(devices(t), name) {
			t.Errorf("/sys/class/net has %q, not %s", devices(t), name)
		}
	}
	run(t, "ip", "netns", "add", "inner") // makes files in /run
	t.Run("a subtest starts outside", func(t *testing.T) {
		if now := run(t, "ip", "link"); now != outside {
			t.Errorf("got %s\nwant %s", now, outside)
		}
		if _, err := os.Stat("/run/netns/inner"); err == nil {
			t.Error("/run/netns/inner is on the host")
		}
	})
	t.Run("and enters", func(t *testing.T) {
		ns.Enter(t)
		run(t, "ip", "link", "show", "here")
		if !slices.Contains(devices(t), "here") {
			t.Errorf("/sys/class/net has %q, not here", devices(t))
		}
		if inner := run(t, "ip", "netns"); !strings.Contains(inner, "inner") {
			t.Errorf("ip netns prints %q", inner)
		}
		if _, err := os.Stat("kernel_test.go"); err != nil {
			t.Errorf("not in the directory of the package: %v", err)
		}
	})
}

func TestDummy(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("dummy"), testbed.Program("ip"))
	testbed.NetNS(t)
	run(t, "ip", "link", "add", "d0", "type", "dummy")
	run(t, "ip", "address", "add", "192.0.2.1/24", "dev", "d0")
	run(t, "ip", "link", "set", "d0", "up")
	if got := run(t, "ip", "route", "get", "192.0.2.2"); !strings.Contains(got, "dev d0") {
		t.Errorf("ip route get prints %q", got)
	}
}

// TestNlmon looks for the messages of a request in the count of an nlmon device.
func TestNlmon(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("nlmon"), testbed.Program("ip"))
	testbed.NetNS(t)
	run(t, "ip", "link", "add", "mon0", "type", "nlmon")
	run(t, "ip", "link", "set", "mon0", "up")
	run(t, "ip", "address")
	packets, err := os.ReadFile("/sys/class/net/mon0/statistics/rx_packets")
	if err != nil || strings.TrimSpace(string(packets)) == "0" {
		t.Errorf("mon0 saw %q packets, %v", packets, err)
	}
}

// TestTeam starts teamd, which makes the device, and asks it for its state.
func TestTeam(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("team"), testbed.Program("teamd"), testbed.Program("ip"))
	testbed.NetNS(t)
	run(t, "ip", "link", "add", "port0", "type", "veth", "peer", "port1")
	const config = `{"device": "team0", "runner": {"name": "activebackup"}, "link_watch": {"name": "ethtool"}, "ports": {"port0": {}}}`
	run(t, "teamd", "--daemonize", "--config", config)
	t.Cleanup(func() {
		if out, err := exec.Command("teamd", "--kill", "--team-dev", "team0").CombinedOutput(); err != nil {
			t.Errorf("teamd --kill: %v: %s", err, out)
		}
	})
	state := run(t, "teamdctl", "team0", "state")
	for _, want := range []string{"runner: activebackup", "port0"} {
		if !strings.Contains(state, want) {
			t.Errorf("teamdctl team0 state lacks %q:\n%s", want, state)
		}
	}
	if link := run(t, "ip", "-details", "link", "show", "port0"); !strings.Contains(link, "master team0") {
		t.Errorf("port0 is not in the team: %s", link)
	}
}

func TestWireGuard(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("wireguard"), testbed.Program("wg"), testbed.Program("ip"))
	testbed.NetNS(t)
	run(t, "ip", "link", "add", "wg0", "type", "wireguard")
	run(t, "wg", "set", "wg0", "listen-port", "51820")
	if port := strings.TrimSpace(run(t, "wg", "show", "wg0", "listen-port")); port != "51820" {
		t.Errorf("wg0 listens on %q, want 51820", port)
	}
}

// TestRadio gives a simulated radio a monitor device.
func TestRadio(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("mac80211_hwsim"), testbed.Program("iw"), testbed.Program("ip"))
	radio := simulatedRadio(t)
	run(t, "iw", "phy", radio, "interface", "add", "testmon", "type", "monitor")
	t.Cleanup(func() {
		if out, err := exec.Command("iw", "dev", "testmon", "del").CombinedOutput(); err != nil {
			t.Errorf("iw dev testmon del: %v: %s", err, out)
		}
	})
	if info := run(t, "iw", "dev", "testmon", "info"); !strings.Contains(info, "type monitor") {
		t.Errorf("iw dev testmon info prints %q", info)
	}
}

// simulatedRadio returns the name of a radio that is no real one of this machine.
func simulatedRadio(t *testing.T) string {
	t.Helper()
	radios, err := filepath.Glob("/sys/class/ieee80211/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, radio := range radios {
		driver, err := os.Readlink(filepath.Join(radio, "device", "driver"))
		if err == nil && filepath.Base(driver) == "mac80211_hwsim" {
			return filepath.Base(radio)
		}
	}
	t.Fatalf("none of the radios %q is mac80211_hwsim's", radios)
	return ""
}
