package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// pppAttrs is IFLA_PPP_* (linux/if_link.h).
var pppAttrs = codec.NewSet("IFLA_PPP_", codec.Attrs{
	1: {Name: "DEV_FD", Kind: codec.S32, Doc: "file descriptor"},
})

// bareudpAttrs is IFLA_BAREUDP_* (linux/if_link.h).
var bareudpAttrs = codec.NewSet("IFLA_BAREUDP_", codec.Attrs{
	1: {Name: "PORT", Kind: codec.BE16},
	2: {Name: "ETHERTYPE", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	3: {Name: "SRCPORT_MIN", Kind: codec.U16},
	4: {Name: "MULTIPROTO_MODE", Kind: codec.Flag},
})

// batadvLinkAttrs is IFLA_BATADV_* (linux/batman_adv.h).
var batadvLinkAttrs = codec.NewSet("IFLA_BATADV_", codec.Attrs{
	1: {Name: "ALGO_NAME", Kind: codec.String},
})

// dsaAttrs is IFLA_DSA_* (linux/if_link.h).
var dsaAttrs = codec.NewSet("IFLA_DSA_", codec.Attrs{
	1: {Name: "CONDUIT", Kind: codec.U32, Unit: codec.LinkIndex},
})

// ovpnLinkAttrs is IFLA_OVPN_* (linux/if_link.h).
var ovpnLinkAttrs = codec.NewSet("IFLA_OVPN_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.U8, Enum: ovpnModeEnum},
})

// ovpnModeEnum is enum ovpn_mode (linux/if_link.h).
var ovpnModeEnum = codec.NewEnum("ovpn_mode", "OVPN_MODE_", codec.Names{
	0: "P2P",
	1: "MP",
})

// ipoibAttrs is IFLA_IPOIB_* (linux/if_link.h).
var ipoibAttrs = codec.NewSet("IFLA_IPOIB_", codec.Attrs{
	1: {Name: "PKEY", Kind: codec.U16},
	2: {Name: "MODE", Kind: codec.U16, Enum: ipoibModeEnum},
	3: {Name: "UMCAST", Kind: codec.U16},
})

// ipoibModeEnum is IPOIB_MODE_* (linux/if_link.h).
var ipoibModeEnum = codec.NewEnum("ipoib_mode", "IPOIB_MODE_", codec.Names{
	0: "DATAGRAM",
	1: "CONNECTED",
})

// amtAttrs is IFLA_AMT_* (linux/amt.h).
var amtAttrs = codec.NewSet("IFLA_AMT_", codec.Attrs{
	1: {Name: "MODE", Kind: codec.U32, Enum: amtModeEnum},
	2: {Name: "RELAY_PORT", Kind: codec.BE16},
	3: {Name: "GATEWAY_PORT", Kind: codec.BE16},
	4: {Name: "LINK", Kind: codec.U32, Unit: codec.LinkIndex},
	5: {Name: "LOCAL_IP", Kind: codec.IP4},
	6: {Name: "REMOTE_IP", Kind: codec.IP4},
	7: {Name: "DISCOVERY_IP", Kind: codec.IP4},
	8: {Name: "MAX_TUNNELS", Kind: codec.U32},
})

// amtModeEnum is enum amt_mode (linux/amt.h).
var amtModeEnum = codec.NewEnum("amt_mode", "AMT_MODE_", codec.Names{
	0: "GATEWAY",
	1: "RELAY",
})
