package samples_test

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
)

// TestTsharkTables compares packet captures to what tshark once read in them, which needs no tshark.
func TestTsharkTables(t *testing.T) {
	for _, e := range manifest(t) {
		if !strings.HasPrefix(e.Format, "pcap") || e.File == noSLL2 {
			continue
		}
		t.Run(e.File, func(t *testing.T) {
			text, err := samples.FS().ReadFile(path.Join("oracle", e.File+".tshark.tsv"))
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
			columns := strings.Split(lines[0], "\t")
			packets, records := perPacket(load(t, e.File))
			if len(lines)-1 != len(packets) {
				t.Fatalf("%d packets, tshark has %d", len(packets), len(lines)-1)
			}
			for i, line := range lines[1:] {
				theirs := map[string]string{}
				for j, cell := range strings.Split(line, "\t") {
					theirs[columns[j]] = cell
				}
				compareRow(t, theirs, records[i], packets[i])
			}
		})
	}
}

// noSLL2 is a capture of link type LINUX_SLL2, in which tshark 4.0 does not look for netlink.
const noSLL2 = "nlmon-any.pcap"

// perPacket returns the messages of each record that is a packet.
func perPacket(c *capture) (packets [][]message, records []*captures.Record) {
	for i := range c.Records {
		rec := &c.Records[i]
		if rec.Event != "" {
			continue
		}
		var in []message
		for _, m := range c.Messages {
			if m.Record == rec {
				in = append(in, m)
			}
		}
		packets, records = append(packets, in), append(records, rec)
	}
	return packets, records
}

// compareRow compares one packet to its row.
func compareRow(t *testing.T, theirs map[string]string, rec *captures.Record, messages []message) {
	t.Helper()
	ours := map[string]string{"frame.len": fmt.Sprint(rec.OriginalLen)}
	// the zeros after a request of iproute2 are a header to tshark
	theirs["netlink.hdr_len"] = strings.TrimSuffix(theirs["netlink.hdr_len"], ",0")
	if rec.Link == captures.Netlink {
		ours = headerRow(messages)
		ours["frame.comment"] = rec.Comment
		ours["netlink.family"] = fmt.Sprintf("0x%04x", rec.Protocol)
	}
	for column, value := range ours {
		if want, ok := theirs[column]; ok && want != value {
			t.Errorf("%s: %s is %q, tshark has %q", rec.Pos, column, value, want)
		}
	}
}

// headerRow lists the headers of the messages of a packet, each that quotes another followed by that.
func headerRow(messages []message) map[string]string {
	var lengths, sequences, ports []string
	add := func(h codec.Header) {
		lengths = append(lengths, fmt.Sprint(h.Len))
		sequences = append(sequences, fmt.Sprint(h.Seq))
		ports = append(ports, fmt.Sprint(h.PortID))
	}
	for _, m := range messages {
		add(m.Header())
		if b := m.Bytes(); m.Header().Type == codec.TypeError && len(b) >= 2*codec.HeaderLen+4 {
			add(codec.ParseHeader(b[codec.HeaderLen+4:], m.BigEndian()))
		}
	}
	return map[string]string{
		"netlink.hdr_len": strings.Join(lengths, ","), "netlink.hdr_seq": strings.Join(sequences, ","),
		"netlink.hdr_pid": strings.Join(ports, ","),
	}
}
