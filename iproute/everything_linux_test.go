package iproute_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// TestDump lists what ip has made of all kinds, each once.
func TestDump(t *testing.T) {
	ip := prepared(t, "addr add 192.0.2.1/24 dev br0", "neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev br0",
		"nexthop add id 5 via 192.0.2.5 dev br0", "route add 10.4.0.0/16 nhid 5", "rule add from 10.0.0.0/8 table 100")
	lists(t, ip, "link br0", "link br1", "address 192.0.2.1/24", "neighbour 192.0.2.9", "next hop 5",
		"route 10.4.0.0/16", "rule 10.0.0.0/8", "RTM_NEWNEIGHTBL+", "RTM_NEWNETCONF+")
	for range ip.Dump(t.Context()) {
		break // and nothing hangs
	}
}

// TestDumpTrafficControl lists what tc has made, each once.
func TestDumpTrafficControl(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("tc"), testbed.Program("ip"), testbed.Module("sch_prio"),
		testbed.Module("sch_ingress"), testbed.Module("cls_basic"), testbed.Module("act_gact"))
	ip := prepared(t, "link add name v0 type veth peer name v1")
	for _, line := range []string{
		"qdisc add dev v1 root handle 1: prio", "filter add dev v1 parent 1: basic action pass",
		"qdisc add dev v0 clsact", "filter add dev v0 egress basic action drop",
	} {
		if out, err := exec.Command("tc", strings.Fields(line)...).CombinedOutput(); err != nil {
			t.Fatalf("tc %s: %v: %s", line, err, out)
		}
	}
	lists(t, ip, "qdisc prio", "qdisc clsact", "filter basic egress", "filter basic 1:", "RTM_NEWTCLASS+")
}

// lists sees that a dump has what has these names, once each, or some where "+" follows.
func lists(t *testing.T, ip *iproute.IPRoute, names ...string) {
	t.Helper()
	got := map[string]int{}
	for object, err := range ip.Dump(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got[nameOf(object)]++
	}
	for _, name := range names {
		name, several := strings.CutSuffix(name, "+")
		if got[name] == 0 || got[name] > 1 && !several {
			t.Errorf("%s: %d times in %v", name, got[name], got)
		}
	}
}

// nameOf is how the test calls an object.
func nameOf(object iproute.AnyView) string {
	const egress = 0xfffffff3
	switch filter := object.Filter(); {
	case object.Link().Name() != "":
		return "link " + object.Link().Name()
	case object.Addr().Prefix().IsValid():
		return "address " + object.Addr().Prefix().String()
	case object.Neigh().Dst().IsValid():
		return "neighbour " + object.Neigh().Dst().String()
	case object.Nexthop().ID() == 5:
		return "next hop 5"
	case object.Route().NHID() != 0:
		return "route " + object.Route().Dst().String()
	case object.Rule().Src().IsValid():
		return "rule " + object.Rule().Src().String()
	case object.Qdisc().Kind() == "prio", object.Qdisc().Kind() == "clsact":
		return "qdisc " + object.Qdisc().Kind()
	case filter.Kind() == "basic" && filter.Handle() != 0 && filter.Parent() == egress:
		return "filter basic egress"
	case filter.Kind() == "basic" && filter.Handle() != 0:
		return "filter basic 1:"
	}
	return object.Message().Name()
}
