package codec_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// TestAppendDuration compares with time.Duration, at and beside every power of ten, round times, and anywhere.
func TestAppendDuration(t *testing.T) {
	check := func(d time.Duration) {
		t.Helper()
		if got, want := string(codec.AppendDuration([]byte("in "), d)), "in "+d.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	around := func(d time.Duration) {
		t.Helper()
		for _, d := range []time.Duration{d - 1, d, d + 1, -d} {
			check(d)
		}
	}
	for d := time.Duration(1); d < math.MaxInt64/10; d *= 10 {
		around(d)
		around(7 * d)
	}
	for _, d := range []time.Duration{0, math.MaxInt64, math.MinInt64, time.Minute, time.Hour,
		25*time.Hour + time.Second, time.Hour + 1500*time.Millisecond} {
		around(d)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		check(time.Duration(random.Uint64() >> random.IntN(64)))
	}
}
