package strace

import (
	"strings"
	"testing"
)

// TestRecogniseLines tells logs of strace by their lines, of which only the first few count.
func TestRecogniseLines(t *testing.T) {
	for text, want := range map[string]bool{
		"close(3) = 0":                          true,
		"a(1) = 0":                              true,
		"z(1) = 0":                              true,
		"[pid 7] 12:00:00 brk(NULL) = 0x55\r\n": true,
		"sendto(3, [{nlmsg_len=16":              true,
		"poll([{fd=3}], 1 <unfinished ...>":     true,
		"poll([{fd=3}], 1 <unfinished ...>\r\n": true,
		"<... poll resumed>) = 1":               true,
		"+++ exited with 0 +++":                 true,
		"+++ killed by SIGKILL +++":             true,
		"--- SIGCHLD {si_signo=SIGCHLD} ---":    true,
		"strace: Process 7 attached":            true,
		"{nlmsg_len=16, nlmsg_type=NLMSG_NOOP}": true,
		"<... poll done>":                       false,
		"it has resumed> now":                   false,
		"stat(3)":                               false,
		"Close(3) = 0":                          false,
		"_a(3) = 0":                             false,
		"a b(3) = 0":                            false,
		"(3) = 0":                               false,
		"close = 0":                             false,
		"+++ b/file":                            false,
		"":                                      false,
		strings.Repeat("a\n", 63) + "close(3) = 0\n": true,
		strings.Repeat("a\n", 64) + "close(3) = 0\n": false,
	} {
		if got := isLog([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
