package codec

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Unit is what an integer counts.
type Unit uint8

// The units.
const (
	NoUnit         Unit = iota
	ClockTicks          // USER_HZ ticks: 1/100 s
	Seconds             //
	Milliseconds        //
	Microseconds        //
	Nanoseconds         //
	PschedTicks         // ticks of the packet scheduler's clock: 64 ns (the kernel's net/pkt_sched.h)
	BytesPerSecond      //
	Share32             // shares of a whole that is 2^32
	Errno               // a negated errno value, or 0
	LinkIndex           // nothing: the ifindex of a link, in the network namespace that the message is about
	NetNSFD             // nothing: a descriptor of a network namespace, of the process that sends the message
	Hex                 // nothing: it names something, and is written as hexadecimal digits of its full width
	TCHandle            // nothing: a handle of traffic control, written as tc does: "1:10", "root", "ingress", "none"
	U32Handle           // nothing: a handle of filter u32, hash table:bucket:node in hexadecimal: "800::800", "1:2e:3"
)

// Duration is how long one of the unit is, 0 if it does not count time.
func (u Unit) Duration() time.Duration {
	switch u {
	case ClockTicks:
		return 10 * time.Millisecond
	case Seconds:
		return time.Second
	case Milliseconds:
		return time.Millisecond
	case Microseconds:
		return time.Microsecond
	case Nanoseconds:
		return time.Nanosecond
	case PschedTicks:
		return 64 * time.Nanosecond
	}
	return 0
}

// AppendMeaning appends what a number of the unit means to a person: how long it is, the name of an errno, a rate as tc
// writes it, a percentage. It reports whether there is anything to say.
func (u Unit) AppendMeaning(dst []byte, v int64) (_ []byte, ok bool) {
	each := u.Duration()
	switch {
	case u == Errno:
		name := ErrnoName(int(-v))
		return append(dst, name...), name != ""
	case u == Seconds && v == math.MaxUint32:
		return append(dst, "forever"...), true
	case v < 0:
		return dst, false
	case u == BytesPerSecond:
		return appendRate(dst, 8*float64(v)), true
	case u == Share32:
		return append(strconv.AppendFloat(dst, math.Round(float64(v)/(1<<32)*1e8)/1e6, 'f', -1, 64), '%'), true
	case each == 0 || v > int64(1<<62/each):
		return dst, false
	}
	return AppendDuration(dst, time.Duration(v)*each), true
}

// appendRate appends bits per second in the largest unit that leaves a whole number, or four digits.
func appendRate(dst []byte, bits float64) []byte {
	prefix, larger := "", "KMGT"
	for larger != "" && bits >= 1000 && (bits >= 1e6 || math.Mod(bits, 1000) == 0) {
		bits /= 1000
		prefix, larger = larger[:1], larger[1:]
	}
	dst = strconv.AppendFloat(dst, math.Trunc(bits), 'f', -1, 64)
	return append(append(dst, prefix...), "bit"...)
}

// countOf returns how many of the unit a time is.
func (u Unit) countOf(d time.Duration) (n uint64, negative bool, err error) {
	each := u.Duration()
	if d%each != 0 {
		return 0, false, valueError("%v is no multiple of %v, which the attribute counts", d, each)
	}
	return uint64(d / each), d < 0, nil
}

// parseAmount reads a number, or what it means: "10ms" of a unit of time, "10Mbit" or "1.25MBps" of a rate, "1%" of a
// share.
func (u Unit) parseAmount(s string) (n uint64, negative bool, err error) {
	if n, negative, err = parseInteger(s); err == nil {
		return n, negative, nil
	}
	switch {
	case u == BytesPerSecond:
		if rate, ok := parseRate(s); ok {
			return rate, false, nil
		}
	case u == Share32:
		digits, ok := strings.CutSuffix(s, "%")
		if share, e := strconv.ParseFloat(digits, 64); ok && e == nil && share >= 0 && share <= 100 {
			return uint64(math.Round(share / 100 * math.MaxUint32)), false, nil
		}
	case u.Duration() > 0:
		if d, e := time.ParseDuration(shortTime(s)); e == nil {
			return u.countOf(d)
		}
	}
	return 0, false, err
}

// shortTime writes a time as package time does: tc says 10msec and 10msecs, too.
func shortTime(s string) string {
	for _, long := range [...]string{"secs", "sec"} {
		if d, ok := strings.CutSuffix(s, long); ok {
			return d + "s"
		}
	}
	return s
}

// parseRate reads a rate as tc does, as octets per second: bits in any unit that appendRate uses, or octets ("kBps"), with
// the prefixes of 1000 or those of 1024 ("Kibit", "MiBps"). What is less than one octet is left out.
func parseRate(s string) (uint64, bool) {
	s = strings.ToLower(s)
	var digits string
	each, bits := 1., 1.
	if d, ok := strings.CutSuffix(s, "bit"); ok {
		digits, bits = d, 8
	} else if d, ok := strings.CutSuffix(s, "bps"); ok {
		digits = d
	} else {
		return 0, false
	}
	base := 1000.
	if d, ok := strings.CutSuffix(digits, "i"); ok {
		digits, base = d, 1024
	}
	prefixed := false
	for i, prefix := range [...]string{"k", "m", "g", "t"} {
		if d, ok := strings.CutSuffix(digits, prefix); ok {
			digits, each, prefixed = d, each*math.Pow(base, float64(i+1)), true
			break
		}
	}
	number, err := strconv.ParseFloat(digits, 64)
	octets := number * each / bits
	if err != nil || base == 1024 && !prefixed || !(octets >= 0 && octets < math.MaxInt64) {
		return 0, false
	}
	return uint64(octets), true
}

// Plain reports whether numbers of the unit mean nothing but themselves.
func (u Unit) Plain() bool { return u == NoUnit || u == LinkIndex || u == NetNSFD }

// Spelled reports whether numbers of the unit are written as texts of their own: they name something.
func (u Unit) Spelled() bool { return u >= Hex }

// AppendText appends a number, of so many octets, as the unit, which is Spelled, writes it.
func (u Unit) AppendText(dst []byte, v uint64, size int) []byte {
	switch u {
	case TCHandle:
		return appendHandle(dst, v)
	case U32Handle:
		return appendU32Handle(dst, v)
	}
	return AppendDigits(dst, v, size)
}

// Parse reads a number of a unit: one that is Spelled as AppendText writes it, or as people do; of another one a number,
// or what that means: "10ms", "10Mbit", "2.5%".
func (u Unit) Parse(s string) (v uint64, err error) {
	if u.Spelled() {
		v, _, err = u.parse(s)
	} else {
		v, _, err = u.parseAmount(s)
	}
	return v, err
}

func (u Unit) parse(s string) (v uint64, negative bool, err error) {
	switch u {
	case TCHandle:
		return parseHandle(s)
	case U32Handle:
		return parseU32Handle(s)
	}
	if v, err = strconv.ParseUint(strings.TrimPrefix(s, "0x"), 16, 64); err != nil {
		return 0, false, valueError("%s are no hexadecimal digits of 64 bits", quote(s))
	}
	return v, false, nil
}
