package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// unixObject is sockets of AF_UNIX (linux/unix_diag.h).
var unixObject = socket("unix socket", unixMsgStruct, unixAttrs, "udiag_cookie")

var unixForms = simple(unixObject, unixReqStruct, "udiag_family", linux.AF_UNIX)

// unixReqStruct is struct unix_diag_req (linux/unix_diag.h).
var unixReqStruct = &codec.Struct{Name: "unix_diag_req", Packed: true, Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "udiag_states", Kind: codec.U32, Enum: statesEnum},
	{Name: "udiag_ino", Kind: codec.U32},
	{Name: "udiag_show", Kind: codec.U32, Enum: unixShowEnum},
	cookie("udiag_cookie"),
}}

// unixShowEnum is what a request wants to know, UDIAG_SHOW_* (linux/unix_diag.h).
var unixShowEnum = codec.NewFlags("udiag_show", "UDIAG_SHOW_", []codec.Value{
	{Value: 0x1, Name: "NAME"},
	{Value: 0x2, Name: "VFS"},
	{Value: 0x4, Name: "PEER"},
	{Value: 0x8, Name: "ICONS"},
	{Value: 0x10, Name: "RQLEN"},
	{Value: 0x20, Name: "MEMINFO"},
	{Value: 0x40, Name: "UID"},
})

// unixMsgStruct is struct unix_diag_msg (linux/unix_diag.h).
var unixMsgStruct = &codec.Struct{Name: "unix_diag_msg", Packed: true, Members: []codec.Member{
	{Name: "udiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "udiag_type", Kind: codec.U8, Enum: sockTypeEnum},
	{Name: "udiag_state", Kind: codec.U8, Enum: stateEnum},
	{Name: "pad", Kind: codec.Pad, Len: 1},
	{Name: "udiag_ino", Kind: codec.U32},
	cookie("udiag_cookie"),
}}

// unixAttrs is UNIX_DIAG_* (linux/unix_diag.h).
var unixAttrs = codec.NewSet("UNIX_DIAG_", codec.Attrs{
	0: {Name: "NAME", Kind: codec.String, Select: codec.ByLeading(1, codec.Cases{
		{Value: 0, Spec: codec.StructSpec(abstractNameStruct)},
	})},
	1: {Name: "VFS", Kind: codec.StructOf, Struct: unixVfsStruct},
	2: {Name: "PEER", Kind: codec.U32, Doc: "inode"},
	3: {Name: "ICONS", Kind: codec.Array, Elem: codec.Of(codec.U32), Doc: "inodes of those that wait to be accepted"},
	4: {Name: "RQLEN", Kind: codec.StructOf, Struct: unixRqlenStruct},
	5: skMeminfoSpec("MEMINFO"),
	6: {Name: "SHUTDOWN", Kind: codec.U8, Enum: shutdownEnum},
	7: {Name: "UID", Kind: codec.U32},
})

// abstractNameStruct is a name of the abstract namespace, which starts with a NUL (unix(7)).
var abstractNameStruct = &codec.Struct{Name: "unix_abstract_name", Members: []codec.Member{
	{Name: "nul", Kind: codec.Pad, Len: 1},
	{Name: "abstract", Kind: codec.String},
}}

// unixVfsStruct is struct unix_diag_vfs (linux/unix_diag.h).
var unixVfsStruct = &codec.Struct{Name: "unix_diag_vfs", Members: []codec.Member{
	{Name: "udiag_vfs_ino", Kind: codec.U32},
	{Name: "udiag_vfs_dev", Kind: codec.U32},
}}

// unixRqlenStruct is struct unix_diag_rqlen: of what listens, how many wait and may; else octets (linux/unix_diag.h).
var unixRqlenStruct = &codec.Struct{Name: "unix_diag_rqlen", Members: []codec.Member{
	{Name: "udiag_rqueue", Kind: codec.U32},
	{Name: "udiag_wqueue", Kind: codec.U32},
}}
