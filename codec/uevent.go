package codec

import "bytes"

// The datagrams of NETLINK_KOBJECT_UEVENT are texts, each with a NUL after it. Those that udev sends have a struct
// monitor_netlink_header before them.

// udevMagic is how the header of udev starts: prefix and magic.
const udevMagic = "libudev\x00\xfe\xed\xca\xfe"

// ueventActions are the words that the kernel's events start with (lib/kobject_uevent.c).
var ueventActions = []string{"add", "remove", "change", "move", "online", "offline", "bind", "unbind"}

// IsUevent reports whether octets look like an event of a device, of the kernel or of udev.
func IsUevent(b []byte) bool {
	if bytes.HasPrefix(b, []byte(udevMagic)) {
		return true
	}
	for _, action := range ueventActions {
		if rest, ok := bytes.CutPrefix(b, []byte(action)); ok && bytes.HasPrefix(rest, []byte("@/")) {
			return true
		}
	}
	return false
}

// UdevHeader is struct monitor_netlink_header (libudev-monitor.c), in which the order of octets is the network's for
// hashes and the host's for places.
var UdevHeader = &Struct{Name: "monitor_netlink_header", Members: []Member{
	{Name: "prefix", Kind: String, Len: 8}, {Name: "magic", Kind: BE32, Enum: udevMagicEnum},
	{Name: "header_size", Kind: U32}, {Name: "properties_off", Kind: U32}, {Name: "properties_len", Kind: U32},
	{Name: "filter_subsystem_hash", Kind: BE32}, {Name: "filter_devtype_hash", Kind: BE32},
	{Name: "filter_tag_bloom_hi", Kind: BE32}, {Name: "filter_tag_bloom_lo", Kind: BE32},
}}

var udevMagicEnum = NewSparse("udev_monitor_magic", "UDEV_MONITOR_", []Value{{Value: 0xfeedcafe, Name: "MAGIC"}})

// Uevent splits a datagram of NETLINK_KOBJECT_UEVENT into the header of udev, empty if there is none, and the texts
// after it, each with a NUL at its end; ok is false of messages of other protocols.
func (m *Message) Uevent() (header, texts Content, ok bool) {
	if m.protocol == nil || !m.protocol.Headless || m.typ != nil {
		return Content{}, Content{}, false
	}
	texts = contentOf(m, &noSpec, 0, uint32(len(m.data)), ofAttr)
	if size := UdevHeader.Size(); bytes.HasPrefix(m.data, []byte(udevMagic)) && len(m.data) >= size {
		header = contentOf(m, UdevHeader.places().self, 0, uint32(size), ofAttr)
		texts = texts.Slice(size, texts.Len())
	}
	return header, texts, true
}

// CutText cuts the first of texts with NULs after them off.
func (c Content) CutText() (text, rest Content) {
	n := len(trimNUL(c.Octets()))
	return c.Slice(0, n), c.Slice(min(n+1, c.Len()), c.Len())
}
