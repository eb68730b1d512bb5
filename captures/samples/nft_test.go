package samples_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// nftListed is the ruleset with all that nft can say, as it is listed.
const nftListed = "nft-everything-list.strace.gz"

// nftOpaque are the attributes that are octets in the kernel too: what goes into registers, structs of extensions of
// iptables, and headers of packets; and what versions of nft mean other things by.
var nftOpaque = []string{"NFTA_DATA_VALUE", "NFTA_MATCH_INFO", "NFTA_TARGET_INFO", "NFTA_TRACE_LL_HEADER",
	"NFTA_TRACE_NETWORK_HEADER", "NFTA_TRACE_TRANSPORT_HEADER", "NFTNL_UDATA_SET_TYPEOF_DATA"}

// notCaptured are the expressions that are in no sample, and why.
var notCaptured = map[string]string{
	"last":   "nft 1.0.6 does not know it: TestBeyondNft of codec/nfnl/nftables",
	"inner":  "Linux 6.1 does not know it: TestBeyondNft of codec/nfnl/nftables",
	"tunnel": "nft 1.0.6 does not know it: TestTunnels of codec/nfnl/nftables",
}

// TestNftExpressions finds each expression of the tables in the samples, and nothing in them that is opaque.
func TestNftExpressions(t *testing.T) {
	seen := map[string]bool{}
	var look func(m message, at codec.Attr)
	look = func(m message, at codec.Attr) {
		for a := range at.Children() {
			if a.Opaque() && len(a.Payload()) > 0 && !slices.Contains(nftOpaque, a.Name()) {
				t.Errorf("%s: %s is opaque", m.Record.Pos, a.Path())
			}
			if a.Name() == "NFTA_EXPR_NAME" {
				seen[a.Text()] = true
			}
			look(m, a)
		}
	}
	for _, file := range []string{"nft-everything.strace.gz", nftListed, "nft-trace.strace.gz",
		"iptables-nft.strace.gz"} {
		for _, m := range load(t, file).Messages {
			if !m.IsControl() {
				look(m, m.Root())
			}
		}
	}
	codec.Visit(tables.Registry(), codec.Visitor{Selector: func(by *codec.Selector, _ *codec.Place) {
		if by.Name() != "NFTA_EXPR_NAME" {
			return
		}
		for _, c := range by.Cases() {
			if _, known := notCaptured[c.Name]; seen[c.Name] == known {
				t.Errorf("%s: captured: %v, listed as not captured: %v", c.Name, seen[c.Name], known)
			}
		}
	}})
}

