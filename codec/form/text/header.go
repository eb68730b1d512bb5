package text

import "github.com/nlkit/nlkit/codec"

func (w *writer) header(dst []byte) []byte {
	p := w.m.Protocol()
	if headless := p != nil && p.Headless; headless || len(w.m.Bytes()) < codec.HeaderLen {
		if p != nil {
			dst = append(w.colored(dst, colorName, p.Name), ' ')
		}
		return codec.AppendUint(append(dst, "len="...), uint64(len(w.m.Bytes())))
	}
	h := w.m.Head()
	return w.head(dst, &h)
}

// head writes the headers of the message, or of the quoted one.
func (w *writer) head(dst []byte, h *codec.Head) []byte {
	name, genl := h.Name(), h.IsGeneric()
	dst = w.color(dst, colorName)
	switch {
	case name != "":
		dst = append(dst, name...)
	case genl:
		dst = w.command(dst, h)
	default:
		if p := w.m.Protocol(); p != nil {
			dst = append(append(dst, p.Name...), ' ')
		}
		dst = w.headNumber(append(dst, "type "...), h, codec.HeadType)
	}
	dst = w.color(dst, colorReset)
	dst = w.color(dst, colorDim)
	if genl && name != "" && h.Family() != nil {
		dst = append(append(dst, " family="...), h.Family().Name...)
	}
	dst = w.headNumber(append(dst, " len="...), h, codec.HeadLen)
	if h.Field(codec.HeadFlags).Untold() {
		dst = w.headNumber(append(dst, " flags="...), h, codec.HeadFlags)
	} else if flags := h.Header().Flags; flags != 0 {
		dst = appendNumber(append(dst, " flags="...), h.Flags(), uint64(flags), false)
	}
	dst = w.headNumber(append(dst, " seq="...), h, codec.HeadSeq)
	dst = w.headNumber(append(dst, " pid="...), h, codec.HeadPortID)
	return w.color(dst, colorReset)
}

// command writes the family and the command of a generic netlink message that no table knows.
func (w *writer) command(dst []byte, h *codec.Head) []byte {
	if f := h.Family(); f != nil {
		dst = append(dst, f.Name...)
	} else {
		dst = w.headNumber(append(dst, "family "...), h, codec.HeadType)
	}
	if h.Type() != nil {
		dst = w.headNumber(append(dst, " command "...), h, codec.HeadCommand)
	}
	return dst
}

func (w *writer) headNumber(dst []byte, h *codec.Head, f codec.HeadField) []byte {
	c := h.Field(f)
	if c.Untold() {
		return w.lack(dst, c.Printed(), "")
	}
	v, _ := c.Integer()
	return codec.AppendUint(dst, v)
}
