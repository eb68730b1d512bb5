package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// toolbox is a registry of one object whose messages look different in requests, by a member, and by what they do.
func toolbox() (*codec.Object, *codec.Registry) {
	head := &codec.Struct{Name: "toolmsg", Members: []codec.Member{
		{Name: "kind", Kind: codec.U16}, {Name: "cmd", Kind: codec.U16},
	}}
	tools := codec.NewSet("TOOL_", codec.Attrs{1: {Name: "ID", Kind: codec.U32}})
	asked := codec.NewSet("TOOL_ASK_", codec.Attrs{1: {Name: "ID", Kind: codec.U32}})
	saws := codec.NewSet("SAW_", codec.Attrs{1: {Name: "ID", Kind: codec.U32}})
	o := &codec.Object{Name: "tool", Header: head, Set: tools}
	types := o.Messages(codec.NewDelGet(16, "RTM_NEWTOOL", "RTM_DELTOOL", "RTM_GETTOOL", "RTM_SETTOOL"),
		codec.Rows{
			{Type: 20, Name: "RTM_GETCOUNT", Op: codec.OpGet, Effect: codec.Resets, Doc: "counts"},
			{Type: 21, Name: "RTM_PEEK", Effect: codec.Reads,
				ReadsIf: []codec.Where{{Member: "cmd", Values: []uint64{1, 3}}}},
			{Type: 22, Name: "RTM_SAW", Op: codec.OpGet, Replies: []uint16{16}, Variants: []*codec.MessageType{
				{When: codec.When{Request: true}, Set: asked},
				{When: codec.When{Request: true, Header: []codec.Where{{Member: "kind", Values: []uint64{0x102}}}}, Set: saws},
				{Name: "RTM_NOTHING"}, // says nothing to tell it by
			}},
		})
	return o, codec.NewRegistry(&codec.Protocol{Name: "NETLINK_TOOLS", Number: 30, Messages: types})
}

// TestOnlyReads tells requests that read from those that change something by what the tables say of them, and of the
// members of their headers.
func TestOnlyReads(t *testing.T) {
	_, reg := toolbox()
	for name, c := range map[string]struct {
		typ  uint16
		body []byte
		want bool
	}{
		"makes":                {16, make([]byte, 4), false},
		"deletes":              {17, make([]byte, 4), false},
		"gets":                 {18, make([]byte, 4), true},
		"gets, without header": {18, nil, true},
		"sets":                 {19, make([]byte, 4), false},
		"gets and sets back":   {20, make([]byte, 4), false},
		"reads by its command": {21, []byte{0, 0, 3, 0}, true},
		"changes by it":        {21, []byte{0, 0, 2, 0}, false},
		"by half of one":       {21, []byte{0, 0, 3}, false},
		"unknown":              {99, make([]byte, 4), false},
	} {
		m := decodeTool(t, reg, c.typ, codec.FlagRequest, false, c.body)
		if got := m.OnlyReads(); got != c.want {
			t.Errorf("%s: only reads: %v, want %v", name, got, c.want)
		}
	}
	var none codec.Message
	if none.OnlyReads() {
		t.Error("no message only reads")
	}
}

// TestVariantsByHeader chooses the last variant of which flags and members say that it is meant, in either byte order.
func TestVariantsByHeader(t *testing.T) {
	_, reg := toolbox()
	for name, c := range map[string]struct {
		flags  uint16
		big    bool
		body   []byte
		prefix string
	}{
		"from the kernel":     {0, false, []byte{2, 1, 0, 0}, "TOOL_"},
		"a request":           {codec.FlagRequest, false, []byte{1, 2, 0, 0}, "TOOL_ASK_"},
		"too short":           {codec.FlagRequest, false, []byte{2, 1}, "TOOL_ASK_"},
		"of a kind":           {codec.FlagRequest, false, []byte{2, 1, 0, 0}, "SAW_"},
		"big-endian":          {codec.FlagRequest, true, []byte{1, 2, 0, 0}, "SAW_"},
		"big-endian, another": {codec.FlagRequest, true, []byte{2, 1, 0, 0}, "TOOL_ASK_"},
	} {
		m := decodeTool(t, reg, 22, c.flags, c.big, c.body)
		if got := m.Type(); got.Set.Prefix != c.prefix || got.Name != "RTM_SAW" || got.Op != codec.OpGet {
			t.Errorf("%s: %s of %s, want %s", name, got.Set.Prefix, got.Name, c.prefix)
		}
	}
}

// TestRows completes rows with what their object has, and says what answers them.
func TestRows(t *testing.T) {
	o, reg := toolbox()
	replies := map[string]uint16{"RTM_GETTOOL": 16, "RTM_GETCOUNT": 20, "RTM_SAW": 16}
	for _, m := range reg.Protocol(30).Messages {
		if m.Header != o.Header || m.Set != o.Set || m.Object != o {
			t.Errorf("%s has not what its object has", m.Name)
		}
		want, answered := replies[m.Name]
		if answered != (len(m.Replies) == 1 && m.Replies[0] == want) || !answered && len(m.Replies) > 0 {
			t.Errorf("%s is answered by %d, want %d", m.Name, m.Replies, want)
		}
		for _, v := range m.Variants {
			if v.Header != o.Header || v.Object != o || len(v.Replies) != 1 {
				t.Errorf("a variant of %s has not what it has", m.Name)
			}
		}
	}
	ops := codec.GetSetNewDel(5, "GET", "SET", "NEW", "DEL")
	for i, want := range []codec.Op{codec.OpGet, codec.OpNew, codec.OpNew, codec.OpDelete} {
		if ops[i].Op != want || ops[i].Type != uint16(5+i) {
			t.Errorf("%s is %d, %d", ops[i].Name, ops[i].Type, ops[i].Op)
		}
	}
	joined := codec.JoinTypes(o.Messages(codec.Rows{{Type: 3, Name: "A"}, {Type: 9, Name: "C"}}),
		o.Messages(codec.Rows{{Type: 5, Name: "B"}}))
	for i, want := range []uint16{3, 5, 9} {
		if joined[i].Type != want {
			t.Errorf("type %d at %d, want %d", joined[i].Type, i, want)
		}
	}
}

func decodeTool(t *testing.T, reg *codec.Registry, typ, flags uint16, big bool, body []byte) *codec.Message {
	t.Helper()
	h := codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: typ, Flags: flags}
	var m codec.Message
	dec := codec.Decoder{Registry: reg}
	_ = dec.Decode(&m, codec.Context{Protocol: 30, BigEndian: big}, append(h.Append(nil, big), body...)) // some are cut
	return &m
}
