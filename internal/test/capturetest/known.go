package capturetest

import (
	"fmt"
	"strings"
)

// Tabled reports whether the tables promise to describe all messages like m.
func (m Message) Tabled() bool {
	switch {
	case m.Protocol() == nil:
		return false
	case m.Protocol().Generic:
		return m.Family() != nil && (m.Family().Name == "nlctrl" || m.Family().Name == "nl80211")
	}
	return m.Protocol().Number == 0
}

// Unknown returns the types and attributes that no table describes, of messages that the tables promise to describe,
// and where each occurs. What is in the options of traffic control they do not promise.
func (c *Capture) Unknown() map[string]string {
	found := map[string]string{}
	for _, m := range c.Messages {
		if !m.Tabled() {
			continue
		}
		if m.Type() == nil {
			found[fmt.Sprintf("type %d", m.Header().Type)] = m.Record.Pos.String()
		}
		for a := range m.All() {
			if !a.Known() && !strings.Contains(a.Label(), "TCA_OPTIONS/") {
				found[m.Name()+"/"+a.Label()] = m.Record.Pos.String()
			}
		}
	}
	return found
}
