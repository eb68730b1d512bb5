package testbed

import "testing"

// QuickNetNS is NetNS for a test that takes no time, and requires root itself. Where there is root, the test runs with
// -short too.
func QuickNetNS(t testing.TB) *Namespace {
	t.Helper()
	Quick(t, Root())
	return NetNS(t)
}
