package codec

// Notation is how octets with a structure of their own are written as texts, and read back: domain names with their
// compression, routes of DHCP. A Spec of kind Texts has one.
type Notation struct {
	Name string // in a few words: "domain names"
	// Split calls yield for each text that the octets hold, and reports whether they are what they should be. A text is
	// yield's until it returns.
	Split func(octets []byte, yield func(text []byte)) bool
	// Append appends the octets of texts. Where octets can be told in more than one way, it is the usual one.
	Append func(dst []byte, texts []string) ([]byte, error)
}

// Texts calls yield for each of the texts that a Notation makes of the octets. ok is false if there is no Notation, or
// the octets are not what it wants; exact says that the texts alone tell the octets.
func (c Content) Texts(yield func(text []byte)) (ok, exact bool) {
	n := c.Spec().Notation
	if n == nil {
		return false, false
	}
	var texts []string
	if !n.Split(c.Octets(), func(text []byte) { texts = append(texts, string(text)) }) {
		return false, false
	}
	for _, text := range texts {
		yield([]byte(text))
	}
	again, err := n.Append(nil, texts)
	return true, err == nil && string(again) == string(c.Octets())
}

// appendTexts takes a text, or a list of texts.
func appendTexts(dst []byte, n *Notation, v any) ([]byte, error) {
	var texts []string
	switch x := v.(type) {
	case string:
		texts = []string{x}
	case []string:
		texts = x
	case []any:
		for _, t := range x {
			s, ok := t.(string)
			if !ok {
				return nil, valueError("want a list of texts (%s), got %s", n.Name, Describe(t))
			}
			texts = append(texts, s)
		}
	default:
		return nil, valueError("want a text or a list of texts (%s), got %s", n.Name, Describe(v))
	}
	out, err := n.Append(dst, texts)
	if err != nil {
		return nil, valueError("%s: %v", n.Name, err)
	}
	return out, nil
}
