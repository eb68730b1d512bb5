package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// atmAttrs is TCA_ATM_* of classes, which Linux 6.3 has no more (linux/pkt_sched.h).
var atmAttrs = codec.NewSet("TCA_ATM_", codec.Attrs{
	1: {Name: "FD", Kind: codec.U32},
	2: {Name: "PTR", Kind: codec.U32},
	3: {Name: "HDR", Kind: codec.Bytes, Doc: "what is put before each packet"},
	4: {Name: "EXCESS", Kind: codec.U32, Unit: codec.TCHandle},
	5: {Name: "ADDR", Kind: codec.StructOf, Struct: sockaddrATMPVCStruct},
	6: {Name: "STATE", Kind: codec.U32},
})

// sockaddrATMPVCStruct is struct sockaddr_atmpvc (linux/atm.h).
var sockaddrATMPVCStruct = &codec.Struct{Name: "sockaddr_atmpvc", Members: []codec.Member{
	{Name: "sap_family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "sap_addr", Kind: codec.StructOf, Struct: sapAddrStruct},
}}

// sapAddrStruct is the struct without a name in struct sockaddr_atmpvc (linux/atm.h).
var sapAddrStruct = &codec.Struct{Name: "sap_addr", Members: []codec.Member{
	{Name: "itf", Kind: codec.S16},
	{Name: "vpi", Kind: codec.S16},
	{Name: "vci", Kind: codec.S32},
}}
