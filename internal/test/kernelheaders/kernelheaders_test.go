package kernelheaders

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

const sample = `
#ifndef _LINUX_SAMPLE_H
#define SAMPLE_A	0x10	/* a comment */
#define SAMPLE_B	(SAMPLE_A | (1U << 3))
#define SAMPLE_C	(~0U)
#define SAMPLE_D	BIT(5)
#define SAMPLE_WIRE	__cpu_to_be16(0x40)
#define SAMPLE_TEXT	"text"
#define SAMPLE_LOOP	SAMPLE_LOOP2
#define SAMPLE_LOOP2	SAMPLE_LOOP
enum sample {
	SAMPLE_ZERO,
#define SAMPLE_ZERO SAMPLE_ZERO
	SAMPLE_NEG	= -1,
	SAMPLE_NINE	= 9, // another
	SAMPLE_TEN,
	__SAMPLE_MAX
};
#define SAMPLE_MAX (__SAMPLE_MAX - 1)
#define sample_gen \
	unsigned int first; \
	int second
enum { SAMPLE_BIT_ONE = 1, SAMPLE_BIT_TWO };
struct sample {
	sample_gen;
	unsigned char	family, kind;
	unsigned int	index;
	union {
		unsigned int	word;
		unsigned short	halves[2];
	};
	struct { int x; } inner;
	unsigned int	low:4, high:4;
	unsigned char	rest[];
};
`

