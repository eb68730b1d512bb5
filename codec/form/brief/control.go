package brief

import "github.com/nlkit/nlkit/codec"

// control writes a message of netlink itself: "ack for newaddr …", "error EEXIST for newaddr …: "…"", "done".
func (w *writer) control(dst []byte) []byte {
	t := w.head.Header().Type
	errno, known := w.m.Error()
	switch {
	case t == codec.TypeNoop:
		return w.colored(dst, colorName, "noop")
	case t == codec.TypeOverrun:
		return w.colored(dst, colorFault, "overrun: messages were lost")
	case t == codec.TypeDone && errno == 0:
		return w.reasons(w.manner(w.colored(dst, colorName, "done")))
	}
	dst = w.outcome(dst, errno, known)
	own := *w
	if w.quoted() {
		if t == codec.TypeError {
			dst = append(dst, " for "...)
		} else {
			dst = append(dst, " at the end of "...)
		}
		dst = w.message(dst)
	}
	*w = own
	return w.reasons(dst)
}

// outcome writes what the kernel says became of a request.
func (w *writer) outcome(dst []byte, errno int, known bool) []byte {
	if known && errno == 0 {
		return w.colored(dst, colorName, "ack")
	}
	dst = append(w.color(dst, colorFault), "error "...)
	switch name := w.errnoName(errno); {
	case !known:
		dst = append(dst, '?')
	case name != "":
		dst = append(dst, name...)
	default:
		dst = codec.AppendInteger(dst, uint64(errno), true)
	}
	return w.color(dst, colorReset)
}

// errnoName names an errno that a request is answered with.
func (w *writer) errnoName(errno int) string {
	if r := w.style.Request; r != nil {
		return r.ErrnoName(errno)
	}
	return w.m.ErrnoName(errno)
}

// quoted makes the request that is answered what is written, as the message quotes it, or as it is known from before;
// it returns false if there is none.
func (w *writer) quoted() bool {
	head, ok := w.m.QuotedHead()
	root, _ := w.m.Root().Quoted()
	if r := w.style.Request; r != nil && (!ok || head.Body().Len() == 0) {
		w.about(r, r.Head(), r.Root())
		return true
	}
	if ok {
		w.about(w.m, head, root)
	}
	return ok
}

// reasons writes what the kernel says of an error, or of what it did, in its extended acknowledgement.
func (w *writer) reasons(dst []byte) []byte {
	if a, ok := w.m.Attr("NLMSGERR_ATTR_MSG"); ok {
		dst = append(dst, ": "...)
		if a.Missing() {
			dst = untold(dst, a.Content())
		} else {
			dst = codec.AppendQuoted(dst, text(a), '"')
		}
	}
	if path := w.m.ErrorPath(); path != "" {
		dst = append(append(dst, " at "...), path...)
	}
	return controlWords.write(w, dst, w.root, codec.NlmsgerrAttrs)
}

// controlWords leaves out the offsets of what ErrorPath names.
var controlWords = &words{rest: true, silent: []string{"NLMSGERR_ATTR_MSG", "NLMSGERR_ATTR_OFFS",
	"NLMSGERR_ATTR_MISS_TYPE", "NLMSGERR_ATTR_MISS_NEST"}}
