package session

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// AppendText appends the summary for a person to read.
func (s *Stats) AppendText(dst []byte) []byte {
	line := func(name string, n int64) {
		dst = fmt.Appendf(dst, "%-22s %d\n", name, n)
	}
	line("records", s.Records)
	line("octets", s.Bytes)
	line("messages", s.Messages)
	line("damaged messages", s.Damaged)
	line("attributes", s.Attributes)
	for _, l := range []struct {
		name string
		n    int64
	}{
		{"truncated records", s.Truncated}, {"records with strays", s.Stray}, {"records not decoded", s.Foreign},
		{"events", s.Events}, {"datagrams not passed", s.Failed}, {"faults of the input", s.Skipped},
	} {
		if l.n > 0 {
			line(l.name, l.n)
		}
	}
	list := func(title string, counts map[string]int64) {
		if len(counts) == 0 {
			return
		}
		dst = fmt.Appendf(dst, "%s:\n", title)
		for _, k := range byCount(counts) {
			dst = fmt.Appendf(dst, "%12d  %s\n", counts[k], k)
		}
	}
	list("messages by type", s.Types)
	list("unknown types", s.UnknownTypes)
	list("unknown attributes", s.UnknownAttributes)
	list("opaque attributes", s.OpaqueAttributes)
	if s.UnansweredCount > 0 {
		dst = fmt.Appendf(dst, "requests without answer: %d\n", s.UnansweredCount)
		for _, u := range s.Unanswered {
			dst = fmt.Appendf(dst, "              %s seq %d (%s)\n", u.Type, u.Seq, u.Pos)
		}
		if more := s.UnansweredCount - int64(len(s.Unanswered)); more > 0 {
			dst = fmt.Appendf(dst, "              and %d more\n", more)
		}
	}
	return dst
}

// byCount returns the keys of counts, the most frequent first.
func byCount(counts map[string]int64) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
}

// statsJSON is the JSON form of Stats.
type statsJSON struct {
	Records           int64            `json:"records"`
	Messages          int64            `json:"messages"`
	Damaged           int64            `json:"damaged"`
	Truncated         int64            `json:"truncated"`
	Stray             int64            `json:"stray"`
	Skipped           int64            `json:"skipped"`
	Events            int64            `json:"events"`
	Failed            int64            `json:"failed,omitempty"`
	Foreign           int64            `json:"foreign"`
	Types             map[string]int64 `json:"types"`
	UnknownTypes      map[string]int64 `json:"unknown_types"`
	Attributes        int64            `json:"attributes"`
	UnknownAttributes map[string]int64 `json:"unknown_attributes"`
	OpaqueAttributes  map[string]int64 `json:"opaque_attributes"`
	Unanswered        int64            `json:"unanswered"`
	UnansweredList    []unansweredJSON `json:"unanswered_requests"`
	Bytes             int64            `json:"bytes"`
}

type unansweredJSON struct {
	Type   string `json:"type"`
	Seq    uint32 `json:"seq"`
	Record int64  `json:"record"`
}

// AppendJSON appends the summary as one JSON object.
func (s *Stats) AppendJSON(dst []byte) []byte {
	list := make([]unansweredJSON, len(s.Unanswered))
	for i, u := range s.Unanswered {
		list[i] = unansweredJSON{u.Type, u.Seq, u.Record}
	}
	b, _ := json.Marshal(statsJSON{ // of numbers and strings, never fails
		s.Records, s.Messages, s.Damaged, s.Truncated, s.Stray, s.Skipped, s.Events, s.Failed, s.Foreign,
		s.Types, s.UnknownTypes,
		s.Attributes, s.UnknownAttributes, s.OpaqueAttributes, s.UnansweredCount, list, s.Bytes,
	})
	return append(append(dst, b...), '\n')
}
