package iproute

import (
	"time"

	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// The specs of kinds whose options are C structs with computed members, and tables, say what people say to tc; package
// tc computes the rest. A zero says nothing.

// wordsOf is what a spec says, by the words of tc.
type wordsOf map[string]any

// said adds what is not zero.
func said[T comparable](w wordsOf, name string, v T) {
	var zero T
	if v != zero {
		w[name] = v
	}
}

// saidOpt adds what is there.
func saidOpt[T any](w wordsOf, name string, o Opt[T]) {
	if v, ok := o.Get(); ok {
		w[name] = v
	}
}

// saidChance adds a percentage as a probability.
func saidChance(w wordsOf, name string, p Percent) {
	if p != 0 {
		w[name] = float64(p) / 100
	}
}

// HTB is a hierarchical token bucket: shaping by classes, HTBClass, that borrow from each other.
type HTB struct {
	Default    uint16   // minor number of the class of packets that no filter puts anywhere; 0: they are not shaped
	R2Q        Opt[int] // quanta of classes are their rate, in octets, divided by this: 10
	DirectQlen Opt[int] // packets that wait where they are not shaped
	Offload    bool     // the device does it
}

func (x HTB) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "default", x.Default)
	saidOpt(w, "r2q", x.R2Q)
	saidOpt(w, "direct_qlen", x.DirectQlen)
	said(w, "offload", x.Offload)
	return "htb", tc.With(tc.Qdisc, "htb", w)
}

// HTBClass is a class of HTB. Rate has to be said.
type HTBClass struct {
	Rate, Ceil    Rate // what is its own, and what it may borrow; Ceil is Rate if it is not said
	Burst, CBurst Size // what may be sent at once at either: what a tick brings in, and a packet of MTU
	Prio          int  // classes of a lower one are served first with what is left over
	Quantum       Size // how much is sent before the next class is served
	MTU           Size // of the rate tables: 1600
	MPU, Overhead Size // packets count as at least so much, and each as so much more
	ATM           bool // the link has cells of ATM
}

func (x HTBClass) classKind() (kind, data any) {
	w := wordsOf{}
	said(w, "rate", x.Rate)
	said(w, "ceil", x.Ceil)
	said(w, "burst", x.Burst)
	said(w, "cburst", x.CBurst)
	said(w, "prio", x.Prio)
	said(w, "quantum", x.Quantum)
	said(w, "mtu", x.MTU)
	saidLink(w, x.MPU, x.Overhead, x.ATM)
	return "htb", tc.With(tc.Class, "htb", w)
}

// saidLink adds what is said of the link that rates are of.
func saidLink(w wordsOf, mpu, overhead Size, atm bool) {
	said(w, "mpu", mpu)
	said(w, "overhead", overhead)
	if atm {
		w["linklayer"] = "atm"
	}
}

// TBF is a token bucket filter: one rate for all. Rate, Burst, and either Limit or Latency have to be said.
type TBF struct {
	Rate          Rate
	Burst         Size          // what may be sent at once
	Limit         Size          // what may wait
	Latency       time.Duration // or how long
	PeakRate      Rate          // the most, also of what is sent at once
	MTU           Size          // what may be sent at once at PeakRate
	MPU, Overhead Size          // as in HTBClass
	ATM           bool
}

func (x TBF) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "rate", x.Rate)
	said(w, "burst", x.Burst)
	said(w, "limit", x.Limit)
	said(w, "latency", x.Latency)
	said(w, "peakrate", x.PeakRate)
	said(w, "mtu", x.MTU)
	saidLink(w, x.MPU, x.Overhead, x.ATM)
	return "tbf", tc.With(tc.Qdisc, "tbf", w)
}

// HFSC is the hierarchical fair service curve: classes, HFSCClass, with guarantees of rate and of delay.
type HFSC struct {
	Default uint16 // minor number of the class of packets that no filter puts anywhere; 0: they are dropped
}

func (x HFSC) qdiscKind() (kind, data any) {
	return "hfsc", tc.With(tc.Qdisc, "hfsc", wordsOf{"default": x.Default})
}

// HFSCClass is a class of HFSC.
type HFSCClass struct {
	RealTime, LinkShare, UpperLimit *ServiceCurve
}

// ServiceCurve is what a class gets: M1 for a time D, and M2 after that.
type ServiceCurve struct {
	M1 Rate
	D  time.Duration
	M2 Rate
}

func (x HFSCClass) classKind() (kind, data any) {
	w := wordsOf{}
	for word, curve := range map[string]*ServiceCurve{"rt": x.RealTime, "ls": x.LinkShare, "ul": x.UpperLimit} {
		if curve != nil {
			w[word] = map[string]any{"m1": curve.M1, "d": curve.D, "m2": curve.M2}
		}
	}
	return "hfsc", tc.With(tc.Class, "hfsc", w)
}
