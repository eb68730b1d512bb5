package proxy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Overrun says that events were lost: what is known from events alone is out of date from here on. Dump again.
type Overrun struct {
	Dropped uint64 // how many datagrams were lost since the last Overrun; 0 if the transport cannot tell
	Queue   bool   // they waited too long for the reader of the subscription, or for a callback; else for the socket's
	// Groups are those of the subscription that may have lost something, in ascending order. Events that came to no
	// group are lost in any of them.
	Groups []Group
}

// merge adds what was lost after it.
func (o *Overrun) merge(later *Overrun) {
	o.Dropped += later.Dropped
	o.Queue = o.Queue && later.Queue
	o.Groups = slices.SortedFunc(slices.Values(append(slices.Clip(o.Groups), later.Groups...)), func(a, b Group) int {
		return cmp.Compare(a.Number, b.Number)
	})
	o.Groups = slices.Compact(o.Groups)
}

// String says what was lost, and why.
func (o *Overrun) String() string {
	why := "the socket's receive buffer overflowed"
	if o.Queue {
		why = "events were not read fast enough"
	}
	lost := "events"
	if o.Dropped > 0 {
		lost = fmt.Sprintf("%d events", o.Dropped)
	}
	if len(o.Groups) > 0 {
		var names []string
		for _, g := range o.Groups {
			names = append(names, g.String())
		}
		lost += " of " + strings.Join(names, ", ")
	}
	return lost + " were lost: " + why
}
