package session

import (
	"bytes"
	"strconv"
	"time"

	"github.com/nlkit/nlkit/captures"
)

// clock writes times of one form, and remembers the last second as text: captures hold many records a second.
type clock struct {
	location *time.Location
	second   int64
	dated    bool
	text     []byte
}

// timeOfDay appends the time of a record as hours, minutes, seconds and microseconds.
func (c *clock) timeOfDay(dst []byte, r *captures.Record) []byte {
	second := r.Time.Unix()
	if len(c.text) == 0 || c.second != second || c.dated != r.HasDate {
		t := r.Time
		if r.HasDate {
			t = t.In(c.location)
		}
		c.second, c.dated = second, r.HasDate
		c.text = t.AppendFormat(c.text[:0], "15:04:05")
	}
	return appendFraction(append(dst, c.text...), r.Time.Nanosecond()/1000, 6)
}

// timestamp appends the time of a record as RFC 3339 has it, in UTC and with nanoseconds.
func (c *clock) timestamp(dst []byte, t time.Time) []byte {
	if second := t.Unix(); len(c.text) == 0 || c.second != second {
		c.second = second
		c.text = t.UTC().AppendFormat(c.text[:0], "2006-01-02T15:04:05")
	}
	dst = append(dst, c.text...)
	if n := t.Nanosecond(); n > 0 {
		dst = bytes.TrimRight(appendFraction(dst, n, 9), "0")
	}
	return append(dst, 'Z')
}

// appendEpoch appends seconds since 1970 with nanoseconds.
func appendEpoch(dst []byte, t time.Time) []byte {
	return appendFraction(strconv.AppendInt(dst, t.Unix(), 10), t.Nanosecond(), 9)
}

// appendSeconds appends a duration in seconds with nanoseconds, as a number of JSON.
func appendSeconds(dst []byte, d time.Duration) []byte {
	return appendFraction(strconv.AppendInt(dst, int64(d/time.Second), 10), int(d%time.Second), 9)
}

// appendFraction appends a dot and that many digits.
func appendFraction(dst []byte, n, digits int) []byte {
	dst = append(dst, ".000000000"[:1+digits]...)
	for i := len(dst) - 1; n > 0; i-- {
		dst[i] = byte('0' + n%10)
		n /= 10
	}
	return dst
}
