package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// event is a line of go test -json.
type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

// report prints the outcome of packages as it comes, and a summary.
type report struct {
	mu     sync.Mutex
	out    io.Writer
	module string // the import path that all packages begin with
	dir    string // of the module
	stages []*stage
	notes  []string
	failed bool
}

// stage is what ran on one kernel.
type stage struct {
	name                 string
	passed, failed, left int
	packages             int
	skips                map[string][]string // the tests of each reason
}

func (r *report) stage(name string) *stage {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.stages, func(s *stage) bool { return s.name == name })
	if i < 0 {
		i = len(r.stages)
		r.stages = append(r.stages, &stage{name: name, skips: map[string][]string{}})
	}
	return r.stages[i]
}

// results are those of one package on one kernel.
type results struct {
	events  map[string][]string // the output of each test, and of none
	outcome map[string]string
}

// read takes what go test -json prints until it ends. Packages that have not ended by then have failed.
func (r *report) read(s *stage, in io.Reader) error {
	packages := map[string]*results{}
	for dec := json.NewDecoder(in); ; {
		var e event
		if err := dec.Decode(&e); err == io.EOF {
			for name, p := range packages {
				if len(p.events) > 0 { // else no test began, and who was to run them says why
					r.finish(s, event{Action: "fail", Package: name}, p)
				}
			}
			return nil
		} else if err != nil {
			return fmt.Errorf("output of go test: %w", err)
		}
		if e.Package == "" { // what building a package printed
			r.print("%s", e.Output)
			continue
		}
		p := packages[e.Package]
		if p == nil {
			p = &results{events: map[string][]string{}, outcome: map[string]string{}}
			packages[e.Package] = p
		}
		switch e.Action {
		case "output":
			p.events[e.Test] = append(p.events[e.Test], e.Output)
			if note, ok := strings.CutPrefix(where.ReplaceAllString(e.Output, ""), testbed.NotePrefix); ok {
				r.note(strings.TrimSpace(note))
			}
		case "pass", "fail", "skip":
			if e.Test != "" {
				p.outcome[e.Test] = e.Action
				continue
			}
			r.finish(s, e, p)
			delete(packages, e.Package)
		case "run":
			p.outcome[e.Test] = "unfinished"
		}
	}
}

// finish counts and prints a package that has ended.
func (r *report) finish(s *stage, end event, p *results) {
	r.mu.Lock()
	defer r.mu.Unlock()
	name := r.short(end.Package)
	passed, skipped, left := 0, 0, 0
	var failures []string
	for _, test := range slices.Sorted(maps.Keys(p.outcome)) {
		switch p.outcome[test] {
		case "pass":
			passed++
		case "skip":
			if reason := reasonOf(p.events[test]); strings.HasPrefix(reason, "left to a guest: ") {
				left++
			} else {
				skipped++
				s.skips[reason] = append(s.skips[reason], name+" "+test)
			}
		default:
			failures = append(failures, test)
		}
	}
	s.passed, s.left, s.failed = s.passed+passed, s.left+left, s.failed+len(failures)
	if end.Action == "fail" {
		r.fail(s, name, failures, p)
	}
	if len(p.outcome) == 0 && end.Action != "fail" {
		return // no tests
	}
	s.packages++
	word := "ok  "
	if end.Action == "fail" {
		word = "FAIL"
	}
	fmt.Fprintf(r.out, "%s  %-32s %-24s %6.1fs  %s\n", word, name, s.name, end.Elapsed,
		counts(passed, "passed", len(failures), "failed", skipped, "skipped", left, "left to a guest"))
}

// fail prints what failed tests printed, or all that the package printed if none of them did.
func (r *report) fail(s *stage, name string, failures []string, p *results) {
	r.failed = true
	if len(failures) == 0 {
		s.failed++
	}
	fmt.Fprintf(r.out, "\n--- %s on %s:\n", name, s.name)
	for _, test := range append(failures, "") {
		for _, line := range p.events[test] {
			if !strings.HasPrefix(line, "=== ") && line != "PASS\n" {
				io.WriteString(r.out, line)
			}
		}
	}
	fmt.Fprintln(r.out)
}

// skip notes tests that no kernel can run.
func (r *report) skip(s *stage, reason string, tests ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.skips[reason] = append(s.skips[reason], tests...)
}

// broken prints why a stage could not run tests of a package.
func (r *report) broken(s *stage, name string, why any) {
	r.print("FAIL  %-32s %-24s %v\n", name, s.name, why)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = true
	s.failed++
}

// note prints what the whole run is to be told, once.
func (r *report) note(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.notes, text) {
		r.notes = append(r.notes, text)
		fmt.Fprintln(r.out, testbed.NotePrefix+text)
	}
}

func (r *report) print(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintf(r.out, format, args...)
}

// hasFailed reports whether a failure in a stage was reported.
func (r *report) hasFailed(s *stage) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return s.failed > 0
}

// summary prints what was skipped and why, and what ran where.
func (r *report) summary() {
	for _, s := range r.stages {
		for _, reason := range slices.Sorted(maps.Keys(s.skips)) {
			fmt.Fprintf(r.out, "skipped on %s: %s: %s\n", s.name, strings.Join(s.skips[reason], ", "), reason)
		}
	}
	fmt.Fprintln(r.out)
	for _, s := range r.stages {
		skipped := 0
		for _, tests := range s.skips {
			skipped += len(tests)
		}
		fmt.Fprintf(r.out, "%-24s %3d packages: %s\n", s.name, s.packages,
			counts(s.passed, "passed", s.failed, "failed", skipped, "skipped", s.left, "left to a guest"))
	}
}

// short returns the part of an import path, or of the path of a directory, below the module's.
func (r *report) short(path string) string {
	for _, top := range []string{r.module, r.dir} {
		if rest, ok := strings.CutPrefix(path, top+"/"); ok {
			return rest
		}
	}
	return path
}

// counts returns "3 passed, 1 failed" of numbers and what they count, without the zeros.
func counts(pairs ...any) string {
	var words []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != 0 {
			words = append(words, fmt.Sprint(pairs[i], " ", pairs[i+1]))
		}
	}
	if words == nil {
		return "no test ran"
	}
	return strings.Join(words, ", ")
}

// where is what the testing package puts before the text of a skip.
var where = regexp.MustCompile(`^\s+\S+\.go:\d+: `)

// reasonOf finds the reason in what a skipped test printed.
func reasonOf(output []string) string {
	reason := "no reason given"
	for _, line := range output {
		if where.MatchString(line) {
			reason = strings.TrimSpace(where.ReplaceAllString(line, ""))
		}
	}
	return reason
}
