package codec

import (
	"encoding/binary"
	"fmt"
)

// Sizes and bits of linux/netlink.h.
const (
	HeaderLen     = 16 // struct nlmsghdr
	typeOffset    = 4  // of nlmsg_type in it, and so on
	flagsOffset   = 6
	seqOffset     = 8
	pidOffset     = 12
	attrHeaderLen = 4 // struct nlattr
	genlHeaderLen = 4 // struct genlmsghdr

	nlaNested       = 1 << 15
	nlaNetByteOrder = 1 << 14
	nlaTypeMask     = nlaNetByteOrder - 1
)

// Flags of struct nlmsghdr (linux/netlink.h).
const (
	FlagRequest = 0x1
	FlagMulti   = 0x2
	FlagAck     = 0x4
	FlagEcho    = 0x8
	// FlagDumpIntr says that what is dumped changed since the dump began.
	FlagDumpIntr = 0x10
	FlagRoot     = 0x100
	FlagMatch    = 0x200
	FlagDump     = FlagRoot | FlagMatch
	FlagCapped   = 0x100 // of an NLMSG_ERROR: the quoted message has no payload
	FlagAckTLVs  = 0x200 // of an NLMSG_ERROR or NLMSG_DONE: extended-ack attributes follow

	// Of requests that make things.
	FlagReplace = 0x100 // change the one that is there
	FlagExcl    = 0x200 // fail if there is one (EEXIST)
	FlagCreate  = 0x400 // make it if there is none
	FlagAppend  = 0x800 // put it after those that are there

	FlagBulk = 0x200 // of requests that delete: all that match
)

// Types of control messages (linux/netlink.h). Smaller types than MinType are control messages in every protocol.
const (
	TypeNoop    = 1
	TypeError   = 2
	TypeDone    = 3
	TypeOverrun = 4
	MinType     = 16
)

// Header is struct nlmsghdr (linux/netlink.h).
type Header struct {
	Len    uint32
	Type   uint16
	Flags  uint16
	Seq    uint32
	PortID uint32
}

