package codec_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestHandles writes handles of traffic control as tc does, and reads them in all the ways in which people write them.
func TestHandles(t *testing.T) {
	spec := codec.Spec{Kind: codec.U32, Unit: codec.TCHandle}
	for _, c := range []struct {
		handle       uint64
		text, others string
	}{
		{0, "none", "0: :0 0:0 0"},
		{0x10000, "1:", "1:0 0x10000 65536"},
		{0x10, ":10", "0:10 16"},
		{0x10010, "1:10", "0x10010 0001:0010"},
		{0xabcd1234, "abcd:1234", "ABCD:1234"},
		{0xffff0000, "ffff:", ""},
		{0xfffffff1, "ingress", "clsact ffff:fff1"},
		{0xfffffff2, "ffff:fff2", ""},
		{0xffffffff, "root", "ffff:ffff 4294967295 -1"},
	} {
		if got := string(codec.TCHandle.AppendText(nil, c.handle, 4)); got != c.text {
			t.Errorf("%#x is %q, want %q", c.handle, got, c.text)
		}
		for _, text := range append(strings.Fields(c.others), c.text) {
			v, err := spec.Parse(text)
			if err != nil || uint64(binary.LittleEndian.Uint32(v.Octets(false))) != c.handle {
				t.Errorf("%q is %x, %v, want %#x", text, v.Octets(false), err, c.handle)
			}
		}
	}
	for text, want := range map[string]string{
		":":      `":" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"1:x":    `"1:x" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"10000:": `"10000:" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"1:2:3":  `"1:2:3" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"rot":    `"rot" is no handle: want 1:10, 1:, root, ingress, clsact, none or a number`,
		"-2":     "string -2 does not fit into u32",
	} {
		if err := spec.Check(text); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestMeaning says what numbers mean that count something, rates as tc does.
func TestMeaning(t *testing.T) {
	for _, c := range []struct {
		unit codec.Unit
		v    int64
		want string
	}{
		{codec.ClockTicks, 150, "1.5s"}, {codec.Seconds, 1<<32 - 1, "forever"}, {codec.Seconds, 90, "1m30s"},
		{codec.Milliseconds, 0, "0s"}, {codec.Nanoseconds, 1500, "1.5µs"}, {codec.PschedTicks, 15625, "1ms"},
		{codec.Nanoseconds, -1, ""}, {codec.Seconds, 1 << 62, ""}, {codec.NoUnit, 5, ""}, {codec.Hex, 5, ""},
		{codec.Errno, -17, "EEXIST"}, {codec.Errno, -9999, ""}, {codec.Errno, 0, ""},
		{codec.BytesPerSecond, 0, "0bit"}, {codec.BytesPerSecond, 124, "992bit"}, {codec.BytesPerSecond, 125, "1Kbit"},
		{codec.BytesPerSecond, 187, "1496bit"}, {codec.BytesPerSecond, 1250000, "10Mbit"},
		{codec.BytesPerSecond, 154321, "1234Kbit"}, {codec.BytesPerSecond, 1<<32 - 1, "34359Mbit"},
		{codec.BytesPerSecond, 125e15, "1000000Tbit"},
		{codec.Share32, 0, "0%"}, {codec.Share32, 42949673, "1%"}, {codec.Share32, 1<<32 - 1, "100%"},
		{codec.Share32, 536870912, "12.5%"}, {codec.Share32, 4295, "0.0001%"},
	} {
		got, ok := c.unit.AppendMeaning(nil, c.v)
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("%d %s: %q, %v, want %q", c.v, c.unit, got, ok, c.want)
		}
	}
}

// TestAmounts reads what people write for numbers that count something.
func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		unit codec.Unit
		text string
		want uint64
	}{
		{codec.Milliseconds, "1.5s", 1500}, {codec.Seconds, "1h", 3600}, {codec.Seconds, "1m30s", 90}, {codec.PschedTicks, "640µs", 10000},
		{codec.Nanoseconds, "0", 0}, {codec.ClockTicks, "20ms", 2}, {codec.Seconds, "0x10", 16},
		{codec.BytesPerSecond, "10mbit", 1250000}, {codec.BytesPerSecond, "10Mbit", 1250000},
		{codec.BytesPerSecond, "8bit", 1}, {codec.BytesPerSecond, "1.6Kbit", 200},
		{codec.BytesPerSecond, "9bit", 1}, {codec.BytesPerSecond, "1Kibit", 128}, {codec.BytesPerSecond, "2kBps", 2000},
		{codec.BytesPerSecond, "2.5MiBps", 2621440}, {codec.BytesPerSecond, "7Bps", 7},
		{codec.Milliseconds, "20msecs", 20}, {codec.Milliseconds, "2sec", 2000}, {codec.Milliseconds, "2s", 2000},
		{codec.Microseconds, "7usec", 7}, {codec.Nanoseconds, "8nsecs", 8},
		{codec.BytesPerSecond, "40Gbit", 5000000000}, {codec.BytesPerSecond, "1Tbit", 125000000000},
		{codec.BytesPerSecond, "125", 125}, {codec.BytesPerSecond, "0bit", 0},
		{codec.Share32, "1%", 42949673}, {codec.Share32, "100%", 1<<32 - 1}, {codec.Share32, "0%", 0},
		{codec.Share32, "12.5%", 536870912},
	} {
		spec := codec.Spec{Kind: codec.U64, Unit: c.unit}
		v, err := spec.Parse(c.text)
		if err != nil || binary.LittleEndian.Uint64(v.Octets(false)) != c.want {
			t.Errorf("%s %q: %x, %v, want %d", c.unit, c.text, v.Octets(false), err, c.want)
		}
	}
	for _, c := range []struct {
		unit codec.Unit
		text string
		want string
	}{
		{codec.Seconds, "10ms", "10ms is no multiple of 1s, which the attribute counts"},
		{codec.NoUnit, "10ms", `"10ms" is no whole number of 64 bits`},
		{codec.Milliseconds, "1%", `"1%" is no whole number of 64 bits`},
		{codec.Share32, "101%", `"101%" is no whole number of 64 bits`},
		{codec.Share32, "-1%", `"-1%" is no whole number of 64 bits`},
		{codec.Share32, "1", ""},
		{codec.Share32, "%", `"%" is no whole number of 64 bits`},
		{codec.BytesPerSecond, "9ibit", `"9ibit" is no whole number of 64 bits`},
		{codec.BytesPerSecond, "-8bit", `"-8bit" is no whole number of 64 bits`},
		{codec.BytesPerSecond, "10m", `"10m" is no whole number of 64 bits`},
		{codec.BytesPerSecond, "kbit", `"kbit" is no whole number of 64 bits`},
		{codec.BytesPerSecond, "1e30bit", `"1e30bit" is no whole number of 64 bits`},
		{codec.Errno, "EEXIST", `"EEXIST" is no whole number of 64 bits`},
	} {
		spec := codec.Spec{Kind: codec.U64, Unit: c.unit}
		if err := spec.Check(c.text); (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%s %q: %v, want %s", c.unit, c.text, err, c.want)
		}
	}
}

// TestLinkIndex has indexes of links mean nothing but themselves: they are read and written as numbers.
func TestLinkIndex(t *testing.T) {
	for u, want := range map[codec.Unit]bool{codec.NoUnit: true, codec.LinkIndex: true, codec.NetNSFD: true, codec.Seconds: false,
		codec.Errno: false, codec.Hex: false, codec.TCHandle: false} {
		if u.Plain() != want {
			t.Errorf("%s is plain: %v, want %v", u, u.Plain(), want)
		}
	}
	if b, meant := codec.LinkIndex.AppendMeaning(nil, 3); meant || len(b) > 0 {
		t.Errorf("link 3 is said to mean %q", b)
	}
	if codec.LinkIndex.Spelled() || codec.LinkIndex.Duration() != 0 {
		t.Error("the index of a link is no number alone")
	}
}
