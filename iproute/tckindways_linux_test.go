package iproute_test

import (
	"net"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nlkit/nlkit/iproute"
)

// tcKind is a kind of traffic control by names and by its typed spec.
type tcKind struct {
	of, kind string // "qdisc", "class", "filter" or "action"
	args     args
	spec     any    // an iproute.QdiscKind, ClassKind, FilterKind or ActionKind
	shown    string // by tc
}

// dozen is a program of classic BPF that returns 12.
var dozen = []iproute.SockFilter{{Code: iproute.BPF_RET_BPF_K, K: 12}}

// tcKinds is every kind that a kernel of Debian has. Queues are four, classes those of the queueing discipline of their
// kind.
var tcKinds = []tcKind{
	{"qdisc", "bfifo", args{"limit": "10k"}, iproute.BFIFO{Limit: 10 << 10}, "limit 10Kb"},
	{"qdisc", "cake", args{"bandwidth": "15mbit", "diffserv_mode": "besteffort", "nat": true, "rtt": "50ms"},
		iproute.CAKE{BaseRate64: iproute.Set(15 * iproute.Mbit), DiffservMode: iproute.Set(iproute.CAKE_DIFFSERV_BESTEFFORT),
			NAT: set(1), RTT: iproute.Set(50 * time.Millisecond), Target: iproute.Set(2500 * time.Microsecond),
			Autorate: set(0)},
		"bandwidth 15Mbit besteffort triple-isolate nat"},
	{"qdisc", "cbs", args{"idleslope": 98688, "sendslope": -901312, "hicredit": 153, "locredit": -1389},
		iproute.CBS{Parms: &iproute.TCCBSQopt{Idleslope: 98688, Sendslope: -901312, Hicredit: 153, Locredit: -1389}},
		"hicredit 153 locredit -1389 sendslope -901312 idleslope 98688"},
	{"qdisc", "choke", args{"limit": 1000, "bandwidth": "10mbit", "ecn": true},
		iproute.Choke{Limit: 1000, Bandwidth: 10 * iproute.Mbit, ECN: true}, "limit 1000p min 83p max 250p ecn"},
	{"qdisc", "clsact", nil, iproute.Clsact{}, "parent ffff:fff1"},
	{"qdisc", "codel", args{"limit": 100, "target": "4ms", "ecn": true},
		iproute.Codel{Limit: set(100), Target: iproute.Set(4 * time.Millisecond), ECN: set(1)}, "limit 100p target 4ms"},
	{"qdisc", "drr", nil, iproute.DRR{}, "drr 1:"},
	{"qdisc", "etf", args{"clockid": "CLOCK_TAI", "delta": 200000},
		iproute.ETF{Parms: &iproute.TCETFQopt{Delta: 200 * time.Microsecond, Clockid: iproute.CLOCK_TAI}},
		"clockid TAI delta 200000"},
	{"qdisc", "ets", args{"bands": 5, "strict": 3, "quanta": []int{4000, 3000}},
		iproute.ETS{Nbands: set(5), Nstrict: set(3), Quanta: []int{4000, 3000}}, "bands 5 strict 3 quanta 4000 3000"},
	{"qdisc", "fq", args{"limit": 5000, "maxrate": "1gbit", "nopacing": true},
		iproute.FQ{Plimit: set(5000), FlowMaxRate: iproute.Set(iproute.Gbit), RateEnable: set(0)}, "limit 5000p"},
	{"qdisc", "fq_codel", args{"limit": 1000, "flows": 512, "target": "3ms"},
		iproute.FQCodel{Limit: set(1000), Flows: set(512), Target: iproute.Set(3 * time.Millisecond)},
		"limit 1000p flows 512"},
	{"qdisc", "fq_pie", args{"limit": 500, "flows": 256, "ecn": true},
		iproute.FQPIE{Limit: set(500), Flows: set(256), ECN: set(1)}, "limit 500p flows 256"},
	{"qdisc", "gred", args{"DPs": 3, "default": 2, "grio": true}, iproute.GRED{DPs: 3, Default: 2, Grio: true},
		"vqs 3 default 2 grio"},
	{"qdisc", "hfsc", args{"default": 0x10}, iproute.HFSC{Default: 0x10}, "default 10"},
	{"qdisc", "hhf", args{"limit": 500, "quantum": 1514, "reset_timeout": "50ms"},
		iproute.HHF{BacklogLimit: set(500), Quantum: set(1514), ResetTimeout: iproute.Set(50 * time.Millisecond)},
		"limit 500p quantum 1514b"},
	{"qdisc", "htb", args{"default": 0x20, "r2q": 20}, iproute.HTB{Default: 0x20, R2Q: set(20)}, "default 0x20"},
	{"qdisc", "ingress", nil, iproute.Ingress{}, "parent ffff:fff1"},
	{"qdisc", "mq", nil, iproute.MQ{}, "mq 1: root"},
	{"qdisc", "mqprio", args{"num_tc": 2, "map": "0 1", "queues": "2@0 2@2", "hw": 0},
		iproute.MQPrio{NumTC: set(2), PrioTCMap: []uint8{0, 1}, Count: []uint16{2, 2}, Offset: []uint16{0, 2},
			HW: iproute.Set(iproute.TCMQPrioHWOffload(0))}, "tc 2 map 0 1"},
	{"qdisc", "multiq", nil, iproute.MultiQ{}, "bands 4/4"},
	{"qdisc", "netem", args{"delay": "10ms", "loss": "25%", "limit": 500},
		iproute.Netem{Delay: 10 * time.Millisecond, Loss: 25, Limit: set(500)}, "limit 500 delay 10ms loss 25%"},
	{"qdisc", "noqueue", nil, iproute.Noqueue{}, "noqueue 1: root"},
	{"qdisc", "pfifo", args{"limit": 100}, iproute.PFIFO{Limit: 100}, "limit 100p"},
	{"qdisc", "pfifo_fast", nil, iproute.PFIFOFast{}, "bands 3 priomap"},
	{"qdisc", "pfifo_head_drop", args{"limit": 7}, iproute.PFIFOHeadDrop{Limit: 7}, "limit 7p"},
	{"qdisc", "pie", args{"limit": 500, "target": "20ms", "bytemode": true},
		iproute.PIE{Limit: set(500), Target: iproute.Set(20 * time.Millisecond), Bytemode: set(1)},
		"limit 500p target 20ms"},
	{"qdisc", "plug", args{"action": "limit", "limit": 32}, iproute.Plug{Action: iproute.TCQ_PLUG_LIMIT, Limit: 32},
		"plug 1: root"},
	{"qdisc", "prio", args{"bands": 4, "priomap": "1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 3"},
		iproute.Prio{Bands: 4, Priomap: []uint8{1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 3}}, "bands 4 priomap 1 2 2"},
	{"qdisc", "qfq", nil, iproute.QFQ{}, "qfq 1:"},
	{"qdisc", "red", args{"limit": 400000, "avpkt": 1000, "ecn": true},
		iproute.RED{Limit: 400000, AvPkt: 1000, ECN: true}, "limit 400000b"},
	{"qdisc", "sfb", args{"limit": 2000, "max": 30}, iproute.SFB{Limit: 2000, Max: 30}, "limit 2000p max 30p"},
	{"qdisc", "sfq", args{"perturb": 10, "limit": 100}, iproute.SFQ{Perturb: 10 * time.Second, Limit: 100},
		"limit 100p"},
	{"qdisc", "skbprio", args{"limit": 100}, iproute.SkbPrio{Limit: 100}, "limit 100"},
	{"qdisc", "taprio", args{"num_tc": 2, "map": "0 1", "queues": "2@0 2@2", "base_time": 1000000000,
		"sched_entries": []any{"S 01 300000", "S 02 400000"}, "clockid": "CLOCK_TAI"},
		iproute.Taprio{Priomap: &iproute.TCMQPrioQopt{NumTC: 2, PrioTCMap: []uint8{0, 1}, Count: []uint16{2, 2},
			Offset: []uint16{0, 2}}, SchedBaseTime: iproute.Set(int64(1000000000)),
			SchedClockid: iproute.Set(iproute.CLOCK_TAI), SchedEntryList: []iproute.TaprioSchedEntry{
				{Cmd: iproute.Set(iproute.TC_TAPRIO_CMD_SET_GATES), GateMask: set(1),
					Interval: iproute.Set(300 * time.Microsecond)},
				{Cmd: iproute.Set(iproute.TC_TAPRIO_CMD_SET_GATES), GateMask: set(2),
					Interval: iproute.Set(400 * time.Microsecond)}}}, "gatemask 0x2 interval 400000"},
	{"qdisc", "tbf", args{"rate": "1mbit", "burst": "10k", "latency": "50ms"},
		iproute.TBF{Rate: iproute.Mbit, Burst: 10 << 10, Latency: 50 * time.Millisecond}, "rate 1Mbit burst 10Kb"},

	{"class", "drr", args{"quantum": 1500}, iproute.DRRClass{Quantum: set(1500)}, "quantum 1500b"},
	{"class", "hfsc", args{"rt": args{"m1": "5mbit", "d": "10ms", "m2": "1mbit"}, "ls": "2mbit"},
		iproute.HFSCClass{RealTime: &iproute.ServiceCurve{M1: 5 * iproute.Mbit, D: 10 * time.Millisecond,
			M2: iproute.Mbit}, LinkShare: &iproute.ServiceCurve{M2: 2 * iproute.Mbit}},
		"rt m1 5Mbit d 10ms m2 1Mbit ls m1 0bit d 0us m2 2Mbit"},
	{"class", "htb", args{"rate": "10mbit", "ceil": "100mbit", "burst": "15k"},
		iproute.HTBClass{Rate: 10 * iproute.Mbit, Ceil: 100 * iproute.Mbit, Burst: 15 << 10}, "rate 10Mbit ceil 100Mbit"},
	{"class", "qfq", args{"weight": 10, "maxpkt": 1500}, iproute.QFQClass{Weight: set(10), Lmax: set(1500)},
		"weight 10 maxpkt 1500"},

	{"filter", "basic", args{"classid": "1:1", "match": []args{{"kind": "cmp", "layer": "ip", "opnd": "gt",
		"align": "u16", "offset": 3, "mask": 0xff00, "value": 20}}},
		iproute.BasicFilter{ClassID: 0x10001, Ematches: &iproute.EmatchTree{Hdr: &iproute.TcfEmatchTreeHdr{Nmatches: 1},
			List: []iproute.Ematch{{Cmp: &iproute.EmatchCmp{Cmp: iproute.TcfEmCmp{Val: 20, Mask: 0xff00, Off: 3,
				Align: iproute.TCF_EM_ALIGN_U16, Layer: 1, Opnd: iproute.TCF_EM_OPND_GT}}}}}}, "cmp(u16 at 3 layer 1"},
	{"filter", "bpf", args{"classid": "1:1", "bytecode": "1,6 0 0 12"},
		iproute.BPFFilter{ClassID: 0x10001, OpsLen: set(1), Ops: dozen}, "bytecode '1,6 0 0 12'"},
	{"filter", "cgroup", args{"action": "drop"}, iproute.CgroupFilter{Act: []iproute.Action{drop}}, "gact action drop"},
	{"filter", "flow", args{"hash": "src,dst", "divisor": 1024, "perturb": 10, "baseclass": "1:1"},
		iproute.FlowFilter{Mode: iproute.Set(iproute.FLOW_MODE_HASH), Divisor: set(1024), Baseclass: 0x10001,
			Keys: iproute.Set(iproute.FLOW_KEY_SRC | iproute.FLOW_KEY_DST), Perturb: iproute.Set(10 * time.Second)},
		"hash keys src,dst divisor 1024"},
	{"filter", "flower", args{"ip_proto": "tcp", "src_ip": "192.0.2.1", "dst_port": 80},
		iproute.FlowerFilter{KeyEthType: iproute.Set(iproute.ETH_P_IP), KeyIPProto: iproute.Set(iproute.IPPROTO_TCP),
			KeyIPv4Src: local4, KeyIPv4SrcMask: address("255.255.255.255"), KeyTCPDst: set(80), Flags: iproute.Set(iproute.TcaClsFlags(0))}, "src_ip 192.0.2.1"},
	{"filter", "fw", args{"classid": "1:1"}, iproute.FWFilter{ClassID: 0x10001}, "classid 1:1"},
	{"filter", "matchall", args{"classid": "1:1", "skip_hw": true},
		iproute.MatchallFilter{ClassID: 0x10001, Flags: iproute.Set(iproute.TCA_CLS_FLAGS_SKIP_HW)}, "skip_hw"},
	{"filter", "route", args{"classid": "1:1", "from": 2, "to": 10},
		iproute.RouteFilter{ClassID: 0x10001, From: set(2), To: set(10)}, "to 10 from 2"},
	{"filter", "u32", args{"classid": "1:1", "match": "ip dst 192.0.2.0/24"},
		iproute.U32Filter{ClassID: 0x10001, Match: []string{"ip dst 192.0.2.0/24"}}, "match c0000200/ffffff00 at 16"},

	{"action", "bpf", args{"bytecode": "1,6 0 0 12"}, iproute.BPFAction{OpsLen: set(1), Ops: dozen,
		Parms: &iproute.TCActBPF{Action: iproute.TC_ACT_PIPE}}, "bytecode '1,6 0 0 12'"},
	{"action", "connmark", args{"zone": 3}, iproute.ConnmarkAction{Parms: &iproute.TCConnmark{Zone: 3,
		Action: iproute.TC_ACT_PIPE}}, "zone 3 pipe"},
	{"action", "csum", args{"update": "ip+tcp"}, iproute.CsumAction{Parms: &iproute.TCCsum{
		UpdateFlags: iproute.TCA_CSUM_UPDATE_FLAG_IPV4HDR | iproute.TCA_CSUM_UPDATE_FLAG_TCP}}, "(iph, tcp) action pass"},
	{"action", "ct", args{"commit": true, "zone": 1, "mark": "5/0xff"}, iproute.CTAction{Zone: set(1), Mark: set(5),
		MarkMask: set(0xff), Action: iproute.Set(iproute.TCA_CT_ACT_COMMIT),
		Parms: &iproute.TCCT{Action: iproute.TC_ACT_PIPE}}, "ct commit mark 5/0xff zone 1"},
	{"action", "ctinfo", args{"zone": 7, "parms_cpmark_mask": 0xffff}, iproute.CtinfoAction{Zone: set(7),
		ParmsCpmarkMask: set(0xffff), Act: &iproute.TCCtinfo{Action: iproute.TC_ACT_PIPE}}, "zone 7 pipe"},
	{"action", "gact", args{"action": "pass", "random": "determ drop 10"}, iproute.GactAction{
		Parms: &iproute.TCGact{}, Prob: &iproute.TCGactP{Ptype: iproute.PGACT_DETERM, Pval: 10,
			Paction: iproute.TC_ACT_SHOT}}, "random type determ drop val 10"},
	{"action", "gate", args{"clockid": "CLOCK_TAI", "sched_entries": []string{"open 200000000 -1 8000",
		"close 100000000"}}, iproute.GateAction{Clockid: iproute.Set(iproute.CLOCK_TAI),
		Parms: &iproute.TCGate{Action: iproute.TC_ACT_PIPE}, EntryList: []iproute.GateEntry{
			{Gate: true, Interval: iproute.Set(200 * time.Millisecond), IPv: set(-1), MaxOctets: set(8000)},
			{Interval: iproute.Set(100 * time.Millisecond), IPv: set(-1), MaxOctets: set(-1)}}}, "clockid TAI"},
	{"action", "ife", args{"parms": args{"flags": "encode", "action": "pipe"}, "type": 0xed3e,
		"metalst": args{"prio": 5}}, iproute.IFEAction{Metalst: &iproute.IFEActionMetalst{Prio: set(5)},
		Parms: &iproute.TCIFE{Flags: iproute.IFE_ENCODE, Action: iproute.TC_ACT_PIPE},
		Type:  iproute.Set(iproute.EtherType(0xed3e))}, "ife encode action pipe"},
	{"action", "mirred", args{"direction": "egress", "action": "mirror", "dev": 2}, iproute.MirredAction{
		Parms: &iproute.TCMirred{Action: iproute.TC_ACT_PIPE, Eaction: iproute.TCA_EGRESS_MIRROR, IfIndex: 2}},
		"Egress Mirror to device v1"},
	{"action", "mpls", args{"m_action": "pop", "protocol": "ip"}, iproute.MPLSAction{
		Parms: &iproute.TCMPLS{MAction: iproute.TCA_MPLS_ACT_POP, Action: iproute.TC_ACT_PIPE},
		Proto: iproute.Set(iproute.ETH_P_IP)}, "mpls  pop protocol ip pipe"},
	{"action", "nat", args{"direction": "egress", "old": "10.0.0.0/24", "new": "192.168.1.0"}, iproute.NATAction{
		Parms: &iproute.TCNAT{OldAddr: address("10.0.0.0"), NewAddr: address("192.168.1.0"),
			Mask: address("255.255.255.0"), Flags: iproute.TCA_NAT_FLAG_EGRESS}}, "nat egress 10.0.0.0/"},
	{"action", "pedit", args{"munge": "ip ttl set 10"}, iproute.PeditAction{
		ParmsEx: &iproute.TCPeditSel{Nkeys: 1, Keys: []iproute.TCPeditKey{{Mask: 0x00ffffff, Val: 0x0a000000, Off: 8}}},
		KeysEx:  []iproute.PeditActionKeysEx{{Htype: iproute.Set(iproute.PeditHeaderType(2)), Cmd: iproute.Set(iproute.PeditCmd(0))}}},
		"key #0  at ipv4+8: val 0a000000 mask 00ffffff"},
	{"action", "police", args{"rate": "1mbit", "burst": "10k", "action": "drop"}, iproute.PoliceAction{
		Rate: iproute.Mbit, Burst: 10 << 10, Exceed: iproute.Set(iproute.TC_ACT_SHOT)}, "rate 1Mbit burst 10Kb"},
	{"action", "sample", args{"rate": 100, "group": 5, "trunc": 128}, iproute.SampleAction{Rate: set(100),
		PsampleGroup: set(5), TruncSize: set(128), Parms: &iproute.TCSample{Action: iproute.TC_ACT_PIPE}},
		"sample rate 1/100 group 5 trunc_size 128 pipe"},
	{"action", "simple", args{"sdata": "hello"}, iproute.SimpleAction{Data: iproute.Set("hello"),
		Parms: &iproute.TCDefact{Action: iproute.TC_ACT_PIPE}}, "<hello>"},
	{"action", "skbedit", args{"mark": "0x13/0xff", "priority": "1:10"}, iproute.SkbeditAction{
		Mark: set(0x13), Mask: set(0xff), Priority: 0x10010,
		Parms: &iproute.TCSkbedit{Action: iproute.TC_ACT_PIPE}}, "mark 19/0xff"},
	{"action", "skbmod", args{"dmac": "00:11:22:33:44:55"}, iproute.SkbmodAction{
		DMAC:  net.HardwareAddr{0, 0x11, 0x22, 0x33, 0x44, 0x55},
		Parms: &iproute.TCSkbmod{Flags: iproute.SKBMOD_F_DMAC, Action: iproute.TC_ACT_PIPE}},
		"skbmod pipe set dmac 00:11:22:33:44:55"},
	{"action", "tunnel_key", args{"src_ip": "192.0.2.1", "dst_ip": "192.0.2.2", "id": 42}, iproute.TunnelKeyAction{
		EncIPv4Src: local4, EncIPv4Dst: remote4, EncKeyID: set(42), Parms: &iproute.TCTunnelKey{
			Action: iproute.TC_ACT_PIPE, TAction: iproute.TCA_TUNNEL_KEY_ACT_SET}}, "dst_ip 192.0.2.2"},
	{"action", "vlan", args{"v_action": "push", "id": 100, "priority": 3}, iproute.VLANAction{PushVLANID: set(100),
		PushVLANPriority: set(3), Parms: &iproute.TCVLAN{Action: iproute.TC_ACT_PIPE,
			VAction: iproute.TCA_VLAN_ACT_PUSH}}, "push id 100"},
}

