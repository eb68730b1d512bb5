package strace

import (
	"bytes"
	"time"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

// prefix is what strace prints before the call.
type prefix struct {
	pid     int // 0 if not told
	comm    []byte
	time    time.Time
	hasDate bool
	rest    []byte // the line from the call on
}

// clock turns the time stamps of a log into times.
type clock struct {
	elapsed time.Duration // the sum of the relative stamps so far
	last    time.Duration // the last time of day
	days    int           // how often midnight passed
}

// prefix splits a line: [pid 811<ip>] or 811<ip>, then a time, then the number of the call and the instruction pointer
// in brackets. Blanks may stand before all that.
func (k *clock) prefix(line []byte) (p prefix) {
	line = p.process(trimBlanks(line))
	line = k.stamp(line, &p)
	for len(line) > 0 && line[0] == '[' {
		end := bytes.IndexByte(line, ']')
		if end < 0 || !isPosition(line[1:end]) || !bytes.ContainsRune([]byte(" \t"), rune(at(line, end+1))) {
			break
		}
		line = trimBlanks(line[end+1:])
	}
	p.rest = trimBlanks(line)
	return p
}

// isPosition reports whether a text is the number of a call or an instruction pointer: "  44", "00007f2ad2a01ebb",
// "????".
func isPosition(text []byte) bool {
	for _, c := range text {
		if !isDigit(c) && (c < 'a' || c > 'f') && c != '?' && c != ' ' {
			return false
		}
	}
	return len(text) > 0
}

// process takes the process id and the name of the program.
func (p *prefix) process(line []byte) []byte {
	if hasPrefix(line, "[pid") {
		rest := trimBlanks(line[4:])
		pid, n := decimal(rest)
		rest = p.command(rest[n:])
		if n > 0 && len(rest) > 0 && rest[0] == ']' {
			p.pid = pid
			return trimBlanks(rest[1:])
		}
		p.comm = nil
		return line
	}
	pid, n := decimal(line)
	if n == 0 || pid > maxPid {
		return line
	}
	rest := p.command(line[n:])
	if len(rest) == 0 || rest[0] != ' ' {
		p.comm = nil
		return line
	}
	p.pid = pid
	return trimBlanks(rest)
}

// maxPid is PID_MAX_LIMIT of the kernel. A larger number at the start of a line is a time in seconds.
const maxPid = 4 << 20

func (p *prefix) command(rest []byte) []byte {
	if end := expr.NoteEnd(rest); end > 0 {
		p.comm = rest[1 : end-1]
		return rest[end:]
	}
	return rest
}

// stamp takes a time: 12:03:13, 12:03:13.252220, 1795252993.252220 or, relative to the call before, 0.002393.
func (k *clock) stamp(line []byte, p *prefix) []byte {
	text := trimBlanks(line)
	first, n := decimal(text)
	if n == 0 {
		return line
	}
	seconds := time.Duration(first)
	rest := text[n:]
	clock := n == 2 && len(rest) >= 6 && rest[0] == ':' && rest[3] == ':'
	if clock {
		minutes, m := decimal(rest[1:3])
		sec, l := decimal(rest[4:6])
		if m != 2 || l != 2 {
			return line
		}
		seconds = time.Duration(first*3600 + minutes*60 + sec)
		rest = rest[6:]
	}
	fraction, rest := decimalFraction(rest)
	relative := !clock && first < minEpoch
	if len(rest) == 0 || rest[0] != ' ' || relative && fraction < 0 {
		return line
	}
	k.set(p, seconds*time.Second+max(fraction, 0), clock, relative)
	return skipRelative(trimBlanks(rest))
}

// minEpoch tells seconds since 1970 from seconds since the last call.
const minEpoch = 100_000_000

func (k *clock) set(p *prefix, t time.Duration, clock, relative bool) {
	switch {
	case relative:
		k.elapsed += t
		t = k.elapsed
	case clock:
		if t < k.last-12*time.Hour {
			k.days++
		}
		k.last = t
		t += time.Duration(k.days) * 24 * time.Hour
	default:
		p.hasDate = true
	}
	p.time = time.Unix(0, int64(t)).UTC()
}

// skipRelative goes past "(+     0.000052) ", which -r puts after the time of -t.
func skipRelative(line []byte) []byte {
	if hasPrefix(line, "(+") {
		if end := bytes.IndexByte(line, ')'); end >= 0 {
			return trimBlanks(line[end+1:])
		}
	}
	return line
}

// decimalFraction takes ".252220"; the duration is -1 if there is none.
func decimalFraction(b []byte) (time.Duration, []byte) {
	if len(b) == 0 || b[0] != '.' {
		return -1, b
	}
	v, unit := time.Duration(0), time.Second
	i := 1
	for ; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
		if unit > 1 {
			unit /= 10
			v += time.Duration(b[i]-'0') * unit
		}
	}
	if i == 1 {
		return -1, b
	}
	return v, b[i:]
}

// decimal reads the digits that b starts with and returns how many there are. Numbers beyond 15 digits are none.
func decimal(b []byte) (v, n int) {
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		v = v*10 + int(b[n]-'0')
		if n++; n > 15 {
			return 0, 0
		}
	}
	return v, n
}

func trimBlanks(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	return b
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// at returns the octet at an index, or a blank beyond the end.
func at(b []byte, i int) byte {
	if i < len(b) {
		return b[i]
	}
	return ' '
}

func isIdentifier(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
