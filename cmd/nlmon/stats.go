package main

import (
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/monitor"
)

// totals sums up.
func totals(s monitor.Stats) (received, filtered, dropped, resyncs uint64) {
	for _, socket := range s.Sockets {
		dropped, resyncs = dropped+socket.Dropped, resyncs+socket.Resyncs
		for _, g := range socket.Groups {
			received, filtered = received+g.Received, filtered+g.Filtered
		}
	}
	return received, filtered, dropped, resyncs
}

// summary is what there was, in a line.
func (w *watch) summary() string {
	received, filtered, dropped, resyncs := totals(w.in.Stats())
	return fmt.Sprintf("%d events shown; %d messages received, %d filtered, %d datagrams dropped, %d resyncs", w.shown,
		received, filtered, dropped, resyncs)
}

// report writes what was received, filtered and lost to standard error.
func (w *watch) report() {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "NETNS\tGROUP\tRECEIVED\tFILTERED\tDROPPED\tRESYNCS")
	for _, s := range w.in.Stats().Sockets {
		netns := codec.Printable(s.NetNS)
		if netns == "" {
			netns = "-"
		}
		fmt.Fprintf(t, "%s\t%s\t\t\t%d\t%d\n", netns, protocolName(s.Protocol), s.Dropped, s.Resyncs)
		for _, g := range s.Groups {
			fmt.Fprintf(t, "%s\t  %s\t%d\t%d\n", netns, groupName(g.Group), g.Received, g.Filtered)
		}
	}
	_ = t.Flush() // it writes to a string
	fmt.Fprint(os.Stderr, b.String()+"nlmon: "+w.summary()+"\n")
}

// protocolName is the C name of a protocol, or its number.
func protocolName(number int) string {
	if p := tables.Registry().Protocol(number); p != nil {
		return p.Name
	}
	return fmt.Sprint(number)
}

// groupName is the name of a group, or its number.
func groupName(g monitor.Group) string {
	if g.Name != "" {
		return codec.Printable(g.Name)
	}
	return fmt.Sprintf("group %d", g.Number)
}
