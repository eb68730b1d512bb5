// Package top counts events as they come, and shows on a terminal how many there are of what: a live table by family,
// type, device and process, which keys sort, filter, pause and open.
package top

import (
	"cmp"
	"container/list"
	"slices"
	"strings"
	"time"
)

// Column is what events are told apart by.
type Column uint8

// The columns.
const (
	Family Column = iota
	Type
	Device
	Process
	columns
)

var columnNames = [columns]string{"FAMILY", "TYPE", "DEVICE", "PROCESS"}

// Key is what a row counts events of.
type Key [columns]string

// Sort is what rows are sorted by, the greatest first.
type Sort uint8

// The orders.
const (
	ByRate Sort = iota
	ByTotal
	ByLast
	ByName
	sorts
)

var sortNames = [sorts]string{"rate", "total", "last", "name"}

const (
	// seconds is how long the longer rate looks back.
	seconds = 10
	// maxRows is how many rows are kept; of more, those go to which nothing happened for the longest time.
	maxRows = 4096
)

// row is what is known of the events of one key.
type row struct {
	key    Key
	total  uint64
	counts [seconds + 1]uint32 // by second, that which runs among them
	second int64               // that of the last count
	last   time.Time
	text   string // of the last event, for who opens it
	place  *list.Element
}

// Table counts events.
type Table struct {
	rows   map[Key]*row
	recent *list.List // of rows: first those that the last events were of
	total  uint64
	gone   uint64 // events of rows that had to go
	first  time.Time
	now    time.Time // of the last event, or tick
}

// NewTable returns a table without events.
func NewTable() *Table { return &Table{rows: map[Key]*row{}, recent: list.New()} }

// Add counts an event. The text is what opens of it, if it is the last of its row.
func (t *Table) Add(at time.Time, key Key, text string) {
	r := t.rows[key]
	if r == nil {
		if len(t.rows) >= maxRows {
			t.forget(t.recent.Back().Value.(*row))
		}
		r = &row{key: key}
		r.place = t.recent.PushFront(r)
		t.rows[key] = r
	}
	t.recent.MoveToFront(r.place)
	r.advance(at.Unix())
	r.counts[at.Unix()%(seconds+1)]++
	r.total++
	r.last, r.text = at, text
	t.total++
	if t.first.IsZero() {
		t.first = at
	}
	t.Tick(at)
}

func (t *Table) forget(r *row) {
	t.recent.Remove(r.place)
	delete(t.rows, r.key)
	t.gone += r.total
}

// Tick says what time it is.
func (t *Table) Tick(now time.Time) {
	if now.After(t.now) {
		t.now = now
	}
}

// advance forgets the counts of seconds that are too long ago.
func (r *row) advance(second int64) {
	for s := max(r.second+1, second-seconds); s <= second; s++ {
		r.counts[s%(seconds+1)] = 0
	}
	r.second = max(r.second, second)
}

// rates returns how many events there were in the last whole second, and a second in the last ten.
func (r *row) rates(now time.Time) (one, ten float64) {
	second := now.Unix()
	for s := second - seconds; s < second; s++ {
		if s > r.second-seconds-1 && s <= r.second && s >= 0 {
			n := float64(r.counts[s%(seconds+1)])
			ten += n / seconds
			if s == second-1 {
				one = n
			}
		}
	}
	return one, ten
}

// Line is a row as it is shown.
type Line struct {
	Key      Key
	One, Ten float64 // events a second
	Total    uint64
	Last     time.Time
	Text     string // of the last event
}

// Lines returns the rows by the columns that are shown, in order, of those that have the text in one of these. What
// differs in other columns only is one row.
func (t *Table) Lines(shown [columns]bool, by Sort, reverse bool, containing string) []Line {
	merged := map[Key]*Line{}
	for key, r := range t.rows {
		for c := range key {
			if !shown[c] {
				key[c] = ""
			}
		}
		if containing != "" && !strings.Contains(strings.Join(key[:], " "), containing) {
			continue
		}
		l := merged[key]
		if l == nil {
			l = &Line{Key: key}
			merged[key] = l
		}
		one, ten := r.rates(t.now)
		l.One, l.Ten, l.Total = l.One+one, l.Ten+ten, l.Total+r.total
		if r.last.After(l.Last) {
			l.Last, l.Text = r.last, r.text
		}
	}
	lines := make([]Line, 0, len(merged))
	for _, l := range merged {
		lines = append(lines, *l)
	}
	slices.SortFunc(lines, func(a, b Line) int {
		order := cmp.Or(compare(a, b, by), slices.Compare(a.Key[:], b.Key[:]))
		if reverse {
			return -order
		}
		return order
	})
	return lines
}

func compare(a, b Line, by Sort) int {
	switch by {
	case ByRate:
		return cmp.Or(cmp.Compare(b.One, a.One), cmp.Compare(b.Ten, a.Ten), cmp.Compare(b.Total, a.Total))
	case ByTotal:
		return cmp.Compare(b.Total, a.Total)
	case ByLast:
		return b.Last.Compare(a.Last)
	}
	return 0
}
