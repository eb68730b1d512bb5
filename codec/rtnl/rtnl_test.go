package rtnl

import (
	"cmp"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestMessagesAreInOrder finds message types that are listed twice, and variables that stand for one another.
func TestMessagesAreInOrder(t *testing.T) {
	byType := func(a, b *codec.MessageType) int { return cmp.Compare(a.Type, b.Type) }
	if !slices.IsSortedFunc(Protocol.Messages, byType) {
		t.Error("the messages are not in the order of their types")
	}
	for i, m := range Protocol.Messages[1:] {
		if before := Protocol.Messages[i]; m.Type == before.Type {
			t.Errorf("%s and %s have the same type %d", before.Name, m.Name, m.Type)
		}
	}
}
