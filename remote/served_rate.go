package remote

import (
	"context"
	"time"

	"github.com/nlkit/nlkit/internal/wait"
)

// rate makes a client wait that sends more than it may. What was not sent in the last second is lost.
type rate struct {
	limits [2]float64 // datagrams and octets a second; 0: any
	left   [2]float64
	last   time.Time
}

func newRate(l Limits) rate {
	limits := [2]float64{float64(l.DatagramsPerSecond), float64(l.OctetsPerSecond)}
	return rate{limits: limits, left: limits, last: time.Now()}
}

// spend waits until a datagram, or what costs the server as much, may pass.
func (r *rate) spend(ctx context.Context, octets int) error {
	if r.limits == [2]float64{} {
		return nil
	}
	d := r.charge(time.Now(), octets)
	if d <= 0 {
		return nil
	}
	return wait.For(ctx, d)
}

// charge takes a datagram into account, and returns how long it has to wait.
func (r *rate) charge(now time.Time, octets int) time.Duration {
	passed := now.Sub(r.last).Seconds()
	r.last = now
	var seconds float64
	for i, cost := range [2]float64{1, float64(octets)} {
		if limit := r.limits[i]; limit > 0 {
			r.left[i] = min(r.left[i]+passed*limit, limit) - cost
			seconds = max(seconds, -r.left[i]/limit)
		}
	}
	return time.Duration(seconds * float64(time.Second))
}
