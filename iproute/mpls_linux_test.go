package iproute_test

import (
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// labelSpace has the kernel route labels.
var labelSpace = map[string]string{"net/mpls/platform_labels": "1000"}

func needMPLS(t *testing.T) {
	t.Helper()
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Module("ipv6"), testbed.Module("mpls_router"),
		testbed.Module("mpls_iptunnel"), testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
}

func TestMPLSOfIP(t *testing.T) {
	needMPLS(t)
	compareIP(t, labelSpace, []ipJob{
		{"route add 10.1.0.0/16 dev e0 encap mpls 200/300 proto static", []call{{"route", "add",
			args{"dst": "10.1.0.0/16", "dev": "e0", "encap": args{"type": "mpls", "labels": []int{200, 300}}}}}},
		{"route add 10.1.0.0/16 dev e0 encap mpls 200 ttl 9 proto static", []call{{"route", "add",
			args{"dst": "10.1.0.0/16", "dev": "e0", "encap": args{"type": "mpls", "labels": 200, "ttl": 9}}}}},
		{"-f mpls route add 100 as 200/300 via inet 10.0.0.2 dev e0 proto static", []call{{"route", "add",
			args{"dst": 100, "newdst": "200/300", "via": "10.0.0.2", "dev": "e0"}}}},
		{"-f mpls route add 101 via inet6 2001:db8::2 dev e0 proto static", []call{{"route", "add",
			args{"family": "mpls", "dst": "101", "gateway": "2001:db8::2", "dev": "e0"}}}},
		{"-f mpls route add 102 dev lo proto static", []call{{"route", "add", args{"dst": 102, "dev": "lo"}}}},
		{"-f mpls route add 103 proto static nexthop as 200 via inet 10.0.0.2 dev e0 " +
			"nexthop as 300 via inet 192.168.0.1 dev e2", []call{{"route", "add", args{"dst": []int{103},
			"multipath": []args{{"newdst": 200, "via": "10.0.0.2", "dev": "e0"},
				{"newdst": 300, "via": "192.168.0.1", "dev": "e2"}}}}}},
		{"-f mpls route add 100 as 200 via inet 10.0.0.2 dev e0 ttl-propagate enabled proto static",
			[]call{{"route", "add", args{"family": 28, "dst": 100, "newdst": 200, "via": "10.0.0.2", "dev": "e0",
				"ttl_propagate": true}}}},
		{"-f mpls route add 100 dev lo; -f mpls route del 100", []call{{"route", "add", args{"dst": 100, "dev": "lo"}},
			{"route", "del", args{"dst": 100}}}},
		{"-f mpls route add 100 dev lo proto static; " +
			"-f mpls route replace 100 as 200 via inet 10.0.0.2 dev e0 proto static",
			[]call{{"route", "add", args{"dst": 100, "dev": "lo"}}, {"route", "replace",
				args{"dst": 100, "newdst": 200, "via": "10.0.0.2", "dev": "e0"}}}},
		{"route add 10.1.0.0/16 proto static nexthop encap mpls 200 via 10.0.0.2 dev e0 nexthop encap mpls 300 " +
			"via 192.168.0.1 dev e2", []call{{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{
			{"gateway": "10.0.0.2", "dev": "e0", "encap": args{"type": "mpls", "labels": 200}},
			{"gateway": "192.168.0.1", "dev": "e2", "encap": args{"type": "mpls", "labels": "300"}}}}}}},
	})
}

// TestMPLSOfPyroute2 has the examples of pyroute2's documentation; the kernel takes no label with a ttl, which one has.
func TestMPLSOfPyroute2(t *testing.T) {
	needMPLS(t)
	comparePyroute2(t, labelSpace, []pyJob{
		{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2",
			"encap": args{"type": "mpls", "labels": "200/300"}}}}},
		{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2",
			"encap": args{"type": "mpls", "labels": []int{200, 300}}}}}},
		{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "gateway": "10.0.0.2",
			"encap": args{"type": "mpls", "labels": []args{{"bos": 1, "label": 300, "tc": 0, "ttl": 0}}}}}}},
		{calls: []call{{"route", "add", args{"family": 28, "oif": e0, "dst": 0x200, "newdst": []int{0x200, 0x300}}}}},
		{calls: []call{{"route", "add", args{"dst": "10.1.0.0/24", "table": 20, "multipath": []args{
			{"gateway": "10.0.0.2", "encap": args{"type": "mpls", "labels": 200}},
			{"gateway": "192.168.0.1", "encap": args{"type": "mpls", "labels": 300}}}}}}},
	}, pyDifferences)
}
