package monitor_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// everything is the groups of the tests of changes.
var everything = append([]string{"tc"}, monitor.DefaultGroups...)

// allTables is how many tables the groups of everything are told from.
const allTables = 11

// What the test reads when vb goes up, and goes.
const (
	vbUp = "told changed link link 2 vb@va, " +
		"ifi_flags IFF_BROADCAST|IFF_MULTICAST→IFF_UP|IFF_BROADCAST|IFF_MULTICAST, " +
		"IFLA_OPERSTATE IF_OPER_DOWN→IF_OPER_LOWERLAYERDOWN, IFLA_LINK 0→3, IFLA_QDISC noop→noqueue"
	vbDown = "told changed link link 2 vb, ifi_flags IFF_UP|IFF_BROADCAST|IFF_MULTICAST→IFF_BROADCAST|IFF_MULTICAST, " +
		"IFLA_OPERSTATE IF_OPER_LOWERLAYERDOWN→IF_OPER_DOWN, IFLA_LINK 3→0"
)

// TestChanges tells of each change once, and what of the object it changed.
func TestChanges(t *testing.T) {
	testbed.QuickNetNS(t)
	withoutIPv6(t)
	w := open(t, monitor.Options{Groups: everything}, allTables)
	for _, step := range []struct {
		command string
		want    []string
	}{
		{"ip link add va type veth peer name vb", []string{
			"told added link link 2 vb", "told added link link 3 va@vb",
		}},
		{"ip link set va mtu 1400", []string{"told changed link link 3 va@vb, IFLA_MTU 1500→1400"}},
		{"ip link set va mtu 1400", nil},
		{"ip link set vb up", []string{
			vbUp, "implied added tc qdisc noqueue 0: dev vb root by " + vbUp,
		}},
		{"ip link set vb alias inside", []string{"told changed link link 2 vb@va, IFLA_IFALIAS →inside"}},
		{"ip addr add 192.0.2.1/24 dev va", []string{
			"told added addr address 192.0.2.1/24 dev va",
			"told added route route local 192.0.2.1 dev va table local src 192.0.2.1",
		}},
		{"ip addr change 192.0.2.1/24 dev va metric 5", []string{
			"told changed addr address 192.0.2.1/24 dev va, IFA_RT_PRIORITY →5",
		}},
		{"ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev va", []string{
			"told added neigh neighbour 192.0.2.7 dev va",
		}},
		{"ip neigh change 192.0.2.7 lladdr 02:00:00:00:00:08 dev va", []string{
			"told changed neigh neighbour 192.0.2.7 dev va, NDA_LLADDR 02:00:00:00:00:07→02:00:00:00:00:08",
		}},
		{"ip neigh del 192.0.2.7 dev va", []string{
			"told changed neigh neighbour 192.0.2.7 dev va, ndm_state NUD_PERMANENT→NUD_FAILED, " +
				"NDA_LLADDR 02:00:00:00:00:08→",
			"told removed neigh neighbour 192.0.2.7 dev va",
		}},
		{"ip rule add pref 10 from 10.0.0.0/8 table 100", []string{
			"told added rule rule 10: from 10.0.0.0/8 lookup 100",
		}},
		{"ip rule del pref 10", []string{"told removed rule rule 10: from 10.0.0.0/8 lookup 100"}},
		{"ip route add 10.0.0.0/8 dev lo", []string{"told added route route 10.0.0.0/8 dev lo table main"}},
		{"ip route replace 10.0.0.0/8 dev lo mtu 1300", []string{
			"told changed route route 10.0.0.0/8 dev lo table main mtu 1300, RTA_METRICS/RTAX_MTU →1300",
		}},
		{"ip nexthop add id 7 dev lo", []string{"told added nexthop next hop id 7"}},
		{"ip nexthop del id 7", []string{"told removed nexthop next hop id 7"}},
		{"tc qdisc add dev va root handle 1: htb", []string{"told added tc qdisc htb 1: dev va root"}},
		{"tc class add dev va parent 1: classid 1:1 htb rate 1mbit", []string{
			"told added tc traffic class htb 1:1 dev va root",
		}},
		{"tc qdisc del dev va root", []string{"told removed tc qdisc htb 1: dev va root"}},
		{"ip link del va", []string{
			vbDown, "told removed addr address 192.0.2.1/24 dev va",
			"told removed route route local 192.0.2.1 dev va table local src 192.0.2.1",
			"told removed link link 3 va", "told removed link link 2 vb",
			"implied removed tc qdisc noqueue 0: dev vb root by " + vbDown,
		}},
	} {
		got := w.settled(step.command)
		got = slices.DeleteFunc(got, func(l string) bool { return strings.Contains(l, " netconf ") })
		if !slices.Equal(got, step.want) {
			t.Errorf("%s\ngot  %s\nwant %s", step.command, strings.Join(got, "\n     "),
				strings.Join(step.want, "\n     "))
		}
	}
}
