package codec

import "bytes"

// The datagrams of NETLINK_KOBJECT_UEVENT are texts, each with a NUL behind it. Those that udev sends have a struct
// monitor_netlink_header before them.

// udevMagic is how the header of udev starts: prefix and magic.
const udevMagic = "libudev\x00\xfe\xed\xca\xfe"

// ueventActions are the words that the kernel's events start with (lib/kobject_uevent.c).
var ueventActions = []string{"add", "remove", "change", "move", "online", "offline", "bind", "unbind"}

// IsUevent tells whether octets look like an event of a device, of the kernel or of udev.
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

// uevent splits an event into the header of udev, nil if there is none, and the texts behind it.
func uevent(b []byte) (header, texts []byte) {
	if size := UdevHeader.Size(); bytes.HasPrefix(b, []byte(udevMagic)) && len(b) >= size {
		return b[:size], b[size:]
	}
	return nil, b
}

// nextText cuts the first of the texts of an event off.
func nextText(texts []byte) (text, rest []byte) {
	text = trimNUL(texts)
	return text, texts[min(len(text)+1, len(texts)):]
}

// headless writes an event, up to what the capture does not tell.
func (w *textWriter) headless(dst []byte) []byte {
	header, texts := uevent(w.data)
	if header != nil {
		dst = append(append(w.line(dst), UdevHeader.Name...), ' ')
		dst = w.structFields(dst, UdevHeader, header, len(header))
	}
	for len(texts) > 0 {
		if w.holed(texts[:1]) {
			return w.pieces(w.line(dst), texts)
		}
		told := w.told(texts)
		text, rest := nextText(texts)
		if len(text) >= told { // cut
			text, rest = texts[:told], texts[told:]
		}
		dst, texts = appendReadable(w.line(dst), text), rest
	}
	return dst
}

// appendJSONHeadless appends the octets of an event and, as remarks, what they say.
func (m *Message) appendJSONHeadless(dst []byte) []byte {
	dst = append(appendHex(append(dst, `"hex":"`...), m.data), '"')
	header, texts := uevent(m.data)
	if header != nil {
		dst = append(append(append(dst, `,"`...), UdevHeader.Name...), `":`...)
		dst = m.appendJSONStruct(dst, UdevHeader, header, len(header))
	}
	texts = texts[:m.told(texts)]
	if dst = append(dst, `,"texts":[`...); len(texts) == 0 {
		return append(dst, ']')
	}
	for len(texts) > 0 {
		var text []byte
		text, texts = nextText(texts)
		dst = append(appendQuoted(dst, text, '"'), ',')
	}
	dst[len(dst)-1] = ']'
	return dst
}
