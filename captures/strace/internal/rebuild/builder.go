// Package rebuild turns netlink messages that strace decoded into structures back into octets. What strace did not
// tell, or what the tables do not explain, stays zero and is listed as missing, with what strace printed in its place:
// nothing is guessed.
package rebuild

import (
	"encoding/binary"
	"slices"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// MaxDatagram bounds what is rebuilt of one datagram.
const MaxDatagram = 4 << 20

// Builder rebuilds datagrams. It is made to be reused.
type Builder struct {
	names    *Names
	tree     *expr.Tree
	registry *codec.Registry
	protocol *codec.Protocol
	buf      []byte // as far as octets were written; the rest up to length is zero or missing
	length   int
	missing  []codec.Span
	scratch  []byte
	ended    bool
	texts    map[string]string
	due      int // where the last message ends by its length, maybe in a buffer to come
}

// NewBuilder makes a Builder that knows the names of a registry, which may be nil.
func NewBuilder(registry *codec.Registry) *Builder {
	return &Builder{names: NewNames(registry), registry: registry}
}

// Names returns the names that the Builder knows.
func (b *Builder) Names() *Names { return b.names }

// Start begins a datagram of a protocol whose parts are nodes of the tree.
func (b *Builder) Start(tree *expr.Tree, protocol int) {
	b.tree, b.buf, b.missing = tree, b.buf[:0], b.missing[:0]
	b.protocol, b.ended, b.length, b.due = nil, false, 0, 0
	if b.registry != nil {
		b.protocol = b.registry.Protocol(protocol)
	}
}

// Add appends a buffer of length octets that node n describes. It returns false if the datagram is now longer than
// MaxDatagram and was cut.
func (b *Builder) Add(n int32, length int) bool {
	from := b.length
	room := min(length, MaxDatagram-from)
	b.length += room
	if n == 0 {
		b.miss(from, b.length)
	} else {
		b.buffer(b.tree.After(n), from, b.length)
	}
	return room == length
}

// Measure returns how long a buffer seems to be by the messages in it.
func (b *Builder) Measure(tree *expr.Tree, n int32) int {
	b.tree = tree
	n = tree.After(n)
	length := 0
	if node := tree.Node(n); node.Kind == expr.String {
		b.scratch = expr.AppendString(b.scratch[:0], node.Text)
		length = len(b.scratch)
		if length >= headerSize {
			length = max(length, int(binary.LittleEndian.Uint32(b.scratch)))
		}
	} else if r, ok := b.frame(n); ok && (r.body == 0 || r.length > r.size) {
		length = r.length
	} else if node.Kind == expr.List {
		for c := tree.First(n); c != 0 && length < MaxDatagram; c = tree.Next(c) {
			if r, ok := b.frame(c); ok {
				length = align4(length) + r.length
			}
		}
	}
	return min(length, MaxDatagram)
}

// maxMissing bounds how many octets that are missing at the end are kept as zeros.
const maxMissing = 64 << 10

// Finish returns the octets and what is missing of them, in ascending order. What is missing at the end is cut off if
// nothing else is told, if all messages are, or if it is very much. Both are valid until the next Start.
func (b *Builder) Finish() ([]byte, []codec.Span) {
	slices.SortStableFunc(b.missing, func(x, y codec.Span) int { return x.From - y.From })
	merged := b.missing[:0]
	for _, s := range b.missing {
		last := len(merged) - 1
		if last >= 0 && s.From <= merged[last].To && s.Text == "" && merged[last].Text == "" {
			merged[last].To = max(merged[last].To, s.To)
			continue
		}
		if last >= 0 {
			s.From = max(s.From, merged[last].To)
		}
		if s.From < s.To {
			merged = append(merged, s)
		}
	}
	for last := len(merged) - 1; last >= 0 && merged[last].To == b.length && !b.rest(merged[last]); last-- {
		b.length = merged[last].From
		merged = merged[:last]
	}
	b.grow(b.length)
	return b.buf[:b.length], merged
}

// rest reports whether a span at the end belongs to what was told, and is of a size that can be believed.
func (b *Builder) rest(s codec.Span) bool {
	return !b.ended && s.From > 0 && s.To-s.From <= maxMissing
}

// Ended reports whether what is cut off the end came after all messages: a header with a length of 0 precedes it, as in
// the requests of iproute2, which are longer than their message.
func (b *Builder) Ended() bool { return b.ended }

// miss notes that octets are not known.
func (b *Builder) miss(from, to int) {
	if from < to {
		b.missing = append(b.missing, codec.Span{From: from, To: to})
	}
}

// untold notes that octets are not known, for what node n says in their place means nothing here.
func (b *Builder) untold(n int32, from, to int) {
	if from < to {
		b.missing = append(b.missing, codec.Span{From: from, To: to, Text: b.printed(n)})
	}
}

// Bounds of what is kept of the words that stand in place of octets.
const (
	maxText  = 1024
	maxTexts = 1024
)

// printed returns the text of a node. Few texts occur, and those often.
func (b *Builder) printed(n int32) string {
	text := b.tree.Printed(n)
	if len(text) > maxText {
		text = append(append(b.scratch[:0], text[:maxText]...), "..."...)
	}
	if known, ok := b.texts[string(text)]; ok {
		return known
	}
	if b.texts == nil || len(b.texts) >= maxTexts {
		b.texts = map[string]string{}
	}
	s := string(text)
	b.texts[s] = s
	return s
}

// known reports whether nothing of a range was noted as missing lately: it looks at the newest notes only, which suits
// a header just written.
func (b *Builder) known(from, to int) bool {
	for i := len(b.missing) - 1; i >= 0 && b.missing[i].To > from; i-- {
		if b.missing[i].From < to {
			return false
		}
	}
	return true
}

// text writes a string; cstring says that strace prints such a string up to its first NUL only.
func (b *Builder) text(node *expr.Node, from, to int, cstring bool) {
	b.scratch = expr.AppendString(b.scratch[:0], node.Text)
	told := from + b.copy(from, to, b.scratch)
	if cstring && !node.Truncated && told < to {
		told++ // the NUL
	}
	b.miss(told, to)
}

// grow extends what is written with zeros.
func (b *Builder) grow(to int) {
	if more := to - len(b.buf); more > 0 {
		b.buf = append(b.buf, make([]byte, more)...)
	}
}

// copy writes octets as far as there is room, and returns how many those are.
func (b *Builder) copy(from, to int, octets []byte) int {
	n := min(to-from, len(octets))
	b.grow(from + n)
	return copy(b.buf[from:from+n], octets)
}

// put writes an integer in the order of the host, or of the network.
func (b *Builder) put(v uint64, from, to int, network bool) {
	var word [8]byte
	size := to - from
	if network {
		binary.BigEndian.PutUint64(word[:], v)
		b.copy(from, to, word[8-size:])
		return
	}
	binary.LittleEndian.PutUint64(word[:], v)
	b.copy(from, to, word[:size])
}

func align4(n int) int { return (n + 3) &^ 3 }
