package iproute

import (
	"context"
	"iter"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// fdbObject is the entries of the forwarding databases of bridges and vxlan devices: neighbours of AF_BRIDGE. Words of
// theirs that are no attributes: dev, state and nud, which is the same, flags.
var fdbObject *object

func init() {
	commands := commandsOf("NEIGH")
	delete(commands, "change")
	delete(commands, "set")
	commands["flush"] = command{typ: "RTM_DELNEIGH", flags: codec.FlagBulk}
	fdbObject = &object{
		name: "fdb", typ: "RTM_NEWNEIGH", commands: commands,
		header: map[string]any{"ndm_family": uint8(linux.AF_BRIDGE)},
		words: map[string]func(*values, any) error{
			"dev":    func(v *values, value any) error { v.set("ndm_ifindex", value); return nil },
			"state":  func(v *values, value any) error { v.set("ndm_state", flagNames(value)); return nil },
			"nud":    func(v *values, value any) error { v.set("ndm_state", flagNames(value)); return nil },
			"flags":  func(v *values, value any) error { v.set("ndm_flags", flagNames(value)); return nil },
			"lladdr": func(v *values, value any) error { return sayMAC(v, "NDA_LLADDR", value) },
		},
		finish: finishFDB,
		strict: []string{".ndm_ifindex", "NDA_MASTER"},
	}
}

// FDB carries out a command on an entry of the forwarding database of a bridge or a vxlan device: "add", "append",
// "replace", "del", "get" or "flush" (all that match, since Linux 5.19); "dump" lists them. An entry is permanent and the
// device's own, unless the state or the flags say otherwise ("reachable"; "master" for that of the bridge above a port).
//
//	ip.FDB(ctx, "add", iproute.Args{"dev": "vx500", "lladdr": "00:11:22:33:44:55", "dst": "10.0.0.1"})
//	ip.FDB(ctx, "add", iproute.Args{"dev": "eth0", "lladdr": "00:11:22:33:44:55", "flags": "master", "vlan": 200})
func (ip *IPRoute) FDB(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, fdbObject, command, spec...)
}

// GetFDB lists entries of forwarding databases.
func (ip *IPRoute) GetFDB(ctx context.Context, filters ...Spec) iter.Seq2[NeighView, error] {
	return views[NeighView](ip.dump(ctx, fdbObject, filters))
}

// flagNames joins names of flags in a list as the codec takes them in a text.
func flagNames(value any) any {
	if names, ok := namesIn(value); ok {
		return strings.Join(names, "|")
	}
	return value
}

// States and flags of neighbours (linux/neighbour.h).
const (
	nudReachable = 0x2
	nudNoARP     = 0x40
	nudPermanent = 0x80
	ntfSelf      = 0x2
	ntfMaster    = 0x4
)

// finishFDB says of an entry what goes without saying: that it is permanent, and of the device itself.
func finishFDB(v *values) error {
	if v.command.typ == "RTM_GETNEIGH" {
		return nil
	}
	state, err := v.flagsOf("ndm_state")
	if err != nil {
		return err
	}
	flags, err := v.flagsOf("ndm_flags")
	if err != nil {
		return err
	}
	if flags&(ntfSelf|ntfMaster) == 0 {
		v.set("ndm_flags", flags|ntfSelf)
	}
	if v.command.flags == codec.FlagBulk {
		return nil
	}
	if state |= nudNoARP; state&(nudPermanent|nudReachable) == 0 {
		state |= nudPermanent
	}
	v.set("ndm_state", state)
	return nil
}

// flagsOf returns a member of the header that is flags, 0 if it is not said.
func (v *values) flagsOf(member string) (uint64, error) {
	value, ok := v.fixed[member]
	if !ok {
		return 0, nil
	}
	flags, err := v.number(member, value)
	return flags, named(member, err)
}
