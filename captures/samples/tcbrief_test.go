package samples_test

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
)

// begins reports whether a sentence starts with whole words.
func begins(sentence, words string) bool { return strings.HasPrefix(sentence+" ", words+" ") }

// saidOf returns the sentences of a sample that are about something, as the form brief has them.
func saidOf(t *testing.T, file, verb string) (sentences []string) {
	for _, line := range briefly(t, file, "←") {
		if strings.HasPrefix(line, verb+" ") {
			sentences = append(sentences, line)
		}
	}
	return sentences
}

// TestBriefSaysWhatTCSays compares the kind, the handle, and where queueing disciplines and classes are, to the
// words of tc.
func TestBriefSaysWhatTCSays(t *testing.T) {
	sentences := saidOf(t, "tc-qdisc-show.strace.gz", "newqdisc")
	objects := oracleJSON(t, "tc-qdisc-show.tc.json")
	if len(sentences) != len(objects) {
		t.Fatalf("%d sentences, want %d", len(sentences), len(objects))
	}
	for i, o := range objects {
		want := fmt.Sprint("newqdisc ", o.get("kind"), " ", o.get("handle"), " dev ", o.get("dev"))
		if o.get("root") == true {
			want += " root"
		} else {
			want += fmt.Sprint(" parent ", o.get("parent"))
		}
		if !begins(sentences[i], want) {
			t.Errorf("got %s, want %s", sentences[i], want)
		}
	}

	text, err := samples.FS().ReadFile(path.Join("oracle", "tc-class-show.tc.txt"))
	if err != nil {
		t.Fatal(err)
	}
	sentences = saidOf(t, "tc-class-show.strace.gz", "newtclass")
	device := regexp.MustCompile(` dev \S+`)
	rates := regexp.MustCompile(
		`\b(rate \d+\w+|ceil \d+\w+|burst \d+Kb|cburst \d+Kb|m1 [1-9]\w+ d \S+ m2 \S+|maxpkt \d+)`)
	for line := range strings.Lines(string(text)) {
		words, ok := strings.CutPrefix(strings.TrimSpace(line), "class ")
		if !ok {
			continue
		}
		want := "newtclass " + regexp.MustCompile(`^\S+ \S+ (root|parent \S+)( leaf \S+)?`).FindString(words)
		got := device.ReplaceAllString(sentences[0], "")
		sentences = sentences[1:]
		if !begins(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
		for _, rate := range rates.FindAllString(words, -1) {
			if !strings.Contains(got, rate) {
				t.Errorf("got %s, want %s", got, rate)
			}
		}
	}
	if len(sentences) > 0 {
		t.Errorf("%d sentences are left", len(sentences))
	}
}
