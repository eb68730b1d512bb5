package captures

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// Format is the form of a capture.
type Format uint8

// The formats that Open reads.
const (
	FormatUnknown Format = iota // to be recognised from the content
	FormatStrace                // output of strace
	FormatHex                   // hex dumps and other octets written as text
	FormatRaw                   // netlink messages back to back, as read from a socket
	FormatRtmon                 // written by rtmon
	FormatPcap                  // written by tcpdump and many others
	FormatPcapNG                // written by dumpcap and Wireshark
)

var formatNames = [...]string{"unknown", "strace", "hex", "raw", "rtmon", "pcap", "pcapng"}

// String returns the name that ParseFormat takes.
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// Formats returns the names of the formats that can be asked for.
func Formats() []string { return formatNames[FormatStrace:] }

// ParseFormat returns the format of that name.
func ParseFormat(name string) (Format, error) {
	for f, n := range formatNames {
		if f != 0 && strings.EqualFold(n, name) {
			return Format(f), nil
		}
	}
	return FormatUnknown, fmt.Errorf("no capture format %q: the formats are %s", name, strings.Join(Formats(), ", "))
}

// The first four octets of files, read as a little-endian number.
const (
	magicGzip      = 0x8b1f     // two octets, RFC 1952
	magicZstd      = 0xfd2fb528 // RFC 8878
	magicPcapNG    = 0x0a0d0d0a // the same in both byte orders
	magicPcap      = 0xa1b2c3d4
	magicPcapNano  = 0xa1b23c4d
	magicPcapSwap  = 0xd4c3b2a1
	magicNanoSwap  = 0x4d3cb2a1
	magicSaveRoute = 0x45311224 // written by ip route save
	magicSaveAddr  = 0x47361222 // written by ip address save
	magicSaveRule  = 0x71706986 // written by ip rule save
)

// recognise tells the format of an input from its first octets; more says that the input goes on behind them.
func recognise(head []byte, more bool) Format {
	if len(head) >= 4 {
		switch binary.LittleEndian.Uint32(head) {
		case magicPcapNG:
			return FormatPcapNG
		case magicPcap, magicPcapNano, magicPcapSwap, magicNanoSwap:
			return FormatPcap
		}
	}
	if isText(head) {
		return recogniseText(head, more)
	}
	switch {
	case savedMagic(head):
		return FormatRaw
	case !startsMessages(head, more):
		return FormatUnknown
	case isTimestamp(head):
		return FormatRtmon
	}
	return FormatRaw
}

func recogniseText(head []byte, more bool) Format {
	if more {
		// a line that is still growing says nothing yet
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	switch {
	case len(head) == 0:
		return FormatUnknown
	case SniffStrace(head):
		return FormatStrace
	case sniffHex(head):
		return FormatHex
	}
	return FormatUnknown
}

// isText tells text from binary data: binary captures have NUL octets early, text in any 8-bit encoding has none.
func isText(head []byte) bool { return len(head) > 0 && bytes.IndexByte(head, 0) < 0 }

// savedMagic tells whether head starts with the mark of ip route save and its like.
func savedMagic(head []byte) bool {
	if len(head) < 4 {
		return false
	}
	magic := binary.LittleEndian.Uint32(head)
	return magic == magicSaveRoute || magic == magicSaveAddr || magic == magicSaveRule
}
