package wait_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/internal/wait"
)

// TestFor waits for the whole time, or until whoever waits gives up.
func TestFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		for _, ctx := range []context.Context{nil, t.Context()} {
			if err := wait.For(ctx, time.Hour); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took != 2*time.Hour { // by the clock of the bubble
			t.Errorf("two hours took %v", took)
		}
		enough := errors.New("enough")
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Minute, enough)
		defer cancel()
		if err := wait.For(ctx, time.Hour); !errors.Is(err, enough) || time.Since(start) != 2*time.Hour+time.Minute {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}
