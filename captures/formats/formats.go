// Package formats is the table of all formats of captures.
package formats

import (
	"io"
	"slices"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/hexdump"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/captures/raw"
	"github.com/nlkit/nlkit/captures/strace"
)

// All returns all formats, in the order in which an input is tried.
func All() captures.Formats { return slices.Clone(all) }

var all = captures.Formats{
	{
		Name: "strace", What: "logs of strace", Recognise: strace.Recognise,
		NewReader: func(r io.Reader, name string, opts captures.Options) (captures.Reader, error) {
			return strace.NewReader(r, name, opts.Registry, opts.Protocol), nil
		},
	}, {
		Name: "hex", What: "hex dumps", Recognise: hexdump.Recognise,
		NewReader: func(r io.Reader, name string, opts captures.Options) (captures.Reader, error) {
			return hexdump.NewReader(r, name, opts.Protocol), nil
		},
		NewWriter: func(w io.Writer, _ string) (captures.Writer, error) { return hexdump.NewWriter(w), nil },
	}, {
		Name: "raw", What: "raw messages", Recognise: raw.Recognise,
		NewReader: func(r io.Reader, name string, opts captures.Options) (captures.Reader, error) {
			return raw.NewReader(r, name, opts.Protocol), nil
		},
		NewWriter: func(w io.Writer, _ string) (captures.Writer, error) { return raw.NewWriter(w), nil },
		Bare:      true,
	}, {
		Name: "rtmon", What: "files of rtmon", Recognise: raw.RecogniseRtmon,
		NewReader: func(r io.Reader, name string, _ captures.Options) (captures.Reader, error) {
			return raw.NewRtmonReader(r, name), nil
		},
		Bare: true,
	}, {
		Name: "pcap", What: "pcap files", Recognise: pcap.Recognise,
		NewReader: func(r io.Reader, name string, _ captures.Options) (captures.Reader, error) {
			return pcap.NewReader(r, name)
		},
		NewWriter: func(w io.Writer, _ string) (captures.Writer, error) { return pcap.NewWriter(w, pcap.Options{}) },
	}, {
		Name: "pcapng", What: "pcapng files", Recognise: pcap.RecogniseNG,
		NewReader: func(r io.Reader, name string, _ captures.Options) (captures.Reader, error) {
			return pcap.NewNGReader(r, name), nil
		},
		NewWriter: func(w io.Writer, program string) (captures.Writer, error) {
			return pcap.NewNGWriter(w, pcap.NGOptions{Application: program})
		},
	},
}
