package codec_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestDamageCostsOnlyItself breaks one attribute: those before it, and those beside its nest, are still there, and the
// error says where it is.
func TestDamageCostsOnlyItself(t *testing.T) {
	for _, test := range []struct {
		name         string
		from, to     string // replaced in link
		offset       int
		path, reason string
		found, lost  []string
	}{
		{"length 0", "0800 0400 dc05", "0000 0400 dc05", 64, "", "length is 0",
			[]string{"ifname", "linkinfo/data/id"}, []string{"mtu"}},
		{"length 3", "0800 0400 dc05", "0300 0400 dc05", 64, "", "length is 3",
			[]string{"ifname", "linkinfo/kind"}, []string{"mtu"}},
		{"past the end", "0800 0400 dc05", "0900 0400 dc05", 64, "", "9 octets does not fit into the 8 left",
			[]string{"ifname", "linkinfo/kind"}, []string{"mtu"}},
		{"past the end of its nest", "0600 0100 0500", "0d00 0100 0500", 56, "IFLA_LINKINFO/IFLA_INFO_DATA",
			"13 octets does not fit into the 8 left",
			[]string{"ifname", "linkinfo/kind", "linkinfo/data", "mtu"}, []string{"linkinfo/data/id"}},
		{"length 2 in a nest", "0800 0100 766c", "0200 0100 766c", 44, "IFLA_LINKINFO", "length is 2",
			[]string{"ifname", "linkinfo", "mtu"}, []string{"linkinfo/kind"}},
		{"integer cut short", "0600 0100 0500", "0500 0100 0500", 56, "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID",
			"1 octets are too few for u16",
			[]string{"linkinfo/data/id", "mtu"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(link, test.from) {
				t.Fatalf("%q is not in the message", test.from)
			}
			b := octets(t, strings.Replace(link, test.from, test.to, 1))
			var m codec.Message
			var fault *codec.Error
			if err := dec.Decode(&m, codec.Context{}, b); !errors.As(err, &fault) {
				t.Fatalf("no fault but %v", err)
			}
			if fault.Offset != test.offset || fault.Path != test.path || !strings.Contains(fault.Error(), test.reason) {
				t.Errorf("%v at %d in %q, want %s at %d in %q", fault, fault.Offset, fault.Path, test.reason,
					test.offset, test.path)
			}
			for _, path := range test.found {
				if _, ok := m.Attr(strings.Split(path, "/")...); !ok {
					t.Errorf("%s is lost", path)
				}
			}
			for _, path := range test.lost {
				if a, ok := m.Attr(strings.Split(path, "/")...); ok {
					t.Errorf("%s is made of damaged octets: %x", path, a.Payload())
				}
			}
		})
	}
}

// TestHeaderDamage gives a reason for a length that cannot be, and tells a cut message from a broken one.
func TestHeaderDamage(t *testing.T) {
	whole := octets(t, link)
	for _, test := range []struct {
		name   string
		length uint32
		cut    int
		cause  error
		reason string
	}{
		{"length 0", 0, 72, nil, "nlmsg_len is 0"},
		{"length 15", 15, 72, nil, "nlmsg_len is 15"},
		{"4 GB", 0xffffffff, 72, codec.ErrTruncated, "4294967295 octets"},
		{"cut in an attribute", 72, 70, codec.ErrTruncated, "the message has 72 octets, the capture 70"},
		{"cut in the fixed struct", 72, 21, codec.ErrTruncated, "the capture 21"},
		{"cut in the header", 72, 7, nil, "7 octets are too few"},
		{"nothing", 72, 0, nil, "0 octets are too few"},
	} {
		b := append([]byte(nil), whole...)
		copy(b, codec.Header{Len: test.length, Type: 16}.Append(nil, false))
		check(t, codec.Context{}, b[:test.cut])
		var m codec.Message
		err := dec.Decode(&m, codec.Context{}, b[:test.cut])
		if err == nil || !strings.Contains(err.Error(), test.reason) ||
			test.cause != nil && !errors.Is(err, test.cause) {
			t.Errorf("%s: %v, want %q because of %v", test.name, err, test.reason, test.cause)
		}
	}
}

// TestCutAttribute keeps what a capture has of the attribute it was cut in.
func TestCutAttribute(t *testing.T) {
	var m codec.Message
	_ = dec.Decode(&m, codec.Context{}, octets(t, link)[:70]) // the fault is TestHeaderDamage's matter
	a, ok := m.Attr("mtu")
	if !ok || len(a.Payload()) != 2 {
		t.Fatalf("%v, %x", ok, a.Payload())
	}
	if v, ok := a.Uint(); ok {
		t.Errorf("half a number reads as %d", v)
	}
}

// TestSplit cuts datagrams into messages.
func TestSplit(t *testing.T) {
	header := func(n uint32) []byte { return codec.Header{Len: n, Type: 16}.Append(nil, false) }
	join := func(parts ...[]byte) (all []byte) {
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	for _, test := range []struct {
		name      string
		datagram  []byte
		msg, rest int
		bad       bool
	}{
		{"two", join(header(16), header(16)), 16, 16, false},
		{"padded", join(header(17), make([]byte, 4), header(16)), 17, 16, false},
		{"unaligned at the end", join(header(17), []byte{1}), 17, 0, false},
		{"zeros after it", join(header(16), make([]byte, 100)), 16, 100, false},
		{"only zeros", make([]byte, 100), 0, 100, false},
		{"too few for a header", []byte{1, 2, 3}, 0, 3, false},
		{"cut", header(100), 16, 0, false},
		{"length 0", join(header(0), []byte{1}), 17, 0, true},
		{"length 15", join(header(15), []byte{1}), 17, 0, true},
		{"4 GB", join(header(0xffffffff), []byte{1}), 17, 0, false},
		{"empty", nil, 0, 0, false},
	} {
		msg, rest, err := codec.Split(test.datagram, false)
		if len(msg) != test.msg || len(rest) != test.rest || (err != nil) != test.bad {
			t.Errorf("%s: %d octets, %d left, %v; want %d and %d", test.name, len(msg), len(rest),
				err, test.msg, test.rest)
		}
		if test.bad && !strings.HasSuffix(err.Error(), ", less than the 16 octets of a header (at octet 0)") {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
