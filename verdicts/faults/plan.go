package faults

import (
	"time"

	"github.com/nlkit/nlkit/transport"
)

// Fault is what happens to a datagram. The zero Fault is nothing.
type Fault struct {
	kind   faultKind
	octets int
	delay  time.Duration
}

type faultKind uint8

const (
	nothing faultKind = iota
	overflow
	lose
	reorder
	truncated
	duplicated
	delayed
)

var faultNames = [...]string{"nothing", "overflow", "lose", "reorder", "truncate", "duplicate", "delay"}

// String returns "nothing", "overflow", "lose", "reorder", "truncate", "duplicate" or "delay".
func (f Fault) String() string { return faultNames[f.kind] }

// Happens is false for the zero Fault.
func (f Fault) Happens() bool { return f.kind != nothing }

// Overflow loses the datagram and all that wait after it, as the kernel does when the receive buffer is full: the
// receiver gets ENOBUFS.
func Overflow() Fault { return Fault{kind: overflow} }

// Lose loses the datagram, and nobody is told.
func Lose() Fault { return Fault{kind: lose} }

// Reorder lets the datagram come after the next one. If there is no next one within a moment, it comes all the same.
func Reorder() Fault { return Fault{kind: reorder} }

// TruncateDatagram cuts the datagram after so many octets, and leaves the length in its messages as it is.
func TruncateDatagram(octets int) Fault { return Fault{kind: truncated, octets: max(octets, 0)} }

// DuplicateDatagram lets the datagram come twice.
func DuplicateDatagram() Fault { return Fault{kind: duplicated} }

// DelayDatagram holds the datagram back, and those after it.
func DelayDatagram(d time.Duration) Fault { return Fault{kind: delayed, delay: d} }

// Plan decides what happens to each datagram that a Transport receives.
type Plan func(datagram []byte, from transport.From) Fault
