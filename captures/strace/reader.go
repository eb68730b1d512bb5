// Package strace reads the logs of strace.
package strace

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/rebuild"
	"github.com/nlkit/nlkit/captures/internal/straceexpr"
	"github.com/nlkit/nlkit/codec"
)

// NewReader returns a reader of a log of strace in any of its forms, also one that a terminal wrapped, or that people
// broke, indented or quoted, and pieces of one. What strace does not tell is missing from the records, with the words
// that it has in place of octets. A token that makes no sense is such a part, and an *Error with Skipped set names it.
//
// name is the name of the file: strace -ff puts the process id at the end of it. registry holds the names that strace
// writes in place of numbers; without it, only what strace printed as octets is read whole. protocol is that of sockets
// that the log does not explain, or captures.ProtocolUnknown.
func NewReader(r io.Reader, name string, registry *codec.Registry, protocol int) captures.Reader {
	return &straceReader{
		lines:      input.NewLines(input.NewSource(r)),
		name:       name,
		filePid:    pidOfName(name),
		builder:    rebuild.NewBuilder(registry),
		assumed:    protocol,
		processes:  map[int]*straceProcess{},
		lastOpened: map[int]*straceSocket{},
		byInode:    map[string]*straceSocket{},
		unfinished: map[int]*straceCall{},
	}
}

// straceHint is the remark on the first record that strace did not print whole.
const straceHint = "strace did not print all octets; this prints all: strace -f -tt -yy -e trace=network,read,write" +
	" -e verbose=none -s 0 -e read=all -e write=all"

type straceReader struct {
	lines   input.Lines
	name    string
	filePid int
	clock   straceClock
	builder *rebuild.Builder
	tree    straceexpr.Tree

	processes  map[int]*straceProcess
	lastOpened map[int]*straceSocket    // by descriptor, for processes of unknown descent
	byInode    map[string]*straceSocket // by decoration, "socket:[7356]", for descriptors passed between processes
	unfinished map[int]*straceCall      // by process
	waiting    int                      // octets of text in unfinished
	held       *straceCall              // a call whose text the next line may go on with, or nil
	width      int                      // of lines that a terminal wrapped, 0 if none was seen
	assumed    int                      // protocol of sockets that the log does not explain, or ProtocolUnknown

	call      *straceCall // the last call, whose dump may follow, or nil
	dumps     straceDumps
	emitting  bool // the messages of call are being handed out
	hinted    bool
	fault     *captures.Error // to be returned next
	ending    *captures.Error // to be returned at the end
	spans     []captures.Span
	callSpare *straceCall
}

// pidOfName returns the process id at the end of the name of a file that strace -ff wrote, or 0.
func pidOfName(name string) int {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return 0
	}
	pid, err := strconv.Atoi(name[dot+1:])
	if err != nil || pid <= 0 {
		return 0
	}
	return pid
}

// Next implements Reader.
func (s *straceReader) Next(r *captures.Record) error {
	for {
		if s.fault != nil {
			err := s.fault
			s.fault = nil
			return err
		}
		if s.emitting {
			if s.emit(r) {
				return nil
			}
			continue
		}
		line, err := s.lines.Next()
		if err != nil {
			if s.held != nil {
				s.giveUp()
				continue
			}
			if s.call != nil {
				s.emitting = true
				continue
			}
			if errors.Is(err, io.EOF) {
				return s.end()
			}
			return &captures.Error{Pos: s.position(), Msg: "cannot read the strace log", Err: err}
		}
		s.line(line)
	}
}

// line takes in a line. If the call before it is now complete, the line is kept for when that was handed out.
func (s *straceReader) line(line []byte) {
	if len(line) > 0 && line[0] == ' ' && isDump(line[1:]) { // as strace prints it
		s.dump(line[1:])
		return
	}
	line = unquoted(line)
	if dump := trimBlanks(line); isDump(dump) {
		s.dump(dump)
		return
	}
	if s.held != nil {
		if s.goesOn(line) {
			s.join(line)
			return
		}
		s.giveUp()
		s.lines.Unread()
		return
	}
	if s.call != nil {
		if s.call.endsRow(line) {
			return
		}
		s.emitting = true
		s.lines.Unread()
		return
	}
	if s.lines.Cut {
		s.skipped(fmt.Sprintf("line longer than %d MiB: only its start is read", input.MaxLine>>20))
	}
	s.event(line)
}

// dump takes in a line of a hex dump.
func (s *straceReader) dump(line []byte) {
	if s.held != nil { // the dump tells what the text does not
		if s.giveUp(); s.call != nil {
			s.emitting, s.fault = false, nil
		}
	}
	if s.lines.Torn && !bytes.HasSuffix(line, []byte("|")) {
		s.skipped("the log ends within a hex dump")
	}
	if s.call != nil {
		s.call.addDump(line)
		return
	}
	s.dumps.always = true
}

// event takes in a line that is not part of a dump.
func (s *straceReader) event(line []byte) {
	p := s.clock.prefix(line)
	if p.pid == 0 {
		p.pid = s.filePid
	}
	switch rest := p.rest; {
	case len(rest) == 0:
	case rest[0] == '<':
		s.resume(p, line)
	case rest[0] == '+':
		if hasPrefix(rest, "+++ exited") || hasPrefix(rest, "+++ killed") {
			s.exit(p.pid)
		}
	case isFragment(rest):
		s.startFragment(p, line)
	case isIdentifier(rest[0]):
		s.start(p, line)
	}
}

