package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
)

// A log is read in four steps, of which each knows the one before it only: scanner → calls → descriptors → reader.

// scanner is the first step: the lines of a log, without the marks of quotations, told apart into rows of hex dumps and
// others.
type scanner struct {
	name    string // of the file
	lines   input.Lines
	line    []byte // the last line; of a row, from its mark on
	row     bool   // it is part of a hex dump
	rowOpen bool   // it is a row whose end a terminal wrapped
	again   bool   // it is to be returned once more

	fault  *captures.Error // to be told next
	ending *captures.Error // to be told at the end
}

// scan goes to the next line.
func (s *scanner) scan() error {
	if s.again {
		s.again = false
		return nil
	}
	for {
		line, err := s.lines.Next()
		if err != nil {
			return err
		}
		if s.sort(line) {
			return nil
		}
	}
}

// unscan makes scan return the last line again.
func (s *scanner) unscan() { s.again = true }

// nextRow goes to the next line if that is a row, too.
func (s *scanner) nextRow() bool {
	if s.scan() != nil { // again next time
		return false
	}
	if !s.row {
		s.unscan()
	}
	return s.row
}

// sort tells what a line is. It returns false for the end of a row that a terminal wrapped: no octets, but the text.
func (s *scanner) sort(line []byte) bool {
	open := s.rowOpen
	s.rowOpen, s.row = false, true
	if len(line) > 0 && line[0] == ' ' && isDump(line[1:]) { // as strace prints it
		s.takeRow(line[1:])
		return true
	}
	line = unquoted(line)
	if row := trimBlanks(line); isDump(row) {
		s.takeRow(row)
		return true
	}
	s.line, s.row = line, false
	return !open || len(line) == 0 || line[len(line)-1] != '|'
}

func (s *scanner) takeRow(line []byte) {
	s.line = line
	s.rowOpen = line[0] == '|' && line[len(line)-1] != '|'
	if s.lines.Torn && line[len(line)-1] != '|' {
		s.skipped("the log ends within a hex dump")
	}
}

// unquoted returns a line without the marks of a quotation, "> ", before it.
func unquoted(line []byte) []byte {
	for len(line) > 0 && (line[0] == '>' || line[0] == ' ' || line[0] == '\t') {
		rest := trimBlanks(line)
		if len(rest) == 0 || rest[0] != '>' || len(rest) > 1 && rest[1] != ' ' && rest[1] != '>' {
			return line
		}
		if line = rest[1:]; len(line) > 0 && line[0] == ' ' {
			line = line[1:]
		}
	}
	return line
}

// isDump reports whether a line is part of what -e read and -e write print below a call: " | 00000  34 00 …",
// " * 52 bytes in buffer 0" or " = 2 buffers in vector 0", without the blanks before it, which people change.
func isDump(line []byte) bool {
	if len(line) < 3 || line[1] != ' ' || !isDigit(line[2]) {
		return false
	}
	switch line[0] {
	case '|':
		return true
	case '*':
		return bytes.Contains(line, []byte(" bytes in buffer "))
	case '=':
		return bytes.Contains(line, []byte(" buffers in vector "))
	}
	return false
}

// skipped notes a fault of the current line. That the input ends within the line is told after all messages.
func (s *scanner) skipped(msg string) { s.skippedAt(s.position(), msg) }

// skippedAt notes a fault of a place.
func (s *scanner) skippedAt(pos captures.Position, msg string) {
	fault := &captures.Error{Pos: pos, Msg: msg, Skipped: true}
	if s.lines.Torn {
		fault.Skipped = false
		s.ending = fault
		return
	}
	s.fault = fault
}

func (s *scanner) position() captures.Position {
	return captures.Position{File: s.name, Line: s.lines.Number, Offset: s.lines.Offset}
}
