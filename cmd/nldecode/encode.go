package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// encodeForms are the values of encode's --output, of which the first is what it writes if it is not told.
func encodeForms() []string {
	return slices.Concat([]string{"raw"}, captureForms())
}

// runEncode turns messages that were printed in a form that can be read back into octets again.
func runEncode(args []string) (int, error) {
	var output, family string
	var genl []string
	var help bool
	f := pflag.NewFlagSet("nldecode encode", pflag.ContinueOnError)
	f.Usage = func() {}
	f.StringVarP(&output, "output", "o", encodeForms()[0], "what to write: "+strings.Join(encodeForms(), ", "))
	f.StringVarP(&family, "family", "f", "route", "protocol of messages that do not say")
	f.StringArrayVar(&genl, "genl", nil, "ID=NAME: id of a generic netlink family")
	f.BoolVarP(&help, "help", "h", false, "print help")
	if err := parseFlags(f, args); err != nil {
		return exitUsage, err
	}
	if help {
		return printed(helpTexts["encode"])
	}
	reg := tables.Registry()
	protocol, _, err := session.ParseFamily(reg, family)
	if err != nil {
		return exitUsage, fmt.Errorf("--family: %w", err)
	}
	resolver, err := (&decodeOptions{genl: genl}).resolver(reg)
	if err != nil {
		return exitUsage, err
	}
	w, err := newEncodeWriter(output)
	if err != nil {
		return exitUsage, err
	}
	e := &encode{w: w}
	e.rebuild = session.Rebuilder{Encoder: codec.Encoder{Registry: reg, Resolver: resolver}, Protocol: protocol}
	files := f.Args()
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		if err := e.file(name); err != nil {
			return exitUsage, err
		}
	}
	if err := e.put(e.rebuild.Finish()); err != nil {
		return exitUsage, err
	}
	return e.status, w.Close()
}

func newEncodeWriter(output string) (captures.Writer, error) {
	if !slices.Contains(encodeForms(), output) {
		return nil, unknownOutput(output, encodeForms())
	}
	return newRecordWriter(output, os.Stdout)
}

// encode is a run of the encoder over its files.
type encode struct {
	w       captures.Writer
	rebuild session.Rebuilder
	status  int
}

// file encodes the messages of a file. One that cannot be encoded is reported and left out.
func (e *encode) file(name string) error {
	in := os.Stdin
	if name == "-" {
		name = "standard input"
	} else {
		var err error
		if in, err = os.Open(name); err != nil {
			return err
		}
		defer in.Close()
	}
	f, next, err := form.Open(in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for n := 1; ; n++ {
		message, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: message %d: %w", name, n, err)
		}
		done, err := e.rebuild.Add(f, message)
		if err != nil {
			complain(fmt.Errorf("%s: message %d: %w", name, n, err))
			e.status = exitDamaged
		}
		if err := e.put(done); err != nil {
			return err
		}
	}
}

func (e *encode) put(r *captures.Record) error {
	if r == nil {
		return nil
	}
	err := e.w.Write(r)
	if errors.Is(err, captures.ErrOtherLink) {
		complain(err)
		e.status = exitDamaged
		return nil
	}
	return err
}
