package captures

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/nlkit/nlkit/captures/internal/input"
)

// The first octets of compressed inputs, read as a little-endian number.
const (
	magicGzip = 0x8b1f     // two octets, RFC 1952
	magicZstd = 0xfd2fb528 // RFC 8878
)

// decompress returns the source of the octets that src holds in compressed form, or src itself if it is not compressed.
func decompress(src *input.Source) (*input.Source, error) {
	magic := src.Peek(2)
	if len(magic) == 2 && binary.LittleEndian.Uint16(magic) == magicGzip {
		z, err := gzip.NewReader(src)
		if err != nil {
			return nil, compressionError("gzip", err)
		}
		return input.NewSource(&unpacker{r: z, method: "gzip"}), nil
	}
	if len(magic) < 2 || binary.LittleEndian.Uint16(magic) != magicZstd&0xffff {
		return src, nil
	}
	if magic = src.Peek(4); len(magic) < 4 || binary.LittleEndian.Uint32(magic) != magicZstd {
		return src, nil
	}
	z, err := zstd.NewReader(src,
		zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
	if err != nil {
		return nil, compressionError("zstd", err)
	}
	return input.NewSource(&unpacker{r: z, method: "zstd"}), nil
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
