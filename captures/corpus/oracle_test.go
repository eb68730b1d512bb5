package corpus_test

import (
	"bytes"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/corpus"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/internal/test/capturetest"
	"github.com/nlkit/nlkit/internal/test/oracle"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// TestTshark compares all captures, the samples too, to what tshark reads in the same octets.
func TestTshark(t *testing.T) {
	testbed.Require(t, testbed.Program("tshark"))
	tallies, differences, err := oracle.CompareTshark(t.TempDir(), inputs(t))
	judge(t, oracle.TsharkDisagreements, tallies, differences, err)
	atLeast(t, tallies, oracle.Tally{Messages: 50_000, Attrs: 250_000, Values: 170_000})
}

// TestPyroute2 compares all captures, the samples too, to what pyroute2 decodes of the same octets.
func TestPyroute2(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
	tallies, differences, err := oracle.ComparePyroute2(inputs(t))
	judge(t, oracle.Pyroute2Disagreements, tallies, differences, err)
	atLeast(t, tallies, oracle.Tally{Messages: 20_000, Attrs: 280_000, Values: 650_000})
}

// TestIPMonitor compares what the kernel says, in all captures, to what ip prints of the same octets.
func TestIPMonitor(t *testing.T) {
	testbed.Require(t, testbed.Program("ip"))
	tallies, differences, err := oracle.CompareIPMonitor(t.TempDir(), inputs(t))
	judge(t, nil, tallies, differences, err)
	atLeast(t, tallies, oracle.Tally{Messages: 3400, Values: 52_000})
}

// TestIPXfrm compares what brief says of IPsec, in all captures, to what ip prints of the same octets.
func TestIPXfrm(t *testing.T) {
	testbed.Require(t, testbed.Program("ip"))
	tallies, differences, err := oracle.CompareIPXfrm(t.TempDir(), inputs(t))
	judge(t, oracle.IPXfrmDisagreements, tallies, differences, err)
	atLeast(t, tallies, oracle.Tally{Messages: 250, Values: 5000})
}

// TestSS compares what the kernel says of sockets of IP, in all captures, to what ss prints of the same octets.
func TestSS(t *testing.T) {
	testbed.Require(t, testbed.Program("ss"))
	tallies, differences, err := oracle.CompareSS(t.TempDir(), inputs(t))
	judge(t, nil, tallies, differences, err)
	atLeast(t, tallies, oracle.Tally{Messages: 100, Values: 1000})
}

// judge reports differences that no row explains, and rows that explain more or less than they say.
func judge(
	t *testing.T, rows []oracle.Disagreement, tallies oracle.Tallies, differences []oracle.Difference, err error,
) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	known := oracle.NewKnown(rows)
	unexplained := slices.DeleteFunc(slices.Clone(differences), known.Explains)
	for _, line := range slices.Concat(oracle.Group(unexplained), known.Miscounted()) {
		t.Error(line)
	}
	t.Logf("compared:\n%s%d differences are known", tallies, len(differences))
}

// atLeast reports that less was compared than there was in the corpus when it was made.
func atLeast(t *testing.T, tallies oracle.Tallies, want oracle.Tally) {
	t.Helper()
	if sum := tallies.Sum(); sum.Messages < want.Messages || sum.Attrs < want.Attrs || sum.Values < want.Values {
		t.Errorf("only %d messages, %d attributes and %d values were compared", sum.Messages, sum.Attrs, sum.Values)
	}
}

// everything is all captures, read once for all tests.
var everything struct {
	sync.Once
	inputs []oracle.Input
}

// inputs returns all captures. tshark reads the packet captures among the samples as they are, those of the corpus with
// the rest.
func inputs(t *testing.T) []oracle.Input {
	t.Helper()
	everything.Do(func() { everything.inputs = slices.Concat(fromSamples(t), fromCorpus(t)) })
	if len(everything.inputs) == 0 {
		t.Fatal("no captures: another test has failed to read them")
	}
	return everything.inputs
}

func fromSamples(t *testing.T) (all []oracle.Input) {
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
		in := oracle.Input{}
		if strings.HasPrefix(e.Format, "pcap") && e.File != noSLL2 {
			in.File = data
		}
		if in.Capture, err = capturetest.Read(bytes.NewReader(data), e.File, protocol); err != nil {
			t.Fatal(err)
		}
		all = append(all, in)
	}
	return all
}

// noSLL2 is a capture of link type LINUX_SLL2, in which tshark 4.0 does not look for netlink.
const noSLL2 = "nlmon-any.pcap"

// fromCorpus returns the captures that were made without loss: the other flavours are compared with those.
func fromCorpus(t *testing.T) []oracle.Input {
	t.Helper()
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	entries = slices.DeleteFunc(entries, func(e corpus.Entry) bool { return e.Flavour != lossless })
	all := make([]oracle.Input, len(entries))
	errs := make([]error, len(entries))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.NumCPU())
	for i, e := range entries {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			all[i].Capture, errs[i] = read(e)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	return all
}

func read(e corpus.Entry) (*capturetest.Capture, error) {
	f, err := corpus.Open(e.File)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return capturetest.Read(f, e.File, captures.ProtocolUnknown)
}
