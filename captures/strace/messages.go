package strace

import "github.com/nlkit/nlkit/captures/strace/internal/expr"

// isPeek reports whether a call only looked at a datagram, which the next read shows again.
func (s *reader) isPeek(form transferForm) bool {
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

// addBuffer adds the message of a call with one buffer.
func (s *reader) addBuffer(t *transfer, res result) {
	buffer := s.tree.After(s.tree.Arg(1))
	m := datagram{buffer: buffer, length: res.value, stored: res.value}
	size, sized := s.length(s.tree.Arg(2))
	switch {
	case sized && t.failed != "":
		m.length, m.stored = size, size
	case sized:
		m.stored = min(m.stored, size)
	}
	if res.torn || t.failed != "" && !sized {
		m = s.tornMsg(buffer)
	}
	m.groups = s.groups(s.tree.After(s.tree.Arg(4)))
	t.msgs = append(t.msgs, m)
}

// tornMsg describes a message of which the log ends before its length is told: its own header has to do.
func (s *reader) tornMsg(buffer int32) datagram {
	length := 0
	if buffer != 0 {
		length = s.builder.Measure(&s.tree, buffer)
	}
	return datagram{buffer: buffer, length: length, stored: length}
}

// vectorMsg describes the message in a vector of buffers.
func (s *reader) vectorMsg(vector int32, res result) datagram {
	if vector == 0 || s.tree.Node(vector).Kind != expr.List {
		return bareMsg(res)
	}
	if res.torn {
		base := int32(0)
		if first := s.tree.First(vector); s.tree.Node(first).Kind == expr.Struct {
			base = s.tree.First(first)
		}
		return s.tornMsg(base)
	}
	size := 0
	for n := s.tree.First(vector); n != 0; n = s.tree.Next(n) {
		_, room, ok := s.iovec(n)
		if !ok { // strace did not print all of the vector
			if res.ok {
				size = res.value
			}
			break
		}
		size = min(size+room, res.value)
	}
	length := res.value
	if !res.ok { // the call failed
		length = size
	}
	return datagram{buffer: vector, vector: true, length: length, stored: size}
}

// bareMsg describes a message of which strace printed but a pointer.
func bareMsg(res result) datagram {
	if !res.ok {
		return datagram{}
	}
	return datagram{length: res.value, stored: res.value}
}

// addMessage adds the message of a struct msghdr.
func (s *reader) addMessage(t *transfer, header int32, res result) {
	header = s.tree.After(header)
	if s.tree.Node(header).Kind != expr.Struct {
		t.msgs = append(t.msgs, bareMsg(res))
		return
	}
	m := s.vectorMsg(s.tree.Child(header, "msg_iov"), res)
	if name := s.tree.Child(header, "msg_name"); name != 0 {
		m.groups = s.groups(s.tree.After(name))
	}
	t.msgs = append(t.msgs, m)
}

// addMessages adds the messages of sendmmsg and recvmmsg.
func (s *reader) addMessages(t *transfer, res result) {
	list := s.tree.After(s.tree.Arg(1))
	if list == 0 || s.tree.Node(list).Kind != expr.List {
		t.bare = true
		return
	}
	limit := maxMessages
	if res.ok {
		limit = min(limit, res.value)
	}
	for n := s.tree.First(list); n != 0 && len(t.msgs) < limit; n = s.tree.Next(n) {
		if s.tree.Node(n).Kind != expr.Struct {
			t.bare = true
			return
		}
		length, ok := s.length(s.tree.Child(n, "msg_len"))
		one := result{value: length, ok: ok, torn: !ok}
		if t.failed != "" {
			one = res
		}
		s.addMessage(t, s.tree.Child(n, "msg_hdr"), one)
	}
}
