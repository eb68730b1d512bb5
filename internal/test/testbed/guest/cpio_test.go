package guest

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

func TestWriteCPIO(t *testing.T) {
	entries := []entry{
		{name: "dev", mode: modeDir | 0o755},
		{name: "dev/console", mode: modeChar | 0o600, major: 5, minor: 1},
		{name: "init", mode: modeFile | 0o755, content: []byte("#!x")},
		{name: "empty", mode: modeFile | 0o644},
	}
	var b bytes.Buffer
	if err := writeCPIO(&b, entries); err != nil {
		t.Fatal(err)
	}
	const ino1 = "070701" + "00000001" + "000041ED" + "00000000" + "00000000" + "00000001" + "00000000" + "00000000" +
		"00000000" + "00000000" + "00000000" + "00000000" + "00000004" + "00000000" + "dev\x00\x00\x00"
	if !strings.HasPrefix(b.String(), ino1) {
		t.Errorf("got %q\nwant %q", b.Bytes()[:len(ino1)], ino1)
	}
	if b.Len()%4 != 0 {
		t.Errorf("%d octets are no multiple of 4", b.Len())
	}
	if err := writeCPIO(&b, []entry{{name: "/init"}}); err == nil {
		t.Error("an absolute name was taken")
	}
}

// TestCPIOLists compares with what cpio reads.
func TestCPIOLists(t *testing.T) {
	testbed.Require(t, testbed.Program("cpio"))
	var b bytes.Buffer
	if err := writeCPIO(&b, []entry{
		{name: "d", mode: modeDir | 0o700},
		{name: "d/f", mode: modeFile | 0o640, content: []byte("12345")},
		{name: "d/c", mode: modeChar | 0o600, major: 5, minor: 1},
	}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "cpio", "-tvn", "--quiet")
	cmd.Stdin = &b
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("cpio: %v: %s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != 3 {
		t.Fatalf("cpio lists %q", out)
	}
	for i, want := range [][]string{{"drwx------", "d"}, {"-rw-r-----", "5", "d/f"}, {"crw-------", "5,", "1", "d/c"}} {
		fields := strings.Fields(lines[i])
		for _, w := range want {
			if !slices.Contains(fields, w) {
				t.Errorf("line %d is %q, without %s", i+1, lines[i], w)
			}
		}
	}
}
