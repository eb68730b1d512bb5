//go:build !linux

package testbed

import "testing"

// Namespace is a network namespace of a test's own.
type Namespace struct{}

// NetNS ends the test: only Linux has network namespaces.
func NetNS(t testing.TB) *Namespace {
	t.Helper()
	t.Skip("needs Linux")
	return nil
}

// Enter does nothing: there are no namespaces to enter.
func (*Namespace) Enter(testing.TB) {}
