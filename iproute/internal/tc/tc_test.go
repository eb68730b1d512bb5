package tc

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestAmounts reads rates, sizes, times and percentages as tc writes them.
func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		read func(any) (any, error)
		v    any
		want string // or the error
	}{
		{as(Rate), "100mbit", "12500000"}, {as(Rate), "1GIBIT", "134217728"}, {as(Rate), "10kBps", "10000"},
		{as(Rate), "8000", "1000"}, {as(Rate), 1000, "1000"}, {as(Rate), "1.5mibps", "1572864"},
		{as(Rate), "9bit", "1"},
		{as(Rate), "1mbut", `"1mbut" is no rate: want one as 100mbit, 1gibit, 10kBps, or a number of bits a second`},
		{as(Rate), "-1kbit", `"-1kbit" is no rate: want one as 100mbit, 1gibit, 10kBps, or a number of bits a second`},
		{as(Rate), -1, "want a rate (100mbit, 10kBps, or octets a second as a number), got int -1"},
		{as(Size), "15k", "15360"}, {as(Size), "1mb", "1048576"}, {as(Size), "8kbit", "1024"}, {as(Size), "1600b",
			"1600"},
		{as(Size), "0x10", "16"}, {as(Size), 1540, "1540"}, {as(Size), "1.5g", "1610612736"},
		{as(Size), "15x", `"15x" is no size: want one as 15k, 1mb, 10kbit, or a number of octets`},
		{as(Size), 1.5, "want a size (15k, 1m, or octets as a number), got float64 1.5"},
		{as(duration), "10ms", "10ms"}, {as(duration), "1.5s", "1.5s"}, {as(duration), "100", "100µs"},
		{as(duration), 100, "100µs"}, {as(duration), time.Second, "1s"}, {as(duration), "2msecs", "2ms"},
		{as(duration), "10parsec", `"10parsec" is no time: want one as 10ms, 1.5s, 100us, or a number of microseconds`},
		{as(Percent), "2.5%", "2.5"}, {as(Percent), "7", "7"}, {as(Percent), 10, "10"}, {as(Percent), 0.1, "0.1"},
		{as(Percent), "101%", "101% is no percentage from 0 to 100"},
		{as(Percent), "half", `"half" is no percentage: want one as 2.5%`},
		{as(probability), "2%", "0.02"}, {as(probability), 0.5, "0.5"}, {as(probability), "0.25", "0.25"},
		{as(probability), 2, "want a probability from 0 to 1, got int 2"},
		{as(verdict), "drop", "2"}, {as(verdict), "goto chain 7", "536870919"}, {as(verdict), "TC_ACT_PIPE", "3"},
		{as(verdict), "jump 1", "268435457"}, {as(verdict), "continue", "-1"},
		{as(verdict), "dorp", `unknown verdict "dorp"; did you mean drop?`},
		{as(Protocol), "802.1Q", "33024"}, {as(Protocol), "ipv6", "34525"}, {as(Protocol), 0x800, "2048"},
	} {
		v, err := c.read(c.v)
		got := fmt.Sprint(v)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%v: got %s, want %s", c.v, got, c.want)
		}
	}
}

func as[T any](read func(any) (T, error)) func(any) (any, error) {
	return func(v any) (any, error) { return read(v) }
}

// TestKeys puts keys of u32 into words, as tc does.
func TestKeys(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"0x0006/0x00ff+8", "00060000/00ff0000+8"},
		{"0x10/0xff+33", "00100000/00ff0000+32"},
		{"0x0000/0xffc0+2 0x5/0xf+0", "05000000/0f00ffc0+0"},
		{"0xc0a80001/0xffffffff+12", "c0a80001/ffffffff+12"},
		{"0x0/0x0+13", "00000000/00000000+12"},
		{"0x0102/0xffff+3", "00000001/000000ff+0 02000000/ff000000+4"},
		{"0x0102/0xffff+-14", "00000102/0000ffff+-16"},
		{"0x50/0xffff+nexthdr+2", "00000050/0000ffff+0n"},
		{"80/65535+20", "00500000/ffff0000+20"},
		{"0x1/0xff", `"0x1/0xff" is no key: want a value, a mask and an offset, as in 0xc0a80001/0xffffffff+12`},
		{"0x100/0xff+0", "value 0x100 has bits that mask 0xff has not"},
		{"0x1/0xff+0 0x2/0xff+0", "it contradicts another one"},
	} {
		var sel selector
		var got []string
		for _, key := range strings.Fields(c.keys) {
			if err := sel.addKey(key); err != nil {
				got = []string{err.Error()}
				sel.keys = nil
			}
		}
		for _, k := range sel.keys {
			next := ""
			if k.next {
				next = "n"
			}
			got = append(got, fmt.Sprintf("%08x/%08x+%d%s", k.val, k.mask, k.off, next))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.keys, s, c.want)
		}
	}
}

