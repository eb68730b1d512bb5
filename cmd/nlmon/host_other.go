//go:build !linux

package main

import "errors"

// namespaceNames are values of --netns.
func namespaceNames() []string { return nil }

// whoFails says why it cannot be found out who causes events.
func whoFails() error { return errors.ErrUnsupported }
