package captures

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Format is a form of captures.
type Format struct {
	Name string // of flags and file names: "pcapng"
	What string // what it is, for help texts: "pcapng files"
	// Recognise reports whether an input that starts with head is in this format. The first of a table that says so is
	// taken.
	Recognise func(head Head) bool
	// NewReader returns a reader of r. name stands for it in positions and errors.
	NewReader func(r io.Reader, name string, opts Options) (Reader, error)
	// NewWriter returns a writer to w, or is nil if the format is only read. program is who writes, for formats that
	// have a place for that.
	NewWriter func(w io.Writer, program string) (Writer, error)
	// Bare formats hold messages and nothing else: neither where a datagram ends nor what is known of it.
	Bare bool
}

// String returns the name.
func (f *Format) String() string { return f.Name }

// Formats is a table of formats.
type Formats []*Format

// Names returns the names of the formats in the order of the table.
func (f Formats) Names() []string {
	names := make([]string, len(f))
	for i := range f {
		names[i] = f[i].Name
	}
	return names
}

// Find returns the format of that name, in any case.
func (f Formats) Find(name string) (*Format, error) {
	for _, format := range f {
		if strings.EqualFold(format.Name, name) {
			return format, nil
		}
	}
	return nil, fmt.Errorf("no capture format %q: the formats are %s", name, strings.Join(f.Names(), ", "))
}

// Head is the start of an input, by which its format is recognised.
type Head struct {
	Octets []byte
	More   bool // the input goes on after them
}

// IsText tells text from binary data: binary captures have NUL octets early, text in any 8-bit encoding has none.
func (h Head) IsText() bool { return len(h.Octets) > 0 && bytes.IndexByte(h.Octets, 0) < 0 }

// Lines returns the lines that are there whole, if the input is text; nil if not.
func (h Head) Lines() []byte {
	switch {
	case !h.IsText():
		return nil
	case h.More: // a line that is still growing says nothing yet
		return h.Octets[:bytes.LastIndexByte(h.Octets, '\n')+1]
	}
	return h.Octets
}
