package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
)

// outputs is where events go.
type outputs struct {
	text    *render.Renderer // nil: nothing is printed
	records captures.Writer  // of --write, or nil
	file    *os.File
	line    []byte
	scratch captures.Record
}

func newOutputs(o *options) (*outputs, error) {
	color, err := cli.Color(o.color)
	if err != nil {
		return nil, err
	}
	out := new(outputs)
	text, err := render.New(render.Options{Form: o.output, Times: render.Times(o.times), Color: color})
	if err != nil {
		return nil, err
	}
	if o.write == "" || o.given("output") {
		out.text = text
	}
	if o.write == "" {
		return out, nil
	}
	out.file = os.Stdout
	switch {
	case o.write != "-":
		if out.file, err = os.Create(o.write); err != nil {
			return nil, err
		}
	case out.text != nil:
		return nil, fmt.Errorf("-w - writes the capture to standard output: -o has no room there")
	case cli.IsTerminal(os.Stdout):
		return nil, fmt.Errorf("-w - writes a capture, and standard output is a terminal: -w FILE, or a pipe")
	}
	kind := cmp.Or(strings.TrimPrefix(strings.ToLower(filepath.Ext(o.write)), "."), "pcapng")
	f, err := formats.All().Find(kind)
	if err != nil || f.NewWriter == nil {
		f, _ = formats.All().Find("pcapng")
	}
	if out.records, err = f.NewWriter(out.file, "nlmon"); err != nil {
		return nil, err
	}
	return out, nil
}

// show prints an event. Each is written at once: who reads a pipe wants to see it.
func (out *outputs) show(e *monitor.Event) error {
	if out.text == nil {
		return nil
	}
	out.line = out.text.Append(out.line[:0], e)
	if _, err := os.Stdout.Write(out.line); err != nil {
		return fmt.Errorf("writing failed: %w", err)
	}
	return nil
}

// record writes an event to the capture, if it is one that a capture can hold.
func (out *outputs) record(e *monitor.Event) error {
	if out.records == nil || !e.Record(&out.scratch) {
		return nil
	}
	if err := out.records.Write(&out.scratch); err != nil {
		return fmt.Errorf("writing failed: %w", err)
	}
	return nil
}

func (out *outputs) close() error {
	if out.records == nil {
		return nil
	}
	err := out.records.Close()
	if e := out.file.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("writing failed: %w", err)
	}
	return nil
}
