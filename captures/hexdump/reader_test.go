package hexdump

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// recognised returns a reader of a text that is recognised to have octets in it.
func recognised(t testing.TB, text string, protocol int) captures.Reader {
	t.Helper()
	if !Recognise(captures.Head{Octets: []byte(text)}) {
		t.Fatalf("not recognised: %.60q", text)
	}
	return NewReader(strings.NewReader(text), "test", protocol)
}

// TestHexNotations reads the same message in the form in which each tool writes it.
func TestHexNotations(t *testing.T) {
	want := recordtest.Testdata(t, "../../raw/testdata/link.raw")
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d dumps, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if name == "tshark-x.txt" {
			continue // of other messages
		}
		t.Run(name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, recognised(t, string(recordtest.Testdata(t, name)), 0))
			for _, f := range faults {
				t.Error(f)
			}
			if len(records) != 1 {
				t.Fatalf("%d packets", len(records))
			}
			if got := records[0]; !bytes.Equal(got.Data, want) || got.OriginalLen != len(want) {
				t.Errorf("got % x\nwant % x", got.Data, want)
			}
			if records[0].Direction != codec.Received {
				t.Errorf("direction %d", records[0].Direction)
			}
		})
	}
}

func TestHexOfCookedPackets(t *testing.T) {
	r := recognised(t, string(recordtest.Testdata(t, "tshark-x.txt")), captures.ProtocolUnknown)
	records, faults := recordtest.Collect(t, r)
	if len(faults) > 0 || len(records) != 3 {
		t.Fatalf("%d packets, %v", len(records), faults)
	}
	for i, want := range []struct {
		line, length, direction int
	}{{1, 20, int(codec.Sent)}, {5, 1472, int(codec.Received)}, {99, 20, int(codec.Received)}} {
		got := records[i]
		if got.Pos.Line != want.line || len(got.Data) != want.length || int(got.Direction) != want.direction ||
			got.Protocol != 0 {
			t.Errorf("packet %d: line %d, %d octets, direction %d, protocol %d; want %v",
				i+1, got.Pos.Line, len(got.Data), got.Direction, got.Protocol, want)
		}
	}
}

// done is a NLMSG_DONE of 20 octets, noop a NLMSG_NOOP of 16.
const (
	done = "14 00 00 00 03 00 02 00 01 00 00 00 00 00 00 00 00 00 00 00"
	noop = "10 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00"
)

func TestHexPackets(t *testing.T) {
	half, rest := done[:30], done[30:]
	for _, tc := range []struct {
		name, text string
		want       string // "line+octets" of each packet
	}{
		{"a line each", done + "\n" + noop + "\n" + done, "1+20 2+16 3+20"},
		{"blank lines between", done + "\n\n" + noop, "1+20 3+16"},
		{"two messages in a line", done + " " + noop, "1+36"},
		{"wrapped", half + "\n" + rest + "\n" + noop, "1+20 3+16"},
		{"wrapped around a blank line", half + "\n\n" + rest, "1+20"},
		{"wrapped within a message, annotated", half + " # header\n  ; payload\n" + rest, "1+20"},
		{"cut short before a blank line", half + "\n\n" + noop, "1+10 3+16"},
		{"cut short before a whole one", half + "\n" + noop, "1+10 2+16"},
		{"cut short at the end", noop + "\n" + half, "1+16 2+10"},
		{"offsets start again", "0000 " + noop + "\n0010 " + noop + "\n0000 " + done + "\n", "1+32 3+20"},
		{"offsets, no blank line, comment between", "0000 " + noop + "\n# next\n0000 " + done + "\n", "1+16 3+20"},
		{"braces", "{ 0x10, 0, 0x00, 0, 1, 0, 0 }\n{\n" + noop + "\n" + noop + "\n}", "1+7 3+32"},
		{"everything after a dot", noop + "\n.\n" + noop, "1+16"},
		{"a dot in the line", noop + " . " + noop, "1+16"},
		{"without nlmsghdr", "61 64 64 40 2f 64 65 76 00\n61 63\n\n62 64 65 66", "1+11 4+4"},
		{"upper case and dashes", "10-00-00-00-01-00-00-00-AB-CD-EF-00-00-00-00-00", "1+16"},
		{"windows line ends", noop + "\r\n\r\n" + done + "\r\n", "1+16 3+20"},
		{"byte order mark", "\ufeff" + noop, "1+16"},
		{"four octets a line", "10000000\n01000000\n00000000\n00000000\n" + noop, "1+16 5+16"},
		{"big-endian", "00 00 00 10 00 01 00 00 00 00 00 02 00 00 00 00\n" + noop, "1+16 2+16"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, NewReader(strings.NewReader(tc.text), "test", 0))
			for _, f := range faults {
				t.Error(f)
			}
			var got []string
			for _, r := range records {
				got = append(got, fmt.Sprintf("%d+%d", r.Pos.Line, len(r.Data)))
			}
			if s := strings.Join(got, " "); s != tc.want {
				t.Errorf("packets %s, want %s", s, tc.want)
			}
		})
	}
}

