package iproute

import (
	"context"
	"iter"
	"net"
	"net/netip"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// mdbObject is the entries of the multicast databases of bridges and vxlan devices, as requests say them. Words of theirs
// that are no attributes: dev (the bridge), port, grp, vid, state ("permanent" or "temp"), and what bridge(8) says in
// other words than the kernel: src, filter_mode, source_list, proto, via.
var mdbObject *object

func init() {
	flushes := command{typ: "RTM_DELMDB", flags: codec.FlagBulk}
	commands := commandsOf("MDB")
	delete(commands, "append")
	delete(commands, "change")
	delete(commands, "set")
	commands["flush"] = flushes
	mdbObject = &object{
		name: "mdb", typ: "RTM_NEWMDB", commands: commands,
		header: map[string]any{"family": uint8(linux.AF_BRIDGE)},
		words: map[string]func(*values, any) error{
			"dev":         func(v *values, value any) error { v.set("ifindex", value); return nil },
			"port":        entryMember("ifindex"),
			"vid":         entryMember("vid"),
			"state":       sayEntryState,
			"grp":         sayGroup,
			"src":         renamed(mdbAttrs, "MDBE_ATTR_SOURCE"),
			"filter_mode": renamed(mdbAttrs, "MDBE_ATTR_GROUP_MODE"),
			"proto":       renamed(mdbAttrs, "MDBE_ATTR_RTPROT"),
			"via":         renamed(mdbAttrs, "MDBE_ATTR_IFINDEX"),
			"source_list": saySources,
		},
		inner:  [][]string{{mdbAttrs}},
		finish: finishMDB,
	}
}

// Where a request has the entry, and its attributes.
const (
	mdbEntry = "MDBA_SET_ENTRY"
	mdbAttrs = "MDBA_SET_ENTRY_ATTRS"
)

// MDB carries out a command on an entry of the multicast database of a bridge or a vxlan device: "add", "replace", "del",
// "get" (Linux 6.8) or "flush" (all that match, since Linux 6.8); "dump" lists them. Without a port it is one of the
// bridge itself. An entry is temporary, unless "state" is "permanent".
//
//	ip.MDB(ctx, "add", iproute.Args{"dev": "br0", "port": "eth0", "grp": "239.1.1.1", "state": "permanent"})
//	ip.MDB(ctx, "add", iproute.MDBEntry{Dev: "br0", Port: "eth0", Group: netip.MustParseAddr("239.1.1.1")})
func (ip *IPRoute) MDB(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, mdbObject, command, spec...)
}

// GetMdb lists multicast databases: a message for each bridge or vxlan device, or several where it has many entries.
func (ip *IPRoute) GetMdb(ctx context.Context, filters ...Spec) iter.Seq2[MDBView, error] {
	return views[MDBView](ip.dump(ctx, mdbObject, filters))
}

// entryMember is a word for a member of struct br_mdb_entry.
func entryMember(name string) func(*values, any) error {
	return func(v *values, value any) error {
		v.member([]string{mdbEntry}, name, value)
		return nil
	}
}

func sayEntryState(v *values, value any) error {
	if value == "temp" {
		value = "temporary"
	}
	return entryMember("state")(v, value)
}

// sayGroup says the address of a group: an IP address, or that of a link layer.
func sayGroup(v *values, value any) error {
	if text, ok := value.(string); ok {
		if mac, err := net.ParseMAC(text); err == nil {
			value = mac
		}
	}
	if mac, ok := value.(net.HardwareAddr); ok {
		return entryMember("addr")(v, map[string]any{"u": mac, "proto": 0})
	}
	prefix, err := parsePrefix(value)
	if err != nil {
		return errWant("the address of a group", value)
	}
	return entryMember("addr")(v, map[string]any{"u": prefix.Addr(), "proto": etherTypeOf(prefix.Addr())})
}

func etherTypeOf(a netip.Addr) int {
	if a.Is4() {
		return linux.ETH_P_IP
	}
	return linux.ETH_P_IPV6
}

// saySources says the sources that a group is received from, or not, as its filter mode says.
func saySources(v *values, value any) error {
	var sources []any
	switch x := value.(type) {
	case []string:
		for _, s := range x {
			sources = append(sources, s)
		}
	case []netip.Addr:
		for _, s := range x {
			sources = append(sources, s)
		}
	case []any:
		sources = x
	default:
		return errWant("a list of addresses", value)
	}
	for _, source := range sources {
		prefix, err := parsePrefix(source)
		if err != nil {
			return err
		}
		v.put([]codec.A{{Name: "MDBE_SRCATTR_ADDRESS", Value: prefix.Addr()}},
			mdbAttrs, "MDBE_ATTR_SRC_LIST", "MDBE_SRC_LIST_ENTRY")
	}
	return nil
}

// finishMDB puts the entry where the request has it: that of a get is called otherwise.
func finishMDB(v *values) error {
	if !v.has(mdbEntry) {
		v.member([]string{mdbEntry}, "vid", 0)
	}
	if v.command.typ != "RTM_GETMDB" {
		return nil
	}
	for _, name := range [][2]string{{mdbEntry, "MDBA_GET_ENTRY"}, {mdbAttrs, "MDBA_GET_ENTRY_ATTRS"}} {
		if value, ok := v.del(name[0]); ok {
			v.add(name[1], value)
		}
	}
	return nil
}
