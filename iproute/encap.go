package iproute

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec"
)

// encapObjects is what encapsulations of routes and next hops hold, by the number of their type. Words that are no
// attributes: labels of mpls; segs, mode and hmac of seg6; action as ip-route(8) writes it ("End.DX4"), srh, bpf,
// vrf_table and flavors of seg6local; in, out and xmit of bpf; segs of rpl; trace and freq of ioam6.
var encapObjects = sync.OnceValue(func() map[uint64]*object {
	words := map[string]map[string]func(*values, any) error{
		"MPLS": {
			"labels":            sayLabels("MPLS_IPTUNNEL_DST"),
			"dst":               sayLabels("MPLS_IPTUNNEL_DST"),
			"mpls_iptunnel_dst": sayLabels("MPLS_IPTUNNEL_DST"),
		},
		"ILA": {
			"locator":    sayLocator,
			"csum_mode":  saySpelled("ILA_ATTR_CSUM_MODE", map[string]string{"adj-transport": "ADJUST_TRANSPORT"}),
			"ident_type": saySpelled("ILA_ATTR_IDENT_TYPE", nil),
			"hook_type": saySpelled("ILA_ATTR_HOOK_TYPE",
				map[string]string{"output": "ROUTE_OUTPUT", "input": "ROUTE_INPUT"}),
		},
		"SEG6": {
			"segs": setWord("segs"), "mode": setWord("mode"), "hmac": setWord("hmac"),
			"tunsrc": renamed("SEG6_IPTUNNEL_SRC"),
		},
		"SEG6_LOCAL": {
			"action":    saySpelled("SEG6_LOCAL_ACTION", map[string]string{"end.b6.encaps": "END_B6_ENCAP"}),
			"srh":       setWord("srh"),
			"bpf":       sayLocalBPF,
			"vrf_table": renamed("SEG6_LOCAL_VRFTABLE"),
			"flavors":   sayFlavors,
		},
		"BPF": {
			"in": sayProgram("LWT_BPF_IN"), "out": sayProgram("LWT_BPF_OUT"), "xmit": sayProgram("LWT_BPF_XMIT"),
			"headroom": renamed("LWT_BPF_XMIT_HEADROOM"),
		},
		"RPL": {"segs": sayRPL},
		"IOAM6": {
			"trace": sayTrace, "freq": sayFreq,
			"tundst": renamed("IOAM6_IPTUNNEL_DST"), "tunsrc": renamed("IOAM6_IPTUNNEL_SRC"),
		},
		"XFRM": {"link_dev": renamed("LWT_XFRM_LINK")},
	}
	all := map[uint64]*object{}
	cases, types := encapSpec()
	for i := range cases {
		name := types.NameOf(cases[i].Value)
		short := strings.TrimPrefix(name, types.Prefix)
		all[cases[i].Value] = newPart(short+" encapsulation", cases[i].Spec.Set, nil, words[short])
	}
	all[encapSeg6].finish, all[encapSeg6Local].finish = finishSeg6, finishSeg6Local
	return all
})

// Types of encapsulation that are made of words beside each other (linux/lwtunnel.h).
const (
	encapSeg6      = 5
	encapSeg6Local = 7
)

// encapSpec returns what the tables say of encapsulations, and the names of their types.
func encapSpec() (codec.Cases, *codec.Enum) {
	set := messageType("RTM_NEWROUTE").Set
	number, _ := set.Number("RTA_ENCAP")
	typ, _ := set.Number("RTA_ENCAP_TYPE")
	return set.Attrs[number].Select.Cases(), set.Attrs[typ].Enum
}

// sayEncap returns the word for an encapsulation: Args with its type, and what that has, or a RouteEncap. Labels of MPLS
// may stand alone where the type is said beside them.
func sayEncap(typeAttr, attr string) func(*values, any) error {
	return func(v *values, value any) error {
		if e, ok := value.(RouteEncap); ok {
			kind, data := e.routeEncap()
			v.del(typeAttr)
			v.del(attr)
			giveKind(v, typeAttr, attr, kind, data)
			return nil
		}
		said, _ := value.(map[string]any)
		var kind any
		rest := Args{}
		for name, x := range said {
			if strings.EqualFold(name, "type") {
				kind = x
				continue
			}
			rest[name] = x
		}
		if kind == nil {
			kind, _ = v.get(typeAttr)
		}
		if said == nil && kind != nil {
			rest["labels"] = value
		}
		number, err := encapType(kind)
		if err != nil {
			return err
		}
		inner, err := v.part(encapObjects()[number], map[string]any(rest))
		if err == nil && inner.of.finish != nil {
			err = inner.of.finish(inner)
		}
		v.replace(uint16(number), typeAttr)
		v.replace(inner.nest(), attr)
		return err
	}
}

// encapType returns the number of a type of encapsulation, by a number or a name, also that of ip-route(8).
func encapType(kind any) (uint64, error) {
	_, types := encapSpec()
	number, isNumber := integer(kind)
	n := uint64(number)
	var err error
	if name, ok := kind.(string); ok {
		if name == "seg6local" {
			name = "SEG6_LOCAL"
		}
		n, err = types.Parse(name)
	} else if !isNumber {
		err = fmt.Errorf(`want Args with the "type" of the encapsulation ("mpls", "ip", "seg6" …)`)
	}
	if err == nil && encapObjects()[n] == nil {
		err = fmt.Errorf("there is no encapsulation of type %v", kind)
	}
	return n, err
}

// setWord returns the word for a member of the header, or one that is kept until a part is finished.
func setWord(name string) func(*values, any) error {
	return func(v *values, value any) error {
		v.set(name, value)
		return nil
	}
}

// saySpelled returns the word for an attribute with names that people write otherwise: with "-" or "." where C has "_",
// or as others say.
func saySpelled(attr string, others map[string]string) func(*values, any) error {
	return func(v *values, value any) error {
		if name, ok := value.(string); ok {
			if other, ok := others[strings.ToLower(name)]; ok {
				name = other
			}
			value = strings.NewReplacer("-", "_", ".", "_").Replace(name)
		}
		v.replace(value, attr)
		return nil
	}
}

// sayProgram returns the word for a program of bpf: Args of fd and name, and of one that sends also headroom.
func sayProgram(attr string) func(*values, any) error {
	return func(v *values, value any) error {
		said, _ := value.(map[string]any)
		if _, ok := said["fd"]; !ok {
			return fmt.Errorf("want Args of fd and name, got %s", codec.Describe(value))
		}
		names := []string{"fd", "name", "headroom"}
		for name := range said {
			if !slices.Contains(names, name) {
				return codec.UnknownName("word for a program", name, names)
			}
		}
		v.replace([]codec.A{{Name: "LWT_BPF_PROG_FD", Value: said["fd"]}}, attr)
		if name, ok := said["name"]; ok {
			v.put(name, attr, "LWT_BPF_PROG_NAME")
		}
		if headroom, ok := said["headroom"]; ok {
			v.replace(headroom, "LWT_BPF_XMIT_HEADROOM")
		}
		return nil
	}
}
