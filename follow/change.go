package follow

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// Op is what happened to an object.
type Op uint8

// What may happen.
const (
	Added   Op = iota // it is there
	Changed           // it is another
	Removed           // it is gone
	Current           // nothing: all that the Table has been listed, and told
	// What else is told to who wants Everything.
	Same    // nothing: an event says what was known
	Passed  // an event is about no object that is followed
	Lost    // events were lost: all is listed anew
	GivenUp // the Table is followed no longer: its objects take more than the Limit
)

// String returns "added", "changed", "removed", "current", "same", "passed", "lost" or "given up".
func (o Op) String() string {
	if int(o) < len(opNames) {
		return opNames[o]
	}
	return "invalid"
}

var opNames = [...]string{"added", "changed", "removed", "current", "same", "passed", "lost", "given up"}

// Source is how a change became known.
type Source uint8

// How changes become known.
const (
	Told   Source = iota // by an event
	Listed               // by the first list
	Found                // by a later list, after events were lost, or the kernel may have changed something in silence
)

// String returns "told", "listed" or "found".
func (s Source) String() string {
	if int(s) < len(sourceNames) {
		return sourceNames[s]
	}
	return "invalid"
}

var sourceNames = [...]string{"told", "listed", "found"}

// Change is what happened to an object. Its messages are valid until the next Change; Clone makes one that stays.
type Change struct {
	Op    Op
	Table *Table         // nil of what is Passed or Lost
	Old   *codec.Message // as it was; nil if it was not there
	New   *codec.Message // as it is; nil if it is gone
	// Event is the message of the kernel, for what was Told, else nil. Of an object that is gone it may have other
	// attributes than Old.
	Event  *codec.Message
	Note   any            // what the Interest noted of the datagram of Event
	From   transport.From // of Event
	Source Source
	// Cause is, of what was Found, the change that did it in silence, if that is known; of Current, one that was the
	// reason to list, unless a loss was. It stays valid.
	Cause *Change
	Loss  *proxy.Overrun // of what is Lost

	likeness *likeness // of the Table
}
