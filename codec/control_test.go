package codec_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/form/text"
)

// controlMessages were read from sockets of Linux 6.1 and 6.18, unless the name says otherwise.
var controlMessages = []struct {
	name     string
	protocol int
	hex      string
	message  string // C name
	errno    int    // -1: none
	quoted   string // C name, flags and length of the quoted message
	msg      string // NLMSGERR_ATTR_MSG
	path     string // ErrorPath
}{
	{"text without offset: vlan id 4095", 0,
		"7c000000020000028b7a016be8010000deffffff4c000000100005068b7a016b000000000000000000000000000000000000000008000500" +
			"020000000900030064302e31000000001800120008000100766c616e0c00020006000100ff0f00001b00010038303231713a20496e76616c" +
			"696420564c414e2069640000",
		"NLMSG_ERROR", 34, "RTM_NEWLINK 0x605 76", "8021q: Invalid VLAN id", ""},
	{"offset of an attribute: name of 30 octets", 0,
		"a80000000200000201000000c6260000deffffff500000001000050601000000000000000000000000000000000000000000000022000300" +
			"612d6e616d652d6c6f6e6765722d7468616e2d7468652d6b65726e656c0000000c0012000800010076657468270001004174747269627574" +
			"65206661696c656420706f6c6963792076616c69646174696f6e0000080002002000000014000480080007000f000000080001000b000000",
		"NLMSG_ERROR", 34, "RTM_NEWLINK 0x605 80", "Attribute failed policy validation", "IFLA_IFNAME"},
	{"offset in a link message inside a link message: name of a veth's peer", 0,
		"c80000000200000202000000c6260000deffffff700000001000050602000000000000000000000000000000000000000000000007000300" +
			"773000004800120008000100766574683c000200380001000000000000000000000000000000000022000300612d6e616d652d6c6f6e6765" +
			"722d7468616e2d7468652d6b65726e656c00000027000100417474726962757465206661696c656420706f6c6963792076616c6964617469" +
			"6f6e0000080002004c00000014000480080007000f000000080001000b000000",
		"NLMSG_ERROR", 34, "RTM_NEWLINK 0x605 112", "Attribute failed policy validation",
		"IFLA_LINKINFO/IFLA_INFO_DATA/VETH_INFO_PEER/IFLA_IFNAME"},
	{"offset in a nest: metric of one octet", 0,
		"780000000200000203000000c6260000eaffffff3800000018000506030000000000000002180000fe0300010000000008000100c6336400" +
			"08000400010000000c000800050002000100000021000100496e76616c69642061747472696275746520696e206d65747269637300000000" +
			"0800020030000000",
		"NLMSG_ERROR", 22, "RTM_NEWROUTE 0x605 56", "Invalid attribute in metrics", "RTA_METRICS/RTAX_MTU"},
	{"policy with limits: interface index of two octets", 0,
		"940000000200000203000000c6260000deffffff2c00000018000506030000000000000002180000fe0300010000000008000100c6336400" +
			"060004000100000027000100417474726962757465206661696c656420706f6c6963792076616c69646174696f6e00000800020024000000" +
			"240004800c00040000000000000000000c000500ffffffff000000000800010004000000",
		"NLMSG_ERROR", 34, "RTM_NEWROUTE 0x605 44", "Attribute failed policy validation", "RTA_OIF"},
	{"missing attribute", 0,
		"5c0000000200000209000000f2290000eaffffff180000005600050009000000000000000700000001000000250001004d697373696e6720" +
			"4d4442415f4745545f454e54525920617474726962757465000000000800050001000000",
		"NLMSG_ERROR", 22, "RTM_GETMDB 0x5 24", "Missing MDBA_GET_ENTRY attribute", "MDBA_GET_ENTRY"},
	{"missing attribute in a nest (composed: IFLA_INFO_KIND in the IFLA_LINKINFO at 32)", 0,
		"4c000000020000020100000000000000eaffffff280000001000050601000000000000000000000000000000000000000000000008001200" +
			"0400020008000500010000000800060020000000",
		"NLMSG_ERROR", 22, "RTM_NEWLINK 0x605 40", "", "IFLA_LINKINFO/IFLA_INFO_KIND"},
	{"NETLINK_CAP_ACK: no payload, so no path", 0,
		"68000000020000030300000002020000deffffff5800000010000506030000000000000027000100417474726962757465206661696c6564" +
			"20706f6c6963792076616c69646174696f6e0000080002002000000014000480080007000f000000080001000b000000",
		"NLMSG_ERROR", 34, "RTM_NEWLINK 0x605 88", "Attribute failed policy validation", ""},
	{"no extended ack: the quote ends the message", 0,
		"580000000200000001000000c6260000deffffff440000001000050601000000000000000000000000000000000000000000000022000300" +
			"612d6e616d652d6c6f6e6765722d7468616e2d7468652d6b65726e656c000000",
		"NLMSG_ERROR", 34, "RTM_NEWLINK 0x605 68", "", ""},
	{"acknowledgement", 0,
		"240000000200000102000000c62600000000000028000000130005000200000000000000",
		"NLMSG_ERROR", 0, "RTM_SETLINK 0x5 40", "", ""},
	{"acknowledgement of a kernel before NLM_F_CAPPED (that flag taken out)", 0,
		"240000000200000002000000c62600000000000028000000130005000200000000000000",
		"NLMSG_ERROR", 0, "RTM_SETLINK 0x5 40", "", ""},
	{"generic netlink: unknown family", 16,
		"3c0000000200000005000000c6260000feffffff2800000010000500050000000000000003010000110002006e6f7375636866616d696c79" +
			"00000000",
		"NLMSG_ERROR", 2, "CTRL_CMD_GETFAMILY 0x5 40", "", ""},
	{"generic netlink: offset", 16,
		"8c0000000200000205000000c6260000eaffffff34000000100005000500000000000000030100001f000200612d6e616d652d6c6f6e6765" +
			"722d7468616e2d7369787465656e000027000100417474726962757465206661696c656420706f6c6963792076616c69646174696f6e0000" +
			"080002001400000014000480080007000f000000080001000c000000",
		"NLMSG_ERROR", 22, "CTRL_CMD_GETFAMILY 0x5 52", "Attribute failed policy validation", "CTRL_ATTR_FAMILY_NAME"},
	{"end of a dump", 0, "140000000300020004000000c626000000000000", "NLMSG_DONE", 0, "", "", ""},
	{"end of a dump of an old kernel (without result)", 0, "100000000300020004000000c6260000",
		"NLMSG_DONE", -1, "", "", ""},
	{"end of a dump that failed", 0,
		"3800000003002202957a016bfd010000feffffff23000100697076343a20464942207461626c6520646f6573206e6f742065786973740000",
		"NLMSG_DONE", 2, "", "ipv4: FIB table does not exist", ""},
	{"after packets that were logged, with a struct nfgenmsg", 12, "1400000003000000000000000000000000000009",
		"NLMSG_DONE", -1, "", "", ""},
	{"no operation (composed)", 0, "10000000010000000000000000000000", "NLMSG_NOOP", -1, "", "", ""},
	{"overrun (composed)", 0, "10000000040000000000000000000000", "NLMSG_OVERRUN", -1, "", "", ""},
}

