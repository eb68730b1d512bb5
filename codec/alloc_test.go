package codec_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/form/text"
)

// TestDumpsAreKnown decodes real messages whole, and leaves nothing in them unnamed.
func TestDumpsAreKnown(t *testing.T) {
	for _, d := range dumps(t) {
		check(t, codec.Context{}, d.Bytes)
		m := decode(t, d.Bytes)
		for a := range m.Root().Children() {
			allKnown(t, d.Name, a)
		}
	}
}

func allKnown(t *testing.T, name string, a codec.Attr) {
	if !a.Known() || a.IsTail() {
		t.Errorf("%s: %s is not in the tables", name, a.Path())
	}
	for c := range a.Children() {
		allKnown(t, name, c)
	}
}

// TestNoAllocations decodes and renders real messages into what is at hand from the message before.
func TestNoAllocations(t *testing.T) {
	var m codec.Message
	buf := make([]byte, 0, 1<<16)
	for _, d := range dumps(t) {
		for name, f := range map[string]func(){
			"decode":  func() {},
			"text":    func() { buf = form.Text.Append(buf[:0], &m) },
			"oneline": func() { buf = text.Append(buf[:0], &m, text.Style{OneLine: true, Color: true}) },
			"brief":   func() { buf = form.Brief.Append(buf[:0], &m) },
			"JSON":    func() { buf = form.JSON.Append(buf[:0], &m) },
			"lookup":  func() { _, _ = m.Attr("IFLA_LINKINFO", "data", "1") },
		} {
			allocs := testing.AllocsPerRun(20, func() {
				if err := dec.Decode(&m, codec.Context{}, d.Bytes); err != nil {
					t.Fatal(err)
				}
				f()
			})
			if allocs != 0 {
				t.Errorf("%s of %s: %v allocations", name, d.Name, allocs)
			}
		}
	}
}

// TestCloneOwns changes the octets under a message and under its clone.
func TestCloneOwns(t *testing.T) {
	b := octets(t, link)
	m := decode(t, b)
	if &m.Bytes()[0] != &b[0] {
		t.Error("decoding copies")
	}
	clone := m.Clone()
	before := form.JSON.Append(nil, clone)
	for i := range b {
		b[i] = 0xff
	}
	if err := dec.Decode(m, codec.Context{}, b[:20]); err == nil {
		t.Error("garbage is no error")
	}
	if after := form.JSON.Append(nil, clone); !bytes.Equal(before, after) {
		t.Errorf("the clone changed from %s to %s", before, after)
	}
	if name, _ := clone.Attr("ifname"); name.Text() != "d0.1" {
		t.Errorf("the clone's name is %q", name.Text())
	}
}

// TestViewsBorrow looks at octets through a message without copying, and within their bounds.
func TestViewsBorrow(t *testing.T) {
	b := octets(t, link)
	m := decode(t, b)
	a, _ := m.Attr("IFLA_IFNAME")
	p := a.Payload()
	if &p[0] != &b[36] || cap(p) != 4 {
		t.Errorf("the payload is a copy, or can grow into what follows: %d of %d", len(p), cap(p))
	}
}
