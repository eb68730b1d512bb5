package form_test

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// readAll returns the octets of the messages of an input, and the form that it was recognised to be in.
func readAll(in io.Reader) (f *form.Form, all [][]byte, err error) {
	f, next, err := form.Open(in)
	for err == nil {
		var written, b []byte
		if written, err = next(); err == nil {
			b, err = f.Parse(&codec.Encoder{Registry: tables.Registry()}, written)
			all = append(all, b)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return f, all, err
}

// messages are octets of links whose names look like what stands around messages in the forms.
func messages(t *testing.T) (all []*codec.Message) {
	for _, name := range []string{"lo", "}", "{'", `{"`, "'\"\\}", "])"} {
		all = append(all, named(t, name))
	}
	return all
}

// TestOpen reads what each form wrote of several messages, with spaces and lines around them, also octet by octet.
func TestOpen(t *testing.T) {
	want := messages(t)
	for _, f := range form.Readable() {
		text := []byte(" \t\r\n")
		for _, m := range want {
			text = append(f.Append(text, m), " \n"...)
		}
		for what, in := range map[string]io.Reader{"at once": bytes.NewReader(text),
			"octet by octet": iotest.OneByteReader(bytes.NewReader(text))} {
			got, all, err := readAll(in)
			if got != f || err != nil || !slices.EqualFunc(all, want, func(b []byte, m *codec.Message) bool {
				return bytes.Equal(b, m.Bytes())
			}) {
				t.Errorf("%s, %s: read as %v: %x, %v", f.Name, what, got, all, err)
			}
		}
	}
}

// TestOpenRecognises tells the forms from each other by how inputs start, in whichever way people write them.
func TestOpenRecognises(t *testing.T) {
	for text, want := range map[string]*form.Form{
		`{"header":`: form.JSON, "[\n{\n \"header\":": form.JSON, "{}": form.JSON, "[": form.JSON, `[{"it's`: form.JSON,
		"{'header':": form.Pyroute2, "[{'": form.Pyroute2, "( {\"header\":": form.Pyroute2, "{\n 'a": form.Pyroute2,
	} {
		if f, _, err := form.Open(strings.NewReader(text)); f != want || err != nil {
			t.Errorf("%q: got %v, %v, want %s", text, f, err, want.Name)
		}
		for _, f := range form.Readable() {
			if f.Input.Recognise([]byte(text)) != (f == want) {
				t.Errorf("%q: %s takes it for its own: %v", text, f.Name, f != want)
			}
		}
	}
}

// TestOpenRefuses says why an input cannot be read.
func TestOpenRefuses(t *testing.T) {
	broken := errors.New("the disk is on fire")
	for _, c := range []struct {
		in   io.Reader
		want string
	}{
		{strings.NewReader(""), "empty input"},
		{strings.NewReader(" \n\t"), "empty input"},
		{strings.NewReader("hello"), "neither JSON nor pyroute2's form: a message starts with {"},
		{iotest.ErrReader(broken), broken.Error()},
		{io.MultiReader(strings.NewReader(" "), iotest.ErrReader(broken)), broken.Error()},
		{io.MultiReader(strings.NewReader(`{"header":`), iotest.ErrReader(broken)), "not JSON: " + broken.Error()},
		{io.MultiReader(strings.NewReader(`{'header':`), iotest.ErrReader(broken)), broken.Error()},
	} {
		if _, all, err := readAll(c.in); err == nil || err.Error() != c.want {
			t.Errorf("got %x, %v, want %s", all, err, c.want)
		}
	}
}

// TestOpenFurtherForm reads a form that only a row tells of.
func TestOpenFurtherForm(t *testing.T) {
	further := &form.Form{Name: "angles", Doc: "octets in angles",
		Write: func(dst []byte, m *codec.Message, _ form.Style) []byte {
			return append(hex.AppendEncode(append(dst, '<'), m.Bytes()), '>')
		},
		Parse: func(_ *codec.Encoder, written []byte) ([]byte, error) {
			return hex.DecodeString(strings.Trim(string(written), " \n<>"))
		},
		Input: &form.Input{What: "angles", Start: "<",
			Recognise: func(head []byte) bool { return head[0] == '<' },
			Cut: func(r *bufio.Reader) func() ([]byte, error) {
				return func() ([]byte, error) { return r.ReadBytes('>') }
			},
		},
	}
	before := form.All
	defer func() { form.All = before }()
	form.All = append(slices.Clone(before), further)
	if f, all, err := readAll(strings.NewReader("<01><0203>")); f != further || err != nil || len(all) != 2 {
		t.Errorf("read as %v: %x, %v", f, all, err)
	}
	const want = "neither JSON nor pyroute2's form nor angles: a message starts with { or <"
	if _, _, err := form.Open(strings.NewReader("hello")); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
