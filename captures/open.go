package captures

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/nlkit/nlkit/codec"
)

// Options say how Open reads an input.
type Options struct {
	Format Format // FormatUnknown: recognise it
	// Registry holds the names that strace writes in place of numbers.
	Registry *codec.Registry
	// Protocol is the netlink protocol of inputs that do not say (hex, raw, pieces of strace logs), or ProtocolUnknown.
	Protocol int
}

// sniffSize is how much of an input Open looks at, at most, to recognise its format.
const sniffSize = 64 << 10

// Open returns a reader of the capture in r, which may be compressed by gzip or zstd, and its format. name stands for
// the input in positions and errors. Open waits only for as many octets as tell the format.
func Open(r io.Reader, name string, opts Options) (Reader, Format, error) {
	src, err := decompress(newSource(r))
	if err != nil {
		return nil, FormatUnknown, &Error{Pos: Position{File: name, Offset: -1},
			Msg: "the compressed input cannot be opened", Err: err}
	}
	format := opts.Format
	if format == FormatUnknown {
		format = sniff(src)
	}
	fail := func(msg string, err error) (Reader, Format, error) {
		return nil, format, &Error{Pos: Position{File: name, Offset: -1}, Msg: msg, Err: err}
	}
	if len(src.peek(1)) == 0 {
		if err := src.failure(); err != nil {
			return fail("reading failed", err)
		}
		return fail("empty input", nil)
	}
	if format == FormatUnknown {
		return fail("the format was not recognised; it is none of "+strings.Join(Formats(), ", "), src.failure())
	}
	reader, err := newReader(src, name, format, opts)
	return reader, format, err
}

func newReader(src *source, name string, format Format, opts Options) (Reader, error) {
	switch format {
	case FormatStrace:
		s := newStrace(src, name, StraceOptions{Registry: opts.Registry})
		s.assumed = opts.Protocol
		return s, nil
	case FormatHex:
		return newHexReader(src, name, opts.Protocol), nil
	case FormatRaw:
		return newRawReader(src, name, opts.Protocol), nil
	case FormatRtmon:
		return newRtmonReader(src, name), nil
	case FormatPcap:
		return newPcapReader(src, name)
	case FormatPcapNG:
		return newPcapNGReader(src, name), nil
	}
	return nil, fmt.Errorf("no reader for captures of the format %s", format)
}

// sniff reads until the format shows.
func sniff(src *source) Format {
	tried := 0
	for {
		head := src.buffered()
		more := len(head) < sniffSize && src.err == nil
		head = head[:min(len(head), sniffSize)]
		// text is worth another look when another line is whole
		if !more || !isText(head) || bytes.IndexByte(head[tried:], '\n') >= 0 {
			if f := recognise(head, more); f != FormatUnknown || !more {
				return f
			}
			tried = len(head)
		}
		src.fill()
	}
}

// decompress returns the source of the octets that src holds in compressed form, or src itself if it is not compressed.
func decompress(src *source) (*source, error) {
	magic := src.peek(2)
	if len(magic) == 2 && binary.LittleEndian.Uint16(magic) == magicGzip {
		z, err := gzip.NewReader(src)
		if err != nil {
			return nil, compressionError("gzip", err)
		}
		return newSource(&unpacker{r: z, method: "gzip"}), nil
	}
	if len(magic) < 2 || binary.LittleEndian.Uint16(magic) != magicZstd&0xffff {
		return src, nil
	}
	if magic = src.peek(4); len(magic) < 4 || binary.LittleEndian.Uint32(magic) != magicZstd {
		return src, nil
	}
	z, err := zstd.NewReader(src,
		zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
	if err != nil {
		return nil, compressionError("zstd", err)
	}
	return newSource(&unpacker{r: z, method: "zstd"}), nil
}

// zstdWindow is more than zstd uses up to level 19; with --long and --ultra it can use more than the tools may.
const zstdWindow = 16 << 20

// unpacker names the compression in the errors of a decompressor.
type unpacker struct {
	r      io.Reader
	method string
}

// Read reads decompressed octets.
func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = compressionError(u.method, err)
	}
	return n, err
}

func compressionError(method string, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("the " + method + " stream is cut short")
	}
	if errors.Is(err, zstd.ErrWindowSizeExceeded) {
		return fmt.Errorf("the zstd stream needs a window of more than %d MiB: unpack it with zstd -d --long=31",
			zstdWindow>>20)
	}
	return fmt.Errorf("the %s stream is damaged: %w", method, err)
}
