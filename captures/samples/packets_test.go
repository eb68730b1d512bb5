package samples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/oracle"
	"github.com/nlkit/nlkit/internal/test/testbed"
	packets "github.com/nlkit/nlkit/protocols"
)

// packetSamples are the samples of packets of networks.
var packetSamples = []string{"packets-dhclient.pcap", "packets-udhcpc.pcap", "packets-networkd.pcap",
	"packets-layers.pcap", "packets-multicast.pcap",
	"eth-dhcp-arp.pcap"}

// eachPacket decodes every packet of a sample.
func eachPacket(t *testing.T, file string, found func(i int, p *codec.Message)) {
	t.Helper()
	octets, err := samples.FS().ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := pcap.NewReader(bytes.NewReader(octets), file)
	if err != nil {
		t.Fatal(err)
	}
	d := codec.Decoder{Registry: packets.Registry()}
	var rec captures.Record
	var m codec.Message
	for i := 0; r.Next(&rec) == nil; i++ {
		if rec.Link != captures.Packet {
			t.Fatalf("%s: packet %d is of another link", file, i+1)
		}
		_ = d.Decode(&m, codec.Context{Protocol: rec.Protocol}, rec.Data)
		found(i, &m)
	}
}

// TestPacketsWhole decodes the packets of real programs without a fault, and with nothing that no table knows; JSON and
// pyroute2's form lead back to the same octets.
func TestPacketsWhole(t *testing.T) {
	enc := codec.Encoder{Registry: packets.Registry()}
	for _, file := range packetSamples {
		eachPacket(t, file, func(i int, p *codec.Message) {
			if f := p.Faults(); len(f) > 0 {
				t.Errorf("%s: packet %d: %v", file, i+1, &f[0])
			}
			if _, unknown, _ := p.Tally(); unknown > 0 {
				t.Errorf("%s: packet %d has %d unknown attributes\n%s", file, i+1, unknown, form.Text.Append(nil, p))
			}
			for _, f := range form.Readable() {
				if back, err := f.Parse(&enc, f.Append(nil, p)); err != nil || !bytes.Equal(back, p.Bytes()) {
					t.Errorf("%s: packet %d: %s leads to other octets: %v\n%s", file, i+1, f.Name, err, f.Append(nil,
						p))
				}
			}
		})
	}
}

// TestPacketsAndTshark compares every member and every option of the packets to what tshark says of the same octets.
func TestPacketsAndTshark(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	compared := 0
	for _, name := range packetSamples {
		octets, _ := samples.FS().ReadFile(name)
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, octets, 0o600); err != nil {
			t.Fatal(err)
		}
		var theirs [][]oracle.Field
		if err := oracle.Packets(file, func(f []oracle.Field) {
			theirs = append(theirs,
				slices.Clone(f))
		}); err != nil {
			t.Fatal(err)
		}
		eachPacket(t, name, func(i int, p *codec.Message) {
			c := packetComparison{fields: theirs[i]}
			for _, f := range c.fields {
				if strings.HasSuffix(f.Name, ".checksum.status") && f.Show == "0" { // and we found no fault
					t.Errorf("%s: packet %d: to tshark %s is bad", name, i+1, f.Name)
				}
			}
			for a := range p.Root().Children() {
				c.layer(a)
			}
			for _, wrong := range c.wrong {
				t.Errorf("%s: packet %d: %s", name, i+1, wrong)
			}
			compared += c.compared
		})
	}
	if compared < 3300 {
		t.Errorf("%d values were compared, want 3300 at least", compared)
	}
}

// packetComparison compares a packet to tshark's fields.
type packetComparison struct {
	fields   []oracle.Field
	quoted   bool
	compared int
	wrong    []string
}

func (c *packetComparison) layer(a codec.Attr) {
	if a.IsTail() || a.Spec().Layer == nil || c.quoted {
		return
	}
	header, _ := a.Fixed()
	c.members(a.Name(), header, a.Offset(), a.Offset()+header.Len())
	for o := range a.Children() {
		c.option(o)
	}
	c.quoted = a.Spec().Layer.Quotes
}

