package oracle

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// passing are the ends of the names of attributes whose values differ from one answer to the next: clocks and counters.
var passing = []string{
	"STATS", "STATS64", "STATS_BASIC", "STATS_QUEUE", "CACHEINFO", "XSTATS", "RATE_EST", "RATE_EST64", "TIMER", "_TSF",
	"LAST_SEEN_BOOTTIME", "_AGO", "_BYTES", "_BYTES64", "_PACKETS", "DURATION",
}

// passes reports whether the value of an attribute of this name differs from one answer to the next.
func passes(name string) bool {
	return slices.ContainsFunc(passing, func(end string) bool { return strings.HasSuffix(name, end) })
}

// digest is what is the same in two messages that another tool need not read both.
type digest [sha256.Size]byte

// digestOf sums up all octets of a message but its sequence number, its port id, and the values of clocks and counters.
// The lengths of those count.
func digestOf(m *codec.Message) digest {
	b := append([]byte(nil), m.Bytes()...)
	if len(b) >= codec.HeaderLen {
		clear(b[8:codec.HeaderLen])
	}
	for a := range m.All() {
		if a.IsNest() || !passes(a.Name()) {
			continue
		}
		// the payload is a part of m.Bytes(), four octets after the start of the attribute
		from := a.Offset() + 4
		clear(b[from:min(from+len(a.Payload()), len(b))])
	}
	sum := sha256.New()
	if p := m.Protocol(); p != nil {
		sum.Write([]byte(p.Name))
	}
	if f := m.Family(); f != nil {
		sum.Write([]byte(f.Name))
	}
	sum.Write(b)
	return digest(sum.Sum(nil))
}
