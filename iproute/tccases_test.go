package iproute_test

import (
	"time"

	"github.com/nlkit/nlkit/iproute"
)

// args is Args; its values are short here.
type args = iproute.Args

// tcCase is a command line of tc and the call that says the same of link 3, v0, beside which link 2 is v1. Where the
// typed specs can say it, too, typed does. What differs in the octets stands in differs: a path, and why.
type tcCase struct {
	line    string
	command string
	spec    args
	typed   iproute.Spec
	differs map[string]string
}

// Why our requests differ from those of tc.
const (
	tailOfPrio  = "tc appends an empty attribute that no kernel since Linux 2.6 reads"
	unusedRates = "tc sends rates of all 16 traffic classes, also of those that are not there"
	rateOf32    = "tc computes it from the rate cut to 32 bits, and the kernel takes RATE64 and BURST in its place"
)

// tcQdiscs is what is said of queueing disciplines.
var tcQdiscs = []tcCase{
	{line: "qdisc add dev v0 root handle 1: htb default 10", command: "add",
		spec:  args{"kind": "htb", "handle": "1:", "default": 0x10},
		typed: iproute.Qdisc{Handle: iproute.MakeHandle(1, 0), Kind: iproute.HTB{Default: 0x10}}},
	{line: "qdisc add dev v0 root handle 1: htb default 0x20 r2q 20 direct_qlen 100", command: "add",
		spec: args{"kind": "htb", "handle": iproute.MakeHandle(1, 0), "default": "0:20", "r2q": 20, "direct_qlen": 100},
		typed: iproute.Qdisc{Handle: iproute.MakeHandle(1, 0),
			Kind: iproute.HTB{Default: 0x20, R2Q: iproute.Set(20), DirectQlen: iproute.Set(100)}}},
	{line: "qdisc add dev v0 root htb", command: "add", spec: args{"kind": "htb"},
		typed: iproute.Qdisc{Kind: iproute.HTB{}}},
	{line: "qdisc add dev v0 root tbf rate 220kbit latency 50ms burst 1540", command: "add",
		spec:  args{"kind": "tbf", "rate": "220kbit", "latency": "50ms", "burst": 1540},
		typed: iproute.Qdisc{Kind: iproute.TBF{Rate: 220 * iproute.Kbit, Latency: 50 * time.Millisecond, Burst: 1540}}},
	{line: "qdisc add dev v0 root tbf rate 1mbit burst 10kb limit 20000 peakrate 2mbit minburst 1540", command: "add",
		spec: args{"kind": "tbf", "rate": "1mbit", "burst": "10kb", "limit": 20000, "peakrate": "2mbit",
			"minburst": 1540},
		typed: iproute.Qdisc{Kind: iproute.TBF{Rate: iproute.Mbit, Burst: 10 << 10, Limit: 20000,
			PeakRate: 2 * iproute.Mbit,
			MTU:      1540}}},
	{line: "qdisc add dev v0 root tbf rate 40gbit burst 10m latency 10ms mtu 9000", command: "add",
		spec:    args{"kind": "tbf", "rate": "40gbit", "burst": "10m", "latency": "10ms", "mtu": 9000},
		differs: map[string]string{"TCA_TBF_PARMS/value/buffer": rateOf32, "TCA_TBF_RTAB/value": rateOf32}},
	{line: "qdisc add dev v0 parent 1:10 handle 10: sfq perturb 10", command: "add",
		spec: args{"kind": "sfq", "parent": "1:10", "handle": "10:", "perturb": 10},
		typed: iproute.Qdisc{Parent: iproute.MakeHandle(1, 0x10), Handle: 0x100000,
			Kind: iproute.SFQ{Perturb: 10 * time.Second}}},
	{line: "qdisc add dev v0 root sfq quantum 1514 limit 100 divisor 1024", command: "add",
		spec: args{"kind": "sfq", "quantum": 1514, "limit": 100, "divisor": 1024}},
	{line: "qdisc add dev v0 root sfq limit 3000 flows 512 depth 100 headdrop perturb 5", command: "add",
		spec: args{"kind": "sfq", "limit": 3000, "flows": 512, "depth": 100, "headdrop": true, "perturb": "5s"},
		typed: iproute.Qdisc{Kind: iproute.SFQ{Limit: 3000, Flows: 512, Depth: 100, HeadDrop: true,
			Perturb: 5 * time.Second}}},
	{line: "qdisc add dev v0 root sfq limit 1000 redflowlimit 100000 min 8000 max 60000 probability 0.20 burst 20 ecn",
		command: "add", spec: args{"kind": "sfq", "limit": 1000, "redflowlimit": 100000, "min": 8000, "max": 60000,
			"probability": 0.2, "burst": 20, "ecn": true}},
	{line: "qdisc add dev v0 root netem delay 10ms", command: "add", spec: args{"kind": "netem", "delay": 10000},
		typed: iproute.Qdisc{Kind: iproute.Netem{Delay: 10 * time.Millisecond}}},
	{line: "qdisc add dev v0 root netem delay 100ms 20ms 25% loss 10% 25% duplicate 1% corrupt 0.1% reorder 25% " +
		"50% gap 5",
		command: "add", spec: args{"kind": "netem", "delay": "100ms", "jitter": "20ms", "delay_corr": 25, "loss": 10,
			"loss_corr": "25%", "duplicate": "1%", "prob_corrupt": 0.1, "prob_reorder": 25, "corr_reorder": 50,
			"gap": 5},
		typed: iproute.Qdisc{Kind: iproute.Netem{Delay: 100 * time.Millisecond, Jitter: 20 * time.Millisecond,
			DelayCorrelation: 25, Loss: 10, LossCorrelation: 25, Duplicate: 1, Corrupt: 0.1, Reorder: 25,
			ReorderCorrelation: 50, Gap: 5}}},
	{line: "qdisc add dev v0 root netem rate 5kbit 20 100 5 limit 500", command: "add", spec: args{"kind": "netem",
		"rate": "5kbit", "packet_overhead": 20, "cell_size": 100, "cell_overhead": 5, "limit": 500},
		typed: iproute.Qdisc{Kind: iproute.Netem{Rate: 5 * iproute.Kbit, PacketOverhead: 20, CellSize: 100,
			CellOverhead: 5,
			Limit:        iproute.Set(500)}}},
	{line: "qdisc add dev v0 root netem loss state 1% 10% 70%", command: "add",
		spec: args{"kind": "netem", "loss_state": []any{"1%", "10%", 70}}},
	{line: "qdisc add dev v0 root netem loss gemodel 1% 10% 70% 0.1% ecn", command: "add",
		spec: args{"kind": "netem", "loss_gemodel": args{"p": 1, "r": 10, "1-h": 70, "1-k": 0.1}, "ecn": true}},
	{line: "qdisc add dev v0 root netem rate 40gbit delay 10us", command: "add",
		spec: args{"kind": "netem", "rate": 40 * iproute.Gbit, "delay": 10 * time.Microsecond}},
	{line: "qdisc add dev v0 root netem slot 800us 1ms packets 32 bytes 64k", command: "add",
		spec: args{"kind": "netem", "slot": args{"min": "800us", "max": "1ms", "packets": 32, "bytes": "64k"}}},
	{line: "qdisc change dev v0 root netem delay 5ms", command: "change",
		spec: args{"kind": "netem", "parent": "root", "delay": "5ms"}},
	{line: "qdisc add dev v0 root handle 1: hfsc default 10", command: "add",
		spec:  args{"kind": "hfsc", "handle": "1", "default": 0x10},
		typed: iproute.Qdisc{Handle: 0x10000, Kind: iproute.HFSC{Default: 0x10}}},
	{line: "qdisc add dev v0 root codel limit 100 target 4ms interval 30ms ecn", command: "add",
		spec: args{"kind": "codel", "cdl_limit": 100, "cdl_target": "4ms", "cdl_interval": "30ms", "cdl_ecn": 1},
		typed: iproute.Qdisc{Kind: iproute.Codel{Limit: iproute.Set(100), Target: iproute.Set(4 * time.Millisecond),
			Interval: iproute.Set(30 * time.Millisecond), ECN: iproute.Set(1)}}},
	{line: "qdisc add dev v0 root fq_codel limit 1000 flows 512 target 3ms interval 40ms quantum 300 noecn " +
		"ce_threshold 1ms " +
		"memory_limit 4m drop_batch 32", command: "add", spec: args{"kind": "fq_codel", "fqc_limit": 1000,
		"fqc_flows": 512, "target": "3ms", "interval": 40 * time.Millisecond, "quantum": 300, "noecn": true,
		"ce_threshold": 1000, "memory_limit": "4m", "drop_batch": 32}},
	{line: "qdisc add dev v0 root fq limit 10000 flow_limit 100 quantum 3028 initial_quantum 15140 maxrate 1gbit " +
		"buckets " +
		"1024 nopacing refill_delay 40ms low_rate_threshold 550kbit ce_threshold 1ms horizon 10s", command: "add",
		spec: args{"kind": "fq", "limit": 10000, "flow_limit": 100, "quantum": 3028, "initial_quantum": 15140,
			"maxrate": "1gbit", "buckets": 1024, "nopacing": true, "refill_delay": "40ms",
			"low_rate_threshold": "550kbit",
			"ce_threshold":       "1ms", "horizon": "10s"}},
	{line: "qdisc add dev v0 root choke limit 1000 bandwidth 10mbit ecn", command: "add",
		spec:  args{"kind": "choke", "limit": 1000, "bandwith": "10mbit", "ecn": true},
		typed: iproute.Qdisc{Kind: iproute.Choke{Limit: 1000, Bandwidth: 10 * iproute.Mbit, ECN: true}}},
	{line: "qdisc add dev v0 root choke limit 1000 min 100 max 300 avpkt 1000 burst 120 bandwidth 10mbit " +
		"probability 0.05",
		command: "add", spec: args{"kind": "choke", "limit": 1000, "min": 100, "max": 300, "avpkt": 1000, "burst": 120,
			"bandwidth": "10mbit", "probability": 0.05},
		typed: iproute.Qdisc{Kind: iproute.Choke{Limit: 1000, Min: 100, Max: 300, AvPkt: 1000, Burst: 120,
			Bandwidth: 10 * iproute.Mbit, Probability: 5}}},
	{line: "qdisc add dev v0 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn adaptive bandwidth " +
		"10mbit",
		command: "add", spec: args{"kind": "red", "limit": 400000, "min": 30000, "max": 90000, "avpkt": 1000,
			"burst": 55,
			"ecn":   true, "adaptive": true, "bandwidth": "10mbit"},
		typed: iproute.Qdisc{Kind: iproute.RED{Limit: 400000, Min: 30000, Max: 90000, AvPkt: 1000, Burst: 55, ECN: true,
			Adaptive: true, Bandwidth: 10 * iproute.Mbit}}},
	{line: "qdisc add dev v0 root red limit 1000000 avpkt 1000 bandwidth 100mbit harddrop", command: "add",
		spec: args{"kind": "red", "limit": 1000000, "avpkt": 1000, "bandwidth": "100mbit", "harddrop": true}},
	{line: "qdisc add dev v0 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 probability 0.1 " +
		"bandwidth 10mbit " +
		"nodrop ecn", command: "add", spec: args{"kind": "red", "limit": 400000, "min": 30000, "max": 90000,
		"avpkt": 1000,
		"burst": 55, "probability": "10%", "bandwidth": "10mbit", "nodrop": true, "ecn": true}},
	{line: "qdisc add dev v0 root gred setup DPs 3 default 2 grio", command: "add",
		spec:  args{"kind": "gred", "DPs": 3, "default": 2, "grio": true},
		typed: iproute.Qdisc{Kind: iproute.GRED{DPs: 3, Default: 2, Grio: true}}},
	{line: "qdisc add dev v0 root gred setup vqs 4 default 1 limit 100k", command: "add",
		spec: args{"kind": "gred", "vqs": 4, "default": 1, "limit": "100k"}},
	{line: "qdisc change dev v0 root gred limit 60K min 15K max 25K burst 20 avpkt 1000 bandwidth 10mbit DP 1 " +
		"probability " +
		"0.1 prio 2", command: "change", spec: args{"kind": "gred", "limit": "60K", "min": "15K", "max": "25K",
		"burst": 20,
		"avpkt": 1000, "bandwidth": "10mbit", "DP": 1, "probability": 0.1, "prio": 2},
		typed: iproute.Qdisc{Kind: iproute.GRED{Limit: 60 << 10, Min: 15 << 10, Max: 25 << 10, Burst: 20, AvPkt: 1000,
			Bandwidth: 10 * iproute.Mbit, DP: iproute.Set(1), Probability: 10, Prio: 2}}},
	{line: "qdisc add dev v0 root sfb rehash 300000 db 30000 limit 2000 max 30 target 20 increment 0.001 decrement " +
		"0.0001 " +
		"penalty_rate 20 penalty_burst 30", command: "add", spec: args{"kind": "sfb", "rehash": 300000, "db": "30s",
		"limit": 2000, "max": 30, "target": 20, "increment": 0.001, "decrement": 0.0001, "penalty_rate": 20,
		"penalty_burst": 30}},
	{line: "qdisc add dev v0 root sfb", command: "add", spec: args{"kind": "sfb"},
		typed: iproute.Qdisc{Kind: iproute.SFB{}}},
	{line: "qdisc add dev v0 root handle 1: drr", command: "add", spec: args{"kind": "drr", "handle": "1:"}},
	{line: "qdisc add dev v0 root handle 1: qfq", command: "add", spec: args{"kind": "qfq", "handle": "1:"}},
	{line: "qdisc add dev v0 root prio", command: "add", spec: args{"kind": "prio"},
		differs: map[string]string{"TCA_OPTIONS/hex": tailOfPrio}},
	{line: "qdisc add dev v0 root handle 1: prio bands 4 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 3", command: "add",
		spec:    args{"kind": "prio", "handle": "1:", "bands": 4, "priomap": "1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 3"},
		differs: map[string]string{"TCA_OPTIONS/hex": tailOfPrio}},
	{line: "qdisc add dev v0 root pfifo limit 100", command: "add", spec: args{"kind": "pfifo", "limit": 100}},
	{line: "qdisc add dev v0 root bfifo limit 10k", command: "add", spec: args{"kind": "bfifo", "limit": "10k"}},
	{line: "qdisc add dev v0 root pfifo", command: "add", spec: args{"kind": "pfifo"}},
	{line: "qdisc add dev v0 root pfifo_fast", command: "add", spec: args{"kind": "pfifo_fast"}},
	{line: "qdisc add dev v0 root plug limit 32", command: "add",
		spec: args{"kind": "plug", "action": "limit", "limit": 32}},
	{line: "qdisc change dev v0 root plug release_indefinite", command: "change",
		spec: args{"kind": "plug", "action": "release_indefinite"}},
	{line: "qdisc add dev v0 ingress", command: "add", spec: args{"kind": "ingress"}},
	{line: "qdisc add dev v0 clsact", command: "add", spec: args{"kind": "clsact"}},
	{line: "qdisc add dev v0 ingress_block 1 egress_block 2 clsact", command: "add",
		spec: args{"kind": "clsact", "ingress_block": 1, "egress_block": 2}},
	{line: "qdisc del dev v0 root", command: "del", spec: args{}},
	{line: "qdisc del dev v0 ingress", command: "del", spec: args{"kind": "ingress"}},
	{line: "qdisc del dev v0 parent 1:10 handle 10:", command: "del", spec: args{"parent": "1:10", "handle": "10:"}},
	{line: "qdisc add dev v0 root cake", command: "add", spec: args{"kind": "cake"}},
	{line: "qdisc add dev v0 root cake bandwidth 100mbit besteffort dual-srchost nat wash ack-filter-aggressive " +
		"overhead 18 " +
		"mpu 64 atm rtt 50ms memlimit 8m ingress no-split-gso fwmark 0xff", command: "add", spec: args{"kind": "cake",
		"bandwidth": "100mbit", "diffserv_mode": "besteffort", "flow_mode": "dual-srchost", "nat": true, "wash": true,
		"ack_filter": "aggressive", "overhead": 18, "mpu": 64, "atm_mode": true, "rtt": "50ms", "memlimit": "8m",
		"ingress": true, "split_gso": false, "fwmark": 0xff}},
	{line: "qdisc add dev v0 root cake unlimited autorate-ingress raw flowblind diffserv8 metro", command: "add",
		spec: args{"kind": "cake", "bandwidth": "unlimited", "autorate": true, "raw": true, "overhead": 0,
			"atm_mode":  false,
			"flow_mode": "flowblind", "diffserv_mode": "diffserv8", "rtt": "metro"}},
	{line: "qdisc add dev v0 root ets bands 8 strict 3 quanta 4000 3000 2000 priomap 0 1 2 3 4 5 6 7", command: "add",
		spec: args{"kind": "ets", "bands": 8, "strict": 3, "quanta": []int{4000, 3000, 2000},
			"priomap": "0 1 2 3 4 5 6 7"}},
	{line: "qdisc add dev v0 root pie limit 500 target 20ms tupdate 30ms alpha 4 beta 20 ecn bytemode", command: "add",
		spec: args{"kind": "pie", "limit": 500, "target": "20ms", "tupdate": "30ms", "alpha": 4, "beta": 20,
			"ecn":      true,
			"bytemode": true}},
	{line: "qdisc add dev v0 root fq_pie limit 500 flows 256 target 20ms tupdate 30ms ecn", command: "add",
		spec: args{"kind": "fq_pie", "limit": 500, "flows": 256, "target": "20ms", "tupdate": "30ms", "ecn": true}},
	{line: "qdisc add dev v0 root hhf limit 500 quantum 1514 reset_timeout 50ms", command: "add",
		spec: args{"kind": "hhf", "limit": 500, "quantum": 1514, "reset_timeout": "50ms"}},
	{line: "qdisc add dev v0 root skbprio limit 100", command: "add", spec: args{"kind": "skbprio", "limit": 100}},
	{line: "qdisc add dev v0 root multiq", command: "add", spec: args{"kind": "multiq"}},
	{line: "qdisc add dev v0 root etf clockid CLOCK_TAI delta 200000 offload", command: "add",
		spec: args{"kind": "etf", "clockid": "CLOCK_TAI", "delta": 200000, "offload": true}},
	{line: "qdisc add dev v0 root cbs idleslope 98688 sendslope -901312 hicredit 153 locredit -1389 offload 0",
		command: "add",
		spec: args{"kind": "cbs", "idleslope": 98688, "sendslope": -901312, "hicredit": 153, "locredit": -1389,
			"offload": 0}},
	{line: "qdisc add dev v0 root mqprio num_tc 3 map 2 2 1 0 2 2 2 2 queues 1@0 1@1 2@2 hw 0", command: "add",
		spec: args{"kind": "mqprio", "num_tc": 3, "map": []int{2, 2, 1, 0, 2, 2, 2, 2}, "queues": "1@0 1@1 2@2",
			"hw": 0}},
	{line: "qdisc add dev v0 root mqprio num_tc 2 map 0 1 queues 1@0 1@1 hw 1 mode channel shaper bw_rlimit " +
		"min_rate 1gbit " +
		"2gbit max_rate 4gbit 5gbit", command: "add", spec: args{"kind": "mqprio", "num_tc": 2, "map": "0 1",
		"queues": []string{"1@0", "1@1"}, "hw": 1, "mode": "channel", "shaper": "bw_rlimit",
		"min_rate": []string{"1gbit", "2gbit"}, "max_rate": "4gbit 5gbit"},
		differs: map[string]string{"TCA_MQPRIO_MIN_RATE64/attrs": unusedRates,
			"TCA_MQPRIO_MAX_RATE64/attrs": unusedRates}},
	{line: "qdisc add dev v0 root taprio num_tc 3 map 2 2 1 0 2 2 2 2 queues 1@0 1@1 2@2 base-time 1000000000 " +
		"sched-entry S " +
		"01 300000 sched-entry S 02 300000 sched-entry S 04 400000 clockid CLOCK_TAI", command: "add",
		spec: args{"kind": "taprio", "num_tc": 3, "map": "2 2 1 0 2 2 2 2", "queues": "1@0 1@1 2@2",
			"base_time":     1000000000,
			"sched_entries": []any{"S 01 300000", args{"cmd": "S", "gates": 2, "interval": 300000}, "S 04 400000"},
			"clockid":       "CLOCK_TAI"}},
	{line: "qdisc add dev v0 root taprio num_tc 2 map 0 1 queues 1@0 1@1 base-time 0 cycle-time 1000000 " +
		"sched-entry S 3 " +
		"1000000 flags 0x1 txtime-delay 200000 clockid CLOCK_TAI", command: "add", spec: args{"kind": "taprio",
		"num_tc": 2,
		"map":    "0 1", "queues": "1@0 1@1", "cycle_time": 1000000, "sched_entry": "S 3 1000000", "flags": 1,
		"txtime_delay": 200000, "clockid": "clock_tai"}},
	{line: "qdisc add dev v0 root mq", command: "add", spec: args{"kind": "mq"}},
	{line: "qdisc add dev v0 root handle 1: stab overhead 26 linklayer atm mtu 2048 htb", command: "add",
		spec: args{"kind": "htb", "handle": "1:", "stab": args{"overhead": 26, "linklayer": "atm", "mtu": 2048}}},
}

