//go:build !linux

package main

import (
	"errors"
	"fmt"

	"github.com/nlkit/nlkit/internal/cli"
)

// namespaceNames are values of --netns.
func namespaceNames() []string { return nil }

// whoFails says why it cannot be found out who causes events.
func whoFails() error { return errors.ErrUnsupported }

// runTrace shows all netlink traffic of the processes.
func (o *options) runTrace([]string) (int, error) {
	return cli.ExitUsage, fmt.Errorf("--trace: %w", errors.ErrUnsupported)
}
