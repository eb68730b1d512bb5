package trace

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// headLen is by how many octets a datagram is known again: the header and what is most often different after it.
const headLen = 64

// Where the program writes what of a message, in host byte order.
const (
	atCookie  = 0  // of the socket
	atTime    = 8  // CLOCK_MONOTONIC, ns
	atCgroup  = 16 // id
	atTgid    = 24
	atPid     = 28
	atUID     = 32
	atFlags   = 36 // PF_* of the task
	atLength  = 40 // of the datagram
	atStack   = 48 // where the stack of the task is
	atFrame   = 56 // where that of the program is
	atArea    = 64 // how large the area of its stack is, or 0
	atComm    = 72
	atHead    = 88 // the first octets of the datagram
	recordLen = atHead + headLen
)

// record is what is kept of a message until somebody asks about it.
type record struct {
	datagram  uint64 // identity
	time      uint64
	cgroup    uint64
	tgid, pid uint32
	uid       uint32
	context   Context
	comm      [16]byte
}

// parse reads what the program wrote; ok is false if it is no record. Interrupts, and what they leave to be done soon
// (softirq), have a stack of their own, wherever the task was that they interrupt.
func (r *record) parse(b []byte) (ok bool) {
	if len(b) < recordLen {
		return false
	}
	n := binary.NativeEndian
	*r = record{
		datagram: identity(int(n.Uint32(b[atLength:])), b[atHead:recordLen]),
		time:     n.Uint64(b[atTime:]), cgroup: n.Uint64(b[atCgroup:]),
		tgid: n.Uint32(b[atTgid:]), pid: n.Uint32(b[atPid:]), uid: n.Uint32(b[atUID:]),
		context: SystemCall,
	}
	copy(r.comm[:], b[atComm:])
	switch {
	case n.Uint64(b[atFrame:])-n.Uint64(b[atStack:]) >= stackLen(n.Uint64(b[atArea:])):
		r.context = Interrupt
	case n.Uint32(b[atFlags:])&pfKthread != 0:
		r.context = KernelThread
	}
	return true
}

// stackLen returns how large a stack is whose area ends in a page that guards it. Those without an area have 16 KiB.
func stackLen(area uint64) uint64 {
	if page := uint64(os.Getpagesize()); area > page {
		return area - page
	}
	return 16 << 10
}

// pfKthread is PF_KTHREAD of the flags of a task (the kernel's linux/sched.h).
const pfKthread = 0x00200000

// cookieOf returns which socket a record is of.
func cookieOf(b []byte) uint64 { return binary.NativeEndian.Uint64(b[atCookie:]) }

var seed = maphash.MakeSeed()

// identity is what a datagram is known by: its length, and how it begins.
func identity(length int, head []byte) uint64 {
	return maphash.Bytes(seed, head[:min(length, headLen)]) + uint64(length)
}

// task returns what the record tells.
func (r *record) task() Task {
	t := Task{Context: r.context, Time: wallTime(r.time)}
	if r.context != Interrupt {
		comm, _, _ := bytes.Cut(r.comm[:], []byte{0})
		t.Pid, t.Tid, t.Comm, t.UID, t.Cgroup = int(r.tgid), int(r.pid), string(comm), r.uid, r.cgroup
	}
	return t
}

// wallTime returns when a time of CLOCK_MONOTONIC was.
func wallTime(t uint64) time.Time {
	var now unix.Timespec
	if unix.ClockGettime(unix.CLOCK_MONOTONIC, &now) != nil {
		return time.Time{}
	}
	return time.Now().Add(-time.Duration(uint64(now.Nano()) - t))
}
