package hexdump

import (
	"bytes"
	"cmp"
	"regexp"
	"strconv"

	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// People post dumps with text around them, and programs log octets after words. What is no list of octets by itself is
// searched for one, which then must be a message by its header; the rest is text, and goes by.

// The words that say which way octets went, and the time before them.
var (
	sentWords     = regexp.MustCompile(`(?i)\b(send(to|msg|mmsg|ing)?|sent|tx|transmit\w*)\b`)
	receivedWords = regexp.MustCompile(`(?i)\b(recv(from|msg|mmsg)?|receiv(e|ed|ing)|rx)\b`)
	clockBefore   = regexp.MustCompile(`^\s*(?:\[\s*\d+\.\d+\]|\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ])?` +
		`\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?)\s+`)
	moreBehind = regexp.MustCompile(`\s*\.\.\. (\d+) more (?:bytes|items|octets)\s*`)
)

// directionOf tells the direction from the words before octets.
func directionOf(before []byte) codec.Direction {
	sent, received := sentWords.Match(before), receivedWords.Match(before)
	switch {
	case sent && !received:
		return codec.Sent
	case received && !sent:
		return codec.Received
	}
	return codec.DirectionUnknown
}

// isProse reports whether a line that is no list of octets is text: where it stops being octets it has a word, or
// nothing that looks like an octet, and those before it are not enough to mean something. inside says that a packet
// goes on, of which the line may be a damaged part.
func (l *textLine) isProse(text []byte, inside bool) bool {
	const few = 4
	if len(l.octets) >= few || inside && len(l.octets) > 0 {
		return false
	}
	from := bytes.LastIndexAny(text[:min(l.column-1, len(text))], " \t") + 1
	item, _, _ := bytes.Cut(text[from:], []byte(" "))
	if l.offset != "" { // characters stand after the octets
		return hasWord(item)
	}
	return hasWord(text[from:]) || !bytes.ContainsFunc(item, func(r rune) bool { return r < 0x80 && isHex(byte(r)) })
}

// hasWord reports whether text has a word.
func hasWord(text []byte) bool { return firstWord(text) >= 0 }

// firstWord returns where text is certain to have had a word, three letters or more that are not all hex digits; or -1.
func firstWord(text []byte) int {
	letters, other := 0, false
	for i, c := range text {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			letters, other = 0, false
			continue
		}
		letters++
		if other = other || !isHex(c); other && letters >= 3 {
			return i
		}
	}
	return -1
}

// maxPlaces is how many places of a line are searched for octets.
const maxPlaces = 16

// findOctets looks for a message in the middle of a line: after a time and, unless that alone may stand there, after
// a bracket, a quote, a colon, an equals sign or a word. It returns where it starts, or -1.
func findOctets(l *textLine, text []byte, behindTime bool) int {
	from := len(clockBefore.Find(text))
	if from > 0 && from < len(text) && findOctetsAt(l, text[from:]) {
		return from
	}
	if behindTime {
		return -1
	}
	places, word := 0, firstWord(text[from:])
	for i := from; i < len(text) && places < maxPlaces; i++ {
		at := placeOfOctets(text, i)
		// octets that none but octets come before are not another message
		if at < 0 || at > i && (word < 0 || at < from+word) {
			continue
		}
		places++
		if findOctetsAt(l, text[at:]) {
			return at
		}
	}
	return -1
}

// findOctetsAt reports whether a message stands at the start of text.
func findOctetsAt(l *textLine, text []byte) bool {
	parseLine(l, octetsOnly(text), false, false)
	if !l.startsMessage() {
		parseLine(l, text, false, false)
	}
	return l.startsMessage()
}

// behind notes the text before the octets.
func (l *textLine) behind(text []byte) {
	l.indent = len(text)
	l.direction = cmp.Or(l.direction, directionOf(text))
}

func (l *textLine) startsMessage() bool {
	return l.kind == lineOctets && l.wrong == "" && nlmsg.StartsMessages(l.octets, true)
}

// placeOfOctets returns where octets may start because of the character at i, or -1.
func placeOfOctets(text []byte, i int) int {
	switch text[i] {
	case '[', '{', '"', '\'', '`':
		return i
	case ':', '=', '>', ')', ']', ' ':
	default:
		return -1
	}
	for i++; i < len(text) && text[i] == ' '; i++ {
	}
	if i+1 < len(text) && (isHex(text[i]) && (isHex(text[i+1]) || text[i+1] == 'x') || text[i] == '\\') {
		return i
	}
	return -1
}

// octetsOnly cuts off what stands after a list of octets: at its closing bracket or quote, or at the first character
// that no list holds.
func octetsOnly(text []byte) []byte {
	open := text[0]
	if i := bytes.IndexByte([]byte("[{"), open); i >= 0 {
		if end := bytes.IndexByte(text, open+2); end > 0 {
			return text[:end+1]
		}
	}
	if bytes.IndexByte([]byte("\"'`"), open) >= 0 {
		for i := 1; i < len(text); i++ {
			switch text[i] {
			case '\\':
				i++
			case open:
				return text[:i+1]
			}
		}
	}
	for i, c := range text {
		if !isHex(c) && bytes.IndexByte([]byte("xX:, \t\\-"), c) < 0 {
			return text[:i]
		}
	}
	return text
}

// cutMore takes "... 22 more bytes" out of a list, as Node.js prints Buffers. It returns that number.
func cutMore(text []byte) ([]byte, int) {
	if !bytes.Contains(text, []byte(" more ")) {
		return text, 0
	}
	at := moreBehind.FindSubmatchIndex(text)
	if at == nil {
		return text, 0
	}
	n, err := strconv.Atoi(string(text[at[2]:at[3]]))
	if err != nil || n > nlmsg.MaxDatagram {
		return text, 0
	}
	return append(bytes.Clone(text[:at[0]]), text[at[1]:]...), n
}
