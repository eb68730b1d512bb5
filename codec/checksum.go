package codec

import (
	"encoding/binary"
	"math/bits"
)

// checksum is the sum of 16-bit words in ones' complement, not folded yet (RFC 1071).
type checksum uint64

// add adds octets that start at an even place. A last one alone is the high half of a word.
func (c checksum) add(b []byte) checksum {
	sum := uint64(c)
	for len(b) >= 8 {
		var carry uint64
		sum, carry = bits.Add64(sum, binary.BigEndian.Uint64(b), 0)
		sum += carry
		b = b[8:]
	}
	c = checksum(sum>>48 + sum>>32&0xffff + sum>>16&0xffff + sum&0xffff)
	for len(b) >= 2 {
		c += checksum(binary.BigEndian.Uint16(b))
		b = b[2:]
	}
	if len(b) == 1 {
		c += checksum(b[0]) << 8
	}
	return c
}

// folded is the sum as it stands in a packet: its complement.
func (c checksum) folded() uint16 {
	for c > 0xffff {
		c = c>>16 + c&0xffff
	}
	return ^uint16(c)
}

// of returns the checksum of what is before and after the checksum itself, which has 16 bits at an even place.
func (c checksum) of(before, after []byte) uint16 { return c.add(before).add(after).folded() }

// pseudoSum is the sum of the pseudo-header of UDP, TCP and ICMPv6: the addresses of a network layer, the length of
// what follows and its protocol. How wide the fields are makes no difference to the sum.
func pseudoSum(network *Spec, layer []byte, protocol uint8, length int) checksum {
	var c checksum
	for _, name := range []string{network.Layer.Source, network.Layer.Target} {
		_, p := network.Struct.lookup(name)
		c = c.add(layer[p.from:p.to])
	}
	return c + checksum(protocol) + checksum(length>>16) + checksum(length&0xffff)
}
