package iproute_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// prepared opens an IPRoute in a namespace of its own, in which there are bridges and what commands of ip make.
func prepared(t *testing.T, commands ...string) *iproute.IPRoute {
	t.Helper()
	testbed.Require(t, testbed.Program("ip"))
	ip := open(t)
	for _, line := range append([]string{
		"link add br0 type bridge", "link set br0 up", "link add br1 type bridge", "link set br1 up",
	}, commands...) {
		runIP(t, "", line)
	}
	return ip
}

// runIP runs ip in the namespace of the test, and returns what it writes.
func runIP(t *testing.T, input, line string) string {
	t.Helper()
	var out, errs bytes.Buffer
	file := filepath.Join(t.TempDir(), "input") // ip goes back in it
	if err := os.WriteFile(file, []byte(input), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	cmd := exec.Command("ip", strings.Fields(line)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("ip %s: %v: %s", line, err, errs.String())
	}
	return out.String()
}

// saved is what is saved and loaded: by us, by ip, and what it looks like.
var saved = []struct {
	name       string
	make       []string
	save, load string // of ip
	lose, show string
	dump       func(*iproute.IPRoute, *testing.T, *bytes.Buffer) error
	loads      func(*iproute.IPRoute, *testing.T, *bytes.Buffer) error
}{
	{
		name: "routes",
		make: []string{
			"addr add 192.0.2.1/24 dev br0", "addr add 198.51.100.1/24 dev br1",
			"route add 10.9.0.0/16 via 10.0.0.7 dev br0 onlink metric 7 proto 77", "route add default via 192.0.2.9",
			"route add 10.0.0.0/16 dev br1 src 192.0.2.1 mtu 1300", "route add 10.1.0.0/16 via 192.0.2.2",
			"route add blackhole 10.3.0.0/16",
		},
		save: "route save table main", load: "route restore", lose: "route flush table main",
		show: "route show table main",
		dump: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error {
			return ip.RouteDump(t.Context(), b, iproute.Args{"family": "inet", "table": "main"})
		},
		loads: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error { return ip.RouteLoad(t.Context(), b) },
	},
	{
		name: "routes of IPv6",
		make: []string{
			"-6 addr add 2001:db8::1/64 dev br0 nodad", "-6 route add 2001:db8:1::/48 via 2001:db8::2",
			"-6 route add 2001:db8:2::/48 nexthop via 2001:db8::3 nexthop via 2001:db8::4",
		},
		save: "-6 route save table main", load: "-6 route restore", lose: "-6 route flush table main",
		show: "-6 route show table main",
		dump: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error {
			return ip.RouteDump(t.Context(), b, iproute.Args{"family": "inet6", "table": "main"})
		},
		loads: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error { return ip.RouteLoad(t.Context(), b) },
	},
	{
		name: "addresses",
		make: []string{
			"addr add 192.0.2.1/24 broadcast + dev br0 label br0:x", "addr add 192.0.2.7/24 dev br0",
			"addr add 198.51.100.1 peer 198.51.100.2/31 dev br1", "addr add 2001:db8::1/64 dev br1 nodad",
		},
		save: "addr save", load: "addr restore", lose: "addr flush scope global", show: "-o addr show scope global",
		dump:  func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error { return ip.AddrDump(t.Context(), b) },
		loads: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error { return ip.AddrLoad(t.Context(), b) },
	},
	{
		name: "rules",
		make: []string{
			"rule add from 10.0.0.0/8 iif br0 table 100 priority 10", "rule add fwmark 7/15 prohibit priority 20",
		},
		save: "rule save", load: "rule restore", lose: "rule flush", show: "rule show",
		dump: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error {
			return ip.RuleDump(t.Context(), b, iproute.Args{"family": "inet"})
		},
		loads: func(ip *iproute.IPRoute, t *testing.T, b *bytes.Buffer) error { return ip.RuleLoad(t.Context(), b) },
	},
}

// TestSave writes what "ip route restore" and the like read, and reads what "ip route save" writes.
func TestSave(t *testing.T) {
	for _, x := range saved {
		t.Run(x.name, func(t *testing.T) {
			ip := prepared(t, x.make...)
			want := runIP(t, "", x.show)
			var ours bytes.Buffer
			if err := x.dump(ip, t, &ours); err != nil {
				t.Fatal(err)
			}
			theirs := runIP(t, "", x.save)
			octets := ours.String()
			same := func(how string) {
				t.Helper()
				lines := strings.Split(runIP(t, "", x.show), "\n")
				lines = slices.Compact(lines) // ip doubles the rule that is always there
				if got := strings.Join(lines, "\n"); got != want {
					t.Errorf("%s:\n%s\nwant:\n%s", how, got, want)
				}
			}
			for how, octets := range map[string]string{"ours": octets, "ip's": theirs} {
				runIP(t, "", x.lose)
				for range 2 { // the second changes nothing
					if err := x.loads(ip, t, bytes.NewBufferString(octets)); err != nil {
						t.Errorf("load %s: %v", how, err)
					}
				}
				same("loaded from " + how)
			}
			runIP(t, "", x.lose)
			runIP(t, octets, x.load)
			same("loaded by ip")
		})
	}
}

// TestSaveMore loads, and flushes, what ip itself does not: routes of which it says next hop objects and what these
// say, and those with several next hops before the network that these are in.
func TestSaveMore(t *testing.T) {
	ip := prepared(t, "addr add 192.0.2.1/24 dev br0", "addr add 198.51.100.1/24 dev br1",
		"nexthop add id 5 via 192.0.2.5 dev br0", "route add 10.4.0.0/16 nhid 5",
		"nexthop add id 6 group 5", "route add 10.5.0.0/16 nhid 6",
		"route add 10.2.0.0/16 nexthop via 192.0.2.3 weight 3 nexthop via 198.51.100.3",
		"link set br1 down", "link set br1 up")
	want := runIP(t, "", "route show")
	var file bytes.Buffer
	if err := ip.RouteDump(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	if err := ip.FlushRoutes(t.Context(), iproute.Args{"table": "main", "family": "inet"}); err != nil {
		t.Error(err)
	}
	if left := runIP(t, "", "route show"); left != "" {
		t.Errorf("left: %s", left)
	}
	if err := ip.RouteLoad(t.Context(), &file); err != nil {
		t.Error(err)
	}
	if got := runIP(t, "", "route show"); got != want {
		t.Errorf("loaded:\n%s\nwant:\n%s", got, want)
	}
}

// TestLoadErrors says what is no file of the kind, and how many objects could not be added.
func TestLoadErrors(t *testing.T) {
	ip := prepared(t, "addr add 192.0.2.1/24 dev br0", "route add 10.1.0.0/16 via 192.0.2.2",
		"route add 10.2.0.0/16 via 192.0.2.2")
	var file bytes.Buffer
	if err := ip.RouteDump(t.Context(), &file, iproute.Args{"table": "main", "family": "inet"}); err != nil {
		t.Fatal(err)
	}
	for how, octets := range map[string]string{
		"nothing": "", "an address": "\x22\x12\x36\x47", "cut": file.String()[:file.Len()-3],
	} {
		if err := ip.RouteLoad(t.Context(), strings.NewReader(octets)); err == nil {
			t.Errorf("%s is loaded", how)
		}
	}
	runIP(t, "", "link del br0")
	err := ip.RouteLoad(t.Context(), &file)
	want := "3 of 3 routes were not loaded, the first because of: route load: "
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
}
