package tc

import "github.com/nlkit/nlkit/codec"

// tunnelKeyAttrs is TCA_TUNNEL_KEY_* (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyAttrs = codec.NewSet("TCA_TUNNEL_KEY_", codec.Attrs{
	1:  {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2:  {Name: "PARMS", Kind: codec.StructOf, Struct: tunnelKeyStruct},
	3:  {Name: "ENC_IPV4_SRC", Kind: codec.IP4},
	4:  {Name: "ENC_IPV4_DST", Kind: codec.IP4},
	5:  {Name: "ENC_IPV6_SRC", Kind: codec.IP6},
	6:  {Name: "ENC_IPV6_DST", Kind: codec.IP6},
	7:  {Name: "ENC_KEY_ID", Kind: codec.BE32},
	8:  {Name: "PAD", Kind: codec.Pad},
	9:  {Name: "ENC_DST_PORT", Kind: codec.BE16},
	10: {Name: "NO_CSUM", Kind: codec.Bool},
	11: {Name: "ENC_OPTS", Kind: codec.Nest, Set: tunnelKeyEncOptsAttrs},
	12: {Name: "ENC_TOS", Kind: codec.U8, Unit: codec.Hex},
	13: {Name: "ENC_TTL", Kind: codec.U8},
	14: {Name: "NO_FRAG", Kind: codec.Flag},
})

// tunnelKeyStruct is struct tc_tunnel_key (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyStruct = parmsOf("tc_tunnel_key",
	codec.Member{Name: "t_action", Kind: codec.S32, Enum: tunnelKeyActionEnum},
)

// tunnelKeyActionEnum is TCA_TUNNEL_KEY_ACT_* (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyActionEnum = codec.NewEnum("tca_tunnel_key_act", "TCA_TUNNEL_KEY_ACT_", codec.Names{
	1: "SET",
	2: "RELEASE",
})

// tunnelKeyEncOptsAttrs is TCA_TUNNEL_KEY_ENC_OPTS_*: options of tunnels, each in an attribute of its own
// (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyEncOptsAttrs = codec.NewSet("TCA_TUNNEL_KEY_ENC_OPTS_", codec.Attrs{
	1: {Name: "GENEVE", Kind: codec.Nest, Set: tunnelKeyGeneveAttrs},
	2: {Name: "VXLAN", Kind: codec.Nest, Set: tunnelKeyVxlanAttrs},
	3: {Name: "ERSPAN", Kind: codec.Nest, Set: tunnelKeyErspanAttrs},
})

// tunnelKeyGeneveAttrs is TCA_TUNNEL_KEY_ENC_OPT_GENEVE_* (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyGeneveAttrs = codec.NewSet("TCA_TUNNEL_KEY_ENC_OPT_GENEVE_", codec.Attrs{
	1: {Name: "CLASS", Kind: codec.BE16, Unit: codec.Hex},
	2: {Name: "TYPE", Kind: codec.U8, Unit: codec.Hex},
	3: {Name: "DATA", Kind: codec.Bytes, Doc: "4 to 128 octets"},
})

// tunnelKeyVxlanAttrs is TCA_TUNNEL_KEY_ENC_OPT_VXLAN_* (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyVxlanAttrs = codec.NewSet("TCA_TUNNEL_KEY_ENC_OPT_VXLAN_", codec.Attrs{
	1: {Name: "GBP", Kind: codec.U32},
})

// tunnelKeyErspanAttrs is TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_* (linux/tc_act/tc_tunnel_key.h).
var tunnelKeyErspanAttrs = codec.NewSet("TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_", codec.Attrs{
	1: {Name: "VER", Kind: codec.U8},
	2: {Name: "INDEX", Kind: codec.BE32},
	3: {Name: "DIR", Kind: codec.U8},
	4: {Name: "HWID", Kind: codec.U8},
})
