package hexdump

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/captures/strace"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// messagesOf cuts datagrams into messages, each with the spans that are missing from it.
func messagesOf(records []captures.Record) (messages []captures.Record) {
	for _, r := range records {
		for at := 0; at+nlmsg.HeaderLen <= len(r.Data); {
			n, _ := nlmsg.Next(r.Data[at:], r.BigEndian)
			end := min(at+max(n, nlmsg.HeaderLen), len(r.Data))
			m := r
			m.Data, m.Missing = r.Data[at:end], nil
			for _, s := range r.Missing {
				if s.From >= at && s.To <= end {
					m.Missing = append(m.Missing, codec.Span{From: s.From - at, To: s.To - at})
				}
			}
			messages = append(messages, m)
			at = end
		}
	}
	return messages
}

// sameButMissing reports whether a message holds the octets of another except for those that are missing.
func sameButMissing(got, want *captures.Record) bool {
	if len(got.Data) != len(want.Data) {
		return false
	}
	data := bytes.Clone(want.Data)
	for _, s := range got.Missing {
		clear(data[s.From:s.To])
	}
	return bytes.Equal(got.Data, data)
}

// TestDebugOutput compares what programs print when their libraries debug with what strace saw of the same run.
func TestDebugOutput(t *testing.T) {
	for name, want := range map[string]struct {
		messages int
		missing  string // as far as it may be
		told     bool   // the protocol is
	}{
		"libnl-addr":     {messages: 10, missing: "[{20 24} {36 60}] [{20 24}]", told: true},
		"libnl-genl":     {messages: 10, told: true},
		"iw-dev":         {messages: 4, told: true},
		"iw-refused":     {messages: 2, missing: "[{20 24} {36 80}]", told: true},
		"libmnl-add":     {messages: 5, missing: "[{7 8}]"},
		"libmnl-refused": {messages: 10, missing: "[{7 8}]"},
		"go-text":        {messages: 4},
		"go-table":       {messages: 4, missing: "[{7 8}] [{7 8} {16 20}]"},
	} {
		t.Run(name, func(t *testing.T) {
			text := recordtest.Testdata(t, "posted/"+name+".txt")
			posted, faults := recordtest.Collect(t, recognised(t, string(text), captures.ProtocolUnknown))
			if len(faults) > 0 || len(posted) != want.messages {
				t.Fatalf("%d messages, faults %v", len(posted), faults)
			}
			file := filepath.Join("posted", name+".strace")
			log := bytes.NewReader(recordtest.Testdata(t, file))
			seen, _ := recordtest.Collect(t, strace.NewReader(log, file, tables.Registry(), 0))
			oracle := messagesOf(seen)
			for i := range posted {
				got := &posted[i]
				n := slices.IndexFunc(oracle, func(m captures.Record) bool { return sameButMissing(got, &m) })
				if n < 0 {
					t.Fatalf("%s: strace saw no such message: % x", got.Pos, got.Data)
				}
				m := oracle[n]
				oracle = oracle[n+1:]
				if got.Direction != m.Direction {
					t.Errorf("%s: was %s, not %s", got.Pos, m.Direction, got.Direction)
				}
				if got.FD != -1 {
					t.Errorf("%s: descriptor %d", got.Pos, got.FD)
				}
				if want.told && got.Protocol != m.Protocol {
					t.Errorf("%s: the protocol is %d, not %d", got.Pos, m.Protocol, got.Protocol)
				}
				for i := range got.Missing {
					got.Missing[i].Text = ""
				}
				missing := strings.ReplaceAll(fmt.Sprint(got.Missing), " }", "}")
				if missing != "[]" && !strings.Contains(want.missing, missing) {
					t.Errorf("%s: %s of %d octets are missing", got.Pos, missing, len(got.Data))
				}
				line := bytes.Split(text, []byte("\n"))[got.Pos.Line-1]
				if !bytes.Contains(line, []byte("BEGIN")) && !bytes.Contains(line, []byte("message length")) &&
					!bytes.Contains(line, []byte("Header:")) {
					t.Errorf("%s: it starts at %q", got.Pos, line)
				}
			}
		})
	}
}

