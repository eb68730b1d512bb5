package render

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// times writes the times of events.
type times struct {
	how      Times
	location *time.Location
	since    time.Time // what the next time is relative to
}

func (t *times) set(o Options) error {
	t.how, t.location = cmp.Or(o.Times, Clock), cmp.Or(o.Location, time.Local)
	if !slices.Contains(AllTimes, string(t.how)) {
		return unknown("way to write times", string(t.how), AllTimes)
	}
	return nil
}

// append appends a time and a space.
func (t *times) append(dst []byte, at time.Time) []byte {
	if at.IsZero() || t.how == NoTimes {
		return dst
	}
	if t.since.IsZero() {
		t.since = at
	}
	since := at.Sub(t.since)
	switch t.how {
	case Clock:
		dst = at.In(t.location).AppendFormat(dst, "15:04:05.000000")
	case Date:
		dst = at.In(t.location).AppendFormat(dst, "2006-01-02 15:04:05.000000")
	case Epoch:
		dst = strconv.AppendFloat(dst, float64(at.UnixMicro())/1e6, 'f', 6, 64)
	case Relative:
		dst = strconv.AppendFloat(dst, since.Seconds(), 'f', 6, 64)
	case Delta:
		dst = strconv.AppendFloat(append(dst, '+'), since.Seconds(), 'f', 6, 64)
		t.since = at
	}
	return append(dst, ' ')
}
