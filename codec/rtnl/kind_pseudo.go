package rtnl

import "github.com/nlkit/nlkit/codec"

// ifteamAttrs is IFTEAM_*: IFLA_INFO_DATA of the kind team in requests that a callback hands to teamd(8). The kernel's
// own team links have no attributes.
var ifteamAttrs = codec.NewSet("IFTEAM_", codec.Attrs{
	1: {Name: "CONFIG", Kind: codec.String, Doc: "configuration of teamd.conf(5), JSON"},
})

// ifovsAttrs is IFOVS_*: IFLA_INFO_DATA of bridges and ports of Open vSwitch in requests that a callback hands to
// ovs-vsctl(8). The kernel does not know them.
var ifovsAttrs = codec.NewSet("IFOVS_", codec.Attrs{
	1: {Name: "DATAPATH_TYPE", Kind: codec.String, Doc: "of a bridge: system or netdev"},
	2: {Name: "FAIL_MODE", Kind: codec.String, Doc: "of a bridge: standalone or secure"},
	3: {Name: "PEER", Kind: codec.String, Doc: "of a patch port: the port at the other end"},
	4: {Name: "TAG", Kind: codec.U16, Doc: "of a port: its VLAN"},
})
