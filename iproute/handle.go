package iproute

import "github.com/nlkit/nlkit/codec"

// Handle tells queueing disciplines and classes from each other: a major and a minor number of 16 bits each, written
// 1:10.
type Handle uint32

// Handles of linux/pkt_sched.h. Filters of a link's ingress or clsact have the parents FilterIngress and FilterEgress.
const (
	TC_H_UNSPEC  Handle = 0
	TC_H_ROOT    Handle = 0xffffffff
	TC_H_INGRESS Handle = 0xfffffff1
	TC_H_CLSACT  Handle = TC_H_INGRESS

	FilterIngress Handle = 0xfffffff2 // TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS)
	FilterEgress  Handle = 0xfffffff3 // TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_EGRESS)
)

// MakeHandle makes a handle of a major and a minor number, TC_H_MAKE.
func MakeHandle(major, minor uint16) Handle { return Handle(major)<<16 | Handle(minor) }

// ParseHandle reads a handle as tc writes it: "1:10", "1:", ":10", "root", "ingress", "clsact", "none", or a number.
func ParseHandle(s string) (Handle, error) {
	n, err := codec.TCHandle.Parse(s)
	return Handle(n), err
}

// Major returns the number of the queueing discipline.
func (h Handle) Major() uint16 { return uint16(h >> 16) }

// Minor returns the number of the class in it; 0 is the queueing discipline itself.
func (h Handle) Minor() uint16 { return uint16(h) }

// String writes the handle as tc does: "1:10", "1:", "root", "ingress", "none".
func (h Handle) String() string { return string(codec.TCHandle.AppendText(nil, uint64(h), 4)) }
