package captures

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/codec"
)

// Options say how Open reads an input.
type Options struct {
	// Formats are what the input may be in. One alone is not to be recognised: the input is in it.
	Formats Formats
	// Registry holds the names that strace writes in place of numbers.
	Registry *codec.Registry
	// Protocol is the netlink protocol of inputs that do not say (hex, raw, pieces of strace logs), or ProtocolUnknown.
	Protocol int
}

// sniffSize is how much of an input Open looks at, at most, to recognise its format.
const sniffSize = 64 << 10

// Open returns a reader of the capture in r, which may be compressed by gzip or zstd, and its format. name stands for
// the input in positions and errors. Open waits only for as many octets as tell the format.
func Open(r io.Reader, name string, opts Options) (Reader, *Format, error) {
	fail := func(msg string, err error) (Reader, *Format, error) {
		return nil, nil, &Error{Pos: Position{File: name, Offset: -1}, Msg: msg, Err: err}
	}
	src, err := decompress(input.NewSource(r))
	if err != nil {
		return fail("the compressed input cannot be opened", err)
	}
	var format *Format
	switch len(opts.Formats) {
	case 0:
		return nil, nil, errors.New("no formats to open captures in: Options.Formats is empty")
	case 1:
		format = opts.Formats[0]
	default:
		format = recognise(src, opts.Formats)
	}
	if len(src.Peek(1)) == 0 {
		if err := src.Failure(); err != nil {
			return fail("reading failed", err)
		}
		return fail("empty input", nil)
	}
	if format == nil {
		return fail("the format was not recognised; it is none of "+strings.Join(opts.Formats.Names(), ", "), src.Failure())
	}
	reader, err := format.NewReader(src, name, opts)
	return reader, format, err
}

// recognise reads until the format shows. It returns nil if none does.
func recognise(src *input.Source, formats Formats) *Format {
	tried := 0
	for {
		octets := src.Buffered()
		head := Head{More: len(octets) < sniffSize && !src.Ended()}
		head.Octets = octets[:min(len(octets), sniffSize)]
		// text is worth another look when another line is whole
		if !head.More || !head.IsText() || bytes.IndexByte(head.Octets[tried:], '\n') >= 0 {
			for _, f := range formats {
				if f.Recognise(head) {
					return f
				}
			}
			if !head.More {
				return nil
			}
			tried = len(head.Octets)
		}
		src.Fill()
	}
}
