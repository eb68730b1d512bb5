package iproute

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// portVlanObject is the VLANs that ports of bridges, and bridges, belong to. Words of theirs that are no attributes: dev,
// vlan_info, vlan_flags, which says whether the bridge is meant ("self") or the port ("master").
var portVlanObject = &object{
	name: "vlan", typ: "RTM_NEWLINK",
	commands: map[string]command{
		"add": {typ: "RTM_SETLINK"}, "del": {typ: "RTM_DELLINK"}, "delete": {typ: "RTM_DELLINK"},
		"remove": {typ: "RTM_DELLINK"}, "dump": listLinks, "show": listLinks, "list": listLinks,
	},
	header: map[string]any{"ifi_family": uint8(linux.AF_BRIDGE)},
	words: map[string]func(*values, any) error{
		"dev":        sayLink,
		"vlan_flags": renamed("IFLA_AF_SPEC", "IFLA_BRIDGE_FLAGS"),
		"vlan_info":  sayVlanInfo,
	},
	inner: [][]string{{"IFLA_AF_SPEC"}},
	asks:  []string{"IFLA_EXT_MASK"},
}

// VlanFilter adds a port of a bridge, or a bridge, to VLANs ("add"), or removes it from them ("del"); "dump" lists them.
// Flags are "pvid", "untagged" and the like, or their number. The bridge itself is meant with "vlan_flags": "self".
//
//	ip.VlanFilter(ctx, "add", iproute.Args{"dev": "eth0", "vlan_info": iproute.Args{"vid": 500}})
//	ip.VlanFilter(ctx, "add", iproute.Args{"dev": "eth0", "vlan_info": []iproute.Args{
//		{"vid": 10, "flags": []string{"pvid", "untagged"}}, {"vid": "20-30"}}})
func (ip *IPRoute) VlanFilter(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, portVlanObject, command, spec...)
}

// GetVlans lists bridges and their ports with the VLANs that they belong to: AFSpecBridge of the views.
func (ip *IPRoute) GetVlans(ctx context.Context, filters ...Spec) iter.Seq2[LinkView, error] {
	filters = append([]Spec{Args{"ext_mask": "brvlan"}}, filters...)
	return views[LinkView](ip.dump(ctx, portVlanObject, filters))
}

// Flags of VLANs (linux/if_bridge.h).
const (
	vlanRangeBegin = 0x8
	vlanRangeEnd   = 0x10
	vlanOnlyOpts   = 0x40
)

// sayVlanInfo says VLANs, one or several, each by its id or by the first and the last one of many.
func sayVlanInfo(v *values, value any) error {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, said := range list {
		info, ok := said.(map[string]any)
		if !ok {
			info = map[string]any{"vid": said}
		}
		first, last, err := vlanRange(info["vid"])
		if err != nil {
			return err
		}
		flags, err := vlanFlags(info["flags"])
		if err != nil {
			return err
		}
		if first == last {
			v.putVlan(info, first, flags)
			continue
		}
		v.putVlan(info, first, flags|vlanRangeBegin)
		v.putVlan(info, last, flags|vlanRangeEnd)
	}
	return nil
}

// putVlan puts a struct bridge_vlan_info.
func (v *values) putVlan(info map[string]any, id, flags uint64) {
	info = maps.Clone(info)
	info["vid"], info["flags"] = id, flags
	v.put(info, "IFLA_AF_SPEC", "IFLA_BRIDGE_VLAN_INFO")
}

// vlanRange reads the id of a VLAN, or the first and the last one of many: "20-30".
func vlanRange(value any) (first, last uint64, err error) {
	text := fmt.Sprint(value)
	low, high, many := strings.Cut(text, "-")
	if first, err = codec.NumberOf(low, 12); err == nil && many {
		last, err = codec.NumberOf(high, 12)
	} else {
		last = first
	}
	if err != nil || value == nil || last < first {
		return 0, 0, errWant(`the id of a VLAN, or of many as "20-30"`, value)
	}
	return first, last, nil
}

// vlanFlags reads flags of VLANs: a number, or names.
func vlanFlags(value any) (flags uint64, err error) {
	if value == nil {
		return 0, nil
	}
	enum := vlanInfoStruct().Members[0].Enum
	names, ok := namesIn(value)
	if !ok {
		names = []string{fmt.Sprint(value)}
	}
	for _, name := range names {
		flag, err := enum.Parse(name)
		if err != nil {
			return 0, named("flags", err)
		}
		flags |= flag
	}
	return flags, nil
}

// vlanInfoStruct is struct bridge_vlan_info.
func vlanInfoStruct() *codec.Struct {
	set := messageType("RTM_NEWVLAN").Set
	return setIn(set, "BRIDGE_VLANDB_ENTRY").Attrs[1].Struct
}
