package codec_test

import (
	"encoding/binary"
	"regexp"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/internal/nlgen"
)

// one makes a message of one attribute of the kitchen.
func one(t *testing.T, typ uint16, payload string) []byte {
	t.Helper()
	p := octets(t, payload)
	b := codec.Header{Type: 77, Flags: 1, Seq: 2, PortID: 3}.Append(nil, false)
	b = binary.LittleEndian.AppendUint16(b, uint16(4+len(p)))
	b = append(binary.LittleEndian.AppendUint16(b, typ), p...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	putLen(b, false)
	return b
}

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
		{999, "0102", "999 hex:0102", `999,"hex":"0102"`,
			`'UNKNOWN', {'header': {'length': 6, 'type': 999}, 'data': '0102'}`},
		{999, "", "999 (empty)", `999,"hex":""`, `'UNKNOWN', {'header': {'length': 4, 'type': 999}, 'data': ''}`},
		{999 | nested, "0800010001000000", "999\n    1 hex:01000000",
			`999,"nested":true,"attrs":[{"attr":1,"hex":"01000000"}]`,
			`999, {'attrs': [('UNKNOWN', {'header': {'length': 8, 'type': 1}, 'data': '01000000'})]}, 32768`},
		{999 | nested, "0800010001", "999 hex:0800010001", `999,"nested":true,"hex":"0800010001"`,
			`'UNKNOWN', {'header': {'length': 9, 'type': 999}, 'data': '0800010001'}, 32768`},
	} {
		b := one(t, c.typ, c.payload)
		var m codec.Message
		if err := kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b); err != nil {
			t.Errorf("%d %s: %v", c.typ, c.payload, err)
		}
		const header = "KT_SET len="
		if err := nlgen.Check(kitchenDecoder, codec.Context{Protocol: 30}, b); err != nil {
			t.Errorf("%d %s: %v", c.typ, c.payload, err)
		}
		_, text, _ := strings.Cut(string(m.AppendText(nil, codec.TextStyle{})), "\n")
		if text != "  "+c.text {
			t.Errorf("%d %s:\ngot  %s\nwant   %s", c.typ, c.payload, text, c.text)
		}
		line := string(m.AppendText(nil, codec.TextStyle{OneLine: true}))
		if !strings.HasPrefix(line, header) || strings.Contains(line, "\n") {
			t.Errorf("on one line: %s", line)
		}
		_, json, _ := strings.Cut(string(m.AppendJSON(nil)), `"attrs":`)
		if want := `[{"attr":` + c.json + `}]}`; json != want {
			t.Errorf("%d %s:\ngot  %s\nwant %s", c.typ, c.payload, json, want)
		}
		py := string(m.AppendPyroute2(nil))
		if !strings.HasPrefix(py, "{'attrs': [("+c.py+")], 'header': ") {
			t.Errorf("%d %s:\ngot  %s\nwant %s", c.typ, c.payload, py, c.py)
		}
	}
}

