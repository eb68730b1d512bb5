package capturetest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// CompareRuns compares the messages of two captures of the same commands: types, flags, attributes and their lengths, and
// the values of attributes that are the same in every run. Differs tells by its name whether an attribute is not.
func CompareRuns(t *testing.T, got, want *Capture, differs func(name string) bool) {
	t.Helper()
	if len(got.Messages) != len(want.Messages) {
		t.Fatalf("%s: %d messages, %s has %d", got.Name, len(got.Messages), want.Name, len(want.Messages))
	}
	for i := range want.Messages {
		run{t, got.Messages[i], want.Messages[i], differs}.messages()
	}
}

// run is a message of one run, and the same of another.
type run struct {
	t         *testing.T
	got, want Message
	differs   func(name string) bool
}

func (r run) messages() {
	r.t.Helper()
	g, w := r.got.Header(), r.want.Header()
	if g.Type != w.Type || g.Flags != w.Flags || g.Len != w.Len {
		r.t.Errorf("%s: %s of %d octets, flags %#x; %s: %s of %d octets, flags %#x", r.got.Record.Pos, r.got.Name(), g.Len,
			g.Flags, r.want.Record.Pos, r.want.Name(), w.Len, w.Flags)
		return
	}
	r.attrs(r.got.Root(), r.want.Root())
}

func (r run) attrs(got, want codec.Attr) {
	r.t.Helper()
	gots, wants := children(got), children(want)
	if names(gots) != names(wants) {
		r.t.Errorf("%s: %s has %s\n%s: %s has %s", r.got.Record.Pos, r.got.Name(), names(gots), r.want.Record.Pos,
			r.want.Name(), names(wants))
		return
	}
	for i := range gots {
		g, w := gots[i], wants[i]
		if g.IsNest() {
			r.attrs(g, w)
			continue
		}
		if !r.differs(w.Name()) && !g.Missing() && !w.Missing() && !bytes.Equal(g.Payload(), w.Payload()) {
			r.t.Errorf("%s: %s is %x\n%s: %x", r.got.Record.Pos, g.Path(), g.Payload(), r.want.Record.Pos, w.Payload())
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
