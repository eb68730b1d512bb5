package strace

import (
	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/rebuild"
	"github.com/nlkit/nlkit/captures/internal/straceexpr"
)

// transferShape says how a system call passes data.
type transferShape struct {
	direction captures.Direction
	form      transferForm
}

type transferForm uint8

const (
	plainBuffer  transferForm = iota // (fd, buffer, length, flags, address)
	plainVector                      // (fd, [{iov_base, iov_len}])
	oneMessage                       // (fd, {msg_name, msg_iov}, flags)
	manyMessages                     // (fd, [{msg_hdr, msg_len}], count, flags)
)

// transferOf returns the shape of a call that passes data; direction is DirectionUnknown for other calls.
func transferOf(name string) transferShape {
	switch name {
	case "sendto", "send", "write":
		return transferShape{captures.Sent, plainBuffer}
	case "recvfrom", "recv", "read":
		return transferShape{captures.Received, plainBuffer}
	case "writev":
		return transferShape{captures.Sent, plainVector}
	case "readv":
		return transferShape{captures.Received, plainVector}
	case "sendmsg":
		return transferShape{captures.Sent, oneMessage}
	case "recvmsg":
		return transferShape{captures.Received, oneMessage}
	case "sendmmsg":
		return transferShape{captures.Sent, manyMessages}
	case "recvmmsg", "recvmmsg_time64":
		return transferShape{captures.Received, manyMessages}
	}
	return transferShape{}
}

// usesPlainFiles tells whether a call is one that programs use on files far more than on sockets.
func usesPlainFiles(name string) bool {
	switch name {
	case "read", "write", "readv", "writev":
		return true
	}
	return false
}

// internCall returns the name of a call that matters to the reader, or "".
func internCall(name []byte) string {
	switch string(name) {
	case "sendto":
		return "sendto"
	case "recvfrom":
		return "recvfrom"
	case "sendmsg":
		return "sendmsg"
	case "recvmsg":
		return "recvmsg"
	case "read":
		return "read"
	case "write":
		return "write"
	}
	for _, known := range otherCalls {
		if string(name) == known {
			return known
		}
	}
	return ""
}

// otherCalls is the calls that are rarer.
var otherCalls = []string{
	"send", "recv", "readv", "writev", "sendmmsg", "recvmmsg", "recvmmsg_time64",
	"close", "socket", "bind", "getsockname", "setsockopt", "dup", "dup2", "dup3", "fcntl", "fcntl64", "close_range",
	"clone", "clone2", "clone3", "fork", "vfork", "execve", "execveat", "ioctl",
	"open", "openat", "openat2", "creat", "accept", "accept4", "epoll_create", "epoll_create1", "eventfd", "eventfd2",
	"timerfd_create", "signalfd", "signalfd4", "memfd_create", "inotify_init", "inotify_init1", "pidfd_open",
	"pipe", "pipe2", "socketpair",
}

// transfer takes in a call that passes data on a netlink socket. It returns false if the call is none.
func (s *straceReader) transfer(c *straceCall, result straceResult) bool {
	shape := transferOf(c.name)
	if shape.direction == captures.DirectionUnknown || !s.identify(c) {
		return false
	}
	c.direction = shape.direction
	switch {
	case string(result.errno) == "ENOBUFS" && c.direction == captures.Received:
		c.event = "ENOBUFS: the kernel dropped events, for the socket's buffer was full"
		c.msgs = append(c.msgs, straceMsg{})
		s.call, s.emitting = c, true
		return true
	case s.isPeek(shape.form) || !result.ok && !result.torn && c.direction == captures.Received:
		return false
	case !result.ok && !result.torn:
		c.failed = c.name + " did not return"
		if len(result.errno) > 0 {
			c.failed = c.name + " failed: " + string(result.errno)
		}
		result.value = rebuild.MaxDatagram // as long as the buffers are
	}
	switch shape.form {
	case plainBuffer:
		s.addBuffer(c, result)
	case plainVector:
		c.msgs = append(c.msgs, s.vectorMsg(s.tree.Arg(1), result))
	case oneMessage:
		s.addMessage(c, s.tree.Arg(1), result)
	case manyMessages:
		s.addMessages(c, result)
	}
	if empty := len(c.msgs) == 0 || c.msgs[0].length == 0; empty && c.failed != "" && !c.doubtful {
		c.event = c.failed // all there is to tell
		c.msgs = append(c.msgs[:0], straceMsg{})
	} else if empty && !result.ok || result.ok && result.value == 0 {
		return false
	}
	s.call = c
	s.emitting = result.torn || !s.dumps.expected(c)
	return true
}

