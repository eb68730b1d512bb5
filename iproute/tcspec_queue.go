package iproute

import (
	"time"

	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// SFQ is stochastic fair queueing: flows take turns. With RedLimit their queues are managed by RED.
type SFQ struct {
	Quantum         Size          // how much a flow sends in its turn: the MTU
	Perturb         time.Duration // how often the hash changes; whole seconds
	Limit           int           // packets that may wait: 127
	Flows           int           // 127
	Divisor         int           // slots of the hash table, a power of two: 1024
	Depth           int           // packets of a flow: 127
	HeadDrop        bool          // the oldest packets are dropped, not the newest
	RedLimit        Size          // what of a flow may wait
	Min, Max, AvPkt Size          // as in RED
	Burst           int           // as in RED
	Probability     Percent       // as in RED
	ECN, HardDrop   bool          // as in RED
}

func (x SFQ) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "quantum", x.Quantum)
	said(w, "perturb", x.Perturb)
	said(w, "limit", x.Limit)
	said(w, "flows", x.Flows)
	said(w, "divisor", x.Divisor)
	said(w, "depth", x.Depth)
	said(w, "headdrop", x.HeadDrop)
	said(w, "redflowlimit", x.RedLimit)
	saidRED(w, x.Min, x.Max, x.AvPkt, x.Burst, x.Probability)
	said(w, "ecn", x.ECN)
	said(w, "harddrop", x.HardDrop)
	return "sfq", tc.With(tc.Qdisc, "sfq", w)
}

// saidRED adds what kinds with RED share.
func saidRED(w wordsOf, least, most, avpkt Size, burst int, probability Percent) {
	said(w, "min", least)
	said(w, "max", most)
	said(w, "avpkt", avpkt)
	said(w, "burst", burst)
	saidChance(w, "probability", probability)
}

// RED is random early detection: packets are dropped, or marked, before the queue is full. Limit and AvPkt have to be
// said.
type RED struct {
	Limit       Size    // what may wait
	Min, Max    Size    // of the average: where marking begins, and where it is at its most. Max/3, Limit/4
	AvPkt       Size    // an average packet
	Burst       int     // average packets that may come at once: (2 Min + Max) / (3 AvPkt)
	Probability Percent // of being marked at Max: 2
	Bandwidth   Rate    // of the link, to know how long it is idle: 10 Mbit
	ECN         bool    // packets that can be marked are not dropped
	HardDrop    bool    // beyond Max all are dropped, also with ECN
	Adaptive    bool    // Probability follows the average
	NoDrop      bool    // what cannot be marked is kept
}

func (x RED) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "limit", x.Limit)
	saidRED(w, x.Min, x.Max, x.AvPkt, x.Burst, x.Probability)
	said(w, "bandwidth", x.Bandwidth)
	said(w, "ecn", x.ECN)
	said(w, "harddrop", x.HardDrop)
	said(w, "adaptive", x.Adaptive)
	said(w, "nodrop", x.NoDrop)
	return "red", tc.With(tc.Qdisc, "red", w)
}

// GRED is RED with several virtual queues. It is made with DPs; then each queue is set by a change with its DP, and
// what RED has.
type GRED struct {
	DPs     int      // how many there are to be
	Default int      // the one of packets that say no other
	Grio    bool     // those of a higher Prio count the averages of the lower ones
	DP      Opt[int] // the one that is set
	Prio    int

	Limit, Min, Max, AvPkt Size // as in RED; with DPs, Limit is what may wait in all
	Burst                  int
	Probability            Percent
	Bandwidth              Rate
	ECN, HardDrop          bool
}

func (x GRED) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "DPs", x.DPs)
	said(w, "default", x.Default)
	said(w, "grio", x.Grio)
	saidOpt(w, "DP", x.DP)
	said(w, "prio", x.Prio)
	said(w, "limit", x.Limit)
	saidRED(w, x.Min, x.Max, x.AvPkt, x.Burst, x.Probability)
	said(w, "bandwidth", x.Bandwidth)
	said(w, "ecn", x.ECN)
	said(w, "harddrop", x.HardDrop)
	return "gred", tc.With(tc.Qdisc, "gred", w)
}

// Choke is RED that punishes flows which fill the queue. Limit, Min and Max are packets. Limit and Bandwidth have to be
// said.
type Choke struct {
	Limit, Min, Max int
	AvPkt           Size // 1000
	Burst           int
	Probability     Percent
	Bandwidth       Rate
	ECN             bool
}

func (x Choke) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "limit", x.Limit)
	saidRED(w, Size(x.Min), Size(x.Max), x.AvPkt, x.Burst, x.Probability)
	said(w, "bandwidth", x.Bandwidth)
	said(w, "ecn", x.ECN)
	return "choke", tc.With(tc.Qdisc, "choke", w)
}

// SFB is stochastic fair BLUE.
type SFB struct {
	Rehash       time.Duration // how often the hash changes: 10 minutes
	Warmup       time.Duration // how long before that the next one is prepared: 1 minute
	Limit        int           // packets that may wait
	Max, Target  int           // packets of a bin: 25, 20
	Increment    Percent       // of the probability of a bin that has more than Target: 0.05
	Decrement    Percent       // of one that is empty: 0.005
	PenaltyRate  int           // packets a second of flows that do not slow down: 10
	PenaltyBurst int           // those that they may send at once: 20
}

func (x SFB) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "rehash", x.Rehash)
	said(w, "db", x.Warmup)
	said(w, "limit", x.Limit)
	said(w, "max", x.Max)
	said(w, "target", x.Target)
	saidChance(w, "increment", x.Increment)
	saidChance(w, "decrement", x.Decrement)
	said(w, "penalty_rate", x.PenaltyRate)
	said(w, "penalty_burst", x.PenaltyBurst)
	return "sfb", tc.With(tc.Qdisc, "sfb", w)
}
