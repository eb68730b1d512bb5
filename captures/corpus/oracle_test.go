package corpus_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/internal/capturetest"
	"github.com/nlkit/nlkit/internal/oracle"
	"github.com/nlkit/nlkit/internal/testbed"
)

// TestTshark compares all captures, the samples too, to what tshark reads in the same octets.
func TestTshark(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	dir := t.TempDir()
	tallies, differences, err := oracle.CompareTshark(dir, inputs(t, dir))
	judge(t, oracle.TsharkDisagreements, tallies, differences, err)
}

// TestPyroute2 compares all captures, the samples too, to what pyroute2 decodes of the same octets.
func TestPyroute2(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
	tallies, differences, err := oracle.ComparePyroute2(inputs(t, ""))
	judge(t, oracle.Pyroute2Disagreements, tallies, differences, err)
}

// judge reports differences that no row explains, and rows that explain none.
func judge(t *testing.T, rows []oracle.Disagreement, tallies oracle.Tallies, differences []oracle.Difference, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	known := oracle.NewKnown(rows)
	for _, d := range differences {
		if !known.Explains(d) {
			t.Error(d)
		}
	}
	for _, row := range known.Unmet() {
		t.Errorf("a row that explains nothing any more: %s %s", row.Path, row.Values)
	}
	t.Logf("compared:\n%s%d differences are known", tallies, len(differences))
}

// inputs returns all captures, with their packet captures in a directory if one is named.
func inputs(t *testing.T, dir string) (all []oracle.Input) {
	t.Helper()
	entries, err := samples.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := samples.FS().ReadFile(e.File)
		if err != nil {
			t.Fatal(err)
		}
		protocol := captures.ProtocolUnknown
		if e.Protocol == "ROUTE" {
			protocol = 0
		}
		c, err := capturetest.Read(bytes.NewReader(data), e.File, protocol)
		if err != nil {
			t.Fatal(err)
		}
		in := oracle.Input{Capture: c}
		if strings.HasPrefix(e.Format, "pcap") && e.File != noSLL2 && dir != "" {
			in.File = filepath.Join(dir, e.File)
			if err := os.WriteFile(in.File, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, in)
	}
	return all
}

// noSLL2 is a capture of link type LINUX_SLL2, in which tshark 4.0 does not look for netlink.
const noSLL2 = "nlmon-any.pcap"
