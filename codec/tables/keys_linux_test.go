package tables_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// changes are commands, and what kind of object is looked at in their events, if any: one is about the object of that
// name. After "@" stands a name for its place, where that is another than that of its name.
const changes = `
-                    set /proc/sys/net/ipv6/conf/default/addr_gen_mode 1
link a               ip link add d0 type dummy
link a               ip link set d0 up mtu 1400
link b               ip link add d1 type dummy
link b               ip link set d1 name d2
link b               ip link set d2 name d1
link b               ip link set d1 up
link br              ip link add br0 type bridge vlan_filtering 1 mcast_snooping 1 vlan_default_pvid 0
link br              ip link set br0 up
link port            ip link add p0 type dummy
link port            ip link set p0 up
-                    ip link set p0 master br0
link vx              ip link add vx0 up type vxlan id 10 dstport 4789 local 127.0.0.1 nolearning
address 1            ip addr add 192.0.2.1/24 dev d0
address 1            ip addr change 192.0.2.1/24 dev d0 valid_lft 100 preferred_lft 50
address 2            ip addr add 192.0.2.1/25 dev d0
address 3            ip addr add 192.0.2.1 peer 198.51.100.1/32 dev d0
address 4            ip addr add 192.0.2.1/24 dev d1
address 5            ip addr add 192.0.2.2/24 dev d0
address 2            ip addr del 192.0.2.1/25 dev d0
address 6            ip addr add 2001:db8::1/64 dev d0 nodad
address 6            ip addr change 2001:db8::1/64 dev d0 valid_lft 100 preferred_lft 50
address 7            ip addr add 2001:db8::1/64 dev d1 nodad
address 8            ip addr add 2001:db8:1::1 peer 2001:db8:1::2/64 dev d0 nodad
route 1@a            ip route add 10.0.0.0/8 dev d0
route 2@a            ip route replace 10.0.0.0/8 dev d1
route 3@a            ip route append 10.0.0.0/8 via 192.0.2.9 dev d0
route 4@b            ip route add 10.0.0.0/8 dev d1 metric 5
route 5@c            ip route add 10.0.0.0/9 dev d1
route 6@d            ip route add 10.0.0.0/8 dev d1 table 1000
route 7@e            ip route add 10.0.0.0/8 tos 8 dev d1
route 8@f            ip route add blackhole 10.0.0.0/10
route 9@f            ip route replace unreachable 10.0.0.0/10
route 3@a            ip route del 10.0.0.0/8 via 192.0.2.9 dev d0
route 10@g           ip route add 10.9.0.0/16 nexthop via 192.0.2.9 dev d0 weight 2 nexthop via 192.0.2.8 dev d0
route 10@g           ip route del 10.9.0.0/16
route 11@6a          ip route add 2001:db8:5::/48 dev d0
route 11@6a          ip route change 2001:db8:5::/48 dev d0 mtu 1300
route 12@6b          ip route add 2001:db8:5::/48 dev d0 metric 5
route 13@6a          ip route append 2001:db8:5::/48 dev d1
route 14@6c          ip route add 2001:db8:5::/49 via 2001:db8::9
route 15@6d          ip route add 2001:db8:5::/48 dev d1 table 7
route 13@6a          ip route del 2001:db8:5::/48 dev d1
rule 1               ip rule add pref 10 from 10.0.0.0/8 table 100
rule 2               ip rule add pref 10 from 10.0.0.0/8 table 101
rule 3               ip rule add pref 11 from 10.0.0.0/8 table 100
rule 4               ip rule add pref 10 from 10.0.0.0/9 table 100
rule 5               ip rule add pref 10 to 10.0.0.0/8 table 100
rule 7               ip rule add pref 10 from 10.0.0.0/8 iif d0 table 100
rule 8               ip rule add pref 10 from 10.0.0.0/8 oif d0 table 100
rule 9               ip rule add pref 10 from 10.0.0.0/8 fwmark 1 table 100
rule 10              ip rule add pref 10 from 10.0.0.0/8 fwmark 1/7 table 100
rule 11              ip rule add pref 10 from 10.0.0.0/8 ipproto tcp dport 80 table 100
rule 12              ip rule add pref 10 from 10.0.0.0/8 ipproto tcp dport 81 table 100
rule 13              ip rule add pref 10 from 10.0.0.0/8 ipproto tcp sport 81 table 100
rule 14              ip rule add pref 10 from 10.0.0.0/8 suppress_prefixlength 0 table 100
rule 15              ip rule add pref 10 from 10.0.0.0/8 uidrange 1-2 table 100
rule 16              ip rule add pref 10 from 10.0.0.0/8 blackhole
rule 17              ip rule add pref 10 from 10.0.0.0/8 goto 20
rule 18              ip rule add pref 10 from 10.0.0.0/8 tos 8 table 100
rule 1               ip rule del pref 10 from 10.0.0.0/8 table 100
rule 19              ip -6 rule add pref 10 table 100
neighbour 1          ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev d0
neighbour 1          ip neigh replace 192.0.2.7 lladdr 02:00:00:00:00:08 dev d0 nud stale
neighbour 2          ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev d1
neighbour 3          ip neigh add 192.0.2.8 lladdr 02:00:00:00:00:07 dev d0
neighbour 4          ip neigh add 2001:db8::7 lladdr 02:00:00:00:00:07 dev d0
neighbour 1          ip neigh del 192.0.2.7 dev d0
bridge_vlan 1        bridge vlan add dev p0 vid 7
bridge_vlan 1        bridge vlan add dev p0 vid 7 pvid untagged
bridge_vlan 2        bridge vlan add dev p0 vid 8
bridge_vlan 3        bridge vlan add dev br0 vid 7 self
neighbour 5          bridge fdb add 02:00:00:00:01:01 dev p0 master static vlan 7
neighbour 6          bridge fdb add 02:00:00:00:01:01 dev p0 master static vlan 8
neighbour 7          bridge fdb add 02:00:00:00:01:02 dev p0 master static vlan 7
neighbour 5          bridge fdb replace 02:00:00:00:01:01 dev p0 master dynamic vlan 7
neighbour 8@vx       bridge fdb append 02:00:00:00:01:01 dev vx0 dst 192.0.2.9 self
neighbour 9@vx       bridge fdb append 02:00:00:00:01:01 dev vx0 dst 192.0.2.10 self
neighbour 8@vx       bridge fdb del 02:00:00:00:01:01 dev vx0 dst 192.0.2.9 self
neighbour 5          bridge fdb del 02:00:00:00:01:01 dev p0 master vlan 7
bridge_vlan 1        bridge vlan del dev p0 vid 7
multicast_database 1 bridge mdb add dev br0 port p0 grp 239.1.1.1 permanent vid 8
multicast_database 2 bridge mdb add dev br0 port p0 grp 239.1.1.2 permanent vid 8
multicast_database 3 bridge mdb add dev br0 port p0 grp ff0e::1 permanent vid 8
multicast_database 1 bridge mdb del dev br0 port p0 grp 239.1.1.1 vid 8
next_hop 1           ip nexthop add id 1 via 192.0.2.9 dev d0
next_hop 1           ip nexthop replace id 1 via 192.0.2.8 dev d0
next_hop 2           ip nexthop add id 2 via 192.0.2.9 dev d0
next_hop 3           ip nexthop add id 3 group 1/2
route 20@h           ip route add 10.20.0.0/16 nhid 1
route 20@h           ip nexthop replace id 1 via 192.0.2.7 dev d0
route 20@h           ip route del 10.20.0.0/16 nhid 1
qdisc 1              tc qdisc add dev d0 root handle 1: htb
qdisc 2              tc qdisc add dev d1 root handle 1: htb
qdisc 3              tc qdisc add dev d0 clsact
traffic_class 1      tc class add dev d0 parent 1: classid 1:1 htb rate 1mbit
traffic_class 1      tc class change dev d0 parent 1: classid 1:1 htb rate 2mbit
traffic_class 2      tc class add dev d0 parent 1: classid 1:2 htb rate 1mbit
qdisc 4              tc qdisc add dev d0 parent 1:1 handle 2: pfifo
qdisc 4              tc qdisc change dev d0 parent 1:1 handle 2: pfifo limit 5
traffic_filter 1     tc filter add dev d0 parent 1: protocol ip prio 1 handle 1 fw classid 1:1
traffic_filter 1     tc filter replace dev d0 parent 1: protocol ip prio 1 handle 1 fw classid 1:2
traffic_filter 2     tc filter add dev d0 parent 1: protocol ip prio 2 handle 1 fw classid 1:1
traffic_filter 3     tc filter add dev d0 parent 1: protocol ip prio 1 handle 2 fw classid 1:1
traffic_filter 4     tc filter add dev d0 ingress protocol ip prio 1 chain 5 handle 1 fw classid 1:1
filter_chain 1       tc chain add dev d0 ingress chain 7
filter_chain 2       tc chain add dev d0 ingress chain 8
traffic_filter 1     tc filter del dev d0 parent 1: protocol ip prio 1 handle 1 fw
qdisc 1              tc qdisc del dev d0 root
traffic_action 1     tc actions add action gact drop index 7
traffic_action 1     tc actions replace action gact pass index 7
traffic_action 2     tc actions add action gact drop index 8
traffic_action 3     tc actions add action police rate 1mbit burst 10k index 7
traffic_action 4     tc actions add action pedit ex munge ip ttl set 9 index 7
traffic_action 1     tc actions del action gact index 7
-                    ip addrlabel add prefix 2001:db8::/33 label 99
-                    ip addrlabel add prefix 2001:db8::/32 label 98 dev d0
settings 1           set /proc/sys/net/ipv4/conf/d0/rp_filter 2
settings 1           set /proc/sys/net/ipv4/conf/d0/rp_filter 1
settings 2           set /proc/sys/net/ipv4/conf/d1/rp_filter 2
settings 3           set /proc/sys/net/ipv6/conf/d0/forwarding 1
-                    dump
link a               ip link del d0
`