// TestFormsSelected decodes what other things choose the layout of, records with types of 16 bits, opaque nests in
// opaque nests, and messages that are a struct or nothing.
func TestFormsSelected(t *testing.T) {
	for _, c := range []struct {
		typ        uint16
		body       string
		text, tail string // the lines behind the header; the end of the JSON
	}{
		{78, "00000000" + "0600010001000000" + "0800020005000000", "  kc kc_id=0\n  KC_NUMBER KC_IS_WORD\n  KC_DATA 5",
			`"attrs":[{"attr":"KC_NUMBER","value":"KC_IS_WORD"},{"attr":"KC_DATA","value":5}]}`},
		{78, "00000000" + "0c000280" + "0800010005000000" + "0600010002000000",
			"  kc kc_id=0\n  KC_DATA\n    KTN_X 5\n  KC_NUMBER KC_IS_PAIR",
			`[{"attr":"KC_DATA","nested":true,"attrs":[{"attr":"KTN_X","value":5}]},{"attr":"KC_NUMBER",` +
				`"value":"KC_IS_PAIR"}]}`},
		{78, "00000000" + "0600014000010000" + "0800020005000000", "  kc kc_id=0\n  KC_NUMBER KC_IS_WORD\n  KC_DATA 5",
			`"net_byteorder":true,"value":"KC_IS_WORD"},{"attr":"KC_DATA","value":5}]}`},
		{78, "00000000" + "0600010003000000" + "0800020005000000",
			"  kc kc_id=0\n  KC_NUMBER 3\n  KC_DATA hex:05000000",
			`{"attr":"KC_DATA","hex":"05000000"}]}`},
		{78, "00000000" + "0600010001000000" + "0c000800" + "0800020005000000",
			"  kc kc_id=0\n  KC_NUMBER KC_IS_WORD\n  KC_WITHIN\n    KC_DATA 5",
			`"attrs":[{"attr":"KC_DATA","value":5}]}]}`},
		{78, "00000000" + "0800030005000000" + "0c000380" + "0800010005000000",
			"  kc kc_id=0\n  KC_BY_FLAG 5\n  KC_BY_FLAG\n    KTN_X 5",
			`[{"attr":"KC_BY_FLAG","value":5},{"attr":"KC_BY_FLAG","nested":true,"attrs":[{"attr":"KTN_X",` +
				`"value":5}]}]}`},
		{78, "00000000" + "0800040005000000", "  kc kc_id=0\n  KC_BY_TYPE 5", `{"attr":"KC_BY_TYPE","value":5}]}`},
		{78, "00000000" + "0600050005000000" + "0800050005000000" + "0700050005000000",
			"  kc kc_id=0\n  KC_BY_SIZE 5\n  KC_BY_SIZE 5\n  KC_BY_SIZE hex:050000",
			`{"attr":"KC_BY_SIZE","size":2,"value":5},{"attr":"KC_BY_SIZE","size":4,"value":5},` +
				`{"attr":"KC_BY_SIZE","hex":"050000"}]}`},
		{78, "07000000" + "0800060005000000", "  kc kc_id=7\n  KC_BY_FIELD 5", `{"attr":"KC_BY_FIELD","value":5}]}`},
		{78, "07000000" + "0c000800" + "0800060005000000", "  kc kc_id=7\n  KC_WITHIN\n    KC_BY_FIELD 5",
			`{"attr":"KC_BY_FIELD","value":5}]}]}`},
		{78, "06000000" + "0800060005000000", "  kc kc_id=6\n  KC_BY_FIELD hex:05000000",
			`{"attr":"KC_BY_FIELD","hex":"05000000"}]}`},
		{78, "00000000" + "0800070001020304" + "0600070001030000" + "0500070001000000",
			"  kc kc_id=0\n  KC_BY_START 16909060\n  KC_BY_START hex:0103\n  KC_BY_START hex:01",
			`{"attr":"KC_BY_START","hex":"01"}]}`},
		{78, "00000000" + "16000900" + "010005000700" + "010106000800" + "020004000000" + "0000",
			"  kc kc_id=0\n  KC_RECORDS\n    KCR_U8 7\n    KCR_FAR 8\n    2 (empty)\n    octets: 0000",
			`"attrs":[{"attr":"KCR_U8","value":7},{"attr":"KCR_FAR","value":8},{"attr":2,"hex":""},` +
				`{"tail":"0000"}]}],` +
				`"faults":["KC_RECORDS: 2 octets are no kc_record (at octet 40)"]}`},
		{78, "00000000" + "05000a0000000000" + "05000a0001000000",
			"  kc kc_id=0\n  KC_FLAGS KCF_NONE\n  KC_FLAGS KCF_A",
			`[{"attr":"KC_FLAGS","value":[]},{"attr":"KC_FLAGS","value":["KCF_A"]}]}`},
		{77, "1000118" + "0" + "0c000180" + "0800010001000000", "  KT_BYTES\n    1\n      1 hex:01000000",
			`{"attr":"KT_BYTES","nested":true,"attrs":[{"attr":1,"nested":true,"attrs":[{"attr":1,` +
				`"hex":"01000000"}]}]}]}`},
		{79, "01020304", "  octets: 01020304", `"attrs":[{"tail":"01020304"}]}`}, {79, "", "", `"pid":3}}`},
		{80, "05000000" + "01020304", "  kc kc_id=5 hex:01020304", `"kc":{"kc_id":5,"hex":"0500000001020304"}}`},
		{80, "05000000", "  kc kc_id=5", `"kc":{"kc_id":5}}`}, {80, "0500", "  kc kc_id=hex:0500", ""},
	} {
		body := octets(t, c.body)
		b := append(codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: c.typ, PortID: 3}.Append(nil, false),
			body...)
		var m codec.Message
		_ = kitchenDecoder.Decode(&m, codec.Context{Protocol: 30}, b) // a fault is in the text
		text, _, _ := strings.Cut(string(m.AppendText(nil, codec.TextStyle{})), "\n  ! ")
		if _, text, _ = strings.Cut(text, "\n"); text != c.text {
			t.Errorf("%d %s:\ngot\n%s\nwant\n%s", c.typ, c.body, text, c.text)
		}
		if json := string(m.AppendJSON(nil)); !strings.HasSuffix(json, c.tail) {
			t.Errorf("%d %s:\ngot  %s\nwant %s", c.typ, c.body, json, c.tail)
		}
		if err := nlgen.Check(kitchenDecoder, codec.Context{Protocol: 30}, b); err != nil {
			t.Error(err)
		}
	}
	m := decode(t, octets(t, link))
	var big codec.Message
	_ = dec.Decode(&big, codec.Context{BigEndian: true}, nil) // nothing is too short
	if m.BigEndian() || !big.BigEndian() {
		t.Error("the byte order is another")
	}
}

