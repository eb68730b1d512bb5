package brief

import "github.com/nlkit/nlkit/codec"

// mdbWords is groups in the multicast databases of bridges and vxlan devices, as bridge mdb has them.
var mdbWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		return w.linkField(dst, "dev", in, "ifindex")
	}},
	{attr: "MDBA_MDB", how: flat(mdbEntriesWords), each: true},
	{attr: "MDBA_ROUTER", how: flat(mdbRoutersWords)},
	{attr: "MDBA_SET_ENTRY", how: mdbEntry}, {attr: "MDBA_GET_ENTRY", how: mdbEntry},
	{attr: "MDBA_SET_ENTRY_ATTRS", how: flat(mdbRequestWords)},
	{attr: "MDBA_GET_ENTRY_ATTRS", how: flat(mdbRequestWords)},
}}

var (
	mdbEntriesWords = &words{rest: true, list: []word{
		{attr: "MDBA_MDB_ENTRY", how: flat(mdbEntryWords), each: true},
	}}
	mdbEntryWords = &words{rest: true, list: []word{
		{attr: "MDBA_MDB_ENTRY_INFO", each: true, how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
			dst = mdbEntry(w, dst, as, a)
			if a.IsNest() {
				dst = mdbInfoWords.write(w, dst, a, a.Spec().Set)
			}
			return dst
		}},
	}}
	mdbInfoWords = &words{rest: true, silent: []string{"MDBA_MDB_EATTR_TIMER"},
		list: append(say("MDBA_MDB_EATTR_", "SOURCE", "src", "GROUP_MODE", "filter_mode", "SRC_LIST", "source_list",
			"RTPROT", "proto", "DST", "dst", "DST_PORT", "dst_port", "VNI", "vni", "SRC_VNI", "src_vni"),
			word{attr: "MDBA_MDB_EATTR_IFINDEX", say: "via", how: link})}
	mdbRequestWords = &words{rest: true,
		list: append(say("MDBE_ATTR_", "SOURCE", "src", "GROUP_MODE", "filter_mode", "SRC_LIST", "source_list",
			"RTPROT", "proto", "DST", "dst", "DST_PORT", "dst_port", "VNI", "vni", "SRC_VNI", "src_vni"),
			word{attr: "MDBE_ATTR_IFINDEX", say: "via", how: link})}
	mdbRoutersWords = &words{rest: true, list: []word{
		{attr: "MDBA_ROUTER_PORT", each: true, how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
			if !a.IsNest() {
				return said(w, dst, as, a)
			}
			dst = w.linkField(dst, "router on", a, "ifindex")
			return mdbRouterWords.write(w, dst, a, a.Spec().Set)
		}},
	}}
	mdbRouterWords = &words{rest: true, list: say("MDBA_ROUTER_PATTR_", "TYPE", "", "VID", "vid"),
		silent: []string{"MDBA_ROUTER_PATTR_TIMER", "MDBA_ROUTER_PATTR_INET_TIMER", "MDBA_ROUTER_PATTR_INET6_TIMER"}}
)

// mdbEntry says a struct br_mdb_entry: the port, the group, the VLAN, and how long it is there.
func mdbEntry(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	c, ok := a.Fixed()
	if !ok {
		c = a.Content()
	}
	for _, member := range [...]string{"ifindex", "addr", "vid", "state", "flags"} {
		var m codec.Members
		for m.Start(c); m.Next(); {
			if m.Member().Name == member {
				dst = w.mdbMember(dst, m.Member(), m.Content())
			}
		}
	}
	return dst
}

func (w *writer) mdbMember(dst []byte, m *codec.Member, c codec.Content) []byte {
	v, known := c.Integer()
	switch {
	case m.Name == "addr":
		return w.mdbGroup(dst, c)
	case c.Untold():
		return untold(append(append(append(dst, ' '), m.Name...), ' '), c)
	case m.Name == "ifindex" && v != 0:
		return w.appendLink(append(dst, " port "...), v)
	case m.Name == "vid" && v != 0:
		return codec.AppendUint(append(dst, " vid "...), v)
	case m.Name == "state" && known && w.request && w.op != codec.OpGet, m.Name == "state" && v != 0:
		return appendWord(append(dst, ' '), m.Enum, v)
	case m.Name == "flags" && known:
		return flagsOf(dst, m.Enum, v, 0)
	}
	return dst
}

