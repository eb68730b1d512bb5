// Package kernelheaders holds the codec's tables against the kernel's own headers (Debian: linux-libc-dev), and the C
// library's.
package kernelheaders

import (
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

// installedDir is where this machine's headers are.
const installedDir = "/usr/include"

// Check holds every protocol, multicast group, message type, attribute, value of an enumeration and struct of a
// registry against the headers of this machine's kernel, against the newest that can be had, and against those of
// packets that the C library has (net/*.h, netinet/*.h): what these have must be the same in the tables, and what none
// of them has must stand in one of the files of exceptions, which may have nothing else. See exceptions for its form.
func Check(t *testing.T, reg *codec.Registry, files ...string) {
	t.Helper()
	e := exceptions{}
	for _, file := range files {
		if err := e.read(file); err != nil {
			t.Fatal(err)
		}
	}
	collect(reg).hold(t, e)
}

// CheckParts is Check, without exceptions, for enumerations and structs that are in no registry.
func CheckParts(t *testing.T, enums []*codec.Enum, structs ...*codec.Struct) {
	t.Helper()
	c := newClaims()
	for _, e := range enums {
		c.enum(e)
	}
	for _, s := range structs {
		c.structs[s] = part{}
	}
	c.hold(t, nil)
}

// hold holds claims against all headers.
func (c *claims) hold(t *testing.T, e exceptions) {
	t.Helper()
	var all []*headers
	for _, source := range []struct {
		name string
		load func(*testing.T) *headers
	}{{"installed", installed}, {"newest", newest}, {"library", library}} {
		t.Run(source.name, func(t *testing.T) {
			h := source.load(t)
			all = append(all, h)
			c.check(t, h)
		})
	}
	if len(all) < 3 {
		return // what no header has can be told where there are all
	}
	t.Run("unknown", func(t *testing.T) {
		for _, wrong := range e.compare(c.unknown(all)) {
			t.Error(wrong)
		}
	})
}

func installed(t *testing.T) *headers {
	t.Helper()
	testbed.Require(t, testbed.File("/usr/include/linux/netlink.h"), testbed.Program("gcc"),
		testbed.File("/usr/include/stdio.h"))
	return loaded(t, installedDir)
}

func newest(t *testing.T) *headers {
	t.Helper()
	testbed.Require(t, testbed.Program("gcc"), testbed.File("/usr/include/stdio.h"))
	dir, err := guest.Headers(t.Context(), nil)
	testbed.Require(t, testbed.Fetched("the newest kernel headers", err))
	return loaded(t, dir)
}

func library(t *testing.T) *headers {
	t.Helper()
	testbed.Require(t, testbed.Program("gcc"), testbed.File("/usr/include/stdio.h"))
	h, err := loadLibrary(installedDir)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func loaded(t *testing.T, dir string) *headers {
	t.Helper()
	h, err := load(dir, installedDir)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// check reports what the tables say otherwise than the headers, as far as those know it.
func (c *claims) check(t *testing.T, h *headers) {
	t.Helper()
	for _, n := range c.names {
		if values := h.values(n.full); len(values) > 0 && !n.in(values) {
			t.Errorf("%s is %d, but %v in the headers: correct the table", n.full, n.number, values)
		}
	}
	for _, e := range c.flags {
		for _, full := range wrongFlags(h, e, c.shifts[e]) {
			t.Errorf("flags %s: %s has another value in the headers: correct the table", e.Name, full)
		}
	}
	declared := h.declared(c.structs)
	layouts, err := h.layouts(declared)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range declared {
		for _, s := range list {
			for _, wrong := range compare(s, c.structs[s], layouts[s.Name]) {
				t.Error(wrong)
			}
		}
	}
}

// flagReadings are what the constants of an enumeration of flags may be, as a mask: the mask, the number of the bit,
// the number of an attribute that has a bit, or the mask in the integer that the flags are a bit-field of.
func flagReadings(shift int) []func(v int64) uint64 {
	return []func(v int64) uint64{
		func(v int64) uint64 { return uint64(v) },
		func(v int64) uint64 { return 1 << uint64(v) },
		func(v int64) uint64 { return 1 << uint64(v-1) },
		func(v int64) uint64 { return uint64(v) >> shift },
	}
}

// wrongFlags returns the flags that agree with no reading of the constants in the headers: of the best one.
func wrongFlags(h *headers, e *codec.Enum, shift int) []string {
	readings := flagReadings(shift)
	best := misread(h, e, readings[0])
	for _, reading := range readings[1:] {
		if wrong := misread(h, e, reading); len(wrong) < len(best) {
			best = wrong
		}
	}
	return best
}

// misread returns the flags whose masks are not what a reading makes of the headers' constants.
func misread(h *headers, e *codec.Enum, reading func(int64) uint64) []string {
	var wrong []string
	for v, full := range e.All {
		values := h.values(full)
		if len(values) > 0 && !slices.ContainsFunc(values, func(c int64) bool { return reading(c) == v }) {
			wrong = append(wrong, full)
		}
	}
	return wrong
}

// unknown returns the names that none of the headers has, members of structs as "struct.member". Padding has no name.
func (c *claims) unknown(all []*headers) []string {
	var names []string
	note := func(name string, known func(*headers) bool) {
		if !slices.ContainsFunc(all, known) {
			names = append(names, name)
		}
	}
	constant := func(full string) { note(full, func(h *headers) bool { return len(h.values(full)) > 0 }) }
	for _, n := range c.names {
		constant(n.full)
	}
	for _, e := range c.flags {
		for _, full := range e.All {
			constant(full)
		}
	}
	for s := range c.structs {
		declared := func(h *headers) bool { return h.structs[s.Name].body != "" }
		note(s.Name, declared)
		for i := range s.Members {
			if m := &s.Members[i]; m.Kind != codec.Pad && slices.ContainsFunc(all, declared) {
				note(s.Name+"."+m.Name, func(h *headers) bool { return h.hasMember(s.Name, m) })
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
