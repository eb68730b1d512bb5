package recording_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// told is what a reader tells of a recording.
type told struct {
	packets, messages, quotes int
	groups                    []uint32
	events                    []string
}

// readRecording reads a recording with the library of nldecode.
func readRecording(t *testing.T, recorded []byte) (x told) {
	t.Helper()
	c, format, err := captures.Open(bytes.NewReader(recorded), "session.pcapng",
		captures.Options{Formats: formats.All()})
	if err != nil || format.Name != "pcapng" {
		t.Fatal(format, err)
	}
	for {
		var r captures.Record
		if err := c.Next(&r); errors.Is(err, io.EOF) {
			return x
		} else if err != nil {
			t.Fatal(err)
		}
		x.packets++
		if r.Event != "" {
			x.events = append(x.events, r.Event)
			continue
		}
		known := r.Direction != codec.DirectionUnknown && r.Protocol != captures.ProtocolUnknown
		if !known || !r.HasDate || r.PortID == 0 {
			t.Errorf("packet %d: %s, protocol %d, time %v, port %d", x.packets, r.Direction,
				r.Protocol, r.Time, r.PortID)
		}
		if g := r.Origin.Group; g != 0 {
			x.groups = append(x.groups, g)
		}
		for msg, data := []byte(nil), r.Data; len(data) > 0; x.messages++ {
			if msg, data, err = codec.Split(data, r.BigEndian); err != nil {
				t.Fatal(err)
			}
			if codec.ParseHeader(msg, r.BigEndian).Type == codec.TypeError {
				x.quotes++
			}
		}
	}
}

// TestRecordingIsRead reads a recording as nldecode does.
func TestRecordingIsRead(t *testing.T) {
	recorded, _ := recordSession(t)
	x := readRecording(t, recorded)
	if len(x.groups) < 3 || x.groups[0] != 1 {
		t.Errorf("groups: %v", x.groups)
	}
	want := []string{
		"socket opened", "joined group 1", "socket opened", "socket opened",
		"left group 1", "socket closed", "socket closed", "socket closed",
	}
	if !slices.Equal(x.events, want) {
		t.Errorf("events: %q, want %q", x.events, want)
	}
}

// TestTsharkReads compares what tshark finds in a recording to what nldecode does.
func TestTsharkReads(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	recorded, _ := recordSession(t)
	x := readRecording(t, recorded)
	file := filepath.Join(t.TempDir(), "session.pcapng")
	if err := os.WriteFile(file, recorded, 0o600); err != nil {
		t.Fatal(err)
	}
	fields := []string{"-T", "fields", "-E", "separator=|", "-e", "netlink.hdr_len", "-e", "frame.comment"}
	if out, err := exec.Command("tshark", "-n", "-r", file, "-Y", "_ws.malformed").Output(); err != nil ||
		len(out) > 0 {
		t.Errorf("tshark takes this for damage: %s (%v)", out, err)
	}
	out, err := exec.Command("tshark", append([]string{"-n", "-r", file}, fields...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(out), "\n"), "\n")
	messages := 0
	for _, l := range lines {
		if lengths, _, _ := strings.Cut(l, "|"); lengths != "" {
			messages += strings.Count(lengths, ",") + 1
		}
	}
	// Behind the messages of a datagram, tshark counts the requests that errors quote, and those that stand for events.
	if len(lines) != x.packets || messages != x.messages+x.quotes+len(x.events) {
		t.Errorf("tshark reads %d packets and %d messages; we %d, %d, %d quotes and %d events",
			len(lines), messages, x.packets, x.messages, x.quotes, len(x.events))
	}
	if !strings.Contains(string(out), "group 1") || !strings.Contains(string(out), "joined group 1") {
		t.Errorf("tshark shows no comments that tell of groups:\n%s", out)
	}
}
