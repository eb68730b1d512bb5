package guest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os/exec"

	"github.com/klauspost/compress/zstd"
)

// Beginnings of files.
var (
	elfMagic  = []byte("\x7fELF")
	xzMagic   = []byte("\xfd7zXZ\x00")
	zstdMagic = []byte("\x28\xb5\x2f\xfd")
)

// uncompress returns an ELF file that may be compressed.
func uncompress(ctx context.Context, b []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(b, elfMagic):
		return b, nil
	case bytes.HasPrefix(b, xzMagic):
		xz, err := findProgram("xz")
		if err != nil {
			return nil, err
		}
		cmd := exec.CommandContext(ctx, xz, "-dc")
		cmd.Stdin = bytes.NewReader(b)
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("xz: %w", err)
		}
		return out, nil
	case bytes.HasPrefix(b, zstdMagic):
		r, err := zstd.NewReader(nil, zstd.WithDecoderMaxWindow(1<<29))
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return r.DecodeAll(b, nil)
	}
	return nil, fmt.Errorf("neither ELF nor compressed with xz or zstd: it begins with % x", b[:min(len(b), 6)])
}

// payload returns the compressed kernel in a bzImage (Documentation/arch/x86/boot.rst).
func payload(image []byte) ([]byte, error) {
	const setupSectors, signature, offset, length, headerEnd = 0x1f1, 0x202, 0x248, 0x24c, 0x250
	if len(image) < headerEnd || !bytes.HasPrefix(image[signature:], []byte("HdrS")) {
		return nil, errors.New("no bzImage")
	}
	start := (uint64(image[setupSectors])+1)*512 + uint64(binary.LittleEndian.Uint32(image[offset:]))
	end := start + uint64(binary.LittleEndian.Uint32(image[length:]))
	const sizeLen = 4 // the uncompressed size comes last
	if end > uint64(len(image)) || end < start+sizeLen {
		return nil, fmt.Errorf("the kernel's place in the bzImage, %d to %d, is not in its %d octets",
			start, end, len(image))
	}
	return image[start : end-sizeLen], nil
}
