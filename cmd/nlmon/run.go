package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor"
)

// run watches until it has seen enough.
func (o *options) run(_ *cobra.Command, groups []string) (int, error) {
	if err := o.check(); err != nil {
		return cli.ExitUsage, err
	}
	switch {
	case o.listGroups:
		return listGroups()
	case o.explain:
		return o.explainFilter()
	case o.trace:
		return o.runTrace(groups)
	}
	w, err := newWatch(o)
	if err != nil {
		return cli.ExitUsage, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	waiting := ctx
	if o.timeout > 0 {
		var cancel func()
		waiting, cancel = context.WithTimeout(ctx, o.timeout)
		defer cancel()
	}
	err = w.watch(waiting, groups)
	if ctx.Err() != nil && err == nil && w.in != nil && !o.stats {
		notice(w.summary()) // somebody pressed Ctrl-C
	}
	if e := w.close(); err == nil {
		err = e
	}
	switch {
	case err != nil:
		return cli.ExitUsage, err
	case !w.done && waiting.Err() != nil && ctx.Err() == nil && (o.count > 0 || w.until != nil):
		return exitUnmet, fmt.Errorf("%v passed, and %s", o.timeout, o.unmet(w.shown))
	}
	return cli.ExitOK, nil
}

// unmet says what did not happen in time.
func (o *options) unmet(shown int) string {
	if o.until != "" {
		return "nothing was as --until says"
	}
	return fmt.Sprintf("%d of %d events came", shown, o.count)
}

// watch is a run of the tool.
type watch struct {
	*options
	in      *input
	out     *outputs
	until   *filter.Matcher
	execs   *execs
	metrics *metrics
	shown   int
	done    bool // --count or --until is satisfied
}

// newWatch opens all that can fail without a look at the network.
func newWatch(o *options) (*watch, error) {
	w := &watch{options: o}
	if o.until != "" {
		p, err := filter.Compile(tables.Registry(), o.until)
		if err != nil {
			return nil, fmt.Errorf("--until: %w", err)
		}
		w.until = p.Matcher()
	}
	var err error
	if o.exec != "" {
		if w.execs, err = newExecs(o.exec, o.jobs); err != nil {
			return nil, err
		}
	}
	if o.listen != "" {
		if w.metrics, err = listenMetrics(o.listen); err != nil {
			return nil, err
		}
	}
	if w.out, err = newOutputs(o); err != nil {
		return nil, err
	}
	return w, nil
}

// watch shows events until ctx ends, there are no more, or there were enough.
func (w *watch) watch(ctx context.Context, groups []string) (err error) {
	if w.in, err = w.open(ctx, groups); err != nil {
		return unlessEnded(ctx, err)
	}
	if w.metrics != nil {
		w.metrics.serve(w.in.Monitor)
	}
	defer onSignal(func() { w.report() })()
	for e, err := range w.in.Events(ctx) {
		if err != nil {
			return unlessEnded(ctx, err)
		}
		if err := w.event(e); err != nil || w.done {
			return err
		}
	}
	return nil
}

// unlessEnded is the error of what failed, unless it is that of ctx, which has ended.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// event shows an event, if it is wanted.
func (w *watch) event(e *monitor.Event) error {
	if !w.in.keep(e) {
		return nil
	}
	if w.until != nil && e.Message != nil {
		met, err := w.until.Match(looked(e))
		if err != nil {
			return fmt.Errorf("--until: %w", err)
		}
		w.done = met
	}
	if err := w.out.record(e); err != nil {
		return err
	}
	if (e.Kind == monitor.Current || e.Kind == monitor.Listed) && !w.list && !w.done {
		return nil
	}
	news := e.Kind != monitor.Current && (e.Kind != monitor.Listed || w.done)
	if w.metrics != nil && news { // before somebody sees it, and asks
		w.metrics.count(e)
	}
	if err := w.out.show(e); err != nil {
		return err
	}
	if !news {
		return nil
	}
	if w.execs != nil && e.Message != nil {
		w.execs.add(e)
	}
	if e.Message != nil {
		w.shown++
	}
	w.done = w.done || w.count > 0 && w.shown >= w.count
	return nil
}

// looked is what an expression looks at of an event.
func looked(e *monitor.Event) *filter.Input {
	return &filter.Input{Message: e.Message, Time: e.Time, Direction: "received", FD: -1, Pid: e.Cause.Pid,
		Comm: e.Cause.Comm}
}

// close ends what is open.
func (w *watch) close() error {
	var errs []error
	if w.execs != nil {
		w.execs.close()
	}
	if w.metrics != nil {
		w.metrics.close()
	}
	if w.in != nil {
		if w.stats {
			w.report()
		}
		errs = append(errs, w.in.Close())
	}
	return errors.Join(append(errs, w.out.close())...)
}
