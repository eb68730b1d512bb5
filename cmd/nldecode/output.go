package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec/form"
)

// outputs is where messages and records go.
type outputs struct {
	form    *form.Form // of messages; nil: none
	text    *os.File   // of rendered messages
	records captures.Writer
	file    *os.File // of --write, or nil
	err     error    // the first failure to write
}

// newOutputs opens what --output and --write ask for. --write alone means a capture and no text; with a form of text
// that was asked for, text is printed, too, unless the name of the file does not end as captures do: then the text goes
// there.
func newOutputs(o *decodeOptions) (*outputs, error) {
	out := &outputs{text: os.Stdout}
	f := form.Named(o.output)
	isText := f != nil
	if isText && !o.stats && (o.write == "" || o.outputSet()) {
		out.form = f
	}
	if o.write == "" {
		if isText || o.stats {
			return out, nil
		}
		var err error
		out.records, err = newRecordWriter(o.output, os.Stdout)
		return out, err
	}
	kind := strings.TrimPrefix(strings.ToLower(filepath.Ext(o.write)), ".")
	switch {
	case slices.Contains(captureForms(), kind):
	case !isText:
		kind = o.output
	case out.form != nil:
		kind = ""
	default:
		kind = "pcapng"
	}
	var err error
	if out.file, err = os.Create(o.write); err != nil {
		return nil, err
	}
	if kind == "" {
		out.text = out.file
		return out, nil
	}
	out.records, err = newRecordWriter(kind, out.file)
	return out, err
}

// newRecordWriter returns a writer of captures.
func newRecordWriter(kind string, w io.Writer) (captures.Writer, error) {
	f, err := formats.All().Find(kind)
	if err != nil {
		return nil, err
	}
	return f.NewWriter(w, "nldecode")
}

// Write writes rendered messages.
func (out *outputs) Write(p []byte) (int, error) {
	n, err := out.text.Write(p)
	out.err = err
	return n, err
}

func (out *outputs) failure() error { return fmt.Errorf("writing failed: %w", out.err) }

// close finishes the capture that is written.
func (out *outputs) close() error {
	if out.records != nil {
		if err := out.records.Close(); err != nil {
			return err
		}
	}
	if out.file != nil {
		return out.file.Close()
	}
	return nil
}
