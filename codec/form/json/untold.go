package json

import "github.com/nlkit/nlkit/codec"

// appendUntold appends null for octets of which the capture leaves out some, or, where parts of them are told, a list
// or an object of the parts; printed is what the capture says in their place. exact says that this determines the
// octets, of which the untold ones are 0.
func appendUntold(dst []byte, c codec.Content) (_ []byte, printed string, exact bool) {
	printed, all := c.Lost()
	switch kind := c.Spec().Kind; {
	case all:
	case kind == codec.StructOf:
		dst, exact = appendMembers(dst, c)
		return dst, "", exact
	case kind == codec.Array:
		start := len(dst)
		if dst, exact = appendArray(dst, c); len(dst) > start {
			return dst, "", exact
		}
	}
	return append(dst, "null"...), printed, all
}

// appendPrinted appends what the capture says in place of a value, as a member of an object.
func appendPrinted(dst []byte, name, text string) []byte {
	if text == "" {
		return dst
	}
	return codec.AppendQuoted(append(codec.AppendQuoted(append(dst, ','), name, '"'), ':'), text, '"')
}

// appendAllPrinted appends what the capture says in place of the members of an object, which appendPrinted made.
func appendAllPrinted(dst, printed []byte) []byte {
	if len(printed) == 0 {
		return dst
	}
	return append(append(append(dst, `,"printed":{`...), printed[1:]...), '}')
}
