package pcap

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/protocols"
)

// ngBlock makes a pcapng block of 32-bit words and octets.
func ngBlock(order binary.AppendByteOrder, kind uint32, words []uint32, tail ...byte) []byte {
	length := uint32(ngBlockLen + 4*len(words) + nlmsg.Align(len(tail)))
	b := order.AppendUint32(nil, kind)
	b = order.AppendUint32(b, length)
	for _, w := range words {
		b = order.AppendUint32(b, w)
	}
	b = append(b, tail...)
	b = append(b, make([]byte, nlmsg.Align(len(tail))-len(tail))...)
	return order.AppendUint32(b, length)
}

// ngFile makes a section with an interface, whose link type is in the first half of the first word, and more blocks.
func ngFile(order binary.AppendByteOrder, options []byte, more ...[]byte) []byte {
	version, link := uint32(1), uint32(cooked.Netlink)
	if order == binary.AppendByteOrder(binary.BigEndian) {
		version, link = version<<16, link<<16
	}
	file := ngBlock(order, ngSection, []uint32{ngOrderMagic, version, 0xffffffff, 0xffffffff})
	file = append(file, ngBlock(order, ngInterface, []uint32{link, 0}, options...)...)
	return append(file, bytes.Join(more, nil)...)
}

// request is a message of 16 octets after its cooked header.
func request(order binary.AppendByteOrder) []byte {
	return append(cooked.Append(nil, codec.DirectionUnknown, 0), recordtest.Message(order, 18, 0)...)
}

// TestPcapNGBlocks reads the three kinds of packet blocks, in both byte orders, among blocks that do not matter.
func TestPcapNGBlocks(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		packet := request(order)
		n := uint32(len(packet))
		file := ngFile(order, nil,
			ngBlock(order, 0xbad, []uint32{32473, 1, 2}),
			ngBlock(order, ngEnhanced, []uint32{0, 0, 3_000_001, n, n + 4}, packet...),
			ngBlock(order, ngStatistics, []uint32{0, 0, 0}),
			ngBlock(order, ngOldPacket, []uint32{0, 0, 4_000_002, n, n}, packet...),
			ngBlock(order, ngSimple, []uint32{n}, packet...),
		)
		records, faults := recordtest.Collect(t, openBytes(t, file))
		if len(records) != 3 || len(faults) > 0 {
			t.Fatalf("%v: %d packets, %v", order, len(records), faults)
		}
		for i, want := range []time.Time{time.Unix(3, 1000), time.Unix(4, 2000), {}} {
			r := records[i]
			if !r.Time.Equal(want) || r.Direction != codec.Sent || r.BigEndian != (order.String() == "BigEndian") ||
				r.Pos.Packet != i+1 {
				t.Errorf("%v: packet %d: %+v", order, i+1, r)
			}
		}
		if records[0].OriginalLen != 20 || records[1].OriginalLen != 16 {
			t.Errorf("%v: lengths %d and %d", order, records[0].OriginalLen, records[1].OriginalLen)
		}
	}
}

// option makes an option of a little-endian block.
func option(code uint16, value ...byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, code)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(value)))
	return append(append(b, value...), make([]byte, nlmsg.Align(len(value))-len(value))...)
}

