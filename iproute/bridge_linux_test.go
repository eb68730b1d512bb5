package iproute_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// bridged returns an IPRoute in a namespace with a bridge br0 that has a port v0.
func bridged(t *testing.T, bridge iproute.Args) *iproute.IPRoute {
	t.Helper()
	ip, do := open(t), succeeds(t)
	bridge["ifname"], bridge["kind"], bridge["state"] = "br0", "bridge", "up"
	do(ip.Link(t.Context(), "add", bridge))
	do(ip.Link(t.Context(), "add", iproute.Args{"ifname": "v0", "kind": "veth", "master": "br0", "state": "up", "peer": "v1"}))
	do(ip.Link(t.Context(), "set", iproute.Args{"ifname": "v1", "state": "up"}))
	return ip
}

func TestBrport(t *testing.T) {
	ip := bridged(t, iproute.Args{})
	ctx, do := t.Context(), succeeds(t)
	do(ip.Brport(ctx, "set", iproute.Args{"dev": "v0", "cost": 200, "unicast_flood": false, "IFLA_BRPORT_PRIORITY": 7,
		"brport_mode": true, "multicast_router": "disabled"}))
	wants(t, link(t, "v0"), map[string]string{"linkinfo.info_slave_data.cost": "200",
		"linkinfo.info_slave_data.flood": "false", "linkinfo.info_slave_data.priority": "7",
		"linkinfo.info_slave_data.hairpin": "true", "linkinfo.info_slave_data.multicast_router": "0"})
	for _, test := range []struct {
		filter iproute.Args
		want   int
	}{
		{iproute.Args{}, 1}, {iproute.Args{"dev": "v0"}, 1}, {iproute.Args{"cost": 200, "unicast_flood": false}, 1},
		{iproute.Args{"cost": 201}, 0}, {iproute.Args{"index": 4000}, 0},
	} {
		ports, err := ip.Brport(ctx, "show", test.filter)
		if len(ports) != test.want || err != nil {
			t.Errorf("%v: %d ports, %v, want %d", test.filter, len(ports), err, test.want)
		}
	}
	_, err := ip.Brport(ctx, "set", iproute.Args{"dev": "v0", "unicast_floods": false})
	if want := "did you mean IFLA_BRPORT_UNICAST_FLOOD?"; !strings.HasSuffix(fmt.Sprint(err), want) {
		t.Errorf("%v, want … %s", err, want)
	}
}

func TestFDB(t *testing.T) {
	ip := bridged(t, iproute.Args{})
	ctx, do := t.Context(), succeeds(t)
	do(ip.FDB(ctx, "add", iproute.Args{"dev": "v0", "lladdr": "02:00:00:00:00:01", "flags": "master"}))
	do(ip.FDB(ctx, "add", iproute.Args{"dev": "v0", "lladdr": "0200.0000.0002", "flags": []string{"master"},
		"state": "reachable"}))
	do(ip.FDB(ctx, "replace", iproute.Neigh{Dev: "v0", LLAddr: []byte{2, 0, 0, 0, 0, 2},
		Flags: iproute.Set(iproute.NTF_MASTER)}))
	do(ip.Link(ctx, "add", iproute.Args{"ifname": "vx0", "kind": "vxlan", "vxlan_id": 5, "vxlan_port": 4789}))
	do(ip.FDB(ctx, "add", iproute.Args{"dev": "vx0", "lladdr": "02:00:00:00:00:03", "dst": "192.0.2.1", "vni": 9,
		"port": 4790}))
	do(ip.FDB(ctx, "append", iproute.Args{"dev": "vx0", "lladdr": "00:00:00:00:00:00", "dst": "192.0.2.2"}))
	do(ip.FDB(ctx, "append", iproute.Args{"dev": "vx0", "lladdr": "00:00:00:00:00:00", "dst": "192.0.2.3"}))
	if _, err := ip.FDB(ctx, "add", iproute.Args{"dev": "vx0", "lladdr": "02:00:00:00:00:03",
		"dst": "192.0.2.1"}); !errors.Is(err, iproute.ErrExists) {
		t.Error("an entry that is there:", err)
	}

	var shown []string
	for _, dev := range []string{"v0", "vx0"} {
		for _, row := range ipJSON(t, "bridge", "fdb", "show", "dev", dev) {
			if mac := at(row, "mac"); strings.HasPrefix(mac, "02:00:00:00:00:0") || mac == "00:00:00:00:00:00" {
				shown = append(shown, strings.Join([]string{mac, at(row, "state"), at(row, "dst"), at(row, "vni"),
					at(row, "port")}, " "))
			}
		}
	}
	slices.Sort(shown)
	want := []string{"00:00:00:00:00:00 permanent 192.0.2.2  ", "00:00:00:00:00:00 permanent 192.0.2.3  ",
		"02:00:00:00:00:01 permanent   ", "02:00:00:00:00:02 permanent   ", "02:00:00:00:00:03 permanent 192.0.2.1 9 4790"}
	if !slices.Equal(shown, want) {
		t.Errorf("bridge shows\n%s, want\n%s", strings.Join(shown, "\n"), strings.Join(want, "\n"))
	}

	var found []string
	for entry, err := range ip.GetFDB(ctx, iproute.LinkRef("vx0"), iproute.Args{"lladdr": "02:00:00:00:00:03"}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, fmt.Sprint(entry.LLAddr(), entry.Dst(), entry.VNI(), entry.Port()))
	}
	if want := []string{"02:00:00:00:00:03 192.0.2.1 9 4790"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	one, err := ip.FDB(ctx, "get", iproute.Args{"dev": "v0", "lladdr": "02:00:00:00:00:01", "flags": "master"})
	if len(one) != 1 || err != nil {
		t.Errorf("get: %d entries, %v", len(one), err)
	}
	do(ip.FDB(ctx, "del", iproute.Args{"dev": "vx0", "lladdr": "02:00:00:00:00:03", "dst": "192.0.2.1", "vni": 9,
		"port": 4790}))
	do(ip.FDB(ctx, "flush", iproute.Args{"dev": "br0"}))
	left, err := ip.FDB(ctx, "dump", iproute.Args{"lladdr": func(mac string) bool {
		return strings.HasPrefix(mac, "02:00:00:00:00:0")
	}})
	if len(left) != 0 || err != nil {
		t.Errorf("%d entries are left, %v", len(left), err)
	}
}

