package iproute

import (
	"bytes"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestTwoWays makes the same octets of typed specs and of Args that say the same.
func TestTwoWays(t *testing.T) {
	addr, prefix := netip.MustParseAddr, netip.MustParsePrefix
	mac := net.HardwareAddr{2, 0, 0, 0, 0, 1}
	for _, c := range []struct {
		of      *object
		command string
		typed   Spec
		args    Args
	}{
		{linkObject, "add", Link{Name: "br0", Kind: Bridge{STPState: Set(1), AgeingTime: Set(30 * time.Second)}},
			Args{"ifname": "br0", "kind": "bridge", "br_stp_state": 1, "br_ageing_time": "30s"}},
		{linkObject, "add", Link{Name: "v1", MTU: Set(1400), Address: mac, Kind: Veth{Peer: &Link{Name: "v2"}}},
			Args{"ifname": "v1", "mtu": 1400, "address": "02:00:00:00:00:01", "kind": "veth", "peer": "v2"}},
		{linkObject, "add", Link{Name: "vlan7", Link: ByIndex(3), Kind: VLAN{ID: Set(7), Protocol: Set(ETH_P_8021AD)}},
			Args{"ifname": "vlan7", "link": 3, "kind": "vlan", "vlan_id": 7, "vlan_protocol": "8021ad"}},
		{linkObject, "set", Link{Index: 3, Up: Set(true), Master: ByIndex(0), Group: Set(7)},
			Args{"index": 3, "state": "up", "master": 0, "group": 7}},
		{linkObject, "set", Link{Index: 3, Up: Set(false)}, Args{"index": 3, "state": "down"}},
		{addrObject, "add", Addr{Dev: ByIndex(3), Prefix: prefix("10.0.0.1/24"), Label: "eth0:1"},
			Args{"index": 3, "local": "10.0.0.1/24", "label": "eth0:1"}},
		{addrObject, "add", Addr{Dev: ByIndex(3), Prefix: prefix("2001:db8::1/64"), Flags: Set(IFA_F_NODAD)},
			Args{"index": 3, "local": "2001:db8::1/64", "flags": "nodad"}},
		{routeObject, "add", Route{Dst: prefix("10.0.0.0/8"), Gateway: addr("192.0.2.1"), OIF: ByIndex(3),
			Table: Set(Table(1000)), Metrics: &RouteMetrics{MTU: Set(1400)}},
			Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.1", "oif": 3, "table": 1000, "metrics": Args{"mtu": 1400}}},
		{routeObject, "add", Route{Dst: prefix("0.0.0.0/0"), Multipath: []NextHopRoute{
			{Gateway: addr("192.0.2.1"), Dev: ByIndex(3)}, {Gateway: addr("192.0.2.2"), Hops: Set(4)}}},
			Args{"dst": "default", "multipath": []Args{{"gateway": "192.0.2.1", "oif": 3},
				{"gateway": "192.0.2.2", "hops": 4}}}},
		{routeObject, "add", Route{Dst: prefix("2001:db8::/32"), Type: Set(RTN_BLACKHOLE), Protocol: Set(RTPROT_BGP)},
			Args{"dst": "2001:db8::/32", "type": "blackhole", "proto": "bgp"}},
		{ruleObject, "add", Rule{Src: prefix("10.0.0.0/8"), Table: Set(Table(100)), Priority: Set(1000), IIF: "eth0"},
			Args{"src": "10.0.0.0/8", "table": 100, "priority": 1000, "iif": "eth0"}},
		{neighObject, "add", Neigh{Dev: ByIndex(3), Dst: addr("192.0.2.1"), LLAddr: mac, State: Set(NUD_PERMANENT)},
			Args{"ifindex": 3, "dst": "192.0.2.1", "lladdr": "02:00:00:00:00:01", "state": "permanent"}},
		{mdbObject, "add", MDBEntry{Dev: ByIndex(3), Port: ByIndex(4), Group: addr("239.1.1.1"), State: Set(MDB_PERMANENT),
			VID: Set(10), FilterMode: Set(MCAST_INCLUDE), Sources: []netip.Addr{addr("192.0.2.7")},
			Protocol: Set(RTPROT_BGP)},
			Args{"dev": 3, "port": 4, "grp": "239.1.1.1", "state": "permanent", "vid": 10, "filter_mode": "include",
				"source_list": []string{"192.0.2.7"}, "proto": "bgp"}},
		{mdbObject, "add", MDBEntry{Dev: ByIndex(3), Port: ByIndex(3), LLGroup: mac},
			Args{"dev": 3, "port": 3, "grp": "02:00:00:00:00:01"}},
		{mdbObject, "del", MDBEntry{Dev: ByIndex(3), Port: ByIndex(3), Group: addr("ff05::1"), Source: addr("2001:db8::1"),
			Dst: addr("192.0.2.9"), DstPort: Set(4789), VNI: Set(7), Via: ByIndex(5), SrcVNI: Set(8)},
			Args{"dev": 3, "port": 3, "grp": "ff05::1", "src": "2001:db8::1", "dst": "192.0.2.9", "dst_port": 4789, "vni": 7,
				"via": 5, "src_vni": 8}},
		{nexthopObject, "add", Nexthop{ID: Set(7), Gateway: addr("192.0.2.1"), OIF: ByIndex(3)},
			Args{"id": 7, "gateway": "192.0.2.1", "oif": 3}},
	} {
		typed, byName := requestOf(t, c.of, c.command, c.typed), requestOf(t, c.of, c.command, c.args)
		if !bytes.Equal(typed, byName) {
			t.Errorf("%v:\n%x, by names\n%x", c.args, typed, byName)
		}
	}
}

// requestOf returns the octets of a request.
func requestOf(t *testing.T, of *object, name string, spec Spec) []byte {
	t.Helper()
	cmd, err := of.command(name)
	if err != nil {
		t.Fatal(err)
	}
	v, r, err := (&IPRoute{names: systemNames}).request(t.Context(), of, cmd, []Spec{spec})
	if err != nil {
		t.Fatalf("%v: %v", spec, err)
	}
	v.close()
	r.Flags |= codec.FlagRequest
	enc := codec.Encoder{Registry: tables.Registry()}
	b, err := enc.Append(nil, r)
	if err != nil {
		t.Fatalf("%v: %v", spec, err)
	}
	return b
}
