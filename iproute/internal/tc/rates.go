package tc

import (
	"math"
	"strings"
	"time"
)

// Tick is a tick of the packet scheduler's clock, PSCHED_SHIFT of the kernel's net/pkt_sched.h: /proc/net/psched of
// every kernel since Linux 2.6.31 says the same.
const Tick = 64 * time.Nanosecond

// psched is how many jiffies /proc/net/psched says that a second has: since the scheduler's clock has nanoseconds,
// these.
const psched = 1e9

// ticks returns how many ticks a time has, of whole microseconds, as tc computes it.
func ticks(d time.Duration) uint32 {
	us := float64(d.Microseconds())
	return clip(us * float64(time.Microsecond) / float64(Tick))
}

// xmitTime returns in how many ticks so many octets are sent at a rate.
func xmitTime(rate, octets uint64) uint32 {
	if rate == 0 {
		return math.MaxUint32
	}
	us := math.Trunc(float64(time.Second/time.Microsecond) * (float64(octets) / float64(rate)))
	return clip(min(us, math.MaxUint32) * float64(time.Microsecond) / float64(Tick))
}

// clip makes a number of 32 bits of one that may be too large.
func clip(x float64) uint32 { return uint32(min(x, math.MaxUint32)) }

// The link layers of struct tc_ratespec (linux/pkt_sched.h).
const (
	layerEthernet = 1
	layerATM      = 2
)

// layer returns the number of a link layer by name.
func layer(v any) (int, error) {
	return choose(v, map[string]int{"ethernet": layerEthernet, "atm": layerATM, "adsl": layerATM})
}

// shape is what of packets a rate counts.
type shape struct {
	mtu, mpu, overhead uint64
	cell               uint64 // octets of a cell of the rate table; 0: as few as cover the mtu
	layer              int
}

// shapeOf reads what is said of a shape.
func shapeOf(s *said, mtu uint64) shape {
	return shape{
		mtu: askOr(s, mtu, Size, "mtu"), mpu: ask(s, Size, "mpu"), overhead: ask(s, Size, "overhead"),
		layer: askOr(s, layerEthernet, layer, "linklayer"),
	}
}

// spec returns struct tc_ratespec for a rate, and the table of how long packets of up to so many cells take.
func (h shape) spec(rate uint64) (spec map[string]any, table []uint32) {
	log := h.cellLog()
	table = make([]uint32, 256)
	for i := range table {
		table[i] = xmitTime(rate, h.adjusted(uint64(i+1)<<log))
	}
	return map[string]any{
		"rate": min(rate, math.MaxUint32), "cell_log": log, "cell_align": -1, "mpu": h.mpu, "overhead": h.overhead,
		"linklayer": h.layer,
	}, table
}

// cellLog returns how large a cell is, as a power of two.
func (h shape) cellLog() (log int) {
	if h.cell > 0 {
		for 1<<log < h.cell && log < 31 {
			log++
		}
		return log
	}
	mtu := h.mtu
	if mtu == 0 {
		mtu = 2047
	}
	for mtu>>log > 255 {
		log++
	}
	return log
}

// adjusted returns how many octets of the link so many octets are.
func (h shape) adjusted(octets uint64) uint64 {
	const cell, payload = 53, 48 // of ATM
	octets = max(octets, h.mpu)
	if h.layer == layerATM {
		return (octets + payload - 1) / payload * cell
	}
	return octets
}

// bucket is how much may be sent at once, and the cell that was said with it: "15k/8".
type bucket struct {
	octets, cell uint64
}

// bucketOf reads a size, and a cell after a slash.
func bucketOf(v any) (b bucket, err error) {
	text, ok := v.(string)
	if size, cell, slash := strings.Cut(text, "/"); ok && slash {
		if b.cell, err = ParseSize(cell); err != nil {
			return b, err
		}
		v = size
	}
	b.octets, err = Size(v)
	return b, err
}

// wide reports whether a rate does not fit into struct tc_ratespec: another attribute says it then.
func wide(rate uint64) bool { return rate > math.MaxUint32 }
