package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor"
)

// source is the flags that say which events there are.
type source struct {
	read, who, stateLimit, buffer string
	netns                         []string
	noState, repeats              bool
	selection
}

func (s *source) define(c *cobra.Command) {
	f := c.Flags()
	f.StringArrayVar(&s.netns, "netns", nil, "watch the namespace `NAME`, a path or the pid of a process; all: each there is")
	s.selection.define(c)
	f.StringVar(&s.who, "who", "auto", "find out who causes events: auto, on (or fail), off")
	f.BoolVar(&s.repeats, "all", false, "show events that change nothing, too")
	f.BoolVar(&s.noState, "no-state", false, "no list of what there is, and no differences")
	f.StringVar(&s.stateLimit, "state-limit", "256M", "keep no more than `SIZE` of state for a namespace")
	f.StringVar(&s.buffer, "buffer", "", "let `SIZE` of events wait in the receive buffer of a socket")
	f.StringVarP(&s.read, "read", "r", "", "show what is in the capture `FILE`: pcap, pcapng, rtmon...")
	cli.CompleteFlag(c, "who", func() []string { return whoModes })
	cli.CompleteFlag(c, "netns", namespaceNames)
}

// whoModes are the values of --who.
var whoModes = []string{"auto", "on", "off"}

// input is where events come from.
type input struct {
	*monitor.Monitor
	keep func(*monitor.Event) bool // whether an event is wanted
	file io.Closer                 // of --read, or nil
}

// Close ends it.
func (in *input) Close() error {
	err := in.Monitor.Close()
	if in.file != nil {
		_ = in.file.Close() // it was only read
	}
	return err
}

// open begins to watch the groups, or opens the file.
func (s *source) open(ctx context.Context, groups []string) (*input, error) {
	o := monitor.Options{Groups: groups, NoState: s.noState, Repeats: s.repeats, Notice: notice}
	var err error
	if o.Filter, err = s.program(); err != nil {
		return nil, err
	}
	in := new(input)
	if in.keep, err = s.keeper(); err != nil {
		return nil, err
	}
	if o.StateLimit, err = size("--state-limit", s.stateLimit); err != nil {
		return nil, err
	}
	buffer, err := size("--buffer", s.buffer)
	if err != nil {
		return nil, err
	}
	o.ReceiveBuffer = int(buffer)
	if !slices.Contains(whoModes, s.who) {
		return nil, fmt.Errorf("--who is %q: it is one of %s", s.who, strings.Join(whoModes, ", "))
	}
	o.Who = s.who != "off"
	if o.AllNamespaces = slices.Contains(s.netns, "all"); !o.AllNamespaces {
		o.Namespaces = s.netns
	}
	if s.read != "" {
		in.Monitor, in.file, err = openFile(s.read, o)
	} else {
		in.Monitor, err = s.openSockets(ctx, o)
	}
	if err != nil {
		return nil, err
	}
	return in, nil
}

// openSockets begins to watch.
func (s *source) openSockets(ctx context.Context, o monitor.Options) (*monitor.Monitor, error) {
	if s.who == "on" {
		if err := whoFails(); err != nil {
			return nil, fmt.Errorf("--who on: %w", err)
		}
	}
	return monitor.Open(ctx, o)
}

// openFile opens a capture.
func openFile(name string, o monitor.Options) (*monitor.Monitor, io.Closer, error) {
	file := os.Stdin
	if name != "-" {
		var err error
		if file, err = os.Open(name); err != nil {
			return nil, nil, err
		}
	}
	records, _, err := captures.Open(file, name, captures.Options{
		Formats: formats.All(), Registry: tables.Registry(), Protocol: captures.ProtocolUnknown,
	})
	if err != nil {
		_ = file.Close() // it was only read
		return nil, nil, err
	}
	return monitor.Read(records, o), file, nil
}

// program compiles the expression that the flags make up, nil if they make none.
func (s *source) program() (*filter.Program, error) {
	expression, err := s.expression()
	if expression == "" || err != nil {
		return nil, err
	}
	p, err := filter.Compile(tables.Registry(), expression)
	if err != nil {
		return nil, fmt.Errorf("--filter: %w", err)
	}
	return p, nil
}

// size reads a number of octets: 1048576, 1024K, 1M. "" is 0.
func size(flag, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	digits := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(text), "B"), "I")
	shift := 0
	if i := strings.IndexByte("KMG", digits[max(len(digits)-1, 0)]); digits != "" && i >= 0 {
		digits, shift = digits[:len(digits)-1], 10*(i+1)
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("%s is %q: want a number of octets, as in 512K or 64M", flag, text)
	}
	return n << shift, nil
}

// completeGroups are the words for groups, for shells.
func completeGroups(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, w := range monitor.Words() {
		names = append(names, cobra.CompletionWithDesc(w.Name, w.Doc))
	}
	return append(names, "all"), cobra.ShellCompDirectiveNoFileComp
}
