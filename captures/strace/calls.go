package strace

import (
	"bytes"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
)

// straceCall is a system call that may pass datagrams.
type straceCall struct {
	name    string
	text    []byte // "sendto(3, …) = 32 <0.000087>", owned
	open    int    // where in text the arguments start
	line    int
	offset  int64
	pid     int
	comm    string
	time    time.Time
	hasDate bool
	elapsed time.Duration

	places   []stracePlace // of the parts of text
	indent   int           // blanks before the line
	width    int           // octets of the first line
	brackets straceBrackets
	joined   int  // the first of places that a line goes on at, 0 if none does
	closed   bool // all brackets of text are closed
	tails    int  // how many lines went on with it after that
	fragment bool // text is structures without a call

	fd        int
	socket    straceSocket
	direction captures.Direction
	doubtful  bool // the descriptor is unknown: only octets that look like netlink count
	bare      bool // strace printed but a pointer to the messages
	event     string
	failed    string // why the datagram was not passed
	guess     string // what told the protocol
	msgs      []straceMsg
	next      int // the first message not handed out
	dump      []byte
	dumped    bool
	rowOpen   bool // the last row of the dump has no end
	vector    int  // the message that the dump is of
}

// straceMsg is a datagram of a call.
type straceMsg struct {
	buffer   int32 // the node of the buffer, or of the vector of buffers
	vector   bool
	length   int // on the wire
	stored   int // what of it the buffers hold
	groups   uint64
	dumped   bool
	from, to int // in the dump
}

// reset makes a call ready for reuse.
func (c *straceCall) reset() {
	*c = straceCall{text: c.text[:0], msgs: c.msgs[:0], dump: c.dump[:0], places: c.places[:0]}
}

func (s *straceReader) newCall() *straceCall {
	if c := s.callSpare; c != nil {
		s.callSpare = nil
		c.reset()
		return c
	}
	return new(straceCall)
}

// maxSpare bounds the text and dump that a call kept for reuse may hold on to.
const maxSpare = 8 << 20

func (s *straceReader) release(c *straceCall) {
	if cap(c.text)+cap(c.dump) <= maxSpare {
		s.callSpare = c
	}
}

// maxUnfinished bounds the text of calls that wait to be resumed.
const maxUnfinished = 4 * input.MaxLine

// start takes in a line that starts with a call.
func (s *straceReader) start(p stracePrefix, line []byte) {
	open := bytes.IndexByte(p.rest, '(')
	if open <= 0 || open > maxCallName {
		return
	}
	name := internCall(p.rest[:open])
	if name == "" || !s.wanted(name, p, open+1) {
		return
	}
	c := s.newCall()
	c.name, c.open = name, open+1
	c.line, c.offset = s.lines.Number, s.lines.Offset
	c.pid, c.comm, c.time, c.hasDate = p.pid, s.comm(p), p.time, p.hasDate
	c.indent, c.width = len(line)-len(trimBlanks(line)), len(line)
	c.mark(s.lines.Number, 1+len(line)-len(p.rest))
	if before, ok := cutUnfinished(p.rest); ok {
		c.text = append(c.text, before...)
		s.suspend(c)
		return
	}
	c.text = append(c.text, p.rest...)
	s.finish(c)
}

// wanted tells, without parsing the line, whether the call can matter: most lines of a log are of other descriptors.
func (s *straceReader) wanted(name string, p stracePrefix, open int) bool {
	if !usesPlainFiles(name) {
		return true
	}
	fd, n := decimal(p.rest[open:])
	if n == 0 {
		return false
	}
	if at(p.rest, open+n) == '<' {
		return hasPrefix(p.rest[open+n:], "<NETLINK:") || hasPrefix(p.rest[open+n:], "<socket:")
	}
	sock := s.process(p.pid).lookup(s, fd)
	return sock != nil && sock.netlink
}

// cutUnfinished returns the text before " <unfinished ...>".
func cutUnfinished(line []byte) ([]byte, bool) {
	const mark = "<unfinished ...>"
	if len(line) < len(mark) || line[len(line)-1] != '>' || string(line[len(line)-len(mark):]) != mark {
		return line, false
	}
	return bytes.TrimRight(line[:len(line)-len(mark)], " "), true
}

// suspend keeps a call until it is resumed.
func (s *straceReader) suspend(c *straceCall) {
	s.forget(c.pid)
	if s.waiting += len(c.text); s.waiting > maxUnfinished {
		clear(s.unfinished)
		s.waiting = len(c.text)
		s.skipped("too many calls wait to be resumed: those before this line are left out")
	}
	s.unfinished[c.pid] = c
}

// forget drops the unfinished call of a process.
func (s *straceReader) forget(pid int) {
	if old := s.unfinished[pid]; old != nil {
		s.waiting -= len(old.text)
		delete(s.unfinished, pid)
	}
}

// resume takes in a line like "<... recvmsg resumed>{msg_name=…}, 0) = 52".
func (s *straceReader) resume(p stracePrefix, line []byte) {
	c := s.unfinished[p.pid]
	const mark = " resumed>"
	end := bytes.Index(p.rest, []byte(mark))
	if c == nil || end < 0 || !hasPrefix(p.rest, "<... ") || string(p.rest[len("<... "):end]) != c.name {
		return
	}
	s.forget(p.pid)
	rest := p.rest[end+len(mark):]
	if len(c.text)+len(rest) > 2*input.MaxLine {
		return
	}
	if last := len(c.text) - 1; last >= 0 && c.text[last] == ',' {
		c.text = append(c.text, ' ')
	}
	c.mark(s.lines.Number, 1+len(line)-len(rest))
	c.text = append(c.text, rest...)
	s.finish(c)
}

// finish takes in a call whose text seems to be complete.
func (s *straceReader) finish(c *straceCall) {
	if c.fragment {
		s.finishFragment(c)
		return
	}
	rest, ok := s.tree.ParseArgs(c.text[c.open:])
	result := parseStraceResult(rest)
	switch {
	case (!ok || result.torn) && s.lines.Cut:
		s.torn(c)
	case !ok || result.torn || s.mayGoOn(c):
		s.hold(c)
	default:
		s.complete(c, result)
	}
}

// complete takes in a call whose text is complete, and was parsed.
func (s *straceReader) complete(c *straceCall, result straceResult) {
	if c.joined > 0 {
		s.width = c.width
	}
	if !s.transfer(c, result) {
		s.track(c, result)
		s.release(c)
		return
	}
	c.elapsed = result.elapsed
	if !c.doubtful {
		s.unreadable(c)
	}
}

// torn takes in a call whose line ends too early.
func (s *straceReader) torn(c *straceCall) {
	switch shown := s.transfer(c, straceResult{torn: true}); {
	case shown && !c.doubtful:
		s.skippedAt(c, "the line ends within the call: its datagram is shown as far as it goes")
	case shown: // the next step tells whether it is netlink
	case c.socket.netlink:
		s.skippedAt(c, "the line ends within the call: what it passed is lost")
		s.release(c)
	default:
		s.release(c)
	}
}

// comm returns the name of the program.
func (s *straceReader) comm(p stracePrefix) string {
	proc := s.process(p.pid)
	if len(p.comm) > 0 && string(p.comm) != proc.comm {
		proc.comm = string(p.comm)
	}
	return proc.comm
}
