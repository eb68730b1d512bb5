package strace

import (
	"bytes"
	"math"
	"time"
)

// result is what stands after the arguments of a call: " = 32 <0.000087>" or " = -1 EAGAIN (…)".
type result struct {
	value   int
	ok      bool   // the call succeeded
	errno   []byte // name of the error, if it failed; of a call that is restarted too
	note    []byte // decoration of a new descriptor
	torn    bool   // the line ends before the result
	elapsed time.Duration
}

func parseResult(rest []byte) (r result) {
	rest = trimBlanks(rest)
	if len(rest) == 0 || rest[0] != '=' {
		r.torn = len(rest) == 0
		return r
	}
	if rest = trimBlanks(rest[1:]); len(rest) == 0 {
		r.torn = true
		return r
	}
	r.elapsed = callDuration(rest)
	if hasPrefix(rest, "-1 ") || hasPrefix(rest, "? ") {
		name := trimBlanks(rest[bytes.IndexByte(rest, ' '):])
		end := 0
		for end < len(name) && isIdentifier(name[end]) {
			end++
		}
		r.errno = name[:end]
		return r
	}
	v, n := decimal(rest)
	if n == 0 || v > math.MaxInt32 {
		return r
	}
	r.value, r.ok = v, true
	if after := rest[n:]; len(after) > 0 && after[0] == '<' {
		r.note = after[1:]
		if end := bytes.IndexByte(r.note, '>'); end >= 0 {
			r.note = r.note[:end]
		}
	}
	return r
}

// callDuration reads the "<0.000087>" that -T puts at the end of a line.
func callDuration(rest []byte) time.Duration {
	if len(rest) < 3 || rest[len(rest)-1] != '>' {
		return 0
	}
	open := bytes.LastIndexByte(rest, '<')
	if open < 0 {
		return 0
	}
	seconds, n := decimal(rest[open+1:])
	fraction, end := decimalFraction(rest[open+1+n:])
	if n == 0 || len(end) != 1 || seconds > math.MaxInt32 {
		return 0
	}
	return time.Duration(seconds)*time.Second + max(fraction, 0)
}
