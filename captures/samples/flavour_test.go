package samples_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// TestSameOctets compares samples that hold the same octets in different forms.
func TestSameOctets(t *testing.T) {
	for _, group := range [][]string{
		{"link.bin", "link.base64", "link.escaped.hex", "link.hexdump", "link.plain.hex", "link.xxd"},
		{"nlmon-route.pcap", "nlmon-comment.pcapng"},
	} {
		want := load(t, group[0])
		for _, file := range group[1:] {
			got := load(t, file)
			if len(got.Messages) != len(want.Messages) {
				t.Errorf("%s: %d messages, %s has %d", file, len(got.Messages), group[0], len(want.Messages))
				continue
			}
			for i := range want.Messages {
				if !bytes.Equal(got.Messages[i].Bytes(), want.Messages[i].Bytes()) {
					t.Errorf("%s: message %d is not the one of %s\ngot  %x\nwant %x", file, i, group[0],
						got.Messages[i].Bytes(), want.Messages[i].Bytes())
				}
			}
		}
	}
}

// runs are samples of the same commands under different flags of strace, or captured another way.
var runs = [][]string{
	{"flavour-Y.strace.gz", "flavour-old-x.strace.gz", "flavour-xx-decoded.strace.gz", "flavour-terminal.strace.gz",
		"flavour-netns.strace.gz"},
	{"flavour-all-calls.strace.gz", "flavour-default.strace", "flavour-summary.strace"},
	{"flavour-X-raw.strace", "flavour-X-verbose.strace", "flavour-r-T-y.strace", "flavour-v.strace"},
	{"flavour-xx.strace", "flavour-netns-sendto.strace", "pyroute2-link-add.strace"},
	{"nlmon-route.pcap", "nlmon-nano.pcap", "nlmon-any.pcap", "nlmon-any-sll.pcap"},
}

// differing are the attributes that differ from run to run.
var differing = capturetest.NewExcuses([]capturetest.Excuse{
	{Part: "CACHEINFO", Times: 48, Reason: "ages and times"},
	{Part: "IFLA_ADDRESS", Times: 18, Reason: "devices without a given address draw one"},
	{Part: "RTA_OIF", Times: 6, Reason: "an index"},
	{Part: "ifi_index", Times: 44, Reason: "an index"},
	{Part: "ifa_index", Times: 14, Reason: "an index"},
})

// TestRuns compares the messages of the same commands, captured in different ways.
func TestRuns(t *testing.T) {
	all, compared := 0, 0 // others may be left out by -run
	for _, group := range runs {
		want := load(t, group[0])
		for _, file := range group[1:] {
			all++
			t.Run(file, func(t *testing.T) {
				_ = capturetest.CompareRuns(t, load(t, file).Capture, want.Capture, differing.Of(""))
				compared++
			})
		}
	}
	if compared == all {
		differing.Check(t)
	}
}
