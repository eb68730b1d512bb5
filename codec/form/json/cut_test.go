package json_test

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec/form/json"
)

// TestCut takes objects from a stream or a list, up to where it is broken.
func TestCut(t *testing.T) {
	for text, want := range map[string]struct {
		all []string
		err string
	}{
		`{"a":1}` + "\n" + `{"b":"}{"}`: {[]string{`{"a":1}`, `{"b":"}{"}`}, "EOF"},
		`{}{}`:                          {[]string{`{}`, `{}`}, "EOF"},
		"[\n {\"a\":\n1},\n{} ]":        {[]string{"{\"a\":\n1}", "{}"}, "EOF"},
		`[]`:                            {nil, "EOF"},
		`{"a":1} {"b":`:                 {[]string{`{"a":1}`}, "not JSON: it ends too early"},
		`[{} {}]`:                       {[]string{`{}`}, "not JSON: expected comma after array element"},
		`{} ]`: {[]string{`{}`},
			"not JSON: invalid character ']' looking for beginning of value"},
	} {
		var got []string
		next := json.Cut(bufio.NewReader(strings.NewReader(text)))
		b, err := next()
		for ; err == nil; b, err = next() {
			got = append(got, string(b))
		}
		if !slices.Equal(got, want.all) || err.Error() != want.err {
			t.Errorf("%q: got %q, %v, want %q, %s", text, got, err, want.all, want.err)
		}
	}
}
