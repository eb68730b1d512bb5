package main

import (
	"context"
	"fmt"
	"net"
	"strings"
	"text/tabwriter"

	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor"
)

// listGroups prints what can be watched.
func listGroups() (int, error) {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	words, err := monitor.List(context.Background())
	if err != nil {
		complain(err) // without the families of this kernel
	}
	for _, w := range words {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", w.Name, protocolName(w.Protocol), strings.Join(w.Groups, " "), w.Doc)
	}
	_ = t.Flush() // it writes to a string
	return cli.Printed(b.String())
}

// deviceNames are values of --dev.
func deviceNames() (names []string) {
	links, _ := net.Interfaces() // without them, nothing is suggested
	for _, l := range links {
		names = append(names, l.Name)
	}
	return names
}
