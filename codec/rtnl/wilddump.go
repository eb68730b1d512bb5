package rtnl

import "github.com/nlkit/nlkit/codec"

// wildDump adds, to the rows that get, the form that old iproute2 gives to dumps of any kind of object: a struct
// ifinfomsg instead of the header of the type. Without NETLINK_GET_STRICT_CHK the kernel accepts it.
func wildDump(rows codec.Rows, more ...codec.Where) codec.Rows {
	for i := range rows {
		if rows[i].Op == codec.OpGet {
			rows[i].Variants = append(rows[i].Variants, wildForm(false, more...))
		}
	}
	return rows
}

// wildForm is the form of such a dump. All after ifi_index is zero there, which no other header with attributes can be:
// an attribute is at least four octets long.
func wildForm(request bool, more ...codec.Where) *codec.MessageType {
	zero := []uint64{0}
	return &codec.MessageType{Header: ifinfomsgStruct, Set: linkAttrs, When: codec.When{
		Request: request,
		Header:  append(more, codec.Where{Member: "ifi_flags", Values: zero}, codec.Where{Member: "ifi_change", Values: zero}),
	}}
}
