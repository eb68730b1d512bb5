package text

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// untold writes octets of which the capture leaves out some: as the kind says up to the first that lacks, then what
// lacks and what is told after it.
func (w *writer) untold(dst []byte, c codec.Content) []byte {
	if text, all := c.Lost(); all {
		return w.lack(dst, text, "")
	}
	told := c.Told()
	switch kind := c.Spec().Kind; {
	case kind == codec.StructOf:
		return w.told(dst, c)
	case kind == codec.Array:
		if new(codec.Elements).Start(c) {
			return w.array(dst, c)
		}
	case kind == codec.String && told > 0:
		dst = codec.AppendReadable(dst, c.Octets()[:told])
		return w.pieces(append(dst, ' '), c.Slice(told, c.Len()))
	case kind == codec.LLAddr && told > 0:
		dst = codec.AppendColonHex(dst, c.Octets()[:told])
		return w.pieces(append(dst, ' '), c.Slice(told, c.Len()))
	}
	return w.pieces(append(dst, "hex:"...), c)
}

// pieces writes octets in hexadecimal, and between them what is not in the capture.
func (w *writer) pieces(dst []byte, c codec.Content) []byte {
	for c.Len() > 0 {
		n := c.Told()
		if n > 0 {
			dst = codec.AppendHex(dst, c.Octets()[:n])
		} else {
			var text string
			text, n = c.Gap()
			dst = w.lack(dst, text, strconv.Itoa(n)+" octets ")
		}
		if n < c.Len() {
			dst = append(dst, ' ')
		}
		c = c.Slice(n, c.Len())
	}
	return dst
}

// lack writes what stands for octets that are not in the capture: what it says in their place, or how much is not
// there.
func (w *writer) lack(dst []byte, text, count string) []byte {
	if text == "" {
		return w.colored(dst, colorFault, "("+count+"not in the capture)")
	}
	return w.colored(dst, colorFault, codec.Printable(text))
}