// nftRules is how nft prints each kind of object.
var nftRules = map[string]map[string]rule{
	"table": {"family": nftFamily, "name": at("NFTA_TABLE_NAME"), "handle": at("NFTA_TABLE_HANDLE"),
		"flags": nftFlags("NFT_TABLE_F_", "NFTA_TABLE_FLAGS")},
	"chain": {"family": nftFamily, "table": at("NFTA_CHAIN_TABLE"), "name": at("NFTA_CHAIN_NAME"),
		"handle": at("NFTA_CHAIN_HANDLE"), "type": at("NFTA_CHAIN_TYPE"),
		"hook": nftHook("NFTA_CHAIN_HOOK/NFTA_HOOK_HOOKNUM"),
		"prio": at("NFTA_CHAIN_HOOK/NFTA_HOOK_PRIORITY"), "policy": low("NF_", "NFTA_CHAIN_POLICY")},
	"set": nftSetRules, "map": nftSetRules,
	"flowtable": {"family": nftFamily, "table": at("NFTA_FLOWTABLE_TABLE"), "name": at("NFTA_FLOWTABLE_NAME"),
		"handle": at("NFTA_FLOWTABLE_HANDLE"), "hook": nftHook("NFTA_FLOWTABLE_HOOK/NFTA_FLOWTABLE_HOOK_NUM"),
		"prio": at("NFTA_FLOWTABLE_HOOK/NFTA_FLOWTABLE_HOOK_PRIORITY"), "dev": nftDevices},
	"rule": {"family": nftFamily, "table": at("NFTA_RULE_TABLE"), "chain": at("NFTA_RULE_CHAIN"),
		"handle": at("NFTA_RULE_HANDLE"), "comment": at("NFTA_RULE_USERDATA/NFTNL_UDATA_RULE_COMMENT"),
		"expr": skip("compared by nftSaid and nftDone")},
	"counter": nftObject(map[string]rule{"packets": data("COUNTER_PACKETS"), "bytes": data("COUNTER_BYTES")}),
	"quota": nftObject(map[string]rule{"bytes": data("QUOTA_BYTES"), "used": data("QUOTA_CONSUMED"),
		"inv": has("NFT_QUOTA_F_INV", "NFTA_OBJ_DATA/NFTA_QUOTA_FLAGS")}),
	"limit": nftObject(map[string]rule{"rate": nftRate("NFTA_OBJ_DATA/NFTA_LIMIT_RATE"),
		"per": words("NFTA_OBJ_DATA/NFTA_LIMIT_UNIT", nftTimes), "burst": nftRate("NFTA_OBJ_DATA/NFTA_LIMIT_BURST"),
		"inv":       has("NFT_LIMIT_F_INV", "NFTA_OBJ_DATA/NFTA_LIMIT_FLAGS"),
		"rate_unit": skip("in the rate"), "burst_unit": skip("in the burst")}),
	"ct helper": nftObject(map[string]rule{"type": data("CT_HELPER_NAME"), "l3proto": nftL3("CT_HELPER_L3PROTO"),
		"protocol": low("IPPROTO_", "NFTA_OBJ_DATA/NFTA_CT_HELPER_L4PROTO")}),
	"ct timeout": nftObject(map[string]rule{"l3proto": nftL3("CT_TIMEOUT_L3PROTO"),
		"protocol": low("IPPROTO_", "NFTA_OBJ_DATA/NFTA_CT_TIMEOUT_L4PROTO"), "policy": within(map[string]rule{
			"established": timeout("TCP_ESTABLISHED"), "close_wait": timeout("TCP_CLOSE_WAIT"),
			"close": timeout("TCP_CLOSE"), "unreplied": timeout("UDP_UNREPLIED"), "replied": timeout("UDP_REPLIED")})}),
	"ct expectation": nftObject(map[string]rule{"l3proto": nftL3("CT_EXPECT_L3PROTO"),
		"protocol": low("IPPROTO_", "NFTA_OBJ_DATA/NFTA_CT_EXPECT_L4PROTO"), "dport": data("CT_EXPECT_DPORT"),
		"timeout": data("CT_EXPECT_TIMEOUT"), "size": data("CT_EXPECT_SIZE")}),
	"synproxy": nftObject(map[string]rule{"mss": data("SYNPROXY_MSS"), "wscale": data("SYNPROXY_WSCALE"),
		"flags": nftSynproxyFlags}),
}

var nftSetRules = map[string]rule{"family": nftFamily, "table": at("NFTA_SET_TABLE"), "name": at("NFTA_SET_NAME"),
	"handle": at("NFTA_SET_HANDLE"), "type": nftType("NFTA_SET_KEY_TYPE", false), "map": nftMapType,
	"flags": nftFlags("NFT_SET_", "NFTA_SET_FLAGS"), "policy": low("NFT_SET_POL_", "NFTA_SET_POLICY"),
	"timeout": nftSeconds("NFTA_SET_TIMEOUT"), "gc-interval": nftSeconds("NFTA_SET_GC_INTERVAL"),
	"size":    at("NFTA_SET_DESC/NFTA_SET_DESC_SIZE"),
	"comment": at("NFTA_SET_USERDATA/NFTNL_UDATA_SET_COMMENT"), "elem": skip("compared by TestNftElements"),
	"stmt": func(v view) any {
		if v.at("NFTA_SET_EXPRESSIONS") == nil && v.at("NFTA_SET_EXPR") == nil {
			return "no expressions"
		}
		return aside{"the numbers are those of the elements"}
	}}

func nftObject(rules map[string]rule) map[string]rule {
	rules["family"], rules["table"], rules["name"] = nftFamily, at("NFTA_OBJ_TABLE"), at("NFTA_OBJ_NAME")
	rules["handle"], rules["comment"] = at("NFTA_OBJ_HANDLE"), at("NFTA_OBJ_USERDATA/NFTNL_UDATA_OBJ_COMMENT")
	return rules
}

func data(name string) rule    { return at("NFTA_OBJ_DATA/NFTA_" + name) }
func timeout(name string) rule { return at("NFTA_OBJ_DATA/NFTA_CT_TIMEOUT_DATA/CTA_TIMEOUT_" + name) }

// nftTimes are what limits count by, in seconds.
var nftTimes = map[string]any{"1": "second", "60": "minute", "3600": "hour", "86400": "day"}

