package iproute

import (
	"github.com/nlkit/nlkit/codec"
)

// mplsLabels returns a stack of MPLS labels as the codec takes it: of a number, "100/200", or a list of numbers, texts
// or Args of label, tc, ttl and bos. The last label is the bottom of the stack unless these say otherwise.
func mplsLabels(value any) any {
	switch x := value.(type) {
	case []string:
		return listOf(x)
	case []uint32:
		return listOf(x)
	case []codec.Label:
		stack := make([]any, len(x))
		for i, l := range x {
			stack[i] = map[string]any{"label": l.Label, "tc": l.TC, "bos": l.Bottom, "ttl": l.TTL}
		}
		return stack
	}
	return value
}

// sayLabels returns the word for an attribute that is a stack of labels.
func sayLabels(attr string) func(*values, any) error {
	return func(v *values, value any) error {
		v.replace(mplsLabels(value), attr)
		return nil
	}
}

// areLabels reports whether a destination is of MPLS, not of IP: a number, a list, or Args.
func areLabels(value any) bool {
	switch value.(type) {
	case []int, []uint32, []string, []any, []codec.Label, map[string]any:
		return true
	}
	_, ok := integer(value)
	return ok
}
