package guest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// Run runs a command in a guest and returns its exit status, which for what a signal ended is 128 and the signal's
// number. All output has been written by then, and all that is left of the guest is what the command did in shared
// directories. An error says why the command was not run or not finished. Guests may run at the same time.
func Run(ctx context.Context, o Options) (int, error) {
	o, err := o.withDefaults()
	if err != nil {
		return 0, err
	}
	if o.Kernel == "" {
		o.Kernel = Fastest(ctx, o.Progress)
	}
	if err := Fetch(ctx, o.Kernel, o.Progress); err != nil {
		return 0, err
	}
	if err := o.cleanDirs(); err != nil {
		return 0, err
	}
	files, err := o.Kernel.files(ctx, o.Progress)
	if err != nil {
		return 0, err
	}
	initFile, err := buildInit(ctx)
	if err != nil {
		return 0, err
	}
	return o.run(ctx, files, initFile)
}

// run runs the guest of complete options.
func (o Options) run(ctx context.Context, files *kernelFiles, initFile string) (int, error) {
	dir, err := newRunDir()
	if err != nil {
		return 0, err
	}
	status, err := o.runIn(ctx, dir, files, initFile)
	return status, errors.Join(err, dir.remove())
}

// cleanDirs makes directories absolute, as the guest has them, and puts outer ones before inner ones.
func (o *Options) cleanDirs() error {
	if o.Dir == "" {
		o.Dir = "."
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return err
	}
	o.Dir = dir
	var shared []string
	for _, d := range o.ReadWrite {
		d, err := filepath.Abs(d)
		if err == nil {
			d, err = filepath.EvalSymlinks(d)
		}
		if err != nil {
			return fmt.Errorf("share a directory read-write: %w", err)
		}
		if info, err := os.Stat(d); err != nil || !info.IsDir() || d == "/" {
			return fmt.Errorf("share %s read-write: it must be a directory other than /", d)
		}
		shared = append(shared, d)
	}
	slices.Sort(shared)
	o.ReadWrite = slices.Compact(shared)
	return nil
}

// runIn runs the guest with a directory for what belongs to the run.
func (o Options) runIn(ctx context.Context, dir *runDir, files *kernelFiles, initFile string) (int, error) {
	m, err := o.machine(files, dir.path)
	if err != nil {
		return 0, err
	}
	p := plan.Plan{
		Ports: m.ports, Root: m.shares[0], Shares: m.shares[1:], ModuleTree: files.tree,
		Load: o.Modules, Dir: o.Dir, Args: o.Args, Env: o.Env,
	}
	if p.Env == nil {
		p.Env = os.Environ()
	}
	if err := writeInitramfs(ctx, filepath.Join(dir.path, initramfs), initFile, files, m.modules, p); err != nil {
		return 0, err
	}
	log, err := newKernelLog(o.Log, dir.path)
	if err != nil {
		return 0, err
	}
	defer log.Close()
	if o.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.Timeout, fmt.Errorf("%w (%s)", ErrTimeout, o.Timeout))
		defer cancel()
	}
	result, err := o.runMachine(ctx, m, dir, initFile, log.File)
	var d *death
	if errors.As(err, &d) {
		return 0, o.explain(d, files, log)
	}
	if err != nil {
		return 0, err
	}
	if result.Err != "" {
		return 0, fmt.Errorf("in the guest: %s", result.Err)
	}
	return result.Status, nil
}

// runMachine runs the machine until it gives a result, the context is done, or it ends on its own.
func (o Options) runMachine(
	ctx context.Context, m *machine, dir *runDir, initFile string, log *os.File,
) (plan.Result, error) {
	held, err := hold(m, dir, initFile, log)
	if err != nil {
		return plan.Result{}, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var copied sync.WaitGroup
	outputs := [...]*output{newOutput(held.ports[0]), newOutput(held.ports[1])}
	for i, w := range []io.Writer{o.Stdout, o.Stderr} {
		copied.Go(func() {
			if _, err := io.Copy(w, outputs[i]); err != nil {
				cancel(fmt.Errorf("pass on output: %w", err))
				io.Copy(io.Discard, outputs[i])
			}
		})
	}
	type answer struct {
		result plan.Result
		err    error
	}
	answers := make(chan answer, 1)
	go func() {
		result, err := plan.Read[plan.Result](held.ports[2])
		if err == nil { // it may overtake what was written before
			err = errors.Join(outputs[0].await(result.Stdout), outputs[1].await(result.Stderr))
		}
		answers <- answer{result, err}
	}()
	var a answer
	select {
	case a = <-answers:
	case <-ctx.Done():
	}
	status := held.end()
	copied.Wait()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return plan.Result{}, &death{limit: context.Cause(ctx)}
	case ctx.Err() != nil: // also if output could not be passed on
		return plan.Result{}, context.Cause(ctx)
	case a.err != nil:
		return plan.Result{}, &death{status: status}
	}
	return a.result, nil
}

// heldMachine is a machine that runs under a process which ends it with this one.
type heldMachine struct {
	cmd   *exec.Cmd
	ended chan struct{}
	life  *os.File
	ports []*os.File // standard output, standard error, result
}

// hold starts a machine.
func hold(m *machine, dir *runDir, initFile string, log *os.File) (*heldMachine, error) {
	h := &heldMachine{
		cmd:   exec.Command(initFile, append([]string{"hold", dir.path}, m.args...)...),
		ended: make(chan struct{}),
	}
	var theirs []*os.File
	defer func() {
		for _, f := range theirs {
			f.Close()
		}
	}()
	for range 3 {
		r, w, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		h.ports, theirs = append(h.ports, r), append(theirs, w)
	}
	r, life, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	h.life, theirs = life, append(theirs, r)
	h.cmd.ExtraFiles = append(slices.Clone(theirs), dir.lock)
	h.cmd.Env, h.cmd.Stdout, h.cmd.Stderr = m.env, log, log
	if m.env == nil {
		h.cmd.Env = []string{}
	}
	h.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // what interrupts this process is not to interrupt that
	if err := h.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the guest's machine: %w", err)
	}
	go func() {
		h.cmd.Wait()
		endProcesses(dir.path) // nothing is left unless the holder was killed; with them the ports end
		close(h.ended)
	}()
	return h, nil
}

// end ends the machine, unless it has ended, with all its processes, and returns its status.
func (h *heldMachine) end() int {
	h.life.Write([]byte{1})
	<-h.ended
	h.life.Close()
	return h.cmd.ProcessState.ExitCode()
}