// said returns the object by names and as a typed spec, and the command that makes it.
func (k tcKind) said() (command string, names args, spec iproute.Spec) {
	names = args{"kind": k.kind}
	for name, value := range k.args {
		names[name] = value
	}
	switch kind := k.spec.(type) {
	case iproute.QdiscKind:
		q := iproute.Qdisc{Kind: kind}
		if k.kind != "clsact" && k.kind != "ingress" {
			names["handle"], q.Handle = "1:", 0x10000
		}
		return "add", names, q
	case iproute.ClassKind:
		names["parent"], names["handle"] = "1:", "1:1"
		return "add-class", names, iproute.Class{Parent: 0x10000, Handle: 0x10001, Kind: kind}
	case iproute.FilterKind:
		names["parent"], names["protocol"], names["prio"] = "1:", "ip", 1
		f := iproute.Filter{Parent: 0x10000, Protocol: iproute.Set(iproute.ETH_P_IP), Prio: set(1), Kind: kind}
		if k.kind == "fw" || k.kind == "flow" || k.kind == "cgroup" {
			names["handle"], f.Handle = 1, set(1)
		}
		return "add-filter", names, f
	}
	names = args{"kind": "matchall", "parent": "ingress", "prio": 1, "action": names}
	return "add-filter", names, iproute.Filter{Parent: iproute.FilterIngress, Prio: set(1), Kind: iproute.MatchallFilter{
		Act: []iproute.Action{{Kind: k.spec.(iproute.ActionKind)}}}}
}

// TestTcBothWays says every kind by names and by its typed spec: the octets are the same.
func TestTcBothWays(t *testing.T) {
	s := newSender(t)
	for _, k := range tcKinds {
		command, names, spec := k.said()
		named, err := s.sent(s.ip.Tc, command, names, iproute.ByIndex(3))
		if err != nil {
			t.Errorf("%s %s by names: %v", k.of, k.kind, err)
			continue
		}
		named = slices.Clone(named)
		typed, err := s.sent(s.ip.Tc, command, spec, iproute.ByIndex(3))
		if err != nil {
			t.Errorf("%s %s typed: %v", k.of, k.kind, err)
		} else if !slices.Equal(named[16:], typed[16:]) {
			t.Errorf("%s %s: -names +typed\n%s", k.of, k.kind, cmp.Diff(saidBy(t, named), saidBy(t, typed)))
		}
	}
}
