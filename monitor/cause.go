package monitor

import "github.com/nlkit/nlkit/follow"

// cause returns who made a change.
func (s *source) cause(c *follow.Change) Cause {
	if s.recorded != nil && c.Event != nil {
		return s.recordedCause
	}
	return Cause{UID: -1}
}
