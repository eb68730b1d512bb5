package strace

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/rebuild"
)

// guess finds the protocol of a message whose socket the log does not explain, by the names that strace printed.
func (s *straceReader) guess(c *straceCall, m *straceMsg) {
	if s.assumed != captures.ProtocolUnknown {
		c.socket.protocol = s.assumed
		return
	}
	if m.dumped || m.buffer == 0 {
		return
	}
	protocol, name, ok := rebuild.Guess(&s.tree, m.buffer)
	if !ok {
		return
	}
	c.socket.protocol, c.guess = protocol, name
	if c.fd < 0 {
		return
	}
	if sock := s.process(c.pid).lookup(s, c.fd); sock == nil {
		s.process(c.pid).fds[c.fd] = straceFD{straceSocket: &straceSocket{netlink: true, protocol: protocol}}
	} else if sock.netlink && sock.protocol == captures.ProtocolUnknown {
		sock.protocol = protocol
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
func (s *straceReader) learnLinks(data []byte, missing []captures.Span) {
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
				s.builder.Names().Learn(string(name), uint64(index))
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

func overlaps(spans []captures.Span, from, to int) bool {
	for _, s := range spans {
		if s.From < to && s.To > from {
			return true
		}
	}
	return false
}
