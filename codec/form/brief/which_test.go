package brief_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec/form/brief"
)

// TestWhich says of objects only which they are, by their names.
func TestWhich(t *testing.T) {
	for _, c := range []struct {
		typ   string
		fixed fixed
		attrs attrs
		want  string
	}{
		{"RTM_NEWLINK", fixed{"ifi_index": 12, "ifi_flags": "IFF_UP"}, attrs{{Name: "IFLA_IFNAME", Value: "va"},
			{Name: "IFLA_MTU", Value: 1500}, {Name: "IFLA_MASTER", Value: 5}}, "link 12 va"},
		{"RTM_NEWADDR", fixed{"ifa_family": "AF_INET", "ifa_prefixlen": 24, "ifa_index": 12}, attrs{
			{Name: "IFA_LOCAL", Value: "192.0.2.1"}, {Name: "IFA_LABEL", Value: "va:1"},
			{Name: "IFA_FLAGS", Value: "IFA_F_PERMANENT"}}, "address 192.0.2.1/24 dev va"},
		{"RTM_NEWROUTE", fixed{"rtm_family": "AF_INET", "rtm_dst_len": 8, "rtm_table": 254, "rtm_type": "RTN_UNICAST",
			"rtm_protocol": "RTPROT_STATIC"}, attrs{{Name: "RTA_DST", Value: "10.0.0.0"},
			{Name: "RTA_PRIORITY", Value: 7}, {Name: "RTA_PREFSRC", Value: "192.0.2.1"}},
			"route 10.0.0.0/8 table main src 192.0.2.1 metric 7"},
		{"RTM_NEWNEIGH", fixed{"ndm_family": "AF_INET", "ndm_ifindex": 12, "ndm_state": "NUD_STALE"}, attrs{
			{Name: "NDA_DST", Value: "192.0.2.2"}, {Name: "NDA_LLADDR", Value: "02:00:00:00:00:01"}},
			"neighbour 192.0.2.2 dev va"},
		{"RTM_NEWNEIGH", fixed{"ndm_family": "AF_BRIDGE", "ndm_ifindex": 12, "ndm_state": "NUD_PERMANENT"}, attrs{
			{Name: "NDA_LLADDR", Value: "02:00:00:00:00:01"}, {Name: "NDA_VLAN", Value: 3},
			{Name: "NDA_MASTER", Value: 5}}, "neighbour 02:00:00:00:00:01 dev va vlan 3 master br0"},
		{"RTM_NEWQDISC", fixed{"tcm_ifindex": 12, "tcm_handle": "1:", "tcm_parent": "root"}, attrs{
			{Name: "TCA_KIND", Value: "prio"}}, "qdisc prio 1: dev va root"},
	} {
		m := message(t, c.typ, 0, c.fixed, c.attrs)
		if got := string(brief.Append(nil, m, brief.Style{Names: names, Noun: true, Which: true})); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
