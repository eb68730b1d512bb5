package nlgen

import "slices"

// lengths is what length fields are damaged with.
var lengths = []uint32{0, 1, 2, 3, 4, 5, 8, 15, 16, 17, 0x7fff, 0xfffc, 0xffff, 1 << 31, 0xffffffff}

// Damage returns a message like b with something broken: bits, a length, its end, a run of octets.
func (g *Generator) Damage(b []byte, bigEndian bool) []byte {
	b = slices.Clone(b)
	for range 1 + g.IntN(3) {
		if len(b) == 0 {
			return b
		}
		b = g.damage(b, bigEndian)
	}
	return b
}

func (g *Generator) damage(b []byte, bigEndian bool) []byte {
	at := g.IntN(len(b))
	switch g.IntN(6) {
	case 0:
		b[at] ^= 1 << g.IntN(8)
	case 1:
		b[at] = byte(g.Uint32())
	case 2:
		return b[:at]
	case 3: // a length, where a header may be
		n := lengths[g.IntN(len(lengths))]
		if at = at &^ 3; at+2 <= len(b) {
			b[at], b[at+1] = byte(n), byte(n>>8)
			if bigEndian {
				b[at], b[at+1] = b[at+1], b[at]
			}
		}
	case 4: // nlmsg_len
		n := lengths[g.IntN(len(lengths))]
		for i := range min(4, len(b)) {
			shift := 8 * i
			if bigEndian {
				shift = 8 * (3 - i)
			}
			b[i] = byte(n >> shift)
		}
	case 5:
		to := min(at+g.IntN(8), len(b))
		if g.oneIn(2) {
			return slices.Delete(b, at, to)
		}
		return slices.Insert(b, at, g.random(to-at)...)
	}
	return b
}
