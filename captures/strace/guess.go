package strace

import (
	"encoding/binary"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/strace/internal/rebuild"
	"github.com/nlkit/nlkit/codec"
)

// guess finds the protocol of a message whose socket the log does not explain, by the names that strace printed.
func (s *reader) guess(t *transfer, m *datagram) {
	if s.assumed != captures.ProtocolUnknown {
		t.socket.protocol = s.assumed
		return
	}
	if m.dumped || m.buffer == 0 {
		return
	}
	if protocol, name, ok := rebuild.Guess(&s.tree, m.buffer); ok {
		t.socket.protocol, t.guess = protocol, name
		s.assume(t.pid, t.fd, protocol)
	}
}

// looksLikeNetlink reports whether the data of a descriptor that the log does not explain is netlink: a chain of
// messages that ends where the datagram does, or a first message that the buffer cut.
func looksLikeNetlink(data []byte, length int, missing []codec.Span) bool {
	if len(data) < nlmsg.HeaderLen || len(missing) > 0 && missing[0].From < nlmsg.HeaderLen {
		return false
	}
	var order binary.ByteOrder = binary.LittleEndian
	if bigEndianOf(data, length) {
		order = binary.BigEndian
	}
	at := 0
	for at+nlmsg.HeaderLen <= len(data) {
		size := int(order.Uint32(data[at:]))
		if size == 0 && at > 0 { // iproute2 sends zeros after its messages
			return true
		}
		if size < nlmsg.HeaderLen || order.Uint16(data[at+6:]) > maxFlags {
			return false
		}
		if at+size > length {
			return at == 0 && size <= maxReceived && length%bufferUnit == 0
		}
		at += (size + 3) &^ 3
	}
	return at >= length || len(data) < length
}

const (
	maxFlags    = 0xfff   // nlmsg_flags has no bits beyond
	maxReceived = 1 << 16 // messages of the kernel are no longer
	bufferUnit  = 4       // buffers that cut a datagram have a round length, unlike most frames of packet sockets
)

// bigEndianOf reports whether a datagram is in big-endian order: its first length then makes no sense in the other.
func bigEndianOf(data []byte, length int) bool {
	return len(data) >= nlmsg.HeaderLen && !plausible(binary.LittleEndian.Uint32(data), length) &&
		nlmsg.IsBigEndian(data, false)
}

func plausible(size uint32, length int) bool {
	return size >= nlmsg.HeaderLen && int64(size) <= int64(length)
}