// TestHexDumps reads dumps whose length or lines that are left out only their offsets tell.
func TestHexDumps(t *testing.T) {
	const (
		four = "10000000100001000000000000000000"
		odd  = "1500000003000200010000000000000000000000ab"
		long = "61000000030002000100000000000000"
	)
	words := "0000000 0015 0000 0003 0002 0001 0000 0000 0000\n"
	for _, tc := range []struct{ name, text, want string }{
		{"hexdump, an odd length", words + "0000010 0000 0000 00ab                         \n0000015\n", odd},
		{"od -x, an odd length", words + "0000020 0000 0000 00ab\n0000025\n", odd},
		{"od -Ad -x, an odd length", words + "0000016 0000 0000 00ab\n0000021\n", odd},
		{"od, the first row again", "0000000 10 00 00 00 10 00 01 00 00 00 00 00 00 00 00 00\n*\n0000100\n",
			strings.Repeat(four, 4)},
		{"hexdump, the first row again", "0000000 0010 0000 0010 0001 0000 0000 0000 0000\n*\n0000100\n",
			strings.Repeat(four, 16)},
		{"od -Ad, rows again", "0000000 61 00 00 00 03 00 02 00 01 00 00 00 00 00 00 00\n" +
			"0000016 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n*\n0000096 78\n0000097\n",
			long + strings.Repeat("00", 80) + "78"},
	} {
		records, faults := recordtest.Collect(t, NewReader(strings.NewReader(tc.text), "test", 0))
		if len(records) != 1 || fmt.Sprintf("%x", records[0].Data) != tc.want || len(faults) > 0 {
			t.Errorf("%s: %s %x, want %s, faults %v", tc.name, outline(records), records[0].Data, tc.want, faults)
		}
	}
}

func TestHexFaults(t *testing.T) {
	for _, tc := range []struct{ name, text, fault, good string }{
		{"not hex", noop + "\n10 00 0g 00\n\n" + done,
			"test:2: column 8: want two hex digits, got 'g'; this packet is skipped", "1+16 4+20"},
		{"odd digits", "10 0\n" + noop,
			"test:1: column 5: want two hex digits, got the end of the line; this packet is skipped", "2+16"},
		{"not hex, a letter", noop + "\n\n10 ag 00 00\n\n" + done,
			"test:3: column 5: want two hex digits, got 'g'; this packet is skipped", "1+16 5+20"},
		{"torn escape", `\x10\x0` + "\n\n" + noop,
			"test:1: column 8: want two hex digits, got the end of the line; this packet is skipped", "3+16"},
		{"a line of the dump is missing", "0000 " + noop + "\n0020 " + noop + "\n0030 " + noop + "\n0000 " + done,
			"test:2: want offset 0x10, got 0020; this packet is skipped", "4+20"},
		{"a line is missing behind repeated ones",
			"0000 " + noop + "\n*\n0020 " + noop + "\n0040 " + noop + "\n\n" + done,
			"test:4: want offset 0x30, got 0040; this packet is skipped", "6+20"},
		{"an odd number of digits in a row", "0000: " + noop + "\n0010: 000 00\n\n" + done,
			"test:2: column 10: want two hex digits, got ' '; this packet is skipped", "4+20"},
		{"a word in a row", "0000: " + done[:47] + "\n0010: 00 the end\n\n" + noop,
			"test:2: column 10: want two hex digits, got 't'; this packet is skipped", "4+16"},
		{"repeats without end", "0000 " + noop + "\n*\nfffffffff 10\n\n" + done,
			"test:3: want offset 0x10, got fffffffff; this packet is skipped", "5+20"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records, faults := recordtest.Collect(t, NewReader(strings.NewReader(tc.text), "test", 0))
			if len(faults) != 1 || faults[0].Error() != tc.fault || !faults[0].Skipped {
				t.Errorf("faults %v, want %s", faults, tc.fault)
			}
			var got []string
			for _, r := range records {
				got = append(got, fmt.Sprintf("%d+%d", r.Pos.Line, len(r.Data)))
			}
			if s := strings.Join(got, " "); s != tc.good {
				t.Errorf("good packets %s, want %s", s, tc.good)
			}
		})
	}
}

