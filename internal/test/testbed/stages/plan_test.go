package main

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

func TestPlan(t *testing.T) {
	left := []testbed.Left{
		{Dir: "/b", Test: "TestTwo/one", Needs: []testbed.Need{testbed.Module("dummy")}},
		{Dir: "/b", Test: "TestTwo/two", Needs: []testbed.Need{testbed.Module("radio"), testbed.Root()}},
		{Dir: "/b", Test: "TestDummy", Needs: []testbed.Need{testbed.Root(), testbed.Module("dummy"),
			testbed.Program("ip")}},
		{Dir: "/a", Test: "TestNew", Needs: []testbed.Need{testbed.Kernel(6, 12)}},
		{Dir: "/a", Test: "TestRace", Needs: []testbed.Need{testbed.CPUs(2)}},
		{Dir: "/a", Test: "TestNone", Needs: []testbed.Need{testbed.Module("none")}},
	}
	small := &kernel{release: "6.1.0", cpus: 1, has: func(m string) bool { return m == "dummy" }}
	full := &kernel{release: "6.1.0-9-amd64", cpus: 2, has: func(m string) bool { return m != "none" }}
	fresh := &kernel{release: "7.0.1", cpus: 2, has: full.has}

	tests := wants(left)
	if len(tests) != 5 {
		t.Errorf("got %d test functions, want 5: %+v", len(tests), tests)
	}
	for _, step := range []struct {
		on   *kernel
		jobs map[string][]string
		rest int
	}{
		{small, map[string][]string{"/b": {"TestDummy"}}, 4},
		{full, map[string][]string{"/a": {"TestRace"}, "/b": {"TestTwo"}}, 2},
		{fresh, map[string][]string{"/a": {"TestNew"}}, 1},
	} {
		var jobs map[string][]string
		jobs, tests = assign(step.on, tests)
		if !reflect.DeepEqual(jobs, step.jobs) || len(tests) != step.rest {
			t.Errorf("on %s: got %v, %d left; want %v, %d left", step.on.release, jobs,
				len(tests), step.jobs, step.rest)
		}
	}
	if len(tests) != 1 || tests[0].test != "TestNone" {
		t.Errorf("got %+v left, want TestNone", tests)
	}
}

// TestForbiddenUserMode plans for qemu what user-mode-linux has everything for.
func TestForbiddenUserMode(t *testing.T) {
	testbed.Require(t, testbed.Program("qemu-system-x86_64"))
	t.Setenv(guest.NoUserModeEnv, "1")
	var out strings.Builder
	r := runner{report: report{out: &out}}
	tests := []wanted{{dir: "/a", test: "TestDummy", needs: []testbed.Need{testbed.Root(), testbed.Module("dummy")}}}
	jobs, others, problems := r.plan(t.Context(), tests)
	if len(jobs) != 1 || jobs[0].kernel.which != guest.Linux61 || len(others) > 0 || problems != nil {
		t.Errorf("got %+v, others %v, %q; want a job for %s", jobs, others, problems, guest.Linux61)
	}
	const want = "note: guests run in qemu, not under user-mode-linux: NLKIT_TESTBED_NO_UML forbids it\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestRunPattern(t *testing.T) {
	pattern := regexp.MustCompile(runPattern([]string{"TestA", "TestB"}))
	for name, want := range map[string]bool{"TestA": true, "TestB": true, "TestAB": false, "ATestA": false} {
		if pattern.MatchString(name) != want {
			t.Errorf("%s: got %t, want %t", name, !want, want)
		}
	}
}