// replaced returns text after some replacements, each of which must change something.
func replaced(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("nothing to replace: %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// TestDebugFaults damages what libraries print: each damage is one error, with its line, and costs one message only.
func TestDebugFaults(t *testing.T) {
	const goDone = "nl: recv: {Header:{Length:20 Type:done Flags:multi Sequence:1 PID:0} Data:[0 0 0 0]}\n"
	for _, tc := range []struct {
		name, text string
		damage     []string // what is replaced, and by what
		fault      string
	}{
		{"row", libnlDone, []string{"00 00 00 00  ", "00 0g 00 00  "}, "test:10: 4 octets of [PAYLOAD] expected"},
		{"row cut", libnlDone, []string{"00 00 00 00  ", "00 00"}, "test:10: 4 octets of [PAYLOAD] expected"},
		{"no row", libnlDone, []string{"    00 00 00 00  ", ""}, "test:11: [PAYLOAD] of line 9 lacks 4 octets"},
		{"no row, part", libnlDone, []string{
			"    00 00 00 00                                     ....", "  [ATTR 01] 0 octets"},
			"test:10: [PAYLOAD] of line 9 lacks 4 octets"},
		{"field", libnlDone, []string{".type = 3", ".type = 70000"}, "test:5: .type = 70000 does not fit"},
		{"negative field", libnlDone, []string{".flags = 2", ".flags = -32769"},
			"test:6: .flags = -32769 does not fit"},
		{"no field", libnlDone, []string{".seq = 1\n", "\n"},
			"test:11: this message has 4 of the 5 fields of [NETLINK HEADER]"},
		{"short length", libnlDone, []string{"len = 20", "len = 16"}, "test:11: these are 20 octets, .nlmsg_len is 16"},
		{"huge length", libnlDone, []string{"len = 20", "len = 99999999"},
			"test:11: these are 20 octets, .nlmsg_len is 99999999"},
		{"no header", libnlDone, []string{"[NETLINK HEADER] 16 octets", ""}, "test:9: [PAYLOAD] out of place"},
		{"two headers", libnlDone, []string{"[PAYLOAD] 4 octets", "[NETLINK HEADER] 16 octets"},
			"test:9: [NETLINK HEADER] out of place"},
		{"huge part", libnlDone, []string{"[PAYLOAD] 4", "[PAYLOAD] 999999999"},
			"test:9: [PAYLOAD] of more than 16777216 octets"},
		{"a part as long as may be", libnlDone, []string{"[PAYLOAD] 4", "[PAYLOAD] 16777200"},
			"test:10: 16 octets of [PAYLOAD] expected"},
		{"a part longer than that", libnlDone, []string{"[PAYLOAD] 4", "[PAYLOAD] 16777201"},
			"test:9: [PAYLOAD] of more than 16777216 octets"},
		{"attribute", libnlDone, []string{"[PAYLOAD] 4", "[ATTR 16384] 4"},
			"test:9: no attribute is like [ATTR 16384] of 4 octets"},
		{"long attribute", libnlDone, []string{"[PAYLOAD] 4", "[ATTR 1] 65532"},
			"test:9: no attribute is like [ATTR 1] of 65532 octets"},

		{"table: octets", libmnlDone, []string{"| 00 00 00 00", "| 00 0g 00 00"},
			"test:7: this is no row of the table for \"                \""},
		{"table: type", libmnlDone, []string{"00003", "99999"},
			"test:3: this is no row of the table for \"type | flags\""},
		{"table: flags", libmnlDone, []string{"-M--", "-X--"},
			"test:3: this is no row of the table for \"type | flags\""},
		{"table: length", libmnlDone, []string{"0000000020", "0000000015"},
			"test:2: this is no row of the table for \"message length\""},
		{"table: a row lost", libmnlDone, []string{"|  0000000001  |\t| sequence number|\n", ""},
			"test:4: the row \"port ID\" of the table is out of place"},
		{"table: too many octets", libmnlDone, []string{"| 00 00 00 00  |\t|                |",
			"| 00 00 00 00  |\t|  extra header  |\n| 00 00 00 00  |\t|  extra header  |"},
			"test:8: the row \"extra header\" of the table is out of place"},
		{"table: octets lost", libmnlDone, []string{"00003", "00024", "20", "28", "                |",
			"  extra header  |\n----------------\t------------------"},
			"test:2: 8 of the 28 octets of this message are not in the table: attributes of type 0 are left out"},

		{"go: octet", goDone, []string{"Data:[0 0 0 0]", "Data:[0 0 0 300]"},
			"test:1: an octet expected in Data, found \"300\""},
		{"go: type", goDone, []string{"Type:done", "Type:RTM"}, "test:1: a number expected as Type, found \"RTM\""},
		{"go: flags", goDone, []string{"multi", "multi|"}, "test:1: a number expected as Flags, found \"multi|\""},
		{"go: length", goDone, []string{"[0 0 0 0]", "[0 0 0]", "20", "24"},
			"test:1: Data holds 3 octets, Length says 8"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := replaced(t, strings.TrimSuffix(tc.text, "\n"), tc.damage...)
			lines := strings.Count(text, "\n") + 1
			r := recognised(t, text+"\n"+tc.text+"\n"+goDone, 0)
			records, faults := recordtest.Collect(t, r)
			if want := tc.fault + "; this message is skipped"; len(faults) != 1 || faults[0].Error() != want {
				t.Errorf("faults %v, want %s", faults, want)
			}
			records = slices.DeleteFunc(records, func(r captures.Record) bool { return r.Pos.Line < lines })
			if len(records) != 2 || len(records[0].Data) != 20 {
				t.Errorf("the messages after it: %s", outline(records))
			}
		})
	}
}

// TestDebugDamagedRow damages one of several rows: the others are not taken for a message of their own.
func TestDebugDamagedRow(t *testing.T) {
	row := "    10 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00\n"
	damaged := replaced(t, libnlDone, "4 octets", "36 octets", ".nlmsg_len = 20", ".nlmsg_len = 52",
		"    00 00 00 00 ", strings.Replace(row, "00", "0g", 1)+row+"    00 00 00 00 ")
	records, faults := recordtest.Collect(t, recognised(t, damaged+"\n"+libnlDone, 0))
	if outline(records) != "15+20 received" || len(faults) != 1 {
		t.Errorf("%s, faults %v", outline(records), faults)
	}
}

// TestDebugTorn ends what libraries print in the middle: what there is of a message is kept.
func TestDebugTorn(t *testing.T) {
	torn := func(text, until string) string { return text[:strings.Index(text, until)] }
	for _, tc := range []struct{ name, text, want string }{
		{"libnl", torn(libnlDone, "  [PAYLOAD]"), "2+16/20 received"},
		{"libnl, from the first line", torn(libnlDone[strings.Index(libnlDone, "\n")+1:], "  [PAYLOAD]"),
			"1+16/20 received"},
		{"libnl, before another", torn(libnlDone, "  [PAYLOAD]") + libnlDone, "2+16/20 received, 10+20 received"},
		{"libmnl", torn(libmnlDone, "| 00 00 00 00"), "2+16/20 received"},
		{"libmnl, before another", torn(libmnlDone, "| 00 00 00 00") + libmnlDone, "2+20 received, 8+20 received"},
		{"libnl, within other lines", "a: " + strings.ReplaceAll(libnlDone, "\n", "\nother: line of 10 words\na: "),
			"3+20 received"},
		{"libnl, moved to the margin", strings.NewReplacer("\n    ", "\n", "\n  ", "\n").Replace(libnlDone),
			"2+20 received"},
		{"libnl, quoted, before octets", "> " + strings.ReplaceAll(libnlDone, "\n", "\n> ") + "\n> " + done + "\n",
			"2+20 received, 12+20 received"},
		{"libnl, tabs", strings.ReplaceAll(libnlDone, "\n    ", "\n\t"), "2+20 received"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if records, faults := recordtest.Collect(t, recognised(t, tc.text, 0)); outline(records) != tc.want || len(faults) > 0 {
				t.Errorf("%s, want %s; faults %v", outline(records), tc.want, faults)
			}
		})
	}
}

