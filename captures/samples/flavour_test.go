package samples_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
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
			if len(got.messages) != len(want.messages) {
				t.Errorf("%s: %d messages, %s has %d", file, len(got.messages), group[0], len(want.messages))
				continue
			}
			for i := range want.messages {
				if !bytes.Equal(got.messages[i].Bytes(), want.messages[i].Bytes()) {
					t.Errorf("%s: message %d is not the one of %s\ngot  %x\nwant %x", file, i, group[0],
						got.messages[i].Bytes(), want.messages[i].Bytes())
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

// differing are the attributes that differ from run to run: counters, clocks, random addresses, indices.
var differing = []string{
	"CACHEINFO", "STATS", "IFLA_ADDRESS", "IFLA_LINK", "RTA_OIF", "IFA_ADDRESS", "IFA_LOCAL", "RTA_DST", "CONF", "RTA_IIF",
}

// TestRuns compares the messages of the same commands, captured in different ways: types, flags, attributes and their
// lengths, and the values that are the same in every run.
func TestRuns(t *testing.T) {
	for _, group := range runs {
		want := load(t, group[0])
		for _, file := range group[1:] {
			t.Run(file, func(t *testing.T) {
				got := load(t, file)
				if len(got.messages) != len(want.messages) {
					t.Fatalf("%d messages, %s has %d", len(got.messages), group[0], len(want.messages))
				}
				for i := range want.messages {
					compareRuns(t, got.messages[i], want.messages[i])
				}
			})
		}
	}
}

func compareRuns(t *testing.T, got, want message) {
	t.Helper()
	g, w := got.Header(), want.Header()
	if g.Type != w.Type || g.Flags != w.Flags || g.Len != w.Len {
		t.Errorf("%s: %s of %d octets, flags %#x; %s: %s of %d octets, flags %#x", got.record.Pos, got.Name(), g.Len, g.Flags,
			want.record.Pos, want.Name(), w.Len, w.Flags)
		return
	}
	compareAttrs(t, got, want, got.Root(), want.Root())
}

func compareAttrs(t *testing.T, gotIn, wantIn message, got, want codec.Attr) {
	t.Helper()
	gots, wants := children(got), children(want)
	if names(gots) != names(wants) {
		t.Errorf("%s: %s has %s\n%s: %s has %s", gotIn.record.Pos, gotIn.Name(), names(gots), wantIn.record.Pos, wantIn.Name(),
			names(wants))
		return
	}
	for i := range gots {
		g, w := gots[i], wants[i]
		if g.IsNest() {
			compareAttrs(t, gotIn, wantIn, g, w)
			continue
		}
		if !differs(w.Name()) && !g.Missing() && !w.Missing() && !bytes.Equal(g.Payload(), w.Payload()) {
			t.Errorf("%s: %s is %x\n%s: %x", gotIn.record.Pos, g.Path(), g.Payload(), wantIn.record.Pos, w.Payload())
		}
	}
}

func differs(name string) bool {
	for _, part := range differing {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func children(a codec.Attr) (all []codec.Attr) {
	for c := range a.Children() {
		all = append(all, c)
	}
	return all
}

// names lists attributes with their lengths.
func names(attrs []codec.Attr) string {
	var b strings.Builder
	for _, a := range attrs {
		fmt.Fprintf(&b, "%s(%d) ", a.Name(), len(a.Payload()))
	}
	return b.String()
}
