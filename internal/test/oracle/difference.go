package oracle

import (
	"fmt"
	"regexp"
)

// Difference is a place in a message that two tools read differently.
type Difference struct {
	Pos    string `json:"-"`    // of the record in the capture
	Path   string `json:"path"` // the message's name and the path of the attribute
	Ours   string `json:"ours"`
	Theirs string `json:"theirs"`
}

// Values is what both read, "ours|theirs".
func (d Difference) Values() string { return d.Ours + "|" + d.Theirs }

func (d Difference) String() string {
	return fmt.Sprintf("%s: %s: ours %s, theirs %s", d.Pos, d.Path, d.Ours, d.Theirs)
}

// Side says who is wrong where two tools disagree.
type Side string

// The sides.
const (
	Ours    Side = "ours"    // to be mended
	Theirs  Side = "theirs"  // the other tool errs, or is older than the kernel
	Neither Side = "neither" // the same fact in other words
)

// Disagreement is a row of a table of known differences.
type Disagreement struct {
	Path   string // regular expression of Difference.Path
	Values string // regular expression of Difference.Values
	Wrong  Side
	Times  int    // how many differences it explains in all captures
	Reason string // how we know
}

// Known is a table of known differences that remembers which of them were met.
type Known struct {
	rows         []Disagreement
	path, values []*regexp.Regexp
	met          []int
}

// NewKnown makes a table. It panics if an expression of a row is none.
func NewKnown(rows []Disagreement) *Known {
	k := &Known{rows: rows, met: make([]int, len(rows))}
	for _, r := range rows {
		k.path = append(k.path, regexp.MustCompile(r.Path))
		k.values = append(k.values, regexp.MustCompile(r.Values))
	}
	return k
}

// Explains reports whether a difference is known. The first row that matches counts as met.
func (k *Known) Explains(d Difference) bool {
	for i := range k.rows {
		if k.path[i].MatchString(d.Path) && k.values[i].MatchString(d.Values()) {
			k.met[i]++
			return true
		}
	}
	return false
}

// Miscounted tells of the rows that explained more or less than they say, a line each.
func (k *Known) Miscounted() (lines []string) {
	for i, n := range k.met {
		if r := &k.rows[i]; n != r.Times {
			lines = append(lines, fmt.Sprintf("the row %s %s explains %d differences, want %d: %s", r.Path, r.Values, n,
				r.Times, r.Reason))
		}
	}
	return lines
}

// shownOfGroup is how many differences of a kind are shown.
const shownOfGroup = 3

// numbers are what differences of a kind may differ in.
var numbers = regexp.MustCompile(`\d+`)

// Group describes differences by their kind, which is the path without numbers: three of each as examples, and how many
// there are in all.
func Group(differences []Difference) (lines []string) {
	var kinds []string
	groups := map[string][]Difference{}
	for _, d := range differences {
		kind := numbers.ReplaceAllString(d.Path, "N")
		if groups[kind] == nil {
			kinds = append(kinds, kind)
		}
		groups[kind] = append(groups[kind], d)
	}
	for _, kind := range kinds {
		group := groups[kind]
		line := fmt.Sprintf("%s: %d differences", kind, len(group))
		for _, d := range group[:min(len(group), shownOfGroup)] {
			line += "\n\t" + d.String()
		}
		if more := len(group) - shownOfGroup; more > 0 {
			line += fmt.Sprintf("\n\tand %d more", more)
		}
		lines = append(lines, line)
	}
	return lines
}
