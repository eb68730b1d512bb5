package main

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
)

// parts says what the kernel leaves out by itself, and what it leaves to nlmon. It does so for sockets of rtnetlink of
// which no state is kept: for state, all is wanted.
func parts(f *bpf.Filter) (kernel, left string) {
	decided, rest := f.Explain()
	if kernel = strings.Join(decided, ", "); kernel == "" || f.Trivial() {
		return "nothing", "all of it"
	}
	if left = strings.Join(rest, ", "); left == "" {
		left = "what is not certain by that"
	}
	return kernel + " (with --no-state)", left
}

// explainFilter says what the flags make up, and who carries it out.
func (o *options) explainFilter() (int, error) {
	program, err := o.program()
	if err != nil {
		return cli.ExitUsage, err
	}
	expression, err := o.expression()
	if err != nil {
		return cli.ExitUsage, err
	}
	if expression == "" {
		expression = "true"
	}
	kernel, left := "nothing", "all of it"
	if program != nil {
		kernel, left = parts(bpf.Compile(tables.Registry(), linux.NETLINK_ROUTE, program))
	}
	return cli.Printed(fmt.Sprintf("filter: %s\nin the kernel: %s\nin nlmon: %s\n", expression, kernel, left))
}
