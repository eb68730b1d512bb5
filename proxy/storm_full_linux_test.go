//go:build storm

package proxy_test

import "testing"

// TestStorm is TestStormOverruns with room for all events, and more of everything: then nothing may fail. It takes a
// machine for itself: go test -race -tags storm -run TestStorm ./proxy
func TestStorm(t *testing.T) { storm(t, 32<<20, 10_000, 200_000) }
