package samples_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// hexNumber is a number that JSON has as hexadecimal digits.
func hexNumber(where string) rule {
	return func(v view) any {
		n, err := strconv.ParseUint(fmt.Sprint(v.at(where)), 16, 64)
		if err != nil {
			return err.Error()
		}
		return json.Number(strconv.FormatUint(n, 10))
	}
}

// bareHex is hexadecimal digits without zeros before them, zeroX the same after 0x.
func bareHex(where string) rule { return func(v view) any { return trimZeros(v.at(where)) } }

func zeroX(where string) rule { return func(v view) any { return "0x" + trimZeros(v.at(where)) } }

func trimZeros(digits any) string {
	text := fmt.Sprint(digits)
	if trimmed := strings.TrimLeft(text, "0"); trimmed != "" {
		return trimmed
	}
	return text[:1]
}

// bytecode is a classic BPF program.
func bytecode(where string) rule {
	return func(v view) any {
		ops, _ := v.at(where).([]any)
		all := []any{}
		for _, op := range ops {
			all = append(all, sub{view{op.(object), nil}, map[string]rule{"code": bpfCode, "jt": at("jt"),
				"jf": at("jf"), "k": at("k")}})
		}
		return map[string]rule{"length": is(json.Number(strconv.Itoa(len(ops)))), "insns": is(all)}
	}
}

// bpfCodes is the numbers of parts of codes (linux/bpf_common.h).
var bpfCodes = map[string]int{"BPF_LD": 0, "BPF_JMP": 5, "BPF_RET": 6, "BPF_H": 8, "BPF_ABS": 0x20, "BPF_JEQ": 0x10,
	"BPF_K": 0}

func bpfCode(v view) any {
	code := 0
	for part := range strings.SplitSeq(fmt.Sprint(v.at("code")), "|") {
		n, ok := bpfCodes[part]
		if !ok {
			return "no code " + part
		}
		code += n
	}
	return json.Number(strconv.Itoa(code))
}

// csumFlags is "iph, tcp, udp".
func csumFlags(v view) any {
	flags, _ := v.at("TCA_ACT_OPTIONS/TCA_CSUM_PARMS/update_flags").([]any)
	var all []string
	for _, f := range flags {
		word := strings.ToLower(strings.TrimPrefix(f.(string), "TCA_CSUM_UPDATE_FLAG_"))
		if word == "ipv4hdr" {
			word = "iph"
		}
		all = append(all, word)
	}
	return strings.Join(all, ", ")
}

func ctAction(v view) any {
	var all []string
	for flag, word := range map[string]string{"CLEAR": "clear", "COMMIT": "commit"} {
		if has("TCA_CT_ACT_"+flag, "TCA_ACT_OPTIONS/TCA_CT_ACTION")(v) == true {
			all = append(all, word)
		}
	}
	if has("TCA_CT_ACT_FORCE", "TCA_ACT_OPTIONS/TCA_CT_ACTION")(v) == true {
		all = append(all, "force")
	}
	return strings.Join(all, " ")
}

// ctNAT is "src addr 192.0.2.10-192.0.2.20 port 1000-2000".
func ctNAT(v view) any {
	text := "dst"
	if has("TCA_CT_ACT_NAT_SRC", "TCA_ACT_OPTIONS/TCA_CT_ACTION")(v) == true {
		text = "src"
	}
	for _, r := range [][3]string{{"addr", "IPV4_MIN", "IPV4_MAX"}, {"addr", "IPV6_MIN", "IPV6_MAX"},
		{"port", "PORT_MIN", "PORT_MAX"}} {
		from, to := v.at("TCA_ACT_OPTIONS/TCA_CT_NAT_"+r[1]), v.at("TCA_ACT_OPTIONS/TCA_CT_NAT_"+r[2])
		if from == nil {
			continue
		}
		if text += fmt.Sprint(" ", r[0], " ", from); to != nil && to != from {
			text += fmt.Sprint("-", to)
		}
	}
	return text
}

func gactProb(v view) any {
	const prob = "TCA_ACT_OPTIONS/TCA_GACT_PROB/"
	if v.at(prob+"ptype") == nil {
		return map[string]rule{"random_type": is("none"), "val": is(json.Number("0")),
			"control_action": is(map[string]rule{"type": is("pass")})}
	}
	return map[string]rule{"random_type": low("PGACT_", prob+"ptype"), "val": at(prob + "pval"),
		"control_action": control(prob + "paction")}
}

