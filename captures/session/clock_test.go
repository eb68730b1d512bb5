package session

import (
	"testing"
	"time"
)

// TestTimestamp writes times as time.RFC3339Nano does, whatever was written before.
func TestTimestamp(t *testing.T) {
	var c clock
	at := time.Date(2026, 2, 28, 23, 59, 59, 0, time.FixedZone("", 3600))
	for _, d := range []time.Duration{0, 1, 999999999, 500 * time.Millisecond, time.Second, time.Second + 120000,
		-time.Hour, 24 * time.Hour} {
		want := at.Add(d).UTC().Format(time.RFC3339Nano)
		if got := string(c.timestamp(nil, at.Add(d))); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
