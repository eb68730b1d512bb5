package pcap

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/protocols"
)

func openTestdata(t *testing.T, name string) ([]captures.Record, []*captures.Error) {
	t.Helper()
	return recordtest.Collect(t, openBytes(t, recordtest.Testdata(t, name)))
}

// openBytes returns a reader of a file, by what its start is recognised as.
func openBytes(t testing.TB, file []byte) captures.Reader {
	t.Helper()
	head := captures.Head{Octets: file}
	if RecogniseNG(head) {
		return NewNGReader(bytes.NewReader(file), "test")
	}
	r, err := NewReader(bytes.NewReader(file), "test")
	if err != nil || !Recognise(head) {
		t.Fatalf("not recognised: % x, %v", file[:min(len(file), 24)], err)
	}
	return r
}

// TestPcapFlavours reads the same eight datagrams of ip link show as tcpdump saved them in four ways.
func TestPcapFlavours(t *testing.T) {
	plain, faults := openTestdata(t, "nlmon.pcap")
	if len(plain) != 8 || len(faults) > 0 {
		t.Fatalf("%d packets, %v", len(plain), faults)
	}
	for i, want := range []struct {
		direction   codec.Direction
		length, typ int
	}{{codec.Sent, 20, 18}, {codec.Received, 1472, 16}, {codec.Received, 20, 3}, {codec.Sent, 20, 22}, {codec.Received,
		76, 20}, {codec.Received, 20, 3},
		{codec.Sent, 32, 16}, {codec.Received, 52, 2}} {
		r := plain[i]
		typ := int(binary.LittleEndian.Uint16(r.Data[4:]))
		if r.Direction != want.direction || len(r.Data) != want.length || r.OriginalLen != want.length ||
			typ != want.typ {
			t.Errorf("packet %d: direction %d, %d of %d octets, type %d; want %v", i+1, r.Direction, len(r.Data),
				r.OriginalLen, typ, want)
		}
		if r.Protocol != 0 || r.Link != captures.Netlink || r.FD != -1 || r.Pos.Packet != i+1 || r.BigEndian || !r.HasDate {
			t.Errorf("packet %d: %+v", i+1, r)
		}
	}
	if got := plain[0].Time.Format(time.RFC3339Nano); got != "2026-11-21T10:37:51.586935Z" {
		t.Errorf("time %s", got)
	}
	for _, name := range []string{"nlmon-nano", "cooked-v1", "cooked-v2"} {
		others, faults := openTestdata(t, ""+name+".pcap")
		if len(others) != len(plain) || len(faults) > 0 {
			t.Fatalf("%s: %d packets, %v", name, len(others), faults)
		}
		for i, o := range others {
			if name == "nlmon-nano" && i == 0 && o.Time.Nanosecond() != 586935129 {
				t.Errorf("%s: time %v", name, o.Time)
			}
			o.Time, o.Pos, plain[i].Pos = plain[i].Time, captures.Position{}, captures.Position{}
			if g, w := fmt.Sprintf("%+v", o), fmt.Sprintf("%+v", plain[i]); g != w {
				t.Errorf("%s: packet %d\ngot  %s\nwant %s", name, i+1, g, w)
			}
		}
	}
}

func TestPcapSnapped(t *testing.T) {
	records, _ := openTestdata(t, "snapped.pcap")
	if len(records) != 4 || len(records[1].Data) != 24 || records[1].OriginalLen != 1472 {
		t.Errorf("records %+v", records)
	}
}

func TestPcapNGComments(t *testing.T) {
	records, faults := openTestdata(t, "commented.pcapng")
	if len(records) != 8 || len(faults) > 0 {
		t.Fatalf("%d packets, %v", len(records), faults)
	}
	for i, want := range []string{"made for a test; the request", "its ack", ""} {
		if r := records[i]; r.Comment != want || r.Interface != "nlmon0" {
			t.Errorf("packet %d: comment %q, interface %q", i+1, r.Comment, r.Interface)
		}
	}
	if got := records[0].Time.Format(time.RFC3339Nano); got != "2026-11-21T10:37:54.349097305Z" {
		t.Errorf("time %s", got)
	}
}

// swapPcap turns a little-endian pcap file into what a big-endian host writes.
func swapPcap(b []byte) []byte {
	b = bytes.Clone(b)
	swap := func(at, n int) {
		for i := range n / 2 {
			b[at+i], b[at+n-1-i] = b[at+n-1-i], b[at+i]
		}
	}
	words := func(at, n int) {
		for i := range n {
			swap(at+4*i, 4)
		}
	}
	swap(4, 2)
	swap(6, 2)
	words(0, 1)
	words(2*4, 4)
	for at := headerLen; at < len(b); {
		n := int(binary.LittleEndian.Uint32(b[at+8:]))
		words(at, 4)
		swap(at+packetLen+cooked.Len, 4)
		swap(at+packetLen+cooked.Len+4, 2)
		swap(at+packetLen+cooked.Len+6, 2)
		at += packetLen + n
	}
	return b
}