func gateSchedule(v view) any {
	all := []any{}
	for i, entry := range v.children("TCA_ACT_OPTIONS/TCA_GATE_ENTRY_LIST") {
		state := "close"
		if entry.at("TCA_GATE_ENTRY_GATE") == true {
			state = "open"
		}
		all = append(all, sub{entry, map[string]rule{"number": is(json.Number(strconv.Itoa(i))),
			"gate_state": is(state), "interval": at("TCA_GATE_ENTRY_INTERVAL"), "ipv": at("TCA_GATE_ENTRY_IPV"),
			"max_octets": at("TCA_GATE_ENTRY_MAX_OCTETS")}})
	}
	return all
}

func ifeType(v view) any {
	switch v.at("TCA_ACT_OPTIONS/TCA_IFE_TYPE") {
	case "ETH_P_IFE":
		return "0xed3e"
	case json.Number("0"):
		return "0"
	}
	return v.at("TCA_ACT_OPTIONS/TCA_IFE_TYPE")
}

// ifeMeta is a value, or that there may be any.
func ifeMeta(name string) rule {
	return func(v view) any {
		if value := v.at("TCA_ACT_OPTIONS/TCA_IFE_METALST/IFE_META_" + name); value != true {
			return value
		}
		return "allow"
	}
}

// mirredWord is one of the words of TCA_EGRESS_REDIR and so on.
func mirredWord(i int) rule {
	return func(v view) any {
		parts := strings.Split(fmt.Sprint(v.at("TCA_ACT_OPTIONS/TCA_MIRRED_PARMS/eaction")), "_")
		if len(parts) != 3 {
			return parts
		}
		return strings.Replace(strings.ToLower(parts[1+i]), "redir", "redirect", 1)
	}
}

func peditKeys(v view) any {
	keys, _ := v.at("TCA_ACT_OPTIONS/TCA_PEDIT_PARMS_EX/keys").([]any)
	more := v.children("TCA_ACT_OPTIONS/TCA_PEDIT_KEYS_EX")
	all := []any{}
	for i, k := range keys {
		if i >= len(more) {
			return "keys without what TCA_PEDIT_KEYS_EX says of them"
		}
		htype := low("TCA_PEDIT_KEY_EX_HDR_TYPE_", "TCA_PEDIT_KEY_EX_HTYPE")(more[i])
		if htype == "ip4" {
			htype = "ipv4"
		}
		all = append(all, sub{view{k.(object), nil}, map[string]rule{"htype": is(htype), "offset": at("off"),
			"cmd": is(low("TCA_PEDIT_KEY_EX_CMD_", "TCA_PEDIT_KEY_EX_CMD")(more[i])), "val": bareHex("val"),
			"mask": bareHex("mask")}})
	}
	return all
}

func tunnelAddr(end string) rule {
	return func(v view) any {
		if a := v.at("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_IPV4_" + end); a != nil {
			return a
		}
		return v.at("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_IPV6_" + end)
	}
}

// tunnelOptions is the options of a kind of tunnel, a list.
func tunnelOptions(where, prefix, kind string) rule {
	return func(v view) any {
		all := []any{}
		single := strings.TrimSuffix(prefix, "S_") + "_" + kind + "_"
		for _, o := range v.children(where) {
			if o.get("attr") != prefix+kind {
				continue
			}
			all = append(all, sub{o, map[string]rule{"class": hexNumber(single + "CLASS"),
				"type": hexNumber(single + "TYPE"), "data": octetList(single + "DATA"), "gbp": at(single + "GBP"), "ver": at(single + "VER"),
				"index": orZero(single + "INDEX"), "dir": orZero(single + "DIR"), "hwid": orZero(single + "HWID")}})
		}
		return all
	}
}

// octetsAt is the octets of an attribute without structure.
func octetsAt(where string) rule {
	return func(v view) any {
		in, name := v, where
		if i := strings.LastIndexByte(where, '/'); i >= 0 {
			in, _ = v.at(where[:i]).(view)
			name = where[i+1:]
		}
		attrs, _ := in.get("attrs").([]any)
		for _, a := range attrs {
			if a := a.(object); a.get("attr") == name {
				return a.get("hex")
			}
		}
		return nil
	}
}

// octetList is octets as numbers.
func octetList(where string) rule {
	return func(v view) any {
		octets, err := hex.DecodeString(fmt.Sprint(octetsAt(where)(v)))
		if err != nil {
			return err.Error()
		}
		all := []any{}
		for _, b := range octets {
			all = append(all, json.Number(strconv.Itoa(int(b))))
		}
		return all
	}
}

// orZero is a number that the kernel may leave out.
func orZero(where string) rule {
	return func(v view) any {
		if n := v.at(where); n != nil {
			return n
		}
		return json.Number("0")
	}
}
