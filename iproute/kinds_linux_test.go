package iproute_test

import (
	"bytes"
	"net"
	"net/netip"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

var (
	set     = iproute.Set[int]
	local4  = netip.MustParseAddr("192.0.2.1")
	remote4 = netip.MustParseAddr("192.0.2.2")
	local6  = netip.MustParseAddr("2001:db8::1")
	remote6 = netip.MustParseAddr("2001:db8::2")
)

// madeKind is a link of a kind with up to three attributes of its own, by names and by the typed spec. Where it is asked
// for, it is made on the link low0, or with the peer end1.
type madeKind struct {
	kind, module string
	args         iproute.Args
	spec         iproute.LinkKind
	low          bool
	shown        map[string]string           // by ip, below linkinfo.info_data
	told         func(iproute.LinkView) bool // by our view
	open         func(t *testing.T) (fd int) // what "fd" in args and the spec stands for
	ofFD         func(int) iproute.LinkKind  // the spec with it
}

// tunnel is the attributes of tunnels.
func tunnel(prefix string, local, remote netip.Addr, more iproute.Args) iproute.Args {
	args := iproute.Args{prefix + "_local": local.String(), prefix + "_remote": remote}
	for name, value := range more {
		args[name] = value
	}
	return args
}

var madeKinds = []madeKind{
	{kind: "batadv", module: "batman-adv", args: iproute.Args{"algo_name": "BATMAN_IV"},
		spec: iproute.Batadv{AlgoName: iproute.Set("BATMAN_IV")}},
	{kind: "bond", module: "bonding", args: iproute.Args{"bond_mode": 1, "bond_miimon": 100, "min_links": 2},
		spec: iproute.Bond{Mode: iproute.Set(iproute.BOND_MODE_ACTIVEBACKUP), MinLinks: set(2),
			Miimon: iproute.Set(100 * time.Millisecond)},
		shown: map[string]string{"mode": "active-backup", "miimon": "100", "min_links": "2"},
		told: func(l iproute.LinkView) bool {
			return l.Bond().Mode() == iproute.BOND_MODE_ACTIVEBACKUP && l.Bond().Miimon() == 100*time.Millisecond
		}},
	{kind: "bridge", args: iproute.Args{"br_stp_state": 1, "br_forward_delay": 500, "ageing_time": "100s"},
		spec: iproute.Bridge{STPState: iproute.Set(iproute.BR_KERNEL_STP), ForwardDelay: iproute.Set(5 * time.Second),
			AgeingTime: iproute.Set(100 * time.Second)},
		shown: map[string]string{"stp_state": "1", "forward_delay": "500", "ageing_time": "10000"},
		told:  func(l iproute.LinkView) bool { return l.Bridge().AgeingTime() == 100*time.Second }},
	{kind: "caif", module: "chnl_net", args: iproute.Args{"ipv4_connid": 1, "ipv6_connid": 2, "loopback": 1},
		spec: iproute.CAIF{IPv4Connid: set(1), IPv6Connid: set(2), Loopback: iproute.Set(true)}},
	{kind: "dummy", module: "dummy", spec: iproute.Dummy{}},
	{kind: "geneve", module: "geneve", args: iproute.Args{"geneve_id": 42, "geneve_remote": "192.0.2.2", "ttl": 9},
		spec:  iproute.Geneve{ID: set(42), Remote: remote4, TTL: set(9)},
		shown: map[string]string{"id": "42", "remote": "192.0.2.2", "ttl": "9"},
		told:  func(l iproute.LinkView) bool { return l.Geneve().Remote() == remote4 }},
	{kind: "gre", module: "ip_gre", args: tunnel("gre", local4, remote4, iproute.Args{"gre_ttl": 16}),
		spec:  iproute.GRE{Local: local4, Remote: remote4, TTL: set(16)},
		shown: map[string]string{"local": "192.0.2.1", "remote": "192.0.2.2", "ttl": "16"}},
	{kind: "gretap", module: "ip_gre", args: tunnel("gre", local4, remote4, iproute.Args{"gre_ikey": 5,
		"gre_iflags": "key"}),
		spec:  iproute.GRETap{Local: local4, Remote: remote4, IKey: set(5), IFlags: iproute.Set(iproute.GRE_KEY)},
		shown: map[string]string{"local": "192.0.2.1", "remote": "192.0.2.2", "ikey": "0.0.0.5"}},
	{kind: "erspan", module: "ip_gre", args: tunnel("gre", local4, remote4, iproute.Args{"gre_erspan_ver": 1,
		"gre_erspan_index": 7, "gre_iflags": "key|seq", "gre_oflags": "key|seq", "gre_ikey": 3, "gre_okey": 3}),
		spec: iproute.ERSPAN{Local: local4, Remote: remote4, ERSPANVer: set(1), ERSPANIndex: set(7),
			IFlags: iproute.Set(iproute.GRE_KEY | iproute.GRE_SEQ), OFlags: iproute.Set(iproute.GRE_KEY | iproute.GRE_SEQ),
			IKey: set(3), OKey: set(3)},
		shown: map[string]string{"local": "192.0.2.1", "remote": "192.0.2.2", "erspan_ver": "1", "erspan_index": "7"}},
	{kind: "ip6gre", module: "ip6_gre", args: tunnel("gre", local6, remote6, iproute.Args{"gre_ttl": 17}),
		spec:  iproute.IP6GRE{Local: local6, Remote: remote6, TTL: set(17)},
		shown: map[string]string{"local": "2001:db8::1", "remote": "2001:db8::2", "ttl": "17"}},
	{kind: "ip6gretap", module: "ip6_gre", args: tunnel("gre", local6, remote6, iproute.Args{"gre_ttl": 18}),
		spec:  iproute.IP6GRETap{Local: local6, Remote: remote6, TTL: set(18)},
		shown: map[string]string{"local": "2001:db8::1", "remote": "2001:db8::2", "ttl": "18"}},
	{kind: "ip6erspan", module: "ip6_gre", args: tunnel("gre", local6, remote6, iproute.Args{"gre_erspan_ver": 1,
		"gre_iflags": "key|seq", "gre_oflags": "key|seq"}),
		spec: iproute.IP6ERSPAN{Local: local6, Remote: remote6, ERSPANVer: set(1),
			IFlags: iproute.Set(iproute.GRE_KEY | iproute.GRE_SEQ), OFlags: iproute.Set(iproute.GRE_KEY | iproute.GRE_SEQ)},
		shown: map[string]string{"local": "2001:db8::1", "remote": "2001:db8::2", "erspan_ver": "1"}},
	{kind: "gtp", module: "gtp", args: iproute.Args{"gtp_fd1": fdMark, "pdp_hashsize": 1024, "role": "sgsn"},
		open: udpSocket, ofFD: func(fd int) iproute.LinkKind {
			return iproute.GTP{FD1: set(fd), PDPHashsize: set(1024), Role: iproute.Set(iproute.GTP_ROLE_SGSN)}
		},
		shown: map[string]string{"hsize": "1024", "role": "sgsn"}},
	{kind: "hsr", module: "hsr", args: iproute.Args{"slave1": "low0", "slave2": "end0", "hsr_multicast_spec": 5},
		spec: iproute.HSR{Slave1: "low0", Slave2: "end0", MulticastSpec: set(5)},
		told: func(l iproute.LinkView) bool { return l.HSR().Slave1() > 0 && l.HSR().Slave2() > 0 }},
	{kind: "ifb", spec: iproute.IFB{}},
	{kind: "ip6tnl", module: "ip6_tunnel", args: tunnel("iptun", local6, remote6, iproute.Args{"iptun_ttl": 19}),
		spec:  iproute.IP6Tnl{Local: local6, Remote: remote6, TTL: set(19)},
		shown: map[string]string{"local": "2001:db8::1", "remote": "2001:db8::2", "ttl": "19"}},
	{kind: "ipip", module: "ipip", args: tunnel("iptun", local4, remote4, iproute.Args{"iptun_ttl": 20}),
		spec:  iproute.IPIP{Local: local4, Remote: remote4, TTL: set(20)},
		shown: map[string]string{"local": "192.0.2.1", "remote": "192.0.2.2", "ttl": "20"}},
	{kind: "sit", module: "sit", args: tunnel("iptun", local4, remote4, iproute.Args{"ttl": 21}),
		spec:  iproute.SIT{Local: local4, Remote: remote4, TTL: set(21)},
		shown: map[string]string{"local": "192.0.2.1", "remote": "192.0.2.2", "ttl": "21"}},
	{kind: "ipvlan", module: "ipvlan", low: true, args: iproute.Args{"mode": "l3", "ipvlan_flags": "private"},
		spec:  iproute.IPVLAN{Mode: iproute.Set(iproute.IPVLAN_MODE_L3), Flags: iproute.Set(iproute.IPVLAN_F_PRIVATE)},
		shown: map[string]string{"mode": "l3"},
		told:  func(l iproute.LinkView) bool { return l.IPVLAN().Mode() == iproute.IPVLAN_MODE_L3 }},
	{kind: "ipvtap", module: "ipvtap", low: true, args: iproute.Args{"ipvlan_mode": 0},
		spec:  iproute.IPVTap{Mode: iproute.Set(iproute.IPVLAN_MODE_L2)},
		shown: map[string]string{"mode": "l2"}},
	{kind: "macsec", module: "macsec", low: true, args: iproute.Args{"macsec_port": 11, "encrypt": true,
		"macsec_encoding_sa": 2},
		spec:  iproute.MACsec{Port: set(11), Encrypt: iproute.Set(true), EncodingSa: set(2)},
		shown: map[string]string{"encrypt": "true", "encoding_sa": "2"}},
	{kind: "macvlan", low: true, args: iproute.Args{"mode": "bridge", "macvlan_flags": "nopromisc",
		"bc_queue_len": 500},
		spec: iproute.MACVLAN{Mode: iproute.Set(iproute.MACVLAN_MODE_BRIDGE), BcQueueLen: set(500),
			Flags: iproute.Set(iproute.MACVLAN_FLAG_NOPROMISC)},
		shown: map[string]string{"mode": "bridge", "bcqueuelen": "500"}},
	{kind: "macvtap", low: true, args: iproute.Args{"macvlan_mode": "vepa"},
		spec:  iproute.MACVTap{Mode: iproute.Set(iproute.MACVLAN_MODE_VEPA)},
		shown: map[string]string{"mode": "vepa"}},
	{kind: "nlmon", module: "nlmon", spec: iproute.Nlmon{}},
	{kind: "ppp", module: "ppp_generic", args: iproute.Args{"ppp_dev_fd": fdMark},
		open: pppDevice, ofFD: func(fd int) iproute.LinkKind { return iproute.PPP{DevFD: set(fd)} }},
	{kind: "vcan", module: "vcan", spec: iproute.VCAN{}},
	{kind: "veth", args: iproute.Args{"peer": iproute.Args{"ifname": "end1", "mtu": 1300}},
		spec: iproute.Veth{Peer: &iproute.Link{Name: "end1", MTU: set(1300)}}},
	{kind: "vxcan", module: "vxcan", args: iproute.Args{"peer": "end1"},
		spec: iproute.VXCAN{Peer: &iproute.Link{Name: "end1"}}},
	{kind: "vlan", module: "8021q", low: true, args: iproute.Args{"vlan_id": 100, "vlan_protocol": "8021ad",
		"vlan_flags": []string{"gvrp"}, "vlan_egress_qos": []iproute.Args{{"from": 1, "to": 3},
			{"from": 2, "to": 5}}},
		spec: iproute.VLAN{ID: set(100), Protocol: iproute.Set(iproute.ETH_P_8021AD),
			Flags:     &iproute.VLANFlags{Flags: iproute.VLAN_FLAG_GVRP, Mask: iproute.VLAN_FLAG_GVRP},
			EgressQoS: []iproute.VLANQoSMapping{{From: 1, To: 3}, {From: 2, To: 5}}},
		shown: map[string]string{"id": "100", "protocol": "802.1ad", "flags": "[REORDER_HDR GVRP]"}},
	{kind: "vrf", module: "vrf", args: iproute.Args{"vrf_table": 1234},
		spec:  iproute.VRF{Table: iproute.Set(iproute.Table(1234))},
		shown: map[string]string{"table": "1234"}},
	{kind: "vsockmon", module: "vsockmon", spec: iproute.Vsockmon{}},
	{kind: "vti", module: "ip_vti", args: tunnel("vti", local4, remote4, iproute.Args{"vti_ikey": 6}),
		spec:  iproute.VTI{Local: local4, Remote: remote4, IKey: set(6)},
		shown: map[string]string{"local": "192.0.2.1", "remote": "192.0.2.2", "ikey": "0.0.0.6"}},
	{kind: "vti6", module: "ip6_vti", args: tunnel("vti", local6, remote6, iproute.Args{"vti_okey": 7}),
		spec:  iproute.VTI6{Local: local6, Remote: remote6, OKey: set(7)},
		shown: map[string]string{"local": "2001:db8::1", "remote": "2001:db8::2", "okey": "0.0.0.7"}},
	{kind: "vxlan", args: iproute.Args{"vxlan_id": 4096, "vxlan_group": "192.0.2.2", "vxlan_ttl": 22, "port": 4789},
		spec:  iproute.VXLAN{ID: set(4096), Group: remote4, TTL: set(22), Port: set(4789)},
		shown: map[string]string{"id": "4096", "remote": "192.0.2.2", "ttl": "22", "port": "4789"}},
	{kind: "wireguard", module: "wireguard", spec: iproute.WireGuard{}},
	{kind: "xfrm", module: "xfrm_interface", low: true, args: iproute.Args{"xfrm_if_id": 42, "xfrm_link": "low0"},
		spec: iproute.XFRM{IFID: set(42), Link: "low0"}, shown: map[string]string{"if_id": "0x2a"}},
}

// fdMark stands for the descriptor that a kind takes.
const fdMark = "fd"

// udpSocket opens a socket as GTP takes it.
func udpSocket(t *testing.T) int {
	conn, err := net.ListenUDP("udp4", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	file, err := conn.File()
	return keptOpen(t, file, err)
}

// pppDevice opens the device of a unit of PPP.
func pppDevice(t *testing.T) int {
	file, err := os.OpenFile("/dev/ppp", os.O_RDWR, 0)
	return keptOpen(t, file, err)
}

func keptOpen(t *testing.T, file *os.File, err error) int {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return int(file.Fd())
}

// TestEveryKind makes links of every kind that a kernel here has: both ways in give the same octets, and what they make is
// read back by us and by ip.
func TestEveryKind(t *testing.T) {
	for _, k := range madeKinds {
		if k.kind != "caif" {
			t.Run(k.kind, k.test)
		}
	}
}

// TestKindCAIF is TestEveryKind for the kind that no kernel has that has all others.
func TestKindCAIF(t *testing.T) {
	i := slices.IndexFunc(madeKinds, func(k madeKind) bool { return k.kind == "caif" })
	madeKinds[i].test(t)
}

func (k *madeKind) test(t *testing.T) {
	needs := []testbed.Need{testbed.Root()}
	if k.module != "" {
		needs = append(needs, testbed.Module(k.module))
	}
	testbed.Require(t, needs...)
	k.make(t, open(t))
}

func (k *madeKind) make(t *testing.T, ip *iproute.IPRoute) {
	ctx := t.Context()
	if _, err := ip.AddVeth(ctx, iproute.Link{Name: "low0"}, iproute.Link{Name: "end0"}); err != nil {
		t.Fatal(err)
	}
	names, spec := k.said(t)
	octets, err := ip.Octets(ctx, "link", "add", names)
	if err != nil {
		t.Fatal(err)
	}
	typed, err := ip.Octets(ctx, "link", "add", spec)
	if err != nil || !bytes.Equal(octets, typed) {
		t.Errorf("by names\n%x, typed\n%x, %v", octets, typed, err)
	}
	made, err := ip.AddLink(ctx, names)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ip.LinkByName(ctx, "x0"); err != nil || got.Index() != made.Index() ||
		got.LinkInfo().Kind() != k.kind || k.told != nil && !k.told(got) {
		t.Errorf("got back %v, kind %s; made %d; %v", got.Index(), got.LinkInfo().Kind(), made.Index(), err)
	}
	shown := link(t, "x0")
	wants(t, shown, map[string]string{"linkinfo.info_kind": k.kind})
	info, _ := shown["linkinfo"].(map[string]any)
	data, _ := info["info_data"].(map[string]any)
	wants(t, data, k.shown)
}

// said returns the link by names and as a typed spec.
func (k *madeKind) said(t *testing.T) (iproute.Args, iproute.Link) {
	names, spec := iproute.Args{"ifname": "x0", "kind": k.kind}, iproute.Link{Name: "x0", Kind: k.spec}
	if k.low {
		names["link"], spec.Link = "low0", "low0"
	}
	fd := 0
	if k.open != nil {
		fd = k.open(t)
		spec.Kind = k.ofFD(fd)
	}
	for name, value := range k.args {
		if value == fdMark {
			value = fd
		}
		names[name] = value
	}
	return names, spec
}
