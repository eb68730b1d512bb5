package guest

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// bzImage makes an image with one setup sector and some code before the payload.
func bzImage(payload []byte) []byte {
	image := make([]byte, 2*512+7)
	image[0x1f1] = 1
	copy(image[0x202:], "HdrS")
	binary.LittleEndian.PutUint32(image[0x248:], 7)
	binary.LittleEndian.PutUint32(image[0x24c:], uint32(len(payload)+4))
	image = append(image, payload...)
	return append(image, "SIZErest"...)
}

func TestPayload(t *testing.T) {
	kernel := append(bytes.Clone(elfMagic), bytes.Repeat([]byte("kernel "), 10000)...)
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, packed := range [][]byte{kernel, w.EncodeAll(kernel, nil)} {
		found, err := payload(bzImage(packed))
		if err != nil || !bytes.Equal(found, packed) {
			t.Fatalf("payload: %d octets, %v; want %d", len(found), err, len(packed))
		}
		if got, err := uncompress(t.Context(), found); err != nil || !bytes.Equal(got, kernel) {
			t.Errorf("uncompress: %d octets, %v; want %d", len(got), err, len(kernel))
		}
	}
	image := bzImage(kernel)
	for name, bad := range map[string][]byte{
		"empty": nil, "cut": image[:len(image)-20], "header cut": image[:0x240], "unsigned": make([]byte, 4096),
	} {
		if got, err := payload(bad); err == nil {
			t.Errorf("%s: the payload is %d octets", name, len(got))
		}
	}
	if _, err := uncompress(t.Context(), []byte("\x1f\x8bgzip")); err == nil {
		t.Error("an unknown format was uncompressed")
	}
}