// TestFormsOfMessages writes whole messages in all forms: headers of each kind, generic netlink with and without names,
// errors and what they quote, and what is no message.
func TestFormsOfMessages(t *testing.T) {
	reg := registry(nl80211.Family)
	resolver := codec.NewResolver()
	resolver.Set(reg, 0x1c, "nl80211")
	resolver.Set(reg, 40, "unheard")
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	const pyEnd = `, 'error': None}`
	for _, c := range []struct {
		what, hex      string
		protocol       int
		text, json, py string
	}{
		{"a request without flags", "20000000 1200 0000 01000000 63000000 00000000 03000000 00000000 00000000", 0,
			"RTM_GETLINK len=32 seq=1 pid=99\n" +
				"  ifinfomsg ifi_family=AF_UNSPEC ifi_type=ARPHRD_NETROM ifi_index=3 ifi_flags=0 ifi_change=0",
			`{"protocol":"NETLINK_ROUTE","header":{"len":32,"type":"RTM_GETLINK","flags":[],"seq":1,"pid":99},` +
				`"ifinfomsg":{"ifi_family":"AF_UNSPEC","ifi_type":"ARPHRD_NETROM","ifi_index":3,"ifi_flags":[],` +
				`"ifi_change":[]}}`,
			`{'family': 0, 'ifi_type': 0, 'index': 3, 'flags': 0, 'change': 0, 'attrs': [], ` +
				`'header': {'length': 32, 'type': 18, 'flags': 0, 'sequence_number': 1, 'pid': 99` + pyEnd + `, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'RTM_GETLINK'}`},
		{"a type that no table has", "14000000 a00f 0100 01000000 00000000 01020304", 0,
			"NETLINK_ROUTE type 4000 len=20 flags=NLM_F_REQUEST seq=1 pid=0\n  octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":4000,"flags":["NLM_F_REQUEST"],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"01020304"}]}`,
			`{'attrs': [('TAIL', '01020304')], 'header': {'length': 20, 'type': 4000, 'flags': 1, ` +
				`'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE'}`},
		{"a protocol that no table has", "10000000 a00f 0103 01000000 00000000", -1,
			"type 4000 len=16 flags=NLM_F_REQUEST|NLM_F_DUMP seq=1 pid=0",
			`{"header":{"len":16,"type":4000,"flags":["NLM_F_REQUEST","NLM_F_DUMP"],"seq":1,"pid":0}}`, ""},
		{"a command", "1c000000 1c00 0500 01000000 00000000 05 01 0000 0800 0300 03000000", 16,
			"NL80211_CMD_GET_INTERFACE family=nl80211 len=28 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n  " +
				"NL80211_ATTR_IFINDEX 3",
			`{"protocol":"NETLINK_GENERIC","header":{"len":28,"type":28,"flags":["NLM_F_REQUEST","NLM_F_ACK"],` +
				`"seq":1,"pid":0},` +
				`"family":"nl80211","genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1},` +
				`"attrs":[{"attr":"NL80211_ATTR_IFINDEX","value":3}]}`,
			`{'cmd': 5, 'version': 1, 'reserved': 0, 'attrs': [('NL80211_ATTR_IFINDEX', 3)], ` +
				`'header': {'length': 28, 'type': 28, 'flags': 5, 'sequence_number': 1, 'pid': 0` + pyEnd + `, ` +
				`'nl_protocol': 'NETLINK_GENERIC', 'genl_family': 'nl80211', 'event': 'NL80211_CMD_GET_INTERFACE'}`},
		{"a command without a name", "1c000000 1c00 0000 01000000 00000000 fa 02 0304 0800 0300 03000000", 16,
			"nl80211 command 250 len=28 seq=1 pid=0\n  NL80211_ATTR_IFINDEX 3",
			`{"protocol":"NETLINK_GENERIC","header":{"len":28,"type":28,"flags":[],"seq":1,"pid":0},` +
				`"family":"nl80211","genlmsghdr":{"cmd":250,"version":2,"reserved":1027},` +
				`"attrs":[{"attr":"NL80211_ATTR_IFINDEX","value":3}]}`, ""},
		{"a family that only the capture knows", "1c000000 2800 0000 01000000 00000000 07 01 0000 0800 0300 03000000",
			16,
			"unheard command 7 len=28 seq=1 pid=0\n  3 hex:03000000",
			`{"protocol":"NETLINK_GENERIC","header":{"len":28,"type":40,"flags":[],"seq":1,"pid":0},` +
				`"family":"unheard","genlmsghdr":{"cmd":7,"version":1},"attrs":[{"attr":3,"hex":"03000000"}]}`,
			`{'cmd': 7, 'version': 1, 'reserved': 0, 'attrs': [('UNKNOWN', {'header': {'length': 8, 'type': 3}, ` +
				`'data': '03000000'})], ` +
				`'header': {'length': 28, 'type': 40, 'flags': 0, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_GENERIC', 'genl_family': 'unheard'}`},
		{"a family that nobody knows", "14000000 2900 0000 01000000 00000000 07 01 0000", 16,
			"family 41 command 7 len=20 seq=1 pid=0",
			`{"protocol":"NETLINK_GENERIC","header":{"len":20,"type":41,"flags":[],"seq":1,"pid":0},` +
				`"genlmsghdr":{"cmd":7,"version":1}}`, ""},
		{"a family without a command", "12000000 1c00 0000 01000000 00000000 0701", 16,
			"nl80211 len=18 seq=1 pid=0\n  octets: 0701",
			`{"protocol":"NETLINK_GENERIC","header":{"len":18,"type":28,"flags":[],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"0701"}]}`, ""},
		{"an acknowledgement", "24000000 0200 0001 01000000 00000000 00000000 20000000 1000 0500 01000000 00000000", 0,
			"NLMSG_ERROR len=36 flags=NLM_F_CAPPED seq=1 pid=0\n  nlmsgerr error=0\n" +
				"  in reply to RTM_NEWLINK len=32 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0",
			`{"protocol":"NETLINK_ROUTE","header":{"len":36,"type":"NLMSG_ERROR","flags":["NLM_F_CAPPED"],"seq":1,` +
				`"pid":0},` +
				`"nlmsgerr":{"error":0},"msg":{"header":{"len":32,"type":"RTM_NEWLINK","flags":["NLM_F_REQUEST",` +
				`"NLM_F_ACK"],"seq":1,"pid":0}}}`, ""},
		{"an error about a request",
			"2c000000 0200 0000 01000000 00000000 efffffff 18000000 1400 0500 01000000 00000000 02180000 03000000", 0,
			"NLMSG_ERROR len=44 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to RTM_NEWADDR len=24 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n" +
				"    ifaddrmsg ifa_family=AF_INET ifa_prefixlen=24 ifa_flags=0 ifa_scope=RT_SCOPE_UNIVERSE ifa_index=3",
			`{"protocol":"NETLINK_ROUTE","header":{"len":44,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"msg":{"header":{"len":24,"type":"RTM_NEWADDR","flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,` +
				`"pid":0},` +
				`"ifaddrmsg":{"ifa_family":"AF_INET","ifa_prefixlen":24,"ifa_flags":[],` +
				`"ifa_scope":"RT_SCOPE_UNIVERSE","ifa_index":3}}}`,
			`{'error': -17, 'msg': {'family': 2, 'prefixlen': 24, 'flags': 0, 'scope': 0, 'index': 3, 'attrs': [], ` +
				`'header': {'length': 24, 'type': 20, 'flags': 5, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'RTM_NEWADDR'}, 'attrs': [], ` +
				`'header': {'length': 44, 'type': 2, 'flags': 0, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'NLMSG_ERROR'}`},
		{"an error about what no table has",
			"28000000 0200 0000 01000000 00000000 efffffff 14000000 a00f 0500 01000000 00000000 01020304", 0,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to NETLINK_ROUTE type 4000 len=20 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n    01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"msg":{"header":{"len":20,"type":4000,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"01020304"}]}}`,
			`{'error': -17, 'msg': {'attrs': [('TAIL', '01020304')], ` +
				`'header': {'length': 20, 'type': 4000, 'flags': 5, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE'}, 'attrs': [], ` +
				`'header': {'length': 40, 'type': 2, 'flags': 0, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'NLMSG_ERROR'}`},
		{"an error about a command",
			"30000000 0200 0000 01000000 00000000 edffffff 1c000000 1c00 0500 01000000 00000000 05 01 0000 0800 " +
				"0300 03000000", 16,
			"NLMSG_ERROR len=48 seq=1 pid=0\n  nlmsgerr error=-19 (ENODEV)\n" +
				"  in reply to NL80211_CMD_GET_INTERFACE family=nl80211 len=28 flags=NLM_F_REQUEST|NLM_F_ACK " +
				"seq=1 pid=0\n" +
				"    NL80211_ATTR_IFINDEX 3",
			`{"protocol":"NETLINK_GENERIC","header":{"len":48,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-19},` +
				`"msg":{"header":{"len":28,"type":28,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0},` +
				`"family":"nl80211",` +
				`"genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1},` +
				`"attrs":[{"attr":"NL80211_ATTR_IFINDEX","value":3}]}}`, ""},
		{"an error about a family that nobody knows",
			"28000000 0200 0000 01000000 00000000 feffffff 14000000 2900 0500 01000000 00000000 07 01 0000", 16,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=-2 (ENOENT)\n" +
				"  in reply to family 41 command 7 len=20 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0",
			`{"protocol":"NETLINK_GENERIC","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-2},` +
				`"msg":{"header":{"len":20,"type":41,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0},` +
				`"genlmsghdr":{"cmd":7,"version":1}}}`, ""},
		{"an error alone", "14000000 0200 0000 01000000 00000000 efffffff", 0,
			"NLMSG_ERROR len=20 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)",
			`{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17}}`, ""},
		{"an error that quotes half a header", "1c000000 0200 0000 01000000 00000000 efffffff 20000000 1000 0500", 0,
			"NLMSG_ERROR len=28 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n  octets: 2000000010000500",
			`{"protocol":"NETLINK_ROUTE","header":{"len":28,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"attrs":[{"tail":"2000000010000500"}]}`, ""},
		{"an error that quotes less than there was",
			"28000000 0200 0000 01000000 00000000 efffffff 18000000 1400 0500 01000000 00000000 02180000", 0,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to RTM_NEWADDR len=24 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n" +
				"    ifaddrmsg ifa_family=AF_INET ifa_prefixlen=24 ifa_flags=0 ifa_scope=RT_SCOPE_UNIVERSE",
			`{"protocol":"NETLINK_ROUTE","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"msg":{"header":{"len":24,"type":"RTM_NEWADDR","flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,` +
				`"pid":0},` +
				`"ifaddrmsg":{"ifa_family":"AF_INET","ifa_prefixlen":24,"ifa_flags":[],` +
				`"ifa_scope":"RT_SCOPE_UNIVERSE","hex":"02180000"}}}`, ""},
		{"a quoted header with text behind it",
			"30000000 0200 0003 01000000 00000000 efffffff 20000000 1000 0500 01000000 00000000 0b00 0100 " +
				"6e6f2077617900 00", 0,
			"NLMSG_ERROR len=48 flags=NLM_F_CAPPED|NLM_F_ACK_TLVS seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to RTM_NEWLINK len=32 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n  NLMSGERR_ATTR_MSG " +
				"\"no way\"",
			`{"protocol":"NETLINK_ROUTE","header":{"len":48,"type":"NLMSG_ERROR","flags":["NLM_F_CAPPED",` +
				`"NLM_F_ACK_TLVS"],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},"msg":{"header":{"len":32,"type":"RTM_NEWLINK","flags":["NLM_F_REQUEST",` +
				`"NLM_F_ACK"],"seq":1,"pid":0}},` +
				`"attrs":[{"attr":"NLMSGERR_ATTR_MSG","value":"no way"}]}`, ""},
		{"a quoted message of odd length, and text",
			"38000000 0200 0002 01000000 00000000 efffffff 15000000 a00f 0500 01000000 00000000 0102030405 000000 " +
				"0b00 0100 6e6f2077617900 00", 0,
			"NLMSG_ERROR len=56 flags=NLM_F_ACK_TLVS seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to NETLINK_ROUTE type 4000 len=21 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n    " +
				"0102030405\n" +
				"  NLMSGERR_ATTR_MSG \"no way\"",
			`{"protocol":"NETLINK_ROUTE","header":{"len":56,"type":"NLMSG_ERROR","flags":["NLM_F_ACK_TLVS"],` +
				`"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},"msg":{"header":{"len":21,"type":4000,"flags":["NLM_F_REQUEST",` +
				`"NLM_F_ACK"],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"0102030405"}]},"attrs":[{"attr":"NLMSGERR_ATTR_MSG","value":"no way"}]}`, ""},
		{"a quoted message without text behind it",
			"28000000 0200 0000 01000000 00000000 00000000 10000000 a00f 0500 01000000 00000000 01020304", 0,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=0\n" +
				"  in reply to NETLINK_ROUTE type 4000 len=16 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n  " +
				"octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":0},` +
				`"msg":{"header":{"len":16,"type":4000,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0}},` +
				`"attrs":[{"tail":"01020304"}]}`, ""},
		{"a control message that is quoted",
			"24000000 0200 0000 01000000 00000000 eaffffff 10000000 0300 0500 01000000 00000000", 0,
			"NLMSG_ERROR len=36 seq=1 pid=0\n  nlmsgerr error=-22 (EINVAL)\n" +
				"  in reply to NETLINK_ROUTE type 3 len=16 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0",
			`{"protocol":"NETLINK_ROUTE","header":{"len":36,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-22},` +
				`"msg":{"header":{"len":16,"type":3,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0}}}`, ""},
		{"the end of a dump with text", "20000000 0300 0202 01000000 00000000 feffffff 0b00 0100 6e6f2077617900 00", 0,
			"NLMSG_DONE len=32 flags=NLM_F_MULTI|NLM_F_ACK_TLVS seq=1 pid=0\n  nlmsgerr error=-2 (ENOENT)\n  " +
				"NLMSGERR_ATTR_MSG \"no way\"",
			`{"protocol":"NETLINK_ROUTE","header":{"len":32,"type":"NLMSG_DONE","flags":["NLM_F_MULTI",` +
				`"NLM_F_ACK_TLVS"],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-2},"attrs":[{"attr":"NLMSGERR_ATTR_MSG","value":"no way"}]}`, ""},
		{"the end of a dump with octets", "18000000 0300 0200 01000000 00000000 00000000 01020304", 0,
			"NLMSG_DONE len=24 flags=NLM_F_MULTI seq=1 pid=0\n  nlmsgerr error=0\n  octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":24,"type":"NLMSG_DONE","flags":["NLM_F_MULTI"],"seq":1,` +
				`"pid":0},` +
				`"nlmsgerr":{"error":0},"attrs":[{"tail":"01020304"}]}`, ""},
		{"an overrun with octets", "14000000 0400 0000 01000000 00000000 01020304", 0,
			"NLMSG_OVERRUN len=20 seq=1 pid=0\n  octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":"NLMSG_OVERRUN","flags":[],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"01020304"}]}`, ""},
		{"too short for a header", "0800 0000 1000", 0, "NETLINK_ROUTE len=6\n  octets: 080000001000\n" +
			"  ! 6 octets are too few for the 16 of a header (at octet 0)",
			`{"protocol":"NETLINK_ROUTE","hex":"080000001000","faults":["6 octets are too few for the 16 of a ` +
				`header (at octet 0)"]}`,
			`{'hex': '080000001000'}`},
		{"the same of an unknown protocol", "0800", -1, "len=2\n  octets: 0800\n" +
			"  ! 2 octets are too few for the 16 of a header (at octet 0)",
			`{"hex":"0800","faults":["2 octets are too few for the 16 of a header (at octet 0)"]}`, ""},
	} {
		var m codec.Message
		_ = d.Decode(&m, codec.Context{Protocol: c.protocol}, octets(t, c.hex)) // some are faulty on purpose
		if got := string(m.AppendText(nil, codec.TextStyle{})); got != c.text {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.text)
		}
		if got := string(m.AppendJSON(nil)); got != c.json {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.json)
		}
		if err := nlgen.Check(&d, codec.Context{Protocol: c.protocol}, octets(t, c.hex)); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if got := string(m.AppendPyroute2(nil)); c.py != "" && got != c.py {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.py)
		}
		first, _, _ := strings.Cut(c.text, "\n")
		if got := string(m.AppendHeaderText(nil, codec.TextStyle{})); got != first {
			t.Errorf("%s: the header is %s, want %s", c.what, got, first)
		}
	}
}

