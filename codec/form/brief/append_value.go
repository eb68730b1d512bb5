package brief

import "github.com/nlkit/nlkit/codec"

// AppendValue appends a value as messages in this form have it: without the prefixes of names, and the name of a link in
// place of its index, if the names know it.
func AppendValue(dst []byte, c codec.Content, names *Names) []byte {
	if index, ok := c.Integer(); ok && c.Spec().Unit == codec.LinkIndex && !c.Untold() {
		if name := names.Of(uint32(index)); name != "" {
			return codec.AppendReadable(dst, name)
		}
	}
	w := writer{style: Style{Names: names}}
	return w.value(dst, c)
}
