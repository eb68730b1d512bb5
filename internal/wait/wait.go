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
