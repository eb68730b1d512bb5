package captures

import (
	"bytes"
	"io"
)

// maxStraceLine bounds what is kept of a line. A call that passes 1 MiB makes 4 MiB of \x escapes.
const maxStraceLine = 4 << 20

// lineReader cuts a text into lines.
type lineReader struct {
	src    *source
	number int   // of the last line, from 1
	offset int64 // where it started
	cut    bool  // it was longer than maxStraceLine
	torn   bool  // the input ended before its end
	last   []byte
	again  bool // next returns the last line once more
	rest   bool // the rest of a line that was cut is still to be skipped
}

// unread makes next return the last line again.
func (l *lineReader) unread() { l.again = true }

// next returns a line without its end. It is valid until the call after the next.
func (l *lineReader) next() ([]byte, error) {
	if l.again {
		l.again = false
		return l.last, nil
	}
	if l.rest {
		l.skipRest()
	}
	scanned := 0
	for {
		b := l.src.buffered()
		if i := bytes.IndexByte(b[scanned:], '\n'); i >= 0 && scanned+i <= maxStraceLine {
			return l.take(b[:scanned+i], scanned+i+1), nil
		}
		if len(b) > maxStraceLine {
			l.rest = true
			return l.take(b[:maxStraceLine], maxStraceLine), nil
		}
		scanned = len(b)
		if l.src.fill() {
			continue
		}
		if scanned == 0 {
			if err := l.src.failure(); err != nil {
				return nil, err
			}
			return nil, io.EOF
		}
		l.torn = true
		return l.take(b, scanned), nil
	}
}

func (l *lineReader) take(line []byte, size int) []byte {
	l.number++
	l.offset = l.src.off
	l.src.skip(size)
	l.cut = l.rest
	l.last = bytes.TrimSuffix(line, []byte("\r"))
	return l.last
}

func (l *lineReader) skipRest() {
	l.rest = false
	for {
		b := l.src.buffered()
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			l.src.skip(i + 1)
			return
		}
		l.src.skip(len(b))
		if !l.src.fill() {
			return
		}
	}
}