func TestHexLongLine(t *testing.T) {
	text := io.MultiReader(strings.NewReader(noop+"\n"), io.LimitReader(zeros{}, 100<<20),
		strings.NewReader("\n"+done+"\n"))
	records, faults := recordtest.Collect(t, NewReader(text, "test", 0))
	if len(records) != 2 || records[1].Pos.Line != 3 {
		t.Errorf("good packets: %v", records)
	}
	if len(faults) != 1 || !strings.Contains(faults[0].Error(),
		"test:2: a line of more than 4194304 octets; this packet is skipped") {
		t.Errorf("faults %v", faults)
	}
}

// zeros is an endless row of the digit 0.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func TestHexMarks(t *testing.T) {
	text := "# ip link show\n> " + noop + "\n< " + noop + "\nO " + noop + "\n> " + noop + "\n"
	records, _ := recordtest.Collect(t, recognised(t, text, 0))
	if len(records) != 4 || records[0].Comment != "ip link show" || records[1].Comment != "" {
		t.Fatalf("records %v", records)
	}
	for i, want := range []codec.Direction{codec.Sent, codec.Received, codec.Sent, codec.Sent} {
		if records[i].Direction != want {
			t.Errorf("packet %d has direction %d, want %d", i+1, records[i].Direction, want)
		}
	}
}

func TestHexWrappedBase64(t *testing.T) {
	raw := recordtest.Testdata(t, "../../raw/testdata/link.raw")
	text := base64.URLEncoding.EncodeToString(raw)
	var wrapped strings.Builder
	for len(text) > 0 {
		n := min(64, len(text))
		wrapped.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	records, faults := recordtest.Collect(t, recognised(t, wrapped.String(), 0))
	if len(records) != 1 || len(faults) > 0 || !bytes.Equal(records[0].Data, raw) {
		t.Errorf("records %v, faults %v", records, faults)
	}
}

// TestNoNotes reads comments that only look like notes: they stay what they are, and tell nothing of the record.
func TestNoNotes(t *testing.T) {
	for _, comment := range []string{
		"pid 12 and more", "pid -1", "pid 4294967296", "port x", "fd 3.5", "direction up", "time yesterday", "clock 5",
		"took long", "missing 8-4", "missing 8", "missing x-9", `missing "a" 8-9`, `comm "ip`, "comm ip", "event lost",
		"pid 7, whatever", "groups all", "nsid 2147483648", "length of it", "protocol",
	} {
		text := "# " + comment + "\n" + noop + "\n"
		records, faults := recordtest.Collect(t, NewReader(strings.NewReader(text), "test", 0))
		if len(records) != 1 || len(faults) > 0 {
			t.Fatalf("%s: %d records, faults %v", comment, len(records), faults)
		}
		recordtest.Compare(t, records[0], captures.Record{Direction: codec.Received, FD: -1, Data: records[0].Data, OriginalLen: 16,
			Comment: comment})
	}
}

// TestEmptySpan reads a note of a program that takes no octets for missing ones.
func TestEmptySpan(t *testing.T) {
	text := "# pid 7, missing 5-5 8-9\n" + noop + "\n"
	records, _ := recordtest.Collect(t, NewReader(strings.NewReader(text), "test", 0))
	recordtest.Compare(t, records[0], captures.Record{Direction: codec.Received, FD: -1, Pid: 7, Data: records[0].Data, OriginalLen: 16,
		Missing: []codec.Span{{From: 8, To: 9}}})
}

// TestHexWriter writes rows as hexdump -C does.
func TestHexWriter(t *testing.T) {
	dump, _, _ := strings.Cut(string(recordtest.Testdata(t, "hexdump-canonical.txt")), "*\n") // which stands for like rows
	for _, tc := range []struct {
		data []byte
		want string
	}{
		{recordtest.Testdata(t, "../../raw/testdata/link.raw")[:rowLen*strings.Count(dump, "\n")], dump},
		{[]byte("\x1f ~\x7f\x80\xff"), "00000000  1f 20 7e 7f 80 ff                                 |. ~...|\n"},
		{[]byte("01234567"), "00000000  30 31 32 33 34 35 36 37                           |01234567|\n"},
	} {
		var b bytes.Buffer
		w := NewWriter(&b)
		r := captures.Record{FD: -1, Protocol: captures.ProtocolUnknown, Data: tc.data, OriginalLen: len(tc.data), Comment: "a\n b"}
		if err := errors.Join(w.Write(&r), w.Close()); err != nil {
			t.Fatal(err)
		}
		if got, want := b.String(), "# a b\n"+tc.want+"\n"; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestHexRoundTrip(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	want := recordtest.Full(recordtest.Testdata(t, "../../raw/testdata/link.raw"))
	for i := range want {
		if err := w.Write(&want[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	records, faults := recordtest.Collect(t, recognised(t, b.String(), captures.ProtocolUnknown))
	if len(faults) > 0 || len(records) != len(want) {
		t.Fatalf("%d records, %v", len(records), faults)
	}
	for i := range want {
		recordtest.Compare(t, records[i], want[i])
	}
}
