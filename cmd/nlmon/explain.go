package main

import (
	"fmt"

	"github.com/nlkit/nlkit/internal/cli"
)

// explainFilter says what the flags make up, and who carries it out.
func (o *options) explainFilter() (int, error) {
	if _, err := o.program(); err != nil {
		return cli.ExitUsage, err
	}
	expression, err := o.expression()
	if err != nil {
		return cli.ExitUsage, err
	}
	if expression == "" {
		expression = "true"
	}
	return cli.Printed(fmt.Sprintf("filter: %s\nin the kernel: nothing\nin nlmon: all of it\n", expression))
}
