// Package testbed says for a test what it needs besides Go, and sees to it that the test gets it or says why not.
//
//	func TestTeam(t *testing.T) {
//		testbed.Require(t, testbed.Root(), testbed.Module("team"), testbed.Program("teamd"))
//		testbed.NetNS(t)
//
// What only another kernel has, a guest supplies: go run ./internal/test/testbed/stages runs the tests of packages
// here, and those that were left over again in guests.
package testbed

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// LeaveEnv names the environment variable with the file to which tests are written that a guest is to run.
const LeaveEnv = "NLKIT_TESTBED_DEFER"

// OnlyEnv names the environment variable with the tests that were left to the guest, each on a line. The others of
// their test functions ran before, on a kernel that had what they need.
const OnlyEnv = "NLKIT_TESTBED_ONLY"

// Require returns when everything that the test needs is there. Otherwise the test is left to a guest if one follows
// that can have what is missing, fails if CI=true, or is skipped with what to do about it. With -short it is skipped,
// unlike one that is Quick.
func Require(t testing.TB, needs ...Need) {
	t.Helper()
	v := judge(needs, conditionsNow(t.Name()))
	if v.left == nil {
		v.apply(t)
		return
	}
	v.left.Test = t.Name()
	if err := v.left.write(os.Getenv(LeaveEnv)); err != nil {
		t.Fatalf("cannot leave the test to a guest: %v", err)
	}
	v.apply(t)
}

// Quick is Require for a test that takes no time. Where everything is there, the test runs with -short too.
func Quick(t testing.TB, needs ...Need) {
	t.Helper()
	if !testing.Short() || slices.ContainsFunc(needs, func(n Need) bool { return n.missing() != "" }) {
		Require(t, needs...)
	}
}

// NotePrefix begins a line of a test's log that the stages show once in a run, whether the test passes or not.
const NotePrefix = "note: "

// Note logs what the reader of a run is to know once.
func Note(t testing.TB, text string) {
	t.Helper()
	t.Log(NotePrefix + text)
}

// Short skips a test that takes long when the tests run with -short.
func Short(t testing.TB, why string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("not with -short: %s", why)
	}
}

// conditions are what a verdict depends on besides the needs.
type conditions struct {
	short bool // only tests that need nothing
	guest bool // a guest follows
	ran   bool // it ran before, elsewhere
	ci    bool // nothing may be left out
}

func conditionsNow(test string) conditions {
	c := conditions{short: testing.Short(), guest: os.Getenv(LeaveEnv) != "", ci: os.Getenv("CI") == "true"}
	if only := os.Getenv(OnlyEnv); only != "" {
		c.ran = !slices.Contains(strings.Split(only, "\n"), test)
	}
	return c
}

// verdict is what becomes of a test: it runs if there is no reason why not.
type verdict struct {
	reason string
	fail   bool
	left   *Left
}

func judge(needs []Need, c conditions) verdict {
	if c.short {
		return verdict{reason: "not with -short: needs " + Words(needs)}
	}
	var missing []string
	elsewhere := true // whether a guest can have all that is missing
	for _, n := range needs {
		if why := n.missing(); why != "" {
			missing = append(missing, why)
			elsewhere = elsewhere && n.ofKernel()
		}
	}
	reason := "needs " + strings.Join(missing, "; ")
	switch {
	case missing == nil:
		return verdict{}
	case c.guest && elsewhere:
		return verdict{reason: "left to a guest: " + reason, left: &Left{Dir: directory, Needs: needs}}
	case c.ran:
		return verdict{reason: "ran elsewhere: " + reason}
	case c.ci:
		return verdict{reason: reason + " (with CI=true nothing is left out)", fail: true}
	default:
		return verdict{reason: reason}
	}
}

func (v verdict) apply(t testing.TB) {
	t.Helper()
	switch {
	case v.fail:
		t.Fatal(v.reason)
	case v.reason != "":
		t.Skip(v.reason)
	}
}

// directory is that of the package under test, which go test starts the tests in.
var directory, _ = os.Getwd()

// Left is a test that a guest is to run.
type Left struct {
	Dir   string // of the package
	Test  string // its whole name
	Needs []Need
}

func (l *Left) write(file string) error {
	line, err := json.Marshal(l)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(append(line, '\n')); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// ReadLeft returns the tests that are written to a file; none if there is no such file.
func ReadLeft(file string) ([]Left, error) {
	f, err := os.Open(file)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []Left
	for in := json.NewDecoder(f); in.More(); {
		var l Left
		if err := in.Decode(&l); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, l)
	}
	return all, nil
}

// Words lists needs.
func Words(needs []Need) string {
	words := make([]string, len(needs))
	for i, n := range needs {
		words[i] = n.String()
	}
	return strings.Join(words, ", ")
}
