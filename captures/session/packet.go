package session

import "github.com/nlkit/nlkit/codec"

// pairPacket finds out whether a packet of DHCP asks or answers: both have the same transaction id.
func (in *intake) pairPacket(r *record, e *entry, msg []byte) {
	_ = in.decoder.Decode(&in.message, codec.Context{Protocol: r.Protocol}, msg)
	dhcp, ok := in.message.Attr("dhcp4")
	if !ok {
		return
	}
	op, _ := dhcp.Field("op")
	xid, _ := dhcp.Field("xid")
	l := lookup{protocol: int32(r.Protocol), fd: -1, seq: uint32(xid)}
	if op == bootRequest {
		kind := dhcpType(dhcp)
		in.pairs.add(l, request{time: r.Time, record: r.number, pos: r.Pos, typ: kind, asks: true,
			wants: kind.Type != dhcpDecline && kind.Type != dhcpRelease})
		return
	}
	if slot := in.pairs.find(l); slot >= 0 {
		q := in.pairs.request(slot)
		q.answered = true
		e.answer = in.answer(r, q, reply)
	}
}

// bootRequest is BOOTREQUEST, the op of what clients send (RFC 2131); dhcpDecline and dhcpRelease are what of it
// servers do not answer.
const (
	bootRequest = 1
	dhcpDecline = 4
	dhcpRelease = 7
)

// dhcpType returns what a message of DHCP is.
func dhcpType(dhcp codec.Attr) *codec.MessageType {
	a, ok := dhcp.Attr("DHO_DHCP_MESSAGE_TYPE")
	v, known := a.Uint()
	if !ok || !known || a.Spec().Enum == nil || a.Spec().Enum.NameOf(v) == "" {
		return bootp
	}
	return &codec.MessageType{Name: a.Spec().Enum.NameOf(v), Type: uint16(v)}
}

// bootp is a message without a kind.
var bootp = &codec.MessageType{Name: "BOOTREQUEST"}

// appendPacketType appends what a packet is, for counting: its innermost layer that a table describes and, of DHCP, the
// kind of message.
func appendPacketType(dst []byte, m *codec.Message) []byte {
	var last codec.Attr
	for a, ok := m.Root().First(); ok; a, ok = a.Next() {
		if a.IsTail() || a.Spec() == nil || a.Spec().Layer == nil {
			break
		}
		last = a
		if a.Spec().Layer.Quotes {
			break
		}
	}
	if !last.Known() {
		return append(dst, m.Protocol().Name...)
	}
	dst = append(dst, last.Name()...)
	if a, ok := last.Attr("DHO_DHCP_MESSAGE_TYPE"); ok {
		if v, ok := a.Uint(); ok {
			dst = a.Spec().Enum.AppendValue(append(dst, ' '), v, false)
		}
	}
	return dst
}