// ByteOrder is what reads and writes host-order integers of a captured machine.
type ByteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// order returns the byte order of a host.
func order(bigEndian bool) ByteOrder {
	if bigEndian {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// ParseHeader reads a struct nlmsghdr, which must hold HeaderLen octets.
func ParseHeader(b []byte, bigEndian bool) (h Header) {
	h.parse(b, bigEndian)
	return h
}

// parse reads a header into its place: as a value it would be copied as soon as it is put together, which takes several
// times as long.
func (h *Header) parse(b []byte, bigEndian bool) {
	_ = b[HeaderLen-1]
	if bigEndian {
		be := binary.BigEndian
		h.Len, h.Type, h.Flags = be.Uint32(b), be.Uint16(b[4:]), be.Uint16(b[6:])
		h.Seq, h.PortID = be.Uint32(b[8:]), be.Uint32(b[12:])
		return
	}
	le := binary.LittleEndian
	h.Len, h.Type, h.Flags = le.Uint32(b), le.Uint16(b[4:]), le.Uint16(b[6:])
	h.Seq, h.PortID = le.Uint32(b[8:]), le.Uint32(b[12:])
}

// Append appends the header in the order of a host.
func (h Header) Append(dst []byte, bigEndian bool) []byte {
	at := len(dst)
	dst = append(dst, make([]byte, HeaderLen)...)
	b := dst[at:]
	if bigEndian {
		be := binary.BigEndian
		be.PutUint32(b, h.Len)
		be.PutUint16(b[4:], h.Type)
		be.PutUint16(b[6:], h.Flags)
		be.PutUint32(b[8:], h.Seq)
		be.PutUint32(b[12:], h.PortID)
		return dst
	}
	le := binary.LittleEndian
	le.PutUint32(b, h.Len)
	le.PutUint16(b[4:], h.Type)
	le.PutUint16(b[6:], h.Flags)
	le.PutUint32(b[8:], h.Seq)
	le.PutUint32(b[12:], h.PortID)
	return dst
}

// Split cuts the first message off a datagram. The message ends where nlmsg_len says, or where the datagram ends if
// that comes sooner; rest starts at the next aligned octet. Octets after the last message that are all zero, or too few
// for a header, are padding: msg is then empty and rest holds them. An nlmsg_len below HeaderLen makes the rest of the
// datagram unreadable: msg then holds all of it, and err says so.
func Split(datagram []byte, bigEndian bool) (msg, rest []byte, err error) {
	if len(datagram) < HeaderLen || allZero(datagram) {
		return nil, datagram, nil
	}
	n := uint64(binary.LittleEndian.Uint32(datagram))
	if bigEndian {
		n = uint64(binary.BigEndian.Uint32(datagram))
	}
	if n < HeaderLen {
		return datagram, nil, &Error{Offset: 0,
			Msg: fmt.Sprintf("nlmsg_len is %d, less than the %d octets of a header", n, HeaderLen)}
	}
	if n >= uint64(len(datagram)) {
		return datagram, nil, nil
	}
	return datagram[:n], datagram[min(align4(int(n)), len(datagram)):], nil
}

// Split is the Split of a protocol, which knows its exceptions: a Headless datagram is one message, and the length that
// a message says may lack the header (ShortLength). p may be nil.
func (p *Protocol) Split(datagram []byte, bigEndian bool) (msg, rest []byte, err error) {
	if p != nil && p.Headless {
		return datagram, nil, nil
	}
	msg, rest, err = Split(datagram, bigEndian)
	if p != nil && p.ShortLength && err == nil && len(datagram)-len(msg) == HeaderLen && len(msg)%4 == len(datagram)%4 {
		return datagram, nil, nil
	}
	return msg, rest, err
}

func align4(n int) int { return (n + 3) &^ 3 }

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

var nlmsgFlags = NewFlags("nlmsg_flags", "NLM_F_", []Value{
	{Value: 0x1, Name: "REQUEST"}, {Value: 0x2, Name: "MULTI"}, {Value: 0x4, Name: "ACK"}, {Value: 0x8, Name: "ECHO"},
	{Value: 0x10, Name: "DUMP_INTR"}, {Value: 0x20, Name: "DUMP_FILTERED"},
})

var nlmsgFlagsGet = NewFlags("nlmsg_flags_get", "NLM_F_", append(append([]Value{}, nlmsgFlags.Values...), []Value{
	{Value: 0x300, Name: "DUMP"}, {Value: 0x100, Name: "ROOT"}, {Value: 0x200, Name: "MATCH"},
	{Value: 0x400, Name: "ATOMIC"},
}...))

var nlmsgFlagsNew = NewFlags("nlmsg_flags_new", "NLM_F_", append(append([]Value{}, nlmsgFlags.Values...), []Value{
	{Value: 0x100, Name: "REPLACE"}, {Value: 0x200, Name: "EXCL"}, {Value: 0x400, Name: "CREATE"},
	{Value: 0x800, Name: "APPEND"},
}...))

var nlmsgFlagsDelete = NewFlags("nlmsg_flags_delete", "NLM_F_", append(append([]Value{}, nlmsgFlags.Values...), []Value{
	{Value: 0x100, Name: "NONREC"}, {Value: 0x200, Name: "BULK"},
}...))

var nlmsgFlagsAck = NewFlags("nlmsg_flags_ack", "NLM_F_", append(append([]Value{}, nlmsgFlags.Values...), []Value{
	{Value: 0x100, Name: "CAPPED"}, {Value: 0x200, Name: "ACK_TLVS"},
}...))

// flagsEnum returns the names of nlmsg_flags for a message: the modifier bits mean different things by the kind of
// request, and nothing but NLM_F_DUMP_* in what the kernel sends.
func flagsEnum(h *Header, op Op) *Enum {
	if h.Type == TypeError || h.Type == TypeDone {
		return nlmsgFlagsAck
	}
	switch op {
	case OpGet:
		return nlmsgFlagsGet
	case OpNew:
		return nlmsgFlagsNew
	case OpDelete:
		return nlmsgFlagsDelete
	}
	if h.Flags&FlagRequest != 0 && h.Flags&FlagDump == FlagDump {
		return nlmsgFlagsGet // a dump of whatever it is
	}
	return nlmsgFlags
}
