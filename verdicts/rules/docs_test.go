package rules_test

import (
	"os"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/verdicts/rules"
)

// TestReference reads the examples of docs/rules.md, which names every key, action and fault there is.
func TestReference(t *testing.T) {
	text, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(text), "```yaml\n")
	if len(parts) < 6 {
		t.Fatalf("%d examples", len(parts)-1)
	}
	for i, part := range parts[1:] {
		example, _, ended := strings.Cut(part, "```")
		if !ended {
			t.Errorf("example %d has no end", i+1)
		}
		if _, err := rules.Parse("example", []byte(example), rules.Options{}); err != nil {
			t.Errorf("example %d: %v\n%s", i+1, err, example)
		}
	}
	for _, word := range rules.Words() {
		if !strings.Contains(string(text), word) {
			t.Errorf("%s is not described", word)
		}
	}
}
