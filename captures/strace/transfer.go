package strace

import (
	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/captures/strace/internal/rebuild"
	"github.com/nlkit/nlkit/codec"
)

// transfer is a call that passed datagrams, or may have.
type transfer struct {
	use
	direction codec.Direction
	bare      bool // strace printed but a pointer to the messages
	event     string
	failed    string // why the datagram was not passed
	guess     string // what told the protocol
	msgs      []datagram
	next      int // the first message not handed out
	dump      []byte
	dumped    bool
	vector    int // the message that the dump is of
}

// datagram is a datagram of a call.
type datagram struct {
	buffer   int32 // the node of the buffer, or of the vector of buffers
	vector   bool
	length   int // on the wire
	stored   int // what of it the buffers hold
	groups   uint64
	dumped   bool
	from, to int // in the dump
}

// maxSpareDump bounds what is kept of the room for dumps.
const maxSpareDump = 8 << 20

// reset makes room for the transfer of another call.
func (t *transfer) reset(u use) {
	if cap(t.dump) > maxSpareDump {
		t.dump = nil
	}
	*t = transfer{use: u, msgs: t.msgs[:0], dump: t.dump[:0]}
}

// takeCall takes in a call that passes data, as far as the log has it.
func (s *reader) takeCall() {
	t := &s.transfer
	t.reset(s.use)
	if t.fragment {
		s.shown = s.takeFragment(t)
		return
	}
	s.shown = s.pass(t, t.result)
	switch torn := t.result.torn; {
	case s.shown && t.doubtful: // the next step reports whether it is netlink
	case s.shown && torn:
		s.skippedAt(t.position(s.name), "the line ends within the call: its datagram is shown as far as it goes")
	case s.shown:
		s.unreadable(t)
	case torn && t.socket.netlink:
		s.skippedAt(t.position(s.name), "the line ends within the call: what it passed is lost")
	}
	if s.shown && t.followed { // the dump tells all
		s.emitting, s.fault = false, nil
	}
}

// pass finds the datagrams of a call. It returns false if it passed none.
func (s *reader) pass(t *transfer, res result) bool {
	if !t.netlink {
		return false
	}
	shape := transferOf(t.name)
	t.direction = shape.direction
	switch {
	case string(res.errno) == "ENOBUFS" && t.direction == codec.Received:
		t.event = "ENOBUFS: the kernel dropped events, for the socket's buffer was full"
		t.msgs = append(t.msgs, datagram{})
		s.emitting = true
		return true
	case s.isPeek(shape.form) || !res.ok && !res.torn && t.direction == codec.Received:
		return false
	case !res.ok && !res.torn:
		t.failed = t.name + " did not return"
		if len(res.errno) > 0 {
			t.failed = t.name + " failed: " + string(res.errno)
		}
		res.value = rebuild.MaxDatagram // as long as the buffers are
	}
	s.addDatagrams(t, shape.form, res)
	if empty := len(t.msgs) == 0 || t.msgs[0].length == 0; empty && t.failed != "" && !t.doubtful {
		t.event = t.failed // all there is to tell
		t.msgs = append(t.msgs[:0], datagram{})
	} else if empty && !res.ok || res.ok && res.value == 0 {
		return false
	}
	s.emitting = res.torn || !s.dumps.expected(t)
	return true
}

// addDatagrams adds what the arguments of a call tell of its datagrams.
func (s *reader) addDatagrams(t *transfer, form transferForm, res result) {
	switch form {
	case plainBuffer:
		s.addBuffer(t, res)
	case plainVector:
		t.msgs = append(t.msgs, s.vectorMsg(s.tree.Arg(1), res))
	case oneMessage:
		s.addMessage(t, s.tree.Arg(1), res)
	case manyMessages:
		s.addMessages(t, res)
	}
}

// takeFragment takes in structures without a call. It returns false if there is no message in them.
func (s *reader) takeFragment(t *transfer) bool {
	buffer := s.findMessages(s.tree.Arg(0), 0)
	if buffer == 0 {
		s.unreadable(t)
		return false
	}
	length := s.builder.Measure(&s.tree, buffer)
	t.msgs = append(t.msgs, datagram{buffer: buffer, length: length, stored: length})
	s.emitting = true
	if t.result.torn {
		s.skippedAt(t.position(s.name), "the line ends within the message: it is shown as far as it goes")
	} else {
		s.unreadable(t)
	}
	if t.followed {
		s.emitting, s.fault = false, nil
	}
	return true
}

// unreadable notes what of a call could not be read.
func (s *reader) unreadable(t *transfer) {
	if line, msg := t.unreadable(&s.tree); msg != "" {
		pos := t.position(s.name)
		pos.Line = line
		s.fault = &captures.Error{Pos: pos, Msg: msg, Skipped: true}
	}
}

// findMessages returns the first node, from n on and below it, that is one message or a list of them, or 0.
func (s *reader) findMessages(n int32, depth int) int32 {
	if s.tree.Node(n).Kind != expr.String && s.builder.Measure(&s.tree, n) > 0 {
		return n
	}
	for c := s.tree.First(n); c != 0 && depth < maxFragmentDepth; c = s.tree.Next(c) {
		if found := s.findMessages(c, depth+1); found != 0 {
			return found
		}
	}
	return 0
}

// maxFragmentDepth is how deep in what passes them messages can be: [{msg_hdr={msg_iov=[{iov_base=[…]}]}}].
const maxFragmentDepth = 8
