package brief

import (
	"bytes"

	"github.com/nlkit/nlkit/codec"
)

// ueventSilent is the texts of an event that its first text tells already, and its number.
var ueventSilent = [][]byte{[]byte("ACTION="), []byte("DEVPATH="), []byte("SEQNUM=")}

// udevSaid is the texts of an event of udev that are said: it tells all that it knows of the device.
var udevSaid = [][]byte{[]byte("ACTION="), []byte("DEVPATH="), []byte("SUBSYSTEM="), []byte("DEVTYPE="), []byte("DEVNAME="),
	[]byte("INTERFACE="), []byte("IFINDEX="), []byte("DRIVER=")}

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
		if ofUdev := header.Len() > 0; ofUdev && startsWithAny(t.Octets(), udevSaid) ||
			!ofUdev && !startsWithAny(t.Octets(), ueventSilent) {
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
