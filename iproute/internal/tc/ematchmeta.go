package tc

import (
	"errors"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// metaSide is one side of what ematch meta compares: what the kernel knows of a packet, or a value.
type metaSide struct {
	id    string
	isVar bool // TCF_META_TYPE_VAR: a text
	shift uint64
	value any // of the value, or which bits are meant
}

// ematchMeta compares what the kernel knows of a packet: object says what (kind, shift, mask) and how (opnd), value is a
// number, a text, or such an object.
func ematchMeta(s *said, em map[string]any) (any, error) {
	_, object, _ := s.get("object")
	words, ok := fields(object)
	if !ok {
		return nil, errors.New(`want an object: {"kind": "nfmark", "opnd": "gt"}`)
	}
	o := &said{words: words}
	left := metaObject(o)
	if !o.has("mask") && s.has("mask") {
		left.value = ask(s, count, "mask")
	}
	right := metaSide{id: "value"}
	_, value, _ := s.get("value")
	text, isText := value.(string)
	switch words, isObject := fields(value); {
	case isObject:
		other := &said{words: words}
		right = metaObject(other)
		s.err = first(s.err, other.err)
	case isText && isLinkName(left.id):
		left.isVar, right.isVar, right.value = true, true, text
	default:
		right.value = ask(s, count, "value")
	}
	header := map[string]any{"left": left.header(), "right": right.header()}
	header["left"].(map[string]any)["op"] = ask(o, oneOf(ematchOperands), "opnd")
	attrs := nest("TCA_EM_META_HDR", header)
	if !left.isVar {
		attrs = append(attrs, codec.A{Name: "TCA_EM_META_LVALUE", Value: left.value})
	}
	attrs = append(attrs, codec.A{Name: "TCA_EM_META_RVALUE", Value: right.value})
	return codec.Nested{Fixed: em, Attrs: attrs, Unmarked: true}, o.err
}

// metaObject reads an object by its words.
func metaObject(s *said) metaSide {
	kind, _ := s.words["kind"].(string)
	kind = strings.ToLower(kind)
	if name, ok := metaNames[kind]; ok {
		kind = name
	}
	return metaSide{id: kind, shift: ask(s, count, "shift"), value: ask(s, count, "mask")}
}

// header returns struct tcf_meta_val.
func (m metaSide) header() map[string]any {
	typ := "int"
	if m.isVar {
		typ = "var"
	}
	return map[string]any{"kind": map[string]any{"id": m.id, "type": typ}, "shift": m.shift}
}

// isLinkName reports whether an object can be compared by the name of a link.
func isLinkName(id string) bool { return id == "dev" || id == "sk_bound_if" }

// metaNames is what tc and pyroute2 call objects that the kernel calls otherwise.
var metaNames = map[string]string{
	"indev": "dev", "fwmark": "nfmark", "nf_mark": "nfmark", "pkt_type": "pkttype", "pkt_len": "pktlen",
	"data_len": "datalen", "mac_len": "maclen", "tc_index": "tcindex", "rt_classid": "rtclassid", "rt_iif": "rtiif",
	"vlan": "vlan_tag", "sk_bind_if": "sk_bound_if", "sk_rmem": "sk_rmem_alloc", "sk_wmem": "sk_wmem_alloc",
	"sk_omem": "sk_omem_alloc", "sk_wmem_queue": "sk_wmem_queued", "sk_snd_queue": "sk_snd_qlen",
	"sk_rcv_queue": "sk_rcv_qlen", "sk_err_queue": "sk_err_qlen", "sk_fwd_alloc": "sk_forward_allocs",
}

// metaTexts is what tc calls objects by names that the kernel has for others: averages over 1, 5 and 15 minutes.
var metaTexts = map[string]string{"loadavg_1": "loadavg_0", "loadavg_5": "loadavg_1", "loadavg_15": "loadavg_2"}
