// Package strace reads the logs of strace.
package strace

import (
	"errors"
	"io"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/strace/internal/rebuild"
	"github.com/nlkit/nlkit/codec"
)

// reader is the last step: the datagrams of calls, as records.
type reader struct {
	descriptors
	builder *rebuild.Builder
	assumed int // protocol of sockets that the log does not explain, or captures.ProtocolUnknown

	transfer transfer // of the last call that passes data
	shown    bool     // it is to be handed out, and its dump may follow
	emitting bool     // it is being handed out
	dumps    dumps
	hinted   bool
}

// NewReader returns a reader of a log of strace in any of its forms, also one that a terminal wrapped, or that people
// broke, indented or quoted, and pieces of one. What strace does not tell is missing from the records, with the words
// that it has in place of octets. A token that makes no sense is such a part, and an *Error with Skipped set names it.
//
// name is the name of the file: strace -ff puts the process id at the end of it. registry holds the names that strace
// writes in place of numbers; without it, only what strace printed as octets is read whole. protocol is that of sockets
// that the log does not explain, or captures.ProtocolUnknown.
func NewReader(r io.Reader, name string, registry *codec.Registry, protocol int) captures.Reader {
	builder := rebuild.NewBuilder(registry)
	s := &reader{builder: builder, assumed: protocol}
	s.name, s.filePid, s.lines = name, pidOfName(name), input.NewLines(input.NewSource(r))
	s.unfinished = map[int]*call{}
	s.names, s.processes = builder.Names(), map[int]*process{}
	s.lastOpened, s.byInode = map[int]*socket{}, map[string]*socket{}
	return s
}

// hint is the remark on the first record that strace did not print whole.
const hint = "strace did not print all octets; this prints all: strace -f -tt -yy -e trace=network,read,write" +
	" -e verbose=none -s 0 -e read=all -e write=all"

// Next implements captures.Reader.
func (s *reader) Next(r *captures.Record) error {
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
		e, err := s.nextUse()
		switch {
		case errors.Is(err, io.EOF):
			return s.endOfLog()
		case err != nil:
			return &captures.Error{Pos: s.position(), Msg: "cannot read the strace log", Err: err}
		case e == callEnded:
			s.takeCall()
		case e == dumpEnded:
			s.emitting = s.shown
		case e == dumpRow && s.shown:
			for ok := true; ok; ok = s.nextRow() {
				s.transfer.addDump(s.line)
			}
		case e == dumpRow:
			s.dumps.always = true
		}
	}
}

// endOfLog returns what is wrong with the end of the input, then io.EOF.
func (s *reader) endOfLog() error {
	if err := s.ending; err != nil {
		s.ending = nil
		return err
	}
	return io.EOF
}

// emit hands out the next message of the current call.
func (s *reader) emit(r *captures.Record) bool {
	t := &s.transfer
	for t.next < len(t.msgs) {
		m := &t.msgs[t.next]
		t.next++
		if t.bare && !m.dumped {
			continue
		}
		if s.fill(r, t, m) {
			return true
		}
	}
	s.dumps.done(t)
	s.emitting, s.shown = false, false
	return false
}

// fill makes a record of a message. It returns false if the message turns out not to be netlink's.
func (s *reader) fill(r *captures.Record, t *transfer, m *datagram) bool {
	if t.socket.protocol == captures.ProtocolUnknown && t.event == "" {
		s.guess(t, m)
	}
	*r = captures.Record{
		Time: t.time, HasDate: t.hasDate, Elapsed: t.result.elapsed, Direction: t.direction, Pid: t.pid, Comm: t.comm,
		FD: t.fd, Protocol: t.socket.protocol, PortID: t.socket.portID, Groups: t.socket.groups,
		Event: t.event, Failed: t.failed, Guess: t.guess, Pos: t.position(s.name),
	}
	if m.groups != 0 {
		r.Groups = m.groups
	}
	if t.event != "" {
		return true
	}
	told := true
	if m.dumped {
		r.Data = t.dump[m.from:m.to]
		// strace dumps as much as the call returned, also after the buffer's end
		if m.stored > 0 && m.stored < len(r.Data) {
			r.Data = r.Data[:m.stored]
		}
	} else {
		r.Data, r.Missing, told = s.rebuild(t, m)
	}
	r.OriginalLen = max(m.length, len(r.Data))
	if t.doubtful && !codec.IsUevent(r.Data) && !looksLikeNetlink(r.Data, r.OriginalLen, r.Missing) {
		return false
	}
	r.BigEndian = len(r.Missing) == 0 && bigEndianOf(r.Data, r.OriginalLen)
	if t.fragment {
		r.Direction = nlmsg.GuessDirection(r.Data, r.BigEndian, r.Protocol)
	}
	if told = told && len(r.Missing) == 0; !told && !s.hinted {
		s.hinted = true
		r.Comment = hint
	}
	switch r.Protocol {
	case nlmsg.Generic:
		s.learnFamilies(r.Data)
	case nlmsg.Route:
		s.learnLinks(r.Data, r.Missing)
	}
	return true
}