func nftFamily(v view) any {
	return words("nfgenmsg/nfgen_family", map[string]any{"NFPROTO_INET": "inet", "NFPROTO_IPV4": "ip",
		"NFPROTO_IPV6": "ip6", "NFPROTO_ARP": "arp", "NFPROTO_BRIDGE": "bridge", "NFPROTO_NETDEV": "netdev"})(v)
}

func nftL3(name string) rule {
	return words("NFTA_OBJ_DATA/NFTA_"+name, map[string]any{"NFPROTO_IPV4": "ip", "NFPROTO_IPV6": "ip6"})
}

func nftHook(where string) rule {
	return func(v view) any {
		name := fmt.Sprint(v.at(where))
		for _, prefix := range []string{"NF_INET_", "NF_NETDEV_", "NF_ARP_", "NF_BR_", "LOCAL_"} {
			name = strings.TrimPrefix(name, prefix)
		}
		if name == "IN" || name == "OUT" {
			name += "PUT"
		}
		return strings.ToLower(strings.ReplaceAll(name, "_", ""))
	}
}

// nftRate is a number that nft divides by 1024 or its square.
func nftRate(where string) rule {
	return func(v view) any {
		n, _ := strconv.Atoi(fmt.Sprint(v.at(where)))
		for n >= 1024 && n%1024 == 0 {
			n /= 1024
		}
		return json.Number(strconv.Itoa(n))
	}
}

func nftSeconds(where string) rule {
	return func(v view) any {
		n, _ := strconv.Atoi(fmt.Sprint(v.at(where)))
		return json.Number(strconv.Itoa(n / 1000))
	}
}

// nftFlags is a word, or the list of words, of the flags that nft has words for.
func nftFlags(prefix, where string) rule {
	return func(v view) any {
		flags, _ := v.at(where).([]any)
		var said []any
		for _, f := range flags {
			switch word := strings.ToLower(strings.TrimPrefix(fmt.Sprint(f), prefix)); word {
			case "constant", "interval", "timeout":
				said = append(said, word)
			case "dormant":
				return word
			}
		}
		return said
	}
}

func nftSynproxyFlags(v view) any {
	var said []any
	for flag, word := range map[string]string{"TIMESTAMP": "timestamp", "SACK_PERM": "sack-perm"} {
		if has("NF_SYNPROXY_OPT_"+flag, "NFTA_OBJ_DATA/NFTA_SYNPROXY_FLAGS")(v) == true {
			said = append(said, word)
		}
	}
	slices.SortFunc(said, func(a, b any) int { return strings.Compare(b.(string), a.(string)) })
	return said
}

