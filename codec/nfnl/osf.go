package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// osfObject is fingerprints that tell operating systems by their SYN packets (linux/netfilter/nfnetlink_osf.h).
var osfObject = &codec.Object{Name: "fingerprint", Header: linux.NfgenmsgStruct, Set: osfAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.Needs("OSF_ATTR_FINGER")}}}}

// osfMessages is enum nf_osf_msg_types (linux/netfilter/nfnetlink_osf.h).
var osfMessages = osfObject.Messages(codec.Rows{
	{Type: linux.NFNL_SUBSYS_OSF<<8 + 0, Name: "OSF_MSG_ADD", Op: codec.OpNew},
	{Type: linux.NFNL_SUBSYS_OSF<<8 + 1, Name: "OSF_MSG_REMOVE", Op: codec.OpDelete},
})

// osfAttrs is enum nf_osf_attr_type (linux/netfilter/nfnetlink_osf.h).
var osfAttrs = codec.NewSet("OSF_ATTR_", codec.Attrs{
	1: {Name: "FINGER", Kind: codec.StructOf, Struct: osfFingerStruct},
})

// osfFingerStruct is struct nf_osf_user_finger (linux/netfilter/nfnetlink_osf.h). ss is the size of the packet.
var osfFingerStruct = &codec.Struct{Name: "nf_osf_user_finger", Members: []codec.Member{
	{Name: "wss", Kind: codec.StructOf, Struct: osfWcStruct},
	{Name: "ttl", Kind: codec.U8},
	{Name: "df", Kind: codec.U8},
	{Name: "ss", Kind: codec.U16},
	{Name: "mss", Kind: codec.U16},
	{Name: "opt_num", Kind: codec.U16},
	{Name: "genre", Kind: codec.String, Len: 32},
	{Name: "version", Kind: codec.String, Len: 32},
	{Name: "subtype", Kind: codec.String, Len: 32},
	{Name: "opt", Kind: codec.Array, Elem: codec.StructOf, Struct: osfOptStruct, Len: 40, LenField: "opt_num",
		LenBits: 8 * 12},
}}

// osfWcStruct is struct nf_osf_wc: a number, or what it is to be a multiple of (linux/netfilter/nfnetlink_osf.h).
var osfWcStruct = &codec.Struct{Name: "nf_osf_wc", Members: []codec.Member{
	{Name: "wc", Kind: codec.U32, Enum: osfWssEnum},
	{Name: "val", Kind: codec.U32},
}}

// osfWssEnum is enum nf_osf_window_size_options (linux/netfilter/nfnetlink_osf.h).
var osfWssEnum = codec.NewEnum("nf_osf_window_size_options", "OSF_WSS_", codec.Names{
	0: "PLAIN",
	1: "MSS",
	2: "MTU",
	3: "MODULO",
})

// osfOptStruct is struct nf_osf_opt: an option of TCP (linux/netfilter/nfnetlink_osf.h).
var osfOptStruct = &codec.Struct{Name: "nf_osf_opt", Members: []codec.Member{
	{Name: "kind", Kind: codec.U16, Enum: osfOptEnum},
	{Name: "length", Kind: codec.U16},
	{Name: "wc", Kind: codec.StructOf, Struct: osfWcStruct},
}}

// osfOptEnum is enum iana_options (linux/netfilter/nfnetlink_osf.h).
var osfOptEnum = codec.NewSparse("iana_options", "OSFOPT_", []codec.Value{
	{Value: 0, Name: "EOL"},
	{Value: 1, Name: "NOP"},
	{Value: 2, Name: "MSS"},
	{Value: 3, Name: "WSO"},
	{Value: 4, Name: "SACKP"},
	{Value: 5, Name: "SACK"},
	{Value: 6, Name: "ECHO"},
	{Value: 7, Name: "ECHOREPLY"},
	{Value: 8, Name: "TS"},
	{Value: 9, Name: "POCP"},
	{Value: 10, Name: "POSP"},
	{Value: 255, Name: "EMPTY"},
})
