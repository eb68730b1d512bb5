package kernelheaders

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// claiming is a registry that names something in every way there is.
func claiming() *codec.Registry {
	deep := codec.NewSparse("deep", "SAMPLE_", []codec.Value{{Value: 9, Name: "NINE"}})
	deep.Others = []codec.Value{{Value: 77, Name: "OTHER"}}
	bits := codec.NewFlags("bits", "SAMPLE_BIT_", []codec.Value{{Value: 0x2, Name: "ONE"}, {Value: 0x4, Name: "TWO"}})
	header := &codec.Struct{Name: "sample", Members: []codec.Member{
		{Name: "family", Kind: codec.U8, Enum: deep}, {Name: "unheard", Kind: codec.U8, Enum: bits},
		{Name: "gap", Kind: codec.Pad, Len: 2},
	}}
	record := &codec.Struct{Name: "record", Members: []codec.Member{{Name: "r", Kind: codec.U32}}}
	records := codec.NewFramedSet(&codec.Framing{Header: 4}, "RECORD_",
		codec.Attrs{{Name: "ONE", Kind: codec.StructOf, Struct: record}})
	set := codec.NewSet("OUTER_", codec.Attrs{
		1: {Name: "KIND", Kind: codec.String},
		2: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("OUTER_KIND", codec.Cases{
			{Name: "k", Spec: codec.NestOf(records)}})},
	})
	return codec.NewRegistry(&codec.Protocol{Name: "NETLINK_SAMPLE", Number: 3, Groups: codec.Names{3: "GROUP"},
		Messages: []*codec.MessageType{{Type: 16, Name: "MSG", Set: set, Variants: []*codec.MessageType{
			{Type: 16, Name: "MSG_VARIANT", Header: header}}}},
	})
}

func TestCollectReachesEverything(t *testing.T) {
	c := collect(claiming())
	for _, n := range []name{
		{"NETLINK_SAMPLE", 3}, {"GROUP", 3}, {"MSG", 16}, {"MSG_VARIANT", 16}, {"SAMPLE_NINE", 9}, {"OTHER", 77},
		{"OUTER_KIND", 1}, {"OUTER_DATA", 2}, {"RECORD_ONE", 0}, {"NLMSG_DONE", 3}, {"NLMSGERR_ATTR_MSG", 1},
	} {
		if !slices.Contains(c.names, n) {
			t.Errorf("%s = %d is not reached", n.full, n.number)
		}
	}
	if len(c.flags) != 1 || c.flags[0].Name != "bits" {
		t.Errorf("flags are %v", c.flags)
	}
	parts := map[string]part{}
	for s, p := range c.structs {
		parts[s.Name] = p
	}
	for s, want := range map[string]part{"sample": {}, "record": {skipped: 4}, "nlmsgerr": {head: true}} {
		if got, ok := parts[s]; got != want || !ok {
			t.Errorf("struct %s: %+v, %v; want %+v", s, got, ok, want)
		}
	}
}

// TestUnknown tells what no header has: names of values and flags, structs, and members of those that there are.
func TestUnknown(t *testing.T) {
	h := sampleHeaders(t)
	got := collect(claiming()).unknown([]*headers{h})
	for _, want := range []string{"MSG", "MSG_VARIANT", "OTHER", "GROUP", "record", "sample.unheard"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is taken for known", want)
		}
	}
	for _, not := range []string{"SAMPLE_NINE", "SAMPLE_BIT_ONE", "sample", "sample.family", "sample.gap", "record.r"} {
		if slices.Contains(got, not) {
			t.Errorf("%s is taken for unknown", not)
		}
	}
	if !slices.IsSorted(got) {
		t.Error("the names are in no order")
	}
}

func TestExceptions(t *testing.T) {
	read := func(text string) (exceptions, error) {
		file := filepath.Join(t.TempDir(), "list.txt")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		e := exceptions{}
		return e, e.read(file)
	}
	e, err := read("# why\n\nour own\n    A, B c,\n\tD\nnot exported\n  E\n")
	if err != nil || len(e) != 4 || e["B c"] != "our own" || e["E"] != "not exported" {
		t.Fatalf("%v, %v", e, err)
	}
	if wrong := e.compare([]string{"A", "B c", "D", "E"}); len(wrong) > 0 {
		t.Errorf("all is excused: %q", wrong)
	}
	wrong := e.compare([]string{"A", "B c", "E", "F"})
	if len(wrong) != 2 || !strings.HasPrefix(wrong[0], "F is in no header") ||
		!strings.HasPrefix(wrong[1], "D is in a header by now") {
		t.Errorf("one that is missing and one that is stale: %q", wrong)
	}
	for text, want := range map[string]string{
		"  A\n": ":1: names without a reason above them", "r\n  A\nq\n  B, A\n": ":4: A stands there twice",
	} {
		if _, err := read(text); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if err := (exceptions{}).read("no such file"); err == nil {
		t.Error("a file that is not there is read")
	}
}
