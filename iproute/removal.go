package iproute

import (
	"encoding/binary"

	"github.com/nlkit/nlkit/codec"
)

// Attributes of requests that remove what a message tells of (linux/rtnetlink.h, linux/nexthop.h).
const (
	rtaDst, rtaSrc, rtaOIF, rtaGateway, rtaPriority = 1, 2, 4, 5, 6
	rtaPrefSrc, rtaMultipath, rtaFlow, rtaTable     = 7, 9, 11, 15
	rtaVia, rtaNewDst, rtaNHID                      = 18, 19, 30

	nhaID = 1
)

// removal makes the request that removes what a message tells of: the same with another type.
func removal(m *codec.Message, flags uint16) []byte {
	return removalOf(m, flags, func(codec.Attr) bool { return true })
}

// removalOf makes a request that removes of the header of a message and some of its attributes.
func removalOf(m *codec.Message, flags uint16, keep func(codec.Attr) bool) []byte {
	b, fixed := m.Bytes(), 0
	if header := m.Type().Header; header != nil {
		fixed = header.Size()
	}
	request := append(make([]byte, codec.HeaderLen, len(b)), b[codec.HeaderLen:codec.HeaderLen+fixed]...)
	for a := range m.Root().Children() {
		if !keep(a) {
			continue
		}
		start := len(request)
		request = append(request, b[a.Offset():a.End()]...)
		if a.Type() == rtaMultipath && m.Type().Name == "RTM_NEWROUTE" {
			clearHops(request[start+4:])
		}
		for len(request)%4 != 0 {
			request = append(request, 0)
		}
	}
	h := m.Header()
	h.Len = uint32(len(request))
	h.Type++ // RTM_DEL… follows RTM_NEW…
	h.Flags = flags
	copy(request, h.Append(nil, m.BigEndian()))
	return request
}

// clearHops takes the flags from a list of struct rtnexthop: how they are now is nothing to ask for.
func clearHops(records []byte) {
	const header = 8 // u16 rtnh_len, u8 rtnh_flags, u8 rtnh_hops, int rtnh_ifindex
	for len(records) >= header {
		size := max(header, int(binary.NativeEndian.Uint16(records)+3)&^3)
		records[2] = 0
		records = records[min(size, len(records)):]
	}
}

// routeRemoval makes the request that removes a route. Of what the kernel tells it takes back what tells the route from
// others, and no flags that say how its next hops are; where these are objects, only their id.
func routeRemoval(m *codec.Message, flags uint16) []byte {
	_, objects := m.At(rtaNHID)
	request := removalOf(m, flags, func(a codec.Attr) bool {
		switch a.Type() {
		case rtaDst, rtaSrc, rtaPriority, rtaPrefSrc, rtaFlow, rtaTable, rtaNewDst, rtaNHID:
			return true
		case rtaOIF, rtaGateway, rtaVia, rtaMultipath:
			return !objects
		}
		return false
	})
	const rtmFlags = codec.HeaderLen + 8 // offset of rtm_flags
	clear(request[rtmFlags : rtmFlags+4])
	return request
}