func TestControlMessages(t *testing.T) {
	for _, test := range controlMessages {
		t.Run(test.name, func(t *testing.T) {
			b, c := octets(t, test.hex), codec.Context{Protocol: test.protocol}
			check(t, c, b)
			var m codec.Message
			var fault *codec.Error
			if err := dec.Decode(&m, c, b); errors.As(err, &fault) && fault.Path != test.path {
				t.Errorf("%v, and not where the kernel found fault with the request", err)
			}
			if m.Name() != test.message || !m.IsControl() {
				t.Errorf("it is %s, control %v; want %s", m.Name(), m.IsControl(), test.message)
			}
			if errno, ok := m.Error(); ok != (test.errno >= 0) || ok && errno != test.errno {
				t.Errorf("errno %d, %v; want %d", errno, ok, test.errno)
			}
			if got := quotedOf(&m); got != test.quoted {
				t.Errorf("quotes %q, want %q", got, test.quoted)
			}
			if a, _ := m.Attr("NLMSGERR_ATTR_MSG"); a.Text() != test.msg {
				t.Errorf("text %q, want %q", a.Text(), test.msg)
			}
			if m.ErrorPath() != test.path {
				t.Errorf("path %q, want %q", m.ErrorPath(), test.path)
			}
		})
	}
}

