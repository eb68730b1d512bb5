package transport

import (
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Failure is an error as the kernel reports one.
type Failure struct {
	Errno   syscall.Errno
	Message string // extended-ack text (NLMSGERR_ATTR_MSG); "": none
	Offset  int    // octets from the start of the request to the attribute that is wrong (NLMSGERR_ATTR_OFFS); 0: none
	Missing uint16 // type of an attribute that the request lacks (NLMSGERR_ATTR_MISS_TYPE); 0: none
}

// AckStyle is how a socket wants its acknowledgements (linux/netlink.h).
type AckStyle struct {
	Capped   bool // NETLINK_CAP_ACK: errors quote the header of the request only
	Extended bool // NETLINK_EXT_ACK: text and offset are told
}

// Extended-ack attributes: enum nlmsgerr_attrs (linux/netlink.h).
const (
	attrMsg      = 1
	attrOffs     = 2
	attrMissType = 5
)

// AppendAck appends the NLMSG_ERROR with which the kernel answers a request; errno 0 is an acknowledgement. It holds
// the negative errno, the header of the request, its payload if it failed and errors are not capped, and the
// extended-ack attributes. request is one whole message; portID is that of the socket which sent it.
func AppendAck(dst, request []byte, portID uint32, f Failure, style AckStyle) []byte {
	start, flags, quoted := len(dst), uint16(codec.FlagCapped), request[:codec.HeaderLen]
	if f.Errno != 0 && !style.Capped {
		flags, quoted = 0, request
	}
	dst = append(dst, make([]byte, codec.HeaderLen)...)
	dst = host.Order.AppendUint32(dst, uint32(-int32(f.Errno)))
	dst = append(dst, quoted...)
	if style.Extended && f.extended() {
		flags |= codec.FlagAckTLVs
		dst = f.appendAttrs(host.Align(dst, start))
	}
	host.PutHeader(dst[start:], codec.Header{
		Len: uint32(len(dst) - start), Type: codec.TypeError, Flags: flags,
		Seq: host.Header(request).Seq, PortID: portID,
	})
	return dst
}

// AppendDone appends the NLMSG_DONE that ends a dump, with the error it ended in, if any.
func AppendDone(dst []byte, seq, portID uint32, f Failure, style AckStyle) []byte {
	start, flags := len(dst), uint16(codec.FlagMulti)
	dst = append(dst, make([]byte, codec.HeaderLen)...)
	dst = host.Order.AppendUint32(dst, uint32(-int32(f.Errno)))
	if style.Extended && f.extended() {
		flags |= codec.FlagAckTLVs
		dst = f.appendAttrs(dst)
	}
	host.PutHeader(dst[start:], codec.Header{
		Len: uint32(len(dst) - start), Type: codec.TypeDone, Flags: flags, Seq: seq, PortID: portID,
	})
	return dst
}

func (f Failure) extended() bool {
	return f.Message != "" || f.Errno != 0 && (f.Offset > 0 || f.Missing > 0)
}

func (f Failure) appendAttrs(dst []byte) []byte {
	if f.Message != "" {
		dst = host.AppendAttr(dst, attrMsg, append([]byte(f.Message), 0))
	}
	if f.Errno != 0 && f.Offset > 0 {
		dst = host.AppendAttr(dst, attrOffs, host.Order.AppendUint32(nil, uint32(f.Offset)))
	}
	if f.Errno != 0 && f.Missing > 0 {
		dst = host.AppendAttr(dst, attrMissType, host.Order.AppendUint32(nil, uint32(f.Missing)))
	}
	return dst
}
