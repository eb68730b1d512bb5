package oracle

import (
	"crypto/sha256"
	"regexp"

	"github.com/nlkit/nlkit/codec"
)

// passing are the attributes whose values differ from one answer to the next: clocks and counters.
var passing = regexp.MustCompile(`(STATS|STATS64|STATS_BASIC|STATS_QUEUE|CACHEINFO|XSTATS|RATE_EST|RATE_EST64|TIMER|_TSF|` +
	`LAST_SEEN_BOOTTIME|SEEN_MS_AGO|_AGO|(RX|TX)_(BYTES|PACKETS)(64)?|DURATION)$`)

// digest is what is the same in two messages that another tool need not read both.
type digest [sha256.Size]byte

// digestOf sums up all octets of a message but its sequence number, its port id, and the values of clocks and counters. The
// lengths of those count.
func digestOf(m *codec.Message) digest {
	b := append([]byte(nil), m.Bytes()...)
	if len(b) >= codec.HeaderLen {
		clear(b[8:codec.HeaderLen])
	}
	for a := range m.All() {
		if a.IsNest() || !passing.MatchString(a.Name()) {
			continue
		}
		// the payload is a part of m.Bytes(), four octets behind the start of the attribute
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