// TestDebugStructs reads structs that libnl prints by their members, and the protocol that the name of a type tells.
func TestDebugStructs(t *testing.T) {
	for kind, protocol := range map[string]int{"genl/family::nlctrl": 16, "route/link::get": 0, "netfilter/ct::0": 12,
		"xfrm/sa::get": 6, "idiag/x::y": 4, "fib_lookup/x::y": 10, "0x10": 7} {
		text := replaced(t, libnlDone, "3 <DONE>", "18 <"+kind+">")
		records, faults := recordtest.Collect(t, recognised(t, text, 7))
		if len(records) != 1 || len(faults) > 0 || records[0].Protocol != protocol {
			t.Errorf("%s: %+v, faults %v", kind, records, faults)
		}
	}
	text := replaced(t, libnlDone, "3 <DONE>", "0x10",
		"  [PAYLOAD] 4 octets\n    00 00 00 00                                     ....",
		"  [GENERIC NETLINK HEADER] 4 octets\n    .cmd = 3\n    .version = 1\n    .unused = 258")
	records, faults := recordtest.Collect(t, recognised(t, text, 7))
	if len(records) != 1 || len(faults) > 0 || records[0].Protocol != 16 ||
		fmt.Sprintf("%x", records[0].Data) != "14000000100002000100000000000000"+"03010201" {
		t.Errorf("%+v, faults %v", records, faults)
	}
}

