package codec_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestAppendUint writes the numbers around each power of 2 and of 10, into room that is there and that is not.
func TestAppendUint(t *testing.T) {
	numbers := []uint64{0, math.MaxUint64}
	for p := uint64(1); p <= 1e19 && p != 0; p *= 10 {
		numbers = append(numbers, p-1, p, p+1)
		if p == 1e19 {
			break
		}
	}
	for shift := range 64 {
		numbers = append(numbers, 1<<shift-1, 1<<shift)
	}
	for _, v := range numbers {
		want := "v=" + strconv.FormatUint(v, 10)
		for _, room := range []int{0, 1, 40} {
			if got := string(codec.AppendUint(append(make([]byte, 0, 2+room), "v="...), v)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
	}
}

// TestLabelText appends short and long labels, into room that is there and that is not, and nothing after them.
func TestLabelText(t *testing.T) {
	for n := range 100 {
		text := strings.Repeat("x", n)
		label := codec.NewLabel(text)
		for _, room := range []int{0, n, 47, 48, 49, 200} {
			dst := append(make([]byte, 0, 1+room), '>')
			if got := string(label.AppendTo(dst)); got != ">"+text {
				t.Errorf("with room for %d, %q is %q", room, text, got)
			}
		}
	}
}

// TestPlainNumbers holds what is read by the shorter way against what is read by the longer one: of each size and sign,
// in both byte orders, up to the last octet of the message.
func TestPlainNumbers(t *testing.T) {
	kinds := []codec.Kind{codec.U8, codec.U16, codec.U32, codec.U64, codec.S8, codec.S16, codec.S32, codec.S64,
		codec.BE16, codec.BE32, codec.BE64, codec.LE16, codec.LE32}
	var members []codec.Member
	for _, k := range kinds {
		members = append(members, codec.Member{Name: "m_" + k.String(), Kind: k})
	}
	s := &codec.Struct{Name: "m", Members: members, Packed: true}
	attrs := codec.Attrs{1: {Name: "M", Kind: codec.StructOf, Struct: s}}
	for i, k := range kinds {
		attrs = append(attrs, codec.Spec{Name: "A" + strconv.Itoa(i), Kind: codec.Array, Elem: codec.Of(k)})
	}
	reg := codec.NewRegistry(&codec.Protocol{Number: 0, Name: "TEST",
		Messages: []*codec.MessageType{{Type: 16, Name: "T", Set: codec.NewSet("", attrs)}}})
	d := codec.Decoder{Registry: reg}
	var m codec.Message
	for typ := range len(attrs) - 1 {
		payload := make([]byte, 64)
		for i := range payload {
			payload[i] = byte(0xf1 + 7*i)
		}
		if typ == 0 {
			payload = payload[:s.Size()]
		}
		for _, big := range []bool{false, true} {
			order := binary.AppendByteOrder(binary.LittleEndian)
			if big {
				order = binary.BigEndian
			}
			b := codec.Header{Len: uint32(20 + len(payload)), Type: 16}.Append(nil, big)
			b = order.AppendUint16(order.AppendUint16(b, uint16(4+len(payload))), uint16(typ+1))
			b = append(b, payload...)
			if err := d.Decode(&m, codec.Context{BigEndian: big}, b); err != nil {
				t.Fatal(err)
			}
			a, _ := m.Root().First()
			var w codec.Members
			for w.Start(a.Content()); w.Next(); {
				v, _, ok := w.Number()
				if plain, is := w.Plain(); is && (!ok || plain != v) {
					t.Errorf("%s: got %d, want %d", w.Member().Name, plain, v)
				}
			}
			var e codec.Elements
			for ok := e.Start(a.Content()); ok && e.Next(); {
				v, _ := e.Number()
				if plain, is := e.Plain(); is && plain != v {
					t.Errorf("%s %d: got %d, want %d", a.Name(), e.Index(), plain, v)
				}
			}
		}
	}
}

// TestEnclose gives parts their brackets, also where there are none.
func TestEnclose(t *testing.T) {
	for parts, want := range map[string]string{"": "x{}", ",a": "x{a}", ",a,b": "x{a,b}"} {
		if got := codec.Enclose(append([]byte("x"), parts...), 1, '{', '}'); !bytes.Equal(got, []byte(want)) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
