package pcap

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// tsharkFields runs tshark on a file and returns its lines of the given fields.
func tsharkFields(t *testing.T, file string, fields ...string) []string {
	t.Helper()
	args := []string{"-r", file, "-T", "fields", "-E", "separator=|"}
	for _, f := range fields {
		args = append(args, "-e", f)
	}
	cmd := exec.Command("tshark", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("tshark: %v: %s", err, &stderr)
	}
	return strings.Split(strings.TrimRight(string(out), "\n"), "\n")
}

// TestTsharkReadsOurs compares what tshark reads in our files to what it reads in the capture that they were made of.
func TestTsharkReadsOurs(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	fields := []string{"frame.time_epoch", "frame.cap_len", "frame.len", "netlink.family", "netlink.hdr_len",
		"netlink-route.nltype", "netlink.hdr_seq"}
	for _, source := range []string{"nlmon-nano.pcap", "snapped.pcap"} {
		original := filepath.Join("testdata", source)
		records, _ := openTestdata(t, ""+source)
		want := tsharkFields(t, original, fields...)
		if len(want) != len(records) {
			t.Fatalf("%s: tshark reads %d packets, we %d", source, len(want), len(records))
		}
		for _, ng := range []bool{false, true} {
			file := filepath.Join(t.TempDir(), "ours")
			writeAll(t, file, ng, records)
			got := tsharkFields(t, file, fields...)
			for i := range want {
				if i >= len(got) || got[i] != want[i] {
					t.Errorf("%s as %s, packet %d:\ngot  %s\nwant %s", source, map[bool]string{false: "pcap",
						true: "pcapng"}[ng], i+1, got[i], want[i])
				}
			}
		}
	}
}

func writeAll(t *testing.T, file string, ng bool, records []captures.Record) {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, Options{})
	if ng {
		b.Reset()
		w, err = NewNGWriter(&b, NGOptions{})
	}
	for i := range records {
		err = errors.Join(err, w.Write(&records[i]))
	}
	if err = errors.Join(err, w.Close(), os.WriteFile(file, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// TestTsharkCounts compares the messages that we find in datagrams to those that tshark finds.
func TestTsharkCounts(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	records, _ := openTestdata(t, "nlmon.pcap")
	lines := tsharkFields(t, filepath.Join("testdata", "nlmon.pcap"), "netlink.hdr_len")
	for i, r := range records {
		var lengths []string
		for data := r.Data; len(data) >= nlmsg.HeaderLen; {
			n, ok := nlmsg.Next(data, r.BigEndian)
			if !ok {
				t.Fatalf("packet %d is no chain of messages", i+1)
			}
			lengths = append(lengths, fmt.Sprint(binary.LittleEndian.Uint32(data)))
			data = data[min(n, len(data)):]
		}
		// after the messages of the datagram, tshark lists the request that an error quotes
		if got := strings.Join(lengths, ","); !strings.HasPrefix(lines[i]+",", got+",") {
			t.Errorf("packet %d: lengths %s, tshark says %s", i+1, got, lines[i])
		}
	}
}

// TestTsharkShowsComments looks for the process that a packet belongs to in tshark's view of our pcapng files.
func TestTsharkShowsComments(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	r := captures.Record{Direction: codec.Sent, Pid: 4711, Comm: "ip", FD: 3, Data: recordtest.Testdata(t,
		"../../raw/testdata/addr.raw"),
		Comment: "a remark"}
	r.Pos = captures.Position{File: "ip.strace", Line: 12}
	file := filepath.Join(t.TempDir(), "ours")
	writeAll(t, file, true, []captures.Record{r})
	got := tsharkFields(t, file, "frame.packet_flags_direction", "frame.comment")
	want := `0x00000002|pid 4711, comm "ip", fd 3, from "ip.strace:12",a remark`
	if len(got) != 1 || got[0] != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
