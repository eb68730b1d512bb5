package kernelheaders

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// layout is how the C compiler lays out a struct.
type layout struct {
	size    int
	members map[string]place
}

type place struct{ offset, size int }

// layouts asks the compiler for the layouts of structs, by header: of all at once, or, should headers not go together,
// of those of one at a time. It returns them by name.
func (h *headers) layouts(structs map[string][]*codec.Struct) (map[string]layout, error) {
	all, err := h.compile(structs)
	if err == nil || len(structs) < 2 {
		return all, err
	}
	all = map[string]layout{}
	for file, list := range structs {
		some, err := h.compile(map[string][]*codec.Struct{file: list})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		maps.Copy(all, some)
	}
	return all, nil
}

func (h *headers) compile(structs map[string][]*codec.Struct) (map[string]layout, error) {
	dir, err := os.MkdirTemp("", "kernelheaders")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	source, program := filepath.Join(dir, "layout.c"), filepath.Join(dir, "layout")
	if err := os.WriteFile(source, h.program(structs), 0o600); err != nil {
		return nil, err
	}
	machine, err := exec.Command("gcc", "-print-multiarch").Output()
	if err != nil {
		return nil, err
	}
	asm := filepath.Join(h.dir, strings.TrimSpace(string(machine)))
	out, err := exec.Command("gcc", "-w", "-I", h.dir, "-I", asm, "-o", program, source).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	if out, err = exec.Command(program).Output(); err != nil {
		return nil, err
	}
	return parseLayouts(string(out))
}

// program is C that prints the size of each struct, and the place of each member that the header and the table share.
func (h *headers) program(structs map[string][]*codec.Struct) []byte {
	var b bytes.Buffer
	b.WriteString("#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <string.h>\n" +
		"#include <sys/socket.h>\n#include <linux/types.h>\n")
	files := slices.Sorted(maps.Keys(structs))
	for _, file := range files {
		fmt.Fprintf(&b, "#include <%s>\n", file)
	}
	b.WriteString(printBits + "int main(void)\n{\n")
	for _, file := range files {
		h.print(&b, structs[file])
	}
	b.WriteString("\treturn 0;\n}\n")
	return b.Bytes()
}

func (h *headers) print(b *bytes.Buffer, list []*codec.Struct) {
	for _, s := range list {
		fmt.Fprintf(b, "\tprintf(\"%s . 0 %%zu\\n\", sizeof(struct %s));\n", s.Name, s.Name)
		members := h.members(s.Name)
		for i := range s.Members {
			n := s.Members[i].Name
			switch kind, ok := members[n]; {
			case !ok || (kind == bitField) != (s.Members[i].Bits > 0):
			case kind == bitField:
				fmt.Fprintf(b, "\tBITS(%s, %s);\n", s.Name, n)
			case kind == flexible:
				fmt.Fprintf(b, "\tprintf(\"%s %s %%zu 0\\n\", offsetof(struct %s, %s));\n", s.Name, n, s.Name, n)
			default:
				size := fmt.Sprintf("sizeof(((struct %s *)0)->%s)", s.Name, n)
				fmt.Fprintf(b, "\tprintf(\"%s %s %%zu %%zu\\n\", offsetof(struct %s, %s), %s);\n",
					s.Name, n, s.Name, n, size)
			}
		}
	}
}

// printBits is C that prints where the first octet of a bit-field is, and, as a size, which bits of the octets from
// there on it has.
const printBits = `
#define BITS(S, M) do { \
	struct S s; unsigned char *b = (unsigned char *)&s; size_t at = 0, mask = 0, i; \
	memset(&s, 0, sizeof(s)); \
	s.M = -1; \
	while (!b[at]) at++; \
	for (i = at; i < sizeof(s); i++) mask |= (size_t)b[i] << 8 * (i - at); \
	printf(#S " " #M " %zu %zu\n", at, mask); \
} while (0)
`

func parseLayouts(out string) (map[string]layout, error) {
	all := map[string]layout{}
	for line := range strings.Lines(out) {
		var s, m string
		var p place
		if _, err := fmt.Sscan(line, &s, &m, &p.offset, &p.size); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		if m == "." {
			all[s] = layout{p.size, map[string]place{}}
			continue
		}
		all[s].members[m] = p
	}
	return all, nil
}