// TestDebugTableGap has a table of an error, which lacks the request but not the error.
func TestDebugTableGap(t *testing.T) {
	text := replaced(t, libmnlDone, "00003", "00002", "0000000020", "0000000036",
		"| 00 00 00 00  |\t|                |\n",
		"| ef ff ff ff  |\t|  extra header  |\n----------------\t------------------\n")
	records, faults := recordtest.Collect(t, recognised(t, text, 0))
	if len(records) != 1 || len(faults) > 0 {
		t.Fatalf("%s, faults %v", outline(records), faults)
	}
	want := "2400000002000200" + "0100000000000000" + "efffffff" + strings.Repeat("00", 16) + " [{7 8 -M--} {20 36 }]"
	if got := fmt.Sprintf("%x %v", records[0].Data, records[0].Missing); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestDebugColours reads tables of libmnl with the colours of attributes kept, lost, and spelt out.
func TestDebugColours(t *testing.T) {
	text := string(recordtest.Testdata(t, "posted/libmnl-add.txt"))
	want, faults := recordtest.Collect(t, recognised(t, text, 0))
	if len(want) != 5 || len(faults) > 0 {
		t.Fatalf("%d messages, %v", len(want), faults)
	}
	if got := fmt.Sprint(want[3].Missing, want[3].Data[nlmsg.AtFlags]); got != "[{7 8 R---}] 1" {
		t.Errorf("flags that are not all shown: %s", got)
	}
	for _, escape := range []string{"", "^[", "#033", `\x1b`} {
		text := strings.ReplaceAll(text, "\x1b", escape)
		got, faults := recordtest.Collect(t, recognised(t, text, 0))
		if fmt.Sprint(got) != fmt.Sprint(want) || len(faults) > 0 {
			t.Errorf("with %q for the escape: %s, faults %v", escape, outline(got), faults)
		}
	}
}
