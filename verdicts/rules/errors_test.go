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

// TestDeep refuses what is nested so deep that reading it might exhaust the stack, in every way to nest.
func TestDeep(t *testing.T) {
	const most = 64
	indented := func(n int) (text string) {
		for i := range n {
			text += strings.Repeat(" ", i) + "a:\n"
		}
		return text
	}
	for what, nest := range map[string]func(n int) string{
		"lists":    func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) },
		"mappings": func(n int) string { return strings.Repeat("{a: ", n) + strings.Repeat("}", n) },
		"dashes":   func(n int) string { return strings.Repeat("- ", n) + "x" },
		"keys":     func(n int) string { return strings.Repeat("? ", n) + "x" },
		"tags":     func(n int) string { return strings.Repeat("!a ", n) + "x" },
		"anchors":  func(n int) string { return strings.Repeat("&a ", n) + "x" },
		"lines":    indented,
	} {
		for _, n := range []int{most, most + 1, 10 * most} {
			_, err := rules.Parse("r", []byte(nest(n)), rules.Options{})
			if tooDeep := n > most; err == nil || strings.Contains(err.Error(), "too many levels") != tooDeep {
				t.Errorf("%d %s inside one another: %v", n, what, err)
			}
		}
	}
	for what, beside := range map[string]string{
		"lists": "[" + strings.Repeat("[], ", most+1) + "]", "dashes": strings.Repeat("- x\n", most+1),
		"closed": strings.Repeat("]", most+1) + strings.Repeat("[", most), "lines": strings.Repeat(indented(2), most+1),
	} {
		_, err := rules.Parse("r", []byte(beside), rules.Options{})
		if err == nil || strings.Contains(err.Error(), "too many levels") {
			t.Errorf("%s beside one another: %v", what, err)
		}
	}
}
