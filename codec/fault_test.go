package codec_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// linkHead is the start of an RTM_NEWLINK; the length comes from the test.
const linkHead = "1000 0506 01000000 00000000" + "00000000 00000000 00000000 00000000"

// routeHead is that of an RTM_NEWROUTE.
const routeHead = "1800 0506 01000000 00000000" + "02180000 fe030001 00000000"

// TestFaults says of each thing that may be wrong with a message what, at which octet, and in which attribute, and
// writes the same after the message as text and in its JSON object.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		what, body string
		length     int // nlmsg_len; 0: the right one
		want       []string
	}{
		{"too few octets for a header", "1000 0506", 7,
			[]string{"8 octets are too few for the 16 of a header (at octet 0)"}},
		{"a length below a header's", linkHead, 15,
			[]string{"nlmsg_len is 15, less than the 16 octets of a header (at octet 0)"}},
		{"the capture ends first", linkHead, 72,
			[]string{"the message has 72 octets, the capture 32: truncated (at octet 32)"}},
		{"stray octets", linkHead + "0800 0400 dc050000 01", 0,
			[]string{"1 stray octets after the last attribute (at octet 40)"}},
		{"stray octets in a nest", linkHead + "0f00 1200 0800 0100 766c616e 000001 00", 0,
			[]string{"IFLA_LINKINFO: 3 stray octets after the last attribute (at octet 44)"}},
		{"stray zeros, which pad", linkHead + "0800 0400 dc050000 000000", 0, nil},
		{"four zeros, which are an attribute's length", linkHead + "0800 0400 dc050000 00000000", 0,
			[]string{"an attribute's length is 0, less than the 4 octets of its header (at octet 40)"}},
		{"an attribute too long by one", linkHead + "0800 0400 dc050000 0500 0300", 0,
			[]string{"an attribute of 5 octets does not fit into the 4 left (at octet 40)"}},
		{"two attributes too short", linkHead + "0500 0400 dc000000 0600 0d00 00000000", 0,
			[]string{"IFLA_MTU: 1 octets are too few for u32 (at octet 32)",
				"IFLA_TXQLEN: 2 octets are too few for u32 (at octet 40)"}},
		{"a nest that ends inside its struct",
			linkHead + "1b00 1200 0900 0100 76657468 00000000 0b00 0200 0700 0100 000000 00", 0,
			[]string{"IFLA_LINKINFO/IFLA_INFO_DATA/VETH_INFO_PEER: 3 octets are too few for struct ifinfomsg: " +
				"they end inside ifi_type (at octet 52)"}},
		{"a struct that ends inside a member", routeHead + "0700 0c00 010203 00", 0,
			[]string{"RTA_CACHEINFO: 3 octets are too few for struct rta_cacheinfo: they end inside rta_clntref " +
				"(at octet 28)"}},
		{"a record that is too long", routeHead + "0c00 0900 0900 0000 01000000", 0,
			[]string{"RTA_MULTIPATH: 8 octets are no rtnexthop (at octet 32)"}},
		{"a record that is too short", routeHead + "1400 0900 0800 0000 01000000 0100 0000 01000000", 0,
			[]string{"RTA_MULTIPATH: 8 octets are no rtnexthop (at octet 40)"}},
		{"a record that ends inside its struct", routeHead + "1100 0900 0800 0000 01000000 0500 0000 01 000000", 0,
			[]string{"RTA_MULTIPATH/rtnexthop: 3 octets are too few for struct rtnexthop: they end inside " +
				"rtnh_ifindex (at octet 40)"}},
	} {
		b := append(make([]byte, 4), octets(t, c.body)...)
		binary.LittleEndian.PutUint32(b, uint32(len(b)))
		if c.length > 0 {
			binary.LittleEndian.PutUint32(b, uint32(c.length))
		}
		var m codec.Message
		err := dec.Decode(&m, codec.Context{}, b)
		if (err == nil) != (c.want == nil) || err != nil && err.Error() != c.want[0] {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
			continue
		}
		behind, remark := "", ""
		for _, f := range c.want {
			behind += "\n! " + f
			remark += `","` + f
		}
		if len(m.Faults()) != len(c.want) {
			t.Errorf("%s: %v, want %q", c.what, m.Faults(), c.want)
		}
		text := strings.ReplaceAll(string(form.Text.Append(nil, &m)), "\n  ! ", "\n! ")
		if !strings.HasSuffix(text, behind) || strings.Count(text, "! ") != len(c.want) {
			t.Errorf("%s:\n%s\nwant after it%s", c.what, text, behind)
		}
		json := string(form.JSON.Append(nil, &m))
		if remark != "" {
			remark = `,"faults":[` + strings.TrimPrefix(remark, `",`) + `"]}`
		}
		if !strings.HasSuffix(json, remark) || remark == "" && strings.Contains(json, "faults") {
			t.Errorf("%s:\n%s\nwant at the end %s", c.what, json, remark)
		}
	}
}

