package guest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLastWords(t *testing.T) {
	for name, want := range map[string]string{
		"registers-refused.log": "userspace - ptrace set fp regs failed, errno = 14; " +
			"Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b",
		"panic-qemu.log": "sysrq: Trigger a crash; Kernel panic - not syncing: sysrq triggered crash",
	} {
		log, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := lastWords(log); got != want {
			t.Errorf("%s: got %q\nwant %q", name, got, want)
		}
	}
	for log, want := range map[string]string{
		"":                                  "",
		"\n \n":                             "",
		"one\ntwo\r\n\r\n":                  "two",
		"[    1.50] one\n[   12.345678] \n": "one",
		"Kernel panic - not syncing: alone\nCPU: 0 PID: 1\nRAX: 1": "Kernel panic - not syncing: alone",
		"[ 1.0] init: load x: no\n[ 1.1] reboot: Power down\n":     "init: load x: no",
		"the end is torn": "the end is torn",
		"init: start x: no\nRIP: 0033:[<00>]\nR10: 00 R11: 00\nCS: 0 DS: 0\nCR2: 0": "init: start x: no",
		"why\nKernel panic - not syncing: a\nanother: of the dump\n":                "why; Kernel panic - not syncing: a",
	} {
		if got := lastWords([]byte(log)); got != want {
			t.Errorf("%q: got %q, want %q", log, got, want)
		}
	}
	if got := lastWords([]byte(strings.Repeat("x", 10_000))); len(got) != mostWords {
		t.Errorf("a long line gives %d octets, want %d", len(got), mostWords)
	}
}
