package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// vsockObject is sockets of AF_VSOCK (linux/vm_sockets_diag.h). Nothing more is known of them than the struct tells.
var vsockObject = socket("vsock socket", vsockMsgStruct, nil, "vdiag_cookie")

var vsockForms = simple(vsockObject, vsockReqStruct, "vdiag_family", linux.AF_VSOCK)

// vsockReqStruct is struct vsock_diag_req (linux/vm_sockets_diag.h).
var vsockReqStruct = &codec.Struct{Name: "vsock_diag_req", Packed: true, Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "vdiag_states", Kind: codec.U32, Enum: statesEnum},
	{Name: "vdiag_ino", Kind: codec.U32},
	{Name: "vdiag_show", Kind: codec.U32, Unit: codec.Hex},
	cookie("vdiag_cookie"),
}}

// vsockMsgStruct is struct vsock_diag_msg (linux/vm_sockets_diag.h).
var vsockMsgStruct = &codec.Struct{Name: "vsock_diag_msg", Packed: true, Members: []codec.Member{
	{Name: "vdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "vdiag_type", Kind: codec.U8, Enum: sockTypeEnum},
	{Name: "vdiag_state", Kind: codec.U8, Enum: stateEnum},
	{Name: "vdiag_shutdown", Kind: codec.U8, Enum: shutdownEnum},
	{Name: "vdiag_src_cid", Kind: codec.U32, Enum: vmaddrCIDEnum},
	{Name: "vdiag_src_port", Kind: codec.U32, Enum: vmaddrPortEnum},
	{Name: "vdiag_dst_cid", Kind: codec.U32, Enum: vmaddrCIDEnum},
	{Name: "vdiag_dst_port", Kind: codec.U32, Enum: vmaddrPortEnum},
	{Name: "vdiag_ino", Kind: codec.U32},
	cookie("vdiag_cookie"),
}}

// vmaddrCIDEnum is VMADDR_CID_* (linux/vm_sockets.h).
var vmaddrCIDEnum = codec.NewSparse("vmaddr_cid", "VMADDR_CID_", []codec.Value{
	{Value: 0, Name: "HYPERVISOR"},
	{Value: 1, Name: "LOCAL"},
	{Value: 2, Name: "HOST"},
	{Value: 1<<32 - 1, Name: "ANY"},
})

// vmaddrPortEnum is VMADDR_PORT_ANY (linux/vm_sockets.h).
var vmaddrPortEnum = codec.NewSparse("vmaddr_port", "VMADDR_PORT_", []codec.Value{{Value: 1<<32 - 1, Name: "ANY"}})
