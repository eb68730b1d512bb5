package brief

import (
	"bytes"

	"github.com/nlkit/nlkit/codec"
)

// ueventSilent is the texts of an event that its first text tells already, or that only udev needs.
var ueventSilent = [][]byte{[]byte("ACTION="), []byte("DEVPATH="), []byte("SEQNUM="), []byte("USEC_INITIALIZED=")}

// uevent writes an event of a device: "uevent add@/devices/virtual/net/va SUBSYSTEM=net INTERFACE=va IFINDEX=3".
func (w *writer) uevent(dst []byte, header, texts codec.Content) []byte {
	dst = w.colored(dst, colorName, "uevent")
	if header.Len() > 0 {
		dst = append(dst, " of udev"...)
	}
	for texts.Len() > 0 {
		t, rest := texts.CutText()
		if told := texts.Told(); told < t.Len() {
			return append(codec.AppendReadable(append(dst, ' '), t.Octets()[:told]), "?"...)
		}
		if header.Len() > 0 || !startsWithAny(t.Octets(), ueventSilent) {
			dst = codec.AppendReadable(append(dst, ' '), t.Octets())
		}
		texts = rest
	}
	return dst
}

func startsWithAny(b []byte, starts [][]byte) bool {
	for _, s := range starts {
		if bytes.HasPrefix(b, s) {
			return true
		}
	}
	return false
}