// skipped notes a fault of the current line. That the input ends within the line is told after all messages.
func (s *straceReader) skipped(msg string) {
	s.note(&captures.Error{Pos: s.position(), Msg: msg, Skipped: true})
}

// skippedAt notes a fault of a call.
func (s *straceReader) skippedAt(c *straceCall, msg string) {
	s.note(&captures.Error{Pos: captures.Position{File: s.name, Line: c.line, Offset: c.offset}, Msg: msg, Skipped: true})
}

func (s *straceReader) note(fault *captures.Error) {
	if s.lines.Torn {
		fault.Skipped = false
		s.ending = fault
		return
	}
	s.fault = fault
}

// end returns what is wrong with the end of the input, then io.EOF.
func (s *straceReader) end() error {
	if err := s.ending; err != nil {
		s.ending = nil
		return err
	}
	return io.EOF
}

func (s *straceReader) position() captures.Position {
	return captures.Position{File: s.name, Line: s.lines.Number, Offset: s.lines.Offset}
}

// emit hands out the next message of the current call.
func (s *straceReader) emit(r *captures.Record) bool {
	c := s.call
	for c.next < len(c.msgs) {
		m := &c.msgs[c.next]
		c.next++
		if c.bare && !m.dumped {
			continue
		}
		if s.fill(r, c, m) {
			return true
		}
	}
	s.dumps.done(c)
	s.emitting, s.call = false, nil
	s.release(c)
	return false
}

// fill makes a record of a message. It returns false if the message turns out not to be netlink's.
func (s *straceReader) fill(r *captures.Record, c *straceCall, m *straceMsg) bool {
	if c.socket.protocol == captures.ProtocolUnknown && c.event == "" {
		s.guess(c, m)
	}
	*r = captures.Record{
		Time: c.time, HasDate: c.hasDate, Elapsed: c.elapsed, Direction: c.direction, Pid: c.pid, Comm: c.comm,
		FD: c.fd, Protocol: c.socket.protocol, PortID: c.socket.portID, Groups: c.socket.groups,
		Event: c.event, Failed: c.failed, Guess: c.guess, Pos: captures.Position{File: s.name, Line: c.line, Offset: c.offset},
	}
	if m.groups != 0 {
		r.Groups = m.groups
	}
	if c.event != "" {
		return true
	}
	told := true
	if m.dumped {
		r.Data = c.dump[m.from:m.to]
		// strace dumps as much as the call returned, also behind the buffer's end
		if m.stored > 0 && m.stored < len(r.Data) {
			r.Data = r.Data[:m.stored]
		}
	} else {
		r.Data, told = s.rebuild(c, m)
		r.Missing = s.spans
	}
	r.OriginalLen = max(m.length, len(r.Data))
	if c.doubtful && !codec.IsUevent(r.Data) && !looksLikeNetlink(r.Data, r.OriginalLen, r.Missing) {
		return false
	}
	r.BigEndian = len(r.Missing) == 0 && bigEndianOf(r.Data, r.OriginalLen)
	if c.fragment {
		r.Direction = nlmsg.GuessDirection(r.Data, r.BigEndian, r.Protocol)
	}
	if told = told && len(r.Missing) == 0; !told && !s.hinted {
		s.hinted = true
		r.Comment = straceHint
	}
	switch r.Protocol {
	case nlmsg.Generic:
		s.learnFamilies(r.Data)
	case nlmsg.Route:
		s.learnLinks(r.Data, r.Missing)
	}
	return true
}

// rebuild returns the octets that the text of a call tells, and whether it told all; s.spans is what lacks.
func (s *straceReader) rebuild(c *straceCall, m *straceMsg) ([]byte, bool) {
	s.spans = s.spans[:0]
	s.builder.Start(&s.tree, c.socket.protocol)
	if m.vector {
		s.addVector(m)
	} else if m.buffer != 0 {
		s.builder.Add(m.buffer, m.stored)
	}
	data, missing := s.builder.Finish()
	for _, span := range missing {
		s.spans = append(s.spans, captures.Span(span))
	}
	return data, len(data) >= m.stored || s.builder.Ended()
}

// addVector adds the buffers of a message one after the other.
func (s *straceReader) addVector(m *straceMsg) {
	left := m.stored
	for n := s.tree.First(m.buffer); n != 0 && left > 0; n = s.tree.Next(n) {
		base, size, ok := s.iovec(n)
		if !ok {
			return
		}
		size = min(size, left)
		if size > 0 && !s.builder.Add(base, size) {
			return
		}
		left -= size
	}
}

// iovec returns the base and the length of a struct iovec: {iov_base="…", iov_len=4}, or {"…", 4} of older straces.
func (s *straceReader) iovec(n int32) (base int32, size int, ok bool) {
	if s.tree.Node(n).Kind != straceexpr.Struct {
		return 0, 0, false
	}
	base, length := s.tree.Child(n, "iov_base"), s.tree.Child(n, "iov_len")
	if base == 0 {
		if base = s.tree.First(n); base != 0 {
			length = s.tree.Next(base)
		}
	}
	if length == 0 {
		return 0, 0, false
	}
	size, ok = s.length(length)
	return base, size, ok
}

// length returns the value of a node that is a length.
func (s *straceReader) length(n int32) (int, bool) {
	if n == 0 {
		return 0, false
	}
	node := s.tree.Node(n)
	if node.Kind != straceexpr.Number || node.Value > 1<<31 {
		return 0, false
	}
	return int(node.Value), true
}
