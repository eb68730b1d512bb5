package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// bytecodeRecords is a program that chooses sockets, a record an instruction: struct inet_diag_bc_op, with what it
// compares (linux/inet_diag.h). Where its condition holds, the program goes on after yes octets, which is the length of
// the instruction, else after no. To get to the end is to choose the socket, to get four octets farther is not to.
var bytecodeRecords = codec.NewFramedSet(bcOpFraming, "INET_DIAG_BC_", codec.Attrs{
	0:  {Name: "NOP", Kind: codec.StructOf, Struct: bcOpStruct},
	1:  {Name: "JMP", Kind: codec.StructOf, Struct: bcOpStruct},
	2:  {Name: "S_GE", Kind: codec.StructOf, Struct: bcPortStruct},
	3:  {Name: "S_LE", Kind: codec.StructOf, Struct: bcPortStruct},
	4:  {Name: "D_GE", Kind: codec.StructOf, Struct: bcPortStruct},
	5:  {Name: "D_LE", Kind: codec.StructOf, Struct: bcPortStruct},
	6:  {Name: "AUTO", Kind: codec.StructOf, Struct: bcOpStruct},
	7:  {Name: "S_COND", Kind: codec.StructOf, Struct: bcHostcondStruct},
	8:  {Name: "D_COND", Kind: codec.StructOf, Struct: bcHostcondStruct},
	9:  {Name: "DEV_COND", Kind: codec.StructOf, Struct: bcDevcondStruct},
	10: {Name: "MARK_COND", Kind: codec.StructOf, Struct: bcMarkcondStruct},
	11: {Name: "S_EQ", Kind: codec.StructOf, Struct: bcPortStruct},
	12: {Name: "D_EQ", Kind: codec.StructOf, Struct: bcPortStruct},
	13: {Name: "CGROUP_COND", Kind: codec.StructOf, Struct: bcCgroupcondStruct},
})

// bcOpFraming is the code and the length of an instruction.
var bcOpFraming = &codec.Framing{
	Name: "inet_diag_bc_op", Header: 2, LenOff: 1, LenSize: 1, Inclusive: true, TypeOff: 0, TypeSize: 1, Align: 4,
}

// bcOpStruct is the rest of struct inet_diag_bc_op (linux/inet_diag.h).
var bcOpStruct = &codec.Struct{Name: "inet_diag_bc_op", Members: []codec.Member{
	{Name: "no", Kind: codec.U16},
}}

// bcPortStruct is an instruction with a port, which stands where a second instruction would have its no.
var bcPortStruct = &codec.Struct{Name: "inet_diag_bc_port", Packed: true, Members: []codec.Member{
	{Name: "no", Kind: codec.U16},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "port", Kind: codec.U16},
}}

// bcHostcondStruct is an instruction with a struct inet_diag_hostcond; of port -1 and a prefix of no bits, all do
// (linux/inet_diag.h).
var bcHostcondStruct = &codec.Struct{Name: "inet_diag_bc_hostcond", Packed: true, Members: []codec.Member{
	{Name: "no", Kind: codec.U16},
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "prefix_len", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "port", Kind: codec.S32},
	{Name: "addr", Kind: codec.IP, Select: codec.ByField("family", linux.InetAddrCases)},
}}

// bcDevcondStruct is an instruction with the index of an interface.
var bcDevcondStruct = &codec.Struct{Name: "inet_diag_bc_devcond", Packed: true, Members: []codec.Member{
	{Name: "no", Kind: codec.U16},
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
}}

// bcMarkcondStruct is an instruction with a struct inet_diag_markcond (linux/inet_diag.h).
var bcMarkcondStruct = &codec.Struct{Name: "inet_diag_bc_markcond", Packed: true, Members: []codec.Member{
	{Name: "no", Kind: codec.U16},
	{Name: "mark", Kind: codec.U32, Unit: codec.Hex},
	{Name: "mask", Kind: codec.U32, Unit: codec.Hex},
}}

// bcCgroupcondStruct is an instruction with the id of a control group.
var bcCgroupcondStruct = &codec.Struct{Name: "inet_diag_bc_cgroupcond", Packed: true, Members: []codec.Member{
	{Name: "no", Kind: codec.U16},
	{Name: "cgroup_id", Kind: codec.U64},
}}
