package nlgen

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/form/brief"
)

// Check decodes a message and tells which of the promises that the codec makes for every message is broken, if any: the
// octets are kept, JSON and pyroute2's form lead back to them, output stays within its lines, nodes stay in their
// bounds.
func Check(d *codec.Decoder, c codec.Context, b []byte) error {
	var m codec.Message
	err := d.Decode(&m, c, b)
	for _, check := range []func() error{
		func() error { return checkFaults(&m, err) },
		func() error { return checkTree(m.Root()) },
		func() error { return checkJSON(d, &m, b) },
		func() error { return checkPyroute2(d, &m, b) },
		func() error { return checkText(&m) },
	} {
		if err := check(); err != nil {
			return err
		}
	}
	if !bytes.Equal(m.Bytes(), b) {
		return fmt.Errorf("Bytes() differ from what was decoded")
	}
	return nil
}

func checkFaults(m *codec.Message, err error) error {
	if (err != nil) != (len(m.Faults()) > 0) {
		return fmt.Errorf("returned %w, but there are %d faults", err, len(m.Faults()))
	}
	for _, f := range m.Faults() {
		if f.Offset < 0 || f.Offset > len(m.Bytes()) {
			return fmt.Errorf("fault %q is outside the %d octets", f.Error(), len(m.Bytes()))
		}
		if line := f.Error(); !oneLine([]byte(line)) {
			return fmt.Errorf("fault %q is not one line", line)
		}
	}
	return nil
}

// checkTree walks all attributes: the payload of each must lie inside that of its parent.
func checkTree(a codec.Attr) error {
	_, _, _ = a.Path(), a.Value(), a.Type()
	for child := range a.Children() {
		if !inside(child.Payload(), a.Payload()) {
			return fmt.Errorf("%s lies outside of %q", child.Path(), a.Path())
		}
		if err := checkTree(child); err != nil {
			return err
		}
	}
	return nil
}

// inside reports whether b is a part of the same array as whole, and within it.
func inside(b, whole []byte) bool {
	for i := range len(whole) - len(b) + 1 {
		if len(b) == 0 || &whole[i] == &b[0] {
			return true
		}
	}
	return false
}

func checkJSON(d *codec.Decoder, m *codec.Message, b []byte) error {
	text := form.JSON.Append(nil, m)
	if !json.Valid(text) {
		return fmt.Errorf("not valid JSON: %s", text)
	}
	if !oneLine(text) {
		return fmt.Errorf("control characters in %q", text)
	}
	enc := codec.Encoder{Registry: d.Registry, Resolver: d.Resolver}
	back, err := form.JSON.Parse(&enc, text)
	if err != nil {
		return fmt.Errorf("JSON does not encode: %w\n%s", err, text)
	}
	if !bytes.Equal(back, b) {
		return fmt.Errorf("JSON leads to other octets\nwant %x\ngot  %x\n%s", b, back, text)
	}
	return nil
}

func checkPyroute2(d *codec.Decoder, m *codec.Message, b []byte) error {
	text := form.Pyroute2.Append(nil, m)
	if !oneLine(text) {
		return fmt.Errorf("control characters in %q", text)
	}
	enc := codec.Encoder{Registry: d.Registry, Resolver: d.Resolver}
	back, err := form.Pyroute2.Parse(&enc, text)
	if err != nil {
		return fmt.Errorf("the dict does not encode: %w\n%s", err, text)
	}
	if !bytes.Equal(back, b) {
		return fmt.Errorf("the dict leads to other octets\nwant %x\ngot  %x\n%s", b, back, text)
	}
	return nil
}

// hostile is the name of a link, of index 1, that no line may hold as it is.
var hostile = new(brief.Names).With(1, "\x1b[2J\n")

func checkText(m *codec.Message) error {
	for _, f := range []*form.Form{form.OneLine, form.Brief} {
		if line := f.Write(nil, m, form.Style{Names: hostile, Request: m}); !oneLine(line) || len(line) == 0 {
			return fmt.Errorf("%s: not one line without control characters: %q", f.Name, line)
		}
	}
	for line := range bytes.Lines(form.Text.Append(nil, m)) {
		if !oneLine(bytes.TrimSuffix(line, []byte{'\n'})) {
			return fmt.Errorf("control characters in %q", line)
		}
	}
	return nil
}

// oneLine reports whether a text has neither line ends nor other control characters.
func oneLine(b []byte) bool {
	for _, r := range string(b) {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return false
		}
	}
	return true
}
