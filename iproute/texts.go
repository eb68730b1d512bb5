package iproute

import (
	"hash/maphash"
	"sync/atomic"

	"github.com/nlkit/nlkit/codec"
)

// texts is strings that were read lately. The names of links, and of kinds, come again and again: a dump that reads them
// does not make them anew.
var texts [1024]atomic.Pointer[string]

var textSeed = maphash.MakeSeed()

// text is a string, which does not borrow the octets of the message.
func text(c codec.Content) string {
	b, _, _ := c.Text()
	if len(b) == 0 || len(b) > 64 {
		return string(b)
	}
	place := &texts[maphash.Bytes(textSeed, b)%uint64(len(texts))]
	if s := place.Load(); s != nil && *s == string(b) {
		return *s
	}
	s := string(b)
	place.Store(&s)
	return s
}
