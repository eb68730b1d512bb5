package tc

import "github.com/nlkit/nlkit/codec"

// flowerEncOptsAttrs is TCA_FLOWER_KEY_ENC_OPTS_*: options of tunnels, each in an attribute of its own
// (linux/pkt_cls.h).
var flowerEncOptsAttrs = codec.NewSet("TCA_FLOWER_KEY_ENC_OPTS_", codec.Attrs{
	1: {Name: "GENEVE", Kind: codec.Nest, Set: flowerGeneveAttrs},
	2: {Name: "VXLAN", Kind: codec.Nest, Set: flowerVxlanAttrs},
	3: {Name: "ERSPAN", Kind: codec.Nest, Set: flowerErspanAttrs},
	4: {Name: "GTP", Kind: codec.Nest, Set: flowerGtpAttrs},
	5: {Name: "PFCP", Kind: codec.Nest, Set: flowerPfcpAttrs},
})

// flowerGeneveAttrs is TCA_FLOWER_KEY_ENC_OPT_GENEVE_* (linux/pkt_cls.h).
var flowerGeneveAttrs = codec.NewSet("TCA_FLOWER_KEY_ENC_OPT_GENEVE_", codec.Attrs{
	1: {Name: "CLASS", Kind: codec.BE16, Unit: codec.Hex},
	2: {Name: "TYPE", Kind: codec.U8, Unit: codec.Hex},
	3: {Name: "DATA", Kind: codec.Bytes, Doc: "4 to 128 octets"},
})

// flowerVxlanAttrs is TCA_FLOWER_KEY_ENC_OPT_VXLAN_* (linux/pkt_cls.h).
var flowerVxlanAttrs = codec.NewSet("TCA_FLOWER_KEY_ENC_OPT_VXLAN_", codec.Attrs{
	1: {Name: "GBP", Kind: codec.U32},
})

// flowerErspanAttrs is TCA_FLOWER_KEY_ENC_OPT_ERSPAN_*: an index of version 1, a direction and hardware id of version 2
// (linux/pkt_cls.h).
var flowerErspanAttrs = codec.NewSet("TCA_FLOWER_KEY_ENC_OPT_ERSPAN_", codec.Attrs{
	1: {Name: "VER", Kind: codec.U8},
	2: {Name: "INDEX", Kind: codec.BE32},
	3: {Name: "DIR", Kind: codec.U8},
	4: {Name: "HWID", Kind: codec.U8},
})

// flowerGtpAttrs is TCA_FLOWER_KEY_ENC_OPT_GTP_* (linux/pkt_cls.h).
var flowerGtpAttrs = codec.NewSet("TCA_FLOWER_KEY_ENC_OPT_GTP_", codec.Attrs{
	1: {Name: "PDU_TYPE", Kind: codec.U8},
	2: {Name: "QFI", Kind: codec.U8},
})

// flowerPfcpAttrs is TCA_FLOWER_KEY_ENC_OPT_PFCP_* (linux/pkt_cls.h).
var flowerPfcpAttrs = codec.NewSet("TCA_FLOWER_KEY_ENC_OPT_PFCP_", codec.Attrs{
	1: {Name: "TYPE", Kind: codec.U8},
	2: {Name: "SEID", Kind: codec.BE64, Unit: codec.Hex},
})
