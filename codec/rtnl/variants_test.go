package rtnl

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestVariants tells the forms of a message type apart that differ by flags or by what the payload starts with.
func TestVariants(t *testing.T) {
	wild := make([]byte, 16) // struct ifinfomsg, in which nothing behind ifi_index is set
	wild[0] = 2
	filled := func(at int) []byte {
		b := append([]byte(nil), wild...)
		b[at] = 8
		return b
	}
	const request = codec.FlagRequest
	for _, c := range []struct {
		what       string
		typ, flags uint16
		body       []byte
		header     string
		prefix     string
	}{
		{"addresses", 22, request, wild[:8], "ifaddrmsg", "IFA_"},
		{"addresses as links", 22, request, wild, "ifinfomsg", "IFLA_"},
		{"with a filter", 22, request, append(wild[:16:16], 8, 0, 29, 0, 1, 0, 0, 0), "ifinfomsg", "IFLA_"},
		{"one octet less", 22, request, wild[:15], "ifaddrmsg", "IFA_"},
		{"of an interface", 22, request, filled(4), "ifinfomsg", "IFLA_"},
		{"of an interface, to the last octet", 22, request, filled(7), "ifinfomsg", "IFLA_"},
		{"with an attribute", 22, request, filled(8), "ifaddrmsg", "IFA_"},
		{"with the end of an attribute", 22, request, filled(15), "ifaddrmsg", "IFA_"},
		{"routes", 26, request, wild[:12], "rtmsg", "RTA_"}, {"routes as links", 26, request, wild, "ifinfomsg",
			"IFLA_"},
		{"neighbours", 30, request, wild[:12], "ndmsg", "NDA_"}, {"neighbours as links", 30, request, wild,
			"ifinfomsg", "IFLA_"},
		{"rules", 34, request, wild[:12], "fib_rule_hdr", "FRA_"}, {"rules as links", 34, request, wild, "ifinfomsg",
			"IFLA_"},
		{"namespaces", 90, request, wild[:4], "rtgenmsg", "NETNSA_"}, {"namespaces as links", 90, request, wild,
			"ifinfomsg", "IFLA_"},
		{"a namespace by number", 90, request, filled(4), "rtgenmsg", "NETNSA_"}, {"by descriptor", 90, request,
			filled(5), "rtgenmsg", "NETNSA_"},
		{"a namespace, cut", 90, request, wild[:7], "rtgenmsg", "NETNSA_"},
		{"groups", 86, 0, wild[:8], "br_port_msg", "MDBA_"}, {"groups as links", 86, request, wild, "ifinfomsg",
			"IFLA_"},
		{"groups in an answer", 86, 0, wild, "br_port_msg", "MDBA_"}, {"a group", 86, request, wild[:8],
			"br_port_msg", "MDBA_GET_"},
		{"a new group", 84, 0, wild[:8], "br_port_msg", "MDBA_"}, {"a group to make", 84, request, wild[:8],
			"br_port_msg", "MDBA_SET_"},
		{"a group to delete", 85, request, wild[:8], "br_port_msg", "MDBA_SET_"},
		{"a report of IPv4", 96, 0, []byte{128, 0, 0, 0}, "rtgenmsg", "IPMRA_CREPORT_"},
		{"a report of IPv6", 96, 0, []byte{129, 0, 0, 0}, "rtgenmsg", "IP6MRA_CREPORT_"},
		{"a report of nothing", 96, 0, nil, "rtgenmsg", "IPMRA_CREPORT_"},
	} {
		b := append(codec.Header{Len: uint32(codec.HeaderLen + len(c.body)), Type: c.typ, Flags: c.flags}.Append(nil,
			false), c.body...)
		d := codec.Decoder{Registry: codec.NewRegistry(Protocol)}
		var m codec.Message
		_ = d.Decode(&m, codec.Context{}, b) // some have attributes that are none
		if typ := m.Type(); typ == nil || typ.Header.Name != c.header || typ.Set.Prefix != c.prefix {
			t.Errorf("%s: %v of %s, attributes %s; want %s, %s", c.what, m.Name(), typ.Header.Name, typ.Set.Prefix,
				c.header, c.prefix)
		}
	}
}
