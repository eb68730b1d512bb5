package codectest

import (
	"encoding/binary"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// kitchen is attributes of every kind that a caller can give a value for.
var kitchen = codec.NewSet("KT_", codec.Attrs{
	1: {Name: "U8", Kind: codec.U8}, 2: {Name: "U16", Kind: codec.U16},
	3: {Name: "U32", Kind: codec.U32}, 4: {Name: "U64", Kind: codec.U64},
	5: {Name: "S8", Kind: codec.S8}, 6: {Name: "S16", Kind: codec.S16}, 7: {Name: "S32", Kind: codec.S32},
	8: {Name: "S64", Kind: codec.S64},
	9: {Name: "BE16", Kind: codec.BE16}, 10: {Name: "BE32", Kind: codec.BE32}, 11: {Name: "BE64", Kind: codec.BE64},
	12: {Name: "UINT", Kind: codec.Uint}, 13: {Name: "SINT", Kind: codec.Sint}, 14: {Name: "BOOL", Kind: codec.Bool},
	15: {Name: "FLAG", Kind: codec.Flag}, 16: {Name: "STRING", Kind: codec.String},
	17: {Name: "BYTES", Kind: codec.Bytes},
	18: {Name: "LLADDR", Kind: codec.LLAddr}, 19: {Name: "IP", Kind: codec.IP}, 20: {Name: "IP4", Kind: codec.IP4},
	21: {Name: "IP6", Kind: codec.IP6},
	22: {Name: "LABELS", Kind: codec.MPLS}, 23: {Name: "BITS", Kind: codec.Bitfield32},
	24: {Name: "STRUCT", Kind: codec.StructOf, Struct: &codec.Struct{Name: "kt", Members: []codec.Member{
		{Name: "kt_a", Kind: codec.U8}, {Name: "kt_b", Kind: codec.BE32}, {Name: "kt_name", Kind: codec.String, Len: 4},
		{Name: "kt_list", Kind: codec.Array, Elem: codec.U16, Len: 2}}}},
	25: {Name: "ARRAY", Kind: codec.Array, Elem: codec.Of(codec.BE16)},
	26: {Name: "NEST", Kind: codec.Nest, Set: codec.NewSet("KTN_", codec.Attrs{1: {Name: "X", Kind: codec.U32}})},
	27: {Name: "LIST", Kind: codec.NestArray, Elem: codec.Of(codec.String),
		Index: codec.NewEnum("kt_index", "KTI_", codec.Names{1: "ONE", 2: "TWO"})},
	28: {Name: "ENUM", Kind: codec.U8,
		Enum: codec.NewEnum("kt_enum", "KTE_", codec.Names{"OFF", "SLOW", "FAST"})},
	29: {Name: "FLAGS", Kind: codec.U32, Enum: codec.NewFlags("kt_flags", "KTF_", []codec.Value{
		{Value: 1, Name: "A"}, {Value: 2, Name: "B"}, {Value: 12, Name: "WIDE"}})},
	30: {Name: "TICKS", Kind: codec.U32, Unit: codec.ClockTicks},
	31: {Name: "MSECS", Kind: codec.U16, Unit: codec.Milliseconds},
	32: {Name: "LE32", Kind: codec.LE32}, 33: {Name: "SWITCH", Kind: codec.Switch},
	34: {Name: "MAP", Kind: codec.Bytes, Enum: codec.NewEnum("kt_map", "KTM_", codec.Names{"A", "B", 8: "NINTH"})},
	35: {Name: "ID", Kind: codec.U64, Unit: codec.Hex},
	36: {Name: "CONF", Kind: codec.Array, Elem: codec.Of(codec.U8), Base: 1,
		Index: codec.NewEnum("kt_conf", "KTC_", codec.Names{1: "FORWARDING", 2: "RP_FILTER"})},
	37: {Name: "ADDRS", Kind: codec.Array, Elem: codec.Of(codec.IP4)},
	38: {Name: "TEXTS", Kind: codec.NestArray, Elem: codec.Of(codec.String)},
	39: {Name: "WIDE", Kind: codec.Array, Elem: codec.Of(codec.U64)},
	40: {Name: "UNION", Kind: codec.StructOf, Struct: &codec.Struct{Name: "ku", Members: []codec.Member{
		{Name: "ku_kind", Kind: codec.U8}, {Name: "ku_value", Kind: codec.Bytes, Len: 8,
			Select: codec.ByField("ku_kind", codec.Cases{
				{Value: 1, Spec: codec.Of(codec.BE32)}, {Value: 2, Spec: codec.Of(codec.String)}, {Value: 3,
					Spec: codec.Of(codec.IP4)},
				{Value: 4, Spec: codec.StructSpec(&codec.Struct{Name: "kp", Members: []codec.Member{
					{Name: "kp_x", Kind: codec.U16}, {Name: "kp_pad", Kind: codec.Pad, Len: 2}, {Name: "kp_y",
						Kind: codec.U16}}})},
				{Value: 5, Spec: codec.Of(codec.LLAddr)}, {Value: 6, Spec: codec.Of(codec.U64)},
			})}}}},
	41: {Name: "PAIRS", Kind: codec.Array, Elem: codec.StructSpec(&codec.Struct{Name: "kp2", Members: []codec.Member{
		{Name: "kp_to", Kind: codec.U8}, {Name: "kp_from", Kind: codec.U8}}})},
	42: {Name: "PREFIXED", Kind: codec.Nest, Struct: &codec.Struct{Name: "kh", Members: []codec.Member{
		{Name: "kh_id", Kind: codec.U16}, {Name: "kh_size", Kind: codec.U8}}},
		Set: codec.NewSet("KTN_", codec.Attrs{1: {Name: "X", Kind: codec.U32}})},
	44: {Name: "NAMED", Kind: codec.StructOf, Struct: &codec.Struct{Name: "kn", Members: []codec.Member{
		{Name: "kn_id", Kind: codec.U8}, {Name: "kn_name", Kind: codec.String}}}},
	43: {Name: "RECORDS", Kind: codec.Nest, Set: codec.NewFramedSet(&codec.Framing{Name: "kt_record", Header: 2,
		TypeSize: 1,
		LenOff:   1, LenSize: 1, Align: 1}, "KTR_", codec.Attrs{1: {Name: "SSID", Kind: codec.String, NoNUL: true},
		2: {Name: "RATE", Kind: codec.U8}})},
	45: {Name: "SBE32", Kind: codec.SBE32},
	50: {Name: "FIELDS", Kind: codec.StructOf, Struct: &codec.Struct{Name: "kb", Members: []codec.Member{
		{Name: "kb_low", Kind: codec.U8, Bits: 4, Enum: codec.NewEnum("kb", "KB_", codec.Names{1: "ONE"})},
		{Name: "kb_high", Kind: codec.U8, Bits: 4}, {Name: "kb_len", Kind: codec.U16, Bits: 12},
		{Name: "kb_layer", Kind: codec.U16, Bits: 4}}}},
	51: {Name: "PARTS", Kind: codec.U32, Parts: &codec.Struct{Name: "kp3", Word: codec.U32, Members: []codec.Member{
		{Name: "kp_proto", Kind: codec.BE16, Enum: codec.NewSparse("kp_proto", "KPP_", []codec.Value{
			{Value: 2048, Name: "IP"}})},
		{Name: "kp_prio", Kind: codec.U16}}}},
	52: {Name: "CODE", Kind: codec.S32, Enum: codec.NewSparse("kt_code", "KTX_", []codec.Value{{Value: 2, Name: "DROP"},
		{Value: 1 << 28, Name: "JUMP", Mask: 0xf << 28}, {Value: 1<<64 - 1, Name: "UNSPEC"}})},
	53: {Name: "TABLE", Kind: codec.U32, Unit: codec.U32Handle},
	60: {Name: "CURVE", Kind: codec.Array, Elem: codec.Of(codec.S16), Bulk: true},
	61: {Name: "HANDLE", Kind: codec.U32, Unit: codec.TCHandle},
	62: {Name: "PLACE", Kind: codec.StructOf, Struct: &codec.Struct{Name: "kl", Members: []codec.Member{
		{Name: "kl_parent", Kind: codec.U32, Unit: codec.TCHandle}, {Name: "kl_rate", Kind: codec.U32,
			Unit: codec.BytesPerSecond}, {Name: "kl_loss", Kind: codec.U32, Unit: codec.Share32}}}},
})

var kitchenType = &codec.MessageType{Type: 77, Name: "KT_SET", Op: codec.OpNew, Set: kitchen}

// KitchenDecoder knows the messages of the kitchen, and of the cupboard in it.
var KitchenDecoder = &codec.Decoder{Registry: codec.NewRegistry(
	&codec.Protocol{Name: "NETLINK_KITCHEN", Number: 30, Messages: []*codec.MessageType{
		kitchenType, cupboardType, {Type: 79, Name: "KT_BARE"}, {Type: 80, Name: "KT_STRUCT",
			Header: cupboardType.Header}}})}

// cupboard is attributes that others choose the layout of.
var cupboard = codec.NewSet("KC_", codec.Attrs{
	1: {Name: "NUMBER", Kind: codec.U16, Enum: codec.NewEnum("kc", "KC_IS_", codec.Names{1: "WORD", 2: "PAIR"})},
	2: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("KC_NUMBER", codec.Cases{
		{Value: 1, Spec: codec.Of(codec.U32)}, {Value: 2, Spec: codec.NestOf(codec.NewSet("KTN_",
			codec.Attrs{1: {Name: "X", Kind: codec.U32}}))}})},
	3: {Name: "BY_FLAG", Kind: codec.U32, Select: codec.ByNested(codec.NestOf(codec.NewSet("KTN_",
		codec.Attrs{1: {Name: "X", Kind: codec.U32}})))},
	4: {Name: "BY_TYPE", Kind: codec.Bytes, Select: codec.ByMessage(codec.Cases{{Value: 78,
		Spec: codec.Of(codec.U32)}})},
	5: {Name: "BY_SIZE", Kind: codec.Bytes, Select: codec.ByLength(codec.Cases{{Value: 2, Spec: codec.Of(codec.U16)},
		{Value: 4, Spec: codec.Of(codec.U32)}})},
	6: {Name: "BY_FIELD", Kind: codec.Bytes, Select: codec.ByField("kc_id", codec.Cases{{Value: 7,
		Spec: codec.Of(codec.U32)}})},
	7: {Name: "BY_START", Kind: codec.Bytes, Select: codec.ByLeading(2, codec.Cases{{Value: 0x0102,
		Spec: codec.Of(codec.BE32)}})},
	8: {Name: "WITHIN", Kind: codec.Nest},
	9: {Name: "RECORDS", Kind: codec.Nest, Set: codec.NewFramedSet(&codec.Framing{Name: "kc_record", Header: 4,
		TypeSize: 2,
		LenOff:   2, LenSize: 2, Inclusive: true, Align: 2}, "KCR_", codec.Attrs{1: {Name: "U8", Kind: codec.U8},
		257: {Name: "FAR", Kind: codec.U16}})},
	10: {Name: "FLAGS", Kind: codec.U8, Enum: codec.NewFlags("kc_flags", "KCF_", []codec.Value{{Value: 0,
		Name: "NONE"}, {Value: 1, Name: "A"}})},
	11: {Name: "ADDRESS", Kind: codec.IP},
	12: {Name: "OPEN", Kind: codec.StructOf, Struct: &codec.Struct{Name: "ko", Packed: true, Members: []codec.Member{
		{Name: "ko_kind", Kind: codec.U8}, {Name: "ko_value", Kind: codec.Bytes, Select: codec.ByField("ko_kind",
			codec.Cases{
				{Value: 1, Spec: codec.StructSpec(&codec.Struct{Name: "kv", Members: []codec.Member{
					{Name: "kv_x", Kind: codec.U16}, {Name: "kv_y", Kind: codec.U16}}})}})}}}},
	13: {Name: "SIDES", Kind: codec.StructOf, Struct: &codec.Struct{Name: "ks", Members: []codec.Member{
		{Name: "ks_left", Kind: codec.U8}, {Name: "ks_right", Kind: codec.StructOf, Struct: headStruct}}}},
	14: {Name: "BY_MEMBER", Kind: codec.U32, Select: codec.BySiblingMember("KC_SIDES", "ks_right.ke_kind", codec.Cases{
		{Value: 5, Spec: codec.Of(codec.String)}})},
	15: {Name: "HEADED", Kind: codec.NestArray, Elem: &codec.Spec{Kind: codec.SubMessage,
		Select: codec.ByHead(headStruct, "ke_kind", codec.Cases{
			{Value: 1, Spec: codec.StructSpec(&codec.Struct{Name: "ke1", Members: append(headStruct.Members[:2:2],
				codec.Member{Name: "ke_x", Kind: codec.U32})})},
			{Value: 2, Spec: &codec.Spec{Kind: codec.Nest, Struct: headStruct, Set: codec.NewSet("KTN_", codec.Attrs{
				1: {Name: "X", Kind: codec.U32}})}}})}},
	16: {Name: "BY_RECORDS", Kind: codec.Bytes, Select: codec.ByRecords(codec.NewFramedSet(&codec.Framing{
		Name: "kc_tlv", Header: 2, TypeSize: 1, LenOff: 1, LenSize: 1, Align: 1}, "KCT_",
		codec.Attrs{0: {Name: "TEXT", Kind: codec.String}, 1: {Name: "WORD", Kind: codec.U32}}))},
})

// headStruct is what the elements of KC_HEADED start with.
var headStruct = &codec.Struct{Name: "ke", Members: []codec.Member{
	{Name: "ke_id", Kind: codec.U16}, {Name: "ke_kind", Kind: codec.U16}}}

func init() { cupboard.Attrs[8].Set = cupboard }

var cupboardType = &codec.MessageType{Type: 78, Name: "KC_SET", Op: codec.OpNew, Set: cupboard,
	Header: &codec.Struct{Name: "kc", Members: []codec.Member{{Name: "kc_id", Kind: codec.U32}}}}

// KitchenMessage makes a message of one attribute of the kitchen.
func KitchenMessage(t *testing.T, typ uint16, payload string) []byte {
	t.Helper()
	p := Octets(t, payload)
	b := codec.Header{Type: 77, Flags: 1, Seq: 2, PortID: 3}.Append(nil, false)
	b = binary.LittleEndian.AppendUint16(b, uint16(4+len(p)))
	b = append(binary.LittleEndian.AppendUint16(b, typ), p...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	PutLen(b, false)
	return b
}
