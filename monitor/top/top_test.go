package top

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"
)

var start = time.Unix(1_700_000_000, 0)

func at(seconds float64) time.Time { return start.Add(time.Duration(seconds * float64(time.Second))) }

// key returns the key of a device and a process.
func key(device, process string) Key { return Key{"link", "RTM_NEWLINK", device, process} }

// TestRates counts what came in the last second, and in the last ten.
func TestRates(t *testing.T) {
	table := NewTable()
	for i := range 40 { // 4 a second for ten seconds
		table.Add(at(float64(i)/4), key("va", "ip[1]"), "")
	}
	for _, c := range []struct {
		now      float64
		one, ten float64
	}{{9.9, 4, 3.6}, {10, 4, 4}, {11, 0, 3.6}, {15.5, 0, 2}, {20, 0, 0}, {300, 0, 0}} {
		table.Tick(at(c.now))
		l := table.Lines(NewView(table).shown, ByRate, false, "")[0]
		if l.One != c.one || fmt.Sprintf("%.1f", l.Ten) != fmt.Sprintf("%.1f", c.ten) || l.Total != 40 {
			t.Errorf("at %v: %v, %v, %v, want %v, %v", c.now, l.One, l.Ten, l.Total, c.one, c.ten)
		}
	}
	table.Add(at(301), key("va", "ip[1]"), "")
	table.Tick(at(302))
	if l := table.Lines(NewView(table).shown, ByRate, false, "")[0]; l.One != 1 || fmt.Sprintf("%.1f", l.Ten) != "0.1" {
		t.Errorf("after a pause: %v, %v", l.One, l.Ten)
	}
}

// TestBound keeps no more rows than are kept, those to which something happened last.
func TestBound(t *testing.T) {
	table := NewTable()
	for i := range 2 * maxRows {
		table.Add(at(float64(i)), key(fmt.Sprint(i), ""), "")
		table.Add(at(float64(i)), key("busy", ""), "")
	}
	if len(table.rows) != maxRows || table.recent.Len() != maxRows || table.total != 4*maxRows {
		t.Errorf("%d rows, %d in order, %d events", len(table.rows), table.recent.Len(), table.total)
	}
	if r := table.rows[key("busy", "")]; r == nil || r.total != 2*maxRows {
		t.Errorf("the busiest row is %+v", r)
	}
}

// scene is a table with some events.
func scene() *View {
	table := NewTable()
	for i := range 8 {
		table.Add(at(float64(i)/4), key("va", "ip[1]"), "va once more\n  mtu 1500")
	}
	table.Add(at(1.5), key("vb", "ip[1]"), "vb")
	table.Add(at(1.75), Key{"route", "RTM_DELROUTE", "va", "bird[7]"}, "route")
	table.Tick(at(2))
	return NewView(table)
}

// press draws after each key.
func press(v *View, keys ...string) string {
	screen := v.Draw(100, 10)
	for _, k := range keys {
		v.Key(k)
		screen = v.Draw(100, 10)
	}
	return strings.Join(screen, "\n")
}

// TestKeys sorts, filters, pauses, hides columns and opens events.
func TestKeys(t *testing.T) {
	order := func(screen string) (devices string) {
		for _, line := range strings.Split(screen, "\n")[3:] {
			if f := strings.Fields(strings.Trim(line, mark)); len(f) > 5 && f[0] != "s" {
				devices += f[4][4:] + ":" + f[5] + " "
			}
		}
		return devices
	}
	for _, c := range []struct {
		keys string
		want string
	}{
		{"", "NEWLINK:va NEWLINK:vb DELROUTE:va "},
		{"r", "DELROUTE:va NEWLINK:vb NEWLINK:va "},
		{"s", "NEWLINK:va NEWLINK:vb DELROUTE:va "},          // total, then name
		{"s s", "NEWLINK:va DELROUTE:va NEWLINK:vb "},        // last
		{"s s s", "NEWLINK:va NEWLINK:vb DELROUTE:va "},      // name
		{"/ b i r d enter", "DELROUTE:va "},                  //
		{"/ b x backspace enter", "NEWLINK:vb DELROUTE:va "}, //
		{"/ b i r d escape", "NEWLINK:va NEWLINK:vb DELROUTE:va "},
	} {
		if got := order(press(scene(), strings.Fields(c.keys)...)); got != c.want {
			t.Errorf("%q: %s, want %s", c.keys, got, c.want)
		}
	}
	if screen := press(scene(), "f", "t", "p"); strings.Contains(screen, "PROCESS") || !strings.Contains(screen, "9 va") {
		t.Errorf("one column:\n%s", screen)
	}
	v := scene()
	press(v, "f", "t", "p", "d")
	if screen := press(v); !strings.Contains(screen, "DEVICE") {
		t.Errorf("the last column is gone:\n%s", screen)
	}
}

// TestOpen chooses a row, opens its last event, and goes back.
func TestOpen(t *testing.T) {
	v := scene()
	if screen := press(v, "enter"); !strings.Contains(screen, "TOTAL") {
		t.Errorf("nothing is chosen, and opens:\n%s", screen)
	}
	if screen := press(v, "down"); strings.Count(screen, mark) != 1 {
		t.Errorf("no row is marked in %q", screen)
	}
	if screen := press(v, "enter"); !strings.HasPrefix(screen, "va once more\n  mtu 1500\n") {
		t.Errorf("the event is\n%s", screen)
	}
	if screen := press(v, "x", "down", "enter"); !strings.HasPrefix(screen, "vb\n") {
		t.Errorf("the second event is\n%s", screen)
	}
	press(v, "q")
	if !v.Done {
		t.Error("q does not end it")
	}
}

// TestPause keeps the picture while events are counted.
func TestPause(t *testing.T) {
	v := scene()
	press(v, " ")
	v.table.Add(at(3), key("vz", "ip[1]"), "")
	if screen := press(v); strings.Contains(screen, "vz") || !strings.Contains(screen, "paused") {
		t.Errorf("paused:\n%s", screen)
	}
	if screen := press(v, " "); !strings.Contains(screen, "vz") {
		t.Errorf("goes on:\n%s", screen)
	}
}

// TestSizes draws on terminals of any size: no line is too long, also of wide characters, and there are not too many.
func TestSizes(t *testing.T) {
	for width := range 90 {
		for height := range 12 {
			v := scene()
			v.table.Add(at(1), key(strings.Repeat("網路", 20), "ip[1]"), "")
			v.Key("down")
			for _, keys := range []string{"", "down", "enter", "x", "/", "x", "enter"} {
				v.Key(keys)
				lines := v.Draw(width, height)
				if len(lines) > height {
					t.Fatalf("%d lines of %d", len(lines), height)
				}
				for _, l := range lines {
					if n := runewidth.StringWidth(strings.TrimPrefix(l, mark)); n > width {
						t.Fatalf("%d columns of %d: %q", n, width, l)
					}
				}
			}
		}
	}
}

// TestScreen draws over what was there, and inverts the row that is chosen.
func TestScreen(t *testing.T) {
	if got, want := string(Screen([]string{"a", mark + "b"})), "\x1b[Ha\x1b[K\r\n\x1b[7mb\x1b[0m\x1b[K\x1b[J"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
