package expr

import (
	"fmt"
	"strings"
	"testing"
)

// render writes a node back in one plain form.
func render(t *Tree, i int32) string {
	n := t.Node(i)
	var children []string
	for c := t.First(i); c != 0; c = t.Next(c) {
		children = append(children, render(t, c))
	}
	inner := strings.Join(children, " ")
	s := ""
	switch n.Kind {
	case Ellipsis:
		s = "..."
	case Number:
		s = fmt.Sprint(int64(n.Value))
	case Name:
		s = string(n.Text)
		if n.Negative {
			s = "-" + s
		}
	case String:
		s = fmt.Sprintf("%q", AppendString(nil, n.Text))
		if n.Truncated {
			s += "..."
		}
	case Address:
		s = string(n.Text)
		if n.Truncated {
			s += "..."
		}
	case Unknown:
		s = fmt.Sprintf("?%q@%d", n.Text, t.Offset(i))
	case List:
		s = "[" + inner + "]"
	case Struct:
		s = "{" + inner + "}"
	case Call:
		s = string(n.Text) + "(" + inner + ")"
	case Op:
		s = "(" + string(n.Op) + " " + inner + ")"
	case Index:
		s = "at(" + inner + ")"
	case Change:
		s = "change(" + inner + ")"
	}
	if note := t.Note(i); note != nil {
		s += "<" + string(note) + ">"
	}
	if n.Member != nil {
		s = string(n.Member) + "=" + s
	}
	return s
}