// TestRefused refuses what cannot be, and says what is missing.
func TestRefused(t *testing.T) {
	type words = map[string]any
	for _, c := range []struct {
		of    Object
		kind  string
		words words
		want  string
	}{
		{Class, "htb", words{"ceil": "1mbit"}, "htb: rate is missing"},
		{Class, "htb", words{"rate": "fast"},
			`htb: rate: "fast" is no rate: want one as 100mbit, 1gibit, 10kBps, or a number ` +
				"of bits a second"},
		{Class, "htb", words{"rate": "1mbit", "cell": 8}, `htb: unknown word of htb "cell"; did you mean ceil?`},
		{Class, "hfsc", words{"sc": words{"m1": "1mbit"}}, "hfsc: sc: the rate (m2) is missing"},
		{Class, "hfsc", words{"rt": words{"umax": 1500, "rate": "1mbit"}}, "hfsc: rt: umax is said without dmax"},
		{Qdisc, "tbf", words{"rate": "1mbit", "burst": "10k"}, "tbf: want either limit or latency"},
		{Qdisc, "tbf", words{"rate": "1mbit", "burst": "10k", "latency": "1ms", "peakrate": "2mbit"},
			"tbf: mtu (minburst) is missing: a peakrate needs it"},
		{Qdisc, "netem", words{"reorder": 10}, "netem: delay, which reorder needs, is missing"},
		{Qdisc, "netem", words{"gap": 5}, "netem: reorder, which gap needs, is missing"},
		{Qdisc, "netem", words{"loss": 1, "loss_state": 1}, "netem: want one of loss, loss_state and loss_gemodel"},
		{Qdisc, "netem", words{"distribution": "normal"}, "netem: a distribution needs a delay and a jitter"},
		{Qdisc, "netem", words{"ecn": true}, "netem: ecn marks packets that would be lost: it needs a loss"},
		{Qdisc, "sfq", words{"divisor": 1000}, "sfq: divisor: want a power of 2"},
		{Qdisc, "sfq", words{"ecn": true}, "sfq: redflowlimit is missing: what is said of RED needs it"},
		{Qdisc, "red", words{"limit": 1000}, "red: avpkt is missing"},
		{Qdisc, "red", words{"limit": 1000, "avpkt": 1000, "min": 900, "max": 900}, "red: min is not smaller than max"},
		{Qdisc, "choke", words{"limit": 1000}, "choke: bandwidth is missing"},
		{Qdisc, "gred", words{"limit": 1000},
			"gred: the virtual queue (DP), or how many there are to be (DPs) is missing"},
		{Qdisc, "fq", words{"buckets": 1000}, "fq: buckets: 1000 is no power of 2"},
		{Qdisc, "mqprio", words{"num_tc": 3, "queues": "1@0"}, "mqprio: queues are of 1 traffic classes, num_tc is 3"},
		{Filter, "u32", words{"target": "1:1"},
			`u32: what is to match (keys, or match; match "u32 0 0" is all) is missing`},
		{Filter, "u32", words{"match": "ip srcc 1.2.3.4"},
			`u32: match "ip srcc 1.2.3.4": unknown field of ip "srcc"; did you mean src?`},
		{Filter, "u32", words{"match": "ip src 2001:db8::"},
			`u32: match "ip src 2001:db8::": 2001:db8:: is no address of ip`},
		{Filter, "u32", words{"match": "u32 0 0", "burst": "10k"}, "u32: rate, which burst needs, is missing"},
		{Filter, "flower", words{"dst_port": 80}, "flower: dst_port: ip_proto (tcp, udp, sctp) is missing"},
		{Filter, "flower", words{"dst_prt": 80}, `flower: unknown word of flower "dst_prt"; did you mean dst_port?`},
		{Filter, "matchall", words{"action": words{"kind": "mirrred"}},
			`matchall: action: action 1: unknown kind of action "mirrred"; did you mean mirred?`},
		{Filter, "matchall", words{"action": words{"kind": "mirred", "direction": "egress", "action": "mirror"}},
			"matchall: action: action 1: mirred: the link (dev) is missing"},
		{Filter, "matchall", words{"action": words{"kind": "police", "rate": "1mbit"}},
			"matchall: action: action 1: police: burst is missing"},
		{Filter, "basic", words{"match": words{"kind": "metta"}},
			`basic: match: match 1: unknown kind of match "metta"; did you mean meta?`},
	} {
		if err := With(c.of, c.kind, c.words).Finish(); fmt.Sprint(err) != c.want {
			t.Errorf("%s %v: got %v, want %s", c.kind, c.words, err, c.want)
		}
	}
}

