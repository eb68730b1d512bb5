package json_test

import (
	"bytes"
	encoding "encoding/json"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/json"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

var enc = codectest.Encoder

// TestJSONForm holds the form that programs read: the message of codectest.Link, and what is said where names do not
// determine the octets.
func TestJSONForm(t *testing.T) {
	for _, test := range []struct{ what, from, to, want string }{
		{"as usual", "", "", `{"protocol":"NETLINK_ROUTE","header":{"len":72,"type":"RTM_NEWLINK",` +
			`"flags":["NLM_F_REQUEST","NLM_F_ACK","NLM_F_EXCL","NLM_F_CREATE"],"seq":1,"pid":0}`},
		{"the fixed struct", "", "", `"ifinfomsg":{"ifi_family":"AF_UNSPEC"`},
		{"a string without NUL", "", "", `{"attr":"IFLA_IFNAME","value":"d0.1","nul":0}`},
		{"a nest", "", "", `{"attr":"IFLA_LINKINFO","attrs":[{"attr":"IFLA_INFO_KIND"`},
		{"the payload that the kind decides", "", "", `{"attr":"IFLA_INFO_DATA","attrs":[{"attr":"IFLA_VLAN_ID","value":5}]}`},
		{"the flag of a nest", "1800 1200", "1800 1280", `{"attr":"IFLA_LINKINFO","nested":true,"attrs":[`},
		{"the flag of network order", "0800 0400 dc050000", "0800 0440 000005dc", `{"attr":"IFLA_MTU","net_byteorder":true,"value":1500}`},
		{"an unknown attribute", "0800 0400 dc05", "0800 ff0f dc05", `{"attr":4095,"hex":"dc050000"}`},
		{"padding that is not zero", "0100 05000000", "0100 0500a55a", `{"attr":"IFLA_VLAN_ID","value":5,"pad":"a55a"}`},
		{"octets that are no attribute", "0800 0400 dc050000", "0000 0400 dc050000",
			`{"tail":"00000400dc050000"}],"faults":["an attribute's length is 0`},
		{"a number of the wrong size", "0800 0400 dc050000", "0600 0400 dc050000", `{"attr":"IFLA_MTU","hex":"dc05"}`},
		{"a wrong length of the message", "48000000 1000", "49000000 1000", `"raw_len":73`},
	} {
		b := codectest.Octets(t, strings.Replace(codectest.Link, test.from, test.to, 1))
		codectest.Check(t, codec.Context{}, b)
		var m codec.Message
		_ = codectest.Decoder.Decode(&m, codec.Context{}, b) // some are damaged on purpose
		if got := string(json.Append(nil, &m)); !strings.Contains(got, test.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", test.what, got, test.want)
		}
	}
}

// TestJSONIsReadByOthers parses the JSON of real messages with the standard library, and finds in it what the message
// holds.
func TestJSONIsReadByOthers(t *testing.T) {
	type attr struct {
		Attr  any
		Value any
		Attrs []any
	}
	for _, d := range codectest.Dumps(t) {
		m := codectest.Decode(t, d.Bytes)
		var o struct {
			Protocol string
			Header   struct {
				Len  uint32
				Type string
			}
			Attrs []attr
		}
		if err := encoding.Unmarshal(json.Append(nil, m), &o); err != nil {
			t.Fatalf("%s: %v", d.Name, err)
		}
		if h := m.Header(); o.Header.Len != h.Len || o.Header.Type != m.Name() || o.Protocol != "NETLINK_ROUTE" {
			t.Errorf("%s: %+v", d.Name, o.Header)
		}
		i := 0
		for a := range m.Root().Children() {
			if i >= len(o.Attrs) || o.Attrs[i].Attr != a.Name() {
				t.Fatalf("%s: %s is not attribute %d of %v", d.Name, a.Name(), i, o.Attrs)
			}
			i++
		}
	}
}

// TestJSONByHand encodes what a person writes: names short or full, numbers as names, members left out.
func TestJSONByHand(t *testing.T) {
	want, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Flags: 0x605, Seq: 7,
		Fixed: map[string]any{"ifi_index": 2},
		Attrs: []codec.A{{Name: "mtu", Value: 1500}, {Name: "ifname", Value: "d0"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		`{"protocol":"NETLINK_ROUTE","header":{"type":"RTM_NEWLINK","flags":["NLM_F_REQUEST","NLM_F_ACK","NLM_F_EXCL","NLM_F_CREATE"],"seq":7},
		  "ifinfomsg":{"ifi_index":2},"attrs":[{"attr":"IFLA_MTU","value":1500},{"attr":"IFLA_IFNAME","value":"d0"}]}`,
		`{"protocol":"route","header":{"type":16,"flags":1541,"seq":7,"pid":0,"len":99},
		  "ifinfomsg":{"index":2},"attrs":[{"attr":"mtu","value":"1500"},{"attr":3,"value":"d0"}],"comment":"passed over"}`,
		`{"protocol":"0","header":{"type":"RTM_NEWLINK","flags":"REQUEST|ACK|EXCL|CREATE","seq":7},
		  "ifinfomsg":{"index":2},"attrs":[{"attr":"4","hex":"dc050000"},{"attr":"IfName","hex":"643000"}]}`,
	} {
		got, err := json.Parse(enc, []byte(text))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s:\ngot  %x, %v\nwant %x", text, got, err, want)
		}
	}
}

// TestJSONOfFamily takes the name of a family for its id, if the resolver knows it.
func TestJSONOfFamily(t *testing.T) {
	want := codectest.Octets(t, "1c000000 1b00 0100 00000000 00000000 05 01 0000 0800 0300 03000000")
	for _, typ := range []string{`27`, `"nl80211"`, `"27"`} {
		got, err := json.Parse(enc, []byte(`{"protocol":"generic","family":"nl80211","header":{"type":`+typ+`,`+
			`"flags":1},`+
			`"genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1},"attrs":[{"attr":"ifindex","value":3}]}`))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %x, %v, want %x", typ, got, err, want)
		}
	}
}