// tcClasses is what is said of classes.
var tcClasses = []tcCase{
	{line: "class add dev v0 parent 1: classid 1:1 htb rate 10mbit", command: "add-class",
		spec:  args{"kind": "htb", "parent": "1:", "classid": "1:1", "rate": "10mbit"},
		typed: iproute.Class{Parent: 0x10000, Handle: 0x10001, Kind: iproute.HTBClass{Rate: 10 * iproute.Mbit}}},
	{line: "class add dev v0 parent 1:1 classid 1:10 htb rate 5mbit ceil 10mbit burst 15k cburst 15k prio 1",
		command: "add-class", spec: args{"kind": "htb", "parent": "1:1", "handle": "1:10", "rate": "5mbit",
			"ceil": "10mbit", "burst": "15k", "cburst": 15360, "prio": 1},
		typed: iproute.Class{Parent: 0x10001, Handle: 0x10010, Kind: iproute.HTBClass{Rate: 5 * iproute.Mbit,
			Ceil: 10 * iproute.Mbit, Burst: 15 << 10, CBurst: 15 << 10, Prio: 1}}},
	{line: "class add dev v0 parent 1:1 classid 1:11 htb rate 8gbit ceil 40gbit quantum 60000", command: "add-class",
		spec: args{"kind": "htb", "parent": "1:1", "handle": "1:11", "rate": 1000000000, "ceil": "5GBps",
			"quantum": 60000}},
	{line: "class add dev v0 parent 1:1 classid 1:12 htb rate 40gbit burst 1m mtu 9000 mpu 64 overhead 14",
		command: "add-class", spec: args{"kind": "htb", "parent": "1:1", "handle": "1:12", "rate": "40gbit",
			"burst": "1m",
			"mtu":   9000, "mpu": 64, "overhead": 14},
		differs: map[string]string{"TCA_HTB_RTAB/value": rateOf32, "TCA_HTB_CTAB/value": rateOf32}},
	{line: "class add dev v0 parent 1:1 classid 1:13 htb rate 2mbit linklayer atm overhead 40", command: "add-class",
		spec: args{"kind": "htb", "parent": "1:1", "handle": "1:13", "rate": "2mbit", "linklayer": "atm",
			"overhead": 40}},
	{line: "class replace dev v0 parent 1:1 classid 1:10 htb rate 6mbit", command: "replace-class",
		spec: args{"kind": "htb", "parent": "1:1", "handle": "1:10", "rate": "6mbit"}},
	{line: "class change dev v0 parent 1:1 classid 1:10 htb rate 6mbit", command: "change-class",
		spec: args{"kind": "htb", "parent": "1:1", "handle": "1:10", "rate": "6mbit"}},
	{line: "class del dev v0 classid 1:10", command: "del-class", spec: args{"handle": "1:10"}},
	{line: "class add dev v0 parent 1: classid 1:1 hfsc sc rate 10mbit ul rate 20mbit", command: "add-class",
		spec: args{"kind": "hfsc", "parent": "1:", "handle": "1:1", "sc": "10mbit", "ul": args{"rate": "20mbit"}},
		typed: iproute.Class{Parent: 0x10000, Handle: 0x10001, Kind: iproute.HFSCClass{
			RealTime:   &iproute.ServiceCurve{M2: 10 * iproute.Mbit},
			LinkShare:  &iproute.ServiceCurve{M2: 10 * iproute.Mbit},
			UpperLimit: &iproute.ServiceCurve{M2: 20 * iproute.Mbit}}}},
	{line: "class add dev v0 parent 1:1 classid 1:10 hfsc rt m1 5mbit d 10ms m2 1mbit ls m2 2mbit",
		command: "add-class",
		spec: args{"kind": "hfsc", "parent": "1:1", "handle": "1:10", "rsc": args{"m1": "5mbit", "d": "10ms",
			"m2": "1mbit"},
			"fsc": args{"m2": "2mbit"}}},
	{line: "class add dev v0 parent 1:1 classid 1:11 hfsc sc umax 1500 dmax 30ms rate 1mbit", command: "add-class",
		spec: args{"kind": "hfsc", "parent": "1:1", "handle": "1:11", "sc": args{"umax": 1500, "dmax": "30ms",
			"rate": "1mbit"}}},
	{line: "class add dev v0 parent 1: classid 1:1 drr quantum 1500", command: "add-class",
		spec: args{"kind": "drr", "parent": "1:", "handle": "1:1", "quantum": 1500}},
	{line: "class add dev v0 parent 1: classid 1:1 qfq weight 10 maxpkt 1500", command: "add-class",
		spec: args{"kind": "qfq", "parent": "1:", "handle": "1:1", "weight": 10, "maxpkt": 1500}},
	{line: "class change dev v0 classid 1:4 ets quantum 5000", command: "change-class",
		spec: args{"kind": "ets", "handle": "1:4", "quantum": 5000}},
}