func TestMDB(t *testing.T) {
	ip := bridged(t, iproute.Args{"br_mcast_snooping": 1})
	ctx, do := t.Context(), succeeds(t)
	do(ip.MDB(ctx, "add", iproute.Args{"dev": "br0", "port": "v0", "grp": "239.1.1.1", "state": "permanent"}))
	do(ip.MDB(ctx, "add", iproute.MDBEntry{Dev: "br0", Port: "v0", Group: address("ff05::1")}))
	do(ip.MDB(ctx, "add", iproute.Args{"dev": "br0", "port": "v0", "grp": "01:00:5e:7f:00:01", "state": "permanent"}))
	var groups []string
	for m, err := range ip.GetMdb(ctx, iproute.LinkRef("br0")) {
		if err != nil {
			t.Fatal(err)
		}
		for group := range m.Entries() {
			for entry := range group.Info() {
				groups = append(groups, strings.Join(strings.Fields(fmt.Sprint(entry.Addr().UIP(), " ",
					entry.Addr().UOf0(), " ", entry.State())), " "))
			}
		}
	}
	groups = ours(groups)
	wanted := []string{"239.1.1.1 permanent", "ff05::1 temporary", "invalid IP 01:00:5e:7f:00:01 permanent"}
	if !slices.Equal(groups, wanted) {
		t.Errorf("groups %q, want %q", groups, wanted)
	}
	var shown []string
	for _, row := range ipJSON(t, "bridge", "mdb", "show", "dev", "br0")[0]["mdb"].([]any) {
		row := row.(map[string]any)
		shown = append(shown, fmt.Sprint(at(row, "port"), " ", at(row, "grp"), " ", at(row, "state")))
	}
	shown = ours(shown)
	want := []string{"v0 01:00:5e:7f:00:01 permanent", "v0 239.1.1.1 permanent", "v0 ff05::1 temp"}
	if !slices.Equal(shown, want) {
		t.Errorf("bridge shows %q, want %q", shown, want)
	}
	do(ip.MDB(ctx, "del", iproute.Args{"dev": "br0", "port": "v0", "grp": "239.1.1.1"}))
	if _, err := ip.MDB(ctx, "add", iproute.Args{"dev": "br0", "grp": "one"}); err == nil ||
		err.Error() != "mdb add: grp: want the address of a group, got string one" {
		t.Error("a wrong group:", err)
	}
}

// ours returns entries without those that the kernel joins by itself, in order.
func ours(entries []string) []string {
	slices.Sort(entries)
	return slices.DeleteFunc(entries, func(entry string) bool { return strings.Contains(entry, "ff02::") })
}

