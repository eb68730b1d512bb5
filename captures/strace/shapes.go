package strace

import "github.com/nlkit/nlkit/codec"

// transferShape says how a system call passes data.
type transferShape struct {
	direction codec.Direction
	form      transferForm
}

type transferForm uint8

const (
	plainBuffer  transferForm = iota // (fd, buffer, length, flags, address)
	plainVector                      // (fd, [{iov_base, iov_len}])
	oneMessage                       // (fd, {msg_name, msg_iov}, flags)
	manyMessages                     // (fd, [{msg_hdr, msg_len}], count, flags)
)

// passesData reports whether a call passes data.
func passesData(name string) bool { return transferOf(name).direction != codec.DirectionUnknown }

// transferOf returns the shape of a call that passes data; direction is DirectionUnknown for other calls.
func transferOf(name string) transferShape {
	switch name {
	case "sendto", "send", "write":
		return transferShape{codec.Sent, plainBuffer}
	case "recvfrom", "recv", "read":
		return transferShape{codec.Received, plainBuffer}
	case "writev":
		return transferShape{codec.Sent, plainVector}
	case "readv":
		return transferShape{codec.Received, plainVector}
	case "sendmsg":
		return transferShape{codec.Sent, oneMessage}
	case "recvmsg":
		return transferShape{codec.Received, oneMessage}
	case "sendmmsg":
		return transferShape{codec.Sent, manyMessages}
	case "recvmmsg", "recvmmsg_time64":
		return transferShape{codec.Received, manyMessages}
	}
	return transferShape{}
}
