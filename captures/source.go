package captures

import (
	"errors"
	"io"
)

// source hands out slices of an input. It reads ahead into one buffer, which grows only as far as octets really arrive.
type source struct {
	r          io.Reader
	buf        []byte
	start, end int   // the octets read but not yet used are buf[start:end]
	off        int64 // where in the input buf[start] stood
	err        error // what ended the input: io.EOF or a failure
}

// sourceSize is the first size of a source's buffer.
const sourceSize = 256 << 10

func newSource(r io.Reader) *source {
	return &source{r: r, buf: make([]byte, sourceSize)}
}

// fill reads once, making room first. It reports whether octets came.
func (s *source) fill() bool {
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

func (s *source) makeRoom() {
	if s.start >= len(s.buf)/2 {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
		return
	}
	grown := make([]byte, 2*len(s.buf))
	s.end = copy(grown, s.buf[s.start:s.end])
	s.start, s.buf = 0, grown
}

// peek returns the next n octets, which stay valid until the next call that reads; fewer if the input ends before.
func (s *source) peek(n int) []byte {
	for s.end-s.start < n && s.fill() {
		continue
	}
	return s.buf[s.start:min(s.start+n, s.end)]
}

// buffered returns what was read and not used.
func (s *source) buffered() []byte { return s.buf[s.start:s.end] }

// skip goes past n octets that peek returned.
func (s *source) skip(n int) {
	s.start += n
	s.off += int64(n)
}

// discard goes past n octets and returns how many there were.
func (s *source) discard(n int64) int64 {
	left := n
	for left > 0 {
		if s.start == s.end && !s.fill() {
			break
		}
		step := int(min(left, int64(s.end-s.start)))
		s.skip(step)
		left -= int64(step)
	}
	return n - left
}

// failure returns the error that ended the input, or nil if it merely ended.
func (s *source) failure() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// Read lets the source stand in for the input it reads.
func (s *source) Read(p []byte) (int, error) {
	if s.start == s.end && !s.fill() {
		return 0, s.err
	}
	n := copy(p, s.buf[s.start:s.end])
	s.skip(n)
	return n, nil
}
