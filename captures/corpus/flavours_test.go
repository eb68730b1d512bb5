package corpus_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/corpus"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// whole are the flavours in which strace tells everything, and decoded the one that tells it twice.
var whole = []string{lossless, both, "ff", "i-n-ttt", "Y", "ns"}

const (
	both = "both"
	// rawStrings is the flavour that shows what sendto and recvfrom carry, and nothing of sendmsg and recvmsg.
	rawStrings = "raw-xx"
)

// differing are what differs from run to run by nature, in all scenes or in one, and why.
var differing = capturetest.NewExcuses([]capturetest.Excuse{
	{Part: "CACHEINFO", Times: 3984, Reason: "ages and times"},
	{Part: "STATS", Times: 1757, Reason: "counters"},
	{Part: "_TIMER", Times: 722, Reason: "what is left of a time"},
	{Part: "RTM_NEWNEIGHTBL/NDTA_CONFIG", Times: 26, Reason: "times since the last flush and the like"},
	{Part: "NDTPA_REACHABLE_TIME", Times: 338, Reason: "the kernel draws it at random"},
	{Part: "NDTPA_REFCNT", Times: 8, Reason: "what holds a device is let go of a little later"},
	{Part: "NHA_RES_BUCKET_IDLE_TIME", Times: 270, Reason: "a time"},
	{Part: "RTM_NEWLINK/IFLA_PROMISCUITY", Times: 390, Reason: "tcpdump makes the tap promiscuous, if it runs"},
	{Part: "/IFLA_INET6_FLAGS", Times: 32, Reason: "whether duplicates of an address are still looked for"},
	{Part: "RTM_NEWTCLASS/tcm_handle", Times: 9, Reason: "of a flow: by a hash whose seed is random"},
	{Part: "NFT_MSG_NEWGEN/", Times: 1586, Reason: "the generation of nf_tables, and the process that made it"},
	{Scene: "ip-link", Part: "RTM_NEWLINK/IFLA_ADDRESS", Times: 13, Reason: "devices without a given address draw one"},
	{Scene: "ip-link", Part: "RTM_NEWLINK/IFLA_OPERSTATE", Times: 3, Reason: "a carrier comes a little later"},
	{Scene: "ip-nexthop", Part: "RTM_NEWLINK/IFLA_ADDRESS", Times: 52,
		Reason: "devices without a given address draw one"},
	{Scene: "python-pyroute2", Part: "RTM_NEWLINK/IFLA_ADDRESS", Times: 78,
		Reason: "devices without a given address draw one"},
	{Scene: "python-pyroute2", Part: "RTM_NEWQDISC/TCA_OPTIONS", Times: 7, Reason: "htb counts packets in it"},
	{Scene: "python-pyroute2", Part: "IPSET_CMD_LIST", Times: 19,
		Reason: "the seed of a hash is random, and so the order of the members"},
	{Scene: "python-pyroute2", Part: "protocol 16/31/4", Times: 12, Reason: "taskstats count"},
	{Scene: "wireguard-wg", Part: "WGPEER_A_LAST_HANDSHAKE_TIME", Times: 48, Reason: "the time of the last handshake"},
})

// flavours compares the messages of the same commands under different flags of strace.
func (s *scene) flavours(t *testing.T) {
	want, _ := s.pick(lossless, "strace")
	for _, f := range s.files {
		if f.entry.Format != "strace" || f.entry.Flavour == lossless {
			continue
		}
		if f.entry.Flavour == rawStrings {
			among(t, f, want)
			continue
		}
		if reason := shuffled[f.entry.Scene]; reason != "" {
			shapes(t, f, want)
			continue
		}
		truncated := capturetest.CompareRuns(t, f.Capture, want.Capture, differing.Of(f.entry.Scene))
		if truncated > 0 {
			t.Logf("%s: of %d of %d messages strace keeps something to itself", f.Name, truncated, len(f.Messages))
			if slices.Contains(whole, f.entry.Flavour) {
				t.Errorf("%s: messages of a flavour that tells all are not whole", f.Name)
			}
		}
	}
}

