// Command stages tests packages in stages: all their tests on this machine's kernel, and those that need another one
// again in guests, one boot for the tests of a package on a kernel.
//
//	go run ./internal/test/testbed/stages [-race] [-run REGEXP] [-timeout 10m] [PACKAGE…]
//
// It prints a line for each package and kernel, the output of what fails, what is skipped and why, and a summary. With
// CI=true a test that is left out because something is missing fails.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

func main() {
	var r runner
	flag.BoolVar(&r.race, "race", false, "use the race detector, but in guests that cannot")
	flag.StringVar(&r.run, "run", "", "only the tests that this regular expression matches, as go test's -run")
	flag.DurationVar(&r.timeout, "timeout", 10*time.Minute, "limit for the tests of one package on one kernel")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	err := r.all(ctx, flag.Args())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "stages:", err)
		os.Exit(1)
	}
}

// runner runs the stages.
type runner struct {
	race    bool
	run     string
	timeout time.Duration
	report  report
	work    string // a directory for what lasts no longer than the run
}

func (r *runner) all(ctx context.Context, packages []string) error {
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	module, err := output(ctx, ".", "go", "list", "-m", "-f", "{{.Path}}\n{{.Dir}}")
	if err != nil {
		return err
	}
	r.report.out = os.Stdout
	r.report.module, r.report.dir, _ = strings.Cut(module, "\n")
	if r.work, err = os.MkdirTemp("", "nlkit-stages"); err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	leftFile := filepath.Join(r.work, "left")
	if err := r.host(ctx, packages, leftFile); err != nil {
		return err
	}
	left, err := testbed.ReadLeft(leftFile)
	if err != nil {
		return err
	}
	if err := r.guests(ctx, wants(left)); err != nil {
		return err
	}
	r.report.summary()
	if r.report.failed {
		return fmt.Errorf("tests failed")
	}
	return nil
}

// host runs the tests on this machine's kernel, and has those that need another one written to a file.
func (r *runner) host(ctx context.Context, packages []string, left string) error {
	args := []string{"test", "-json", "-timeout", r.timeout.String()}
	if r.race {
		args = append(args, "-race")
	}
	if r.run != "" {
		args = append(args, "-run", r.run)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, packages...)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env = append(os.Environ(), testbed.LeaveEnv+"="+left)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	name := "host"
	if release := testbed.Release(); release != "" {
		name += " " + release
	}
	readErr := r.report.read(r.report.stage(name), out)
	err = cmd.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && !r.report.failed {
		return fmt.Errorf("go test: %w", err)
	}
	return readErr
}
