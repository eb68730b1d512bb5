package monitor

import (
	"cmp"
	"slices"
)

// Stats counts what a Monitor has received, a row for each socket: a protocol in a network namespace. Those of
// namespaces that are gone stay.
type Stats struct{ Sockets []SocketStats }

// SocketStats is what came to a socket.
type SocketStats struct {
	NetNS    string
	Protocol int
	Dropped  uint64 // datagrams that were lost
	Resyncs  uint64 // how often they were, so that all was listed anew
	Groups   []GroupStats
}

// GroupStats is what came to a group.
type GroupStats struct {
	Group    Group
	Received uint64 // messages
	Filtered uint64 // of these, which the Filter did not want
}

// mostGoneStats is how many rows of sockets that are no more are kept.
const mostGoneStats = 1024

// Stats returns what was received so far, by namespaces and protocols. It may be called at any time.
func (m *Monitor) Stats() Stats {
	m.mu.Lock()
	defer m.mu.Unlock()
	rows := slices.Clone(m.gone)
	for _, s := range m.spaces {
		for _, src := range s.sources {
			if row := src.snapshot(); len(src.groups) > 0 {
				rows = append(rows, row)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b SocketStats) int {
		return cmp.Or(cmp.Compare(a.NetNS, b.NetNS), cmp.Compare(a.Protocol, b.Protocol))
	})
	return Stats{rows}
}

// snapshot returns a copy of what was counted.
func (s *source) snapshot() SocketStats {
	s.mu.Lock()
	defer s.mu.Unlock()
	row := s.stats
	row.Groups = slices.Clone(row.Groups)
	return row
}

func (s *source) count(f func(*SocketStats)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.stats)
}

// received counts a message.
func (s *source) received(g Group, filtered bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.group[g.Number]
	if !ok {
		i = len(s.stats.Groups)
		s.group[g.Number] = i
		s.stats.Groups = append(s.stats.Groups, GroupStats{Group: g})
	}
	s.stats.Groups[i].Received++
	if filtered {
		s.stats.Groups[i].Filtered++
	}
}
