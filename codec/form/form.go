// Package form lists the forms that messages are written in: what nldecode's --output takes, and what libraries choose
// from by name. Each has a package of its own; a further one is that package and a row here.
package form

import (
	"bufio"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/codec/form/json"
	"github.com/nlkit/nlkit/codec/form/pyroute2"
	"github.com/nlkit/nlkit/codec/form/text"
)

// Form is a way to write messages.
type Form struct {
	Name string
	Doc  string // in a few words
	// Write appends a message without a line end.
	Write func(dst []byte, m *codec.Message, s Style) []byte
	// Parse returns the octets of what Write wrote; nil if the form does not tell them.
	Parse func(enc *codec.Encoder, written []byte) ([]byte, error)
	Input *Input // of what Parse takes; nil if it is
	// Members is Write without the braces of an object, for objects that say more; nil if messages are no objects.
	Members func(dst []byte, m *codec.Message) []byte
	// ForPeople says that a line may say more before and after the message: when it was, and what it answers.
	ForPeople bool
	// Remembers says that the form makes use of what messages before told, Names and Request of a Style, in place of a
	// Note.
	Remembers bool
}

// Input is how texts of a form are told from those of others, and cut into messages.
type Input struct {
	What  string // what people call them
	Start string // what a message starts with
	// Recognise reports whether an input that starts with head is of this form, and so of no other. No spaces stand
	// before it.
	Recognise func(head []byte) bool
	// Cut cuts an input: each call of next returns what Parse takes of one message, and io.EOF after the last.
	Cut func(r *bufio.Reader) (next func() ([]byte, error))
	// Record returns what a message says of the record that it is in: the name of its protocol, "" if it says none, and
	// its byte order. It is nil if objects say more of it.
	Record func(reg *codec.Registry, written []byte) (protocol string, bigEndian bool)
}

// Style is what can be chosen of forms for people, and what is known besides the message. Others pass over it.
type Style struct {
	Color   bool           // ANSI colours
	Note    []byte         // written as it is at the end of the line with the header
	Names   *brief.Names   // of links
	Request *codec.Message // that the message answers; nil if it is not known
}

// The forms.
var (
	Text = &Form{Name: "text", Doc: "a tree, with values as a person would write them", ForPeople: true,
		Write: func(dst []byte, m *codec.Message, s Style) []byte {
			return text.Append(dst, m, text.Style{Color: s.Color, Note: s.Note})
		}}
	OneLine = &Form{Name: "oneline", Doc: "the same on one line", ForPeople: true,
		Write: func(dst []byte, m *codec.Message, s Style) []byte {
			return text.Append(dst, m, text.Style{Color: s.Color, Note: s.Note, OneLine: true})
		}}
	Brief = &Form{Name: "brief", Doc: "a line as a person would say it: less, in the words of ip(8)", ForPeople: true,
		Remembers: true, Write: func(dst []byte, m *codec.Message, s Style) []byte {
			return brief.Append(dst, m, brief.Style{Color: s.Color, Names: s.Names, Request: s.Request})
		}}
	JSON = &Form{Name: "json", Doc: "a lossless object a line", Members: json.AppendMembers,
		Parse: json.Parse, Input: &Input{What: "JSON", Start: "{", Recognise: json.Recognise, Cut: json.Cut},
		Write: func(dst []byte, m *codec.Message, _ Style) []byte { return json.Append(dst, m) }}
	Pyroute2 = &Form{Name: "pyroute2", Doc: "the Python dict that pyroute2 decodes it to",
		Parse: pyroute2.Parse,
		Input: &Input{What: "pyroute2's form", Start: "{", Recognise: pyroute2.Recognise, Cut: pyroute2.Cut,
			Record: pyroute2.Record},
		Write: func(dst []byte, m *codec.Message, _ Style) []byte { return pyroute2.Append(dst, m) }}
)

// All is the forms, the usual one first.
var All = []*Form{Text, OneLine, Brief, JSON, Pyroute2}

// Named returns the form of that name, or nil.
func Named(name string) *Form {
	if i := slices.IndexFunc(All, func(f *Form) bool { return f.Name == name }); i >= 0 {
		return All[i]
	}
	return nil
}

// Names returns the names of the forms.
func Names() (names []string) {
	for _, f := range All {
		names = append(names, f.Name)
	}
	return names
}

// Readable returns the forms that can be read back.
func Readable() (forms []*Form) {
	for _, f := range All {
		if f.Input != nil {
			forms = append(forms, f)
		}
	}
	return forms
}

// Append appends a message in plain style.
func (f *Form) Append(dst []byte, m *codec.Message) []byte { return f.Write(dst, m, Style{}) }
