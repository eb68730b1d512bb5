// Vm runs a command of this machine in a throw-away guest.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

const usage = `usage: go run ./internal/test/testbed/vm [flags] -- COMMAND [ARGUMENT...]

Runs a command of this machine as root in a virtual machine with a full-featured kernel, without KVM. It has this
machine's files, the current directory and the environment; what it writes is lost, except for its output and what is in
directories shared with -rw. The exit status is the command's, 124 past the time limit, and 125 when there was no guest
to run it in.

    go run ./internal/test/testbed/vm -- ip link add team0 type team
    go run ./internal/test/testbed/vm -backend qemu -modules mac80211_hwsim -rw out -- sh -c 'iw list > out/phys'

`

// Exit statuses besides the command's.
const (
	exitUsage   = 2
	exitTimeout = 124
	exitFailed  = 125
)

func main() { os.Exit(run(os.Args[1:])) }

// settings are what flags say.
type settings struct {
	guest.Options
	backend, kernel string
	fetch           bool
}

func run(args []string) int {
	s, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return complain(exitUsage, err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if s.fetch {
		if s.Kernel == "" {
			s.Kernel = guest.Fastest(ctx, s.Progress)
		}
		if err := guest.Fetch(ctx, s.Kernel, s.Progress); err != nil {
			return complain(exitFailed, err)
		}
		return 0
	}
	status, err := guest.Run(ctx, s.Options)
	switch {
	case errors.Is(err, guest.ErrTimeout):
		return complain(exitTimeout, err)
	case err != nil:
		return complain(exitFailed, err)
	}
	return status
}

// complain writes a one-line reason to standard error.
func complain(status int, err error) int {
	fmt.Fprintln(os.Stderr, "vm:", strings.ReplaceAll(err.Error(), "\n", "; "))
	return status
}

// progress writes lines to standard error.
type progress struct{}

func (progress) Write(b []byte) (int, error) { return fmt.Fprintf(os.Stderr, "vm: %s", b) }

func parse(args []string) (*settings, error) {
	s := &settings{Options: guest.Options{Stdout: os.Stdout, Stderr: os.Stderr, Progress: progress{}}}
	flags := flag.NewFlagSet("vm", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // the error is told by the caller
	flags.StringVar(&s.backend, "backend", "",
		"`machine`: uml (user-mode-linux, boots fast) or qemu (has every module); else uml where it runs")
	flags.StringVar(&s.kernel, "kernel", "6.1", "`version` of qemu's kernel: 6.1, 6.12 or new")
	flags.DurationVar(&s.Timeout, "timeout", 10*time.Minute, "end the guest after this `time`")
	flags.IntVar(&s.Memory, "mem", 512, "memory of the guest in `MiB`")
	flags.IntVar(&s.CPUs, "smp", 1, "`number` of processors (qemu)")
	flags.Func("modules", "kernel modules to load first, as a `list` with spaces between", func(list string) error {
		s.Modules = append(s.Modules, strings.Fields(list)...)
		return nil
	})
	flags.Func("rw", "share a `directory` read-write; may be given several times", func(dir string) error {
		s.ReadWrite = append(s.ReadWrite, dir)
		return nil
	})
	flags.StringVar(&s.Log, "log", "", "keep the kernel log in this `file`")
	flags.BoolVar(&s.fetch, "fetch", false, "only fetch and install what a guest needs")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Print(usage)
		flags.SetOutput(os.Stdout)
		flags.PrintDefaults()
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("%w: -help tells more", err)
	}
	s.Args = flags.Args()
	switch {
	case s.backend == "qemu":
		s.Kernel = guest.Kernel(s.kernel)
	case s.backend == "uml":
		s.Kernel = guest.UserMode
	case s.backend != "":
		return nil, fmt.Errorf("-backend is uml or qemu, not %q", s.backend)
	}
	if len(s.Args) == 0 && !s.fetch {
		return nil, errors.New("no command: -help tells more")
	}
	return s, nil
}
