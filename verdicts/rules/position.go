package rules

import (
	"strings"
	"unicode"
)

// placeInside finds the place in the file of a place in a text that stands there, as plain, quoted, literal or folded
// text. line and column count from 1 inside the text. What is between the words may differ in the file: line ends,
// indentation.
func placeInside(file string, n *node, line, column int) (int, int) {
	text := n.value.(string)
	wanted := wordsBefore(text, line, column)
	at := cursor{rest: []rune(file), line: 1, column: 1}
	for (at.line < n.line || at.line == n.line && at.column < n.column) && len(at.rest) > 0 {
		at.next()
	}
	for n.block && at.line == n.line && len(at.rest) > 0 {
		at.next()
	}
	all := words(text)
	found := cursor{line: n.line, column: n.column}
	for i, want := range all {
		if i > wanted {
			break
		}
		for len(at.rest) > 0 && at.rest[0] != want && (i == 0 || between(at.rest[0])) {
			at.next()
		}
		if len(at.rest) == 0 || at.rest[0] != want {
			return found.line, found.column
		}
		found = at
		at.next()
	}
	if wanted >= len(all) {
		found = at // the place is after the last word
	}
	return found.line, found.column
}

// between tells what the file may have between the characters of a text that the text does not: white space, and what
// quotes and escapes are made of.
func between(r rune) bool { return unicode.IsSpace(r) || r == '\'' || r == '\\' }

// wordsBefore counts the characters of a text, white space left out, that stand before a place in it.
func wordsBefore(text string, line, column int) int {
	lines := strings.SplitAfter(text, "\n")
	line = min(line, len(lines))
	last := []rune(lines[line-1])
	before := strings.Join(lines[:line-1], "") + string(last[:min(column-1, len(last))])
	return len(words(before))
}

// words returns the characters of a text that are no white space.
func words(text string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text))
}

// cursor is a place in the file.
type cursor struct {
	rest         []rune
	line, column int
}

func (c *cursor) next() {
	if c.column++; c.rest[0] == '\n' {
		c.line, c.column = c.line+1, 1
	}
	c.rest = c.rest[1:]
}
