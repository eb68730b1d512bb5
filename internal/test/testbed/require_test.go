package testbed

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var (
	met           = Kernel(2, 6)
	absentModule  = Module("no_such_module")
	futureKernel  = Kernel(99, 0)
	absentProgram = Program("no-such-program")
)

func TestJudge(t *testing.T) {
	for name, c := range map[string]struct {
		needs      []Need
		conditions conditions
		fail, left bool
		reason     string // part of it; "" if the test runs
	}{
		"all is met":        {needs: []Need{met}},
		"nothing is needed": {conditions: conditions{ci: true, guest: true}},
		"met in CI":         {needs: []Need{met}, conditions: conditions{ci: true, guest: true}},
		"short": {needs: []Need{met}, conditions: conditions{short: true, ci: true},
			reason: "not with -short: needs Linux 2.6"},
		"a module, no guest": {needs: []Need{absentModule}, reason: "needs kernel module no_such_module, which "},
		"a module, CI": {needs: []Need{absentModule}, conditions: conditions{ci: true}, fail: true,
			reason: "needs kernel module"},
		"a module, guest": {needs: []Need{absentModule}, conditions: conditions{guest: true}, left: true,
			reason: "left to a guest: needs"},
		"a module, guest, CI": {needs: []Need{absentModule}, conditions: conditions{guest: true, ci: true},
			left: true, reason: "left to a guest"},
		"it ran elsewhere, CI": {needs: []Need{absentModule}, conditions: conditions{ran: true, ci: true},
			reason: "ran elsewhere: needs"},
		"a kernel, guest": {needs: []Need{met, futureKernel}, conditions: conditions{guest: true}, left: true,
			reason: "Linux 99.0"},
		"processors": {needs: []Need{CPUs(100_000)}, conditions: conditions{guest: true}, left: true,
			reason: "100000 processors"},
		"a program, guest": {needs: []Need{absentProgram}, conditions: conditions{guest: true},
			reason: "needs no-such-program: add its Debian package"},
		"a program, guest, CI": {needs: []Need{absentProgram}, conditions: conditions{guest: true, ci: true},
			fail: true, reason: "needs no-such"},
		"a program and a module": {needs: []Need{absentModule, absentProgram}, conditions: conditions{guest: true},
			reason: "no_such_module, which"},
		"a file without a package": {needs: []Need{File("/")}, reason: "needs /: add its Debian package"},
		"no kind":                  {needs: []Need{{Kind: "x"}}, reason: `"x", which is no kind`},
	} {
		v := judge(c.needs, c.conditions)
		if v.fail != c.fail || (v.left != nil) != c.left || (v.reason == "") != (c.reason == "") ||
			!strings.Contains(v.reason, c.reason) {
			t.Errorf("%s: fail %t, left %t, %q; want %t, %t, %q", name, v.fail, v.left != nil, v.reason,
				c.fail, c.left, c.reason)
		}
		if strings.Contains(v.reason, "\n") {
			t.Errorf("%s: the reason has several lines: %q", name, v.reason)
		}
	}
}

// outcome stands in for a test and notes what becomes of it.
type outcome struct {
	testing.TB
	skipped, failed string
}

func (o *outcome) Helper()                   {}
func (o *outcome) Name() string              { return "TestTeam/one" }
func (o *outcome) Skip(args ...any)          { o.skipped = fmt.Sprint(args...) }
func (o *outcome) Fatal(args ...any)         { o.failed = fmt.Sprint(args...) }
func (o *outcome) Fatalf(f string, a ...any) { o.failed = fmt.Sprintf(f, a...) }

func TestRequireLeavesTests(t *testing.T) {
	if testing.Short() {
		return // it would see -short too
	}
	file := filepath.Join(t.TempDir(), "left")
	if left, err := ReadLeft(file); err != nil || left != nil {
		t.Errorf("without a file: %v, %v", left, err)
	}
	t.Setenv(LeaveEnv, file)
	t.Setenv("CI", "true")
	var ran, left outcome
	Require(&ran, met)
	Require(&left, met, absentModule)
	if ran.skipped+ran.failed != "" || left.failed != "" || !strings.HasPrefix(left.skipped, "left to a guest: ") {
		t.Errorf("got %+v and %+v", ran, left)
	}
	got, err := ReadLeft(file)
	want := []Left{{Dir: directory, Test: "TestTeam/one", Needs: []Need{met, absentModule}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}

	t.Setenv(LeaveEnv, "")
	var failed outcome
	Require(&failed, absentModule)
	if failed.failed == "" {
		t.Error("CI=true passes over a missing module")
	}
	t.Setenv("CI", "")
	var skipped outcome
	Require(&skipped, absentProgram)
	if skipped.skipped == "" || skipped.failed != "" {
		t.Errorf("without CI: got %+v", skipped)
	}
	t.Setenv(LeaveEnv, "/no/such/directory")
	var unwritten outcome
	Require(&unwritten, absentModule)
	if !strings.Contains(unwritten.failed, "cannot leave the test to a guest: ") {
		t.Errorf("got %+v", unwritten)
	}
}

func TestAtLeast(t *testing.T) {
	for release, version := range map[string]string{"6.1.0-9-amd64": "6.1", "6.12.0+bpo": "6.2", "7.0.0": "6.99",
		"6.18.44-fc": "6.18"} {
		if !AtLeast(release, version) {
			t.Errorf("%s is less than %s", release, version)
		}
	}
	for release, version := range map[string]string{"6.1.0-9-amd64": "6.2", "5.99": "6.0", "": "6.1", "6.1": "x"} {
		if AtLeast(release, version) {
			t.Errorf("%q is not less than %q", release, version)
		}
	}
}

func TestPackages(t *testing.T) {
	table := packages()
	for name, want := range map[string]string{"ip": "iproute2", "/usr/include/stdio.h": "libc6-dev"} {
		if table[name] != want {
			t.Errorf("%s is in %q, want %q", name, table[name], want)
		}
	}
	for line := range strings.Lines(packagesTable) {
		if words := strings.Fields(line); words[0] != "#" && len(words) < 3 {
			t.Errorf("packages.txt: %q has not three columns", line)
		}
	}
}