func quotedOf(m *codec.Message) string {
	h, typ, ok := m.Quoted()
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s %#x %d", typ.Name, h.Flags, h.Len)
}

// TestQuotedMessageIsDecoded reads the request inside an error, and the policy that the kernel tells.
func TestQuotedMessageIsDecoded(t *testing.T) {
	m := decode(t, octets(t, controlMessages[2].hex))
	q, ok := m.Root().Quoted()
	if !ok {
		t.Fatal("nothing is quoted")
	}
	name, _ := q.Attr("linkinfo", "data", "VETH_INFO_PEER", "ifname")
	if name.Text() != "a-name-longer-than-the-kernel" {
		t.Errorf("the peer's name is %q", name.Text())
	}
	limit, _ := m.Attr("NLMSGERR_ATTR_POLICY", "MAX_LENGTH")
	if v, ok := limit.Uint(); !ok || v != 15 {
		t.Errorf("MAX_LENGTH is %d, %v", v, ok)
	}
	kind, _ := m.Attr("policy", "type")
	text := string(form.OneLine.Append(nil, m))
	if !strings.Contains(text, "NL_POLICY_TYPE_ATTR_TYPE NL_ATTR_TYPE_STRING") {
		t.Errorf("the type of %s is not named in %s", kind.Path(), text)
	}
	if _, ok := m.Attr("IFLA_LINKINFO"); ok {
		t.Error("an attribute of the quoted message is taken for one of the error")
	}
}

// TestErrorInOtherByteOrder reads an error as a big-endian host writes it.
func TestErrorInOtherByteOrder(t *testing.T) {
	var m codec.Message
	b := octets(t, "00000024 0002 0100 00000002 000026c6 ffffffde 00000028 0013 0005 00000002 00000000")
	if err := dec.Decode(&m, codec.Context{BigEndian: true}, b); err != nil {
		t.Fatal(err)
	}
	if errno, ok := m.Error(); !ok || errno != 34 || quotedOf(&m) != "RTM_SETLINK 0x5 40" {
		t.Errorf("errno %d, %v, quotes %s", errno, ok, quotedOf(&m))
	}
}

// TestFlagsByRequest names the same bits by the kind of the request.
func TestFlagsByRequest(t *testing.T) {
	for _, test := range []struct {
		typ   uint16
		flags uint16
		want  string
	}{
		{18, 0x301, "NLM_F_REQUEST|NLM_F_DUMP"},
		{18, 0x101, "NLM_F_REQUEST|NLM_F_ROOT"},
		{18, 0x601, "NLM_F_REQUEST|NLM_F_MATCH|NLM_F_ATOMIC"},
		{16, 0x705, "NLM_F_REQUEST|NLM_F_ACK|NLM_F_REPLACE|NLM_F_EXCL|NLM_F_CREATE"},
		{24, 0xc01, "NLM_F_REQUEST|NLM_F_CREATE|NLM_F_APPEND"},
		{25, 0x301, "NLM_F_REQUEST|NLM_F_NONREC|NLM_F_BULK"},
		{16, 0x32, "NLM_F_MULTI|NLM_F_DUMP_INTR|NLM_F_DUMP_FILTERED"},
		{2, 0x300, "NLM_F_CAPPED|NLM_F_ACK_TLVS"},
		{3, 0x202, "NLM_F_MULTI|NLM_F_ACK_TLVS"},
		{24, 0x8001, "NLM_F_REQUEST|0x8000"},
		{4000, 0x301, "NLM_F_REQUEST|NLM_F_DUMP"}, // of a type that no table has
		{4000, 0x101, "NLM_F_REQUEST|0x100"},
		{4000, 0x300, "0x300"},
	} {
		b := codec.Header{Len: 16, Type: test.typ, Flags: test.flags}.Append(nil, false)
		check(t, codec.Context{}, b)
		text := string(text.AppendHeader(nil, decode(t, b), text.Style{}))
		if want := " flags=" + test.want + " "; !strings.Contains(text, want) {
			t.Errorf("type %d, flags %#x: %q, want %q", test.typ, test.flags, text, want)
		}
	}
}
