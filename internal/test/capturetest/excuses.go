package capturetest

import (
	"strings"
	"sync/atomic"
	"testing"
)

// Excuse is a part of the labels of what differs from run to run by nature, and why.
type Excuse struct {
	Scene  string // of which alone it holds, or ""
	Part   string
	Times  int32 // how many differences it excuses in all captures
	Reason string
}

// Excuses is a table of excuses that counts what each is good for.
type Excuses struct {
	rows []Excuse
	met  []atomic.Int32
}

// NewExcuses returns a table.
func NewExcuses(rows []Excuse) *Excuses { return &Excuses{rows, make([]atomic.Int32, len(rows))} }

// Of returns what tells of differences in a scene whether they are excused. The first row that fits counts.
func (x *Excuses) Of(scene string) func(label string) bool {
	return func(label string) bool {
		for i, r := range x.rows {
			if (r.Scene == "" || r.Scene == scene) && strings.Contains(label, r.Part) {
				x.met[i].Add(1)
				return true
			}
		}
		return false
	}
}

// Check reports the rows that excused more or less than they say. All captures must have been compared.
func (x *Excuses) Check(t *testing.T) {
	t.Helper()
	for i, r := range x.rows {
		if n := x.met[i].Load(); n != r.Times {
			t.Errorf("%q %q excuses %d differences, want %d: %s", r.Scene, r.Part, n, r.Times, r.Reason)
		}
	}
}
