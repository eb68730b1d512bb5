package pyroute2_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/pyroute2"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

var enc = codectest.Encoder

type (
	list   = []codec.A
	fields = map[string]any
)

// TestPythonLiterals reads strings with all escapes, octets, numbers, and passes over what is no literal.
func TestPythonLiterals(t *testing.T) {
	for literal, want := range map[string]any{
		`'d0'`:                       "d0",
		`"it's"`:                     "it's",
		`'a\tb\nc\rd\\e\'f\"g'`:      "a\tb\nc\rd\\e'f\"g",
		`'\x41\xe9\u20ac\U0001F600'`: "Aé€\U0001F600",
		`'\q\0'`:                     `\q\0`,
		`''`:                         "",
		`'ä'`:                        "ä",
		`b'ab\x00\xff'`:              []byte("ab\x00\xff"),
		`b"'"`:                       []byte("'"),
		"  'd0'\t\r\n":               "d0",
	} {
		made, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "RTM_NEWLINK",
			Attrs: list{{Name: "ifalias", Value: want}}})
		if err != nil {
			t.Fatal(err)
		}
		got, err := pyroute2.Parse(enc, []byte(`{'header': {'type': 16}, 'attrs': [('IFLA_IFALIAS', `+literal+`)]}`))
		if err != nil || string(got) != string(made) {
			t.Errorf("%s:\ngot  %x, %v\nwant %x", literal, got, err, made)
		}
	}
	made, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Fixed: fields{"index": -1,
		"family": 2},
		Attrs: list{{Name: "mtu", Value: 1500}, {Name: "carrier", Value: true}, {Name: "txqlen", Value: 0}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, literal := range []string{
		`{'header': {'type': 16}, 'index': -1, 'family': 2,
		  'attrs': [('IFLA_MTU', 1500), ('IFLA_CARRIER', True), ('IFLA_TXQLEN', False)]}`,
		"{\"header\":{\"type\":0x10,\"error\":None,},\"index\":-1,\"family\":AddressFamily.AF(),\n" +
			"\"attrs\":[(\"IFLA_MTU\",0x5DC),(\"IFLA_CARRIER\",1),(\"IFLA_TXQLEN\",0),],\"family\":2,}",
		`{'header': {'type': 16, 'error': netlink.NetlinkError(13, 'x', code=[1, {'a': 2}], f_1=g()), 'stats': ` +
			`Stats(q_9=zZ9(a0Z_z=Z()), a._b(), _c(),)},
		  'index': -1, 'family': 2, 'attrs': (('IFLA_MTU', 1500), ('IFLA_CARRIER', 1), ('IFLA_TXQLEN', 0))}`,
	} {
		if got, err := pyroute2.Parse(enc, []byte(literal)); err != nil || string(got) != string(made) {
			t.Errorf("%s:\ngot  %x, %v\nwant %x", literal, got, err, made)
		}
	}
}

// TestPythonRefuses says at which octet a literal is wrong.
func TestPythonRefuses(t *testing.T) {
	for literal, want := range map[string]string{
		``:                            "want a Python value (at octet 0)",
		`  `:                          "want a Python value (at octet 2)",
		`{'a': }`:                     "want a Python value (at octet 6)",
		`{'a' 1}`:                     "want a colon (at octet 5)",
		`{'a': 1 'b': 2}`:             "want a comma or } (at octet 8)",
		`{'a': [1 2]}`:                "want a comma or ] (at octet 9)",
		`{'a': (1 2)}`:                "want a comma or ) (at octet 9)",
		`{'a': f(1 2)}`:               "want a comma or ) (at octet 10)",
		`{'a': f(b= )}`:               "want a Python value (at octet 11)",
		`{'a': nope}`:                 "want a Python value (at octet 6)",
		`{'a': True1}`:                "want a Python value (at octet 6)",
		`{'a': 'b}`:                   "the string has no end (at octet 6)",
		`{'a': b'b}`:                  "the string has no end (at octet 7)",
		`{'a': 'b\`:                   "the string has no end (at octet 8)",
		`{'a': '\x1`:                  "the escape is cut short (at octet 7)",
		`{'a': '\u123`:                "the escape is cut short (at octet 7)",
		`{'a': '\U1234567`:            "the escape is cut short (at octet 7)",
		`{'a': '\x1g'}`:               "want an escape of hexadecimal digits (at octet 7)",
		`{'a': b'\xz1'}`:              "want an escape of hexadecimal digits (at octet 8)",
		`{'a': 1`:                     "want a comma or } (at octet 7)",
		`{'a': [`:                     "want a Python value (at octet 7)",
		`{[`:                          "want a Python value (at octet 2)",
		strings.Repeat("[", 1000):     "nested too deep (at octet 129)",
		strings.Repeat("f(", 1000):    "nested too deep (at octet 258)",
		strings.Repeat("{1:", 1000):   "nested too deep (at octet 385)",
		`{'header': {'type': 16}} {}`: "something follows the dict",
	} {
		if _, err := pyroute2.Parse(enc, []byte(literal)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40s: %v, want %q", literal, err, want)
		}
	}
}
