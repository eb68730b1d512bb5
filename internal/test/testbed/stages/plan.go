package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

// kernel is what tests can have in the guests of one kind.
type kernel struct {
	which   guest.Kernel
	name    string
	release string
	cpus    int
	has     func(module string) bool
}

// supplies reports whether the guests have what is needed.
func (k *kernel) supplies(n testbed.Need) bool {
	switch n.Kind {
	case testbed.KindModule:
		return k.has(n.Name)
	case testbed.KindKernel:
		return testbed.AtLeast(k.release, n.Name)
	case testbed.KindCPUs:
		want, err := strconv.Atoi(n.Name)
		return err == nil && want <= k.cpus
	}
	return true // every test is root there, and the programs and files are this machine's
}

// wanted is a test function that a guest is to run, with all subtests.
type wanted struct {
	dir, test string
	needs     []testbed.Need
	left      []string // whole names of the tests that were left over: its own, or those of subtests
}

// wants returns the test functions that tests were left of, in their order by directory and name.
func wants(left []testbed.Left) []wanted {
	byName := map[[2]string]*wanted{}
	for _, l := range left {
		test, _, _ := strings.Cut(l.Test, "/")
		key := [2]string{l.Dir, test}
		if byName[key] == nil {
			byName[key] = &wanted{dir: l.Dir, test: test}
		}
		w := byName[key]
		w.left = append(w.left, l.Test)
		for _, n := range l.Needs {
			if !slices.Contains(w.needs, n) {
				w.needs = append(w.needs, n)
			}
		}
	}
	var all []wanted
	for _, key := range slices.SortedFunc(maps.Keys(byName), func(a, b [2]string) int {
		return slices.Compare(a[:], b[:])
	}) {
		all = append(all, *byName[key])
	}
	return all
}

// assign parts the tests that a kernel has everything for from the others. The former are listed by directory.
func assign(k *kernel, tests []wanted) (jobs map[string][]string, others []wanted) {
	jobs = map[string][]string{}
	for _, w := range tests {
		if slices.ContainsFunc(w.needs, func(n testbed.Need) bool { return !k.supplies(n) }) {
			others = append(others, w)
		} else {
			jobs[w.dir] = append(jobs[w.dir], w.test)
		}
	}
	return jobs, others
}

// runPattern is the regular expression of exactly these test functions.
func runPattern(tests []string) string { return "^(" + strings.Join(tests, "|") + ")$" }