func sampleHeaders(t *testing.T) *headers {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "linux"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "linux/sample.h"), []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := load(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestValues(t *testing.T) {
	h := sampleHeaders(t)
	for name, want := range map[string][]int64{
		"SAMPLE_A": {0x10}, "SAMPLE_B": {0x18}, "SAMPLE_C": {-1}, "SAMPLE_D": {0x20}, "SAMPLE_WIRE": {0x40},
		"SAMPLE_ZERO": {0},
		"SAMPLE_NEG":  {-1}, "SAMPLE_NINE": {9}, "SAMPLE_TEN": {10}, "SAMPLE_MAX": {10},
		"SAMPLE_TEXT": nil, "SAMPLE_LOOP": nil, "SAMPLE_UNHEARD_OF": nil,
	} {
		if got := h.values(name); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestNumbersOfNegativeNames(t *testing.T) {
	for _, n := range []uint64{0xffffffff, 0xffffffffffffffff} {
		if !(name{"SAMPLE_NEG", n}).in([]int64{-1}) {
			t.Errorf("%#x is not taken for -1", n)
		}
	}
	if (name{"SAMPLE_NINE", 8}).in([]int64{9, 10}) {
		t.Error("8 is taken for 9 or 10")
	}
}

// TestPackets reads a header of the C library: members of members that macros name, a layer that C has another before
// in the same struct, and flags that are the upper bits of a member.
func TestPackets(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"net", "netinet"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	text := "#define LAYER_FLAG_A 0x8000\n#define LAYER_FLAG_B 0x4000\n#define layer_word body.words[0]\n" +
		"struct layer { unsigned short before; unsigned short kind; union { unsigned int words[2]; } body; };\n"
	if err := os.WriteFile(filepath.Join(dir, "netinet/layer.h"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := loadLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	flags := codec.NewFlags("layer_flags", "LAYER_FLAG_", []codec.Value{{Value: 2, Name: "A"}, {Value: 1, Name: "B"}})
	s := &codec.Struct{Name: "layer", Packed: true, Members: []codec.Member{
		{Name: "kind", Kind: codec.BE16},
		{Name: "layer_word", Kind: codec.BE32},
		{Name: "flags", Kind: codec.BE16, Bits: 2, Enum: flags},
		{Name: "rest", Kind: codec.BE16, Bits: 14},
	}}
	c := newClaims()
	c.shift(s)
	if wrong := wrongFlags(h, flags, c.shifts[flags]); len(wrong) > 0 || c.shifts[flags] != 14 {
		t.Errorf("flags have %d bits below them, and other values: %v", c.shifts[flags], wrong)
	}
	members := h.members("layer")
	if _, ok := members["layer_word"]; !ok || len(members) != 4 {
		t.Errorf("members are %v", members)
	}
	layouts := layout{size: 12, members: map[string]place{"kind": {2, 2}, "layer_word": {4, 4}}}
	if wrong := compare(s, part{network: true, layer: true}, layouts); len(wrong) > 0 {
		t.Error(wrong)
	}
	layouts.members["layer_word"] = place{8, 4}
	if wrong := compare(s, part{network: true, layer: true}, layouts); len(wrong) != 1 {
		t.Errorf("a member at another place: got %q, want one fault", wrong)
	}
}

func TestFlagsAreMasksOrBitNumbers(t *testing.T) {
	h := sampleHeaders(t)
	bits := codec.NewFlags("sample_bit", "SAMPLE_BIT_", []codec.Value{
		{Value: 0x2, Name: "ONE"}, {Value: 0x4, Name: "TWO"}, {Value: 0x8, Name: "NEWER"},
	})
	for i, want := range []int{2, 0, 2} {
		if got := misread(h, bits, flagReadings(0)[i]); len(got) != want {
			t.Errorf("reading %d: got %v, want %d names", i, got, want)
		}
	}
	if wrong := wrongFlags(h, bits, 0); len(wrong) > 0 {
		t.Errorf("numbers of bits are not read as such: %v", wrong)
	}
	bits.Others = []codec.Value{{Value: 0x40, Name: "SAMPLE_A"}}
	if wrong := wrongFlags(h, bits, 0); len(wrong) != 1 || wrong[0] != "SAMPLE_A" {
		t.Errorf("wrong are %v, want SAMPLE_A", wrong)
	}
}

func TestDeclarations(t *testing.T) {
	got := sampleHeaders(t).members("sample")
	want := map[string]declared{
		"family": plain, "kind": plain, "index": plain, "word": plain, "halves": plain, "inner": plain, "rest": flexible,
		"low": bitField, "high": bitField, "first": plain, "second": plain,
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for n, kind := range want {
		if k, ok := got[n]; !ok || k != kind {
			t.Errorf("%s: got %v, %v, want %v, true", n, k, ok, kind)
		}
	}
}

func TestCompare(t *testing.T) {
	s := &codec.Struct{Name: "sample", Members: []codec.Member{
		{Name: "family", Kind: codec.U8},
		{Name: "index", Kind: codec.U32},
	}}
	c := layout{size: 8, members: map[string]place{"family": {0, 1}, "index": {4, 4}}}
	if got := compare(s, part{}, c); len(got) != 0 {
		t.Errorf("equal layouts: got %q", got)
	}
	c.members["index"] = place{2, 2}
	if got := compare(s, part{}, c); len(got) != 1 {
		t.Errorf("another place: got %q, want one fault", got)
	}
	c.members["index"] = place{4, 2}
	if got := compare(s, part{}, c); len(got) != 1 {
		t.Errorf("another width: got %q, want one fault", got)
	}
	c = layout{size: 12, members: map[string]place{"family": {0, 1}, "index": {4, 4}}}
	if got := compare(s, part{}, c); len(got) != 1 {
		t.Errorf("a longer struct: got %q, want one fault", got)
	}
	if got := compare(s, part{head: true}, c); len(got) != 0 {
		t.Errorf("the head of a longer struct: got %q", got)
	}
	delete(c.members, "index")
	if got := compare(s, part{}, c); len(got) != 0 {
		t.Errorf("headers without the last member: got %q", got)
	}
}

// TestLayouts asks the compiler about several headers: at once, and one by one where they do not go together.
func TestLayouts(t *testing.T) {
	testbed.Require(t, testbed.Program("gcc"), testbed.File("/usr/include/linux/netlink.h"),
		testbed.File("/usr/include/stdio.h"))
	h, err := load(installedDir, installedDir)
	if err != nil {
		t.Fatal(err)
	}
	header := &codec.Struct{Name: "nlmsghdr", Members: []codec.Member{{Name: "nlmsg_seq", Kind: codec.U32}}}
	link := &codec.Struct{Name: "ifinfomsg", Members: []codec.Member{{Name: "ifi_index", Kind: codec.S32}}}
	structs := map[string][]*codec.Struct{"linux/netlink.h": {header}, "linux/rtnetlink.h": {link}}
	for range 2 {
		got, err := h.layouts(structs)
		if err != nil || got["nlmsghdr"].size != 16 || got["nlmsghdr"].members["nlmsg_seq"] != (place{8, 4}) ||
			got["ifinfomsg"].size != 16 || got["ifinfomsg"].members["ifi_index"] != (place{4, 4}) {
			t.Errorf("got %v, %v", got, err)
		}
		structs["linux/if.h"], structs["net/if.h"] = nil, nil // which declare the same things
	}
	structs["linux/no_such_header.h"] = nil
	if _, err := h.layouts(structs); err == nil || !strings.HasPrefix(err.Error(), "linux/no_such_header.h: ") {
		t.Errorf("a header that is not there: %v", err)
	}
}
