package brief

import "github.com/nlkit/nlkit/codec"

// Handles that stand for places (linux/pkt_sched.h).
const (
	tcRoot    = 1<<32 - 1  // TC_H_ROOT
	tcIngress = 1<<32 - 15 // TC_H_INGRESS
)

// tcParent says what it hangs under: the root, or what has a handle.
func (w *writer) tcParent(dst []byte) []byte {
	switch v := w.field("tcm_parent"); v {
	case 0:
		return dst
	case tcRoot:
		return append(dst, " root"...)
	case tcIngress:
		return append(dst, " parent ffff:fff1"...)
	default:
		return codec.TCHandle.AppendText(append(dst, " parent "...), v, 4)
	}
}
