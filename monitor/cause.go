package monitor

import "github.com/nlkit/nlkit/follow"

// cause returns who made a change.
func (s *source) cause(c *follow.Change) Cause {
	return Cause{UID: -1}
}
