package rules_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/verdicts/rules"
)

// -update writes the errors that there are into the golden file.
var update = flag.Bool("update", false, "rewrite testdata/errors.txt")

// TestErrors holds the errors for wrong files to testdata/errors.txt: files, each between two lines of dashes, with the
// error behind "=> ".
func TestErrors(t *testing.T) {
	name := filepath.Join("testdata", "errors.txt")
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i, part := range strings.Split(strings.TrimPrefix(string(golden), "----\n"), "\n----\n") {
		text, want, _ := strings.Cut(part, "\n=> ")
		want = strings.TrimSuffix(want, "\n")
		if i > 0 {
			out.WriteString("\n")
		}
		_, err := rules.Parse("r", []byte(file(text)), rules.Options{})
		var fault *rules.Error
		switch {
		case err == nil:
			t.Errorf("this is taken:\n%s\nwant %s", text, want)
			err = errors.New("none")
		case !errors.As(err, &fault) || fault.Line < 1 || fault.Column < 1 || strings.ContainsAny(err.Error(), "\n\t"):
			t.Errorf("%s\nhas no place or several lines: %q", text, err)
		case err.Error() != want && !*update:
			t.Errorf("%s\ngot  %s\nwant %s", text, err, want)
		}
		out.WriteString("----\n" + text + "\n=> " + err.Error())
	}
	if *update {
		if err := os.WriteFile(name, []byte(out.String()+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
