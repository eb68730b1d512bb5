package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nlkit/nlkit/internal/test/manual"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

//go:generate go test -run ^TestManual$ . -write

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nlmon": main})
}

// TestManual holds the manual pages and docs/nlmon.md current.
func TestManual(t *testing.T) {
	manual.Check(t, command(), "manual.md", "../../docs")
}

// TestScripts runs the tool as its users do, where it needs no kernel.
func TestScripts(t *testing.T) { run(t, "testdata/*.txtar") }

// TestKernel runs it in namespaces of its own. What its scripts share is in testdata/kernel/lib.sh: "watch FLAGS" begins,
// "await PATTERN" reads on until a line that is so, "finish" ends.
func TestKernel(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"))
	run(t, "testdata/kernel/*.txtar")
}

// TestTerminal compares what terminals show of 80 and of 200 columns.
func TestTerminal(t *testing.T) {
	testbed.Require(t, testbed.Program("tmux"))
	run(t, "testdata/terminal/*.txtar")
}

func run(t *testing.T, pattern string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	dir, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files:               files,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", filepath.Join(dir, "..", "..", "..", "captures", "samples"))
			env.Setenv("LIB", filepath.Join(dir, "kernel", "lib.sh"))
			env.Setenv("SCENE", filepath.Join(dir, "terminal", "scene.pcapng.gz"))
			env.Setenv("TERMINAL", filepath.Join(dir, "terminal", "lib.sh"))
			env.Setenv("TZ", "UTC")
			env.Setenv("LANG", "C.UTF-8")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"has": has},
	})
}

// has asserts that a file has lines that hold texts, in this order: has FILE TEXT...
func has(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: has FILE TEXT...")
	}
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	rest := string(b)
	for _, text := range args[1:] {
		_, after, ok := strings.Cut(rest, text)
		if ok == neg {
			ts.Fatalf("%q: %v, in this order, in\n%s", text, ok, b)
		}
		rest = after
	}
}
