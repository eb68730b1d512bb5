package session

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
)

// TestMergeStats adds up everything that two workers counted.
func TestMergeStats(t *testing.T) {
	a, b := newStats(), newStats()
	want := map[string]int64{}
	for i, f := range reflect.VisibleFields(reflect.TypeFor[Stats]()) {
		one, other := reflect.ValueOf(a).Elem().FieldByIndex(f.Index), reflect.ValueOf(b).Elem().FieldByIndex(f.Index)
		switch {
		case f.Name == "UnansweredCount": // of the pairing, which is one
		case f.Type.Kind() == reflect.Int64:
			one.SetInt(int64(i))
			other.SetInt(100)
			want[f.Name] = int64(100 + i)
		case f.Type == reflect.TypeFor[map[string]int64]():
			one.Set(reflect.ValueOf(map[string]int64{"x": int64(i), "y": 1}))
			other.Set(reflect.ValueOf(map[string]int64{"x": 100, "z": 2}))
			want[f.Name] = int64(100 + i)
		}
	}
	a.merge(b)
	for name, n := range want {
		got := reflect.ValueOf(a).Elem().FieldByName(name)
		if got.Kind() == reflect.Map {
			counts := got.Interface().(map[string]int64)
			if counts["x"] != n || counts["y"] != 1 || counts["z"] != 2 {
				t.Errorf("%s: %v, want x: %d", name, counts, n)
			}
		} else if got.Int() != n {
			t.Errorf("%s: %d, want %d", name, got.Int(), n)
		}
	}
}

// TestWhole asserts which counts say that something of a capture was not passed or decoded.
func TestWhole(t *testing.T) {
	lacking := []string{"Damaged", "Truncated", "Stray", "Skipped", "Foreign", "Failed", "UnknownTypes", "UnknownAttributes"}
	if !newStats().Whole() {
		t.Error("nothing is not whole")
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Stats]()) {
		s := newStats()
		switch field := reflect.ValueOf(s).Elem().FieldByIndex(f.Index); {
		case f.Type.Kind() == reflect.Int64:
			field.SetInt(1)
		case f.Type == reflect.TypeFor[map[string]int64]():
			field.Set(reflect.ValueOf(map[string]int64{"x": 1}))
		}
		if s.Whole() == slices.Contains(lacking, f.Name) {
			t.Errorf("with %s counted, whole is %v", f.Name, s.Whole())
		}
	}
}

// TestClock writes times of one second in turn with a date, in the place's zone, and without, as they are.
func TestClock(t *testing.T) {
	c := clock{location: time.FixedZone("", 3600)}
	at := time.Date(2026, 11, 21, 10, 38, 27, 41_001_999, time.UTC)
	for _, tc := range []struct {
		time  time.Time
		dated bool
		want  string
	}{
		{at, true, "11:38:27.041001"}, {at, false, "10:38:27.041001"}, {at, true, "11:38:27.041001"},
		{at.Add(time.Second - 41_001_999), true, "11:38:28.000000"}, {at.Add(-24 * time.Hour), false, "10:38:27.041001"},
	} {
		if got := string(c.timeOfDay(nil, &captures.Record{Time: tc.time, HasDate: tc.dated})); got != tc.want {
			t.Errorf("%v, dated %v: %s, want %s", tc.time, tc.dated, got, tc.want)
		}
	}
	if got := string(appendEpoch(nil, at)); got != "1795257507.041001999" {
		t.Errorf("seconds since 1970: %s", got)
	}
	if got := string(appendSeconds(nil, 61*time.Second+5)); got != "61.000000005" {
		t.Errorf("seconds: %s", got)
	}
}
