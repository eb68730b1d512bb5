package pyroute2_test

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec/form/pyroute2"
)

// TestCut takes dicts out of what stands around them, up to where the text is broken, of which it tells the line.
func TestCut(t *testing.T) {
	for text, want := range map[string]struct {
		all []string
		err string
	}{
		"{'a': 1}\n{'b': {}}":          {[]string{"{'a': 1}", "{'b': {}}"}, "EOF"},
		"({'a': 1}, [{'b': (2,)}],)\n": {[]string{"{'a': 1}", "{'b': (2,)}"}, "EOF"},
		`{'}': '\'}', "'": "{"}`:       {[]string{`{'}': '\'}', "'": "{"}`}, "EOF"},
		"()":                           {nil, "EOF"},
		"{}\n\n{'a': {}":               {[]string{"{}"}, "the dict that starts in line 3 does not end"},
		"{}\n{'a\n'}":                  {[]string{"{}"}, "a string in the dict that starts in line 2 does not end"},
		`{'\`:                          {nil, "a string in the dict that starts in line 1 does not end"},
	} {
		var got []string
		next := pyroute2.Cut(bufio.NewReader(strings.NewReader(text)))
		b, err := next()
		for ; err == nil; b, err = next() {
			got = append(got, string(b))
		}
		if !slices.Equal(got, want.all) || err.Error() != want.err {
			t.Errorf("%q: got %q, %v, want %q, %s", text, got, err, want.all, want.err)
		}
	}
}

// TestRecognise tells dicts from other texts by how they start.
func TestRecognise(t *testing.T) {
	for head, want := range map[string]bool{
		"": false, "(": true, "{'a": true, " [{ 'a": true, `{"a`: false, "{": false, "'": true, "a": false,
	} {
		if got := pyroute2.Recognise([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