var (
	declarator = regexp.MustCompile(`(\w+)\s*((?:\[[^\]]*\]\s*)*)$`)
	attribute  = regexp.MustCompile(`__attribute__\s*\(\(.*?\)\)`)
)

// declared is how a struct declares a member.
type declared int

const (
	plain declared = iota
	flexible
	bitField
)

// declarations gathers the names of the members in the body of a struct, and of the members
// of its unnamed unions and structs.
func declarations(body string, names map[string]declared) {
	body = attribute.ReplaceAllString(body, "")
	for {
		end := strings.IndexAny(body, ";{")
		if end < 0 {
			return
		}
		inner := ""
		if body[end] == '{' {
			var ok bool
			if inner, ok = braced(body[end+1:]); !ok {
				return
			}
			body = body[end+1+len(inner)+1:]
			if end = strings.IndexByte(body, ';'); end < 0 {
				return
			}
		}
		decl := strings.TrimSpace(body[:end])
		body = body[end+1:]
		if decl == "" {
			declarations(inner, names)
		} else {
			declarators(decl, names)
		}
	}
}

// declarators gathers the names of a declaration: two of "int a, b[4]", or of "int a:2, b:6".
func declarators(decl string, names map[string]declared) {
	for part := range strings.SplitSeq(decl, ",") {
		name, _, isBits := strings.Cut(part, ":")
		m := declarator.FindStringSubmatch(strings.TrimSpace(name))
		if m == nil {
			continue
		}
		switch dimension := strings.ReplaceAll(m[2], " ", ""); {
		case isBits:
			names[m[1]] = bitField
		case dimension == "[]" || dimension == "[0]":
			names[m[1]] = flexible
		default:
			names[m[1]] = plain
		}
	}
}

// compare returns where a table and the compiler disagree about a struct, or a part of one. The size counts if the
// header has all members of the table.
func compare(s *codec.Struct, of part, c layout) []string {
	var wrong []string
	complete, known := !of.head && !of.layer, false
	for i := range s.Members {
		m, from, to := s.Lookup(s.Members[i].Name)
		p, ok := c.members[m.Name]
		if ok && m.Bits > 0 {
			from, to = bitsOf(s, m, of.network)
			to += from // so that the size is the mask
		}
		if ok && of.layer && !known {
			of.skipped, known = p.offset-from, true
		}
		switch {
		case !ok || p.size == 0 && to > from: // unknown to the header, or a flexible array there
			complete = false
		case p.offset != of.skipped+from:
			wrong = append(wrong, fmt.Sprintf("struct %s: %s is at %d, but at %d in C: correct the members before it",
				s.Name, m.Name, of.skipped+from, p.offset))
		case p.size != to-from && to > from:
			wrong = append(wrong, fmt.Sprintf("struct %s: %s has %d octets, but %d in C: correct its kind",
				s.Name, m.Name, to-from, p.size))
		}
	}
	if complete && of.skipped+s.Size() != c.size {
		wrong = append(wrong, fmt.Sprintf("struct %s has %d octets, but %d in C: members are missing at its end",
			s.Name, of.skipped+s.Size(), c.size))
	}
	return wrong
}

// bitsOf returns where the first octet of a bit-field is, and which bits of the octets from there on it has.
func bitsOf(s *codec.Struct, m *codec.Member, network bool) (at, mask int) {
	at, octets := onesOf(s, m, network || binary.NativeEndian.Uint16([]byte{0, 1}) == 1)
	for i, b := range octets {
		mask |= int(b) << (8 * i)
	}
	return at, mask
}

// onesOf returns the octets that a bit-field has bits of, all of them set, and where the first of them is.
func onesOf(s *codec.Struct, m *codec.Member, big bool) (at int, octets []byte) {
	spec := codec.StructSpec(s)
	ones, err := spec.Parse(map[string]any{m.Name: uint64(1)<<m.Bits - 1})
	if err != nil {
		return 0, nil
	}
	octets = ones.Octets(big)
	all := len(octets)
	octets = bytes.TrimLeft(octets, "\x00")
	return all - len(octets), bytes.TrimRight(octets, "\x00")
}
