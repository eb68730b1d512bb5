package iproute

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// U32Filter matches words of packets. Match is what tc writes after "match": "ip dst 192.0.2.0/24", "tcp dst 443
// 0xffff", "u32 0 0" for all packets.
type U32Filter struct {
	Match   []string
	ClassID Handle
	Act     []Action // actions, by their order
	Indev   string   // of packets that came in by this link
	Mark    string   // of packets with a mark: "0x10/0xff"
	Flags   Opt[TcaClsFlags]

	Divisor   int    // how many buckets: this makes a hash table, in place of matching
	HashTable uint32 // the table that the filter is in, htid<<20 | bucket<<12
	Link      uint32 // the table where to go on
	HashKey   string // by which bits the bucket is chosen there: "mask 0xff at 12"
}

func (x U32Filter) filterKind() (kind, data any) {
	w := wordsOf{}
	if x.Match != nil {
		w["match"] = x.Match
	}
	said(w, "classid", x.ClassID)
	said(w, "indev", x.Indev)
	said(w, "mark", x.Mark)
	said(w, "divisor", x.Divisor)
	said(w, "ht", x.HashTable)
	said(w, "link", x.Link)
	said(w, "hashkey", x.HashKey)
	if flags, ok := x.Flags.Get(); ok {
		w["flags"] = unnamed(flags)
	}
	o := tc.With(tc.Filter, "u32", w)
	acts := members{}
	if giveNests(acts, "TCA_U32_ACT", x.Act); acts["TCA_U32_ACT"] != nil {
		o.Take([]codec.A{{Name: "TCA_U32_ACT", Value: acts["TCA_U32_ACT"]}})
	}
	return "u32", o
}

// PoliceAction lets pass what keeps to a rate.
type PoliceAction struct {
	Rate          Rate
	Burst         Size // what may come at once
	PeakRate      Rate
	MTU           Size // the largest packet; PeakRate needs it
	AvRate        Rate // measured, in place of a bucket
	MPU, Overhead Size // as in HTBClass
	ATM           bool
	PktsRate      uint64             // packets a second, in place of Rate
	PktsBurst     uint64             // packets that may come at once
	Exceed        Opt[ActionVerdict] // what becomes of packets beyond the rate: TC_ACT_RECLASSIFY
	Conform       Opt[ActionVerdict] // and of others: TC_ACT_OK
	Index         int                // of the policer, which other filters may have, too
}

func (x PoliceAction) actionKind() (kind, data any) {
	w := wordsOf{}
	said(w, "rate", x.Rate)
	said(w, "burst", x.Burst)
	said(w, "peakrate", x.PeakRate)
	said(w, "mtu", x.MTU)
	said(w, "avrate", x.AvRate)
	saidLink(w, x.MPU, x.Overhead, x.ATM)
	said(w, "pkts_rate", x.PktsRate)
	said(w, "pkts_burst", x.PktsBurst)
	saidOpt(w, "exceed", x.Exceed)
	saidOpt(w, "conform", x.Conform)
	said(w, "index", x.Index)
	return "police", tc.With(tc.Action, "police", w)
}
