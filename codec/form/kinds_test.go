package form_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/codectest"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestFormsOfEveryKind writes values of each kind as text, in JSON and in pyroute2's form, right ones and odd ones.
// What the value does not tell is beside it, and nothing else is.
func TestFormsOfEveryKind(t *testing.T) {
	const nested, netByteOrder = 1 << 15, 1 << 14
	for _, c := range []struct {
		typ            uint16
		payload        string
		text, json, py string
	}{
		{1, "ff", "KT_U8 255", `"KT_U8","value":255`, `'KT_U8', 255`},
		{1, "ff01", "KT_U8 255", `"KT_U8","value":255,"hex":"ff01"`, `'KT_U8', 255, 0, {'hex': 'ff01'}`},
		{2, "3412", "KT_U16 4660", `"KT_U16","value":4660`, `'KT_U16', 4660`},
		{3, "ffffffff", "KT_U32 4294967295", `"KT_U32","value":4294967295`, `'KT_U32', 4294967295`},
		{3, "0100000002", "KT_U32 1", `"KT_U32","value":1,"hex":"0100000002"`, `'KT_U32', 1, 0, {'hex': '0100000002'}`},
		{3 | netByteOrder, "00000001", "KT_U32 1", `"KT_U32","net_byteorder":true,"value":1`, `'KT_U32', 1, 16384`},
		{4, "0000000000000080", "KT_U64 9223372036854775808", `"KT_U64","value":9223372036854775808`,
			`'KT_U64', 9223372036854775808`},
		{5, "80", "KT_S8 -128", `"KT_S8","value":-128`, `'KT_S8', -128`},
		{6, "feff", "KT_S16 -2", `"KT_S16","value":-2`, `'KT_S16', -2`},
		{7, "fdffffff", "KT_S32 -3", `"KT_S32","value":-3`, `'KT_S32', -3`},
		{8, "ffffffffffffff7f", "KT_S64 9223372036854775807", `"KT_S64","value":9223372036854775807`,
			`'KT_S64', 9223372036854775807`},
		{9, "1234", "KT_BE16 4660", `"KT_BE16","value":4660`, `'KT_BE16', 4660`},
		{10, "12345678", "KT_BE32 305419896", `"KT_BE32","value":305419896`, `'KT_BE32', 305419896`},
		{11, "0000000000000001", "KT_BE64 1", `"KT_BE64","value":1`, `'KT_BE64', 1`},
		{45, "fffffed4", "KT_SBE32 -300", `"KT_SBE32","value":-300`, `'KT_SBE32', -300`},
		{32, "01000000", "KT_LE32 1", `"KT_LE32","value":1`, `'KT_LE32', 1`},
		{12, "05000000", "KT_UINT 5", `"KT_UINT","value":5`, `'KT_UINT', 5`},
		{12, "0000000001000000", "KT_UINT 4294967296", `"KT_UINT","value":4294967296`, `'KT_UINT', 4294967296`},
		{12, "0100000000000000", "KT_UINT 1", `"KT_UINT","value":1,"hex":"0100000000000000"`,
			`'KT_UINT', 1, 0, {'hex': '0100000000000000'}`},
		{13, "ffffffff", "KT_SINT -1", `"KT_SINT","value":-1`, `'KT_SINT', -1`},
		{13, "ffffff7fffffffff", "KT_SINT -2147483649", `"KT_SINT","value":-2147483649`, `'KT_SINT', -2147483649`},
		{14, "01", "KT_BOOL true", `"KT_BOOL","value":true`, `'KT_BOOL', 1`},
		{14, "00", "KT_BOOL false", `"KT_BOOL","value":false`, `'KT_BOOL', 0`},
		{14, "02", "KT_BOOL 2", `"KT_BOOL","value":2`, `'KT_BOOL', 2`},
		{15, "", "KT_FLAG true", `"KT_FLAG","value":true`, `'KT_FLAG', True`},
		{15, "01", "KT_FLAG hex:01", `"KT_FLAG","value":true,"hex":"01"`, `'KT_FLAG', True, 0, {'hex': '01'}`},
		{33, "", "KT_SWITCH true", `"KT_SWITCH","value":true,"hex":""`, `'KT_SWITCH', 1, 0, {'hex': ''}`},
		{33, "00", "KT_SWITCH false", `"KT_SWITCH","value":false`, `'KT_SWITCH', 0`},
		{16, "6c6f00", "KT_STRING lo", `"KT_STRING","value":"lo"`, `'KT_STRING', 'lo'`},
		{16, "6c6f", "KT_STRING lo", `"KT_STRING","value":"lo","nul":0`, `'KT_STRING', 'lo', 0, {'nul': 0}`},
		{16, "6c6f0000", "KT_STRING \"lo\\u0000\\u0000\"", `"KT_STRING","value":"lo","nul":2`,
			`'KT_STRING', 'lo', 0, {'nul': 2}`},
		{16, "00", `KT_STRING ""`, `"KT_STRING","value":""`, `'KT_STRING', ''`},
		{16, "", `KT_STRING ""`, `"KT_STRING","value":"","nul":0`, `'KT_STRING', '', 0, {'nul': 0}`},
		{16, "6120627a00", `KT_STRING "a bz"`, `"KT_STRING","value":"a bz"`, `'KT_STRING', 'a bz'`},
		{16, "225c0a00", `KT_STRING "\"\\\n"`, `"KT_STRING","value":"\"\\\n"`, `'KT_STRING', '"\\\n'`},
		{16, "c3a400", `KT_STRING "ä"`, `"KT_STRING","value":"ä"`, `'KT_STRING', 'ä'`},
		{16, "61ff00", "KT_STRING \"a\ufffd\\u0000\"", "\"KT_STRING\",\"value\":\"a\ufffd\",\"hex\":\"61ff00\"",
			`'KT_STRING', 'a�', 0, {'hex': '61ff00'}`},
		{16, "61006200", `KT_STRING "a\u0000b\u0000"`, `"KT_STRING","value":"a\u0000b","hex":"61006200"`,
			`'KT_STRING', 'a\u0000b', 0, {'hex': '61006200'}`},
		{17, "0102", "KT_BYTES hex:0102", `"KT_BYTES","hex":"0102"`, `'KT_BYTES', '01:02'`},
		{17, "", "KT_BYTES (empty)", `"KT_BYTES","hex":""`, `'KT_BYTES', ''`},
		{18, "020000000001", "KT_LLADDR 02:00:00:00:00:01", `"KT_LLADDR","value":"02:00:00:00:00:01"`,
			`'KT_LLADDR', '02:00:00:00:00:01'`},
		{18, "", "KT_LLADDR (empty)", `"KT_LLADDR","value":""`, `'KT_LLADDR', ''`},
		{19, "c0000201", "KT_IP 192.0.2.1", `"KT_IP","value":"192.0.2.1"`, `'KT_IP', '192.0.2.1'`},
		{19, "20010db8000000000000000000000001", "KT_IP 2001:db8::1", `"KT_IP","value":"2001:db8::1"`,
			`'KT_IP', '2001:db8::1'`},
		{19, "c000020109", "KT_IP hex:c000020109", `"KT_IP","hex":"c000020109"`,
			`'KT_IP', None, 0, {'hex': 'c000020109'}`},
		{20, "ff000a63", "KT_IP4 255.0.10.99", `"KT_IP4","value":"255.0.10.99"`, `'KT_IP4', '255.0.10.99'`},
		{21, "00000000000000000000ffffc0000201", "KT_IP6 ::ffff:192.0.2.1", `"KT_IP6","value":"::ffff:192.0.2.1"`,
			`'KT_IP6', '::ffff:192.0.2.1'`},
		{22, "00011100", "KT_LABELS 17", `"KT_LABELS","value":[{"label":17,"tc":0,"bos":true,"ttl":0}]`,
			`'KT_LABELS', [{'label':17,'tc':0,'bos':True,'ttl':0}]`},
		{22, "000100" + "00" + "00011f40", "KT_LABELS 16/17 tc 7 ttl 64",
			`"KT_LABELS","value":[{"label":16,"tc":0,"bos":false,"ttl":0},{"label":17,"tc":7,"bos":true,"ttl":64}]`,
			`'KT_LABELS', [{'label':16,'tc':0,'bos':False,'ttl':0},{'label':17,'tc':7,'bos':True,'ttl':64}]`},
		{23, "0100000003000000", "KT_BITS value=1 selector=3", `"KT_BITS","value":{"value":1,"selector":3}`,
			`'KT_BITS', {'value':1,'selector':3}`},
		{24, "01000000" + "00000002" + "61620000" + "03000400", "KT_STRUCT {kt_a=1 kt_b=2 kt_name=ab kt_list=[3 4]}",
			`"KT_STRUCT","value":{"kt_a":1,"kt_b":2,"kt_name":"ab","kt_list":[3,4]}`,
			`'KT_STRUCT', {'kt_a': 1, 'kt_b': 2, 'kt_name': 'ab', 'kt_list': [3, 4]}`},
		{24, "01000000" + "00000002", "KT_STRUCT {kt_a=1 kt_b=2}",
			`"KT_STRUCT","value":{"kt_a":1,"kt_b":2},"hex":"0100000000000002"`,
			`'KT_STRUCT', {'kt_a': 1, 'kt_b': 2}, 0, {'hex': '0100000000000002'}`},
		{24, "01ff0000" + "00000002" + "61620000" + "03000400", "KT_STRUCT {kt_a=1 kt_b=2 kt_name=ab kt_list=[3 4]}",
			`"KT_STRUCT","value":{"kt_a":1,"kt_b":2,"kt_name":"ab","kt_list":[3,4]},` +
				`"hex":"01ff0000000000026162000003000400"`,
			`'KT_STRUCT', {'kt_a': 1, 'kt_b': 2, 'kt_name': 'ab', 'kt_list': [3, 4]}, 0, {'hex': ` +
				`'01ff0000000000026162000003000400'}`},
		{24, "01000000" + "00000002" + "61620000" + "03000400" + "05000000",
			"KT_STRUCT {kt_a=1 kt_b=2 kt_name=ab kt_list=[3 4] hex:05000000}",
			`"KT_STRUCT","value":{"kt_a":1,"kt_b":2,"kt_name":"ab","kt_list":[3,4]},` +
				`"hex":"0100000000000002616200000300040005000000"`,
			`'KT_STRUCT', {'kt_a': 1, 'kt_b': 2, 'kt_name': 'ab', 'kt_list': [3, 4]}, 0, {'hex': ` +
				`'0100000000000002616200000300040005000000'}`},
		{25, "00010002", "KT_ARRAY [1 2]", `"KT_ARRAY","value":[1,2]`, `'KT_ARRAY', [1, 2]`},
		{25, "", "KT_ARRAY []", `"KT_ARRAY","value":[]`, `'KT_ARRAY', []`},
		{26, "0800010001000000", "KT_NEST\n    KTN_X 1", `"KT_NEST","attrs":[{"attr":"KTN_X","value":1}]`,
			`'KT_NEST', {'attrs': [('KTN_X', 1)]}`},
		{26 | nested, "0800010001000000", "KT_NEST\n    KTN_X 1",
			`"KT_NEST","nested":true,"attrs":[{"attr":"KTN_X","value":1}]`,
			`'KT_NEST', {'attrs': [('KTN_X', 1)]}, 32768`},
		{26, "", "KT_NEST", `"KT_NEST","attrs":[]`, `'KT_NEST', {'attrs': []}`},
		{26, "0500630001000000", "KT_NEST\n    99 hex:01", `"KT_NEST","attrs":[{"attr":99,"hex":"01"}]`,
			`'KT_NEST', {'attrs': [('UNKNOWN', {'header': {'length': 5, 'type': 99}, 'data': '01'})]}`},
		{27, "06000100610000000500070000000000", "KT_LIST\n    KTI_ONE a\n    7 \"\"",
			`"KT_LIST","attrs":[{"attr":"KTI_ONE","value":"a"},{"attr":7,"value":""}]`,
			`'KT_LIST', {'attrs': [('KTI_ONE', 'a'), (7, '')]}`},
		{28, "02", "KT_ENUM KTE_FAST", `"KT_ENUM","value":"KTE_FAST"`, `'KT_ENUM', 2`},
		{28, "09", "KT_ENUM 9", `"KT_ENUM","value":9`, `'KT_ENUM', 9`},
		{29, "0d000000", "KT_FLAGS KTF_A|KTF_WIDE", `"KT_FLAGS","value":["KTF_A","KTF_WIDE"]`, `'KT_FLAGS', 13`},
		{29, "15000000", "KT_FLAGS KTF_A|0x14", `"KT_FLAGS","value":["KTF_A",20]`, `'KT_FLAGS', 21`},
		{29, "00000000", "KT_FLAGS 0", `"KT_FLAGS","value":[]`, `'KT_FLAGS', 0`},
		{29, "40000000", "KT_FLAGS 0x40", `"KT_FLAGS","value":[64]`, `'KT_FLAGS', 64`},
		{30, "2c010000", "KT_TICKS 300 (3s)", `"KT_TICKS","value":300`, `'KT_TICKS', 300`},
		{30, "00000000", "KT_TICKS 0", `"KT_TICKS","value":0`, `'KT_TICKS', 0`},
		{30, "01000000", "KT_TICKS 1 (10ms)", `"KT_TICKS","value":1`, `'KT_TICKS', 1`},
		{31, "dc05", "KT_MSECS 1500 (1.5s)", `"KT_MSECS","value":1500`, `'KT_MSECS', 1500`},
		{34, "8301", "KT_MAP KTM_A|KTM_B|7|KTM_NINTH",
			`"KT_MAP","value":["KTM_A","KTM_B",7,"KTM_NINTH"],"hex":"8301"`, `'KT_MAP', '83:01'`},
		{34, "0000", "KT_MAP 0", `"KT_MAP","value":[],"hex":"0000"`, `'KT_MAP', '00:00'`},
		{35, "ff00000000000000", "KT_ID 00000000000000ff", `"KT_ID","value":"00000000000000ff"`, `'KT_ID', 255`},
		{36, "0102", "KT_CONF [KTC_FORWARDING=1 KTC_RP_FILTER=2]",
			`"KT_CONF","value":{"KTC_FORWARDING":1,"KTC_RP_FILTER":2}`, `'KT_CONF', {'forwarding': 1, 'rp_filter': 2}`},
		{36, "010203", "KT_CONF [KTC_FORWARDING=1 KTC_RP_FILTER=2 3=3]",
			`"KT_CONF","value":{"KTC_FORWARDING":1,"KTC_RP_FILTER":2,"3":3}`,
			`'KT_CONF', {'forwarding': 1, 'rp_filter': 2, '3': 3}`},
		{37, "c0000201c0000202", "KT_ADDRS [192.0.2.1 192.0.2.2]", `"KT_ADDRS","value":["192.0.2.1","192.0.2.2"]`,
			`'KT_ADDRS', ['192.0.2.1', '192.0.2.2']`},
		{40, "01" + "00000007" + "00000000", "KT_UNION {ku_kind=1 ku_value=7}",
			`"KT_UNION","value":{"ku_kind":1,"ku_value":7}`, `'KT_UNION', {'ku_kind': 1, 'ku_value': 7}`},
		{40, "01" + "00000007" + "00000001", "KT_UNION {ku_kind=1 ku_value=7}",
			`"KT_UNION","value":{"ku_kind":1,"ku_value":7},"hex":"010000000700000001"`,
			`'KT_UNION', {'ku_kind': 1, 'ku_value': 7}, 0, {'hex': '010000000700000001'}`},
		{40, "02" + "6162636465666700", "KT_UNION {ku_kind=2 ku_value=abcdefg}",
			`"KT_UNION","value":{"ku_kind":2,"ku_value":"abcdefg"}`,
			`'KT_UNION', {'ku_kind': 2, 'ku_value': 'abcdefg'}`},
		{40, "03" + "c000020100000000", "KT_UNION {ku_kind=3 ku_value=192.0.2.1}",
			`"KT_UNION","value":{"ku_kind":3,"ku_value":"192.0.2.1"}`,
			`'KT_UNION', {'ku_kind': 3, 'ku_value': '192.0.2.1'}`},
		{40, "04" + "0100000002000000", "KT_UNION {ku_kind=4 ku_value={kp_x=1 kp_y=2}}",
			`"KT_UNION","value":{"ku_kind":4,"ku_value":{"kp_x":1,"kp_y":2}}`,
			`'KT_UNION', {'ku_kind': 4, 'ku_value': {'kp_x': 1, 'kp_y': 2}}`},
		{40, "05" + "0200000000010000", "KT_UNION {ku_kind=5 ku_value=02:00:00:00:00:01}",
			`"KT_UNION","value":{"ku_kind":5,"ku_value":"02:00:00:00:00:01"}`,
			`'KT_UNION', {'ku_kind': 5, 'ku_value': '02:00:00:00:00:01'}`},
		{40, "06" + "0200000000000080", "KT_UNION {ku_kind=6 ku_value=9223372036854775810}",
			`"KT_UNION","value":{"ku_kind":6,"ku_value":9223372036854775810}`,
			`'KT_UNION', {'ku_kind': 6, 'ku_value': 9223372036854775810}`},
		{40, "09" + "0102030405060708", "KT_UNION {ku_kind=9 ku_value=hex:0102030405060708}",
			`"KT_UNION","value":{"ku_kind":9,"ku_value":"0102030405060708"}`,
			`'KT_UNION', {'ku_kind': 9, 'ku_value': '01:02:03:04:05:06:07:08'}`},
		{44, "016162", "KT_NAMED {kn_id=1 kn_name=ab}", `"KT_NAMED","value":{"kn_id":1,"kn_name":"ab"}`,
			`'KT_NAMED', {'kn_id': 1, 'kn_name': 'ab'}`},
		{44, "01616200", "KT_NAMED {kn_id=1 kn_name=ab}",
			`"KT_NAMED","value":{"kn_id":1,"kn_name":"ab"},"hex":"01616200"`,
			`'KT_NAMED', {'kn_id': 1, 'kn_name': 'ab'}, 0, {'hex': '01616200'}`},
		{44, "01", "KT_NAMED {kn_id=1 kn_name=\"\"}", `"KT_NAMED","value":{"kn_id":1,"kn_name":""}`,
			`'KT_NAMED', {'kn_id': 1, 'kn_name': ''}`},
		{41, "01020304", "KT_PAIRS [{kp_to=1 kp_from=2} {kp_to=3 kp_from=4}]",
			`"KT_PAIRS","value":[{"kp_to":1,"kp_from":2},{"kp_to":3,"kp_from":4}]`,
			`'KT_PAIRS', [{'kp_to': 1, 'kp_from': 2}, {'kp_to': 3, 'kp_from': 4}]`},
		{41, "010203", "KT_PAIRS hex:010203", `"KT_PAIRS","hex":"010203"`, `'KT_PAIRS', None, 0, {'hex': '010203'}`},
		{42, "01000200" + "0800010001000000", "KT_PREFIXED\n    kh kh_id=1 kh_size=2\n    KTN_X 1",
			`"KT_PREFIXED","value":{"kh_id":1,"kh_size":2},"attrs":[{"attr":"KTN_X","value":1}]`,
			`'KT_PREFIXED', {'id': 1, 'size': 2, 'attrs': [('KTN_X', 1)]}`},
		{42, "01000200", "KT_PREFIXED\n    kh kh_id=1 kh_size=2",
			`"KT_PREFIXED","value":{"kh_id":1,"kh_size":2},"attrs":[]`,
			`'KT_PREFIXED', {'id': 1, 'size': 2, 'attrs': []}`},
		{42, "01000205" + "0800010001000000", "KT_PREFIXED\n    kh kh_id=1 kh_size=2 hex:05\n    KTN_X 1",
			`"KT_PREFIXED","value":{"kh_id":1,"kh_size":2,"hex":"01000205"},"attrs":[{"attr":"KTN_X","value":1}]`,
			`'KT_PREFIXED', {'id': 1, 'size': 2, 'hex': '01000205', 'attrs': [('KTN_X', 1)]}`},
		{43, "01036c6162" + "020105" + "0900", "KT_RECORDS\n    KTR_SSID lab\n    KTR_RATE 5\n    9 (empty)",
			`"KT_RECORDS","attrs":[{"attr":"KTR_SSID","value":"lab"},{"attr":"KTR_RATE","value":5},{"attr":9,` +
				`"hex":""}]`,
			`'KT_RECORDS', {'attrs': [('KTR_SSID', 'lab'), ('KTR_RATE', 5), ('UNKNOWN', {'header': {'length': 2, ` +
				`'type': 9}, 'data': ''})]}`},
		{50, "21003472", "KT_FIELDS {kb_low=KB_ONE kb_high=2 kb_len=564 kb_layer=7}",
			`"KT_FIELDS","value":{"kb_low":"KB_ONE","kb_high":2,"kb_len":564,"kb_layer":7}`,
			`'KT_FIELDS', {'kb_low': 1, 'kb_high': 2, 'kb_len': 564, 'kb_layer': 7}`},
		{51, "08000500", "KT_PARTS {kp_proto=KPP_IP kp_prio=5}", `"KT_PARTS","value":{"kp_proto":"KPP_IP","kp_prio":5}`,
			`'KT_PARTS', 327688`},
		{52, "02000000", "KT_CODE KTX_DROP", `"KT_CODE","value":"KTX_DROP"`, `'KT_CODE', 2`},
		{52, "ffffffff", "KT_CODE KTX_UNSPEC", `"KT_CODE","value":"KTX_UNSPEC"`, `'KT_CODE', -1`},
		{52, "07000010", "KT_CODE KTX_JUMP|7", `"KT_CODE","value":"KTX_JUMP|7"`, `'KT_CODE', 268435463`},
		{52, "00000010", "KT_CODE KTX_JUMP", `"KT_CODE","value":"KTX_JUMP"`, `'KT_CODE', 268435456`},
		{52, "07000020", "KT_CODE 536870919", `"KT_CODE","value":536870919`, `'KT_CODE', 536870919`},
		{53, "03e02e00", "KT_TABLE 2:ee:3", `"KT_TABLE","value":"2:ee:3"`, `'KT_TABLE', 3072003`},
		{60, "0100feff", "KT_CURVE (4 octets)", `"KT_CURVE","value":[1,-2]`, `'KT_CURVE', [1, -2]`},
		{60, "", "KT_CURVE []", `"KT_CURVE","value":[]`, `'KT_CURVE', []`},
		{61, "10000100", "KT_HANDLE 1:10", `"KT_HANDLE","value":"1:10"`, `'KT_HANDLE', 65552`},
		{61, "00000000", "KT_HANDLE none", `"KT_HANDLE","value":"none"`, `'KT_HANDLE', 0`},
		{62, "ffffffff" + "d0121300" + "295c8f02", "KT_PLACE {kl_parent=root kl_rate=1250000 (10Mbit) kl_loss=42949673 (1%)}",
			`"KT_PLACE","value":{"kl_parent":"root","kl_rate":1250000,"kl_loss":42949673}`,
			`'KT_PLACE', {'kl_parent': 4294967295, 'kl_rate': 1250000, 'kl_loss': 42949673}`},
		{62, "00000100" + "00000000" + "00000000", "KT_PLACE {kl_parent=1: kl_rate=0 kl_loss=0}",
			`"KT_PLACE","value":{"kl_parent":"1:","kl_rate":0,"kl_loss":0}`,
			`'KT_PLACE', {'kl_parent': 65536, 'kl_rate': 0, 'kl_loss': 0}`},
		{999, "0102", "999 hex:0102", `999,"hex":"0102"`,
			`'UNKNOWN', {'header': {'length': 6, 'type': 999}, 'data': '0102'}`},
		{999, "", "999 (empty)", `999,"hex":""`, `'UNKNOWN', {'header': {'length': 4, 'type': 999}, 'data': ''}`},
		{999 | nested, "0800010001000000", "999\n    1 hex:01000000",
			`999,"nested":true,"attrs":[{"attr":1,"hex":"01000000"}]`,
			`999, {'attrs': [('UNKNOWN', {'header': {'length': 8, 'type': 1}, 'data': '01000000'})]}, 32768`},
		{999 | nested, "0800010001", "999 hex:0800010001", `999,"nested":true,"hex":"0800010001"`,
			`'UNKNOWN', {'header': {'length': 9, 'type': 999}, 'data': '0800010001'}, 32768`},
	} {
		b := codectest.KitchenMessage(t, c.typ, c.payload)
		var m codec.Message
		if err := codectest.KitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
			t.Errorf("%d %s: %v", c.typ, c.payload, err)
		}
		const header = "KT_SET len="
		if err := nlgen.Check(codectest.KitchenDecoder, codec.Context{Protocol: 30}, b); err != nil {
			t.Errorf("%d %s: %v", c.typ, c.payload, err)
		}
		_, text, _ := strings.Cut(string(form.Text.Append(nil, &m)), "\n")
		if text != "  "+c.text {
			t.Errorf("%d %s:\ngot  %s\nwant   %s", c.typ, c.payload, text, c.text)
		}
		line := string(form.OneLine.Append(nil, &m))
		if !strings.HasPrefix(line, header) || strings.Contains(line, "\n") {
			t.Errorf("on one line: %s", line)
		}
		_, json, _ := strings.Cut(string(form.JSON.Append(nil, &m)), `"attrs":`)
		if want := `[{"attr":` + c.json + `}]}`; json != want {
			t.Errorf("%d %s:\ngot  %s\nwant %s", c.typ, c.payload, json, want)
		}
		py := string(form.Pyroute2.Append(nil, &m))
		if !strings.HasPrefix(py, "{'attrs': [("+c.py+")], 'header': ") {
			t.Errorf("%d %s:\ngot  %s\nwant %s", c.typ, c.payload, py, c.py)
		}
	}
}
