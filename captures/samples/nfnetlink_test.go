package samples_test

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// nfnetlink is the samples of netfilter without nf_tables.
var nfnetlink = []string{"ct-add.strace.gz", "ct-list.strace", "ct-requests.strace.gz", "nfct.strace.gz",
	"ipset-add.strace.gz", "ipset-save.strace.gz", "ipset-refused.strace.gz", "ipset-del.strace.gz", "nfacct.strace",
	"osf.strace", "nfqueue.strace", "ct-expect-add.strace", "ct-expect-list.strace", "ct-expect-events.strace",
	"nfct-helper.strace", "nfqueue-library.strace", "nflog-tcpdump.strace"}

// opaqueInKernel is attributes that the kernel does not take apart either.
var opaqueInKernel = map[string]bool{"NFQA_PAYLOAD": true, "NFULA_PAYLOAD": true, "NFULA_HWHEADER": true}

// TestNetfilterWhole looks for attributes that the tables do not take apart, in requests, answers and refusals.
func TestNetfilterWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range nfnetlink {
		for _, m := range load(t, file).Messages {
			root := m.Root()
			if q, ok := root.Quoted(); ok {
				root = q
			}
			if !strings.HasPrefix(m.Name(), "NFT_") {
				seen[m.Name()] = true
				taken(t, file+" "+m.Name(), root)
			}
		}
	}
	for _, name := range []string{"IPCTNL_MSG_CT_NEW", "IPCTNL_MSG_CT_GET_CTRZERO", "IPCTNL_MSG_CT_GET_DYING",
		"IPCTNL_MSG_CT_GET_STATS_CPU", "IPCTNL_MSG_CT_GET_STATS", "IPCTNL_MSG_EXP_GET_STATS_CPU",
		"IPCTNL_MSG_TIMEOUT_NEW", "IPCTNL_MSG_TIMEOUT_DEFAULT_SET", "NFNL_MSG_CTHELPER_NEW", "IPSET_CMD_CREATE",
		"IPSET_CMD_LIST", "NFNL_MSG_ACCT_GET_CTRZERO", "OSF_MSG_REMOVE", "NFQNL_MSG_PACKET",
		"NFQNL_MSG_VERDICT_BATCH", "NFULNL_MSG_PACKET", "IPCTNL_MSG_EXP_NEW", "IPCTNL_MSG_EXP_DELETE"} {
		if !seen[name] {
			t.Errorf("the samples have no %s", name)
		}
	}
}

func taken(t *testing.T, where string, in codec.Attr) {
	t.Helper()
	for a := range in.Children() {
		if name := a.Name(); !a.IsTail() && (!a.Known() || a.Opaque()) && !opaqueInKernel[name] &&
			!strings.HasPrefix(name, "NFTA_") {
			t.Errorf("%s: %s is not taken apart", where, a.Path())
		}
		taken(t, where, a)
	}
}

// said returns what the brief form says of the messages of a type that the kernel sent, in words.
func said(t *testing.T, file, name string) (lines [][]string) {
	t.Helper()
	for _, m := range load(t, file).Messages {
		if m.Name() == name && m.Header().Flags&codec.FlagMulti != 0 {
			lines = append(lines, strings.Fields(string(form.Brief.Append(nil, m.Message))))
		}
	}
	return lines
}

