package trace

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// systemLost returns how many records found no room so far.
func systemLost(b []byte) uint64 { return binary.NativeEndian.Uint64(b[sysLost:]) }

// lose makes a record of what was lost.
func (s *System) lose(r *captures.Record, lost uint64) {
	*r = captures.Record{
		Time: time.Now(), HasDate: true, FD: -1, Protocol: captures.ProtocolUnknown, BigEndian: host.BigEndian,
		Event: fmt.Sprintf("%d datagrams were lost: there was no room to record them", lost-s.told),
	}
	s.told = lost
}

// mostTexts is how many texts are kept that no request has had: of kernels that say something elsewhere too.
const mostTexts = 1 << 10

// fill makes a record of what a program wrote; ok is false if it is none: a text, or a further copy of a multicast.
func (s *System) fill(r *captures.Record, b []byte) (ok bool) {
	n := binary.NativeEndian
	task := n.Uint64(b[sysTask:])
	kind, length := n.Uint32(b[sysKind:]), int(n.Uint32(b[sysLength:]))
	octets := b[sysPayload:min(len(b), sysPayload+length)]
	if kind == kindText {
		if len(s.texts) >= mostTexts {
			clear(s.texts)
		}
		s.texts[task] = string(bytes.TrimRight(octets, "\x00"))
		return false
	}
	parms := b[sysParms:]
	group, sender := n.Uint32(parms[s.offsets.group:]), n.Uint32(parms[s.offsets.sender:])
	receivers := n.Uint32(b[sysCopies:]) & datarefMask
	if group != 0 && s.copies.seen(n.Uint64(b[sysHead:]), identity(length, octets), receivers) {
		return false
	}
	comm, _, _ := bytes.Cut(b[sysComm:sysComm+16], []byte{0})
	*r = captures.Record{
		Time: wallTime(n.Uint64(b[sysTime:])), HasDate: true, Direction: codec.Received,
		Pid: int(task >> 32), Comm: string(comm), FD: -1, Protocol: int(n.Uint32(b[sysProtocol:])),
		PortID: n.Uint32(b[sysPort:]), BigEndian: host.BigEndian,
		Origin: captures.Origin{Group: group, Sender: sender}, Data: octets, OriginalLen: length,
		Interface: fmt.Sprintf("netns:[%d]", n.Uint32(b[sysNetNS:])),
	}
	switch {
	case group != 0 && receivers > 1:
		r.Comment = fmt.Sprintf("%d receive it", receivers)
	case r.PortID == 0:
		r.Direction, r.PortID, r.Origin.Sender = codec.Sent, sender, 0
		if text, ok := s.texts[task]; ok {
			r.Comment = "kernel: " + text
			delete(s.texts, task)
		}
	}
	if kind == kindDropped {
		r.Failed = "dropped: who was to receive it had no room, or is gone"
	}
	return true
}

// datarefMask is SKB_DATAREF_MASK (the kernel's linux/skbuff.h): how many share the octets.
const datarefMask = 1<<16 - 1

// copies are multicasts of which other copies are still to be read, by where their octets are.
type copies map[uint64]pendingCopy

type pendingCopy struct {
	datagram uint64 // identity
	left     uint32 // how many there were, with the one that was read last
	read     time.Time
}

const (
	mostCopies = 1 << 12
	// latest is how long after another one a copy may be read: later it is a record again, rather than that a new
	// multicast at the same place is none.
	latest = 5 * time.Second
)

// seen reports whether another copy of a multicast was read before. The octets stay where they are as long as there are
// copies, and each that is read makes them one less.
func (c copies) seen(octets, datagram uint64, left uint32) bool {
	before, ok := c[octets]
	ok = ok && before.datagram == datagram && left < before.left && time.Since(before.read) < latest
	if len(c) >= mostCopies {
		clear(c)
	}
	if left > 1 {
		c[octets] = pendingCopy{datagram, left, time.Now()}
	} else {
		delete(c, octets)
	}
	return ok
}
