package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
)

// encodeForms are the values of encode's --output, of which the first is what it writes if it is not told.
func encodeForms() []string {
	return slices.Concat([]string{"raw"}, captureForms())
}

// encodeOptions are the flags of nldecode encode.
type encodeOptions struct {
	output, family string
	genl           []string
}

func encodeCommand() *cobra.Command {
	o := new(encodeOptions)
	c := &cobra.Command{
		Use:   "encode [flags] [FILE...]",
		Short: "turn messages printed as JSON, or by pyroute2, back into octets",
		Long: `nldecode encode turns messages back into octets.

The input is what nldecode ` + readableWords() + ` printed, edited or not, or what pyroute2 itself prints; JSON may be
indented, or a list. Unedited messages come out byte for byte. In JSON, messages with the same "record" become one
datagram.

Exit status: 0; 1 if a message could not be encoded, and was left out; 2 if the arguments are wrong or the input cannot
be read.`,
		Example: `  nldecode -o json capture.pcap | nldecode encode -o pcap > copy.pcap
  echo '{"protocol":"NETLINK_ROUTE","ifinfomsg":{},
    "header":{"type":"RTM_GETLINK","flags":["NLM_F_REQUEST","NLM_F_DUMP"]}}' | nldecode encode -o hex`,
		RunE: cli.Action(func(_ *cobra.Command, files []string) (int, error) { return runEncode(o, files) }),
	}
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", encodeForms()[0], "what to write: "+strings.Join(encodeForms(), ", "))
	f.StringVarP(&o.family, "family", "f", "route", "protocol of messages that do not say")
	f.StringArrayVar(&o.genl, "genl", nil, "ID=NAME: id of a generic netlink family")
	cli.CompleteFlag(c, "output", encodeForms)
	cli.CompleteFlag(c, "family", familyNames)
	return c
}

// runEncode turns messages that were printed in a form that can be read back into octets again.
func runEncode(o *encodeOptions, files []string) (int, error) {
	reg := tables.Registry()
	protocol, _, err := session.ParseFamily(reg, o.family)
	if err != nil {
		return cli.ExitUsage, fmt.Errorf("--family: %w", err)
	}
	resolver, err := resolverOf(reg, o.genl)
	if err != nil {
		return cli.ExitUsage, err
	}
	w, err := newEncodeWriter(o.output)
	if err != nil {
		return cli.ExitUsage, err
	}
	e := &encode{w: w}
	e.rebuild = session.Rebuilder{Encoder: codec.Encoder{Registry: reg, Resolver: resolver}, Protocol: protocol}
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		if err := e.file(name); err != nil {
			return cli.ExitUsage, err
		}
	}
	if err := e.put(e.rebuild.Finish()); err != nil {
		return cli.ExitUsage, err
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
			e.status = cli.ExitDamaged
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
		e.status = cli.ExitDamaged
		return nil
	}
	return err
}
