// Package nlctrl describes the controller of generic netlink, which tells what families there are (linux/genetlink.h).
package nlctrl

import "github.com/nlkit/nlkit/codec"

// Family is the generic netlink family nlctrl (linux/genetlink.h). Its id is always 16, GENL_ID_CTRL.
var Family = &codec.Family{
	Name:     "nlctrl",
	Version:  2,
	Commands: messages,
	Set:      attrs,
	Groups:   codec.Names{"notify"},
}

// messages is the commands CTRL_CMD_* (linux/genetlink.h).
var messages = []*codec.MessageType{
	{Type: 1, Name: "CTRL_CMD_NEWFAMILY", Op: codec.OpNew, Set: attrs},
	{Type: 2, Name: "CTRL_CMD_DELFAMILY", Op: codec.OpDelete, Set: attrs},
	{Type: 3, Name: "CTRL_CMD_GETFAMILY", Op: codec.OpGet, Set: attrs},
	{Type: 4, Name: "CTRL_CMD_NEWOPS", Op: codec.OpNew, Set: attrs},
	{Type: 5, Name: "CTRL_CMD_DELOPS", Op: codec.OpDelete, Set: attrs},
	{Type: 6, Name: "CTRL_CMD_GETOPS", Op: codec.OpGet, Set: attrs},
	{Type: 7, Name: "CTRL_CMD_NEWMCAST_GRP", Op: codec.OpNew, Set: attrs},
	{Type: 8, Name: "CTRL_CMD_DELMCAST_GRP", Op: codec.OpDelete, Set: attrs},
	{Type: 9, Name: "CTRL_CMD_GETMCAST_GRP", Op: codec.OpGet, Set: attrs},
	{Type: 10, Name: "CTRL_CMD_GETPOLICY", Op: codec.OpGet, Set: attrs},
}

// attrs is the attributes CTRL_ATTR_* (linux/genetlink.h).
var attrs = codec.NewSet("CTRL_ATTR_", codec.Attrs{
	1:  {Name: "FAMILY_ID", Kind: codec.U16},
	2:  {Name: "FAMILY_NAME", Kind: codec.String},
	3:  {Name: "VERSION", Kind: codec.U32},
	4:  {Name: "HDRSIZE", Kind: codec.U32},
	5:  {Name: "MAXATTR", Kind: codec.U32},
	6:  {Name: "OPS", Kind: codec.NestArray, Elem: codec.NestOf(opAttrs)},
	7:  {Name: "MCAST_GROUPS", Kind: codec.NestArray, Elem: codec.NestOf(groupAttrs)},
	8:  {Name: "POLICY", Kind: codec.NestArray, Elem: policyByAttr, Doc: "index is the policy, then the attribute"},
	9:  {Name: "OP_POLICY", Kind: codec.NestArray, Elem: codec.NestOf(opPolicyAttrs), Doc: "index is the command"},
	10: {Name: "OP", Kind: codec.U32},
})

// policyByAttr is the policies of the attributes of one set.
var policyByAttr = &codec.Spec{Kind: codec.NestArray, Elem: codec.NestOf(codec.PolicyTypeAttrs)}

// opAttrs is the attributes CTRL_ATTR_OP_* (linux/genetlink.h).
var opAttrs = codec.NewSet("CTRL_ATTR_OP_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32},
	2: {Name: "FLAGS", Kind: codec.U32, Enum: opFlags},
})

// opFlags is the GENL_* flags of operations (linux/genetlink.h).
var opFlags = codec.NewFlags("genl_op_flags", "GENL_", []codec.Value{
	{Value: 0x1, Name: "ADMIN_PERM"},
	{Value: 0x2, Name: "CMD_CAP_DO"},
	{Value: 0x4, Name: "CMD_CAP_DUMP"},
	{Value: 0x8, Name: "CMD_CAP_HASPOL"},
	{Value: 0x10, Name: "UNS_ADMIN_PERM"},
})

// groupAttrs is the attributes CTRL_ATTR_MCAST_GRP_* (linux/genetlink.h).
var groupAttrs = codec.NewSet("CTRL_ATTR_MCAST_GRP_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "ID", Kind: codec.U32},
})

// opPolicyAttrs is the attributes CTRL_ATTR_POLICY_DO and CTRL_ATTR_POLICY_DUMP (linux/genetlink.h).
var opPolicyAttrs = codec.NewSet("CTRL_ATTR_POLICY_", codec.Attrs{
	1: {Name: "DO", Kind: codec.U32, Doc: "index of a policy"},
	2: {Name: "DUMP", Kind: codec.U32, Doc: "index of a policy"},
})
