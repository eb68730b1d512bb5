package iproute

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// neighObject is neighbours. Words of theirs that are no attributes: dev and index, state or nud by names, flags by
// names, among them those of NDA_FLAGS_EXT, and proxy: true, or the address.
var neighObject *object

func init() {
	neighObject = &object{
		name: "neigh", typ: "RTM_NEWNEIGH", commands: commandsOf("NEIGH"),
		words: map[string]func(*values, any) error{
			"dst":   sayNeighDst,
			"dev":   setWord("ndm_ifindex"),
			"index": setWord("ndm_ifindex"),
			"state": sayNeighState,
			"nud":   sayNeighState,
			"flags": sayNeighFlags,
			"proxy": sayProxy,
			"proto": renamed("NDA_PROTOCOL"),
		},
		paths:  map[string][]string{"dst": {"NDA_DST"}, "proto": {"NDA_PROTOCOL"}},
		early:  []string{"family"},
		finish: finishNeigh,
		match:  matchNeigh,
		strict: []string{".ndm_family"},
		narrow: narrowNeigh,
	}
}

// Neigh carries out a command on a neighbour: "add", "replace" (or "set"), "change", "append", "del" or "get"; "dump"
// lists them, "flush" removes all that match.
//
//	ip.Neigh(ctx, "add", iproute.Args{"dev": "eth0", "dst": "10.0.0.2", "lladdr": "02:00:00:00:00:01"})
//	ip.Neigh(ctx, "add", iproute.Args{"dev": "eth0", "proxy": "10.0.0.3"})
//
// What is not said: the family is that of the address; what is made is permanent.
func (ip *IPRoute) Neigh(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	if strings.EqualFold(command, "flush") {
		return nil, ip.FlushNeigh(ctx, spec...)
	}
	return ip.do(ctx, neighObject, command, spec...)
}

// GetNeighbours lists neighbours: of IPv4 and IPv6, unless a filter says one family. State wants those that are in one
// of the states, flags those that have all. Proxies are listed only where a filter says {"proxy": true}.
func (ip *IPRoute) GetNeighbours(ctx context.Context, filters ...Spec) iter.Seq2[NeighView, error] {
	return views[NeighView](ip.dump(ctx, neighObject, filters))
}

// AddNeigh adds a permanent neighbour of a link, with its link-layer address: a text or a net.HardwareAddr.
//
//	ip.AddNeigh(ctx, "eth0", "10.0.0.2", "02:00:00:00:00:01")
func (ip *IPRoute) AddNeigh(ctx context.Context, link LinkRef, dst, lladdr any, more ...Spec) error {
	return ip.neigh(ctx, "add", link, dst, lladdr, more)
}

// ReplaceNeigh adds a permanent neighbour of a link, or changes the one that has the address.
func (ip *IPRoute) ReplaceNeigh(ctx context.Context, link LinkRef, dst, lladdr any, more ...Spec) error {
	return ip.neigh(ctx, "replace", link, dst, lladdr, more)
}

// DelNeigh removes a neighbour of a link.
func (ip *IPRoute) DelNeigh(ctx context.Context, link LinkRef, dst any, more ...Spec) error {
	return ip.neigh(ctx, "del", link, dst, nil, more)
}

func (ip *IPRoute) neigh(ctx context.Context, command string, link LinkRef, dst, lladdr any, more []Spec) error {
	_, err := ip.Neigh(ctx, command, append([]Spec{link, Args{"dst": dst, "lladdr": lladdr}}, more...)...)
	return err
}

// Numbers of neighbours (linux/neighbour.h).
const (
	ntfUse   = 0x1
	ntfProxy = 0x8
)

func sayNeighDst(v *values, value any) error {
	prefix, err := parsePrefix(value)
	if err == nil && !prefix.IsSingleIP() {
		err = fmt.Errorf("%v is a network: want the address of a neighbour", value)
	}
	v.replace(prefix.Addr(), "NDA_DST")
	return err
}

func sayNeighState(v *values, value any) error {
	if value == "none" || value == "NUD_NONE" {
		value = 0
	}
	bits, err := bitsOf(v.of.enumOf("ndm_state"), value)
	v.set("ndm_state", bits)
	return err
}

// sayNeighFlags says flags, by names those of NDA_FLAGS_EXT too.
func sayNeighFlags(v *values, value any) error {
	names, ok := namesIn(value)
	if !ok {
		v.set("ndm_flags", value)
		return nil
	}
	flags, extended := v.of.enumOf("ndm_flags"), v.of.enumOf("NDA_FLAGS_EXT")
	for _, name := range names {
		if bit, ok := extended.Value(strings.TrimPrefix(strings.ToUpper(name), extended.Prefix)); ok {
			before, _ := v.get("NDA_FLAGS_EXT")
			bits, _ := integer(before)
			v.replace(uint64(bits)|bit, "NDA_FLAGS_EXT")
			continue
		}
		bit, err := bitsOf(flags, name)
		if err != nil {
			return err
		}
		v.setBits("ndm_flags", bit)
	}
	return nil
}

// sayProxy says that it is answered for the neighbour: true, or its address.
func sayProxy(v *values, value any) error {
	proxied, ok := value.(bool)
	if !ok {
		v.setBits("ndm_flags", ntfProxy)
		return sayNeighDst(v, value)
	}
	if proxied {
		v.setBits("ndm_flags", ntfProxy)
	}
	return nil
}

// finishNeigh says of a neighbour what goes without saying.
func finishNeigh(v *values) error {
	family := uint8(linux.AF_INET)
	if dst := addrAt(v, "NDA_DST"); dst.IsValid() {
		family = familyOf(dst)
	}
	v.setDefault("ndm_family", family)
	flags, _ := integer(v.fixed["ndm_flags"])
	extended, _ := v.get("NDA_FLAGS_EXT")
	if v.command.makes && flags&(ntfProxy|ntfUse) == 0 && extended == nil {
		v.setDefault("ndm_state", uint16(nudPermanent))
	}
	return nil
}

// matchNeigh makes of states and flags what is asked of each neighbour.
func matchNeigh(v *values) error {
	if dst := addrAt(v, "NDA_DST"); dst.IsValid() {
		v.setDefault("ndm_family", familyOf(dst))
	}
	if state, ok := integer(v.fixed["ndm_state"]); ok && state != 0 {
		delete(v.fixed, "ndm_state")
		v.likes = append(v.likes, func(m *codec.Message) bool {
			got, ok := m.Field("ndm_state")
			return ok && got&uint64(state) != 0
		})
	}
	return nil
}

// narrowNeigh has the kernel filter by the link, by the link above it, and for proxies, which it lists only if it is
// asked for them.
func narrowNeigh(v *values, w *wish) error {
	if index, ok := v.fixed["ndm_ifindex"]; ok {
		w.askFor("NDA_IFINDEX", index)
	}
	if flags, _ := integer(v.fixed["ndm_flags"]); flags&ntfProxy != 0 {
		w.request.Fixed["ndm_flags"] = uint8(ntfProxy)
	}
	if flags, ok := integer(v.fixed["ndm_flags"]); ok {
		delete(v.fixed, "ndm_flags")
		w.predicates = append(w.predicates, func(m *codec.Message) bool {
			got, ok := m.Field("ndm_flags")
			return ok && got&uint64(flags) == uint64(flags)
		})
	}
	return w.askForPorts(v, "NDA_MASTER", func(m *codec.Message) uint64 { n, _ := m.Field("ndm_ifindex"); return n })
}
