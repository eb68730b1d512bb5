package rtnl

import "github.com/nlkit/nlkit/codec"

// vtiAttrs is IFLA_VTI_* (linux/if_tunnel.h), of vti and vti6.
var vtiAttrs = codec.NewSet("IFLA_VTI_", codec.Attrs{
	1: {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	2: {Name: "IKEY", Kind: codec.BE32},
	3: {Name: "OKEY", Kind: codec.BE32},
	4: {Name: "LOCAL", Kind: codec.IP},
	5: {Name: "REMOTE", Kind: codec.IP},
	6: {Name: "FWMARK", Kind: codec.U32},
})

// xfrmLinkAttrs is IFLA_XFRM_* (linux/if_link.h).
var xfrmLinkAttrs = codec.NewSet("IFLA_XFRM_", codec.Attrs{
	1: {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	2: {Name: "IF_ID", Kind: codec.U32},
	3: {Name: "COLLECT_METADATA", Kind: codec.Flag},
})
