package cli

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

func TestColor(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for mode, want := range map[string]bool{"always": true, "never": false, "auto": false} {
		if got, err := Color(mode, f); err != nil || got != want {
			t.Errorf("%s: %v, %v for a file", mode, got, err)
		}
	}
	if _, err := Color("yes", f); err == nil {
		t.Error("mode yes is taken")
	}
}

func TestProgressBar(t *testing.T) {
	p := &Progress{total: 200}
	p.read.Store(50)
	if got := string(p.bar(time.Second)); !strings.Contains(got, "[#######.......................]  25 %") {
		t.Errorf("bar %q", got)
	}
	p.read.Store(500) // a file that grew
	if got := string(p.bar(time.Second)); !strings.Contains(got, "100 %") {
		t.Errorf("bar %q", got)
	}
}

// TestCompletion looks for a flag, its values and a subcommand in each script.
func TestCompletion(t *testing.T) {
	flags := pflag.NewFlagSet("x", pflag.ContinueOnError)
	flags.StringP("output", "o", "", "what's printed")
	c := Command{Name: "x", Subcommands: []string{"encode"}, Flags: flags,
		Values: map[string][]string{"output": {"text", "json"}}}
	for _, shell := range Shells {
		script, err := c.Completion(shell)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"output", "text json", "encode"} {
			if !strings.Contains(script, want) {
				t.Errorf("%s: no %q in\n%s", shell, want, script)
			}
		}
	}
}
