package samples_test

import (
	"testing"

	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// TestRoundTrips turns each message into both textual forms and back into octets.
func TestRoundTrips(t *testing.T) {
	each(t, func(t *testing.T, c *capture) { capturetest.RoundTrip(t, c.Capture) })
}
