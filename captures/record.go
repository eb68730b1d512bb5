// Package captures reads and writes captured netlink traffic: records, what reads and writes them, and opening captures
// of formats that a table lists. Package formats has the table of all: strace logs, pcap and pcapng files, hex dumps,
// rtmon files and raw bytes. Every reader streams: it holds one record at a time.
package captures

import (
	"errors"
	"fmt"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// Link is what the octets of a record are.
type Link uint8

// The kinds of records.
const (
	Netlink Link = iota // a netlink datagram: one or more messages, or a uevent
	Packet              // a packet of a network: Protocol is one of package protocols
	Other               // something else: Comment says what
)

// ProtocolUnknown is the Protocol of a record whose capture does not say.
const ProtocolUnknown = -1

// Record is one captured datagram, or an event in its place.
type Record struct {
	Time      time.Time     // zero if the capture does not say
	HasDate   bool          // Time holds a date, not just a time of day or an offset from the start
	Elapsed   time.Duration // how long the system call took, 0 if the capture does not say
	Direction codec.Direction
	Link      Link
	Pid       int    // 0 if unknown
	Comm      string // name of the program, "" if unknown
	FD        int    // -1 if unknown
	Protocol  int    // netlink protocol number, or ProtocolUnknown; of a Packet a number of package protocols
	PortID    uint32 // port id of the socket, 0 if unknown
	Groups    uint64 // multicast groups the socket is bound to, or the datagram was sent to, as a mask; 0 if unknown
	BigEndian bool   // the captured host was big-endian
	Origin    Origin // where the datagram comes from, as far as the capture says
	// Data is the datagram. It is valid until the next call of Next.
	Data []byte
	// OriginalLen is the length of the datagram on the wire; more than len(Data) if the capture cut it short.
	OriginalLen int
	// Missing lists the parts of Data that the capture does not tell, in ascending order; their octets are 0.
	Missing []codec.Span
	// Event says, in place of a datagram, what happened on the socket: "ENOBUFS: events were lost". Data is empty.
	Event string
	// Failed says that the datagram was not passed, and why: "sendto failed: EACCES". "" if it was.
	Failed string
	// Guess is what of the capture told Protocol, if it does not say it: a name like "RTM_GETLINK". "" if it says it.
	Guess     string
	Comment   string // packet comment, or a remark of the reader
	Interface string // name of the capturing interface
	Pos       Position
}

// AddComment appends to the comment.
func (r *Record) AddComment(s string) {
	switch {
	case s == "":
	case r.Comment == "":
		r.Comment = s
	default:
		r.Comment += "; " + s
	}
}

// Origin is where a datagram that was received comes from.
type Origin struct {
	Group   uint32 // multicast group that it was sent to, 0 if none or unknown
	Sender  uint32 // port id of who sent it, 0 if the kernel or unknown
	NSID    int32  // id of the network namespace it comes from, if HasNSID
	HasNSID bool   // it comes from another namespace than the socket's
}

// Position says where in the input a record stood. Fields that do not apply are 0.
type Position struct {
	File   string
	Line   int   // first line, from 1, of text inputs
	Packet int   // from 1, of packet captures
	Offset int64 // in octets; negative: nowhere in particular
}

// String returns "FILE:LINE", "FILE: packet N", "FILE: offset N", or just the file.
func (p Position) String() string {
	name := p.File
	if name == "" || name == "-" {
		name = "standard input"
	}
	switch {
	case p.Line > 0:
		return fmt.Sprintf("%s:%d", name, p.Line)
	case p.Packet > 0:
		return fmt.Sprintf("%s: packet %d", name, p.Packet)
	}
	if p.Offset < 0 {
		return name
	}
	return fmt.Sprintf("%s: offset %d", name, p.Offset)
}

// Reader reads the records of a capture one by one.
//
// Next fills r, whose slices it may reuse, and returns io.EOF after the last record. An *Error with Skipped set
// concerns one place of the input only: the reader has gone past it, and Next may be called again. Any other error is
// final.
type Reader interface {
	Next(r *Record) error
}

// Writer writes records to a capture.
type Writer interface {
	Write(r *Record) error
	// Close writes what is still buffered; it does not close the underlying writer.
	Close() error
}

// ErrOtherLink says that a writer was given a record of a kind that its file has no room for.
var ErrOtherLink = errors.New("of another link type")

// Error is a fault of the input.
type Error struct {
	Pos     Position
	Msg     string // what is wrong and what to do about it, one line
	Skipped bool   // the reader has gone past the fault
	Err     error  // the cause, or nil
}

// Error returns the place and the message.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Pos, e.Msg, e.Err)
	}
	return fmt.Sprintf("%s: %s", e.Pos, e.Msg)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
