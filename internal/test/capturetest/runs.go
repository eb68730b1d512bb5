package capturetest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// CompareRuns compares the messages of two captures of the same commands: types, flags, fixed structs, attributes and
// their lengths, and the values that are the same in every run. Where they differ, differs tells by the label of a
// member or an attribute whether that is to be: "RTM_NEWLINK/IFLA_STATS", and "protocol 12/2575/2" where no table has
// names. Of messages that a capture does not tell whole it compares what is told, and returns how many these are.
func CompareRuns(t *testing.T, got, want *Capture, differs func(label string) bool) (truncated int) {
	t.Helper()
	if len(got.Messages) != len(want.Messages) {
		t.Errorf("%s: %d messages, %s has %d", got.Name, len(got.Messages), want.Name, len(want.Messages))
		return 0
	}
	for i := range want.Messages {
		r := run{t: t, got: got.Messages[i], want: want.Messages[i], differs: differs}
		r.messages()
		if r.truncated() {
			truncated++
		}
	}
	return truncated
}

const typeOffset = 4 // of nlmsg_type in the header

// run is a message of one run, and the same of another.
type run struct {
	t         *testing.T
	got, want Message
	differs   func(label string) bool
}

func (r run) label(part string) string {
	if name := r.want.Name(); name != "" {
		return name + "/" + part
	}
	return fmt.Sprintf("protocol %d/%d/%s", r.want.Record.Protocol, r.want.Header().Type, part)
}

func (r run) truncated() bool { return len(r.got.Missing) > 0 || len(r.want.Missing) > 0 }

func (r run) messages() {
	r.t.Helper()
	g, w := r.got.Header(), r.want.Header()
	if r.got.lacks(typeOffset) || r.want.lacks(typeOffset) {
		g.Type = w.Type
	}
	if g.Type != w.Type || g.Flags != w.Flags || g.Len != w.Len {
		r.t.Errorf("%s: %s, type %d, of %d octets, flags %#x; %s: %s, type %d, of %d octets, flags %#x",
			r.got.Record.Pos,
			r.got.Name(), g.Type, g.Len, g.Flags, r.want.Record.Pos, r.want.Name(), w.Type, w.Len, w.Flags)
		return
	}
	r.fixed()
	r.attrs(r.got.Root(), r.want.Root())
}

// fixed compares the members of the fixed structs.
func (r run) fixed() {
	r.t.Helper()
	if r.want.Type() == nil || r.want.Type().Header == nil || r.truncated() {
		return
	}
	for _, member := range r.want.Type().Header.Members {
		g, gok := r.got.Field(member.Name)
		w, wok := r.want.Field(member.Name)
		if (g != w || gok != wok) && !r.differs(r.label(member.Name)) {
			r.t.Errorf("%s: %s/%s is %#x\n%s: %#x", r.got.Record.Pos, r.got.Name(), member.Name,
				g, r.want.Record.Pos, w)
		}
	}
}

func (r run) attrs(got, want codec.Attr) {
	r.t.Helper()
	gots, wants := children(got), children(want)
	if names(gots) != names(wants) {
		if !r.truncated() && !r.differs(r.label(want.Label())) {
			r.t.Errorf("%s: %s %s has %s\n%s: %s has %s", r.got.Record.Pos, r.got.Name(), got.Path(), names(gots),
				r.want.Record.Pos, r.want.Name(), names(wants))
		}
		return
	}
	for i := range gots {
		g, w := gots[i], wants[i]
		if g.IsNest() {
			r.attrs(g, w)
			continue
		}
		if !g.Missing() && !w.Missing() && !bytes.Equal(g.Payload(), w.Payload()) && !r.differs(r.label(w.Label())) {
			r.t.Errorf("%s: %s is %x\n%s: %x", r.got.Record.Pos, r.label(g.Label()), g.Payload(),
				r.want.Record.Pos, w.Payload())
		}
	}
}

func children(a codec.Attr) (all []codec.Attr) {
	for c := range a.Children() {
		all = append(all, c)
	}
	return all
}

// names lists attributes with their lengths.
func names(attrs []codec.Attr) string {
	var b strings.Builder
	for _, a := range attrs {
		fmt.Fprintf(&b, "%s(%d) ", a.Name(), len(a.Payload()))
	}
	return b.String()
}
