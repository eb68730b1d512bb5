package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// vlanObject is the VLANs of bridges and their ports with their options. Words of theirs that are no attributes: dev, vid,
// flags; in filters stats and global, which ask for more.
var vlanObject = &object{
	name: "bridge vlan", typ: "RTM_NEWVLAN",
	commands: map[string]command{
		"add": {typ: "RTM_NEWVLAN", makes: true}, "set": {typ: "RTM_NEWVLAN"}, "del": {typ: "RTM_DELVLAN"},
		"delete": {typ: "RTM_DELVLAN"}, "remove": {typ: "RTM_DELVLAN"},
		"dump": {typ: "RTM_GETVLAN", flags: codec.FlagDump}, "show": {typ: "RTM_GETVLAN", flags: codec.FlagDump},
		"list": {typ: "RTM_GETVLAN", flags: codec.FlagDump},
	},
	header: map[string]any{"family": uint8(linux.AF_BRIDGE)},
	words: map[string]func(*values, any) error{
		"dev":    func(v *values, value any) error { v.set("ifindex", value); return nil },
		"vid":    sayVlan,
		"flags":  sayFlagsOfVlan,
		"stats":  func(v *values, value any) error { return v.askFor(value, dumpStats) },
		"global": func(v *values, value any) error { return v.askFor(value, dumpGlobal) },
	},
	inner:  [][]string{{"BRIDGE_VLANDB_ENTRY"}, {"BRIDGE_VLANDB_GLOBAL_OPTIONS"}},
	finish: finishVlan,
	strict: []string{".ifindex"},
	asks:   []string{"BRIDGE_VLANDB_DUMP_FLAGS"},
}

// What dumps of VLANs have besides, BRIDGE_VLANDB_DUMPF_* (linux/if_bridge.h).
const (
	dumpStats  = 0x1
	dumpGlobal = 0x2
)

// VlanDB adds VLANs to a bridge or a port of one ("add"), removes them ("del"), or changes the options of those that are
// there ("set"): of the port ("state", "mcast_router", "neigh_suppress"…), or of the bridge as a whole ("msti",
// "mcast_snooping"…), whichever the attribute is of. "dump" lists them.
//
//	ip.VlanDB(ctx, "add", iproute.Args{"dev": "eth0", "vid": "10-20", "flags": "untagged"})
//	ip.VlanDB(ctx, "set", iproute.Args{"dev": "eth0", "vid": 10, "state": "forwarding"})
//	ip.VlanDB(ctx, "set", iproute.Args{"dev": "br0", "vid": 10, "mcast_snooping": 1})
func (ip *IPRoute) VlanDB(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, vlanObject, command, spec...)
}

// GetVlanDB lists the VLANs of bridges and their ports, a message for each of these. With "stats": true they come with
// counters; with "global": true come the options of bridges as a whole.
func (ip *IPRoute) GetVlanDB(ctx context.Context, filters ...Spec) iter.Seq2[VLANDBView, error] {
	return views[VLANDBView](ip.dump(ctx, vlanObject, filters))
}

var vlanEntryInfo = []string{"BRIDGE_VLANDB_ENTRY", "BRIDGE_VLANDB_ENTRY_INFO"}

// sayVlan says the id of a VLAN, or the first and the last of many. A filter wants those that have one of them.
func sayVlan(v *values, value any) error {
	first, last, err := vlanRange(value)
	if err != nil {
		return err
	}
	if v.command.dumps() {
		v.likes = append(v.likes, func(m *codec.Message) bool { return hasVlan(asNest[VLANDBView](m.Root()), first, last) })
		return nil
	}
	v.member(vlanEntryInfo, "vid", first)
	if last != first {
		v.replace(last, "BRIDGE_VLANDB_ENTRY", "BRIDGE_VLANDB_ENTRY_RANGE")
	}
	return nil
}

// hasVlan reports whether one of the entries is for one of some VLANs.
func hasVlan(m VLANDBView, first, last uint64) bool {
	overlap := func(from, to uint64) bool { return from <= last && max(from, to) >= first }
	for e := range m.Entry() {
		if overlap(uint64(e.Info().VID()), uint64(e.Range())) {
			return true
		}
	}
	for o := range m.GlobalOptions() {
		if overlap(uint64(o.ID()), uint64(o.Range())) {
			return true
		}
	}
	return false
}

// sayFlagsOfVlan says flags of a VLAN: "pvid", "untagged".
func sayFlagsOfVlan(v *values, value any) error {
	flags, err := vlanFlags(value)
	v.member(vlanEntryInfo, "flags", flags)
	return err
}

// askFor asks for what a dump is to have besides.
func (v *values) askFor(value any, flag uint32) error {
	on, ok := value.(bool)
	if !ok {
		return errWant("a bool", value)
	}
	asked, _ := v.get("BRIDGE_VLANDB_DUMP_FLAGS")
	if flags, _ := asked.(uint32); on {
		v.replace(flags|flag, "BRIDGE_VLANDB_DUMP_FLAGS")
	}
	return nil
}

// finishVlan puts the VLAN where options of the bridge as a whole are, and says of others whether they are there already.
func finishVlan(v *values) error {
	info, _ := v.get(vlanEntryInfo...)
	members, _ := info.(map[string]any)
	if v.has("BRIDGE_VLANDB_GLOBAL_OPTIONS") && members != nil {
		last, many := v.get("BRIDGE_VLANDB_ENTRY", "BRIDGE_VLANDB_ENTRY_RANGE")
		v.del("BRIDGE_VLANDB_ENTRY")
		v.replace(members["vid"], "BRIDGE_VLANDB_GLOBAL_OPTIONS", "BRIDGE_VLANDB_GOPTS_ID")
		if many {
			v.replace(last, "BRIDGE_VLANDB_GLOBAL_OPTIONS", "BRIDGE_VLANDB_GOPTS_RANGE")
		}
		return nil
	}
	if v.command.typ == "RTM_NEWVLAN" && !v.command.makes && members != nil {
		flags, _ := integer(members["flags"])
		members["flags"] = uint64(flags) | vlanOnlyOpts
	}
	return nil
}

// member gives a member of a struct that an attribute is.
func (v *values) member(path []string, name string, value any) {
	had, _ := v.get(path...)
	members, ok := had.(map[string]any)
	if !ok {
		members = map[string]any{}
		v.replace(members, path...)
	}
	members[name] = value
}
