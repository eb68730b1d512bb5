package protocols

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestNotations reads octets as the RFCs show them, and writes the same ones.
func TestNotations(t *testing.T) {
	long := strings.Repeat("x", 63)
	for _, c := range []struct {
		n      *codec.Notation
		octets string
		texts  []string
	}{
		// RFC 3397, section 3
		{compressedNames, "\x03eng\x05apple\x03com\x00\x09marketing\xc0\x04", []string{"eng.apple.com",
			"marketing.apple.com"}},
		{domainNames, "\x01a\x07example\x00\x00", []string{"a.example", "."}},
		{domainNames, "\x03a.b\x02\\\x07\x00", []string{`a\.b.\\\007`}},
		{domainNames, "\x3f" + long + "\x00", []string{long}},
		{paddedNames, "\x01a\x00\x00\x00\x00\x00\x00", []string{"a"}},
		{partialName, "\x04host", []string{"host"}},
		{partialName, "\x04host\x03net\x00", []string{"host.net."}},
		{partialName, "", []string{}},
		// RFC 3442: examples of descriptors
		{classlessRoutes, "\x00\x0a\x00\x00\x01", []string{"0.0.0.0/0 via 10.0.0.1"}},
		{classlessRoutes, "\x18\x0a\x00\x00\x0a\x00\x00\x02\x11\x0a\x1b\x80\x0a\x00\x00\x03",
			[]string{"10.0.0.0/24 via 10.0.0.2", "10.27.128.0/17 via 10.0.0.3"}},
		{classlessRoutes, "\x20\x0a\x0b\x0c\x0d\x0a\x00\x00\x01", []string{"10.11.12.13/32 via 10.0.0.1"}},
		{userClasses, "\x07samples\x00\x01~", []string{"samples", "", "~"}},
		{uris, "\x00\x09https://a\x00\x01b", []string{"https://a", "b"}},
		{uris, "\x01\x01" + strings.Repeat("x", 257), []string{strings.Repeat("x", 257)}},
	} {
		var texts []string
		ok := c.n.Split([]byte(c.octets), func(text []byte) { texts = append(texts, string(text)) })
		if !ok || !slices.Equal(texts, c.texts) {
			t.Errorf("%s: %q is read as %q, %v, want %q", c.n.Name, c.octets, texts, ok, c.texts)
		}
		if octets, err := c.n.Append([]byte("before"), c.texts); err != nil || string(octets) != "before"+c.octets {
			t.Errorf("%s: %q is written as %q, %v, want %q", c.n.Name, c.texts, octets, err, c.octets)
		}
	}
}

// TestNotationsRefuse refuses octets and texts that are not what they should be.
func TestNotationsRefuse(t *testing.T) {
	for _, c := range []struct {
		n      *codec.Notation
		octets string
	}{
		{domainNames, "\x01a"}, {domainNames, "\x05a\x00"}, {domainNames, "\xc0"},
		{domainNames, "\x40" + strings.Repeat("x", 64) + "\x00"},
		{compressedNames, "\xc0\x00"}, {compressedNames, "\x01a\xc0\x00\x00"}, {compressedNames, "\xc0\x02\x00"},
		{domainNames, strings.Repeat("\x01a", 128) + "\x00"},
		{classlessRoutes, "\x21\x0a\x00\x00\x01\x00\x0a\x00\x00\x01"}, {classlessRoutes, "\x08\x0a\x0a\x00\x00"},
		{userClasses, "\x02a"}, {userClasses, "\x01\x00"}, {uris, "\x00"}, {uris, "\x00\x02a"}, {partialName, "\x05a"},
	} {
		if c.n.Split([]byte(c.octets), func([]byte) {}) {
			t.Errorf("%s: %q is read", c.n.Name, c.octets)
		}
	}
	for _, c := range []struct {
		n    *codec.Notation
		text string
	}{
		{domainNames, "a..b"}, {domainNames, strings.Repeat("x", 64)}, {domainNames, `a\`}, {domainNames, `a\999`},
		{domainNames, `a\256`},
		{domainNames, strings.Repeat("a.", 128)}, {compressedNames, ".a"}, {paddedNames, "a..b"}, {partialName, "a..b"},
		{classlessRoutes, "10.0.0.0/8"}, {classlessRoutes, "10.0.0.0/33 via 10.0.0.1"}, {classlessRoutes,
			"::/0 via ::1"},
		{userClasses, strings.Repeat("x", 256)}, {uris, strings.Repeat("x", 65536)},
	} {
		if octets, err := c.n.Append(nil, []string{c.text}); err == nil {
			t.Errorf("%s: %.80q is written as %.80q", c.n.Name, c.text, octets)
		}
	}
}