// TestKeysOfEvents has the running kernel make, change and delete objects: the events of one have the same key, and
// those of others, however alike, have others.
func TestKeysOfEvents(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Program("bridge"), testbed.Program("tc"),
		testbed.Module("dummy"), testbed.Module("bridge"), testbed.Module("vxlan"), testbed.Module("sch_htb"),
		testbed.Module("cls_fw"), testbed.Module("act_gact"), testbed.Module("act_police"), testbed.Module("act_pedit"))
	testbed.NetNS(t)
	events := listen(t)
	keys, places := map[string]string{}, map[string]string{} // by the names of objects
	for line := range strings.Lines(strings.TrimSpace(changes)) {
		words := strings.Fields(line)
		command := words[2:]
		if words[0] == "-" {
			command = words[1:]
		}
		events()
		if err := run(t, command); err != nil {
			t.Errorf("%s%v", line, err)
		}
		if words[0] == "-" {
			continue
		}
		name, at, inPlace := strings.Cut(words[1], "@")
		name = words[0] + " " + name
		key, place := about(events(), words[0], keys[name], keys)
		if key == "" {
			t.Errorf("%sno event is about this one, whose key is %x, or about one that is new", line, keys[name])
			continue
		}
		if !inPlace {
			at = words[1]
		}
		at = words[0] + " " + at
		if old, ok := places[at]; ok && old != place {
			t.Errorf("%sthe place was %x and is %x", line, old, place)
		}
		for other, its := range places {
			if its == place && other != at {
				t.Errorf("%sthe place is that of %s, %x", line, other, place)
			}
		}
		if !strings.HasPrefix(key, place) {
			t.Errorf("%sthe place %x is not the start of the key %x", line, place, key)
		}
		keys[name], places[at] = key, place
	}
}

