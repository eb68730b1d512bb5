package codec_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestHandles writes handles of traffic control as tc does, and reads them in all the ways in which people write them.
func TestHandles(t *testing.T) {
	spec := codec.Spec{Kind: codec.U32, Unit: codec.TCHandle}
	for _, c := range []struct {
		handle       uint64
		text, others string
	}{
		{0, "none", "0: :0 0:0 0"},
		{0x10000, "1:", "1:0 0x10000 65536"},
		{0x10, ":10", "0:10 16"},
		{0x10010, "1:10", "0x10010 0001:0010"},
		{0xabcd1234, "abcd:1234", "ABCD:1234"},
		{0xffff0000, "ffff:", ""},
		{0xfffffff1, "ingress", "clsact ffff:fff1"},
		{0xfffffff2, "ffff:fff2", ""},
		{0xffffffff, "root", "ffff:ffff 4294967295 -1"},
	} {
		if got := string(codec.TCHandle.AppendText(nil, c.handle, 4)); got != c.text {
			t.Errorf("%#x is %q, want %q", c.handle, got, c.text)
		}
		for _, text := range append(strings.Fields(c.others), c.text) {
			v, err := spec.Parse(text)
			if err != nil || uint64(binary.LittleEndian.Uint32(v.Octets(false))) != c.handle {
				t.Errorf("%q is %x, %v, want %#x", text, v.Octets(false), err, c.handle)
			}
		}
	}
	for text, want := range map[string]string{
		":":      `":" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"1:x":    `"1:x" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"10000:": `"10000:" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"1:2:3":  `"1:2:3" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`,
		"rot":    `"rot" is no handle: want 1:10, 1:, root, ingress, clsact, none or a number`,
		"-2":     "string -2 does not fit into u32",
	} {
		if err := spec.Check(text); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
