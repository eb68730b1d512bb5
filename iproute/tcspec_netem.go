package iproute

import (
	"time"

	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// Netem emulates a network: packets wait, and are lost, changed, sent twice or before others.
type Netem struct {
	Delay, Jitter    time.Duration
	DelayCorrelation Percent // how much a delay is like the one before it
	// Distribution of the jitter: a table of iproute2 ("normal", "pareto", "paretonormal", "experimental"), or a file.
	Distribution string

	Loss, LossCorrelation           Percent
	LossState                       *LossState // in place of Loss
	LossGE                          *LossGE    // in place of Loss
	ECN                             bool       // packets that can be marked are not lost
	Duplicate, DuplicateCorrelation Percent
	Corrupt, CorruptCorrelation     Percent
	Reorder, ReorderCorrelation     Percent // of packets that do not wait; it needs a Delay
	Gap                             int     // one of so many is not reordered: 1

	Limit          Opt[int] // packets that may wait: 1000
	Rate           Rate
	PacketOverhead int // octets that each packet takes more, or less
	CellSize       int // octets of a cell of the link
	CellOverhead   int
	Slot           *NetemSlot
	Seed           Opt[uint64] // of the random numbers
}

// LossState is a Markov model of four states; a zero P31 is 100 - P13, a zero P23 is 100.
type LossState struct{ P13, P31, P32, P23, P14 Percent }

// LossGE is the model of Gilbert and Elliott: P and R lead into the bad state and out of it; H and K are how many
// packets come through in the bad and in the good state, and are 0 and 100 if they are not said. A zero R is 100 - P.
type LossGE struct {
	P, R Percent
	H, K Opt[Percent]
}

// NetemSlot has packets sent in slots: from Min to Max apart, or by a distribution around Delay; so many packets and
// octets in each.
type NetemSlot struct {
	Min, Max      time.Duration
	Distribution  string
	Delay, Jitter time.Duration
	Packets       int
	Bytes         Size
}

func (x Netem) qdiscKind() (kind, data any) {
	w := wordsOf{}
	said(w, "delay", x.Delay)
	said(w, "jitter", x.Jitter)
	said(w, "delay_corr", x.DelayCorrelation)
	said(w, "distribution", x.Distribution)
	x.sayLoss(w)
	said(w, "duplicate", x.Duplicate)
	said(w, "dup_corr", x.DuplicateCorrelation)
	said(w, "corrupt", x.Corrupt)
	said(w, "corrupt_corr", x.CorruptCorrelation)
	said(w, "reorder", x.Reorder)
	said(w, "reorder_corr", x.ReorderCorrelation)
	said(w, "gap", x.Gap)
	saidOpt(w, "limit", x.Limit)
	said(w, "rate", x.Rate)
	said(w, "packet_overhead", x.PacketOverhead)
	said(w, "cell_size", x.CellSize)
	said(w, "cell_overhead", x.CellOverhead)
	saidOpt(w, "seed", x.Seed)
	if x.Slot != nil {
		w["slot"] = x.Slot.words()
	}
	return "netem", tc.With(tc.Qdisc, "netem", w)
}

// sayLoss says which packets are lost.
func (x Netem) sayLoss(w wordsOf) {
	said(w, "loss", x.Loss)
	said(w, "loss_corr", x.LossCorrelation)
	said(w, "ecn", x.ECN)
	if m := x.LossState; m != nil {
		model := wordsOf{"p13": m.P13}
		said(model, "p31", m.P31)
		said(model, "p32", m.P32)
		said(model, "p23", m.P23)
		said(model, "p14", m.P14)
		w["loss_state"] = model
	}
	if m := x.LossGE; m != nil {
		model := wordsOf{"p": m.P, "1-h": 100 - m.H.Or(0), "1-k": 100 - m.K.Or(100)}
		said(model, "r", m.R)
		w["loss_gemodel"] = model
	}
}

func (x NetemSlot) words() wordsOf {
	w := wordsOf{}
	said(w, "min", x.Min)
	said(w, "max", x.Max)
	said(w, "distribution", x.Distribution)
	said(w, "delay", x.Delay)
	said(w, "jitter", x.Jitter)
	said(w, "packets", x.Packets)
	said(w, "bytes", x.Bytes)
	return w
}