// TestWordsRefused says what is wrong with expressions, programs and schedules.
func TestWordsRefused(t *testing.T) {
	for _, c := range []struct {
		of         Object
		kind, word string
		v          any
		want       string
	}{
		{Filter, "basic", "match", "", `match: want a match as meta(priority eq 6), got ""`},
		{Filter, "basic", "match", "meta", `match: want a match as meta(priority eq 6), got "meta"`},
		{Filter, "basic", "match", "meta(priority eq 6", `match: want ), got ""`},
		{Filter, "basic", "match", "meta(priority eq 6) meta(priority eq 7)", `match: want and, or, or the end, got "meta"`},
		{Filter, "basic", "match", "meta(priority eq 6) and", `match: want a match as meta(priority eq 6), got ""`},
		{Filter, "basic", "match", "(meta(priority eq 6) and ())", `match: want a match as meta(priority eq 6), got ")"`},
		{Filter, "basic", "match", "mta(priority eq 6)", `match: unknown kind of match "mta"; did you mean meta?`},
		{Filter, "basic", "match", "meta(priority is 6)", `match: match 1: meta: opnd: unknown value "is"; did you mean <?`},
		{Filter, "basic", "match", "meta(priority eq 6) & meta(priority eq 7)", `match: want and, or, or the end, got "&"`},
		{Filter, "basic", "match", "cmp(u17 at 3 gt 20)", `match: match 1: cmp: align: unknown value "u17"; ` +
			"did you mean u16?"},
		{Filter, "basic", "match", "meta(priority eq", "match: meta: it ends too early"},
		{Filter, "basic", "match", "cmp(u16 3 gt 20)", `match: cmp: want at, got "3 gt 20 )"`},
		{Filter, "basic", "match", "u32(u16 0x11 0xff at 3)", "match: u32: the offset is not a multiple of the size"},
		{Filter, "basic", "match", "u32(u16 z 0xff at 2)", `match: u32: "z" is no number`},
		{Filter, "basic", "match", `nbyte("" at 2)`, "match: match 1: nbyte: needle (a text) is missing"},
		{Filter, "basic", "match", "canid(sff 0x800)", "match: match 1: canid: ids: want a format and an identifier, " +
			"as in sff 0x123 or eff 0x124:0xff, got sff 0x800"},
		{Filter, "basic", "match", []any{map[string]any{"kind": "cmp", "relation": "and"}},
			"match: match 1: the last match has no relation"},
		{Filter, "basic", "match", []any{map[string]any{"kind": "cmp"}, map[string]any{"kind": "cmp"}},
			"match: match 1: relation (and, or) is missing"},
		{Filter, "basic", "match", []any{map[string]any{"kind": "cmp", "algn": "u8"}},
			`match: match 1: unknown word of cmp "algn"; did you mean align?`},
		{Filter, "bpf", "bytecode", "2,6 0 0 12", `bytecode: the number of instructions is said to be "2", and there are 1`},
		{Filter, "bpf", "bytecode", "1,6 0 0", `bytecode: instruction 1: want four numbers, code, jt, jf and k, got "6 0 0"`},
		{Filter, "bpf", "bytecode", "1,6 0 256 0", `bytecode: instruction 1: jf: "256" is no number of 8 bits`},
		{Filter, "bpf", "bytecode", 7, `bytecode: want a program as text, "1,6 0 0 4294967295", got 7`},
		{Class, "htb", "rate", "5%", "htb: a part of a link's speed is no rate of an action: say one as 100mbit"},
		{Action, "gate", "sched_entry", "open", `gate: sched_entry: want an entry of a schedule: "open 200000000", or gate ` +
			"and interval"},
		{Action, "gate", "sched_entry", "ajar 7", `gate: sched_entry: gate: unknown value "ajar"`},
	} {
		o := For(c.of, c.kind)
		_, err := o.Say(c.word, c.v)
		if err == nil {
			err = o.Finish()
		}
		if fmt.Sprint(err) != c.want {
			t.Errorf("%s %s %v: got %v, want %s", c.kind, c.word, c.v, err, c.want)
		}
	}
}

// TestParts says rates as parts of the speed of a link, 1 Gbit/s, in every place where tc takes these, and more.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		of    Object
		kind  string
		words map[string]any
		want  string // in what is made of it
	}{
		{Class, "htb", map[string]any{"rate": "10%", "ceil": "100%"}, "rate:12500000"},
		{Qdisc, "tbf", map[string]any{"rate": "1%", "peakrate": "2.5%", "burst": 1600, "mtu": 1600, "limit": 9000},
			"rate:3125000"},
		{Class, "hfsc", map[string]any{"sc": map[string]any{"m1": "20%", "d": "10ms", "m2": "5%"}}, "m1:25000000 m2:6250000"},
		{Class, "hfsc", map[string]any{"ul": "50%"}, "m2:62500000"},
		{Qdisc, "fq", map[string]any{"maxrate": "8%", "limit": 7}, "TCA_FQ_FLOW_MAX_RATE 10000000"},
		{Qdisc, "cake", map[string]any{"bandwidth": "8%"}, "TCA_CAKE_BASE_RATE64 10000000"},
		{Qdisc, "netem", map[string]any{"rate": "8%", "loss": "3%"}, "rate:10000000"},
	} {
		o := For(c.of, c.kind)
		o.Speed = func() (uint64, error) { return 1e9, nil }
		if err := o.SayAll(c.words); err != nil {
			t.Errorf("%s: %v", c.kind, err)
		}
		if err := o.Finish(); err != nil {
			t.Errorf("%s: %v", c.kind, err)
		}
		if got := fmt.Sprint(o.Value()); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s, want %s", c.kind, got, c.want)
		}
	}
}
