// Package codectest is what the tests of the codec and of its forms share: real messages, a decoder of all tables, tables
// with attributes of every kind, and checks.
package codectest

import (
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// Decoder knows all tables; its resolver knows the ids of all families, and nl80211 by the one in the messages here, too.
var Decoder = func() *codec.Decoder {
	d := nlgen.Decoder()
	d.Resolver.Set(d.Registry, 0x1b, "nl80211")
	return d
}()

// Encoder encodes for little-endian hosts what Decoder decodes.
var Encoder = &codec.Encoder{Registry: Decoder.Registry, Resolver: Decoder.Resolver}

// Octets reads a golden message.
func Octets(t testing.TB, digits string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(digits, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Link is an RTM_NEWLINK with a name, a kind and data; each test breaks it somewhere.
const Link = "48000000 1000 0506 01000000 00000000" + "00000000 00000000 00000000 00000000" + // nlmsghdr, ifinfomsg
	"0800 0300 64302e31" + // IFLA_IFNAME, without NUL
	"1800 1200 0800 0100 766c616e 0c00 0200 0600 0100 05000000" + // IFLA_LINKINFO with IFLA_INFO_KIND, IFLA_VLAN_ID
	"0800 0400 dc050000" // IFLA_MTU

//go:embed testdata/dumps.hex
var dumpLines string

// Dump is a message of a dump that `ip` was sent by Linux 6.1.
type Dump struct {
	Name  string
	Bytes []byte
}

// Dumps returns the messages of testdata/dumps.hex: links of several kinds, routes, rules, neighbours, addresses.
func Dumps(t testing.TB) (all []Dump) {
	t.Helper()
	for line := range strings.Lines(dumpLines) {
		name, digits, _ := strings.Cut(strings.TrimSpace(line), " ")
		all = append(all, Dump{name, Octets(t, digits)})
	}
	return all
}

// Decode decodes a message of NETLINK_ROUTE and fails the test if anything is wrong with it.
func Decode(t *testing.T, b []byte) *codec.Message {
	t.Helper()
	var m codec.Message
	if err := Decoder.Decode(&m, codec.Context{}, b); err != nil {
		t.Fatalf("decode: %v", err)
	}
	return &m
}

// DecodeOf is Decode for a message of another protocol, which needs no table but its own.
func DecodeOf(t *testing.T, p *codec.Protocol, b []byte) *codec.Message {
	t.Helper()
	var m codec.Message
	d := codec.Decoder{Registry: codec.NewRegistry(p)}
	if err := d.Decode(&m, codec.Context{Protocol: p.Number}, b); err != nil {
		t.Fatalf("decode: %v", err)
	}
	return &m
}

// Check fails the test if, for a message, a promise of the codec is broken.
func Check(t *testing.T, c codec.Context, b []byte) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("panic: %v\n%+v\n%s", r, c, hex.EncodeToString(b))
		}
	}()
	if err := nlgen.Check(Decoder, c, b); err != nil {
		t.Fatalf("%v\n%+v\n%s", err, c, hex.EncodeToString(b))
	}
}

// PutLen makes nlmsg_len the length of the message.
func PutLen(b []byte, bigEndian bool) {
	h := codec.ParseHeader(b, bigEndian)
	h.Len = uint32(len(b))
	copy(b, h.Append(nil, bigEndian))
}

// ErrorAbout is an NLMSG_ERROR about a request, with numbers as attributes of extended ack.
func ErrorAbout(request []byte, attrs ...uint32) []byte {
	b := codec.Header{Type: codec.TypeError, Flags: codec.FlagAckTLVs}.Append(nil, false)
	b = append(binary.LittleEndian.AppendUint32(b, 1<<32-22), request...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	for i := 0; i < len(attrs); i += 2 {
		b = binary.LittleEndian.AppendUint16(b, 8)
		b = binary.LittleEndian.AppendUint16(b, uint16(attrs[i]))
		b = binary.LittleEndian.AppendUint32(b, attrs[i+1])
	}
	PutLen(b, false)
	return b
}
