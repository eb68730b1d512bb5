package iproute_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/oracle"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// sameCall is a call of pyroute2 and ours. Where the requests differ, why says so, and why ours is right.
type sameCall struct {
	method, command string
	theirs          map[string]any
	about           string
	ours            iproute.Args
	why             string
}

// py is arguments by name, in both worlds.
type py = map[string]any

// linkCall is a call of link() with the same arguments here and there.
func linkCall(command string, args py) sameCall {
	return sameCall{method: "link", command: command, theirs: args, about: "link", ours: iproute.Args(args)}
}

// because says why the requests differ.
func (c sameCall) because(why string) sameCall {
	c.why = why
	return c
}

// as says what ours is called with, where it differs.
func (c sameCall) as(ours iproute.Args) sameCall {
	c.ours = ours
	return c
}

// portCall is a call of another method.
func portCall(method, command, about string, args py) sameCall {
	return sameCall{method: method, command: command, theirs: args, about: about, ours: iproute.Args(args)}
}

const noFlags = "pyroute2 asks to create with RTM_SETLINK, which creates nothing"

var sameCalls = []sameCall{
	linkCall("add", py{"ifname": "d0", "kind": "dummy"}),
	linkCall("add", py{"ifname": "d0", "kind": "dummy", "mtu": 1400, "txqlen": 77, "address": "02:00:00:00:00:01"}),
	linkCall("add", py{"ifname": "br0", "kind": "bridge", "index": 2345}),
	linkCall("add", py{"ifname": "br0", "kind": "bridge", "br_stp_state": 1, "br_forward_delay": 500, "br_max_age": 700}),
	linkCall("add", py{"ifname": "br0", "kind": "bridge", "br_vlan_filtering": 1, "br_mcast_snooping": 0}),
	linkCall("add", py{"ifname": "b0", "kind": "bond", "bond_mode": 4, "bond_miimon": 100, "bond_min_links": 1}),
	linkCall("add", py{"ifname": "v0", "kind": "veth", "peer": "v1"}),
	linkCall("add", py{"ifname": "v0", "kind": "veth", "peer": py{"ifname": "v1", "mtu": 1300, "net_ns_fd": 42}}),
	linkCall("add", py{"ifname": "v0.5", "kind": "vlan", "link": 7, "vlan_id": 5}),
	linkCall("add", py{"ifname": "v0.5", "kind": "vlan", "link": 7, "vlan_id": 5, "vlan_flags": "gvrp"}),
	linkCall("add", py{"ifname": "v0.5", "kind": "vlan", "link": 7, "vlan_id": 5, "vlan_flags": []any{3, 7}}),
	linkCall("add", py{"ifname": "v0.5", "kind": "vlan", "link": 7, "vlan_id": 5, "vlan_flags": []any{"gvrp", "mvrp"}}),
	linkCall("add", py{"ifname": "v0.5", "kind": "vlan", "link": 7, "vlan_id": 5,
		"vlan_flags": py{"flags": 2, "mask": 2}}),
	linkCall("add", py{"ifname": "v0.5", "kind": "vlan", "link": 7, "vlan_id": 5, "vlan_protocol": 0x88a8}),
	linkCall("add", py{"ifname": "vx0", "kind": "vxlan", "vxlan_id": 101, "vxlan_link": 7, "vxlan_group": "239.1.1.1",
		"vxlan_ttl": 16, "vxlan_port": 4789}),
	linkCall("add", py{"ifname": "gr0", "kind": "gre", "gre_local": "192.0.2.1", "gre_remote": "192.0.2.2", "gre_ttl": 16,
		"gre_ikey": 10, "gre_okey": 10, "gre_iflags": 0x2000, "gre_oflags": 0x2000}),
	linkCall("add", py{"ifname": "mv0", "kind": "macvlan", "link": 7, "macvlan_mode": "bridge"}),
	linkCall("add", py{"ifname": "mv0", "kind": "macvlan", "link": 7, "mode": "private"}),
	linkCall("add", py{"ifname": "iv0", "kind": "ipvlan", "link": 7, "ipvlan_mode": 1}),
	linkCall("add", py{"ifname": "blue", "kind": "vrf", "vrf_table": 10}),
	linkCall("add", py{"ifname": "t0", "kind": "tuntap", "mode": "tap"}),
	linkCall("add", py{"ifname": "ge0", "kind": "geneve", "geneve_id": 42, "geneve_remote": "192.0.2.2"}),
	linkCall("set", py{"index": 7, "state": "up"}),
	linkCall("set", py{"index": 7, "state": "down"}),
	linkCall("set", py{"index": 7, "mtu": 9000, "ifalias": "to the core", "group": 3}),
	linkCall("set", py{"index": 7, "master": 9}),
	linkCall("set", py{"index": 7, "net_ns_fd": 42}),
	linkCall("set", py{"index": 7, "net_ns_pid": 1}),
	linkCall("set", py{"index": 7, "address": "0200.0000.0001"}),
	linkCall("set", py{"index": 7, "arp": false}),
	linkCall("set", py{"index": 7, "kind": "bridge", "br_forward_delay": 2000}),
	linkCall("set", py{"index": 7, "kind": "bridge_slave", "cost": 20, "priority": 3}),
	linkCall("set", py{"index": 7, "kind": "bond_slave", "bond_slave_queue_id": 4}).
		because("pyroute2 knows no attributes of ports of bonds, and sends none"),
	linkCall("set", py{"index": 7, "vf": py{"vf": 0, "mac": "02:00:00:00:00:01"}}),
	linkCall("set", py{"index": 7, "vf": py{"vf": 0, "vlan": 100}}),
	linkCall("set", py{"index": 7, "vf": py{"vf": 1, "rate": py{"min_tx_rate": 5, "max_tx_rate": 9}}}),
	linkCall("set", py{"index": 7, "xdp_fd": 5}),
	linkCall("update", py{"index": 7, "ifname": "lan0"}).because(noFlags),
	linkCall("del", py{"index": 7}),
	linkCall("del", py{"ifname": "d0"}),
	linkCall("get", py{"index": 7}),
	linkCall("get", py{"ifname": "d0", "ext_mask": 1}),
	linkCall("get", py{"altname": "a-name-of-d0"}),
	linkCall("property_add", py{"index": 7, "altname": []any{"lan", "uplink"}}),
	linkCall("property_del", py{"index": 7, "altname": "lan"}),
	portCall("brport", "set", "link", py{"index": 7, "unicast_flood": 0, "cost": 200}).as(iproute.Args{"index": 7,
		"kind": "bridge_slave", "unicast_flood": 0, "cost": 200}),
	portCall("vlan_filter", "add", "vlan", py{"index": 7, "vlan_info": py{"vid": 500}}),
	portCall("vlan_filter", "add", "vlan", py{"index": 7, "vlan_info": py{"vid": 20, "flags": 6}}),
	portCall("vlan_filter", "del", "vlan", py{"index": 7, "vlan_info": py{"vid": 20}}),
	portCall("fdb", "add", "fdb", py{"ifindex": 7, "lladdr": "02:00:00:00:00:01"}),
	portCall("fdb", "add", "fdb", py{"ifindex": 7, "lladdr": "02:00:00:00:00:01", "dst": "192.0.2.1", "port": 5678,
		"vni": 600}),
	portCall("fdb", "append", "fdb", py{"ifindex": 7, "lladdr": "00:00:00:00:00:00", "dst": "192.0.2.1"}),
	portCall("fdb", "del", "fdb", py{"ifindex": 7, "lladdr": "02:00:00:00:00:01", "vlan": 200}),
	portCall("fdb", "add", "fdb", py{"ifindex": 7, "lladdr": "02:00:00:00:00:01", "flags": 4, "state": 2}),
}