func (w *writer) mdbGroup(dst []byte, addr codec.Content) []byte {
	var m codec.Members
	for m.Start(addr); m.Next(); {
		if m.Member().Name == "u" {
			return w.value(append(dst, " grp "...), m.Content())
		}
	}
	return dst
}

// bridgeVlanWords is the VLANs of bridges and their ports, with their options, as bridge vlan has them.
var bridgeVlanWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		return w.linkField(dst, "dev", in, "ifindex")
	}},
	{attr: "BRIDGE_VLANDB_ENTRY", how: flat(bridgeVlanEntryWords), each: true},
	{attr: "BRIDGE_VLANDB_GLOBAL_OPTIONS", how: flat(bridgeVlanGlobalWords), each: true},
	{attr: "BRIDGE_VLANDB_DUMP_FLAGS", how: flagNames},
}}

var bridgeVlanEntryWords = &words{rest: true, list: []word{
	{attr: "BRIDGE_VLANDB_ENTRY_INFO", say: "vlan", how: bridgeVlanEntry},
	{attr: "BRIDGE_VLANDB_ENTRY_STATE", say: "state", usual: stateForwarding},
	{attr: "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", say: "mcast_router", usual: 1},
	{attr: "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", say: "tunnel", how: flat(bridgeVlanTunnelWords)},
}, silent: []string{"BRIDGE_VLANDB_ENTRY_RANGE"}}

var bridgeVlanTunnelWords = &words{rest: true, list: say("BRIDGE_VLANDB_TINFO_", "ID", "id", "CMD", "")}

// bridgeVlanEntry says a VLAN, or a range whose end is in the attribute beside it.
func bridgeVlanEntry(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	vid, _ := a.Field("vid")
	flags, ok := a.Field("flags")
	if !ok {
		return dst
	}
	dst = codec.AppendUint(as.keyword(dst), vid)
	for c, ok := a.Next(); ok; c, ok = c.Next() {
		if last, known := c.Uint(); known && c.Type() == vlandbEntryRange {
			dst = codec.AppendUint(append(dst, '-'), last)
		}
	}
	m, _, _ := a.Content().Spec().Struct.Lookup("flags")
	return flagsOf(dst, m.Enum, flags, vlanInfoRangeBegin|vlanInfoRangeEnd|vlanInfoBrentry)
}

// vlandbEntryRange is BRIDGE_VLANDB_ENTRY_RANGE (linux/if_bridge.h).
const vlandbEntryRange = 2

// bridgeVlanGlobalWords is the options of a VLAN that all ports share.
var bridgeVlanGlobalWords = &words{rest: true, list: append([]word{
	{attr: "BRIDGE_VLANDB_GOPTS_ID", say: "global vlan"},
	{attr: "BRIDGE_VLANDB_GOPTS_RANGE", how: func(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
		if v, ok := a.Uint(); ok {
			return codec.AppendUint(append(dst, '-'), v)
		}
		return dst
	}},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", say: "mcast_snooping", usual: 1},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION", say: "mcast_igmp_version", usual: 2},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION", say: "mcast_mld_version", usual: 1},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT", say: "mcast_last_member_count", usual: 2},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT", say: "mcast_startup_query_count", usual: 2},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", say: "mcast_last_member_interval", usual: 100, how: around},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL", say: "mcast_membership_interval", usual: 26000, how: around},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", say: "mcast_querier_interval", usual: 25500, how: around},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", say: "mcast_query_interval", usual: 12500, how: around},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL", say: "mcast_query_response_interval", usual: 1000, how: around},
	{attr: "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL", say: "mcast_startup_query_interval", usual: 3125, how: around},
}, say("BRIDGE_VLANDB_GOPTS_", "MCAST_QUERIER", "mcast_querier", "MSTI", "msti")...),
	silent: []string{"BRIDGE_VLANDB_GOPTS_PAD"}}