// about returns the key and the place of the object that has the key, of which one of the events must tell; without a
// key, of the first one of its kind that is made and has none of the known keys.
func about(events []*codec.Message, object, key string, known map[string]string) (found, place string) {
	for _, m := range events {
		if t := m.Type(); t == nil || t.Object == nil || t.Object.Name != strings.ReplaceAll(object, "_", " ") {
			continue
		}
		if family, ok := m.Field("ifi_family"); ok && family != 0 {
			continue // what one family says of a link
		}
		k, ok := m.AppendKey(nil)
		p, _ := m.AppendPlace(nil)
		isKnown := slices.Contains(slices.Collect(maps.Values(known)), object+string(k))
		if ok && (object+string(k) == key || key == "" && !isKnown && m.Type().Op == codec.OpNew) {
			return object + string(k), object + string(p)
		}
	}
	return "", ""
}

// run runs a command, of which "set" writes a value into a file, and "dump" looks at all objects that there are.
func run(t *testing.T, words []string) error {
	switch words[0] {
	case "set":
		return os.WriteFile(words[1], []byte(words[2]), 0)
	case "dump":
		dumps(t)
		return nil
	}
	if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// dumps asks for all objects: each has a key of its own, and the answers have the types that the tables say.
func dumps(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry()}
	for name, fixed := range map[string]map[string]any{
		"RTM_GETLINK": nil, "RTM_GETADDR": nil, "RTM_GETROUTE": {"family": 2}, "RTM_GETROUTE 6": {"family": 10},
		"RTM_GETRULE": nil, "RTM_GETNEIGH": {"family": 2}, "RTM_GETNEIGH 6": {"family": 10},
		"RTM_GETNEIGH fdb": {"family": 7}, "RTM_GETADDRLABEL": {"family": 10}, "RTM_GETNEIGHTBL": nil,
		"RTM_GETNETCONF": {"family": 2}, "RTM_GETNETCONF 6": {"family": 10}, "RTM_GETQDISC": nil,
		"RTM_GETNEXTHOP": nil, "RTM_GETMDB": {"family": 7}, "RTM_GETVLAN": {"family": 7},
		"RTM_GETSTATS": {"filter_mask": 1}, "RTM_GETMULTICAST": {"family": 10}, "RTM_GETANYCAST": {"family": 10},
	} {
		typ, _, _ := strings.Cut(name, " ")
		b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ,
			Flags: codec.FlagRequest | codec.FlagDump, Fixed: fixed})
		if err != nil {
			t.Fatal(err)
		}
		seen, asked := map[string]bool{}, decode(t, b)[0].Type()
		for _, m := range answers(t, b) {
			if !slices.Contains(asked.Replies, m.Header().Type) {
				t.Errorf("%s is answered by %s (%d), not %d", name, m.Name(), m.Header().Type, asked.Replies)
			}
			for _, key := range m.Keys() {
				if seen[string(key)] && typ != "RTM_GETNEIGHTBL" { // which tells a table in each datagram again
					t.Errorf("%s: two objects have the key %x: % x", name, key, m.Bytes())
				}
				seen[string(key)] = true
			}
		}
		if len(seen) == 0 {
			t.Errorf("%s: no object has a key", name)
		}
	}
}

