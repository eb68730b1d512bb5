package input

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// idle gives nothing for so many reads, then a text.
type idle struct {
	reads int
	then  io.Reader
}

func (i *idle) Read(p []byte) (int, error) {
	if i.reads--; i.reads >= 0 {
		return 0, nil
	}
	return i.then.Read(p)
}

// TestSourceIdle waits for readers that give neither octets nor an error, but not forever.
func TestSourceIdle(t *testing.T) {
	s := NewSource(&idle{maxEmptyReads - 1, strings.NewReader("abc")})
	if got := string(s.Peek(3)); got != "abc" || s.Failure() != nil {
		t.Errorf("got %q, %v", got, s.Failure())
	}
	s = NewSource(&idle{maxEmptyReads, strings.NewReader("abc")})
	if got := string(s.Peek(3)); got != "" || !errors.Is(s.Failure(), io.ErrNoProgress) {
		t.Errorf("got %q, %v", got, s.Failure())
	}
}

// TestSource looks at, skips and discards octets that come one by one, more than the buffer holds.
func TestSource(t *testing.T) {
	text := strings.Repeat("0123456789", sourceSize/5) // twice the buffer
	s := NewSource(iotest.HalfReader(strings.NewReader(text)))
	at := 0
	for _, step := range []int{1, sourceSize - 1, 7, sourceSize / 2, 3, sourceSize / 4} {
		if got := s.Peek(step); string(got) != text[at:at+step] {
			t.Fatalf("%d octets at %d are not those of the input", step, at)
		}
		s.Skip(step)
		if at += step; s.Offset() != int64(at) {
			t.Fatalf("at %d, not %d", s.off, at)
		}
	}
	if n := s.Discard(11); n != 11 {
		t.Errorf("%d octets discarded", n)
	}
	at += 11
	rest, err := io.ReadAll(s)
	if err != nil || string(rest) != text[at:] {
		t.Errorf("%d octets left of %d, %v", len(rest), len(text)-at, err)
	}
	if n := s.Discard(5); n != 0 || len(s.Peek(1)) != 0 || s.Failure() != nil {
		t.Errorf("%d octets after the end, %v", n, s.Failure())
	}
	s = NewSource(io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(errors.New("the disk is on fire"))))
	if n := s.Discard(5); n != 2 || s.Failure() == nil {
		t.Errorf("%d octets before a failure, %v", n, s.Failure())
	}
	if len(s.buf) > sourceSize {
		t.Errorf("a buffer of %d octets", len(s.buf))
	}
}

// TestLines cuts a text into lines, of which one is as long as may be, and one longer.
func TestLines(t *testing.T) {
	long := bytes.Repeat([]byte("x"), MaxLine)
	text := bytes.Join([][]byte{[]byte("a\r"), nil, long, append(long, 'x'), []byte("b\r\r"), []byte("c")},
		[]byte("\n"))
	l := NewLines(NewSource(bytes.NewReader(text)))
	for i, want := range []struct {
		length int
		cut    bool
	}{{1, false}, {0, false}, {MaxLine, false}, {MaxLine, true}, {2, false}, {1, false}} {
		line, err := l.Next()
		if err != nil || len(line) != want.length || l.Cut != want.cut || l.Number != i+1 || l.Torn != (i == 5) {
			t.Errorf("line %d: %d octets, %+v, %v", i+1, len(line), want, err)
		}
		l.Unread()
		if again, _ := l.Next(); !bytes.Equal(again, line) || l.Number != i+1 {
			t.Errorf("line %d again: %d octets, number %d", i+1, len(again), l.Number)
		}
	}
	if _, err := l.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}