func nftDevices(v view) any {
	var names []any
	for _, d := range v.children("NFTA_FLOWTABLE_HOOK/NFTA_FLOWTABLE_HOOK_DEVS") {
		names = append(names, d.get("value"))
	}
	slices.SortFunc(names, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
	return names
}

// nftTypeWords are types as nft calls them, by the number of enum datatypes of nft, or the name in the tables.
var nftTypeWords = map[string]string{"4": "integer", "7": "ipv4_addr", "12": "inet_proto", "13": "inet_service",
	"TYPE_INTEGER": "integer", "TYPE_STRING": "string", "TYPE_IPADDR": "ipv4_addr", "TYPE_IP6ADDR": "ipv6_addr",
	"TYPE_ETHERADDR": "ether_addr", "TYPE_INET_SERVICE": "inet_service", "TYPE_MARK": "mark",
	"TYPE_IFINDEX": "iface_index", "TYPE_IFNAME": "ifname", "NFT_DATA_VERDICT": "verdict"}

// nftType is a type, or the types of the fields.
func nftType(where string, joined bool) rule {
	return func(v view) any {
		name := fmt.Sprint(v.at(where))
		n, err := strconv.Atoi(name)
		if err != nil {
			return nftTypeWords[name]
		}
		var fields []any
		for ; n > 0; n >>= 6 {
			fields = slices.Insert(fields, 0, any(nftTypeWords[strconv.Itoa(n&63)]))
		}
		if joined {
			return strings.ReplaceAll(strings.Trim(fmt.Sprint(fields), "[]"), " ", " . ")
		}
		return fields
	}
}

func nftMapType(v view) any {
	if v.at("NFTA_SET_OBJ_TYPE") != nil {
		return low("NFT_OBJECT_", "NFTA_SET_OBJ_TYPE")(v)
	}
	return nftType("NFTA_SET_DATA_TYPE", true)(v)
}

// nftMessages are the messages of the dumps, by what tells one object from another.
func nftMessages(t *testing.T) map[string]view {
	t.Helper()
	all := map[string]view{}
	for _, m := range load(t, nftListed).Messages {
		if m.Header().Flags&codec.FlagMulti == 0 || m.IsControl() {
			continue
		}
		v := newView(t, m, nil)
		kind := strings.TrimPrefix(m.Name(), "NFT_MSG_NEW")
		key := fmt.Sprintln(kind, nftFamily(v), v.at("NFTA_"+kind+"_TABLE"), v.at("NFTA_"+kind+"_HANDLE"))
		all[key] = v
	}
	return all
}

// nftOracle is what nft prints of the ruleset.
func nftOracle(t *testing.T) (all []pair) {
	t.Helper()
	text, err := samples.FS().ReadFile("oracle/nft-everything.nft.json")
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	v, err := readJSON(dec)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range v.(object).get("nftables").([]any) {
		if p := o.(object)[0]; p.name != "metainfo" {
			all = append(all, p)
		}
	}
	return all
}

// nftKinds are the messages that tell of what nft prints, if it is no stateful object.
var nftKinds = map[string]string{"table": "TABLE", "chain": "CHAIN", "set": "SET", "map": "SET",
	"flowtable": "FLOWTABLE", "rule": "RULE"}

// TestNftRuleset compares dumps of a ruleset with what nft prints of it.
func TestNftRuleset(t *testing.T) {
	ours := nftMessages(t)
	cmp := &comparison{t: t, file: nftListed}
	for _, p := range nftOracle(t) {
		o, kind := p.value.(object), nftKinds[p.name]
		if kind == "" {
			kind = "OBJ"
		}
		key := fmt.Sprintln(kind, o.get("family"), o.get("table"), o.get("handle"))
		v, ok := ours[key]
		if !ok {
			t.Errorf("no message about %s", key)
			continue
		}
		cmp.object(p.name+" "+fmt.Sprint(o.get("handle")), o, v, nftRules[p.name])
		if kind == "RULE" {
			said, done := nftSaid(o.get("expr").([]any)), nftDone(v)
			cmp.compared += len(done)
			if !slices.Equal(said, done) {
				t.Errorf("rule %v is %q, ours %q", o.get("handle"), said, done)
			}
		}
	}
	const most = 1500
	if cmp.compared < most {
		t.Errorf("%d facts compared, want %d and more", cmp.compared, most)
	}
}

// nftSaid returns the statements of a rule that are an expression of their own, with their numbers, as nft prints them.
func nftSaid(statements []any) (said []string) {
	for _, x := range statements {
		statement, ok := x.(object)
		if !ok {
			continue // chains without a name: nft says one letter of their text
		}
		name := statement[0].name
		o, _ := statement[0].value.(object)
		get := func(name string) string { return strings.TrimPrefix(fmt.Sprint(o.get(name)), "@") }
		switch {
		case name == "jump" || name == "goto":
			name += " " + get("target")
		case name == "counter" && o.get("packets") != nil:
			name += " " + get("packets") + " " + get("bytes")
		case name == "limit" && o.get("rate") != nil:
			name += " " + get("rate") + "/" + get("per")
		case name == "ct count":
			name += " " + get("val")
		case name == "log":
			name += " " + get("prefix")
		case name == "set":
			name += " " + get("op") + " " + get("set")
		case name == "flow":
			name += " " + get("flowtable")
		case !slices.Contains([]string{"accept", "drop", "continue", "return", "notrack", "reject", "masquerade",
			"redirect", "dnat", "snat", "queue", "tproxy", "fwd", "dup"}, name):
			continue // what it matches, or several expressions
		}
		said = append(said, name)
	}
	return said
}

// nftDone returns the same of the expressions of a rule.
func nftDone(v view) (done []string) {
	for _, e := range v.children("NFTA_RULE_EXPRESSIONS") {
		get := func(attr string) string { return fmt.Sprint(e.at("NFTA_EXPR_DATA/NFTA_" + attr)) }
		switch name := fmt.Sprint(e.at("NFTA_EXPR_NAME")); name {
		case "immediate":
			verdict := get("IMMEDIATE_DATA/NFTA_DATA_VERDICT/NFTA_VERDICT_CODE")
			chain := get("IMMEDIATE_DATA/NFTA_DATA_VERDICT/NFTA_VERDICT_CHAIN")
			if verdict == "<nil>" || strings.HasPrefix(chain, "__chain") {
				continue // no verdict, or a chain without a name, which nft cannot print as JSON
			}
			word := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(verdict, "NFT_"), "NF_"))
			done = append(done, strings.TrimSuffix(word+" "+chain, " <nil>"))
		case "counter":
			done = append(done, name+" "+get("COUNTER_PACKETS")+" "+get("COUNTER_BYTES"))
		case "limit":
			done = append(done, fmt.Sprintf("%s %v/%v", name, nftRate("NFTA_EXPR_DATA/NFTA_LIMIT_RATE")(e),
				nftTimes[get("LIMIT_UNIT")]))
		case "connlimit":
			done = append(done, "ct count "+get("CONNLIMIT_COUNT"))
		case "log":
			done = append(done, name+" "+get("LOG_PREFIX"))
		case "dynset":
			op := strings.ToLower(strings.TrimPrefix(get("DYNSET_OP"), "NFT_DYNSET_OP_"))
			done = append(done, "set "+op+" "+get("DYNSET_SET_NAME"))
		case "flow_offload":
			done = append(done, "flow "+get("FLOW_TABLE_NAME"))
		case "nat":
			done = append(done, strings.ToLower(strings.TrimPrefix(get("NAT_TYPE"), "NFT_NAT_")))
		case "masq":
			done = append(done, "masquerade")
		case "redir":
			done = append(done, "redirect")
		case "notrack", "reject", "queue", "tproxy", "fwd", "dup":
			done = append(done, name)
		}
	}
	return done
}

