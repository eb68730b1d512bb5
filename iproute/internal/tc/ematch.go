package tc

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Flags of ematches, TCF_EM_* (linux/pkt_cls.h).
const (
	ematchAnd    = 1
	ematchOr     = 2
	ematchInvert = 4
)

// ematchKinds is the kinds that people have words for: their number, the words, and what makes of them an ematch.
var ematchKinds = map[string]struct {
	number int
	words  []string
	make   func(s *said, head map[string]any) (any, error)
}{
	"cmp":   {1, []string{"layer", "opnd", "align", "offset", "mask", "value", "trans"}, ematchCmp},
	"u32":   {3, []string{"value", "mask", "offset", "nexthdr"}, ematchU32},
	"meta":  {4, []string{"object", "value", "mask"}, ematchMeta},
	"ipset": {8, []string{"index", "mode"}, ematchIpset},
}

// Ematches returns a tree of ematches, TCA_EMATCH_TREE_*: of a list of them, each with "kind", what this has,
// "relation" ("and", "or") to the next one, and "inverse".
func Ematches(v any) ([]codec.A, error) {
	if attrs, ok := v.([]codec.A); ok {
		return attrs, nil
	}
	list := elements(v)
	if _, one := fields(v); one {
		list = []any{v}
	}
	attrs := make([]codec.A, len(list))
	for i, x := range list {
		em, err := ematch(x, i == len(list)-1)
		if err != nil {
			return nil, fmt.Errorf("match %d: %w", i+1, err)
		}
		attrs[i] = codec.A{Name: strconv.Itoa(i + 1), Value: em}
	}
	return nest("TCA_EMATCH_TREE_HDR", map[string]any{"nmatches": len(list)}, "TCA_EMATCH_TREE_LIST", attrs), nil
}

// ematch returns one ematch.
func ematch(v any, last bool) (any, error) {
	words, ok := fields(v)
	if !ok {
		return nil, fmt.Errorf("want a match by its words, got %s", codec.Describe(v))
	}
	name, _ := words["kind"].(string)
	kind, ok := ematchKinds[name]
	if !ok {
		return nil, codec.UnknownName("kind of match", name, slices.Sorted(maps.Keys(ematchKinds)))
	}
	known := append([]string{"kind", "relation", "inverse"}, kind.words...)
	for word := range words {
		if !slices.Contains(known, word) {
			return nil, codec.UnknownName("word of "+name, word, known)
		}
	}
	s := &said{words: words}
	flags := ask(s, oneOf(map[string]int{"and": ematchAnd, "&&": ematchAnd, "or": ematchOr, "||": ematchOr}),
		"relation")
	switch {
	case last && flags != 0:
		return nil, errors.New("the last match has no relation")
	case !last && flags == 0:
		return nil, missing("relation (and, or)")
	}
	if ask(s, truth, "inverse") {
		flags |= ematchInvert
	}
	em, err := kind.make(s, map[string]any{"kind": kind.number, "flags": flags})
	return em, first(s.err, err)
}

var ematchOperands = map[string]int{"eq": 0, "=": 0, "==": 0, "gt": 1, ">": 1, "lt": 2, "<": 2}

// ematchCmp compares an integer of a packet.
func ematchCmp(s *said, em map[string]any) (any, error) {
	layers := map[string]int{"link": 0, "eth": 0, "network": 1, "ip": 1, "transport": 2, "tcp": 2}
	if !s.has("align") {
		return nil, missing("align (u8, u16, u32)")
	}
	em["cmp"] = map[string]any{
		"val": ask(s, count, "value"), "mask": hex32(uint32(ask(s, count, "mask"))), "off": ask(s, count, "offset"),
		"align": ask(s, oneOf(map[string]int{"u8": 1, "u16": 2, "u32": 4}), "align"), "flags": ask(s, truth, "trans"),
		"layer": ask(s, oneOf(layers), "layer"), "opnd": ask(s, oneOf(ematchOperands), "opnd"),
	}
	return em, nil
}

// ematchU32 compares a word of a packet.
func ematchU32(s *said, em map[string]any) (any, error) {
	offmask := 0
	if ask(s, truth, "nexthdr") {
		offmask = -1
	}
	em["key"] = map[string]any{
		"val": hex32(uint32(ask(s, count, "value"))), "mask": hex32(uint32(ask(s, count, "mask"))),
		"off": ask(s, integer, "offset"), "offmask": offmask,
	}
	return em, nil
}

// ematchIpset looks an address up in a set: mode is "src", "dst", or several of these.
func ematchIpset(s *said, em map[string]any) (any, error) {
	_, v, ok := s.get("mode")
	if !ok {
		return nil, missing("mode")
	}
	flags, modes := 0, elements(v)
	for i, x := range modes {
		src, err := choose(x, map[string]int{"src": 1, "dst": 0})
		if err != nil {
			return nil, about("mode", err)
		}
		flags |= src << (i + 1) // IPSET_DIM_ONE_SRC is bit 1
	}
	em["set"] = map[string]any{"index": ask(s, count, "index"), "dim": len(modes), "flags": flags}
	return em, nil
}

// ematchMeta compares what the kernel knows of a packet: object says what (kind, shift, mask) and how (opnd).
func ematchMeta(s *said, em map[string]any) (any, error) {
	_, object, _ := s.get("object")
	words, ok := fields(object)
	if !ok {
		return nil, errors.New(`want an object: {"kind": "nfmark", "opnd": "gt"}`)
	}
	o := &said{words: words}
	kind, _ := words["kind"].(string)
	kind = strings.ToLower(kind)
	if name, ok := metaNames[kind]; ok {
		kind = name
	}
	typ := "int"
	_, value, _ := s.get("value")
	if _, isText := value.(string); isText && (kind == "dev" || kind == "sk_bound_if") {
		typ = "var"
	} else if value = ask(s, count, "value"); kind == "dev" || kind == "sk_bound_if" {
		return nil, errors.New("value: want the name of a link")
	}
	mask := ask(s, count, "mask")
	if o.has("mask") {
		mask = ask(o, count, "mask")
	}
	attrs := nest("TCA_EM_META_HDR", map[string]any{
		"left": map[string]any{
			"kind":  map[string]any{"id": kind, "type": typ},
			"shift": ask(o, count, "shift"), "op": ask(o, oneOf(ematchOperands), "opnd"),
		},
		"right": map[string]any{"kind": map[string]any{"id": "value", "type": typ}},
	})
	if typ == "int" {
		attrs = append(attrs, codec.A{Name: "TCA_EM_META_LVALUE", Value: mask})
	}
	attrs = append(attrs, codec.A{Name: "TCA_EM_META_RVALUE", Value: value})
	return codec.Nested{Fixed: em, Attrs: attrs, Unmarked: true}, o.err
}

// metaNames is what tc calls objects that the kernel calls otherwise.
var metaNames = map[string]string{
	"indev": "dev", "fwmark": "nfmark", "pkt_len": "pktlen", "data_len": "datalen", "mac_len": "maclen",
	"rt_iif": "rtiif", "vlan": "vlan_tag",
}