// oracleLines returns what a tool printed.
func oracleLines(t *testing.T, file string) []string {
	t.Helper()
	b, err := samples.FS().ReadFile(path.Join("oracle", file))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

var startTime = regexp.MustCompile(`\[start=(\w+ +\w+ +\d+ [\d:]+ \d+)\]`)

// TestConntrackList compares each connection to what `conntrack -L -o extended,id,ktimestamp` printed of it.
func TestConntrackList(t *testing.T) {
	answers := said(t, "ct-list.strace", "IPCTNL_MSG_CT_NEW")
	lines := oracleLines(t, "ct-list.conntrack.txt")
	if len(lines) != len(answers) || len(lines) < 16 {
		t.Fatalf("%d lines, but %d messages", len(lines), len(answers))
	}
	for i, line := range lines {
		line = startTime.ReplaceAllStringFunc(line, func(s string) string {
			at, err := time.Parse("[start=Mon Jan _2 15:04:05 2006]", s)
			if err != nil {
				t.Error(err)
			}
			return fmt.Sprint("start=", at.Unix())
		})
		// The name of the layer below and the age are what conntrack makes of the rest; ports of DCCP it makes up.
		want := slices.DeleteFunc(strings.Fields(line)[2:], func(word string) bool {
			return strings.HasPrefix(word, "delta-time=") || strings.Contains(line, " dccp ") && word[1:] == "port=0"
		})
		got := answers[i][1:]
		for j, word := range got {
			if ns, ok := strings.CutPrefix(word, "start="); ok {
				got[j] = "start=" + ns[:max(0, len(ns)-9)]
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// TestIPSetSave compares each set and its entries to what `ipset save` printed of them.
func TestIPSetSave(t *testing.T) {
	got := map[string][]string{}
	types := map[string]bool{}
	for _, words := range said(t, "ipset-save.strace.gz", "IPSET_CMD_LIST") {
		name, typ := words[1], words[2]
		types[typ] = true
		create, entries, _ := strings.Cut(strings.Join(words[2:], " "), ": ")
		create = regexp.MustCompile(` (entries|references) \d+`).ReplaceAllString(strings.TrimSuffix(create, ":"), "")
		create = strings.Replace(create, " forceadd", "", 1) // ipset 7.17 does not print it
		if strings.HasPrefix(typ, "bitmap:") {
			create = strings.Replace(create, " family inet", "", 1) // there is no other
		}
		got[name] = append(got[name], "create "+sorted(create))
		for entry := range strings.SplitSeq(entries, ", ") {
			if entry != "" {
				got[name] = append(got[name], "add "+sorted(entry))
			}
		}
	}
	want := map[string][]string{}
	for _, line := range oracleLines(t, "ipset-save.ipset.txt") {
		words := strings.SplitN(strings.Replace(line, "icmp:echo-request", "icmp:8/0", 1), " ", 3)
		want[words[1]] = append(want[words[1]], words[0]+" "+sorted(words[2]))
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		slices.Sort(want[name])
		slices.Sort(got[name])
		if !slices.Equal(got[name], want[name]) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got[name], want[name])
		}
	}
	if len(types) < 16 || len(got) != len(want) {
		t.Errorf("%d types, %d sets, want %d", len(types), len(got), len(want))
	}
}

// sorted puts the options of a set or an entry, which a tool may print in another order, in that of the alphabet. The
// time that is left of an entry goes on between two listings.
func sorted(options string) string {
	words := strings.Fields(options)
	for i := 1; i < len(words); i++ {
		if n, err := strconv.Atoi(words[i]); err == nil && words[i-1] == "timeout" && n > 0 {
			words[i] = "some"
		}
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// TestConntrackTimeouts compares the policies of each protocol to what `nfct list timeout` printed of them.
func TestConntrackTimeouts(t *testing.T) {
	got := map[string]string{}
	for _, m := range load(t, "nfct.strace.gz").Messages {
		name, ok := m.Attr("CTA_TIMEOUT_NAME")
		if m.Name() != "IPCTNL_MSG_TIMEOUT_NEW" || !ok || m.Header().Flags&codec.FlagMulti == 0 {
			continue
		}
		data, _ := m.Attr("CTA_TIMEOUT_DATA")
		for a := range data.Children() {
			key := a.Name()[strings.LastIndex(a.Name(), "TIMEOUT_")+len("TIMEOUT_"):]
			if _, state, ok := strings.Cut(key, "_"); ok { // after the protocol
				key = state
			}
			got[name.Text()+" "+timeoutWords.Replace(key)] = fmt.Sprint(a.Value())
		}
	}
	set, compared := "", 0
	for _, line := range oracleLines(t, "nfct-timeout.txt") {
		key, value, _ := strings.Cut(strings.Trim(line, "\t.,;"), " = ")
		switch {
		case value == "{" && key != "policy":
			set = key
		case value != "{" && value != "" && key != "l3proto" && key != "l4proto":
			compared++
			if mine := got[set+" "+timeoutWords.Replace(key)]; mine != value {
				t.Errorf("%s of %s: %q, want %q", key, set, mine, value)
			}
		}
	}
	if heartbeats := 2; compared < 30 || compared != len(got)-heartbeats { // of SCTP, which nfct does not print
		t.Errorf("%d values, %d were compared", len(got), compared)
	}
}

// timeoutWords is words that nfct has for names of attributes.
var timeoutWords = strings.NewReplacer("UNACKNOWLEDGED", "UNACK", "TIMEWAIT", "TIME_WAIT")

// TestCounters compares each counter to what `nfacct list` printed of it.
func TestCounters(t *testing.T) {
	var got []string
	for _, m := range load(t, "nfacct.strace").Messages {
		if m.Name() != "NFNL_MSG_ACCT_NEW" || m.Header().Flags&codec.FlagMulti == 0 || len(got) == 4 {
			continue
		}
		value := func(name string) any {
			a, _ := m.Attr("NFACCT_" + name)
			return a.Value()
		}
		name, _ := m.Attr("NFACCT_NAME")
		line := fmt.Sprintf("{ pkts = %020d, bytes = %020d", value("PKTS"), value("BYTES"))
		if flags, ok := value("FLAGS").(uint64); ok && flags != 0 {
			line += fmt.Sprintf(", quota = %020d, mode = %s, overquota = %s", value("QUOTA"),
				map[uint64]string{1: "packet", 2: "byte"}[flags&3], map[bool]string{false: "no", true: "yes"}[flags&4 != 0])
		}
		got = append(got, line+" } = "+name.Text()+";")
	}
	if want := oracleLines(t, "nfacct-list.nfacct.txt"); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
