package brief_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// expr is an expression in a list.
func expr(name string, data ...codec.A) codec.A {
	return codec.A{Name: "NFTA_LIST_ELEM", Value: attrs{{Name: "name", Value: name}, {Name: "data", Value: data}}}
}

func value(octets ...byte) attrs { return attrs{{Name: "value", Value: octets}} }

func verdict(code string, chain ...string) attrs {
	inner := attrs{{Name: "code", Value: code}}
	for _, c := range chain {
		inner = append(inner, codec.A{Name: "chain", Value: c})
	}
	return attrs{{Name: "verdict", Value: inner}}
}

// TestSentencesOfNft says objects of nf_tables as nft would, and expressions as nft --debug=netlink does.
func TestSentencesOfNft(t *testing.T) {
	rule := func(exprs ...codec.A) attrs {
		return attrs{{Name: "table", Value: "t"}, {Name: "chain", Value: "c"}, {Name: "handle", Value: 7},
			{Name: "expressions", Value: exprs}}
	}
	in := func(more ...codec.A) attrs { return append(attrs{{Name: "table", Value: "t"}}, more...) }
	comment := codec.A{Name: "userdata", Value: attrs{{Name: "comment", Value: `a "b"`}}}
	for _, c := range []struct {
		typ    string
		flags  uint16
		family string
		attrs  attrs
		want   string
	}{
		{"NEWTABLE", 0, "inet", attrs{{Name: "name", Value: "t"}, {Name: "flags", Value: "dormant"},
			{Name: "handle", Value: 3}, {Name: "use", Value: 9}, comment},
			`newtable inet t handle 3 flags dormant comment "a \"b\""`},
		{"GETTABLE", dump, "unspec", nil, "gettable dump"},
		{"DELTABLE", codec.FlagRequest, "ipv6", attrs{{Name: "name", Value: "t"}}, "deltable ip6 t"},
		{"NEWCHAIN", 0, "ipv4", in(codec.A{Name: "name", Value: "c"}, codec.A{Name: "handle", Value: 1},
			codec.A{Name: "type", Value: "filter"}, codec.A{Name: "policy", Value: "drop"},
			codec.A{Name: "flags", Value: "base"},
			codec.A{Name: "hook", Value: attrs{{Name: "hooknum", Value: "local_in"}, {Name: "priority", Value: -300}}}),
			"newchain ip t c handle 1 type filter hook input priority -300 policy drop"},
		{"NEWCHAIN", 0, "netdev", in(codec.A{Name: "name", Value: "c"}, codec.A{Name: "hook", Value: attrs{
			{Name: "hooknum", Value: "ingress"}, {Name: "priority", Value: 0}, {Name: "devs", Value: attrs{
				{Name: "name", Value: "d0"}, {Name: "prefix", Value: "eth"}}}}}),
			"newchain netdev t c hook ingress devices { d0, eth* } priority 0"},
		{"NEWRULE", 0, "inet", rule(
			expr("meta", codec.A{Name: "key", Value: "iifname"}, codec.A{Name: "dreg", Value: "reg_1"}),
			expr("cmp", codec.A{Name: "sreg", Value: "reg_1"}, codec.A{Name: "op", Value: "eq"},
				codec.A{Name: "data", Value: value(0x6c, 0x6f)}),
			expr("payload", codec.A{Name: "dreg", Value: "reg32_02"}, codec.A{Name: "base", Value: "network_header"},
				codec.A{Name: "offset", Value: 12}, codec.A{Name: "len", Value: 4}),
			expr("lookup", codec.A{Name: "set", Value: "s"}, codec.A{Name: "sreg", Value: 10}),
			expr("counter", codec.A{Name: "bytes", Value: 500}, codec.A{Name: "packets", Value: 5}),
			expr("immediate", codec.A{Name: "dreg", Value: 0}, codec.A{Name: "data", Value: verdict("NFT_JUMP", "d")})),
			"newrule inet t c handle 7 [ meta load iifname => reg 1 ] [ cmp eq reg 1 0x6c6f ] " +
				"[ payload load 4b @ network_header + 12 => reg 10 ] [ lookup reg 10 set s ] " +
				"[ counter packets 5 bytes 500 ] [ immediate reg 0 jump d ]"},
		{"NEWRULE", 0, "inet", rule(
			expr("meta", codec.A{Name: "key", Value: "mark"}, codec.A{Name: "sreg", Value: "reg_1"}),
			expr("payload", codec.A{Name: "sreg", Value: "reg_1"}, codec.A{Name: "base", Value: "transport_header"},
				codec.A{Name: "offset", Value: 2}, codec.A{Name: "len", Value: 2},
				codec.A{Name: "csum_type", Value: "inet"}),
			expr("limit", codec.A{Name: "rate", Value: 10}, codec.A{Name: "unit", Value: 60},
				codec.A{Name: "burst", Value: 5}, codec.A{Name: "type", Value: "pkt_bytes"}),
			expr("dynset", codec.A{Name: "op", Value: "update"}, codec.A{Name: "sreg_key", Value: 1},
				codec.A{Name: "set_name", Value: "s"}, codec.A{Name: "expressions", Value: attrs{expr("last")}}),
			expr("notrack"), expr("new", codec.A{Name: "1", Value: []byte{5}}), expr("ct"), expr("limit")),
			"newrule inet t c handle 7 [ meta set mark with reg 1 ] " +
				"[ payload write reg 1 => 2b @ transport_header + 2 csum_type inet ] " +
				"[ limit rate 10 bytes/minute burst 5 ] [ dynset update reg 1 set s [ last ] ] [ notrack ] " +
				"[ new 1 0x05 ] " +
				"[ ct load ? => reg ? ] [ limit rate ? ]"},
		{"NEWSET", 0, "inet", in(codec.A{Name: "name", Value: "s"}, codec.A{Name: "key_type", Value: 7<<6 | 13},
			codec.A{Name: "key_len", Value: 8}, codec.A{Name: "data_type", Value: "NFT_DATA_VERDICT"},
			codec.A{Name: "flags", Value: "interval|map"}, codec.A{Name: "timeout", Value: 60000}),
			"newset inet t s type ipv4_addr . inet_service : verdict flags interval|map timeout 1m0s"},
		{"NEWSETELEM", 0, "inet", in(codec.A{Name: "set", Value: "s"}, codec.A{Name: "elements", Value: attrs{
			{Name: "1", Value: attrs{{Name: "key", Value: value(0, 22)}, {Name: "data", Value: verdict("accept")}}},
			{Name: "1", Value: attrs{{Name: "key", Value: value(0, 80)}, {Name: "key_end", Value: value(0, 90)},
				comment, {Name: "objref", Value: "o"}}}}}),
			`newsetelem inet t s { 0x0016 : accept, 0x0050 - 0x005a comment "a \"b\"" : o }`},
		{"NEWOBJ", 0, "inet", in(codec.A{Name: "name", Value: "o"}, codec.A{Name: "type", Value: "counter"},
			codec.A{Name: "data", Value: attrs{{Name: "packets", Value: 5}}}), "newobj inet t counter o packets 5"},
		{"NEWOBJ", 0, "inet", in(codec.A{Name: "name", Value: "o"}, codec.A{Name: "type", Value: "quota"},
			codec.A{Name: "data", Value: attrs{{Name: "bytes", Value: 5}}}), "newobj inet t quota o bytes 5"},
		{"NEWFLOWTABLE", 0, "inet", in(codec.A{Name: "name", Value: "f"}, codec.A{Name: "flags", Value: "counter"},
			codec.A{Name: "hook", Value: attrs{{Name: "num", Value: "ingress"}, {Name: "priority", Value: 0}}}),
			"newflowtable inet t f flags counter hook ingress priority 0"},
		{"NEWGEN", 0, "unspec", attrs{{Name: "id", Value: 5}, {Name: "proc_pid", Value: 6},
			{Name: "proc_name", Value: "nft"}},
			"newgen 5 pid 6 by nft"},
		{"TRACE", 0, "ipv4", in(codec.A{Name: "chain", Value: "c"}, codec.A{Name: "type", Value: "rule"},
			codec.A{Name: "id", Value: "0a0b0c0d"}, codec.A{Name: "iif", Value: 3},
			codec.A{Name: "verdict", Value: verdict("accept")[0].Value}, codec.A{Name: "ll_header", Value: []byte{1}}),
			"trace id 0a0b0c0d ip t c rule iif eth0 verdict accept"},
	} {
		b, err := (&codec.Encoder{Registry: registry}).Append(nil, &codec.Request{Protocol: "NETLINK_NETFILTER",
			Type: "NFT_MSG_" + c.typ, Flags: c.flags, Fixed: fixed{"nfgen_family": c.family}, Attrs: c.attrs})
		if err != nil {
			t.Errorf("%s: %v", c.want, err)
			continue
		}
		if got := say(decode(b, codec.Context{Protocol: 12})); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}
