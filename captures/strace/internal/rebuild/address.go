package rebuild

import (
	"net/netip"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

// bareAddress fills in an address that stands without a function around it: IPv4 or IPv6 where it has the octets for
// that, else of the link layer.
func (b *Builder) bareAddress(n int32, from, to int) {
	node := b.tree.Node(n)
	if size := to - from; !node.Truncated && (size == 4 || size == 16) {
		if addr, err := netip.ParseAddr(string(node.Text)); err == nil && addr.BitLen() == 8*size {
			b.copy(from, to, addr.AsSlice())
			return
		}
	}
	b.scratch = expr.AppendAddress(b.scratch[:0], node.Text)
	if len(b.scratch) < (len(node.Text)+1)/3 { // not of the link layer, or garbled
		b.untold(n, from, to)
		return
	}
	b.miss(from+b.copy(from, to, b.scratch), to)
}

// address fills in inet_addr("…") and inet_pton(AF_…, "…").
func (b *Builder) address(n int32, from, to int) bool {
	arg := 0
	switch string(b.tree.Node(n).Text) {
	case "inet_addr":
	case "inet_pton":
		arg = 1
	default:
		return false
	}
	text := b.callArg(n, arg)
	if text == 0 || b.tree.Node(text).Truncated {
		return false
	}
	addr, err := netip.ParseAddr(string(b.plain(text)))
	if err != nil {
		return false
	}
	if addr.Is4() && arg == 1 && to-from == 16 { // an IPv4-mapped address that strace printed short
		return false
	}
	b.miss(from+b.copy(from, to, addr.AsSlice()), to)
	return true
}
