package iproute

import (
	"math"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// Forever is a lifetime that does not end, as those of addresses mostly do not.
const Forever = math.MaxUint32 * time.Second

// Handle tells queueing disciplines and classes from each other: a major and a minor number of 16 bits each, written
// 1:10.
type Handle uint32

// String writes the handle as tc does: "1:10", "1:", "root", "ingress", "none".
func (h Handle) String() string { return string(codec.TCHandle.AppendText(nil, uint64(h), 4)) }

// Rate is octets per second. A rate of so many bits is a product: 100 * iproute.Mbit.
type Rate uint64

// Rates of bits per second.
const (
	Kbit Rate = 125
	Mbit      = 1000 * Kbit
	Gbit      = 1000 * Mbit
	Tbit      = 1000 * Gbit
)

// String writes the rate in bits per second, as tc does: "100Mbit".
func (r Rate) String() string {
	text, _ := codec.BytesPerSecond.AppendMeaning(nil, int64(min(r, math.MaxInt64)))
	return string(text)
}

// Percent is a part of a whole, which is 100.
type Percent float64

// share returns the part as the kernel counts it, of a whole that is 2^32.
func (p Percent) share() uint64 { return uint64(math.Round(float64(p) / 100 * math.MaxUint32)) }

// percentOf is the reverse of share.
func percentOf(share uint64) Percent { return Percent(float64(share) / math.MaxUint32 * 100) }

// Bitfield is flags of which only those that are selected are meant (struct nla_bitfield32).
type Bitfield[T ~uint32] struct{ Value, Selector T }
