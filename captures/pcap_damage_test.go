package captures

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestPcapResync looks at what may be the header of the packet behind a damaged one, in a file of times around 10^9.
func TestPcapResync(t *testing.T) {
	const second = 1_000_000_000
	cooked := appendCooked(nil, Sent, 0)
	for _, tc := range []struct {
		seconds, fraction, captured, original uint32
		cooked                                []byte
		want                                  bool
	}{
		{second, 0, 36, 36, cooked, true},
		{second - 3600, 1_999_999, 1, 1, cooked, true},
		{second + 24*3600, 0, 36, 40, cooked, true},
		{second, 0, pcapSnapLen, maxDatagram, cooked, true},
		{second, 0, pcapSnapLen + 1, maxDatagram, cooked, false},
		{second, 0, 36, maxDatagram + 1, cooked, false},
		{second, 0, 36, 35, cooked, false},
		{second, 0, 0, 0, cooked, false},
		{second, 2_000_000, 36, 36, cooked, false},
		{second - 3601, 0, 36, 36, cooked, false},
		{second + 24*3600 + 1, 0, 36, 36, cooked, false},
		{second, 0, 36, 36, cooked[:4], true},
		{second, 0, 36, 36, cooked[:3], false},
		{second, 0, 36, 36, make([]byte, sllLen), false},
	} {
		head := binary.LittleEndian.AppendUint32(nil, tc.seconds)
		for _, word := range []uint32{tc.fraction, tc.captured, tc.original} {
			head = binary.LittleEndian.AppendUint32(head, word)
		}
		p := pcapReader{order: binary.LittleEndian, fraction: time.Microsecond, linkType: linkNetlink, packet: 2,
			seconds: second}
		if got := p.packetHere(append(head, tc.cooked...)); got != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
	for length, want := range map[uint32]bool{0: true, maxDatagram: true, maxDatagram + 1: false} {
		p := pcapReader{order: binary.LittleEndian, fraction: time.Microsecond}
		if got := p.plausible(binary.LittleEndian.AppendUint32(make([]byte, 8), length)); got != want {
			t.Errorf("a packet of %d octets: %v", length, got)
		}
	}
	p := pcapReader{order: binary.LittleEndian, fraction: time.Microsecond, packet: 1, linkType: linkEthernet}
	if head := make([]byte, 16); p.packetHere(head) {
		t.Error("a packet of nothing")
	} else if head[8], head[12] = 1, 1; !p.packetHere(head) {
		t.Error("the first packet has any time, and frames have any start")
	}
}

func TestPcapDamagedHeader(t *testing.T) {
	b := bytes.Clone(readTestdata(t, "pcap/nlmon.pcap"))
	binary.LittleEndian.PutUint32(b[76+8:], 0xfffffff0) // the length of the second packet
	records, faults := collect(t, must(Open(bytes.NewReader(b), "test", Options{})))
	if len(records) != 7 || len(faults) != 1 || !faults[0].Skipped {
		t.Fatalf("%d packets, %v", len(records), faults)
	}
	want := "test: packet 2: the packet header at offset 76 is damaged; 1504 octets were skipped to the next packet"
	if faults[0].Error() != want {
		t.Errorf("got %v\nwant %s", faults[0], want)
	}
	if records[1].Pos.Packet != 3 {
		t.Errorf("the packet after the damage is number %d", records[1].Pos.Packet)
	}
}

func TestPcapNGCutAndDamaged(t *testing.T) {
	whole := readTestdata(t, "pcap/commented.pcapng")
	records, faults := collect(t, must(Open(bytes.NewReader(whole[:len(whole)-20]), "test", Options{})))
	if len(records) != 7 || len(faults) != 1 || faults[0].Skipped {
		t.Errorf("%d packets, %v", len(records), faults)
	}
	damaged := bytes.Clone(whole)
	at := 0
	for i := 0; i < 3; i++ { // the section, the interface and a packet
		at += int(binary.LittleEndian.Uint32(whole[at+4:]))
	}
	n := binary.LittleEndian.Uint32(whole[at+4:])
	binary.LittleEndian.PutUint32(damaged[at+4:], n+4)
	records, faults = collect(t, must(Open(bytes.NewReader(damaged), "test", Options{})))
	want := fmt.Sprintf("; %d octets were skipped to the next block", n)
	if len(records) != 7 || len(faults) != 1 || !strings.HasSuffix(faults[0].Error(), want) {
		t.Errorf("%d packets, %v", len(records), faults)
	}
}
