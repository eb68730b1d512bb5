package rebuild

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestBuiltin compares the constants to what a C program printed of them that gcc made with the headers of Linux 6.1.
func TestBuiltin(t *testing.T) {
	text, err := os.ReadFile("testdata/constants.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]uint64{"EPERM": 1, "ERESTARTSYS": 512}
	for line := range strings.Lines(string(text)) {
		var name string
		var v int64
		if _, err := fmt.Sscan(line, &name, &v); err != nil {
			t.Fatal(err)
		}
		want[name] = uint64(v)
	}
	for name, v := range want {
		if got, ok := builtin()[name]; got != v || !ok {
			t.Errorf("%s is %d, want %d", name, int64(got), int64(v))
		}
	}
	for name, v := range builtin() {
		if _, ok := want[name]; !ok && codec.ErrnoName(int(v)) != name {
			t.Errorf("%s is not in the list", name)
		}
	}
	for number, name := range protocols {
		if got, ok := Protocol(name); name != "" && (got != number || !ok) {
			t.Errorf("%s is %d, want %d", name, got, number)
		}
	}
	if n, ok := Protocol(""); ok {
		t.Errorf("no name is protocol %d", n)
	}
}