// TestRequestsOfPyroute2 compares requests with those that pyroute2 makes of the same call. Two things are other by
// design: our attributes stand in the order of the table, and our nests are marked as such.
func TestRequestsOfPyroute2(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
	ip := onFake(t)
	calls := make([]oracle.Call, len(sameCalls))
	for i, c := range sameCalls {
		calls[i] = oracle.Call{Method: c.method, Args: []any{c.command}, Kwargs: c.theirs}
	}
	made, err := oracle.Pyroute2Requests(calls)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range sameCalls {
		ours, err := ip.Octets(t.Context(), c.about, c.command, c.ours)
		if err != nil || made[i].Err != nil {
			t.Errorf("%s %s %v: ours %v, pyroute2's %v", c.method, c.command, c.theirs, err, made[i].Err)
			continue
		}
		our, their := inOrder(t, ours), inOrder(t, made[i].Octets)
		switch {
		case our != their && c.why == "":
			t.Errorf("%s %s %v: ours\n%swant\n%s", c.method, c.command, c.theirs, our, their)
		case our == their && c.why != "":
			t.Errorf("%s %s %v: there is no difference any more", c.method, c.command, c.theirs)
		}
	}
}

// inOrder writes a request whose sequence number and port are left out and whose attributes are put in order.
func inOrder(t *testing.T, octets []byte) string {
	t.Helper()
	if len(octets) < codec.HeaderLen {
		return hex.EncodeToString(octets)
	}
	octets = bytes.Clone(octets)
	clear(octets[8:16])
	binary.NativeEndian.PutUint32(octets, uint32(len(octets)))
	var m codec.Message
	d := codec.Decoder{Registry: tables.Registry()}
	if err := d.Decode(&m, codec.Context{Protocol: 0, BigEndian: host.BigEndian}, octets); err != nil {
		return err.Error()
	}
	h := m.Header()
	const asks = codec.FlagRequest | codec.FlagAck
	fixed := m.Type().Header.Size()
	return fmt.Sprintf("%s %#x %x\n%s", m.Name(), h.Flags&^asks, octets[codec.HeaderLen:codec.HeaderLen+fixed],
		strings.Join(attrsInOrder(m.Root(), ""), ""))
}

func attrsInOrder(a codec.Attr, path string) (lines []string) {
	for c := range a.Children() {
		name := path + "/" + c.Name()
		if !c.IsNest() {
			lines = append(lines, fmt.Sprintf("%s %x\n", name, c.Payload()))
			continue
		}
		if fixed, ok := c.Fixed(); ok {
			name += fmt.Sprintf("{%x}", fixed.Octets())
		}
		lines = append(append(lines, name+"\n"), attrsInOrder(c, name)...)
	}
	slices.Sort(lines)
	return lines
}
