package tc

import (
	"time"

	"github.com/nlkit/nlkit/codec"
)

// nest makes a nest of names and values by turns.
func nest(pairs ...any) []codec.A {
	attrs := make([]codec.A, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		attrs = append(attrs, codec.A{Name: pairs[i].(string), Value: pairs[i+1]})
	}
	return attrs
}

func isDuration(v any) bool {
	_, ok := v.(time.Duration)
	return ok
}
