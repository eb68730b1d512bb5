package form_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// clears is the name of a link that clears the terminal it is written to.
const clears = "\x1b[2J"

// named returns a message about a link of that name, with an alias and a statistics tail that hold the same.
func named(t *testing.T, name string) *codec.Message {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry()}
	b, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Attrs: []codec.A{
		{Name: "IFLA_IFNAME", Value: name}, {Name: "IFLA_IFALIAS", Value: name + "\u009b2J\x7f"},
		{Name: "IFLA_QDISC", Value: []byte(name)}, // without NUL
		{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: name}}},
		{Name: "IFLA_PHYS_PORT_ID", Value: []byte(name)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	m := new(codec.Message)
	if err := (&codec.Decoder{Registry: tables.Registry()}).Decode(m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestNamesReachNoTerminal writes a link whose name is an order to the terminal in every form: no control octet of it
// is left, nor a line end that would make two messages of one.
func TestNamesReachNoTerminal(t *testing.T) {
	for _, name := range []string{clears, "a\nb", "\r", "\x00\x07", "\u0085", "\xff\x9b2J"} {
		m := named(t, name)
		for _, f := range form.All {
			for _, line := range bytes.Split(f.Append(nil, m), []byte{'\n'}) {
				for _, r := range string(line) {
					if r < ' ' || r >= 0x7f && r < 0xa0 {
						t.Errorf("%s: %q is in %q, written for %q", f.Name, r, line, name)
					}
				}
			}
		}
	}
}

// TestNamesComeBack reads what was written of such a link back, in the forms that tell the octets.
func TestNamesComeBack(t *testing.T) {
	enc := &codec.Encoder{Registry: tables.Registry()}
	m, parsed := named(t, clears), 0
	for _, f := range form.All {
		if f.Parse == nil {
			continue
		}
		parsed++
		if b, err := f.Parse(enc, f.Append(nil, m)); err != nil || !bytes.Equal(b, m.Bytes()) {
			t.Errorf("%s: got %x, %v, want %x", f.Name, b, err, m.Bytes())
		}
	}
	if parsed < 2 {
		t.Errorf("%d forms can be read back, want json and pyroute2 at least", parsed)
	}
}

// TestForms holds the table together: each form is found by its name, which is its own, and says what it is.
func TestForms(t *testing.T) {
	for _, f := range form.All {
		if form.Named(f.Name) != f || f.Doc == "" || f.Write == nil {
			t.Errorf("%q: found by its name: %v, described as %q", f.Name, form.Named(f.Name) == f, f.Doc)
		}
		if (f.Parse == nil) != (f.Input == nil) {
			t.Errorf("%s can be parsed, but not read, or the other way round", f.Name)
		}
		if f.Input != nil && (f.Input.Record == nil) != (f.Members != nil) {
			t.Errorf("%s: want either Record or Members", f.Name)
		}
		if f.ForPeople && (f.Parse != nil || f.Members != nil) {
			t.Errorf("%s is for people, and for programs", f.Name)
		}
	}
	if f := form.Named("yaml"); f != nil {
		t.Errorf("got %s for a name that no form has", f.Name)
	}
}

// TestColor writes what differs in colour, without which the text is the same.
func TestColor(t *testing.T) {
	m := named(t, "lo")
	for _, f := range form.All {
		plain, colored := f.Append(nil, m), f.Write(nil, m, form.Style{Color: true})
		if f.ForPeople == bytes.Equal(plain, colored) {
			t.Errorf("%s: for people: %v, in colour %q", f.Name, f.ForPeople, colored)
		}
	}
}

// TestNoAllocations writes a message again into what is at hand.
func TestNoAllocations(t *testing.T) {
	m, buf := named(t, "lo"), make([]byte, 0, 1<<14)
	for _, f := range []*form.Form{form.Text, form.OneLine, form.Brief, form.JSON} {
		if n := testing.AllocsPerRun(100, func() { buf = f.Append(buf[:0], m) }); n > 0 {
			t.Errorf("%s: got %v allocations, want 0", f.Name, n)
		}
	}
}
