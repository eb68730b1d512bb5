package strace

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

// calls is the second step: lines put together to system calls, whose arguments and results are parsed.
type calls struct {
	scanner
	filePid int
	clock   clock
	tree    expr.Tree // of the arguments of call

	begun    beginning
	accepted *call // whose beginning was accepted just now, or nil
	call     *call // the last that ended, or nil
	dumpDue  bool  // rows of its dump may follow
	gone     int   // the process that ended last

	unfinished map[int]*call // by process
	waiting    int           // octets of text in unfinished
	held       *call         // a call whose text the next line may go on with, or nil
	width      int           // of lines that a terminal wrapped, 0 if none was seen
	spare      *call
}

// beginning is the first line of a call.
type beginning struct {
	prefix
	name     string
	open     int // where in rest the arguments start
	fragment bool
}

// event is what happens in a log.
type event uint8

const (
	nothing   event = iota // but a fault
	callBegan              // begun is of a call, which is left out unless it is accepted
	callEnded              // call is complete, or all that the log has of it
	dumpRow                // line is part of the dump below the last call
	dumpEnded              // no more of them: this comes after every call that ended
	exited                 // the process gone is no more
)

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

// nextEvent goes on to what happens next. A call is valid until the event after the end of its dump.
func (s *calls) nextEvent() (event, error) {
	if !s.dumpDue && s.call != nil {
		s.release(s.call)
		s.call = nil
	}
	if c := s.accepted; c != nil {
		s.accepted = nil
		if s.goOn(c) {
			return s.end(c), nil
		}
	}
	for s.fault == nil {
		if err := s.scan(); err != nil {
			switch {
			case s.held != nil:
				return s.end(s.giveUp()), nil
			case s.dumpDue:
				s.dumpDue = false
				return dumpEnded, nil
			}
			return nothing, err
		}
		if e := s.takeLine(); e != nothing {
			return e, nil
		}
	}
	return nothing, nil
}

// takeLine takes in a line. If it ends what came before it, it is kept for the next event.
func (s *calls) takeLine() event {
	switch {
	case s.row && s.held != nil:
		s.unscan()
		c := s.giveUp()
		c.followed = true
		return s.end(c)
	case s.row:
		return dumpRow
	case s.held != nil && s.goesOn(s.line):
		if c := s.held; s.join(s.line) {
			return s.end(c)
		}
		return nothing
	case s.held != nil:
		s.unscan()
		return s.end(s.giveUp())
	case s.dumpDue:
		s.dumpDue = false
		s.unscan()
		return dumpEnded
	}
	if s.lines.Cut {
		s.skipped(fmt.Sprintf("line longer than %d MiB: only its start is read", input.MaxLine>>20))
	}
	return s.begin(s.line)
}

// begin takes in a line that goes on with nothing.
func (s *calls) begin(line []byte) event {
	p := s.clock.prefix(line)
	if p.pid == 0 {
		p.pid = s.filePid
	}
	switch rest := p.rest; {
	case len(rest) == 0:
	case rest[0] == '<':
		if c := s.resume(p, line); c != nil && s.finish(c) {
			return s.end(c)
		}
	case rest[0] == '+':
		if hasPrefix(rest, "+++ exited") || hasPrefix(rest, "+++ killed") {
			s.forget(p.pid)
			s.gone = p.pid
			return exited
		}
	case isFragment(rest):
		s.begun = beginning{prefix: p, fragment: true}
		return callBegan
	case isIdentifier(rest[0]):
		open := bytes.IndexByte(rest, '(')
		if open <= 0 || open > maxCallName {
			return nothing
		}
		if name := internCall(rest[:open]); name != "" {
			s.begun = beginning{prefix: p, name: name, open: open + 1}
			return callBegan
		}
	}
	return nothing
}

