package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// lines returns events as go test -json prints them.
func lines(t *testing.T, events ...event) string {
	t.Helper()
	var b strings.Builder
	for _, e := range events {
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

func TestReport(t *testing.T) {
	const good, bad = "example.org/m/good", "example.org/m/bad"
	var out strings.Builder
	r := report{out: &out, module: "example.org/m"}
	host := r.stage("host 1.0")
	if err := r.read(host, strings.NewReader(lines(t,
		event{Action: "run", Package: good, Test: "TestRuns"},
		event{Action: "run", Package: bad, Test: "TestFails"},
		event{Action: "output", Package: bad, Test: "TestFails", Output: "=== RUN   TestFails\n"},
		event{Action: "output", Package: bad, Test: "TestFails", Output: "    x_test.go:1: got 1, want 2\n"},
		event{Action: "fail", Package: bad, Test: "TestFails"},
		event{Action: "output", Package: good, Test: "TestRuns", Output: "not worth a line\n"},
		event{Action: "pass", Package: good, Test: "TestRuns"},
		event{Action: "output", Package: good, Test: "TestLeft",
			Output: "    x_test.go:2: left to a guest: needs kernel module x\n"},
		event{Action: "skip", Package: good, Test: "TestLeft"},
		event{Action: "output", Package: good, Test: "TestSkips/sub",
			Output: "    x_test.go:3: needs teamd: install it\n"},
		event{Action: "output", Package: good, Test: "TestSkips/sub", Output: "--- SKIP: TestSkips/sub (0.00s)\n"},
		event{Action: "skip", Package: good, Test: "TestSkips/sub"},
		event{Action: "pass", Package: good, Elapsed: 1.5},
		event{Action: "fail", Package: bad, Elapsed: 2},
		event{Action: "skip", Package: "example.org/m/none"},
	))); err != nil {
		t.Fatal(err)
	}
	r.summary()
	got := out.String()
	for _, want := range []string{
		"ok    good                             host 1.0                    1.5s  1 passed, 1 skipped, 1 left to " +
			"a guest\n",
		"FAIL  bad                              host 1.0                    2.0s  1 failed\n",
		"\n--- bad on host 1.0:\n    x_test.go:1: got 1, want 2\n",
		"skipped on host 1.0: good TestSkips/sub: needs teamd: install it\n",
		"host 1.0                   2 packages: 1 passed, 1 failed, 1 skipped, 1 left to a guest\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	for _, not := range []string{"=== RUN", "not worth a line", "none"} {
		if strings.Contains(got, not) {
			t.Errorf("%q is in\n%s", not, got)
		}
	}
	if !r.failed {
		t.Error("it did not fail")
	}
}

// TestReportOfBrokenPackages shows what a package printed that ended in the middle of a test, or could not be built.
func TestReportOfBrokenPackages(t *testing.T) {
	const p = "example.org/m/p"
	for name, events := range map[string][]event{
		"panic": {
			{Action: "run", Package: p, Test: "TestX"},
			{Action: "output", Package: p, Test: "TestX", Output: "panic: the reason\n"},
			{Action: "fail", Package: p},
		},
		"no test began": {
			{Action: "output", Package: p, Output: "exit status 2: the reason\n"},
			{Action: "fail", Package: p},
		},
		"no end": {
			{Action: "run", Package: p, Test: "TestX"},
			{Action: "output", Package: p, Test: "TestX", Output: "killed: the reason\n"},
		},
		"build": {
			{Action: "build-output", ImportPath: p, Output: "x.go:1: the reason\n"},
			{Action: "build-fail", ImportPath: p},
			{Action: "fail", Package: p},
		},
	} {
		var out strings.Builder
		r := report{out: &out, module: "example.org/m"}
		if err := r.read(r.stage("host"), strings.NewReader(lines(t, events...))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		r.summary()
		if !r.failed || !strings.Contains(out.String(), "the reason\n") ||
			!strings.Contains(out.String(), "1 packages: 1 failed") {
			t.Errorf("%s: failed %t, got\n%s", name, r.failed, out.String())
		}
	}
}

// TestReportOfNothing reads what there is of a guest that died before its tests began, which another line is about.
func TestReportOfNothing(t *testing.T) {
	var out strings.Builder
	r := report{out: &out}
	err := r.read(r.stage("guest"), strings.NewReader(lines(t, event{Action: "start", Package: "example.org/m/p"})))
	if out.Len() > 0 || r.failed || err != nil {
		t.Errorf("failed %t, %v, got\n%s", r.failed, err, out.String())
	}
}

// TestNotes prints what tests note once, though they pass.
func TestNotes(t *testing.T) {
	const p = "example.org/m/p"
	var out strings.Builder
	r := report{out: &out, module: "example.org/m"}
	for _, test := range []string{"TestX", "TestY/sub"} {
		if err := r.read(r.stage("host"), strings.NewReader(lines(t,
			event{Action: "run", Package: p, Test: test},
			event{Action: "output", Package: p, Test: test, Output: "    x_test.go:1: note: this runs elsewhere\n"},
			event{Action: "output", Package: p, Test: test, Output: "    x_test.go:2: no note: that\n"},
			event{Action: "pass", Package: p, Test: test},
			event{Action: "pass", Package: p},
		))); err != nil {
			t.Fatal(err)
		}
	}
	r.note("this runs elsewhere")
	if n := strings.Count(out.String(), "note: "); n != 1 || !strings.HasPrefix(out.String(), "note: this runs elsewhere\n") {
		t.Errorf("got %d notes in\n%s", n, out.String())
	}
}

func TestReportOfNoJSON(t *testing.T) {
	r := report{out: &strings.Builder{}}
	if err := r.read(r.stage("host"), strings.NewReader("{}\nboot failed\n")); err == nil {
		t.Error("text passes for JSON")
	}
}