// TestJSONRefuses says what is wrong with an object, and where.
func TestJSONRefuses(t *testing.T) {
	const head = `{"protocol":"NETLINK_ROUTE","header":{"type":"RTM_NEWLINK"},`
	for text, want := range map[string]string{
		``:      "it ends too early",
		`[1]`:   "not a JSON object",
		`{`:     "it ends too early",
		`{} {}`: "something follows the JSON object",
		`{}`:    `"header" is missing`,
		`{"protocol":"NETLINK_RUTE","header":{"type":16}}`:         "did you mean NETLINK_ROUTE?",
		`{"protocol":"NETLINK_ROUTE","header":{"type":"NEWLNIK"}}`: "did you mean RTM_NEWLINK?",
		`{"header":{"type":"RTM_NEWLINK"}}`: "unknown message type of an " +
			"unknown protocol",
		`{"header":{"type":-1}}`: "does not fit into 16 bits",
		`{"header":{"type":16,"seq":4294967296}}`: "header/seq: json.Number " +
			"4294967296 does not fit into 32 bits",
		`{"header":{"type":16,"flags":["NLM_F_AKC"]}}`:                              "did you mean NLM_F_ACK?",
		`{"protocol":"generic","header":{"type":"nl80311"},"genlmsghdr":{"cmd":1}}`: "that of \"nl80311\" is not known",
		`{"protocol":"generic","header":{"type":27},"family":"nl80211",` +
			`"genlmsghdr":{"cmd":"NL80211_X"}}`: "unknown command of nl80211",
		`{"protocol":"generic","header":{"type":27},"genlmsghdr":{"cmd":300}}`: "genlmsghdr/cmd: 300 does not fit " +
			"into 8 bits",
		`{"protocol":"generic","header":{"type":27},"genlmsghdr":{"cmd":1,` +
			`"version":256}}`: "genlmsghdr/version: json.Number 256 does not fit",
		head + `"raw_len":4294967296}`: "raw_len: json.Number 4294967296 does " +
			"not fit into 32 bits",
		head + `"ifinfomsg":{"ifi_indx":1}}`:                        "did you mean ifi_index?",
		head + `"ifinfomsg":5}`:                                     "want the members of struct ifinfomsg",
		head + `"attrs":{}}`:                                        `"attrs": want a list of objects`,
		head + `"attrs":[5]}`:                                       `element 0 of "attrs": want an object`,
		head + `"attrs":[{"value":5}]}`:                             `an attribute has "attr"`,
		head + `"attrs":[{"attr":"IFLA_MUT","value":5}]}`:           "did you mean IFLA_MTU?",
		head + `"attrs":[{"attr":"IFLA_MTU","hex":"5"}]}`:           "IFLA_MTU: \"5\" are no hexadecimal digits",
		head + `"attrs":[{"attr":"IFLA_MTU","value":5,"pad":"x"}]}`: "are no hexadecimal digits",
		head + `"attrs":[{"attr":"IFLA_MTU","value":5,"len":-1}]}`:  `"len": want a number below 65536`,
		head + `"attrs":[{"attr":"IFLA_MTU","value":5,"len":65536}]}`: `"len": want a number below 65536, ` +
			`got json.Number 65536`,
		head + `"attrs":[{"attr":"IFLA_IFNAME","value":"x","nul":65536}]}`: `"nul": want a number below 65536`,
		head + `"attrs":[{"attr":"IFLA_MTU","value":5,"size":"x"}]}`: `"size": want a number below 65536, ` +
			`got string x`,
		head + `"attrs":[{"attr":[]}]}`: `an attribute has "attr", its name or ` +
			`number, or "tail"`,
		head + `"attrs":[{"attr":"IFLA_LINKINFO","attrs":[{"attr":"IFLA_INFO_KIND",` +
			`"value":5}]}]}`: "IFLA_LINKINFO/IFLA_INFO_KIND: want a string",
		`{"protocol":"route","header":{"type":"NLMSG_ERROR"},` +
			`"msg":{"header":{"type":"RTM_NEWLNK"}}}`: "did you mean RTM_NEWLINK?",
		`{"protocol":"route","header":{"type":"NLMSG_ERROR"},"msg":{"header":{"type":16},` +
			`"attrs":[{"attr":"IFLA_MUT"}]}}`: "did you mean IFLA_MTU?",
		`{"protocol":"generic","header":{"type":27},"genlmsghdr":{"cmd":"x"}}`: `command "x" needs a known "family"`,
		head + `"ifinfomsg":{"__ifi_pad":5}}`:                                  "want octets",
		head + `"attrs":[{"attr":"IFLA_MTU"}]}`:                                "want a number",
		head + `"attrs":[{"tail":"x"}]}`:                                       "are no hexadecimal digits",
		`{"hex":"0g"}`:                                                         "are no hexadecimal digits",
	} {
		got, err := json.Parse(enc, []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %x, %v, want %q", text, got, err, want)
		}
	}
}