// accept takes up the call that began, of a program of that name.
func (s *calls) accept(comm string) {
	b, c := &s.begun, s.newCall()
	c.name, c.open, c.fragment = b.name, b.open, b.fragment
	c.line, c.offset = s.lines.Number, s.lines.Offset
	c.pid, c.comm, c.time, c.hasDate = b.pid, comm, b.time, b.hasDate
	c.indent, c.width = len(s.line)-len(trimBlanks(s.line)), len(s.line)
	c.mark(s.lines.Number, 1+len(s.line)-len(b.rest))
	c.text = append(c.text, b.rest...)
	s.accepted = c
}

// goOn takes in the first line of a call. It returns true if that is all of it.
func (s *calls) goOn(c *call) bool {
	if c.fragment {
		if c.advance(0); !c.closed {
			s.held = c
			return false
		}
	} else if before, ok := cutUnfinished(c.text); ok {
		c.text = c.text[:len(before)]
		s.suspend(c)
		return false
	}
	return s.finish(c)
}

// end makes a call the last that ended.
func (s *calls) end(c *call) event {
	s.call, s.dumpDue = c, true
	return callEnded
}

// finish parses a call whose text seems to be complete. It returns false if the next line may go on with it.
func (s *calls) finish(c *call) bool {
	if c.fragment {
		c.result = result{torn: !s.tree.ParseList(c.text)}
		return true
	}
	ok := s.parse(c)
	switch {
	case !ok && s.lines.Cut:
		c.result = result{torn: true}
	case !ok || s.mayGoOn(c):
		s.hold(c)
		return false
	case c.joined > 0:
		s.width = c.width
	}
	return true
}

// parse parses the text of a call. It returns false if that ends too early.
func (s *calls) parse(c *call) bool {
	rest, ok := s.tree.ParseArgs(c.text[c.open:])
	c.result = parseResult(rest)
	return ok && !c.result.torn
}

// maxUnfinished bounds the text of calls that wait to be resumed.
const maxUnfinished = 4 * input.MaxLine

// cutUnfinished returns the text before " <unfinished ...>".
func cutUnfinished(line []byte) ([]byte, bool) {
	const mark = "<unfinished ...>"
	if len(line) < len(mark) || line[len(line)-1] != '>' || string(line[len(line)-len(mark):]) != mark {
		return line, false
	}
	return bytes.TrimRight(line[:len(line)-len(mark)], " "), true
}

// suspend keeps a call until it is resumed.
func (s *calls) suspend(c *call) {
	s.forget(c.pid)
	if s.waiting += len(c.text); s.waiting > maxUnfinished {
		clear(s.unfinished)
		s.waiting = len(c.text)
		s.skipped("too many calls wait to be resumed: those before this line are left out")
	}
	s.unfinished[c.pid] = c
}

// forget drops the unfinished call of a process.
func (s *calls) forget(pid int) {
	if old := s.unfinished[pid]; old != nil {
		s.waiting -= len(old.text)
		delete(s.unfinished, pid)
	}
}

// resume takes in a line like "<... recvmsg resumed>{msg_name=…}, 0) = 52". It returns the call, or nil if none waits.
func (s *calls) resume(p prefix, line []byte) *call {
	c := s.unfinished[p.pid]
	const mark = " resumed>"
	end := bytes.Index(p.rest, []byte(mark))
	if c == nil || end < 0 || !hasPrefix(p.rest, "<... ") || string(p.rest[len("<... "):end]) != c.name {
		return nil
	}
	s.forget(p.pid)
	rest := p.rest[end+len(mark):]
	if len(c.text)+len(rest) > 2*input.MaxLine {
		return nil
	}
	if last := len(c.text) - 1; last >= 0 && c.text[last] == ',' {
		c.text = append(c.text, ' ')
	}
	c.mark(s.lines.Number, 1+len(line)-len(rest))
	c.text = append(c.text, rest...)
	return c
}

func (s *calls) newCall() *call {
	if c := s.spare; c != nil {
		s.spare = nil
		c.reset()
		return c
	}
	return new(call)
}

// maxSpare bounds the text that a call kept for reuse may hold on to.
const maxSpare = 8 << 20

func (s *calls) release(c *call) {
	if cap(c.text) <= maxSpare {
		s.spare = c
	}
}
