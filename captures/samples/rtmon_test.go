package samples_test

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures/samples"
)

// monitorWords are the words of `ip monitor` for the kinds of messages.
var monitorWords = map[string]string{
	"LINK": "LINK", "ADDR": "ADDR", "ROUTE": "ROUTE", "NEIGH": "NEIGH", "RULE": "RULE",
	"NETCONF": "NETCONF", "NSID": "NSID", "NEXTHOP": "NEXTHOP",
}

// TestRtmon compares the times and the kinds of messages to what `ip monitor` read in the same file.
func TestRtmon(t *testing.T) {
	text, err := samples.FS().ReadFile(path.Join("oracle", "changes.rtmon.ip.txt"))
	if err != nil {
		t.Fatal(err)
	}
	messages := load(t, "changes.rtmon").Messages
	stamp := time.Time{}
	for line := range strings.SplitSeq(string(text), "\n") {
		if when, ok := strings.CutPrefix(line, "Timestamp: "); ok {
			var micros int
			i := strings.LastIndex(strings.TrimSuffix(when, " us"), " ")
			stamp, err = time.Parse("Mon Jan _2 15:04:05 2006", when[:i])
			if _, scanErr := fmt.Sscanf(when[i:], "%d us", &micros); err != nil || scanErr != nil {
				t.Fatalf("%q: %v, %v", line, err, scanErr)
			}
			stamp = stamp.Add(time.Duration(micros) * time.Microsecond)
			continue
		}
		word, rest, ok := strings.Cut(strings.TrimPrefix(line, "["), "]")
		if !ok || !strings.HasPrefix(line, "[") {
			continue
		}
		if len(messages) == 0 {
			t.Fatalf("no message for %q", line)
		}
		m := messages[0]
		messages = messages[1:]
		action, kind := m.Name()[len("RTM_"):len("RTM_NEW")], m.Name()[len("RTM_NEW"):]
		if monitorWords[kind] != word || (action == "DEL") != strings.HasPrefix(rest, "Deleted ") {
			t.Errorf("%s: %s, ip monitor reads %q", m.Record.Pos, m.Name(), line)
		}
		if !m.Record.Time.Equal(stamp) {
			t.Errorf("%s: time %s, ip monitor reads %s", m.Record.Pos, m.Record.Time.UTC(), stamp)
		}
	}
	if len(messages) > 0 {
		t.Errorf("ip monitor has no line for %d messages, the first of which is %s", len(messages), messages[0].Name())
	}
}
