// Package nlmsg knows of netlink messages what a reader of captures needs to find them: their lengths, their byte order,
// and where one ends.
package nlmsg

import (
	"encoding/binary"

	"github.com/nlkit/nlkit/codec"
)

// Facts of struct nlmsghdr (linux/netlink.h).
const (
	HeaderLen   = 16
	Alignment   = 4
	flagRequest = 1 // NLM_F_REQUEST
)

// Offsets of the members of struct nlmsghdr.
const (
	AtLength = 0
	AtType   = 4
	AtFlags  = 6
	AtSeq    = 8
	AtPort   = 12
)

// Netlink protocols (linux/netlink.h).
const (
	Route   = 0  // NETLINK_ROUTE
	Uevent  = 15 // NETLINK_KOBJECT_UEVENT: text, not messages
	Generic = 16 // NETLINK_GENERIC
)

// MaxDatagram is more than any datagram holds: a socket buffer limits them to a few megabytes.
const MaxDatagram = 16 << 20

// PlausibleLen reports whether a nlmsg_len can be one.
func PlausibleLen(n uint32) bool { return n >= HeaderLen && n <= MaxDatagram }

// ByteOrder returns the byte order of a host.
func ByteOrder(big bool) binary.ByteOrder {
	if big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// IsBigEndian tells the byte order of netlink messages from the first nlmsg_len; guess decides if it does not tell.
func IsBigEndian(data []byte, guess bool) bool {
	if len(data) < 4 {
		return guess
	}
	little, big := binary.LittleEndian.Uint32(data), binary.BigEndian.Uint32(data)
	switch {
	case PlausibleLen(little) && PlausibleLen(big):
		return big < little // lengths near the limit are rarer than those of a page
	case PlausibleLen(big):
		return true
	case PlausibleLen(little):
		return false
	}
	return guess
}

// Next returns the length of the message at the start of data with its padding, and whether its nlmsg_len is
// plausible. The length may be more than len(data).
func Next(data []byte, big bool) (int, bool) {
	if len(data) < 4 {
		return 0, false
	}
	n := ByteOrder(big).Uint32(data)
	return Align(int(n)), PlausibleLen(n)
}

// Align rounds a length up to where the next message or attribute starts.
func Align(n int) int { return (n + Alignment - 1) &^ (Alignment - 1) }

// ChainNeed walks the messages in data. It returns where the last one starts and how many octets are missing from it: 0
// if data ends where a message ends. ok is false if data is not a chain of messages.
func ChainNeed(data []byte, big bool) (last, need int, ok bool) {
	for {
		rest := data[last:]
		if len(rest) < 4 {
			return last, 4 - len(rest), true
		}
		n, plausible := Next(rest, big)
		if !plausible {
			return last, 0, false
		}
		if len(rest) <= n {
			return last, max(0, int(ByteOrder(big).Uint32(rest))-len(rest)), true
		}
		last += n
	}
}

// WholeChain reports whether data is one or more complete messages and nothing else.
func WholeChain(data []byte) bool {
	_, need, ok := ChainNeed(data, IsBigEndian(data, false))
	return ok && need == 0
}

// StartsMessages reports whether head looks like the start of netlink messages back to back: a header without unknown
// flags, and another one, be its length damaged, after the message if head holds that place; more says that the input
// goes on after head.
func StartsMessages(head []byte, more bool) bool {
	if len(head) < HeaderLen {
		return false
	}
	big := IsBigEndian(head, false)
	if !PlausibleHeader(head, big) {
		return false
	}
	n, _ := Next(head, big)
	if len(head) <= n || len(head) < n+HeaderLen && more {
		return true
	}
	return withoutUnknownFlags(head[n:], big)
}

// PlausibleHeader is stricter than PlausibleLen: it looks for messages where there may be none.
func PlausibleHeader(head []byte, big bool) bool {
	const usual = 1 << 20
	if !withoutUnknownFlags(head, big) {
		return false
	}
	n := ByteOrder(big).Uint32(head)
	return n >= HeaderLen && n <= usual
}

func withoutUnknownFlags(head []byte, big bool) bool {
	const unknownFlags = 0xf000
	return len(head) >= HeaderLen && ByteOrder(big).Uint16(head[AtFlags:])&unknownFlags == 0
}

// GuessDirection tells from the first message which way a datagram went: what asks for something goes to the kernel.
func GuessDirection(data []byte, big bool, protocol int) codec.Direction {
	if protocol == Uevent {
		return codec.Received
	}
	if _, ok := Next(data, big); !ok || len(data) < 8 {
		return codec.DirectionUnknown
	}
	if ByteOrder(big).Uint16(data[AtFlags:])&flagRequest != 0 {
		return codec.Sent
	}
	return codec.Received
}
