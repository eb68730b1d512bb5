package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor/render"
)

// options are the flags of nlmon itself.
type options struct {
	source
	output, times, color, write, until, exec, listen string
	given                                            func(flag string) bool
	count, jobs                                      int
	timeout                                          time.Duration
	stats, list, listGroups, explain, trace          bool
	pids                                             []int
	cgroup                                           string
	listeners                                        []string
}

func (o *options) define(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", "brief", "what to print: "+strings.Join(outputNames(), ", "))
	f.StringVarP(&o.times, "time", "t", "clock", "how to write times: "+strings.Join(render.AllTimes, ", "))
	f.StringVar(&o.color, "color", "auto", "colours: "+strings.Join(cli.ColorModes, ", "))
	f.BoolVar(&o.list, "list", false, "show first what there is, and when each list is at its end")
	f.StringVarP(&o.write, "write", "w", "", "write events to the capture `FILE`, and print none unless -o is given")
	f.IntVarP(&o.count, "count", "c", 0, "stop after that many events")
	f.StringVar(&o.until, "until", "", "stop at the first event, or object there already, for which the `EXPRESSION` holds")
	f.DurationVar(&o.timeout, "timeout", 0, "stop after that long: 30s, 5m; status 1 if -c or --until still waits")
	f.StringVar(&o.exec, "exec", "", "run `COMMAND` for each event: what happened, type, object and namespace as arguments, JSON as input")
	f.IntVar(&o.jobs, "jobs", 1, "how many commands of --exec run at once; more than one do not keep the order")
	f.StringVar(&o.listen, "listen", "", "serve metrics for Prometheus at `ADDRESS`, host:port")
	f.BoolVar(&o.stats, "stats", false, "say at the end, and at SIGUSR1, what was received, filtered and lost")
	f.BoolVar(&o.listGroups, "list-groups", false, "list the groups that can be watched, and end")
	f.BoolVar(&o.explain, "explain-filter", false, "say which part of the filter the kernel carries out, and end")
	f.BoolVar(&o.trace, "trace", false, "show all netlink traffic of all processes, or of the command after --")
	f.IntSliceVar(&o.pids, "pid", nil, "with --trace: of the process `PID` and those it starts from now on")
	f.StringVar(&o.cgroup, "cgroup", "", "with --trace: of the processes in the cgroup `PATH`")
	f.StringSliceVar(&o.listeners, "groups", nil, "with --trace: listen to `GROUPS`, so that what is sent to them is seen")
	o.given = f.Changed
	cli.CompleteFlag(c, "output", outputNames)
	cli.CompleteFlag(c, "time", func() []string { return render.AllTimes })
	cli.CompleteFlag(c, "color", func() []string { return cli.ColorModes })
}

// outputNames are the values of --output: the forms of messages, that for people who look on first.
func outputNames() []string {
	names := []string{form.Brief.Name}
	for _, name := range form.Names() {
		if name != form.Brief.Name {
			names = append(names, name)
		}
	}
	return names
}

// notTraced are the flags that --trace has nothing to do with.
var notTraced = []string{"netns", "dev", "prefix", "who", "all", "no-state", "state-limit", "buffer", "read", "list", "time",
	"until", "exec", "jobs", "listen"}

// check checks what the flags say.
func (o *options) check() error {
	if o.trace {
		for _, flag := range notTraced {
			if o.given(flag) {
				return fmt.Errorf("--%s is about events: --trace shows all traffic as it is, and takes no --%s", flag, flag)
			}
		}
	}
	switch {
	case o.count < 0:
		return fmt.Errorf("--count is %d: it is how many events to show", o.count)
	case o.timeout < 0:
		return fmt.Errorf("--timeout is %v: it is how long to wait", o.timeout)
	case !o.trace && (len(o.pids) > 0 || o.cgroup != "" || len(o.listeners) > 0):
		return errors.New("--pid, --cgroup and --groups say what --trace shows: it is not given")
	case o.jobs < 1:
		return fmt.Errorf("--jobs is %d: it is how many commands may run at once", o.jobs)
	case form.Named(o.output) == nil:
		hint := cmp.Or(codec.DidYouMean(o.output, outputNames()), ": it is one of "+strings.Join(outputNames(), ", "))
		return fmt.Errorf("--output is %q%s", o.output, hint)
	}
	return nil
}
