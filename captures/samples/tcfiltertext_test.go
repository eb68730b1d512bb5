package samples_test

import (
	"fmt"
	"strings"
)

// filterTexts is what tc prints of TCA_OPTIONS of kinds of which it makes no JSON, up to what becomes of packets.
var filterTexts = map[string]func(v view) string{"fw": fwText, "route": routeText, "flow": flowText, "basic": basicText}

func fwText(v view) string {
	text := fmt.Sprintf("handle 0x%s", number("%x", "tcmsg/tcm_handle")(v))
	if mask := v.at("TCA_OPTIONS/TCA_FW_MASK"); mask != nil && mask != "ffffffff" {
		text += fmt.Sprint("/", zeroX("TCA_OPTIONS/TCA_FW_MASK")(v))
	}
	text += fmt.Sprint(" classid ", v.at("TCA_OPTIONS/TCA_FW_CLASSID"))
	const tbf = "TCA_OPTIONS/TCA_FW_POLICE/TCA_POLICE_TBF/"
	if v.at(tbf+"index") != nil {
		rate, ticks := v.value(tbf+"rate/rate"), v.value(tbf+"burst")
		text += fmt.Sprintf(" police 0x%v rate %vMbit burst %vKb mtu %vKb action drop overhead %vb linklayer ethernet "+
			"ref %v bind %v", v.at(tbf+"index"), rate*8/1e6, int(rate*ticks*64/1e9/1024+.5), v.value(tbf+"mtu")/1024,
			v.at(tbf+"rate/overhead"), v.at(tbf+"refcnt"), v.at(tbf+"bindcnt"))
	}
	return text
}

func routeText(v view) string {
	const prefix = "TCA_OPTIONS/TCA_ROUTE4_"
	text := fmt.Sprintf("fh 0x%s flowid %v to %v", number("%08x", "tcmsg/tcm_handle")(v), v.at(prefix+"CLASSID"),
		v.at(prefix+"TO"))
	if v.at(prefix+"IIF") != nil {
		return text + fmt.Sprint(" fromif ", device(prefix+"IIF")(v))
	}
	return text + fmt.Sprint(" from ", v.at(prefix+"FROM"))
}

func flowText(v view) string {
	const prefix = "TCA_OPTIONS/TCA_FLOW_"
	text := fmt.Sprintf("handle 0x%s %v keys ", number("%x", "tcmsg/tcm_handle")(v),
		low("FLOW_MODE_", prefix+"MODE")(v))
	keys, _ := v.at(prefix + "KEYS").([]any)
	for i, k := range keys {
		if i > 0 {
			text += ","
		}
		text += strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(k.(string), "FLOW_KEY_")), "_", "-")
	}
	if mask := v.at(prefix + "MASK"); mask != nil && mask != "ffffffff" {
		text += fmt.Sprint(" and 0x", mask)
	}
	for _, w := range [][2]string{{"rshift", "RSHIFT"}, {"addend", "ADDEND"}, {"divisor", "DIVISOR"},
		{"baseclass", "BASECLASS"}, {"perturb", "PERTURB"}} {
		value := v.at(prefix + w[1])
		switch {
		case value == nil:
		case w[0] == "addend":
			text += fmt.Sprint(" addend ", number("0x%x", prefix+w[1])(v))
		case w[0] == "perturb":
			text += fmt.Sprint(" perturb ", value, "sec")
		default:
			text += fmt.Sprint(" ", w[0], " ", value)
		}
	}
	return text
}

func basicText(v view) string {
	text := fmt.Sprintf("handle 0x%s flowid %v", number("%x", "tcmsg/tcm_handle")(v),
		v.at("TCA_OPTIONS/TCA_BASIC_CLASSID"))
	for _, em := range v.children("TCA_OPTIONS/TCA_BASIC_EMATCHES/TCA_EMATCH_TREE_LIST") {
		head := em
		if value, ok := em.get("value").(object); ok {
			head = view{value, nil}
		}
		if has("TCF_EM_INVERT", "flags")(head) == true {
			text += " NOT"
		}
		text += " " + ematchText(em, head)
		if has("TCF_EM_REL_AND", "flags")(head) == true {
			text += " AND"
		}
	}
	return text
}

// ematchText is what tc prints of an ematch.
func ematchText(em, head view) string {
	switch head.at("kind") {
	case "TCF_EM_CMP":
		return fmt.Sprintf("cmp(%v at %v layer %v mask %v%v %v %v)", low("TCF_EM_ALIGN_", "cmp/align")(head),
			head.at("cmp/off"), layers[head.at("cmp/layer").(string)], zeroX("cmp/mask")(head),
			map[bool]string{true: " trans"}[has("TCF_EM_CMP_TRANS", "cmp/flags")(head) == true],
			low("TCF_EM_OPND_", "cmp/opnd")(head), head.at("cmp/val"))
	case "TCF_EM_U32":
		at := fmt.Sprint(head.at("key/off"))
		if fmt.Sprint(head.at("key/offmask")) == "-1" {
			at = "nexthdr+" + at
		}
		return fmt.Sprintf("u32(%v/%v at %v)", head.at("key/val"), head.at("key/mask"), at)
	case "TCF_EM_CANID":
		return canidText(head)
	case "TCF_EM_IPSET":
		if has("IPSET_DIM_ONE_SRC", "set/flags")(head) == true {
			return "ipset(allowed src)"
		}
		return "ipset(allowed dst)"
	case "TCF_EM_META":
		const left = "TCA_EM_META_HDR/left/"
		text := fmt.Sprint("meta(", low("TCF_META_ID_", left+"kind/id")(em))
		if mask := em.at("TCA_EM_META_LVALUE"); mask != nil && fmt.Sprint(mask) != "0" {
			text += fmt.Sprint(" mask ", number("0x%08x", "TCA_EM_META_LVALUE")(em))
		}
		return text + fmt.Sprint(" ", low("TCF_EM_OPND_", left+"op")(em), " ", em.at("TCA_EM_META_RVALUE"), ")")
	}
	return fmt.Sprint("no text for ", head.at("kind"))
}

var layers = map[string]int{"TCF_LAYER_LINK": 0, "TCF_LAYER_NETWORK": 1, "TCF_LAYER_TRANSPORT": 2}

// canidText is the filters of CAN ids, those of 29 bits first, as tc prints them.
func canidText(head view) string {
	filters, _ := head.at("filters").([]any)
	var extended, standard string
	for _, f := range filters {
		id := fmt.Sprint(f.(object).get("can_id"))
		if strings.HasPrefix(id, "8") { // CAN_EFF_FLAG
			extended += " eff 0x" + trimZeros(id[1:])
		} else {
			standard += " sff 0x" + trimZeros(id)
		}
	}
	return "canid(" + strings.TrimSpace(extended+standard) + ")"
}
