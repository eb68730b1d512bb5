package tc

import "github.com/nlkit/nlkit/codec"

// policeAttrs is TCA_POLICE_*: a policer, as an action and as a part of old filters (linux/pkt_cls.h).
var policeAttrs = codec.NewSet("TCA_POLICE_", codec.Attrs{
	1:  {Name: "TBF", Kind: codec.StructOf, Struct: policeStruct},
	2:  {Name: "RATE", Kind: codec.Array, Elem: ticksSpec, Bulk: true, Doc: "rate table"},
	3:  {Name: "PEAKRATE", Kind: codec.Array, Elem: ticksSpec, Bulk: true, Doc: "rate table"},
	4:  {Name: "AVRATE", Kind: codec.U32, Unit: codec.BytesPerSecond},
	5:  {Name: "RESULT", Kind: codec.S32, Enum: actionEnum},
	6:  {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	7:  {Name: "PAD", Kind: codec.Pad},
	8:  {Name: "RATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	9:  {Name: "PEAKRATE64", Kind: codec.U64, Unit: codec.BytesPerSecond},
	10: {Name: "PKTRATE64", Kind: codec.U64, Doc: "packets a second"},
	11: {Name: "PKTBURST64", Kind: codec.U64, Unit: codec.PschedTicks},
})

// policeStruct is struct tc_police (linux/pkt_cls.h).
var policeStruct = &codec.Struct{Name: "tc_police", Members: []codec.Member{
	{Name: "index", Kind: codec.U32},
	{Name: "action", Kind: codec.S32, Enum: actionEnum},
	{Name: "limit", Kind: codec.U32},
	{Name: "burst", Kind: codec.U32, Unit: codec.PschedTicks},
	{Name: "mtu", Kind: codec.U32},
	{Name: "rate", Kind: codec.StructOf, Struct: ratespecStruct},
	{Name: "peakrate", Kind: codec.StructOf, Struct: ratespecStruct},
	{Name: "refcnt", Kind: codec.S32},
	{Name: "bindcnt", Kind: codec.S32},
	{Name: "capab", Kind: codec.U32},
}}