// answers sends a request for a dump, and returns what is dumped.
func answers(t *testing.T, request []byte) (all []*codec.Message) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.Sendto(fd, request, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		t.Fatal(err)
	}
	for {
		b := make([]byte, 64<<10)
		n, err := unix.Read(fd, b)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range decode(t, b[:n]) {
			if m.IsControl() {
				if errno, _ := m.Error(); errno != 0 {
					t.Errorf("errno %d", errno)
				}
				return all
			}
			all = append(all, m)
		}
	}
}

// decode decodes the messages of a datagram.
func decode(t *testing.T, b []byte) (all []*codec.Message) {
	t.Helper()
	dec := codec.Decoder{Registry: tables.Registry()}
	for msg, ok := range host.Messages(b) {
		m := new(codec.Message)
		if err := dec.Decode(m, codec.Context{BigEndian: host.BigEndian}, msg); err != nil || !ok {
			t.Errorf("% x: %v", msg, err)
		}
		all = append(all, m)
	}
	return all
}

// listen joins all groups of NETLINK_ROUTE, and returns a function that reads the events that are there.
func listen(t *testing.T) func() []*codec.Message {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_ROUTE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	if err := unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		t.Fatal(err)
	}
	for group, name := range tables.Registry().Protocol(unix.NETLINK_ROUTE).Groups {
		if name != "" {
			_ = unix.SetsockoptInt(fd, unix.SOL_NETLINK, unix.NETLINK_ADD_MEMBERSHIP, group) // some kernels have less
		}
	}
	return func() (events []*codec.Message) {
		for {
			b := make([]byte, 64<<10)
			n, err := unix.Read(fd, b)
			if errors.Is(err, syscall.EAGAIN) {
				return events
			}
			if err != nil {
				t.Fatal(err)
			}
			events = append(events, decode(t, b[:n])...)
		}
	}
}
