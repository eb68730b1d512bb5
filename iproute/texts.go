package iproute

import (
	"hash/maphash"
	"sync/atomic"

	"github.com/nlkit/nlkit/codec"
)

// texts is strings that were read lately. The names of links, and of kinds, come again and again: a dump that reads
// them does not make them anew. Each has one of a few places, by its hash.
var texts [128][8]atomic.Pointer[string]

var textSeed = maphash.MakeSeed()

// text is a string, which does not borrow the octets of the message.
func text(c codec.Content) string {
	b, _, _ := c.Text()
	if len(b) == 0 || len(b) > 64 {
		return string(b)
	}
	hash := maphash.Bytes(textSeed, b)
	places := &texts[hash%uint64(len(texts))]
	free := &places[hash>>32%uint64(len(places))]
	for i := range places {
		switch s := places[i].Load(); {
		case s == nil:
			free = &places[i]
		case *s == string(b):
			return *s
		}
	}
	s := string(b)
	free.Store(&s)
	return s
}
