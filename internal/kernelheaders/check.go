// Package kernelheaders holds the codec's tables against the kernel's own headers (Debian: linux-libc-dev).
package kernelheaders

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/testbed"
)

// Check holds every attribute, named value, message type and multicast group that can be reached from the roots against
// the installed kernel headers, and every struct against the C compiler. A root is a *codec.Protocol, *codec.Family,
// *codec.MessageType, *codec.Set, *codec.Struct or *codec.Enum. Names that these headers do not know, because they are
// newer or not the kernel's, pass. The environment variable KERNEL_HEADERS names other headers than /usr/include.
func Check(t *testing.T, roots ...any) {
	t.Helper()
	dir := os.Getenv("KERNEL_HEADERS")
	if dir == "" {
		testbed.Require(t, testbed.File("/usr/include/linux/netlink.h"))
		dir = "/usr/include"
	}
	h, err := load(dir)
	if err != nil {
		t.Fatal(err)
	}
	w := newWalker()
	for _, r := range roots {
		if err := w.root(r); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("numbers", func(t *testing.T) { checkNumbers(t, h, w.names) })
	t.Run("flags", func(t *testing.T) { checkFlags(t, h, w.flags) })
	t.Run("structs", func(t *testing.T) { checkStructs(t, h, w.structs) })
}

// checkNumbers reports names that stand for another number in the headers.
func checkNumbers(t *testing.T, h *headers, names map[name]bool) {
	known := 0
	for n := range names {
		values := h.values(n.full)
		if len(values) == 0 {
			continue
		}
		known++
		if !n.in(values) {
			t.Errorf("%s is %d, but %v in the headers: correct the table", n.full, n.number, values)
		}
	}
	if known == 0 {
		t.Errorf("the headers know none of the %d names of these tables", len(names))
	}
	t.Logf("%d of %d names are in the headers", known, len(names))
}

// flagReadings are what the constants of an enumeration of flags may be, as a mask: the mask, the number of the bit, or
// the number of an attribute that has a bit.
var flagReadings = []func(v int64) uint64{
	func(v int64) uint64 { return uint64(v) },
	func(v int64) uint64 { return 1 << uint64(v) },
	func(v int64) uint64 { return 1 << uint64(v-1) },
}

// checkFlags reports enumerations of flags that agree with no reading of the constants in the headers.
func checkFlags(t *testing.T, h *headers, enums []*codec.Enum) {
	for _, e := range enums {
		var wrong []string
		for i, reading := range flagReadings {
			bad := misread(h, e, reading)
			if len(bad) == 0 {
				wrong = nil
				break
			}
			if i == 0 {
				wrong = bad
			}
		}
		for _, n := range wrong {
			t.Errorf("flags %s: %s has another value in the headers: correct the table", e.Name, n)
		}
	}
}

// misread returns the flags whose masks are not what a reading makes of the headers' constants.
func misread(h *headers, e *codec.Enum, reading func(int64) uint64) []string {
	var bad []string
	for _, f := range e.Values {
		values := h.values(e.Prefix + f.Name)
		if len(values) > 0 && !slices.ContainsFunc(values, func(v int64) bool { return reading(v) == f.Value }) {
			bad = append(bad, fmt.Sprintf("%s%s = %#x", e.Prefix, f.Name, f.Value))
		}
	}
	return bad
}

// name is a C name and the number that a table gives it.
type name struct {
	full   string
	number uint64
}

// in tells whether one of several values is the number. Negative ones are compared as they lie in 32 and 64 bits.
func (n name) in(values []int64) bool {
	for _, v := range values {
		if uint64(v) == n.number || v < 0 && uint64(uint32(v)) == n.number {
			return true
		}
	}
	return false
}

// checkStructs reports members that lie elsewhere than the C compiler puts them.
func checkStructs(t *testing.T, h *headers, structs map[*codec.Struct]int) {
	testbed.Require(t, testbed.Program("gcc"), testbed.File("/usr/include/stdio.h"))
	for file, list := range h.declared(structs) {
		layouts, err := layouts(h, file, list)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, s := range list {
			for _, wrong := range compare(s, structs[s], layouts[s.Name]) {
				t.Error(wrong)
			}
		}
	}
}
