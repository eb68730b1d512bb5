package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
)

// decodeOptions are the flags of nldecode itself.
type decodeOptions struct {
	input, family, output, write, filter, color string
	genl                                        []string
	strict, stats, follow, numeric              bool
	count                                       int
	outputSet                                   func() bool // --output was given
}

// captureForms are the values of --output that write captures.
func captureForms() (names []string) {
	for _, f := range formats.All() {
		if f.NewWriter != nil && !f.Bare {
			names = append(names, f.Name)
		}
	}
	return names
}

// fileNames are the ends of names of files that --write writes captures to.
func fileNames() string {
	names := captureForms()
	slices.Reverse(names)
	return "." + strings.Join(names, ", .")
}

func outputNames() []string {
	return slices.Concat(form.Names(), captureForms())
}

// define defines the flags of the command.
func (o *decodeOptions) define(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&o.input, "input", "i", "auto", "form of the input: auto, "+strings.Join(formats.All().Names(), ", "))
	f.StringVarP(&o.family, "family", "f", "", "protocol, or generic netlink family, of inputs that do not say")
	f.StringVarP(&o.output, "output", "o", "text", "what to print: "+strings.Join(outputNames(), ", "))
	f.StringVarP(&o.write, "write", "w", "", "write the capture to FILE: "+fileNames()+", or what -o says")
	f.StringVarP(&o.filter, "filter", "F", "", "show only messages for which the expression holds")
	f.IntVarP(&o.count, "count", "c", 0, "stop after that many messages")
	f.BoolVar(&o.stats, "stats", false, "print a summary in place of the messages")
	f.BoolVar(&o.strict, "strict", false, "exit with status 1 if anything was not decoded whole")
	f.BoolVar(&o.follow, "follow", false, "wait for more at the end of the file, as tail -F does")
	f.StringArrayVar(&o.genl, "genl", nil, "ID=NAME: id of a generic netlink family in the capture")
	f.BoolVarP(&o.numeric, "numeric", "n", false, "times in seconds since 1970, no guessing of protocols and families")
	f.StringVar(&o.color, "color", "auto", "colours: "+strings.Join(cli.ColorModes, ", "))
	o.outputSet = func() bool { return f.Changed("output") }
	cli.CompleteFlag(c, "input", func() []string { return append([]string{"auto"}, formats.All().Names()...) })
	cli.CompleteFlag(c, "family", familyNames)
	cli.CompleteFlag(c, "output", outputNames)
	cli.CompleteFlag(c, "color", func() []string { return cli.ColorModes })
}

// familyNames are the values of --family.
func familyNames() (names []string) {
	for _, p := range tables.Registry().Protocols() {
		names = append(names, strings.ToLower(strings.TrimPrefix(p.Name, "NETLINK_")))
	}
	for _, f := range tables.Registry().Families() {
		names = append(names, f.Name)
	}
	return names
}

// formats returns what the input may be in.
func (o *decodeOptions) formats() (captures.Formats, error) {
	if o.input == "auto" {
		return formats.All(), nil
	}
	f, err := formats.All().Find(o.input)
	return captures.Formats{f}, err
}

// resolverOf returns what --genl says.
func resolverOf(reg *codec.Registry, genl []string) (*codec.Resolver, error) {
	r := codec.NewResolver()
	for _, s := range genl {
		id, name, ok := strings.Cut(s, "=")
		n, err := strconv.ParseUint(id, 0, 16)
		if !ok || name == "" || err != nil || n < codec.MinType {
			return nil, fmt.Errorf("--genl %q: want ID=NAME, as in --genl 27=nl80211; ids are %d to 65535", s,
				codec.MinType)
		}
		r.Set(reg, uint16(n), name)
	}
	return r, nil
}

// checkOutput checks --output.
func (o *decodeOptions) checkOutput() error {
	if slices.Contains(outputNames(), o.output) {
		return nil
	}
	return unknownOutput(o.output, outputNames())
}

// unknownOutput says that --output is not among the known forms, and which there are.
func unknownOutput(output string, known []string) error {
	hint := cmp.Or(codec.DidYouMean(output, known), ": it is one of "+strings.Join(known, ", "))
	return fmt.Errorf("--output is %q%s", output, hint)
}
