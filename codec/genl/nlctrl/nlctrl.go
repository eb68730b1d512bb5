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

// familyObject is families, with their operations and multicast groups (linux/genetlink.h).
var familyObject = &codec.Object{Name: "family", Set: attrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("CTRL_ATTR_FAMILY_ID")}},
}}

// messages is the commands CTRL_CMD_* (linux/genetlink.h).
var messages = familyObject.Messages(
	codec.NewDelGet(1, "CTRL_CMD_NEWFAMILY", "CTRL_CMD_DELFAMILY", "CTRL_CMD_GETFAMILY"),
	codec.NewDelGet(4, "CTRL_CMD_NEWOPS", "CTRL_CMD_DELOPS", "CTRL_CMD_GETOPS"),
	codec.NewDelGet(7, "CTRL_CMD_NEWMCAST_GRP", "CTRL_CMD_DELMCAST_GRP", "CTRL_CMD_GETMCAST_GRP"),
	codec.Rows{{Type: 10, Name: "CTRL_CMD_GETPOLICY", Op: codec.OpGet}},
)

// attrs is the attributes CTRL_ATTR_* (linux/genetlink.h).
var attrs = codec.NewSet("CTRL_ATTR_", codec.Attrs{
	1:  {Name: "FAMILY_ID", Kind: codec.U16},
	2:  {Name: "FAMILY_NAME", Kind: codec.String},
	3:  {Name: "VERSION", Kind: codec.U32},
	4:  {Name: "HDRSIZE", Kind: codec.U32},
	5:  {Name: "MAXATTR", Kind: codec.U32},
	6:  {Name: "OPS", Kind: codec.NestArray, Elem: codec.NestOf(opAttrs)},
	7:  {Name: "MCAST_GROUPS", Kind: codec.NestArray, Elem: codec.NestOf(groupAttrs)},
	8:  {Name: "POLICY", Kind: codec.NestArray, Elem: policySpec, Doc: "index is the policy, then the attribute"},
	9:  {Name: "OP_POLICY", Kind: codec.NestArray, Elem: codec.NestOf(opPolicyAttrs), Doc: "index is the command"},
	10: {Name: "OP", Kind: codec.U32},
})

// policySpec is the policies of the attributes of one set.
var policySpec = &codec.Spec{Kind: codec.NestArray, Elem: codec.NestOf(codec.PolicyTypeAttrs)}

// opAttrs is the attributes CTRL_ATTR_OP_* (linux/genetlink.h).
var opAttrs = codec.NewSet("CTRL_ATTR_OP_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32},
	2: {Name: "FLAGS", Kind: codec.U32, Enum: opFlagsEnum},
})

// opFlagsEnum is the GENL_* flags of operations (linux/genetlink.h).
var opFlagsEnum = codec.NewFlags("genl_op_flags", "GENL_", []codec.Value{
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
