package iproute

import (
	"net"
	"net/netip"
)

// MDBEntry is an entry of the multicast database of a bridge or a vxlan device, Dev. A zero says nothing.
type MDBEntry struct {
	Dev        LinkRef
	Port       LinkRef          // where the group is received; of the bridge itself if it is not said
	Group      netip.Addr       // or, in its place, LLGroup
	LLGroup    net.HardwareAddr // a group of the link layer
	VID        Opt[int]
	State      Opt[MDBState] // MDB_TEMPORARY
	Source     netip.Addr    // of (S, G)
	FilterMode Opt[McastMode]
	Sources    []netip.Addr // those that FilterMode includes or excludes
	Protocol   Opt[RouteProtocol]
	Dst        netip.Addr // of vxlan: the other end of the tunnel, its port, its network, and the link there
	DstPort    Opt[int]
	VNI        Opt[int]
	Via        LinkRef
	SrcVNI     Opt[int] // of vxlan: the network that the entry is of
}

func (x MDBEntry) put(v *values) {
	w := wordsOf{}
	said(w, "dev", x.Dev)
	said(w, "port", x.Port)
	said(w, "grp", x.Group)
	if x.LLGroup != nil {
		w["grp"] = x.LLGroup
	}
	saidOpt(w, "vid", x.VID)
	saidOpt(w, "state", x.State)
	said(w, "src", x.Source)
	saidOpt(w, "filter_mode", x.FilterMode)
	if x.Sources != nil {
		w["source_list"] = x.Sources
	}
	saidOpt(w, "proto", x.Protocol)
	said(w, "dst", x.Dst)
	saidOpt(w, "dst_port", x.DstPort)
	saidOpt(w, "vni", x.VNI)
	said(w, "via", x.Via)
	saidOpt(w, "src_vni", x.SrcVNI)
	Args(w).put(v)
}
