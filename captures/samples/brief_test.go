package samples_test

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// briefly returns what the form brief says of the messages of a sample that went one way, "→" or "←".
func briefly(t *testing.T, file, way string) (lines []string) {
	t.Helper()
	in, err := samples.FS().Open(file)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := captures.Open(in, file, captures.Options{Formats: formats.All(), Registry: capturetest.Registry()})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s := session.New(session.Options{Registry: capturetest.Registry(), Protocol: captures.ProtocolUnknown,
		Form: form.Brief, Output: &out})
	if err := s.Run(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if _, words, ok := strings.Cut(line, way+" "); ok {
			lines = append(lines, strings.TrimSpace(words))
		}
	}
	return lines
}

// saidOtherwise is what `ip -d monitor` says and brief leaves out, or says in another order.
var saidOtherwise = []struct{ theirs, ours string }{
	{`^(\d+): (\S+) +inet (\S+) (scope \S+)(?: \S+)?$`, "$3 dev $2 $4"}, // an address, and its label
	{`^(\d+): (\S+) +inet6 (\S+) (scope \S+)`, "$3 dev $2 $4"},
	{`^unicast `, ""}, {` scope global\b`, ""}, {` pref medium$`, ""}, {` metric 0\b`, ""}, {` proto unspec\b`, ""},
	{`^(inet6?) (\S+)((?: \S+ off)*)$`, "$1 dev $2"}, {`^mpls (\S+)`, "mpls dev $1"}, // settings
	{`^(\d+:)\t`, "$1 "}, {`^(\d+): (\S+?)(?:@NONE)?: .*$`, "$1 $2"},
}

// TestBriefSaysWhatIPSays compares the words to those of `ip -d monitor` for the same messages.
func TestBriefSaysWhatIPSays(t *testing.T) {
	text, err := samples.FS().ReadFile(path.Join("oracle", "changes.rtmon.ip.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := briefly(t, "changes.rtmon", "←")
	compared := map[string]int{}
	for line := range strings.Lines(string(text)) {
		kind, theirs, ok := strings.Cut(strings.TrimPrefix(line, "["), "]")
		if !ok || len(lines) == 0 {
			continue
		}
		ours := lines[0]
		lines = lines[1:]
		verb := "new"
		if gone, ok := strings.CutPrefix(theirs, "Deleted "); ok {
			theirs, verb = gone, "del"
		}
		theirs = strings.TrimSpace(theirs)
		for _, other := range saidOtherwise {
			theirs = strings.TrimSpace(regexp.MustCompile(other.theirs).ReplaceAllString(theirs, other.ours))
		}
		ours = strings.Replace(ours, " proto kernel_ll", "", 1) // which this ip(8) does not know
		want := verb + strings.ToLower(kind) + " " + strings.TrimSpace(theirs)
		switch kind {
		case "LINK": // more is said in other words
			ours = strings.Join(strings.Fields(ours)[:3], " ")
		case "NEIGH":
			want = strings.ToLower(want)
		case "ROUTE":
			want = strings.ReplaceAll(want, " linkdown", "") + linkdown(want)
		}
		if ours != want {
			t.Errorf("%q: got %q, want %q", strings.TrimSpace(line), ours, want)
		}
		compared[kind]++
	}
	if len(lines) > 0 || len(compared) < 8 {
		t.Errorf("%d lines are left, compared were %v", len(lines), compared)
	}
}

// linkdown is where brief says that a link is down: after the settings.
func linkdown(line string) string {
	if strings.Contains(line, " linkdown") {
		return " linkdown"
	}
	return ""
}

// commandWords are words of commands that stand in requests as others, "" if not at all.
var commandWords = map[string]string{
	"pref": "", "100": "100:", "200": "200:", "300": "300:", "400": "400:", "500": "500:", "nud": "", "brd": "", "+": "",
	"600": "10m0s", "60": "1m0s", "seg6local": "seg6_local", "End.X": "end_x",
	"2001:db8::a,2001:db8::b": "2001:db8::a 2001:db8::b", "2001:db8:8::/128": "2001:db8:8::", "3600": "3600sec",
	"1800": "1800sec", "temp": "temporary", "local": "permanent",
}

// TestBriefSaysTheCommand looks for each word of commands in what is said of the requests that they sent.
func TestBriefSaysTheCommand(t *testing.T) {
	shows := regexp.MustCompile(` (ip|bridge) [^ ]* ?[^ ]* ?[^ ]* show.*`)
	commands := regexp.MustCompile(`(?:ip|bridge)(?: -6| -f mpls)? (route|rule|neigh|nexthop|addr|fdb|mdb) (?:add|append) `)
	for _, c := range []struct{ file, request string }{
		{"ip-route-add.strace.gz", "newroute"}, {"ip-rule-add.strace", "newrule"},
		{"ip-neigh-add.strace.gz", "newneigh"}, {"ip-nexthop-add.strace.gz", "newnexthop"},
		{"ip-addr-add.strace.gz", "newaddr"}, {"bridge-fdb-add.strace.gz", "newneigh"}, {"bridge-mdb.strace.gz", "newmdb"},
		{"ip-route-encap.strace.gz", "newroute"},
	} {
		var said []string
		for _, line := range briefly(t, c.file, "→") {
			if strings.HasPrefix(line, c.request+" ") {
				said = append(said, line)
			}
		}
		i := slices.IndexFunc(manifest(t), func(e samples.Entry) bool { return e.File == c.file })
		typed := commands.Split(shows.ReplaceAllString(manifest(t)[i].Command, ""), -1)[1:]
		if len(typed) != len(said) {
			t.Errorf("%s: %d commands, %d requests: %q", c.file, len(typed), len(said), said)
			continue
		}
		for i, words := range typed {
			for word := range strings.FieldsSeq(words) {
				if other, ok := commandWords[word]; ok && !strings.Contains(said[i]+" ", " "+word+" ") {
					word = other
				}
				if c.request == "newrule" && word == "table" {
					word = "lookup"
				}
				if !strings.Contains(said[i]+" ", " "+word+" ") && word != "" {
					t.Errorf("%s: %q: want the %q of %q", c.file, said[i], word, words)
				}
			}
		}
	}
}