func TestParseArgs(t *testing.T) {
	for _, c := range []struct {
		text, want, rest string
	}{
		{`3, "a\x01\12\n\\", -1, NULL, 0x10) = 3`, `[3 "a\x01\n\n\\" -1 NULL 16]`, " = 3"},
		{"0644, 00000000, 0000000a, 0x000011) = 0", "[420 0 10 17]", " = 0"},
		{`3<NETLINK:[ROUTE:991]>, 4<TCP:[127.0.0.1:80->127.0.0.1:90]>)`,
			"[3<NETLINK:[ROUTE:991]> 4<TCP:[127.0.0.1:80->127.0.0.1:90]>]", ""},
		{"A|B|0x300, 1<<X|1 << Y, Z-1)", "[(| A B 768) (| (< 1 X) (< 1 Y)) (- Z 1)]", ""},
		{`0x12 /* NLMSG_??? */, {a=1 /* one, two */, b=-EEXIST})`, "[18 {a=1 b=-EEXIST}]", ""},
		{`"dum"..., [{x=1}, ...], {y=2, ...})`, `["dum"... [{x=1} ...] {y=2 ...}]`, ""},
		{`[[A-1]=0, [58 /* ??? */]=7], [[1, 2], [3]])`, "[[at((- A 1) 0) at(58 7)] [[1 2] [3]]]", ""},
		{`00:11:22:aa:bb:cc, fe:ff, htons(ETH_P_ALL), inet_pton(AF_INET6, "::1", &addr))`,
			`[00:11:22:aa:bb:cc fe:ff htons(ETH_P_ALL) inet_pton(AF_INET6 "::1" addr)]`, ""},
		{"[16 => 12], {n=1 => 2})", "[[change(16 12)] {n=change(1 2)}]", ""},
		{`{msg_name(12)={sa_family=AF_NETLINK}, msg_iov(1)=[{"x", 1}]})`,
			`[{msg_name={sa_family=AF_NETLINK} msg_iov=[{"x" 1}]}]`, ""},
		{"{lnk[0]={id=1}, lnk[1]={id=2}})", "[{lnk={id=1} lnk={id=2}}]", ""},
		{"~[HUP INT], ENOTSUP or EOPNOTSUPP)", "[(~ [HUP INT]) (| ENOTSUP EOPNOTSUPP)]", ""},
		{"", "[...]", ""},
		{`[{a=1, b=`, "[[{a=1 b=...}]]", ""},
		{`"torn \x0`, `["torn "...]`, ""},
		{"[112->12], [16 => 12], 0x5->0x6)", "[[change(112 12)] [change(16 12)] change(5 6)]", ""},
		{"[[A-1] = 1, [B-1] = -2], {c=[[D] = 3]})", "[[at((- A 1) 1) at((- B 1) -2)] {c=[at(D 3)]}]", ""},
		{"127.0.0.1, ::1, fe80::1, 12:34:56:78:90:ab:cd:ef, ::ffff:1.2.3.4, ::, 0:0:1::)",
			"[127.0.0.1 ::1 fe80::1 12:34:56:78:90:ab:cd:ef ::ffff:1.2.3.4 :: 0:0:1::]", ""},
		{"00:11:22..., {a=1e:2f:3a...})", "[00:11:22... {a=1e:2f:3a...}]", ""},
		{`AT_FDCWD</a[b>, 5</x,y>)`, "[AT_FDCWD</a[b> 5</x,y>]", ""},
		{"$nonsense)", `[?"$nonsense"@0]`, ""},
		{`{a=$b[1, "]"], c=2}, A|%x, 3)`, `[{a=?"$b[1, \"]\"]"@3 c=2} (| A ?"%x"@23) 3]`, ""},
		{"{a=12 months, b=#, c=}, 4 == 4, 5, , )", `[{a=12 months b=?"#"@16 c=...} ?"4 == 4"@24 5 ...]`, ""},
		{`$b "unclosed`, `[?"$b \"unclosed"@0]`, ""},
		{"[a, b}, c], {d=[1, 2}, 3)", `[[a b ?"}"@5 c] {d=[1 2]} 3]`, ""},
		{"[a, $b<x, y>])", `[[a ?"$b<x, y>"@4]]`, ""},
		{`"torn \`, `["torn "...]`, ""},
		{`"torn \01`, `["torn "...]`, ""},
		{`"torn \012`, `["torn \n"...]`, ""},
		{`"whole \0123`, `["whole \n3"...]`, ""},
		{`"a\\", "b\"c", 'd"')`, `["a\\" "b\"c" "d\""]`, ""},
		{"-0x10, 0X1f, 08, 0, 0000000g)", `[-16 31 ?"08"@13 0 ?"0000000g"@20]`, ""},
		{"&(struct a){b=1}, (const char *)\"x\", (1), ())", `[?"&(struct a){b=1}"@0 "x" 1 ...]`, ""},
		{"?, ???, A - 1, A-1, 2 + B, 3*C, 1 <<D)", "[... ... (- A 1) (- A 1) (+ 2 B) (* 3 C) (< 1 D)]", ""},
		{"~(A|B), -X|Y, a.b.c)", "[(~ (| A B)) (| -X Y) a.b.c]", ""},
		{"a(1)(2), b[3], c(4)=5, d[]=6)", `[?"a(1)(2)"@0 ?"b[3]"@9 c=5 ?"d[]=6"@23]`, ""},
		{"/* all */ 1 /* torn", "[1 ...]", ""},
		{"1 /**/, 2)", "[1 2]", ""},
		{"[[1] [2], 3], [1] => [2])", "[[[1] [2] 3] change([1] [2])]", ""},
		{"[00:11...], [1:2], A<<B, 1<<C, 3<x>)", "[[00:11...] [1:2] (< A B) (< 1 C) 3<x>]", ""},
		{"{5or 6, [A order]})", `[{?"5or 6"@1 [A order]}]`, ""},
		{"{a= $b, c = 1, d==1, e=>1})", `[{a=?"$b"@4 ?"c = 1"@8 ?"d==1"@15 change(e 1)}]`, ""},
		{"A <B, A<<B, A <<B, A < <B)", `[?"A <B"@0 (< A B) (< A B) ?"A < <B"@19]`, ""},
		{"A +B, A-(1), A*\"x\", A- 1)", `[(+ A B) (- A 1) ?"A*\"x\""@13 (- A 1)]`, ""},
		{"f[1]=2, f(12)=3, f(x)=4)", `[f=2 f=3 ?"f(x)=4"@17]`, ""},
		{"1e3, 12abc, 7)", `[?"1e3"@0 ?"12abc"@5 7]`, ""},
	} {
		var tree Tree
		rest, ok := tree.ParseArgs([]byte(c.text))
		whole := strings.Contains(c.text, ")")
		if got := render(&tree, 0); got != c.want || string(rest) != c.rest || ok != whole {
			t.Errorf("%s\n got %s, rest %q, %v\nwant %s, rest %q", c.text, got, rest, ok, c.want, c.rest)
		}
	}
}

func TestParseList(t *testing.T) {
	for text, want := range map[string]string{
		"{a=1}, [2], b=3": "[[{a=1} [2] b=3]]", "": "[[]]", "{a=1}, [2": "[[{a=1} [2 ...]]]", "1, ) 2": `[[1 ` +
			`?")"@3 2]]`,
	} {
		var tree Tree
		ok := tree.ParseList([]byte(text))
		if got := render(&tree, 0); got != want || ok == strings.Contains(want, "...") {
			t.Errorf("%s: got %s, %v, want %s", text, got, ok, want)
		}
	}
}

// TestDepth nests as deep as may be, and deeper.
func TestDepth(t *testing.T) {
	for open, closing := range map[string]string{"[": "]", "{": "}", "(": ")", "a(": ")", "~": ""} {
		for depth, want := range map[int]bool{maxDepth: true, maxDepth + 1: false} {
			var tree Tree
			tree.ParseArgs([]byte(strings.Repeat(open, depth) + "1" + strings.Repeat(closing, depth) + ")"))
			if got := len(tree.Unknown()) == 0; got != want {
				t.Errorf("%d times %s: read whole %v", depth, open, got)
			}
		}
	}
}

func TestParseArgsIsBounded(t *testing.T) {
	for _, open := range []string{"[", "{", "(", "a(", "~", "-", "[[1]=", "$[", "a(1,", "<", "[$,", ":", "]}", "0="} {
		var tree Tree
		if _, ok := tree.ParseArgs([]byte(strings.Repeat(open, 1_000_000))); ok {
			t.Errorf("%q without end is taken for a whole expression", open)
		}
	}
}
