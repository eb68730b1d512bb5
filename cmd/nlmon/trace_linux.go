package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/internal/wait"
	"github.com/nlkit/nlkit/trace"
)

// whoFails says why it cannot be found out who causes events.
func whoFails() error {
	w, err := trace.Open()
	if err != nil {
		return err
	}
	return w.Close()
}

// afterwards is how long after the end of a command its traffic is still read.
const afterwards = 300 * time.Millisecond

// runTrace shows all netlink traffic of the processes, as nldecode shows a capture; of the command and its children, if
// there is one, until that ends.
func (o *options) runTrace(command []string) (int, error) {
	opts, err := o.traceSession()
	if err != nil {
		return cli.ExitUsage, err
	}
	out, err := newOutputs(o)
	if err != nil {
		return cli.ExitUsage, err
	}
	if opts.Records = out.records; out.text == nil {
		opts.Form = nil
	}
	s, err := o.openTrace(len(command) > 0)
	if err != nil {
		return cli.ExitUsage, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if o.timeout > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
		defer cancel()
	}
	defer context.AfterFunc(ctx, func() { _ = s.Close() })() // Next ends then
	if len(o.listeners) > 0 {
		self, err := os.Executable() // what this process itself receives is not shown
		if err != nil {
			return cli.ExitUsage, fmt.Errorf("--groups: %w", err)
		}
		listener := exec.CommandContext(ctx, self, append([]string{"--no-state", "--who=off"}, o.listeners...)...)
		if err := listener.Start(); err != nil {
			return cli.ExitUsage, fmt.Errorf("--groups: %w", err)
		}
		defer func() { _ = listener.Process.Kill(); _ = listener.Wait() }()
	}
	if len(command) > 0 {
		c := exec.Command(command[0], command[1:]...)
		c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stderr, os.Stderr
		if err := c.Start(); err != nil {
			_ = s.Close() // what failed is said
			return cli.ExitUsage, fmt.Errorf("--trace: %w", err)
		}
		go func() {
			_ = c.Wait()                  // how it ends is its own affair
			_ = wait.For(ctx, afterwards) // what it heard last may not have been read
			_ = s.Close()
		}()
	}
	decoded := session.New(opts)
	err = decoded.Run(context.WithoutCancel(ctx), s)
	_ = s.Close() // it may be closed already
	if o.stats {
		fmt.Fprint(os.Stderr, string(decoded.Stats().AppendText(nil)))
	}
	if e := out.close(); err == nil {
		err = e
	}
	if err != nil {
		return cli.ExitUsage, err
	}
	return cli.ExitOK, nil
}

// traceSession says how the traffic is shown.
func (o *options) traceSession() (opts session.Options, err error) {
	opts = session.Options{Registry: tables.Registry(), Resolver: codec.NewResolver(), Protocol: captures.ProtocolUnknown,
		Form: form.Named(o.output), Output: os.Stdout, Limit: o.count, Count: o.stats, Notice: notice}
	if opts.Filter, err = o.program(); err != nil {
		return opts, err
	}
	opts.Color, err = cli.Color(o.color)
	return opts, err
}

// openTrace begins to see the traffic.
func (o *options) openTrace(children bool) (*trace.System, error) {
	so := trace.SystemOptions{Pids: o.pids, Children: children}
	if o.cgroup != "" {
		path := o.cgroup
		if !strings.HasPrefix(path, "/sys/fs/cgroup") {
			path = filepath.Join("/sys/fs/cgroup", path)
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("--cgroup: %w", err)
		}
		stat, ok := info.Sys().(*syscall.Stat_t)
		if !ok || !info.IsDir() {
			return nil, fmt.Errorf("--cgroup: %s is no directory of cgroups", path)
		}
		so.Cgroup = stat.Ino
	}
	return trace.OpenSystem(so)
}
