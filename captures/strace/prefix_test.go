package strace

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// TestStracePrefixParts takes lines apart into process, program, time and the call.
func TestStracePrefixParts(t *testing.T) {
	for line, want := range map[string]string{
		"close(3) = 0":                       `0 "" close(3) = 0`,
		"4194304 close(3)":                   `4194304 "" close(3)`,
		"4194305 close(3)":                   `0 "" 4194305 close(3)`, // no process has such a number
		"12<a b> close(3)":                   `12 "a b" close(3)`,
		"12<a->b> close(3)":                  `12 "a->b" close(3)`,
		"<... read resumed> close(3)":        `0 "" <... read resumed> close(3)`,
		"[pid 12<a>close(3)":                 `0 "" [pid 12<a>close(3)`,
		"12<a>close(3)":                      `0 "" 12<a>close(3)`,
		"12":                                 `0 "" 12`,
		"[pid 12] close(3)":                  `12 "" close(3)`,
		"[pid 12]close(3)":                   `12 "" close(3)`,
		"[pid    12<ip>] 1.5 close(3)":       `12 "ip" 00:00:01.5 close(3)`,
		"[pid x] close(3)":                   `0 "" [pid x] close(3)`,
		"[pid 12":                            `0 "" [pid 12`,
		"12:03:13 close(3)":                  `0 "" 12:03:13 close(3)`,
		"7 23:59:59.000001 close(3)":         `7 "" 23:59:59.000001 close(3)`,
		"12:03 close(3)":                     `0 "" 12:03 close(3)`,
		"1:02:03 close(3)":                   `0 "" 1:02:03 close(3)`,
		"12:03:1 close(3)":                   `0 "" 12:03:1 close(3)`,
		"12:03:13close(3)":                   `0 "" 12:03:13close(3)`,
		"100000000 close(3)":                 `0 "" dated 1973-03-03T09:46:40 close(3)`,
		"99999999.5 close(3)":                `0 "" 09:46:39.5 close(3)`,
		"99999999 close(3)":                  `0 "" 99999999 close(3)`,
		"1795252993.1234567891 close(3)":     `0 "" dated 2026-11-21T09:23:13.123456789 close(3)`,
		"0. close(3)":                        `0 "" 0. close(3)`,
		"12:03:13 (+     0.000052) close(3)": `0 "" 12:03:13 close(3)`,
		"12:03:13 (+ close(3":                `0 "" 12:03:13 (+ close(3`,
		"[  44] [00007f2ad2a01ebb] close(3)": `0 "" close(3)`,
		"[zz] close(3)":                      `0 "" [zz] close(3)`,
		"[] close(3)":                        `0 "" [] close(3)`,
		"[44]close(3)":                       `0 "" [44]close(3)`,
		"[44":                                `0 "" [44`,
		" \t close(3)":                       `0 "" close(3)`,
		"":                                   `0 "" `,
	} {
		var k clock
		p := k.prefix([]byte(line))
		got := fmt.Sprintf("%d %q ", p.pid, p.comm)
		switch {
		case p.hasDate:
			got += p.time.Format("dated 2006-01-02T15:04:05.999999999 ")
		case !p.time.IsZero():
			got += p.time.Format("15:04:05.999999999 ")
		}
		if got += string(p.rest); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
	}
}

// TestStraceClock counts the days of times of day, but takes lines of several processes in any order.
func TestStraceClock(t *testing.T) {
	var k clock
	for _, tc := range []struct{ stamp, want string }{
		{"10:00:00", "1 10:00:00"}, {"23:59:59.9", "1 23:59:59.9"}, {"00:00:00.1", "2 00:00:00.1"},
		{"23:59:59.95", "2 23:59:59.95"}, {"12:00:00", "2 12:00:00"}, {"11:59:59", "2 11:59:59"},
		{"23:59:59", "2 23:59:59"}, {"11:59:58", "3 11:59:58"},
	} {
		p := k.prefix([]byte(tc.stamp + " close(3)"))
		if got := p.time.Format("2 15:04:05.999"); got != tc.want || p.hasDate {
			t.Errorf("%s is %s, want %s", tc.stamp, got, tc.want)
		}
	}
}

// TestStraceResult reads what stands after the arguments of a call.
func TestStraceResult(t *testing.T) {
	for text, want := range map[string]result{
		" = 32":                       {value: 32, ok: true},
		") = 32":                      {},
		" = 32 <0.000087>":            {value: 32, ok: true, elapsed: 87 * time.Microsecond},
		" = 32 <3.5>":                 {value: 32, ok: true, elapsed: 3500 * time.Millisecond},
		" = 32 <x>":                   {value: 32, ok: true},
		" = 32 <1.5":                  {value: 32, ok: true},
		" = 3<NETLINK:[ROUTE:7]>":     {value: 3, ok: true, note: []byte("NETLINK:[ROUTE:7]")},
		" = 3<a> <0.000001>":          {value: 3, ok: true, note: []byte("a"), elapsed: time.Microsecond},
		" = -1 EACCES (No) <2.0>":     {errno: []byte("EACCES"), elapsed: 2 * time.Second},
		" = ? ERESTARTSYS (To be)":    {errno: []byte("ERESTARTSYS")},
		" = ?":                        {},
		" = 2147483647":               {value: 1<<31 - 1, ok: true},
		" = 2147483648":               {},
		"":                            {torn: true},
		"  ":                          {torn: true},
		" =":                          {torn: true},
		" = ":                         {torn: true},
		" = -1 ENOBUFS (No buffer sp": {errno: []byte("ENOBUFS")},
	} {
		if got := parseResult([]byte(text)); !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n got %+v\nwant %+v", text, got, want)
		}
	}
}
