package guest

import (
	"bytes"
	"regexp"
	"strings"
)

// What lines of kernel logs begin with: a time, or what shows that they belong to a dump of registers, stacks, callers
// and surroundings.
var (
	stamp = regexp.MustCompile(`^\[ *\d+\.\d+\] ?`)
	dump  = regexp.MustCompile(`^(\s|\[<|---\[|(Call Trace|Stack|Code|CPU|Pid|Tainted|Modules linked in|Hardware name|` +
		`Workqueue|Kernel Offset|[RE][A-Z0-9]{2}|[C-G]S|[CD]R\d|PKRU|#PF|reboot): ?|(PGD|Rebooting in) )`)
)

// panicked begins the line with which a kernel gives up. Why it does, the line before says.
const panicked = "Kernel panic - not syncing: "

// mostWords is how many octets of words there may be.
const mostWords = 300

// lastWords returns the last line of a kernel log that tells a reader something. If there was a panic, it is what the
// kernel said of it, in two lines made one.
func lastWords(log []byte) string {
	var last, reason string
	for line := range bytes.Lines(log) {
		line = stamp.ReplaceAll(bytes.TrimRight(line, " \t\r\n"), nil)
		if len(line) == 0 || dump.Match(line) {
			continue
		}
		reason, last = last, string(line)
		if strings.HasPrefix(last, panicked) {
			break
		}
	}
	if strings.HasPrefix(last, panicked) && reason != "" {
		last = reason + "; " + last
	}
	return last[:min(len(last), mostWords)]
}
