package codec

// LabelText is a name of a table as a form writes it, with what it puts around it: `"ifi_index":`, "IFLA_MTU ".
type LabelText struct { // of 64 octets: a line of the processor's cache
	wide [wideLabel]byte // the text, or its start, and zeros
	text string
}

// wideLabel is how many octets AppendTo copies of a label, whatever its length.
const wideLabel = 48

// NewLabel returns the label of a text.
func NewLabel(text string) LabelText {
	l := LabelText{text: text}
	copy(l.wide[:], text)
	return l
}

// AppendTo appends the label.
func (l *LabelText) AppendTo(dst []byte) []byte {
	n, end := len(dst), len(dst)+wideLabel
	if len(l.text) > wideLabel || end > cap(dst) {
		return append(dst, l.text...)
	}
	*(*[wideLabel]byte)(dst[n:end]) = l.wide // of a size that is known: no call, no loop
	return dst[:n+len(l.text)]
}
