package input

import (
	"bytes"
	"io"
)

// MaxLine bounds what is kept of a line. A call that passes 1 MiB makes 4 MiB of \x escapes.
const MaxLine = 4 << 20

// Lines cuts a text into lines.
type Lines struct {
	// Of the last line.
	Number int   // from 1
	Offset int64 // where it started
	Cut    bool  // it was longer than MaxLine
	Torn   bool  // the input ended before its end

	src   *Source
	last  []byte
	again bool // Next returns the last line once more
	rest  bool // the rest of a line that was cut is still to be skipped
}

// NewLines returns the lines of an input.
func NewLines(src *Source) Lines { return Lines{src: src} }

// Unread makes Next return the last line again.
func (l *Lines) Unread() { l.again = true }

// Next returns a line without its end. It is valid until the call after the next.
func (l *Lines) Next() ([]byte, error) {
	if l.again {
		l.again = false
		return l.last, nil
	}
	if l.rest {
		l.skipRest()
	}
	scanned := 0
	for {
		b := l.src.Buffered()
		if i := bytes.IndexByte(b[scanned:], '\n'); i >= 0 && scanned+i <= MaxLine {
			return l.cutOff(b[:scanned+i], scanned+i+1), nil
		}
		if len(b) > MaxLine {
			l.rest = true
			return l.cutOff(b[:MaxLine], MaxLine), nil
		}
		scanned = len(b)
		if l.src.Fill() {
			continue
		}
		if scanned == 0 {
			if err := l.src.Failure(); err != nil {
				return nil, err
			}
			return nil, io.EOF
		}
		l.Torn = true
		return l.cutOff(b, scanned), nil
	}
}

func (l *Lines) cutOff(line []byte, size int) []byte {
	l.Number++
	l.Offset = l.src.Offset()
	l.src.Skip(size)
	l.Cut = l.rest
	l.last = bytes.TrimSuffix(line, []byte("\r"))
	return l.last
}

func (l *Lines) skipRest() {
	l.rest = false
	for {
		b := l.src.Buffered()
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			l.src.Skip(i + 1)
			return
		}
		l.src.Skip(len(b))
		if !l.src.Fill() {
			return
		}
	}
}