func TestPcapBigEndian(t *testing.T) {
	little := recordtest.Testdata(t, "nlmon.pcap")
	records, faults := recordtest.Collect(t, openBytes(t, swapPcap(little)))
	want, _ := openTestdata(t, "nlmon.pcap")
	if len(records) != len(want) || len(faults) > 0 {
		t.Fatalf("%d packets, %v", len(records), faults)
	}
	for i, r := range records {
		if !r.BigEndian || !r.Time.Equal(want[i].Time) || r.Direction != want[i].Direction ||
			len(r.Data) != len(want[i].Data) {
			t.Errorf("packet %d: %+v", i+1, r)
		}
	}
}

func TestPcapCut(t *testing.T) {
	whole := recordtest.Testdata(t, "nlmon.pcap")
	for _, tc := range []struct {
		keep, good int
		fault      string
	}{
		{len(whole), 8, ""},
		{24, 0, ""},
		{25, 0, "test: packet 1: the file ends in this packet, at offset 24: 1 of 16 octets are there"},
		{30, 0, "test: packet 1: the file ends in this packet, at offset 24: 6 of 16 octets are there"},
		{len(whole) - 1, 7, "test: packet 8: the file ends in this packet, at offset 1908: 83 of 84 octets are there"},
		{100, 1, "test: packet 2: the file ends in this packet, at offset 76: 24 of 1504 octets are there"},
	} {
		records, faults := recordtest.Collect(t, openBytes(t, whole[:tc.keep]))
		if len(records) != tc.good {
			t.Errorf("%d octets: %d packets", tc.keep, len(records))
		}
		if fmt.Sprint(faults) != fmt.Sprint(errorList(tc.fault)) {
			t.Errorf("%d octets: faults %v, want %s", tc.keep, faults, tc.fault)
		}
	}
	if _, err := NewReader(bytes.NewReader(whole[:20]), "test"); err == nil ||
		!strings.Contains(err.Error(), "ends in its header: 20 of 24") {
		t.Errorf("a torn header: %v", err)
	}
}

