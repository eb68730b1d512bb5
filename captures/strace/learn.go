package strace

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/codec"
)

// Messages of the generic netlink controller (linux/genetlink.h).
const (
	genlController   = 0x10 // GENL_ID_CTRL
	ctrlNewFamily    = 1    // CTRL_CMD_NEWFAMILY
	ctrlFamilyID     = 1    // CTRL_ATTR_FAMILY_ID
	ctrlFamilyName   = 2    // CTRL_ATTR_FAMILY_NAME
	controllerHeader = nlmsg.HeaderLen + 4
)

// learnFamilies notes the ids that the controller tells: strace prints the names of families in their place.
func (s *reader) learnFamilies(data []byte) {
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

func (s *reader) learnFamily(attrs []byte) {
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
		s.names.LearnFamily(string(name), id)
	}
}

// Of links (linux/rtnetlink.h, linux/if_link.h).
const (
	rtmNewlink = 16 // RTM_NEWLINK
	rtmDellink = 17 // RTM_DELLINK
	iflaIfname = 3  // IFLA_IFNAME
	ifiIndex   = nlmsg.HeaderLen + 4
	ifinfoEnd  = nlmsg.HeaderLen + 16 // struct ifinfomsg
)

// learnLinks notes the indices of the interfaces that messages name: strace prints the name in place of an index.
func (s *reader) learnLinks(data []byte, missing []codec.Span) {
	for at := 0; len(data)-at > ifinfoEnd; {
		size := int(binary.LittleEndian.Uint32(data[at:]))
		if size < nlmsg.HeaderLen || size > len(data)-at {
			return
		}
		kind := binary.LittleEndian.Uint16(data[at+4:])
		isLink := (kind == rtmNewlink || kind == rtmDellink) && size > ifinfoEnd
		if isLink && !overlaps(missing, at+ifiIndex, at+ifiIndex+4) {
			index := binary.LittleEndian.Uint32(data[at+ifiIndex:])
			name, from := attrOf(data[at+ifinfoEnd:at+size], iflaIfname)
			from += at + ifinfoEnd
			name = bytes.TrimRight(name, "\x00")
			if index > 0 && len(name) > 0 && utf8.Valid(name) && !overlaps(missing, from-4, from+len(name)) {
				s.names.Learn(string(name), uint64(index))
			}
		}
		at += (size + 3) &^ 3
	}
}

// attrOf returns the payload of an attribute of that type, and where in attrs it is.
func attrOf(attrs []byte, kind uint16) (payload []byte, at int) {
	for len(attrs)-at >= 4 {
		size := int(binary.LittleEndian.Uint16(attrs[at:]))
		if size < 4 || size > len(attrs)-at {
			break
		}
		if binary.LittleEndian.Uint16(attrs[at+2:]) == kind {
			return attrs[at+4 : at+size], at + 4
		}
		at += (size + 3) &^ 3
	}
	return nil, 0
}

func overlaps(spans []codec.Span, from, to int) bool {
	for _, s := range spans {
		if s.From < to && s.To > from {
			return true
		}
	}
	return false
}
