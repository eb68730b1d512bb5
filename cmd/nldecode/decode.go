package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
)

// progressFrom is how large a file must be for a progress bar.
const progressFrom = 32 << 20

// runDecode decodes captures.
func runDecode(c *cobra.Command, o *decodeOptions, files []string) (int, error) {
	switch {
	case len(files) == 0 && cli.IsTerminal(os.Stdin):
		return cli.ExitUsage, cli.Usage(c, "no capture to read: nldecode FILE, or a pipe into nldecode")
	case len(files) == 0:
		files = []string{"-"}
	case o.follow && len(files) > 1:
		return cli.ExitUsage, cli.Usage(c, "--follow takes one file")
	}
	d, err := newDecode(o)
	if err != nil {
		return cli.ExitUsage, err
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	status := cli.ExitOK
	for _, name := range files {
		if ctx.Err() != nil || d.session.Done() {
			break
		}
		if len(files) > 1 && d.titled {
			fmt.Printf("==> %s <==\n", name)
		}
		s, err := d.file(ctx, name)
		status = max(status, s)
		if d.out.err != nil {
			return cli.ExitUsage, d.out.failure()
		}
		if err != nil {
			complain(err)
		}
	}
	return d.finish(status)
}

// decode is a run of the tool over its files.
type decode struct {
	*decodeOptions
	open    captures.Options
	session *session.Session
	out     *outputs
	titled  bool // files are told apart by a line in the output
}

func newDecode(o *decodeOptions) (*decode, error) {
	d := &decode{decodeOptions: o}
	reg := tables.Registry()
	opts := session.Options{
		Registry: reg, Protocol: captures.ProtocolUnknown, Numeric: o.numeric, Limit: o.count, Notice: notice,
	}
	var err error
	if d.open.Formats, err = o.formats(); err != nil {
		return nil, err
	}
	if err = o.checkOutput(); err != nil {
		return nil, err
	}
	if o.count < 0 {
		return nil, fmt.Errorf("--count is %d: it is how many messages to show", o.count)
	}
	if o.family != "" {
		if opts.Protocol, opts.Family, err = session.ParseFamily(reg, o.family); err != nil {
			return nil, fmt.Errorf("--family: %w", err)
		}
	}
	if opts.Resolver, err = resolverOf(reg, o.genl); err != nil {
		return nil, err
	}
	if o.filter != "" {
		if opts.Filter, err = filter.Compile(reg, o.filter); err != nil {
			return nil, fmt.Errorf("--filter: %w", err)
		}
	}
	if opts.Color, err = cli.Color(o.color); err != nil {
		return nil, err
	}
	if d.out, err = newOutputs(o); err != nil {
		return nil, err
	}
	opts.Form, opts.Output, opts.Records = d.out.form, d.out, d.out.records
	opts.Count = o.stats || o.strict
	d.open.Registry, d.open.Protocol = reg, opts.Protocol
	d.titled = !o.stats && d.out.text == os.Stdout && opts.Form != nil && opts.Form.ForPeople
	d.session = session.New(opts)
	return d, nil
}

// file decodes one file. The status is that of what went wrong.
func (d *decode) file(ctx context.Context, name string) (int, error) {
	in, err := d.openInput(ctx, name)
	if err != nil {
		return cli.ExitUsage, err
	}
	defer in.Close()
	var r io.Reader = in
	if f, ok := in.(*os.File); ok && cli.IsTerminal(os.Stderr) && !cli.IsTerminal(os.Stdout) {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() >= progressFrom {
			p := cli.NewProgress(os.Stderr, info.Size())
			defer p.Stop()
			r = p.Reader(in)
		}
	}
	records, _, err := captures.Open(r, name, d.open)
	if err != nil {
		return cli.ExitUsage, err
	}
	if err := d.session.Run(ctx, records); err != nil {
		return cli.ExitDamaged, err
	}
	return cli.ExitOK, nil
}

func (d *decode) openInput(ctx context.Context, name string) (io.ReadCloser, error) {
	switch {
	case name == "-":
		return os.Stdin, nil
	case d.follow:
		return cli.Follow(ctx, name)
	}
	return os.Open(name)
}

// finish writes the summary, closes the outputs and settles the exit status.
func (d *decode) finish(status int) (int, error) {
	stats := d.session.Stats()
	if d.stats {
		var b []byte
		if d.output == "json" {
			b = stats.AppendJSON(nil)
		} else {
			b = stats.AppendText(nil)
		}
		if _, err := os.Stdout.Write(b); err != nil {
			return cli.ExitUsage, err
		}
	}
	if err := d.out.close(); err != nil {
		return cli.ExitUsage, err
	}
	if d.strict && !stats.Whole() {
		status = max(status, cli.ExitDamaged)
	}
	return status, nil
}
