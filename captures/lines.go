package captures

import "bytes"

// maxLine is the longest line that is read; two hex digits an octet, it holds more than a socket buffer.
const maxLine = 4 << 20

// lineReader cuts an input into lines.
type lineReader struct {
	src    *source
	number int // of the line last returned, from 1
}

// next returns the next line without its end. ok is false at the end of the input. length is that of the line; it is more
// than len(line) if the line was too long, and then skipped.
func (l *lineReader) next() (line []byte, length int64, ok bool) {
	searched := 0
	for {
		have := l.src.buffered()
		if i := bytes.IndexByte(have[searched:], '\n'); i >= 0 {
			l.number++
			l.src.skip(searched + i + 1)
			return have[:searched+i], int64(searched + i), true
		}
		searched = len(have)
		if searched > maxLine {
			l.number++
			return nil, l.skipLine(), true
		}
		if !l.src.fill() {
			if searched == 0 {
				return nil, 0, false
			}
			l.number++
			have = l.src.buffered()
			l.src.skip(len(have))
			return have, int64(len(have)), true
		}
	}
}

// skipLine goes past the rest of a line and returns its length.
func (l *lineReader) skipLine() int64 {
	length := int64(0)
	for {
		have := l.src.buffered()
		if i := bytes.IndexByte(have, '\n'); i >= 0 {
			l.src.skip(i + 1)
			return length + int64(i)
		}
		length += int64(len(have))
		l.src.skip(len(have))
		if !l.src.fill() {
			return length
		}
	}
}
