package strace

import (
	"bytes"
	"encoding/binary"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
)

// looksLikeNetlink tells whether the data of a descriptor that the log does not explain is netlink: a chain of messages
// that ends where the datagram does, or a first message that the buffer cut.
func looksLikeNetlink(data []byte, length int, missing []captures.Span) bool {
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
		if size == 0 && at > 0 { // iproute2 sends zeros behind its messages
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

// bigEndianOf tells whether a datagram is in big-endian order: its first length then makes no sense in the other.
func bigEndianOf(data []byte, length int) bool {
	return len(data) >= nlmsg.HeaderLen && !plausible(binary.LittleEndian.Uint32(data), length) &&
		nlmsg.IsBigEndian(data, false)
}

func plausible(size uint32, length int) bool {
	return size >= nlmsg.HeaderLen && int64(size) <= int64(length)
}

// Messages of the generic netlink controller (linux/genetlink.h).
const (
	genlController   = 0x10 // GENL_ID_CTRL
	ctrlNewFamily    = 1    // CTRL_CMD_NEWFAMILY
	ctrlFamilyID     = 1    // CTRL_ATTR_FAMILY_ID
	ctrlFamilyName   = 2    // CTRL_ATTR_FAMILY_NAME
	controllerHeader = nlmsg.HeaderLen + 4
)

// learnFamilies notes the ids that the controller tells: strace prints the names of families in their place.
func (s *straceReader) learnFamilies(data []byte) {
	for len(data) >= controllerHeader {
		size := int(binary.LittleEndian.Uint32(data))
		if size < nlmsg.HeaderLen || size > len(data) {
			return
		}
		if size > controllerHeader && binary.LittleEndian.Uint16(data[4:]) == genlController &&
			data[16] == ctrlNewFamily {
			s.learnFamily(data[controllerHeader:size])
		}
		data = data[min(len(data), (size+3)&^3):]
	}
}

func (s *straceReader) learnFamily(attrs []byte) {
	var id uint16
	var name []byte
	for len(attrs) >= 4 {
		size := int(binary.LittleEndian.Uint16(attrs))
		if size < 4 || size > len(attrs) {
			break
		}
		switch binary.LittleEndian.Uint16(attrs[2:]) {
		case ctrlFamilyID:
			if size == 6 {
				id = binary.LittleEndian.Uint16(attrs[4:])
			}
		case ctrlFamilyName:
			name = bytes.TrimRight(attrs[4:size], "\x00")
		}
		attrs = attrs[min(len(attrs), (size+3)&^3):]
	}
	if id != 0 && len(name) > 0 {
		s.builder.Names().LearnFamily(string(name), id)
	}
}
