package top

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// View is what a terminal shows of a table, and what keys change of that.
type View struct {
	table      *Table
	shown      [columns]bool
	by         Sort
	reverse    bool
	paused     bool
	containing string
	typing     bool // keys are of the text to look for
	selected   Key
	chosen     bool // a row was selected
	open       *Line
	lines      []Line
	Done       bool // the user wants no more
	// Footer is said in the last line: what was lost, or that the file is at its end.
	Footer string
}

// NewView returns a view of all columns, sorted by rate.
func NewView(t *Table) *View {
	v := &View{table: t}
	for c := range v.shown {
		v.shown[c] = true
	}
	return v
}

// Key is a key that was pressed: a letter, or one of the names up, down, enter, escape, backspace, interrupt.
func (v *View) Key(key string) {
	switch {
	case key == "interrupt":
		v.Done = true
	case v.typing:
		v.typeKey(key)
	case v.open != nil:
		v.open = nil
		v.Done = key == "q"
	default:
		v.command(key)
	}
}

// typeKey edits the text to look for.
func (v *View) typeKey(key string) {
	switch key {
	case "enter":
		v.typing = false
	case "escape":
		v.typing, v.containing = false, ""
	case "backspace":
		_, n := utf8.DecodeLastRuneInString(v.containing)
		v.containing = v.containing[:len(v.containing)-n]
	default:
		if utf8.RuneCountInString(key) == 1 {
			v.containing += key
		}
	}
}

func (v *View) command(key string) {
	switch key {
	case "q":
		v.Done = true
	case "s":
		v.by = (v.by + 1) % sorts
	case "r":
		v.reverse = !v.reverse
	case "f":
		v.toggle(Family)
	case "t":
		v.toggle(Type)
	case "d":
		v.toggle(Device)
	case "p":
		v.toggle(Process)
	case " ":
		v.paused = !v.paused
	case "/":
		v.typing, v.containing = true, ""
	case "escape":
		v.containing, v.chosen = "", false
	case "up", "k":
		v.move(-1)
	case "down", "j":
		v.move(+1)
	case "enter":
		if i := v.at(); v.chosen && i >= 0 {
			v.open = &v.lines[i]
		}
	}
}

// toggle shows or hides a column. One stays.
func (v *View) toggle(c Column) {
	v.shown[c] = !v.shown[c]
	if v.shown == [columns]bool{} {
		v.shown[c] = true
	}
	v.chosen = false
}

// at returns where the selected row is, -1 if it is gone.
func (v *View) at() int {
	for i := range v.lines {
		if v.lines[i].Key == v.selected {
			return i
		}
	}
	return -1
}

func (v *View) move(by int) {
	if len(v.lines) == 0 {
		return
	}
	i := 0
	if was := v.at(); v.chosen && was >= 0 {
		i = min(max(was+by, 0), len(v.lines)-1)
	}
	v.selected, v.chosen = v.lines[i].Key, true
}

// Draw returns the lines of the screen, none longer than its width.
func (v *View) Draw(width, height int) []string {
	if !v.paused || v.lines == nil {
		v.lines = v.table.Lines(v.shown, v.by, v.reverse, v.containing)
	}
	if v.open != nil {
		return fit(append(strings.Split(strings.TrimRight(v.open.Text, "\n"), "\n"), "", "any key: back"), width, height)
	}
	body := max(height-4, 0)
	screen := append(make([]string, 0, height), v.title(), "", v.head(width))
	from := 0
	if i := v.at(); v.chosen && i >= body {
		from = i - body + 1
	}
	for i := from; i < len(v.lines) && i < from+body; i++ {
		screen = append(screen, v.line(&v.lines[i], width))
	}
	for len(screen) < height-1 {
		screen = append(screen, "")
	}
	return fit(append(screen, v.footer()), width, height)
}

// title says what is shown.
func (v *View) title() string {
	t := fmt.Sprintf("nlmon top: %d events, %d rows, by %s", v.table.total, len(v.lines), sortNames[v.by])
	if v.reverse {
		t += ", the least first"
	}
	if v.containing != "" || v.typing {
		t += fmt.Sprintf(", with %q", v.containing)
	}
	if v.paused {
		t += ", paused"
	}
	return t
}

func (v *View) footer() string {
	switch {
	case v.typing:
		return "show rows with: " + v.containing + "_"
	case v.Footer != "":
		return v.Footer
	}
	return "s sort  r reverse  f t d p columns  / filter  space pause  ↑↓ enter open  q quit"
}

// widths returns how wide the columns are: what is left after the numbers, shared by those that are shown.
func (v *View) widths(width int) (w [columns]int) {
	shares := [columns]int{Family: 3, Type: 5, Device: 3, Process: 4}
	all := 0
	for c, shown := range v.shown {
		if shown {
			all += shares[c]
		}
	}
	for c, shown := range v.shown {
		if shown {
			w[c] = max((width-numbersWidth)*shares[c]/all-1, 1)
		}
	}
	return w
}

// numbersWidth is how wide the numbers before the columns are.
const numbersWidth = 8 + 1 + 8 + 1 + 10 + 1

func (v *View) head(width int) string {
	return v.cells(fmt.Sprintf("%8s %8s %10s", "LAST 1s", "10s/s", "TOTAL"), columnNames, width)
}

func (v *View) line(l *Line, width int) string {
	s := v.cells(fmt.Sprintf("%8.0f %8.1f %10d", l.One, l.Ten, l.Total), l.Key, width)
	if v.chosen && l.Key == v.selected {
		return mark + s
	}
	return s
}

// mark is what the selected row starts with; the terminal shows it inverted.
const mark = "\x00"

func (v *View) cells(numbers string, key Key, width int) string {
	var b strings.Builder
	b.WriteString(numbers)
	for c, w := range v.widths(width) {
		if v.shown[c] {
			cell := cut(key[c], w)
			b.WriteString(" " + cell + strings.Repeat(" ", w-runewidth.StringWidth(cell)))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// cut makes a text at most that wide.
func cut(s string, width int) string {
	if runewidth.StringWidth(s) <= width {
		return s
	}
	return runewidth.Truncate(s, width, "…"[:min(width, 1)*len("…")])
}

// fit makes lines fit a screen.
func fit(lines []string, width, height int) []string {
	lines = lines[:min(len(lines), height)]
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, mark); ok {
			lines[i] = mark + cut(rest, width)
		} else {
			lines[i] = cut(l, width)
		}
	}
	return lines
}
