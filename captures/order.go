package captures

import "encoding/binary"

// Facts of struct nlmsghdr (linux/netlink.h).
const (
	nlmsgHeaderLen  = 16
	nlmsgAlign      = 4
	nlmsgTimestamp  = 15 // NLMSG_TSTAMP of iproute2: seconds and microseconds before an event
	nlmFlagRequest  = 1  // NLM_F_REQUEST
	protocolRoute   = 0  // NETLINK_ROUTE
	protocolKobject = 15 // NETLINK_KOBJECT_UEVENT
)

// maxDatagram is more than any datagram holds: a socket buffer limits them to a few megabytes.
const maxDatagram = 16 << 20

func plausibleLen(n uint32) bool { return n >= nlmsgHeaderLen && n <= maxDatagram }

func byteOrder(big bool) binary.ByteOrder {
	if big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// isBigEndian tells the byte order of netlink messages from the first nlmsg_len; guess decides if it does not tell.
func isBigEndian(data []byte, guess bool) bool {
	if len(data) < 4 {
		return guess
	}
	little, big := binary.LittleEndian.Uint32(data), binary.BigEndian.Uint32(data)
	switch {
	case plausibleLen(little) && plausibleLen(big):
		return big < little // lengths near the limit are rarer than those of a page
	case plausibleLen(big):
		return true
	case plausibleLen(little):
		return false
	}
	return guess
}

// nextMessage returns the length of the message at the start of data with its padding, and whether its nlmsg_len is
// plausible. The length may be more than len(data).
func nextMessage(data []byte, big bool) (int, bool) {
	if len(data) < 4 {
		return 0, false
	}
	n := byteOrder(big).Uint32(data)
	return align(int(n)), plausibleLen(n)
}

func align(n int) int { return (n + nlmsgAlign - 1) &^ (nlmsgAlign - 1) }

// chainNeed walks the messages in data. It returns where the last one starts and how many octets are missing from it: 0
// if data ends where a message ends. ok is false if data is not a chain of messages.
func chainNeed(data []byte, big bool) (last, need int, ok bool) {
	for {
		rest := data[last:]
		if len(rest) < 4 {
			return last, 4 - len(rest), true
		}
		n, plausible := nextMessage(rest, big)
		if !plausible {
			return last, 0, false
		}
		if len(rest) <= n {
			return last, max(0, int(byteOrder(big).Uint32(rest))-len(rest)), true
		}
		last += n
	}
}

// wholeChain tells whether data is one or more complete messages and nothing else.
func wholeChain(data []byte) bool {
	_, need, ok := chainNeed(data, isBigEndian(data, false))
	return ok && need == 0
}

// startsMessages tells whether head looks like the start of netlink messages back to back: a header without unknown
// flags, and another one, be its length damaged, behind the message if head holds that place; more says that the input
// goes on behind head.
func startsMessages(head []byte, more bool) bool {
	if len(head) < nlmsgHeaderLen {
		return false
	}
	big := isBigEndian(head, false)
	if !plausibleHeader(head, big) {
		return false
	}
	n, _ := nextMessage(head, big)
	if len(head) <= n || len(head) < n+nlmsgHeaderLen && more {
		return true
	}
	return withoutUnknownFlags(head[n:], big)
}

// plausibleHeader is stricter than plausibleLen: it looks for messages where there may be none.
func plausibleHeader(head []byte, big bool) bool {
	const usual = 1 << 20
	if !withoutUnknownFlags(head, big) {
		return false
	}
	n := byteOrder(big).Uint32(head)
	return n >= nlmsgHeaderLen && n <= usual
}

func withoutUnknownFlags(head []byte, big bool) bool {
	const unknownFlags = 0xf000
	return len(head) >= nlmsgHeaderLen && byteOrder(big).Uint16(head[6:])&unknownFlags == 0
}

// isTimestamp tells whether a message is one of those that rtmon writes before each event.
func isTimestamp(msg []byte) bool {
	const length = nlmsgHeaderLen + 8
	if len(msg) < length {
		return false
	}
	order := byteOrder(isBigEndian(msg, false))
	return order.Uint32(msg) == length && order.Uint16(msg[4:]) == nlmsgTimestamp
}

// guessDirection tells from the first message which way a datagram went: what asks for something goes to the kernel.
func guessDirection(data []byte, big bool, protocol int) Direction {
	if protocol == protocolKobject {
		return Received
	}
	if _, ok := nextMessage(data, big); !ok || len(data) < 8 {
		return DirectionUnknown
	}
	if byteOrder(big).Uint16(data[6:])&nlmFlagRequest != 0 {
		return Sent
	}
	return Received
}