// TestNftElements compares the keys of sets and maps without intervals with what nft prints of them.
func TestNftElements(t *testing.T) {
	ours := map[string][]string{}
	for _, m := range load(t, nftListed).Messages {
		if m.Name() != "NFT_MSG_NEWSETELEM" {
			continue
		}
		name, _ := m.Attr("NFTA_SET_ELEM_LIST_SET")
		elements, _ := m.Attr("NFTA_SET_ELEM_LIST_ELEMENTS")
		for e := range elements.Children() {
			key, _ := e.Attr("NFTA_SET_ELEM_KEY/NFTA_DATA_VALUE")
			ours[name.Text()] = append(ours[name.Text()], fmt.Sprintf("%x", key.Payload()))
		}
	}
	compared := 0
	for _, p := range nftOracle(t) {
		o := p.value.(object)
		elements, _ := o.get("elem").([]any)
		if flags, _ := o.get("flags").([]any); len(elements) == 0 || slices.Contains(flags, any("interval")) {
			continue
		}
		var theirs []string
		for _, e := range elements {
			theirs = append(theirs, fmt.Sprintf("%x", nftKey(e, o.get("type"))))
		}
		name := fmt.Sprint(o.get("name"))
		slices.Sort(theirs)
		slices.Sort(ours[name])
		if !slices.Equal(theirs, ours[name]) {
			t.Errorf("set %s has the keys %s, ours %s", name, theirs, ours[name])
		}
		compared += len(theirs)
	}
	if compared < 20 {
		t.Errorf("%d elements compared", compared)
	}
}

// nftKey returns the octets of a key that nft prints, of fields of some types.
func nftKey(printed, types any) (key []byte) {
	switch x := printed.(type) {
	case []any: // of a map, before the data
		return nftKey(x[0], types)
	case object:
		if p := x[0]; p.name == "elem" {
			return nftKey(p.value.(object).get("val"), types)
		}
		for i, field := range x[0].value.([]any) { // "concat"
			key = append(key, nftKey(field, types.([]any)[i])...)
			key = append(key, make([]byte, -len(key)&3)...)
		}
		return key
	}
	text := fmt.Sprint(printed)
	switch types {
	case "ipv4_addr":
		return netip.MustParseAddr(text).AsSlice()
	case "ether_addr":
		mac, _ := net.ParseMAC(text)
		return mac
	case "ifname":
		return append([]byte(text), make([]byte, 16-len(text))...)
	}
	n, _ := strconv.ParseUint(text, 10, 32)
	switch {
	case types == "inet_service":
		return binary.BigEndian.AppendUint16(nil, uint16(n))
	case text == "tcp":
		return []byte{6}
	}
	return binary.LittleEndian.AppendUint32(nil, uint32(n)) // of the guest
}
