package remote

import (
	"testing"
	"time"
)

// TestRate lets a second's worth pass at once, and the rest as fast as the limits say: those of datagrams and of
// octets.
func TestRate(t *testing.T) {
	start := time.Unix(1000, 0)
	r := newRate(Limits{DatagramsPerSecond: 4, OctetsPerSecond: 1000})
	r.last = start
	for i, c := range []struct {
		at     time.Duration // since the start
		octets int
		want   time.Duration
	}{
		{0, 10, 0}, {0, 10, 0}, {0, 10, 0}, {0, 10, 0}, // four at once
		{0, 10, 250 * time.Millisecond},
		{250 * time.Millisecond, 10, 250 * time.Millisecond},
		{10 * time.Second, 1000, 0}, // nothing is saved up for longer than a second
		{10 * time.Second, 500, 500 * time.Millisecond},
		{20 * time.Second, 3000, 2 * time.Second}, // more than a second's worth at once
	} {
		if got := r.charge(start.Add(c.at), c.octets); got.Round(time.Millisecond) != c.want {
			t.Errorf("%d: after %v, %d octets wait %v, want %v", i, c.at, c.octets, got, c.want)
		}
	}
	unlimited := newRate(Limits{})
	if err := unlimited.spend(t.Context(), 1<<30); err != nil {
		t.Error(err)
	}
}