// TestJSONWithoutProtocol takes the Encoder's protocol for a message that has a name, but leaves all others alone.
func TestJSONWithoutProtocol(t *testing.T) {
	e := *enc
	e.Protocol = "NETLINK_ROUTE"
	for text, protocol := range map[string]string{
		`"header":{"type":"RTM_GETLINK","flags":["NLM_F_REQUEST"]}`:                  `"protocol":"NETLINK_ROUTE",`,
		`"header":{"type":"RTM_NEWLINK"},"attrs":[{"attr":"IFLA_MTU","value":1500}]`: `"protocol":"NETLINK_ROUTE",`,
		`"header":{"type":18}`: "",
		`"header":{"type":"NLMSG_ERROR"},"nlmsgerr":{"error":-1},"hex":"0102030405060708"`: "",
	} {
		got, err := json.Parse(&e, []byte("{"+text+"}"))
		want, wantErr := json.Parse(enc, []byte("{"+protocol+text+"}"))
		if err != nil || wantErr != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %x, %v; want %x, %v", text, got, err, want, wantErr)
		}
	}
	if b, err := json.Parse(&e, []byte(`{"protocol":"NETLINK_NETFILTER","header":{"type":"RTM_GETLINK"}}`)); err == nil {
		t.Errorf("a message of another protocol: %x", b)
	}
}
