package strace

import (
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// rebuild returns the octets that the text of a call tells, what is missing of them, and whether it told all.
func (s *reader) rebuild(t *transfer, m *datagram) (data []byte, missing []codec.Span, told bool) {
	s.builder.Start(&s.tree, t.socket.protocol)
	if m.vector {
		s.addVector(m)
	} else if m.buffer != 0 {
		s.builder.Add(m.buffer, m.stored)
	}
	data, missing = s.builder.Finish()
	return data, missing, len(data) >= m.stored || s.builder.Ended()
}

// addVector adds the buffers of a message one after the other.
func (s *reader) addVector(m *datagram) {
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
func (s *reader) iovec(n int32) (base int32, size int, ok bool) {
	if s.tree.Node(n).Kind != expr.Struct {
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