// shuffled are the scenes in which the kernel lists things in another order every time, and why.
var shuffled = map[string]string{
	"ss-inet": "the seed of the hash of sockets is random",
}

// shapes compares how many messages there are of which type, flags and length.
func shapes(t *testing.T, got, want file) {
	counts := map[string]int{}
	for _, m := range want.Messages {
		counts[shape(m, tellsAll(got))]++
	}
	for _, m := range got.Messages {
		counts[shape(m, tellsAll(got))]--
	}
	for shape, n := range counts {
		if n != 0 {
			t.Errorf("%s: of %s %d less than in %s", got.Name, shape, n, want.Name)
		}
	}
}

// shape describes a message; the names of types that no table has are lost on us.
func shape(m capturetest.Message, typed bool) string {
	h := m.Header()
	if !typed {
		h.Type = 0
	}
	return fmt.Sprintf("type %d, flags %#x, %d octets", h.Type, h.Flags, h.Len)
}

// among looks for the messages of a capture, in their order, among those of another.
func among(t *testing.T, part, all file) {
	rest := all.Messages
	for _, m := range part.Messages {
		h := m.Header()
		i := slices.IndexFunc(rest, func(o capturetest.Message) bool {
			return o.Header().Type == h.Type && o.Header().Flags == h.Flags && o.Header().Len == h.Len
		})
		if i < 0 {
			t.Errorf("%s: %s is not in %s", m.Record.Pos, m.Name(), all.Name)
			return
		}
		rest = rest[i+1:]
	}
}

// dumped is a line of a dump in hexadecimal, or above one.
var dumped = regexp.MustCompile(`(?m)^ (\||\*|=).*\n`)

// decoded compares the messages that strace's structures tell, the dumps below them removed, to the dumps.
func (s *scene) decoded(t *testing.T) {
	dumps, ok := s.pick(both, "strace")
	if !ok {
		return
	}
	f, err := corpus.Open(dumps.entry.File)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(unpacked(t, f))
	if err != nil {
		t.Fatal(err)
	}
	text = dumped.ReplaceAll(text, nil)
	structures, err := capturetest.Read(bytes.NewReader(text), dumps.Name+" without dumps", captures.ProtocolUnknown)
	if err != nil {
		t.Fatal(err)
	}
	if len(structures.Messages) != len(dumps.Messages) {
		t.Fatalf("%s: %d messages, with dumps %d", structures.Name, len(structures.Messages), len(dumps.Messages))
	}
	truncated := 0
	for i, want := range dumps.Messages {
		got := structures.Messages[i]
		if len(got.Missing) > 0 {
			truncated++
		}
		untold := append(padding(want), got.Missing...)
		if !bytes.Equal(without(got.Bytes(), untold), without(want.Bytes(), untold)) {
			t.Errorf("%s: %s is rebuilt as\n%x\n%s: it is\n%x", got.Record.Pos, got.Name(), got.Bytes(),
				want.Record.Pos, want.Bytes())
		}
	}
	t.Logf("%s: of %d of %d messages strace keeps something to itself", structures.Name, truncated, len(dumps.Messages))
}

// padding returns where the attributes are padded: what is there strace does not tell.
func padding(m capturetest.Message) (spans []codec.Span) {
	for a := range m.All() {
		if end := a.End(); end%4 != 0 {
			spans = append(spans, codec.Span{From: end, To: end + 4 - end%4})
		}
	}
	return spans
}

// without returns octets with zeros in some places.
func without(octets []byte, spans []codec.Span) []byte {
	octets = slices.Clone(octets)
	for _, s := range spans {
		clear(octets[min(s.From, len(octets)):min(s.To, len(octets))])
	}
	return octets
}

func unpacked(t *testing.T, r io.Reader) io.Reader {
	t.Helper()
	z, err := zstd.NewReader(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(z.Close)
	return z
}
