package rtnl

import "github.com/nlkit/nlkit/codec"

// macsecAttrs is IFLA_MACSEC_* (linux/if_link.h).
var macsecAttrs = codec.NewSet("IFLA_MACSEC_", codec.Attrs{
	1:  {Name: "SCI", Kind: codec.BE64, Unit: codec.Hex, Doc: "link-layer address, then port"},
	2:  {Name: "PORT", Kind: codec.BE16},
	3:  {Name: "ICV_LEN", Kind: codec.U8},
	4:  {Name: "CIPHER_SUITE", Kind: codec.U64, Enum: macsecCipherEnum},
	5:  {Name: "WINDOW", Kind: codec.U32},
	6:  {Name: "ENCODING_SA", Kind: codec.U8},
	7:  {Name: "ENCRYPT", Kind: codec.Bool},
	8:  {Name: "PROTECT", Kind: codec.Bool},
	9:  {Name: "INC_SCI", Kind: codec.Bool},
	10: {Name: "ES", Kind: codec.Bool},
	11: {Name: "SCB", Kind: codec.Bool},
	12: {Name: "REPLAY_PROTECT", Kind: codec.Bool},
	13: {Name: "VALIDATION", Kind: codec.U8, Enum: macsecValidationEnum},
	14: {Name: "PAD", Kind: codec.Pad},
	15: {Name: "OFFLOAD", Kind: codec.U8, Enum: macsecOffloadEnum},
})

// macsecCipherEnum is MACSEC_CIPHER_ID_* and MACSEC_DEFAULT_CIPHER_ID (linux/if_macsec.h).
var macsecCipherEnum = codec.NewSparse("macsec_cipher_id", "MACSEC_", []codec.Value{
	{Value: 0x80020001000001, Name: "DEFAULT_CIPHER_ID"},
	{Value: 0x80c20001000001, Name: "CIPHER_ID_GCM_AES_128"},
	{Value: 0x80c20001000002, Name: "CIPHER_ID_GCM_AES_256"},
	{Value: 0x80c20001000003, Name: "CIPHER_ID_GCM_AES_XPN_128"},
	{Value: 0x80c20001000004, Name: "CIPHER_ID_GCM_AES_XPN_256"},
})

// macsecValidationEnum is enum macsec_validation_type (linux/if_link.h).
var macsecValidationEnum = codec.NewEnum("macsec_validation_type", "MACSEC_VALIDATE_", codec.Names{
	0: "DISABLED",
	1: "CHECK",
	2: "STRICT",
})

// macsecOffloadEnum is enum macsec_offload (linux/if_link.h).
var macsecOffloadEnum = codec.NewEnum("macsec_offload", "MACSEC_OFFLOAD_", codec.Names{
	0: "OFF",
	1: "PHY",
	2: "MAC",
})