func TestVlansOfBridges(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("8021q"), testbed.Kernel(6, 1))
	ip := bridged(t, iproute.Args{"vlan_filtering": 1, "vlan_default_pvid": 0})
	ctx, do := t.Context(), succeeds(t)
	do(ip.VlanFilter(ctx, "add", iproute.Args{"dev": "v0", "vlan_info": iproute.Args{"vid": 500}}))
	do(ip.VlanFilter(ctx, "add", iproute.Args{"dev": "v0", "vlan_info": []iproute.Args{
		{"vid": 10, "flags": []string{"pvid", "untagged"}}, {"vid": "20-22", "flags": 4}}}))
	do(ip.VlanFilter(ctx, "add", iproute.Args{"dev": "br0", "vlan_info": 10, "vlan_flags": "self"}))
	do(ip.VlanFilter(ctx, "del", iproute.Args{"dev": "v0", "vlan_info": "21"}))
	do(ip.VlanDB(ctx, "add", iproute.Args{"dev": "v0", "vid": "30-31", "flags": "untagged"}))
	do(ip.VlanDB(ctx, "set", iproute.Args{"dev": "v0", "vid": 30, "state": "blocking"}))
	do(ip.VlanDB(ctx, "del", iproute.Args{"dev": "v0", "vid": 31}))
	shown := func(dev string) (all []string) {
		for _, vlan := range ipJSON(t, "bridge", "vlan", "show", "dev", dev)[0]["vlans"].([]any) {
			row := vlan.(map[string]any)
			all = append(all, strings.TrimSpace(fmt.Sprint(row["vlan"], " ", at(row, "flags"))))
		}
		return all
	}
	want := []string{"10 [PVID Egress Untagged]", "20 [Egress Untagged]", "22 [Egress Untagged]", "30 [Egress Untagged]",
		"500"}
	if got := shown("v0"); !slices.Equal(got, want) {
		t.Errorf("bridge shows of v0 %q, want %q", got, want)
	}
	if got, want := shown("br0"), []string{"10"}; !slices.Equal(got, want) {
		t.Errorf("bridge shows of br0 %q, want %q", got, want)
	}

	var vids []string
	for link, err := range ip.GetVlans(ctx, iproute.LinkRef("v0")) {
		if err != nil {
			t.Fatal(err)
		}
		for vlan := range link.AFSpecBridge().VLANInfo() {
			vids = append(vids, fmt.Sprint(vlan.VID(), " ", vlan.Flags()))
		}
	}
	if len(vids) != 5 || !strings.HasPrefix(vids[0], "10 ") || vids[4] != "500 0" {
		t.Errorf("VLANs of v0: %q", vids)
	}
	var states []string
	for m, err := range ip.GetVlanDB(ctx, iproute.Args{"dev": "v0", "vid": 30, "stats": true}) {
		if err != nil {
			t.Fatal(err)
		}
		for entry := range m.Entry() {
			states = append(states, fmt.Sprint(entry.Info().VID(), " ", entry.State(), " ", entry.Stats().IsZero()))
		}
	}
	if !slices.Contains(states, "30 blocking false") {
		t.Errorf("entries %q", states)
	}
	do(ip.VlanDB(ctx, "set", iproute.Args{"dev": "br0", "vid": 10, "mcast_igmp_version": 3}))
	found := 0
	for m, err := range ip.GetVlanDB(ctx, iproute.Args{"dev": "br0", "global": true, "vid": 10}) {
		if err != nil {
			t.Fatal(err)
		}
		for o := range m.GlobalOptions() {
			if o.ID() == 10 && o.McastIGMPVersion() == 3 {
				found++
			}
		}
	}
	if found != 1 {
		t.Errorf("%d global options of VLAN 10 have IGMP version 3", found)
	}
}

func TestStats(t *testing.T) {
	ip := bridged(t, iproute.Args{})
	ctx := t.Context()
	got, err := ip.Stats(ctx, "get", iproute.Args{"dev": "br0", "filter_mask": []string{"link_64", "link_xstats"}})
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	if _, ok := got[0].Attr("IFLA_STATS_LINK_64"); !ok {
		t.Error("there are no counters")
	}
	all := 0
	for stats, err := range ip.GetStats(ctx, iproute.LinkRef("v0"), iproute.Args{"filter_mask": "link_64"}) {
		if err != nil {
			t.Fatal(err)
		}
		if all++; !stats.Has("IFLA_STATS_LINK_64") || stats.Has("IFLA_STATS_AF_SPEC") {
			t.Error("wrong groups in", stats.Message().Name())
		}
	}
	if all != 1 {
		t.Errorf("statistics of %d links", all)
	}
	if _, err := ip.Stats(ctx, "get", iproute.Args{"dev": "v0", "filter_mask": "link_65"}); err == nil {
		t.Error("an unknown group is sent")
	}
}
