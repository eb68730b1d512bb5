package follow

import (
	"github.com/nlkit/nlkit/codec"
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
)

// String returns "added", "changed", "removed" or "current".
func (o Op) String() string {
	if int(o) < len(opNames) {
		return opNames[o]
	}
	return "invalid"
}

var opNames = [...]string{"added", "changed", "removed", "current"}

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
	Table *Table
	Old   *codec.Message // as it was; nil if it was not there
	New   *codec.Message // as it is; nil if it is gone
	// Event is the message of the kernel, for what was Told, else nil. Of an object that is gone it may have other
	// attributes than Old.
	Event  *codec.Message
	From   transport.From // of Event
	Source Source

	likeness *likeness // of the Table
}