// TestFaultTooDeep says where the level starts that is one too deep.
func TestFaultTooDeep(t *testing.T) {
	const levels, most = 40, 32
	var attrs []byte
	for i := range levels {
		attrs = binary.LittleEndian.AppendUint16(attrs, uint16(4*(levels-i)))
		attrs = binary.LittleEndian.AppendUint16(attrs, 1<<15|999)
	}
	var m codec.Message
	err := dec.Decode(&m, codec.Context{}, message(attrs))
	want := strings.Repeat("999/", most-1) + "999: nested deeper than 32 levels (at octet 160)" // 16 + 16 + 32×4
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestErrorPath resolves offsets into a request: to the attribute that stands there or holds the octet, or to the
// member of the fixed struct; and what is missing in which nest.
func TestErrorPath(t *testing.T) {
	const offs, missType, missNest = 2, 5, 6
	request := octets(t, link) // ifinfomsg at 16, IFLA_IFNAME at 32, IFLA_LINKINFO at 40 with nests, IFLA_MTU at 64
	for _, c := range []struct {
		what  string
		attrs []uint32
		want  string
	}{
		{"nothing", nil, ""},
		{"the header", []uint32{offs, 4}, ""},
		{"the family", []uint32{offs, 16}, "ifinfomsg.ifi_family"},
		{"padding of the struct", []uint32{offs, 17}, "ifinfomsg.__ifi_pad"},
		{"the index", []uint32{offs, 20}, "ifinfomsg.ifi_index"},
		{"the last octet of a member", []uint32{offs, 23}, "ifinfomsg.ifi_index"},
		{"the last member", []uint32{offs, 31}, "ifinfomsg.ifi_change"},
		{"the first attribute", []uint32{offs, 32}, "IFLA_IFNAME"},
		{"its payload", []uint32{offs, 36}, "IFLA_IFNAME"},
		{"its last octet", []uint32{offs, 39}, "IFLA_IFNAME"},
		{"a nest", []uint32{offs, 40}, "IFLA_LINKINFO"},
		{"the header of a nest", []uint32{offs, 42}, "IFLA_LINKINFO"},
		{"the first of a nest", []uint32{offs, 44}, "IFLA_LINKINFO/IFLA_INFO_KIND"},
		{"a nest in a nest", []uint32{offs, 52}, "IFLA_LINKINFO/IFLA_INFO_DATA"},
		{"what is in it", []uint32{offs, 56}, "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID"},
		{"padding after it", []uint32{offs, 63}, "IFLA_LINKINFO/IFLA_INFO_DATA"},
		{"the last attribute", []uint32{offs, 64}, "IFLA_MTU"},
		{"the end", []uint32{offs, 72}, ""},
		{"after the end", []uint32{offs, 4000}, ""},
		{"a missing attribute", []uint32{missType, 4}, "IFLA_MTU"},
		{"one that no table has", []uint32{missType, 4000}, "4000"},
		{"one in a nest", []uint32{missType, 5, missNest, 52}, "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_PROTOCOL"},
		{"one in what is no nest", []uint32{missType, 5, missNest, 64}, ""},
		{"one in a nest that is not there", []uint32{missType, 5, missNest, 72}, ""},
		{"a nest alone", []uint32{missNest, 52}, ""},
		{"an offset before what is missing", []uint32{offs, 64, missType, 5}, "IFLA_MTU"},
	} {
		b := errorAbout(request, c.attrs...)
		check(t, codec.Context{}, b)
		m := decode(t, b)
		if got := m.ErrorPath(); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		text, json := string(form.Text.Append(nil, m)), string(form.JSON.Append(nil, m))
		line, remark := "", ""
		if c.want != "" {
			line, remark = "\n  at "+c.want, `,"error_path":"`+c.want+`"}`
		}
		if !strings.HasSuffix(text, line) || line == "" && strings.Contains(text, "\n  at ") {
			t.Errorf("%s:\n%s\nwant at the end %q", c.what, text, line)
		}
		if !strings.HasSuffix(json, remark) || remark == "" && strings.Contains(json, "error_path") {
			t.Errorf("%s:\n%s\nwant at the end %s", c.what, json, remark)
		}
	}
	unknown := errorAbout(octets(t, "10000000 ff0f 0500 01000000 00000000"), offs, 0)
	if got := decode(t, unknown).ErrorPath(); got != "" {
		t.Errorf("in a message of an unknown type: %q", got)
	}
}

// TestFaultsOfControl says once of each attribute of extended ack, and of the message quoted, what is wrong with it.
func TestFaultsOfControl(t *testing.T) {
	short := errorAbout(octets(t, link))
	short = append(short, 6, 0, 2, 0, 1, 2, 0, 0, 5, 0, 5, 0, 1, 0, 0, 0)
	putLen(short, false)
	quoted := errorAbout(octets(t, strings.Replace(link, "0800 0400 dc050000", "0600 0400 dc05 0000", 1)))
	stray := append(errorAbout(octets(t, link)), 1)
	putLen(stray, false)
	for what, c := range map[string]struct {
		b    []byte
		want []string
	}{
		"short attributes": {short, []string{"NLMSGERR_ATTR_OFFS: 2 octets are too few for u32 (at octet 92)",
			"NLMSGERR_ATTR_MISS_TYPE: 1 octets are too few for u32 (at octet 100)"}},
		"a short attribute in the quoted message": {quoted,
			[]string{"IFLA_MTU: 2 octets are too few for u32 (at octet 84)"}},
		"stray octets": {stray, []string{"1 stray octets after the last attribute (at octet 92)"}},
	} {
		var m codec.Message
		_ = dec.Decode(&m, codec.Context{}, c.b) // its first fault is among them
		var got []string
		for _, f := range m.Faults() {
			got = append(got, f.Error())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}