func errorList(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// TestPcapNGOfPcapgo reads what gopacket writes: mixed link types and other time resolutions than ours.
func TestPcapNGOfPcapgo(t *testing.T) {
	var b bytes.Buffer
	w, err := pcapgo.NewNgWriterInterface(&b,
		pcapgo.NgInterface{Name: "nl", LinkType: cooked.Netlink, TimestampResolution: 9}, pcapgo.DefaultNgWriterOptions)
	if err != nil {
		t.Fatal(err)
	}
	id, err := w.AddInterface(pcapgo.NgInterface{Name: "eth", Comment: "the uplink", LinkType: layers.LinkTypeEthernet})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 678901000, time.UTC)
	message := append(cooked.Append(nil, codec.Sent, 16), 16, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	for i, data := range [][]byte{message, arpFrame(t)} {
		err := w.WritePacket(gopacket.CaptureInfo{Timestamp: at, CaptureLength: len(data), Length: len(data),
			InterfaceIndex: i * id}, data)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	records, faults := recordtest.Collect(t, openBytes(t, b.Bytes()))
	if len(records) != 2 || len(faults) > 0 {
		t.Fatalf("%d packets, %v", len(records), faults)
	}
	if r := records[0]; r.Interface != "nl" || r.Protocol != 16 || r.Direction != codec.Sent || !r.Time.Equal(at) {
		t.Errorf("netlink: %+v", r)
	}
	if r := records[1]; r.Interface != "eth" || r.Link != captures.Packet ||
		r.Protocol != protocols.Ethernet.Number || r.Comment != "the uplink" || !r.Time.Equal(at) {
		t.Errorf("Ethernet: %+v", r)
	}
}

func frame(t *testing.T, parts ...gopacket.SerializableLayer) []byte {
	t.Helper()
	b := gopacket.NewSerializeBuffer()
	if err := gopacket.SerializeLayers(b, gopacket.SerializeOptions{FixLengths: true}, parts...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var broadcast = net.HardwareAddr{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}

func ethernet(typ layers.EthernetType) *layers.Ethernet {
	return &layers.Ethernet{SrcMAC: net.HardwareAddr{2, 0, 0, 0, 0, 1}, DstMAC: broadcast, EthernetType: typ}
}

func arpFrame(t *testing.T) []byte {
	return frame(t, ethernet(layers.EthernetTypeARP), &layers.ARP{
		AddrType: layers.LinkTypeEthernet, Protocol: layers.EthernetTypeIPv4, HwAddressSize: 6, ProtAddressSize: 4,
		Operation: layers.ARPRequest, SourceHwAddress: []byte{2, 0, 0, 0, 0, 1}, SourceProtAddress: []byte{10, 0, 0, 1},
		DstHwAddress: make([]byte, 6), DstProtAddress: []byte{10, 0, 0, 2},
	})
}

// TestPackets knows packets by their link type, and names what it does not know.
func TestPackets(t *testing.T) {
	for linkType, want := range map[uint32]captures.Record{
		1:   {Link: captures.Packet, Protocol: protocols.Ethernet.Number},
		101: {Link: captures.Packet, Protocol: protocols.Raw.Number},
		113: {Link: captures.Packet, Protocol: protocols.SLL.Number},
		228: {Link: captures.Packet, Protocol: protocols.IPv4.Number},
		229: {Link: captures.Packet, Protocol: protocols.IPv6.Number},
		276: {Link: captures.Packet, Protocol: protocols.SLL2.Number},
		105: {Link: captures.Other, Protocol: captures.ProtocolUnknown, Comment: "link type 105 (802.11)"},
	} {
		r := captures.Record{Protocol: captures.ProtocolUnknown}
		fillPacket(&r, linkType, make([]byte, 20), false)
		if r.Link != want.Link || r.Protocol != want.Protocol || r.Comment != want.Comment {
			t.Errorf("link type %d: %+v", linkType, r)
		}
	}
}

// roundTrip writes records and reads them again.
func roundTrip(t *testing.T, records []captures.Record, b *bytes.Buffer, w captures.Writer,
	err error) []captures.Record {
	t.Helper()
	for i := range records {
		err = errors.Join(err, w.Write(&records[i]))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	got, faults := recordtest.Collect(t, openBytes(t, b.Bytes()))
	if len(faults) > 0 || len(got) != len(records) {
		t.Fatalf("%d records of %d, %v", len(got), len(records), faults)
	}
	return got
}

func TestPcapNGRoundTrip(t *testing.T) {
	want := recordtest.Full(recordtest.Testdata(t, "../../raw/testdata/link.raw"))
	var b bytes.Buffer
	w, err := NewNGWriter(&b, NGOptions{Interface: "trace", Application: "test"})
	for i, got := range roundTrip(t, want, &b, w, err) {
		if got.Interface != "trace" {
			t.Errorf("interface %q", got.Interface)
		}
		recordtest.Compare(t, got, want[i])
	}
}

// TestPcapNGForPcapgo has gopacket read what the writer of pcapng files writes.
func TestPcapNGForPcapgo(t *testing.T) {
	want := recordtest.Full(recordtest.Testdata(t, "../../raw/testdata/link.raw"))[:2]
	var b bytes.Buffer
	w, err := NewNGWriter(&b, NGOptions{Application: "test"})
	for i := range want {
		err = errors.Join(err, w.Write(&want[i]))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := pcapgo.NewNgReader(&b, pcapgo.DefaultNgReaderOptions)
	if err != nil {
		t.Fatal(err)
	}
	if app := r.SectionInfo().Application; app != "test" || r.LinkType() != cooked.Netlink {
		t.Errorf("the section is of %q, its link type %d", app, r.LinkType())
	}
	if i, err := r.Interface(0); err != nil || i.Name != "netlink" || i.TimestampResolution != 9 || i.SnapLength != 0 {
		t.Errorf("interface %+v, %v", i, err)
	}
	for i := range want {
		data, ci, err := r.ReadPacketData()
		if err != nil || !bytes.Equal(data[cooked.Len:], want[i].Data) || !ci.Timestamp.Equal(want[i].Time) ||
			ci.Length != want[i].OriginalLen+cooked.Len {
			t.Errorf("packet %d: % x, %+v, %v", i, data, ci, err)
		}
	}
	if _, _, err := r.ReadPacketData(); !errors.Is(err, io.EOF) {
		t.Errorf("after the packets: %v", err)
	}
}

func TestPcapRoundTrip(t *testing.T) {
	for _, opts := range []Options{{}, {Microseconds: true}} {
		want := recordtest.Full(recordtest.Testdata(t, "../../raw/testdata/link.raw"))
		var b bytes.Buffer
		w, err := NewWriter(&b, opts)
		for i, got := range roundTrip(t, want, &b, w, err) {
			// what the format holds
			kept := captures.Record{
				Time: want[i].Time, HasDate: want[i].HasDate, Direction: want[i].Direction, FD: -1,
				Protocol: want[i].Protocol, Data: want[i].Data, OriginalLen: want[i].OriginalLen,
			}
			if opts.Microseconds {
				kept.Time = kept.Time.Truncate(time.Microsecond)
			}
			recordtest.Compare(t, got, kept)
		}
	}
}

func TestPcapWriterRefusesOtherLinks(t *testing.T) {
	var b bytes.Buffer
	pcap, err := NewWriter(&b, Options{})
	ng, err2 := NewNGWriter(&b, NGOptions{})
	if err = errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	for _, w := range []captures.Writer{pcap, ng} {
		if err := w.Write(&captures.Record{Link: captures.Other}); !errors.Is(err, captures.ErrOtherLink) {
			t.Errorf("got %v", err)
		}
		if err := w.Write(&captures.Record{Link: captures.Packet, Protocol: protocols.Ethernet.Number}); err != nil {
			t.Errorf("a packet: %v", err)
		}
	}
	if err := pcap.Write(&captures.Record{}); !errors.Is(err, captures.ErrOtherLink) {
		t.Errorf("a pcap file of packets takes a netlink datagram: %v", err)
	}
	if err := ng.Write(&captures.Record{}); err != nil {
		t.Errorf("a pcapng file takes both: %v", err)
	}
}
