package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

// mostProcessors is how many processors guests use at a time, of those that there are.
const mostProcessors = 4

// job is the tests of a package that run in one guest.
type job struct {
	kernel *kernel
	dir    string
	tests  []string
	left   []string // what of them was left over, by whole name
}

// guests runs tests again, each in a guest with the first kernel that has all it needs.
func (r *runner) guests(ctx context.Context, tests []wanted) error {
	jobs, others, problems := r.plan(ctx, tests)
	var wg sync.WaitGroup
	free := newProcessors(min(runtime.NumCPU(), mostProcessors))
	for _, j := range jobs {
		for _, w := range tests {
			if w.dir == j.dir && slices.Contains(j.tests, w.test) {
				j.left = append(j.left, w.left...)
			}
		}
		stage := r.report.stage(j.kernel.name) // in the order of the kernels
		wg.Go(func() {
			defer free.reserve(j.kernel.cpus)()
			if err := r.again(ctx, stage, j); err != nil {
				r.report.broken(stage, r.report.short(j.dir), err)
			}
		})
	}
	wg.Wait()
	r.giveUp(others, problems)
	return ctx.Err()
}

// again compiles the tests of a package and runs some of them in a guest.
func (r *runner) again(ctx context.Context, s *stage, j job) error {
	race := r.race && j.kernel.which != guest.UserMode
	binary, err := r.compile(ctx, j.dir, race)
	if err != nil {
		return err
	}
	path, err := output(ctx, j.dir, "go", "list", ".")
	if err != nil {
		return err
	}
	in, out := io.Pipe()
	convert := exec.CommandContext(ctx, "go", "tool", "test2json", "-t", "-p", path)
	convert.Stdin, convert.Stderr = in, os.Stderr
	events, err := convert.StdoutPipe()
	if err != nil {
		return err
	}
	if err := convert.Start(); err != nil {
		return err
	}
	read := make(chan error, 1)
	go func() { read <- r.report.read(s, events) }()
	status, runErr := guest.Run(ctx, guest.Options{
		Kernel: j.kernel.which, CPUs: j.kernel.cpus, Memory: guestMemory, Dir: j.dir, Env: environment(j.left),
		Args: []string{binary, "-test.v=test2json", "-test.run", runPattern(j.tests),
			"-test.timeout", r.timeout.String()},
		Stdout: out, Stderr: out, Timeout: r.timeout + bootLimit, Progress: os.Stderr,
	})
	if status != 0 {
		fmt.Fprintf(out, "exit status %d\n", status) // as go test does
	}
	out.Close()
	err = errors.Join(runErr, <-read, convert.Wait())
	if err == nil && status != 0 && !r.report.hasFailed(s) {
		err = fmt.Errorf("%s ended with status %d", filepath.Base(binary), status)
	}
	return err
}

const (
	guestMemory = 1024            // MiB
	bootLimit   = 2 * time.Minute // what a slow machine needs to boot a guest
)

// compile makes the test binary of a package.
func (r *runner) compile(ctx context.Context, dir string, race bool) (string, error) {
	out, err := os.MkdirTemp(r.work, "")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(out, filepath.Base(dir)+".test")
	args := []string{"test", "-c", "-o", binary}
	if race {
		args = append(args, "-race")
	}
	_, err = output(ctx, dir, "go", append(args, ".")...)
	return binary, err
}

// output runs a program in a directory and returns what it prints.
func output(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args[:2], " "), err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSpace(string(out)), nil
}

// environment is that of tests in guests: none may be left to another one.
func environment(left []string) []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, testbed.LeaveEnv+"=") })
	return append(env, testbed.OnlyEnv+"="+strings.Join(left, "\n"))
}