// TestPcapNGWriter compares the start of a file to what the format's description says of it.
func TestPcapNGWriter(t *testing.T) {
	var b bytes.Buffer
	w, err := NewNGWriter(&b, NGOptions{Interface: "x", Application: "abcde"})
	r := captures.Record{FD: -1, Protocol: 16, Direction: codec.Sent, Time: time.Unix(1, 2), Data: []byte{1},
		OriginalLen: 3}
	if err = errors.Join(err, w.Write(&r), w.Close()); err != nil {
		t.Fatal(err)
	}
	want := "0a0d0d0a" + "2c000000" + "4d3c2b1a" + "01000000" + "ffffffffffffffff" + // a section, version 1.0
		"04000500" + "6162636465000000" + "00000000" + "2c000000" + // shb_userappl, opt_endofopt
		"01000000" + "28000000" + "fd000000" + "00000000" + // an interface
		"02000100" + "78000000" + "09000100" + "09000000" + "00000000" + "28000000" + // if_name, if_tsresol
		"06000000" + "40000000" + "00000000" + "00000000" + "02ca9a3b" + "11000000" + "13000000" + // an enhanced packet
		"0007" + "0338" + "00000000000000000000" + "0010" + "01000000" + // its cooked header and the octet
		"02000400" + "02000000" + "00000000" + "40000000" // epb_flags
	if got := hex.EncodeToString(b.Bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestPcapNGOptions reads what stands behind packets.
func TestPcapNGOptions(t *testing.T) {
	packet := append(cooked.Append(nil, codec.DirectionUnknown, 0), recordtest.Message(binary.LittleEndian, 16, 0)...)
	binary.LittleEndian.PutUint16(packet[cooked.Len+6:], 0) // neither a request nor else
	n := uint32(len(packet))
	for _, tc := range []struct {
		options   []byte
		direction codec.Direction
		comment   string
	}{
		{nil, codec.Received, ""},
		{option(ngOptFlags, 1, 0, 0, 0), codec.Received, ""},
		{option(ngOptFlags, 2, 0, 0, 0), codec.Sent, ""},
		{option(ngOptFlags, 0xfc, 0, 0, 0), codec.Received, ""},
		{option(ngOptFlags, 2), codec.Received, ""}, // shorter than its kind
		{option(ngOptDropped, 0, 0, 0, 0, 0, 0, 0, 0), codec.Received, ""},
		{option(ngOptDropped, 1, 0, 0, 0, 0, 0, 0, 0), codec.Received, "1 packets before this one were dropped"},
		{option(ngOptDropped, 1), codec.Received, ""},
		{append(option(ngOptComment, 'a'), option(ngOptComment, 'b')...), codec.Received, "a; b"},
		{append(option(0), option(ngOptComment, 'a')...), codec.Received, ""}, // after the last
		{option(ngOptComment, []byte("direction sent, pid 7")...), codec.Sent, ""},
		{append(option(ngOptComment, 'a'), 1, 0, 9, 0, 'b'), codec.Received, "a"}, // longer than its block
	} {
		file := ngFile(binary.LittleEndian, nil,
			ngBlock(binary.LittleEndian, ngEnhanced, []uint32{0, 0, 1, n, n}, append(bytes.Clone(packet),
				tc.options...)...))
		records, _ := recordtest.Collect(t, openBytes(t, file))
		if len(records) != 1 || records[0].Direction != tc.direction || records[0].Comment != tc.comment {
			t.Errorf("% x: %+v", tc.options, records)
		}
	}
}

// TestPcapNGPlausible tells lengths that blocks can have.
func TestPcapNGPlausible(t *testing.T) {
	p := &ngReader{}
	for kind, least := range map[uint32]uint32{
		ngSection: 28, ngInterface: 20, ngSimple: 16, ngEnhanced: 32, ngOldPacket: 32, ngStatistics: 12, 0xbad: 12,
	} {
		read := kind != ngStatistics && kind != 0xbad
		for length, want := range map[uint32]bool{
			least: true, least - 4: false, least + 2: false, ngMaxBlock: true, ngMaxBlock + 4: !read,
		} {
			if got := p.plausible(kind, length); got != want {
				t.Errorf("type %#x, %d octets: %v", kind, length, got)
			}
		}
	}
}

// TestPcapNGBlockHere looks for the block after damage.
func TestPcapNGBlockHere(t *testing.T) {
	order := binary.LittleEndian
	wrong := ngBlock(order, ngStatistics, []uint32{0})
	wrong[len(wrong)-1]++
	for name, tc := range map[string]struct {
		block []byte
		want  bool
	}{
		"a section":           {ngBlock(order, ngSection, []uint32{0})[:12], true},
		"statistics":          {ngBlock(order, ngStatistics, []uint32{0}), true},
		"a packet":            {ngBlock(order, ngSimple, []uint32{0}), true},
		"another block":       {ngBlock(order, 0xbad, []uint32{0}), false},
		"too short a packet":  {ngBlock(order, ngSimple, nil), false},
		"a cut packet":        {ngBlock(order, ngSimple, []uint32{0})[:12], false},
		"two lengths":         {wrong, false},
		"the longest packet":  {ngBlock(order, ngSimple, nil, make([]byte, snapLen-12)...), true},
		"too long a packet":   {ngBlock(order, ngSimple, nil, make([]byte, snapLen-8)...), false},
		"nothing but nothing": {make([]byte, 12), false},
	} {
		p := NewNGReader(bytes.NewReader(tc.block), "test").(*ngReader)
		if got := p.blockHere(tc.block[:12]); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestPcapNGSnapped reads packets of an interface that cuts them, and of one that does not.
func TestPcapNGSnapped(t *testing.T) {
	order := binary.LittleEndian
	packet := request(order)
	n := uint32(len(packet))
	for snap, want := range map[uint32]uint32{0: n, n - 4: n - 4, n + 4: n} {
		file := ngBlock(order, ngSection, []uint32{ngOrderMagic, 1, 0xffffffff, 0xffffffff}, option(ngOptComment,
			's')...)
		file = append(file, ngBlock(order, ngInterface, []uint32{cooked.Netlink, snap},
			append(option(ngOptName, 'e'), option(ngOptComment, 'i')...)...)...)
		for range 2 {
			file = append(file, ngBlock(order, ngSimple, []uint32{n}, packet[:want]...)...)
		}
		records, faults := recordtest.Collect(t, openBytes(t, file))
		if len(records) != 2 || len(faults) > 0 {
			t.Fatalf("%d packets, %v", len(records), faults)
		}
		for i, comment := range []string{"s; i", ""} {
			r := records[i]
			if uint32(len(r.Data)+cooked.Len) != want || uint32(r.OriginalLen+cooked.Len) != n || r.Comment != comment ||
				r.Interface != "e" || !r.Time.IsZero() || r.HasDate {
				t.Errorf("snapshot length %d: %+v", snap, r)
			}
		}
	}
}

func TestPcapNGTimes(t *testing.T) {
	packet := request(binary.LittleEndian)
	n := uint32(len(packet))
	for _, tc := range []struct {
		name    string
		options []byte
		ticks   uint64
		want    string
		bad     bool
	}{
		{"milliseconds", option(ngOptResolution, 3), 1_500, "1970-01-01T00:00:01.5Z", false},
		{"picoseconds", option(ngOptResolution, 12), 1_500_000_000_000, "1970-01-01T00:00:01.5Z", false},
		{"powers of two", option(ngOptResolution, 0x80|32), 3 << 31, "1970-01-01T00:00:01.5Z", false},
		{"the finest", option(ngOptResolution, 19), 1.5e19, "1970-01-01T00:00:01.5Z", false},
		{"the finest power of two", option(ngOptResolution, 0x80|63), 3 << 62, "1970-01-01T00:00:01.5Z", false},
		{"an offset", option(ngOptTimeOffset, 0, 0x94, 0x35, 0x77, 0, 0, 0, 0), 1_500_000, "2033-05-18T03:33:21.5Z",
			false},
		{"a resolution that cannot be", option(ngOptResolution, 20), 1_500, "0001-01-01T00:00:00Z", true},
		{"a power of two that cannot be", option(ngOptResolution, 0x80|64), 1_500, "0001-01-01T00:00:00Z", true},
	} {
		file := ngFile(binary.LittleEndian, tc.options,
			ngBlock(binary.LittleEndian, ngEnhanced, []uint32{0, uint32(tc.ticks >> 32), uint32(tc.ticks), n, n},
				packet...))
		records, faults := recordtest.Collect(t, openBytes(t, file))
		if len(records) != 1 || records[0].Time.Format(time.RFC3339Nano) != tc.want {
			t.Errorf("%s: %v, want %s", tc.name, records, tc.want)
		}
		const bad = "[test: offset 28: interface 0 has a time resolution that cannot be: its packets have no time]"
		if got := fmt.Sprint(faults); tc.bad != (got == bad) || !tc.bad && got != "[]" {
			t.Errorf("%s: faults %s", tc.name, got)
		}
	}
}

// TestPcapNGFaults puts a fault before a good packet.
func TestPcapNGFaults(t *testing.T) {
	order := binary.LittleEndian
	packet := request(order)
	n := uint32(len(packet))
	good := ngBlock(order, ngEnhanced, []uint32{0, 0, 1, n, n}, packet...)
	for _, tc := range []struct {
		name  string
		block []byte
		fault string
	}{
		{"no such interface", ngBlock(order, ngEnhanced, []uint32{7, 0, 1, n, n}, packet...),
			"test: packet 1: a packet of interface 7, of which the section has 1"},
		{"longer than its block", ngBlock(order, ngEnhanced, []uint32{0, 0, 1, n + 8, n + 8}, packet...),
			"test: packet 1: a packet of 40 octets in a block of 52"},
		{"too short a block", ngBlock(order, ngEnhanced, []uint32{0, 0, 1}),
			"test: packet 1: at offset 48, a block of type 6 and 24 octets cannot be; 24 octets were skipped to the " +
				"next block"},
		{"a torn section", ngBlock(order, ngSection, []uint32{0x12345678, 1, 0, 0}),
			"test: packet 1: at offset 48, a section has the byte-order magic 78 56 34 12; 28 octets were skipped to " +
				"the next block"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, openBytes(t, ngFile(order, nil, tc.block, good)))
			if len(records) != 1 || len(faults) != 1 || faults[0].Error() != tc.fault {
				t.Errorf("%d packets, faults %v\nwant %s", len(records), faults, tc.fault)
			}
		})
	}
}

// TestEthernetCaptures reads what tcpdump saved of the loopback interface, by its name and as "any".
func TestEthernetCaptures(t *testing.T) {
	for name, protocol := range map[string]*codec.Protocol{"ethernet": protocols.Ethernet,
		"ethernet-cooked": protocols.SLL2} {
		records, faults := openTestdata(t, name+".pcap")
		if len(records) != 3 || len(faults) > 0 {
			t.Fatalf("%s: %d packets, %v", name, len(records), faults)
		}
		d := codec.Decoder{Registry: protocols.Registry()}
		var m codec.Message
		for i, innermost := range []string{"payload", "payload", "tcp"} {
			r := records[i]
			if r.Link != captures.Packet || r.Protocol != protocol.Number {
				t.Errorf("%s: link %d, protocol %d", name, r.Link, r.Protocol)
			}
			_ = d.Decode(&m, codec.Context{Protocol: r.Protocol}, r.Data)
			var last string
			for a := range m.Root().Children() {
				last = a.Name()
			}
			if last != innermost {
				t.Errorf("%s: packet %d ends in %s, want %s", name, i, last, innermost)
			}
		}
	}
}
