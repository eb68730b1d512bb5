package tc

import (
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// choose returns what a name stands for, or a number as it is.
func choose[T int | uint64](v any, names map[string]T) (T, error) {
	text, ok := v.(string)
	if !ok {
		n, err := count(v)
		return T(n), err
	}
	if n, ok := names[strings.ToLower(text)]; ok {
		return n, nil
	}
	if n, err := integer(text); err == nil {
		return T(n), nil
	}
	return 0, codec.UnknownName("value", text, slices.Sorted(maps.Keys(names)))
}

// oneOf is choose for one set of names.
func oneOf(names map[string]int) func(any) (int, error) {
	return func(v any) (int, error) { return choose(v, names) }
}
