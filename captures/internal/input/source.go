// Package input is what the readers of all formats read from: octets ahead of what is used, and lines of text.
package input

import (
	"errors"
	"io"
)

// Source hands out slices of an input. It reads ahead into one buffer, which grows only as far as octets really arrive.
type Source struct {
	r          io.Reader
	buf        []byte
	start, end int   // the octets read but not yet used are buf[start:end]
	off        int64 // where in the input buf[start] stood
	err        error // what ended the input: io.EOF or a failure
}

// sourceSize is the first size of a Source's buffer.
const sourceSize = 256 << 10

// NewSource returns a source of the octets that r reads: r itself if it is one.
func NewSource(r io.Reader) *Source {
	if s, ok := r.(*Source); ok {
		return s
	}
	return &Source{r: r, buf: make([]byte, sourceSize)}
}

// Of returns a source of octets that are there.
func Of(octets []byte) *Source { return &Source{buf: octets, end: len(octets), err: io.EOF} }

// Fill reads once, making room first. It reports whether octets came.
func (s *Source) Fill() bool {
	if s.err != nil {
		return false
	}
	if s.start == s.end {
		s.start, s.end = 0, 0
	}
	if s.end == len(s.buf) {
		s.makeRoom()
	}
	for range maxEmptyReads {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		s.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// maxEmptyReads is how often in turn a reader may give neither octets nor an error.
const maxEmptyReads = 100

func (s *Source) makeRoom() {
	if s.start >= len(s.buf)/2 {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
		return
	}
	grown := make([]byte, 2*len(s.buf))
	s.end = copy(grown, s.buf[s.start:s.end])
	s.start, s.buf = 0, grown
}

// Peek returns the next n octets, which stay valid until the next call that reads; fewer if the input ends before.
func (s *Source) Peek(n int) []byte {
	for s.end-s.start < n && s.Fill() {
		continue
	}
	return s.buf[s.start:min(s.start+n, s.end)]
}

// Buffered returns what was read and not used.
func (s *Source) Buffered() []byte { return s.buf[s.start:s.end] }

// Skip goes past n octets that Peek returned.
func (s *Source) Skip(n int) {
	s.start += n
	s.off += int64(n)
}

// Discard goes past n octets and returns how many there were.
func (s *Source) Discard(n int64) int64 {
	left := n
	for left > 0 {
		if s.start == s.end && !s.Fill() {
			break
		}
		step := int(min(left, int64(s.end-s.start)))
		s.Skip(step)
		left -= int64(step)
	}
	return n - left
}

// Offset returns where in the input the next octet stands.
func (s *Source) Offset() int64 { return s.off }

// Ended reports whether nothing is left to be read but what is buffered.
func (s *Source) Ended() bool { return s.err != nil }

// Failure returns the error that ended the input, or nil if it merely ended.
func (s *Source) Failure() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// Read lets the Source stand in for the input it reads.
func (s *Source) Read(p []byte) (int, error) {
	if s.start == s.end && !s.Fill() {
		return 0, s.err
	}
	n := copy(p, s.buf[s.start:s.end])
	s.Skip(n)
	return n, nil
}
