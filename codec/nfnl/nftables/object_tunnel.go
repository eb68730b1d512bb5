package nftables

import "github.com/nlkit/nlkit/codec"

// tunnelKeyAttrs is enum nft_tunnel_key_attributes: what packets are to have around them.
var tunnelKeyAttrs = codec.NewSet("NFTA_TUNNEL_KEY_", codec.Attrs{
	1: {Name: "ID", Kind: codec.BE32},
	2: {Name: "IP", Kind: codec.Nest, Set: tunnelKeyIPAttrs},
	3: {Name: "IP6", Kind: codec.Nest, Set: tunnelKeyIP6Attrs},
	4: {Name: "FLAGS", Kind: codec.BE32, Enum: tunnelFlagsEnum},
	5: {Name: "TOS", Kind: codec.U8},
	6: {Name: "TTL", Kind: codec.U8},
	7: {Name: "SPORT", Kind: codec.BE16},
	8: {Name: "DPORT", Kind: codec.BE16},
	9: {Name: "OPTS", Kind: codec.Nest, Set: tunnelOptsAttrs},
})

// tunnelKeyIPAttrs is enum nft_tunnel_key_ip_attributes.
var tunnelKeyIPAttrs = codec.NewSet("NFTA_TUNNEL_KEY_IP_", codec.Attrs{
	1: {Name: "SRC", Kind: codec.IP4},
	2: {Name: "DST", Kind: codec.IP4},
})

// tunnelKeyIP6Attrs is enum nft_tunnel_ip6_attributes.
var tunnelKeyIP6Attrs = codec.NewSet("NFTA_TUNNEL_KEY_IP6_", codec.Attrs{
	1: {Name: "SRC", Kind: codec.IP6},
	2: {Name: "DST", Kind: codec.IP6},
	3: {Name: "FLOWLABEL", Kind: codec.BE32},
})

// tunnelFlagsEnum is enum nft_tunnel_flags.
var tunnelFlagsEnum = codec.NewFlags("nft_tunnel_flags", "NFT_TUNNEL_F_", []codec.Value{
	{Value: 0x1, Name: "ZERO_CSUM_TX"},
	{Value: 0x2, Name: "DONT_FRAGMENT"},
	{Value: 0x4, Name: "SEQ_NUMBER"},
})

// tunnelOptsAttrs is enum nft_tunnel_opts_attributes. Old kernels answer with what the nests hold in the place of the
// nests: NFTA_TUNNEL_KEY_VXLAN_GBP, NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX, or NFTA_TUNNEL_KEY_ERSPAN_V2_HWID and _DIR.
var tunnelOptsAttrs = codec.NewSet("NFTA_TUNNEL_KEY_OPTS_", codec.Attrs{
	1: {Name: "VXLAN", Kind: codec.Nest, Set: tunnelVxlanAttrs, Select: codec.ByLength(bareOptCases)},
	2: {Name: "ERSPAN", Kind: codec.Nest, Set: tunnelErspanAttrs, Select: codec.ByLength(bareOptCases)},
	3: {Name: "GENEVE", Kind: codec.Nest, Set: tunnelGeneveAttrs, Select: codec.ByLength(bareOptCases)},
})

// bareOptCases is an option in the place of the nest that holds it.
var bareOptCases = codec.Cases{{Value: 1, Spec: codec.Of(codec.U8)}, {Value: 4, Spec: codec.Of(codec.BE32)}}

// tunnelVxlanAttrs is enum nft_tunnel_opts_vxlan_attributes.
var tunnelVxlanAttrs = codec.NewSet("NFTA_TUNNEL_KEY_VXLAN_", codec.Attrs{
	1: {Name: "GBP", Kind: codec.BE32},
})

// tunnelErspanAttrs is enum nft_tunnel_opts_erspan_attributes.
var tunnelErspanAttrs = codec.NewSet("NFTA_TUNNEL_KEY_ERSPAN_", codec.Attrs{
	1: {Name: "VERSION", Kind: codec.BE32},
	2: {Name: "V1_INDEX", Kind: codec.BE32},
	3: {Name: "V2_HWID", Kind: codec.U8},
	4: {Name: "V2_DIR", Kind: codec.U8},
})

// tunnelGeneveAttrs is enum nft_tunnel_opts_geneve_attributes.
var tunnelGeneveAttrs = codec.NewSet("NFTA_TUNNEL_KEY_GENEVE_", codec.Attrs{
	1: {Name: "CLASS", Kind: codec.BE16},
	2: {Name: "TYPE", Kind: codec.U8},
	3: {Name: "DATA", Kind: codec.Bytes},
})
