package pcap

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// TestPcapResync looks at what may be the header of the packet after a damaged one, in a file of times around 10^9.
func TestPcapResync(t *testing.T) {
	const second = 1_000_000_000
	head := cooked.Append(nil, codec.Sent, 0)
	for _, tc := range []struct {
		seconds, fraction, captured, original uint32
		packet                                []byte
		want                                  bool
	}{
		{second, 0, 36, 36, head, true},
		{second - 3600, 1_999_999, 1, 1, head, true},
		{second + 24*3600, 0, 36, 40, head, true},
		{second, 0, snapLen, nlmsg.MaxDatagram, head, true},
		{second, 0, snapLen + 1, nlmsg.MaxDatagram, head, false},
		{second, 0, 36, nlmsg.MaxDatagram + 1, head, false},
		{second, 0, 36, 35, head, false},
		{second, 0, 0, 0, head, false},
		{second, 2_000_000, 36, 36, head, false},
		{second - 3601, 0, 36, 36, head, false},
		{second + 24*3600 + 1, 0, 36, 36, head, false},
		{second, 0, 36, 36, head[:4], true},
		{second, 0, 36, 36, head[:3], false},
		{second, 0, 36, 36, make([]byte, cooked.Len), false},
	} {
		packet := binary.LittleEndian.AppendUint32(nil, tc.seconds)
		for _, word := range []uint32{tc.fraction, tc.captured, tc.original} {
			packet = binary.LittleEndian.AppendUint32(packet, word)
		}
		p := reader{order: binary.LittleEndian, fraction: time.Microsecond, linkType: cooked.Netlink, packet: 2,
			seconds: second}
		if got := p.packetHere(append(packet, tc.packet...)); got != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
	for length, want := range map[uint32]bool{0: true, nlmsg.MaxDatagram: true, nlmsg.MaxDatagram + 1: false} {
		p := reader{order: binary.LittleEndian, fraction: time.Microsecond}
		if got := p.plausible(binary.LittleEndian.AppendUint32(make([]byte, 8), length)); got != want {
			t.Errorf("a packet of %d octets: %v", length, got)
		}
	}
	p := reader{order: binary.LittleEndian, fraction: time.Microsecond, packet: 1, linkType: 1}
	if head := make([]byte, 16); p.packetHere(head) {
		t.Error("a packet of nothing")
	} else if head[8], head[12] = 1, 1; !p.packetHere(head) {
		t.Error("the first packet has any time, and frames have any start")
	}
}

func TestPcapDamagedHeader(t *testing.T) {
	b := bytes.Clone(recordtest.Testdata(t, "nlmon.pcap"))
	binary.LittleEndian.PutUint32(b[76+8:], 0xfffffff0) // the length of the second packet
	records, faults := recordtest.Collect(t, openBytes(t, b))
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
	whole := recordtest.Testdata(t, "commented.pcapng")
	records, faults := recordtest.Collect(t, openBytes(t, whole[:len(whole)-20]))
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
	records, faults = recordtest.Collect(t, openBytes(t, damaged))
	want := fmt.Sprintf("; %d octets were skipped to the next block", n)
	if len(records) != 7 || len(faults) != 1 || !strings.HasSuffix(faults[0].Error(), want) {
		t.Errorf("%d packets, %v", len(records), faults)
	}
}
