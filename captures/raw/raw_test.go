package raw

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

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

func TestRtmonFile(t *testing.T) {
	file := recordtest.Testdata(t, "rtmon")
	records, faults := recordtest.Collect(t, NewRtmonReader(bytes.NewReader(file), "rtmon"))
	if head := (captures.Head{Octets: file}); !RecogniseRtmon(head) || Recognise(head) {
		t.Error("not recognised as a file of rtmon")
	}
	if len(records) != 8 || len(faults) > 0 {
		t.Fatalf("%d events, %v", len(records), faults)
	}
	// what ip -ts monitor printed of this file
	if got := records[2].Time.Format(time.RFC3339Nano); got != "2026-11-21T10:38:27.258722Z" {
		t.Errorf("time %s", got)
	}
	for i, typ := range []uint16{16, 80, 16, 20, 24, 16, 24, 24} {
		r := records[i]
		if got := binary.LittleEndian.Uint16(r.Data[4:]); got != typ || r.Protocol != 0 || r.Direction != codec.Received {
			t.Errorf("event %d has type %d, protocol %d, direction %d; want type %d", i, got,
				r.Protocol, r.Direction, typ)
		}
	}
}

func TestRouteSaveFile(t *testing.T) {
	file := recordtest.Testdata(t, "route-save")
	records, faults := recordtest.Collect(t, NewReader(bytes.NewReader(file), "route-save", captures.ProtocolUnknown))
	if head := (captures.Head{Octets: file}); !Recognise(head) || RecogniseRtmon(head) {
		t.Error("not recognised as messages that ip saved")
	}
	if len(records) != 6 || len(faults) > 0 || records[0].Pos.Offset != 4 || records[0].Protocol != nlmsg.Route {
		t.Errorf("%d routes, %v: %+v", len(records), faults, records)
	}
}

// withLength returns a message with another nlmsg_len.
func withLength(msg []byte, n uint32) []byte {
	msg = bytes.Clone(msg)
	binary.LittleEndian.PutUint32(msg, n)
	return msg
}

func TestRawByteOrders(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		stream := append(recordtest.Message(order, 16, 5), recordtest.Message(order, 18, 4096-nlmsg.HeaderLen)...)
		records, faults := recordtest.Collect(t, NewReader(bytes.NewReader(stream), "test", 12))
		if !Recognise(captures.Head{Octets: stream}) || len(records) != 2 || len(faults) > 0 {
			t.Fatalf("%v: %d messages, %v", order, len(records), faults)
		}
		first, second := records[0], records[1]
		if first.BigEndian != (order == binary.AppendByteOrder(binary.BigEndian)) || first.Protocol != 12 ||
			first.Direction != codec.Sent {
			t.Errorf("%v: %+v", order, first)
		}
		if len(first.Data) != 24 || second.Pos.Offset != 24 || len(second.Data) != 4096 {
			t.Errorf("%v: the padding is lost: %d octets, then %d at %d", order, len(first.Data),
				len(second.Data), second.Pos.Offset)
		}
	}
}

func TestRawFaults(t *testing.T) {
	good := recordtest.Message(binary.LittleEndian, 16, 32)
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
			"test: offset 48: the input ends in a message header: want 16 octets, got 7", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, NewReader(bytes.NewReader(tc.stream), "test", 0))
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
	stream := io.MultiReader(bytes.NewReader(recordtest.Message(binary.LittleEndian, 16, 0)), failing{})
	records, faults := recordtest.Collect(t, NewReader(stream, "test", 0))
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
	one := recordtest.Message(binary.LittleEndian, 18, 24)
	input := slices.Concat(one, make([]byte, 112), one, make([]byte, 6))
	r := NewReader(bytes.NewReader(input), "test", captures.ProtocolUnknown)
	var rec captures.Record
	for range 2 {
		if err := r.Next(&rec); err != nil || !bytes.Equal(rec.Data, one) {
			t.Fatalf("got %x, %v, want %x", rec.Data, err, one)
		}
	}
	if err := r.Next(&rec); !errors.Is(err, io.EOF) {
		t.Fatalf("after the last message comes %v", err)
	}
}

// TestTimestamps tells what rtmon writes before each event from other messages of its length and of its type.
func TestTimestamps(t *testing.T) {
	const behind = "00000000000000000000" + "0100000002000000"
	for digits, want := range map[string]bool{
		"180000000f00" + behind:        true,
		"00000018000f" + behind:        true,
		"180000001000" + behind:        false,
		"1c0000000f00" + behind:        false,
		"180000000f00" + behind + "00": true,
		"180000000f00" + behind[2:]:    false,
	} {
		if got := isTimestamp(recordtest.Octets(t, digits)); got != want {
			t.Errorf("%s: %v", digits, got)
		}
	}
}
