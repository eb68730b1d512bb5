package strace

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// The logs under testdata/strace show each datagram twice: as strace decoded it, and below in a hex dump. What the
// reader makes of the text alone is held against the dump. full.strace, defaults.strace and so on are of one script
// (link add, route add, route and address dumps, a failing delete) under:
//
//	unshare -n strace -e trace=network,close,dup -e read=all -e write=all FLAGS sh script
//
// full: -f -v -s 65536; numbers: and -X raw; comments: and -X verbose; escaped: and -xx; defaults: -f;
// decorated: -f -yy -Y -T -ttt -i -n -v; relative: -f -y -r -tt -s 100. objects.strace is of ip nexthop, rule, neigh,
// netconf and tc, pyroute2.strace and genl.strace of those programs, vectors.strace of writev, readv, sendmmsg and
// recvmmsg.
var oracleLogs = []struct {
	name           string
	records, exact int // exact: without any octet missing; the others lack what strace did not print
}{
	{"full", 19, 15},
	{"numbers", 19, 19},
	{"comments", 19, 19},
	{"escaped", 19, 15},
	{"defaults", 19, 15},
	{"decorated", 19, 15},
	{"relative", 19, 15},
	{"objects", 58, 56},
	{"pyroute2", 45, 24},
	{"genl", 2, 2},
	{"vectors", 11, 11},
}

func TestStraceRebuildsWhatTheDumpShows(t *testing.T) {
	for _, log := range oracleLogs {
		t.Run(log.name, func(t *testing.T) {
			text := readStraceLog(t, log.name)
			want, got := readStrace(t, text), readStrace(t, withoutDumps(text))
			if len(want) != log.records || len(got) != len(want) {
				t.Fatalf("%d records by the dumps and %d by the text, want %d", len(want), len(got), log.records)
			}
			exact := 0
			for i := range want {
				if err := compareRebuilt(&want[i], &got[i]); err != nil {
					t.Errorf("line %d: %v", want[i].Pos.Line, err)
				}
				if isWhole(&want[i], &got[i]) {
					exact++
				}
			}
			if exact != log.exact {
				t.Errorf("%d of %d datagrams rebuilt whole, want %d", exact, len(want), log.exact)
			}
		})
	}
}

// isWhole reports whether all messages were rebuilt: all octets, except for those that iproute2 sends after its
// messages, of which strace prints but an empty header.
func isWhole(want, got *captures.Record) bool {
	told := len(got.Data)
	rest := want.Data[max(0, told-nlmsg.HeaderLen):]
	return len(got.Missing) == 0 && (told == len(want.Data) || bytes.Equal(rest, make([]byte, len(rest))))
}

// compareRebuilt finds an octet that the text made, and that the dump shows to be another.
func compareRebuilt(want, got *captures.Record) error {
	if got.Pos.Line != want.Pos.Line || got.OriginalLen != want.OriginalLen || got.Protocol != want.Protocol {
		return fmt.Errorf("line %d, %d octets, protocol %d; want line %d, %d octets, protocol %d", got.Pos.Line,
			got.OriginalLen, got.Protocol, want.Pos.Line, want.OriginalLen, want.Protocol)
	}
	if len(got.Data) > len(want.Data) {
		return fmt.Errorf("%d octets, the dump has %d", len(got.Data), len(want.Data))
	}
	data := bytes.Clone(want.Data[:len(got.Data)])
	for _, s := range got.Missing {
		clear(data[s.From:s.To])
	}
	for i := range data {
		if data[i] != got.Data[i] {
			return fmt.Errorf("octet %d is %#x, the dump has %#x; around it % x", i, got.Data[i], data[i],
				data[max(0, i-16):min(len(data), i+16)])
		}
	}
	return nil
}

func TestStraceLosslessLog(t *testing.T) {
	records := readStrace(t, readStraceLog(t, "lossless"))
	if len(records) != 15 {
		t.Fatalf("%d records, want 15", len(records))
	}
	for _, r := range records {
		if r.Protocol != 0 || len(r.Missing) > 0 || r.OriginalLen != len(r.Data) || r.Comment != "" {
			t.Errorf("line %d: %+v", r.Pos.Line, r)
		}
		if !looksLikeNetlink(r.Data, len(r.Data), nil) {
			t.Errorf("line %d is no chain of messages: %x", r.Pos.Line, r.Data)
		}
	}
}

// TestStraceOfAnotherNamespace reads a log whose strace ran in another network namespace than the program: it then
// decodes headers and prints payloads as strings.
func TestStraceOfAnotherNamespace(t *testing.T) {
	records := readStrace(t, readStraceLog(t, "foreign"))
	if len(records) != 19 {
		t.Fatalf("%d records, want 19", len(records))
	}
	for _, r := range records {
		if len(r.Missing) > 0 {
			t.Errorf("line %d: missing %v", r.Pos.Line, r.Missing)
		}
	}
}

func readStraceLog(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".strace"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// withoutDumps empties the lines of hex dumps, so that the others keep their numbers.
func withoutDumps(text []byte) []byte {
	lines := bytes.Split(text, []byte("\n"))
	for i, line := range lines {
		if isDump(trimBlanks(line)) {
			lines[i] = nil
		}
	}
	return bytes.Join(lines, []byte("\n"))
}

func straceTables() *codec.Registry { return codec.NewRegistry(rtnl.Protocol) }

// readStrace returns the records of a log that has no fault.
func readStrace(t testing.TB, text []byte) []captures.Record {
	t.Helper()
	records, faults := readStraceAll(NewReader(bytes.NewReader(text), "log", straceTables(), captures.ProtocolUnknown))
	for _, err := range faults {
		t.Error(err)
	}
	return records
}

// readStraceAll returns copies of all records, and the faults between them.
func readStraceAll(r captures.Reader) (records []captures.Record, faults []error) {
	for {
		var record captures.Record
		err := r.Next(&record)
		var fault *captures.Error
		switch {
		case err == nil:
			record.Data = bytes.Clone(record.Data)
			record.Missing = append([]codec.Span(nil), record.Missing...)
			records = append(records, record)
		case errors.Is(err, io.EOF):
			return records, faults
		default:
			faults = append(faults, err)
			if !errors.As(err, &fault) || !fault.Skipped {
				return records, faults
			}
		}
	}
}
