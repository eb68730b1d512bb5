package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// cacheReportObject is what tells a multicast routing daemon about a packet that the kernel could not route. The
// attributes differ by the family: RTNL_FAMILY_IPMR or RTNL_FAMILY_IP6MR.
var cacheReportObject = &codec.Object{Name: "cache report", Header: rtgenmsgStruct, Set: cacheReportAttrs}

var cacheReportMessages = cacheReportObject.Messages(codec.Rows{
	{Type: 96, Name: "RTM_NEWCACHEREPORT", Op: codec.OpNew, Variants: []*codec.MessageType{
		{When: codec.When{Header: codec.Only("rtgen_family", linux.RTNL_FAMILY_IP6MR)}, Set: cacheReport6Attrs},
	}},
})

// cacheReportAttrs is IPMRA_CREPORT_* (linux/mroute.h).
var cacheReportAttrs = codec.NewSet("IPMRA_CREPORT_", codec.Attrs{
	1: {Name: "MSGTYPE", Kind: codec.U8, Enum: igmpmsgEnum},
	2: {Name: "VIF_ID", Kind: codec.U32},
	3: {Name: "SRC_ADDR", Kind: codec.IP4},
	4: {Name: "DST_ADDR", Kind: codec.IP4},
	5: {Name: "PKT", Kind: codec.Bytes},
	6: {Name: "TABLE", Kind: codec.U32, Enum: rtTableEnum},
})

// igmpmsgEnum is IGMPMSG_* (linux/mroute.h).
var igmpmsgEnum = codec.NewEnum("igmpmsg", "IGMPMSG_", codec.Names{
	1: "NOCACHE",
	2: "WRONGVIF",
	3: "WHOLEPKT",
	4: "WRVIFWHOLE",
})

// cacheReport6Attrs is IP6MRA_CREPORT_* (linux/mroute6.h).
var cacheReport6Attrs = codec.NewSet("IP6MRA_CREPORT_", codec.Attrs{
	1: {Name: "MSGTYPE", Kind: codec.U8, Enum: mrt6msgEnum},
	2: {Name: "MIF_ID", Kind: codec.U32},
	3: {Name: "SRC_ADDR", Kind: codec.IP6},
	4: {Name: "DST_ADDR", Kind: codec.IP6},
	5: {Name: "PKT", Kind: codec.Bytes},
})

// mrt6msgEnum is MRT6MSG_* (linux/mroute6.h).
var mrt6msgEnum = codec.NewEnum("mrt6msg", "MRT6MSG_", codec.Names{
	1: "NOCACHE",
	2: "WRONGMIF",
	3: "WHOLEPKT",
	4: "WRMIFWHOLE",
})

// ipmraTableAttrs is IPMRA_TABLE_*, in IFLA_AF_SPEC of links whose family is RTNL_FAMILY_IPMR (linux/mroute.h).
var ipmraTableAttrs = codec.NewSet("IPMRA_TABLE_", codec.Attrs{
	1: {Name: "ID", Kind: codec.U32, Enum: rtTableEnum},
	2: {Name: "CACHE_RES_QUEUE_LEN", Kind: codec.U32},
	3: {Name: "MROUTE_REG_VIF_NUM", Kind: codec.S32},
	4: {Name: "MROUTE_DO_ASSERT", Kind: codec.U8},
	5: {Name: "MROUTE_DO_PIM", Kind: codec.U8},
	6: {Name: "VIFS", Kind: codec.Nest, Set: ipmraVifsAttrs},
	7: {Name: "MROUTE_DO_WRVIFWHOLE", Kind: codec.U8},
})

// ipmraVifsAttrs is IPMRA_VIF*, one for each interface (linux/mroute.h).
var ipmraVifsAttrs = codec.NewSet("IPMRA_", codec.Attrs{
	1: {Name: "VIF", Kind: codec.Nest, Set: ipmraVifAttrs},
})

// ipmraVifAttrs is IPMRA_VIFA_* (linux/mroute.h).
var ipmraVifAttrs = codec.NewSet("IPMRA_VIFA_", codec.Attrs{
	1:  {Name: "IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	2:  {Name: "VIF_ID", Kind: codec.U32},
	3:  {Name: "FLAGS", Kind: codec.U16, Enum: vifFlagsEnum},
	4:  {Name: "BYTES_IN", Kind: codec.U64},
	5:  {Name: "BYTES_OUT", Kind: codec.U64},
	6:  {Name: "PACKETS_IN", Kind: codec.U64},
	7:  {Name: "PACKETS_OUT", Kind: codec.U64},
	8:  {Name: "LOCAL_ADDR", Kind: codec.IP4},
	9:  {Name: "REMOTE_ADDR", Kind: codec.IP4},
	10: {Name: "PAD", Kind: codec.Pad},
})

// vifFlagsEnum is VIFF_* (linux/mroute.h).
var vifFlagsEnum = codec.NewFlags("viff", "VIFF_", []codec.Value{
	{Value: 0x1, Name: "TUNNEL"},
	{Value: 0x2, Name: "SRCRT"},
	{Value: 0x4, Name: "REGISTER"},
	{Value: 0x8, Name: "USE_IFINDEX"},
})