// TestTextStyles indents, colours, and puts all on one line, in which braces hold what is nested.
func TestTextStyles(t *testing.T) {
	b := octets(t, link+"01")
	putLen(b, false)
	var m codec.Message
	_ = dec.Decode(&m, codec.Context{}, b) // the octet behind it is a fault
	const plain = "RTM_NEWLINK len=73 flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE seq=1 pid=0\n" +
		"  ifinfomsg ifi_family=AF_UNSPEC ifi_type=0 ifi_index=0 ifi_flags=0 ifi_change=0\n" +
		"  IFLA_IFNAME d0.1\n" +
		"  IFLA_LINKINFO\n" +
		"    IFLA_INFO_KIND vlan\n" +
		"    IFLA_INFO_DATA\n" +
		"      IFLA_VLAN_ID 5\n" +
		"  IFLA_MTU 1500\n" +
		"  octets: 01\n" +
		"  ! 1 stray octets after the last attribute (at octet 72)"
	one := strings.NewReplacer("LINKINFO\n    ", "LINKINFO { ", "DATA\n      ", "DATA { ", "ID 5\n  ", "ID 5 } } ",
		"\n    ", " ", "\n  ", " ").Replace(plain)
	coloured := strings.NewReplacer("RTM_NEWLINK", "\x1b[1mRTM_NEWLINK\x1b[0m\x1b[2m", "pid=0", "pid=0\x1b[0m",
		"octets: ", "\x1b[31moctets: \x1b[0m").Replace(plain)
	coloured = regexp.MustCompile(`IFLA_\w+`).ReplaceAllString(coloured, "\x1b[36m$0\x1b[0m")
	coloured = regexp.MustCompile(`! .*`).ReplaceAllString(coloured, "\x1b[31m$0\x1b[0m")
	for _, c := range []struct {
		style codec.TextStyle
		want  string
	}{
		{codec.TextStyle{}, plain},
		{codec.TextStyle{Indent: 4}, strings.ReplaceAll(plain, "\n", "\n    ")},
		{codec.TextStyle{OneLine: true}, one}, {codec.TextStyle{OneLine: true, Indent: 4}, one},
		{codec.TextStyle{Color: true}, coloured},
	} {
		if got := string(m.AppendText([]byte("# "), c.style)); got != "# "+c.want {
			t.Errorf("%+v:\ngot  %q\nwant %q", c.style, got, "# "+c.want)
		}
	}
	refused := errorAbout(octets(t, link), 2, 64)
	_ = dec.Decode(&m, codec.Context{}, refused) // nothing is wrong with it
	if got := string(m.AppendText(nil, codec.TextStyle{Color: true})); !strings.HasSuffix(got,
		"\n  \x1b[31mat \x1b[0mIFLA_MTU") {
		t.Errorf("the place of an error: %q", got)
	}
}
