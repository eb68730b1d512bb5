package captures

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRtmonFile(t *testing.T) {
	records, faults := openTestdata(t, "raw/rtmon", FormatRtmon)
	if len(records) != 8 || len(faults) > 0 {
		t.Fatalf("%d events, %v", len(records), faults)
	}
	// what ip -ts monitor printed of this file
	if got := records[2].Time.Format(time.RFC3339Nano); got != "2026-11-21T10:38:27.258722Z" {
		t.Errorf("time %s", got)
	}
	for i, typ := range []uint16{16, 80, 16, 20, 24, 16, 24, 24} {
		r := records[i]
		if got := binary.LittleEndian.Uint16(r.Data[4:]); got != typ || r.Protocol != 0 || r.Direction != Received {
			t.Errorf("event %d has type %d, protocol %d, direction %d; want type %d", i, got,
				r.Protocol, r.Direction, typ)
		}
	}
}

func TestRouteSaveFile(t *testing.T) {
	records, faults := openTestdata(t, "raw/route-save", FormatRaw)
	if len(records) != 6 || len(faults) > 0 || records[0].Pos.Offset != 4 || records[0].Protocol != protocolRoute {
		t.Errorf("%d routes, %v: %+v", len(records), faults, records)
	}
}

// message makes a message with a payload of the given length.
func message(order binary.AppendByteOrder, typ uint16, payload int) []byte {
	b := order.AppendUint32(nil, uint32(nlmsgHeaderLen+payload))
	b = order.AppendUint16(b, typ)
	b = order.AppendUint16(b, nlmFlagRequest)
	b = append(b, make([]byte, 8+payload)...)
	return append(b, make([]byte, align(len(b))-len(b))...)
}

// withLength returns a message with another nlmsg_len.
func withLength(msg []byte, n uint32) []byte {
	msg = bytes.Clone(msg)
	binary.LittleEndian.PutUint32(msg, n)
	return msg
}

func TestRawByteOrders(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		stream := append(message(order, 16, 5), message(order, 18, 4096-nlmsgHeaderLen)...)
		r, format := openString(t, string(stream), Options{Protocol: 12})
		records, faults := collect(t, r)
		if format != FormatRaw || len(records) != 2 || len(faults) > 0 {
			t.Fatalf("%v: %s, %d messages, %v", order, format, len(records), faults)
		}
		first, second := records[0], records[1]
		if first.BigEndian != (order == binary.AppendByteOrder(binary.BigEndian)) || first.Protocol != 12 ||
			first.Direction != Sent {
			t.Errorf("%v: %+v", order, first)
		}
		if len(first.Data) != 24 || second.Pos.Offset != 24 || len(second.Data) != 4096 {
			t.Errorf("%v: the padding is lost: %d octets, then %d at %d", order, len(first.Data),
				len(second.Data), second.Pos.Offset)
		}
	}
}

func TestRawFaults(t *testing.T) {
	good := message(binary.LittleEndian, 16, 32)
	withLen := func(n uint32) []byte { return withLength(good, n) }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	for _, tc := range []struct {
		name    string
		stream  []byte
		good    int
		fault   string
		skipped bool
	}{
		{"length 0", join(good, withLen(0), good, good), 3,
			"test: offset 48: nlmsg_len is 0, which cannot be (16 to 16777216); 48 octets were skipped to the " +
				"next message", true},
		{"length 15", join(good, withLen(15), good), 2,
			"test: offset 48: nlmsg_len is 15, which cannot be (16 to 16777216); 48 octets were skipped to the " +
				"next message", true},
		{"4 GB at the end", join(good, withLen(0xffffffff)), 1,
			"test: offset 48: nlmsg_len is 4294967295, which cannot be (16 to 16777216); no message was found in the " +
				"48 octets that are left", false},
		{"cut in a message", join(good, good[:40]), 1,
			"test: offset 48: the input ends in a message: nlmsg_len is 48, 40 octets are left", false},
		{"cut in a header", join(good, good[:7]), 1,
			"test: offset 48: the input ends in a message header: 7 octets are left, 16 were expected", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := collect(t, must(Open(bytes.NewReader(tc.stream), "test", Options{Format: FormatRaw})))
			if len(records) != tc.good {
				t.Errorf("%d good messages, want %d", len(records), tc.good)
			}
			if len(faults) != 1 || faults[0].Error() != tc.fault || faults[0].Skipped != tc.skipped {
				t.Errorf("faults %v\nwant %s", faults, tc.fault)
			}
		})
	}
}

func TestRawFailingInput(t *testing.T) {
	stream := io.MultiReader(bytes.NewReader(message(binary.LittleEndian, 16, 0)), failing{})
	records, faults := collect(t, must(Open(stream, "test", Options{})))
	if len(records) != 1 || len(faults) != 1 ||
		!strings.Contains(faults[0].Error(), "reading failed: the disk is on fire") {
		t.Errorf("%d messages, %v", len(records), faults)
	}
}

// failing is an input that cannot be read.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, fmt.Errorf("the disk is on fire") }

// TestRawPadding reads what iproute2 sends: datagrams longer than their message, filled up with zeros.
func TestRawPadding(t *testing.T) {
	one := message(binary.LittleEndian, 18, 24)
	input := slices.Concat(one, make([]byte, 112), one, make([]byte, 6))
	r, _, err := Open(bytes.NewReader(input), "test", Options{Format: FormatRaw, Protocol: ProtocolUnknown})
	if err != nil {
		t.Fatal(err)
	}
	var rec Record
	for range 2 {
		if err := r.Next(&rec); err != nil || !bytes.Equal(rec.Data, one) {
			t.Fatalf("got %x, %v, want %x", rec.Data, err, one)
		}
	}
	if err := r.Next(&rec); !errors.Is(err, io.EOF) {
		t.Fatalf("after the last message comes %v", err)
	}
}

// TestStartsMessages tells messages back to back from other octets that start like one.
func TestStartsMessages(t *testing.T) {
	one := message(binary.LittleEndian, 18, 4)
	odd := bytes.Clone(one)
	odd[7] = 0xf0 // flags that there are not
	for _, tc := range []struct {
		name string
		head []byte
		more bool
		want bool
	}{
		{"a message", one, false, true},
		{"the start of one", one[:16], false, true},
		{"less than a header", one[:15], true, false},
		{"two", slices.Concat(one, one), false, true},
		{"one and the start of another", slices.Concat(one, one[:8]), true, true},
		{"one and a few octets", slices.Concat(one, one[:8]), false, false},
		{"one and another header", slices.Concat(one, one[:16]), false, true},
		{"one and octets that are none", slices.Concat(one, odd), true, false},
		{"unknown flags", odd, true, false},
		{"one of a length that cannot be", withLength(one, 15), true, false},
		{"one that is too long", withLength(one, 1<<20+1), true, false},
		{"one that is long", withLength(one, 1<<20), true, true},
	} {
		if got := startsMessages(tc.head, tc.more); got != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
