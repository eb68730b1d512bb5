// Package expr parses the arguments of system calls as strace prints them: numbers, names, flags, quoted strings,
// lists, structures and calls like htons(80). It knows the grammar, not the meaning.
package expr

// Kind is what a Node is.
type Kind uint8

// The kinds of nodes.
const (
	Ellipsis Kind = iota // "...", or the place where the text ends too early
	Number               // 12, -1, 0x301, 0644
	Name                 // RTM_NEWLINK
	String               // "eth0", "\x01\x02"
	Address              // 00:11:22:33:44:55
	List                 // [a, b]
	Struct               // {name=a, b}
	Call                 // htons(80)
	Op                   // A|B, 1<<A, A-1: the operands are the children
	Index                // [A]=b in a list: the children are the index and the value
	Change               // a => b: the children are the value before and after the call
	Unknown              // what no rule of the grammar reads, up to the next comma or closing bracket of its level
)

// Node is a part of an expression. Its slices point into the parsed text.
type Node struct {
	Kind      Kind
	Negative  bool   // of a Number or a Name: a minus sign stands before it
	Truncated bool   // of a String or an Address: strace did not print the end of it
	Op        byte   // of an Op: '|', '<', '+', '-' or '*'
	Member    []byte // name= before the value, in a Struct
	// of a Name or Call the identifier; of a String what is between the quotes; of an Address and an Unknown all of it
	Text  []byte
	Value uint64 // of a Number
	first int32  // index of the first child, 0 if none
	next  int32  // index of the next sibling, 0 if none
	note  int32  // which of the tree's notes stands after it, from 1; 0: none
	from  int32  // where the value starts in the text
	to    int32  // where it ends; 0 if that is not kept
}

// Tree is a parsed expression, or a row of arguments. It is made to be reused.
type Tree struct {
	nodes   []Node
	src     []byte
	notes   [][]byte
	unknown []int32 // the nodes of that kind
}

// Node returns a node by its index; index 0 is not a node.
func (t *Tree) Node(i int32) *Node { return &t.nodes[i] }

// Note returns what stands in <> after a Number or a Name, the decoration of a file descriptor, or nil.
func (t *Tree) Note(i int32) []byte {
	if n := t.nodes[i].note; n > 0 {
		return t.notes[n-1]
	}
	return nil
}

// First returns the first child of node i, or 0.
func (t *Tree) First(i int32) int32 { return t.nodes[i].first }

// Next returns the sibling after node i, or 0.
func (t *Tree) Next(i int32) int32 { return t.nodes[i].next }

// Printed returns the text of an argument, a member or an element as it stands, without the name before it.
func (t *Tree) Printed(i int32) []byte { return t.src[t.nodes[i].from:t.nodes[i].to] }

// Unknown returns the nodes that could not be read.
func (t *Tree) Unknown() (nodes []int32) { return t.unknown }

// Offset returns where in the text an argument, a member, an element or an Unknown starts.
func (t *Tree) Offset(i int32) int { return int(t.nodes[i].from) }

// Arg returns the argument of a call by its position, or 0.
func (t *Tree) Arg(n int) int32 {
	if len(t.nodes) == 0 {
		return 0
	}
	i := t.nodes[0].first
	for ; i != 0 && n > 0; n-- {
		i = t.nodes[i].next
	}
	return i
}

// Child returns the member of that name of Struct i, or 0.
func (t *Tree) Child(i int32, member string) int32 {
	for c := t.nodes[i].first; c != 0; c = t.nodes[c].next {
		if string(t.nodes[c].Member) == member {
			return c
		}
	}
	return 0
}

// After returns what a call left in i: the second side of a Change, or i itself.
func (t *Tree) After(i int32) int32 {
	if i != 0 && t.nodes[i].Kind == Change {
		if second := t.nodes[t.nodes[i].first].next; second != 0 {
			return second
		}
	}
	return i
}