// isPeek tells whether a call only looked at a datagram, which the next read shows again.
func (s *straceReader) isPeek(form transferForm) bool {
	var arg int32
	switch form {
	case plainBuffer, manyMessages:
		arg = s.tree.Arg(3)
	case oneMessage:
		arg = s.tree.Arg(2)
	}
	return s.flags(arg)&msgPeek != 0
}

const msgPeek = 2 // MSG_PEEK of linux/socket.h

// flags evaluates a set of flags; names it does not know count as none.
func (s *straceReader) flags(n int32) uint64 {
	node := s.tree.Node(n)
	switch node.Kind {
	case straceexpr.Number:
		return node.Value
	case straceexpr.Name:
		v, _ := s.builder.Names().Value(node.Text)
		return v
	case straceexpr.Op:
		var v uint64
		for c := s.tree.First(n); c != 0; c = s.tree.Next(c) {
			v |= s.flags(c)
		}
		return v
	}
	return 0
}

// addBuffer adds the message of a call with one buffer.
func (s *straceReader) addBuffer(c *straceCall, result straceResult) {
	buffer := s.tree.After(s.tree.Arg(1))
	m := straceMsg{buffer: buffer, length: result.value, stored: result.value}
	size, sized := s.length(s.tree.Arg(2))
	switch {
	case sized && c.failed != "":
		m.length, m.stored = size, size
	case sized:
		m.stored = min(m.stored, size)
	}
	if result.torn || c.failed != "" && !sized {
		m = s.tornMsg(buffer)
	}
	m.groups = s.groups(s.tree.After(s.tree.Arg(4)))
	c.msgs = append(c.msgs, m)
}

// tornMsg describes a message of which the log ends before its length is told: its own header has to do.
func (s *straceReader) tornMsg(buffer int32) straceMsg {
	length := 0
	if buffer != 0 {
		length = s.builder.Measure(&s.tree, buffer)
	}
	return straceMsg{buffer: buffer, length: length, stored: length}
}

// vectorMsg describes the message in a vector of buffers.
func (s *straceReader) vectorMsg(vector int32, result straceResult) straceMsg {
	if vector == 0 || s.tree.Node(vector).Kind != straceexpr.List {
		return bareMsg(result)
	}
	if result.torn {
		base := int32(0)
		if first := s.tree.First(vector); s.tree.Node(first).Kind == straceexpr.Struct {
			base = s.tree.First(first)
		}
		return s.tornMsg(base)
	}
	size := 0
	for n := s.tree.First(vector); n != 0; n = s.tree.Next(n) {
		_, room, ok := s.iovec(n)
		if !ok { // strace did not print all of the vector
			if result.ok {
				size = result.value
			}
			break
		}
		size = min(size+room, result.value)
	}
	length := result.value
	if !result.ok { // the call failed
		length = size
	}
	return straceMsg{buffer: vector, vector: true, length: length, stored: size}
}

// bareMsg describes a message of which strace printed but a pointer.
func bareMsg(result straceResult) straceMsg {
	if !result.ok {
		return straceMsg{}
	}
	return straceMsg{length: result.value, stored: result.value}
}

// addMessage adds the message of a struct msghdr.
func (s *straceReader) addMessage(c *straceCall, header int32, result straceResult) {
	header = s.tree.After(header)
	if s.tree.Node(header).Kind != straceexpr.Struct {
		c.msgs = append(c.msgs, bareMsg(result))
		return
	}
	m := s.vectorMsg(s.tree.Child(header, "msg_iov"), result)
	if name := s.tree.Child(header, "msg_name"); name != 0 {
		m.groups = s.groups(s.tree.After(name))
	}
	c.msgs = append(c.msgs, m)
}

// addMessages adds the messages of sendmmsg and recvmmsg.
func (s *straceReader) addMessages(c *straceCall, result straceResult) {
	list := s.tree.After(s.tree.Arg(1))
	if list == 0 || s.tree.Node(list).Kind != straceexpr.List {
		c.bare = true
		return
	}
	limit := maxMessages
	if result.ok {
		limit = min(limit, result.value)
	}
	for n := s.tree.First(list); n != 0 && len(c.msgs) < limit; n = s.tree.Next(n) {
		if s.tree.Node(n).Kind != straceexpr.Struct {
			c.bare = true
			return
		}
		length, ok := s.length(s.tree.Child(n, "msg_len"))
		one := straceResult{value: length, ok: ok, torn: !ok}
		if c.failed != "" {
			one = result
		}
		s.addMessage(c, s.tree.Child(n, "msg_hdr"), one)
	}
}
