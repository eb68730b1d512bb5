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
	"nbyte": {2, []string{"needle", "offset", "layer"}, ematchNbyte},
	"u32":   {3, []string{"value", "mask", "offset", "nexthdr"}, ematchU32},
	"meta":  {4, []string{"object", "value", "mask"}, ematchMeta},
	"canid": {7, []string{"ids"}, ematchCanid},
	"ipset": {8, []string{"index", "mode"}, ematchIpset},
}

// Ematches returns a tree of ematches, TCA_EMATCH_TREE_*: of an expression as tc(8) has it, or of a list of ematches,
// each with "kind", what this has, "relation" ("and", "or") to the next one, and "inverse".
func Ematches(v any) ([]codec.A, error) {
	if attrs, ok := v.([]codec.A); ok {
		return attrs, nil
	}
	list, err := termsOf(v)
	if err != nil {
		return nil, err
	}
	all := flatten(list, 0)
	attrs := make([]codec.A, len(all))
	for i, t := range all {
		em, err := t.ematch()
		if err != nil {
			return nil, fmt.Errorf("match %d: %w", i+1, err)
		}
		attrs[i] = codec.A{Name: strconv.Itoa(i + 1), Value: em}
	}
	return nest("TCA_EMATCH_TREE_HDR", map[string]any{"nmatches": len(all)}, "TCA_EMATCH_TREE_LIST", attrs), nil
}

// termsOf reads an expression, or a list of ematches by their words.
func termsOf(v any) ([]*term, error) {
	if text, ok := v.(string); ok {
		return ematchText(text)
	}
	list := elements(v)
	terms := make([]*term, len(list))
	for i, x := range list {
		t, err := termOf(x, i == len(list)-1)
		if err != nil {
			return nil, fmt.Errorf("match %d: %w", i+1, err)
		}
		terms[i] = t
	}
	return terms, nil
}

// termOf reads an ematch by its words.
func termOf(v any, last bool) (*term, error) {
	words, ok := fields(v)
	if !ok {
		return nil, fmt.Errorf("want a match by its words, got %s", codec.Describe(v))
	}
	s := &said{words: words}
	flags := ask(s, oneOf(map[string]int{"and": ematchAnd, "&&": ematchAnd, "or": ematchOr, "||": ematchOr}), "relation")
	switch {
	case last && flags != 0:
		return nil, errors.New("the last match has no relation")
	case !last && flags == 0 && s.err == nil:
		return nil, missing("relation (and, or)")
	}
	rest := maps.Clone(words)
	delete(rest, "relation")
	delete(rest, "inverse")
	return &term{words: rest, inverse: ask(s, truth, "inverse"), flags: flags}, s.err
}

// ematch returns the ematch of a term. One in parentheses is a container: it says where to go on.
func (t *term) ematch() (any, error) {
	flags := t.flags
	if t.inverse {
		flags |= ematchInvert
	}
	if t.inner != nil {
		return map[string]any{"flags": flags, "ref": t.ref}, nil
	}
	name, _ := t.words["kind"].(string)
	kind, ok := ematchKinds[name]
	if !ok {
		return nil, codec.UnknownName("kind of match", name, slices.Sorted(maps.Keys(ematchKinds)))
	}
	known := append([]string{"kind"}, kind.words...)
	for word := range t.words {
		if !slices.Contains(known, word) {
			return nil, codec.UnknownName("word of "+name, word, append(known, "relation", "inverse"))
		}
	}
	s := &said{words: t.words}
	em, err := kind.make(s, map[string]any{"kind": kind.number, "flags": flags})
	return em, about(name, first(s.err, err))
}

// ematchLayers is TCF_LAYER_* (linux/pkt_cls.h): the header from which an offset counts.
var ematchLayers = map[string]int{"link": 0, "eth": 0, "network": 1, "ip": 1, "transport": 2, "tcp": 2}

var ematchOperands = map[string]int{"eq": 0, "=": 0, "==": 0, "gt": 1, ">": 1, "lt": 2, "<": 2}

// ematchCmp compares an integer of a packet.
func ematchCmp(s *said, em map[string]any) (any, error) {
	if !s.has("align") {
		return nil, missing("align (u8, u16, u32)")
	}
	em["cmp"] = map[string]any{
		"val": ask(s, count, "value"), "mask": hex32(uint32(ask(s, count, "mask"))), "off": ask(s, count, "offset"),
		"align": ask(s, oneOf(map[string]int{"u8": 1, "u16": 2, "u32": 4}), "align"), "flags": ask(s, truth, "trans"),
		"layer": ask(s, oneOf(ematchLayers), "layer"), "opnd": ask(s, oneOf(ematchOperands), "opnd"),
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

// ematchNbyte looks for octets of a packet.
func ematchNbyte(s *said, em map[string]any) (any, error) {
	_, v, _ := s.get("needle")
	needle, ok := v.(string)
	if !ok || needle == "" {
		return nil, missing("needle (a text)")
	}
	em["nbyte"] = map[string]any{
		"off": ask(s, count, "offset"), "len": len(needle), "layer": ask(s, oneOf(ematchLayers), "layer"),
	}
	em["pattern"] = append([]byte(needle), make([]byte, -len(needle)&3)...) // to whole words, as tc
	return em, nil
}

// ematchCanid compares the identifier of a frame of CAN: ids are texts, "sff 0x123" of 11 bits, "eff 0x124:0xff" of 29,
// with a mask or without.
func ematchCanid(s *said, em map[string]any) (any, error) {
	const extended = 1 << 31 // CAN_EFF_FLAG (linux/can.h)
	var filters []any
	_, v, _ := s.get("ids")
	for _, x := range several(v) {
		text, _ := x.(string)
		format, number, _ := strings.Cut(text, " ")
		whole, ok := map[string]uint64{"sff": 1<<11 - 1, "eff": 1<<29 - 1}[format]
		id, mask, hasMask := strings.Cut(number, ":")
		if !hasMask {
			mask = strconv.FormatUint(whole, 10)
		}
		n, err := strconv.ParseUint(id, 0, 32)
		m, err2 := strconv.ParseUint(mask, 0, 32)
		if !ok || err != nil || err2 != nil || n > whole || m > whole {
			return nil, fmt.Errorf("ids: want a format and an identifier, as in sff 0x123 or eff 0x124:0xff, got %v", x)
		}
		if format == "eff" {
			n |= extended
		}
		filters = append(filters, map[string]any{"can_id": n, "can_mask": m | extended})
	}
	em["filters"] = filters
	return em, nil
}
