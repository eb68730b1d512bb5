// Package wait waits for a time to pass, as long as whoever waits is still there.
package wait

import (
	"context"
	"time"
)

// For waits until a time has passed, or ctx, which may be nil, ends: then it returns the cause.
func For(ctx context.Context, d time.Duration) error {
	if ctx == nil {
		ctx = context.Background()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Backoff is how long to wait before something is tried again: a little longer after each attempt, 1, 2, 4… 256 ms.
func Backoff(attempt int) time.Duration { return time.Millisecond << min(attempt, 8) }