// option compares an option, or one inside another.
func (c *packetComparison) option(a codec.Attr) {
	if a.IsNest() {
		if header, ok := a.Fixed(); ok {
			c.members(a.Name(), header, a.Offset(), a.End())
		}
		for o := range a.Children() {
			c.option(o)
		}
		return
	}
	if a.Content().Spec().Kind == codec.StructOf {
		c.members(a.Name(), a.Content(), a.Offset(), a.End())
		return
	}
	ours := flat(a.Content())
	if a.IsPiece() {
		ours = []string{string(a.Payload())}
	}
	c.compare(a.Name(), ours, a.Offset(), a.End())
}

// members compares the members of a struct within a range of the packet.
func (c *packetComparison) members(of string, s codec.Content, from, to int) {
	var m codec.Members
	for m.Start(s); m.Next(); {
		place, inner := m.Content(), of+"."+m.Member().Name
		_, at, end := s.Spec().Struct.Lookup(m.Member().Name)
		start, stop := from, to
		if end > at && strings.ToLower(of) == of { // of a header, whose members have places of their own
			start, stop = from+at, from+end
		}
		if place.Spec().Kind == codec.StructOf {
			c.members(of, place, from, to)
			continue
		}
		c.compare(inner, flat(place), start, stop)
	}
}

// compare compares values to those of tshark within a range of the packet.
func (c *packetComparison) compare(name string, ours []string, from, to int) {
	row, ok := tsharkRows[name]
	switch {
	case !ok:
		c.wrong = append(c.wrong, name+" is in no row")
		return
	case row.field == "":
		return
	}
	var theirs []string
	for _, f := range c.fields {
		if (f.Name == row.field || f.Name == row.or) && f.Pos >= from && f.Pos < max(to, from+1) {
			theirs = append(theirs, row.normal(f.Show))
		}
	}
	if row.notZero && theirs == nil && slices.Equal(ours, []string{"0"}) {
		return
	}
	if slices.Equal(ours, theirs) || strings.Join(ours, "")+strings.Join(theirs, "") == "" {
		c.compared += len(ours)
		return
	}
	if len(ours) > 0 || len(theirs) > 0 {
		c.wrong = append(c.wrong, name+": ours "+strings.Join(ours, " ")+", theirs "+strings.Join(theirs, " "))
	}
}

// flat returns the values in a Content as texts: numbers in decimal.
func flat(c codec.Content) (values []string) {
	switch spec := c.Spec(); spec.Kind {
	case codec.Array:
		var w codec.Elements
		for ok := w.Start(c); ok && w.Next(); {
			values = append(values, flat(w.Content())...)
		}
		return values
	case codec.StructOf:
		var m codec.Members
		for m.Start(c); m.Next(); {
			values = append(values, flat(m.Content())...)
		}
		return values
	case codec.Texts:
		c.Texts(func(text []byte) { values = append(values, string(text)) })
		return values
	case codec.String:
		text, _, _ := c.Text()
		return []string{string(text)}
	case codec.IP4, codec.IP6, codec.IP:
		return []string{string(codec.AppendAddr(nil, c.Octets()))}
	case codec.Flag:
		return nil
	}
	if v, ok := c.Integer(); ok {
		return []string{string(codec.AppendInteger(nil, v, c.Spec().Kind.IsSigned()))}
	}
	return []string{string(codec.AppendColonHex(nil, c.Octets()))}
}

// tsharkRow is what tshark calls a value; "" says that it does not show it, or shows it otherwise.
type tsharkRow struct {
	field string
	or    string // what it calls that of other versions of the protocol
	units int    // tshark counts octets, we count these
	hex   bool   // tshark writes hexadecimal digits alone
	// notZero says that tshark does not show a 0.
	notZero bool
}

func (r tsharkRow) normal(show string) string {
	if r.hex {
		show = "0x" + show
	}
	v, err := strconv.ParseInt(show, 0, 64)
	if err != nil {
		return show
	}
	return strconv.FormatInt(v/int64(max(r.units, 1)), 10)
}
