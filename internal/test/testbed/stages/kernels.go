package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

// plan makes jobs of tests, and returns the tests that no kernel has everything for and why kernels cannot be had. Only
// kernels that may be of use are fetched. What user-mode-linux would run is for the next kernel where it cannot run.
func (r *runner) plan(ctx context.Context, tests []wanted) (jobs []job, others []wanted, problems []string) {
	for _, which := range guest.Kernels {
		if hoped, _ := assign(unfetched(which), tests); len(hoped) == 0 {
			continue
		}
		if which == guest.UserMode {
			if err := guest.CheckUserMode(ctx, os.Stderr); err != nil {
				r.report.note(err.Error())
				continue
			}
		}
		k, err := fetch(ctx, which)
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		var found map[string][]string
		found, tests = assign(k, tests)
		for _, dir := range slices.Sorted(maps.Keys(found)) {
			jobs = append(jobs, job{kernel: k, dir: dir, tests: found[dir]})
		}
	}
	return jobs, tests, problems
}

// unfetched is what tests can hope for from a kernel before it is fetched.
func unfetched(which guest.Kernel) *kernel {
	k := kernel{which: which, release: string(which), cpus: cpusOf(which), has: func(string) bool { return true }}
	if which == guest.UserMode || which == guest.Newest {
		k.release = "9999.0" // any, as far as is known
	}
	return &k
}

func cpusOf(which guest.Kernel) int {
	if which == guest.UserMode {
		return 1
	}
	return 2
}

// fetch gets a kernel and what guests need to run it, and finds out what it has.
func fetch(ctx context.Context, which guest.Kernel) (*kernel, error) {
	if err := guest.Fetch(ctx, which, os.Stderr); err != nil {
		return nil, fmt.Errorf("%s: %w", which, err)
	}
	release, err := guest.Release(ctx, which)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", which, err)
	}
	name := which.Backend() + " " + release
	return &kernel{which: which, name: name, release: release, cpus: cpusOf(which), has: func(module string) bool {
		has, err := guest.Has(ctx, which, module)
		return err == nil && has
	}}, nil
}
