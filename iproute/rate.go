package iproute

import (
	"math"
	"strconv"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// Rate is octets per second. A rate of so many bits is a product: 100 * iproute.Mbit.
type Rate uint64

// Rates of bits per second.
const (
	Kbit Rate = 125
	Mbit      = 1000 * Kbit
	Gbit      = 1000 * Mbit
	Tbit      = 1000 * Gbit
)

// ParseRate reads a rate as tc does: bits with the prefixes of 1000 or 1024 ("100mbit", "1gibit"), octets ("10kBps"),
// or a number of bits. Letters may be small or capital.
func ParseRate(s string) (Rate, error) {
	n, err := tc.ParseRate(s)
	return Rate(n), err
}

// String writes the rate in bits per second, as tc does: "100Mbit". From 1 Mbit on it may be rounded down.
func (r Rate) String() string {
	text, _ := codec.BytesPerSecond.AppendMeaning(nil, int64(min(r, math.MaxInt64)))
	return string(text)
}

// Size is octets: of packets, buffers and queues.
type Size uint64

// ParseSize reads a size as tc does: octets with the prefixes of 1024 ("15k", "1mb"), bits ("10kbit"), or a number of
// octets.
func ParseSize(s string) (Size, error) {
	n, err := tc.ParseSize(s)
	return Size(n), err
}

// String writes the size as tc does, in the largest unit of which it is a multiple: "15Kb", "1Mb", "1600b".
func (s Size) String() string {
	switch {
	case s != 0 && s%(1<<20) == 0:
		return strconv.FormatUint(uint64(s>>20), 10) + "Mb"
	case s != 0 && s%(1<<10) == 0:
		return strconv.FormatUint(uint64(s>>10), 10) + "Kb"
	}
	return strconv.FormatUint(uint64(s), 10) + "b"
}

// Percent is a part of a whole, which is 100: 2.5 is 2.5%.
type Percent float64

// ParsePercent reads a percentage, "2.5%"; the sign may lack, as in tc.
func ParsePercent(s string) (Percent, error) {
	p, err := tc.ParsePercent(s)
	return Percent(p), err
}

// String writes the percentage with its sign: "2.5%".
func (p Percent) String() string { return strconv.FormatFloat(float64(p), 'f', -1, 64) + "%" }

// share returns the part as the kernel counts it, of a whole that is 2^32-1.
func (p Percent) share() uint64 { return uint64(tc.Share(float64(p))) }

// percentOf is the reverse of share.
func percentOf(share uint64) Percent { return Percent(float64(share) / math.MaxUint32 * 100) }
