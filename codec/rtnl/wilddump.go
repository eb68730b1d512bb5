package rtnl

import "github.com/nlkit/nlkit/codec"

// wildDump returns link if the body of a GET request starts with struct ifinfomsg instead of the header of its type.
// Old iproute2 dumps every kind of object that way, and without NETLINK_GET_STRICT_CHK the kernel accepts it. All after
// ifi_index is zero there, which no other header with attributes can be: an attribute is at least four octets long.
func wildDump(body []byte, link *codec.MessageType) *codec.MessageType {
	if len(body) < 16 {
		return nil
	}
	for _, b := range body[8:16] {
		if b != 0 {
			return nil
		}
	}
	return link
}
