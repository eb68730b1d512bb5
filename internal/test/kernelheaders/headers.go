package kernelheaders

import (
	"errors"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// headers is what a tree of C headers declares.
type headers struct {
	dir       string
	constants map[string][]string // enumerators and macros: the expressions that define them
	known     map[string][]int64  // of the constants that were asked for
	structs   map[string]declaration
	inner     map[string]string // macros that stand for a member of a member: the member
}

// declaration is where a struct is declared, and what stands between its braces.
type declaration struct {
	file string // as it is included: "linux/if_link.h"
	body string
}

var (
	comment    = regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`)
	directive  = regexp.MustCompile(`(?m)^[ \t]*#.*$`)
	macro      = regexp.MustCompile(`(?m)^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+(.+?)[ \t]*$`)
	enum       = regexp.MustCompile(`(?s)\benum\b\s*\w*\s*\{([^{}]*)\}`)
	structHead = regexp.MustCompile(`\bstruct\s+(\w+)\s*\{`)
	lone       = regexp.MustCompile(`(?:^|[;{}])\s*\w+\s*;`)
	identifier = regexp.MustCompile(`\b[A-Za-z_]\w*\b`)
	suffix     = regexp.MustCompile(`\b(0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]+\b`)
	order      = regexp.MustCompile(`\b__cpu_to_[bl]e(16|32|64)\b`) // what it is on the wire, tables have too
	inside     = regexp.MustCompile(`^(\w+)(\.\w+|\[\d+\])+$`)
	bit        = regexp.MustCompile(`\b(BIT|_BITUL|_BITULL)\b`)
)

// load reads the kernel's headers below dir. Those of the C library below libc add what the kernel's leave out: the
// names of address families and socket types.
func load(dir, libc string) (*headers, error) {
	h := newHeaders(dir)
	sockets, err := filepath.Glob(libc + "/*/bits/socket*.h")
	if err != nil {
		return nil, err
	}
	for _, path := range sockets {
		if err := h.read(libc, path); err != nil {
			return nil, err
		}
	}
	return h, h.readAll("linux", "rdma?", "scsi?")
}

// loadLibrary reads the C library's own headers of networks below dir.
func loadLibrary(dir string) (*headers, error) {
	h := newHeaders(dir)
	return h, h.readAll("net", "netinet")
}

func newHeaders(dir string) *headers {
	return &headers{dir: dir, constants: map[string][]string{}, known: map[string][]int64{},
		structs: map[string]declaration{}, inner: map[string]string{}}
}

// readAll reads the headers in directories. Those with a question mark need not be there.
func (h *headers) readAll(subs ...string) error {
	for _, sub := range subs {
		sub, optional := strings.CutSuffix(sub, "?")
		err := filepath.WalkDir(filepath.Join(h.dir, sub), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".h" {
				return err
			}
			return h.read(h.dir, path)
		})
		if optional && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (h *headers) read(root, path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	file, err := filepath.Rel(root, path)
	if err != nil {
		return err
	}
	text := comment.ReplaceAllString(string(b), " ")
	text = strings.ReplaceAll(text, "\\\n", " ")
	for _, m := range macro.FindAllStringSubmatch(text, -1) {
		if m[1] != m[2] { // enumerators are defined as themselves, for #ifdef
			h.constants[m[1]] = append(h.constants[m[1]], m[2])
		}
		if member := inside.FindStringSubmatch(m[2]); member != nil {
			h.inner[m[1]] = member[1]
		}
	}
	text = directive.ReplaceAllString(text, "")
	for _, m := range enum.FindAllStringSubmatch(text, -1) {
		h.enumerators(m[1])
	}
	for _, m := range structHead.FindAllStringSubmatchIndex(text, -1) {
		if body, ok := braced(text[m[1]:]); ok {
			h.structs[text[m[2]:m[3]]] = declaration{file, body}
		}
	}
	return nil
}

// enumerators records the members of an enum. One without a value is one more than the last that has one.
func (h *headers) enumerators(body string) {
	base, n := "0", 0
	for _, e := range strings.Split(body, ",") {
		name, expr, explicit := strings.Cut(e, "=")
		name = strings.TrimSpace(name)
		if identifier.FindString(name) != name || name == "" {
			continue
		}
		if explicit {
			base, n = strings.TrimSpace(expr), 0
		}
		h.constants[name] = append(h.constants[name], fmt.Sprintf("(%s)+%d", base, n))
		n++
	}
}

// braced returns the text up to the brace that closes one opened before it.
func braced(text string) (string, bool) {
	depth := 1
	for i, c := range text {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[:i], true
			}
		}
	}
	return "", false
}

// values returns the numbers that a name stands for; several if headers disagree, none if they do not know it.
func (h *headers) values(name string) []int64 {
	all, known := h.known[name]
	if !known {
		all = h.resolve(name, 0)
		if v, ok := h.eval(name, 0); ok && strings.Contains(name, "|") { // several names in one
			all = []int64{v}
		}
		h.known[name] = all
	}
	return all
}

func (h *headers) resolve(name string, depth int) []int64 {
	var all []int64
	for _, expr := range h.constants[name] {
		if v, ok := h.eval(expr, depth); ok {
			all = append(all, v)
		}
	}
	return all
}

// eval computes a constant expression. C and Go write those of headers alike, except for suffixes, ~ and the BIT
// macros.
func (h *headers) eval(expr string, depth int) (int64, bool) {
	const maxDepth = 16 // of names that stand for other names
	if depth > maxDepth {
		return 0, false
	}
	expr = suffix.ReplaceAllString(expr, "$1")
	expr = bit.ReplaceAllString(expr, "1<<")
	expr = order.ReplaceAllString(expr, "")
	expr = strings.ReplaceAll(expr, "~", "^")
	known := true
	expr = identifier.ReplaceAllStringFunc(expr, func(id string) string {
		v := h.resolve(id, depth+1)
		if len(v) == 0 {
			known = false
			return id
		}
		return fmt.Sprintf("(%d)", v[0])
	})
	if !known {
		return 0, false
	}
	tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, expr)
	if err != nil || tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}

// hasMember reports whether a struct has a member, as a bit-field if the table has it as one.
func (h *headers) hasMember(structure string, m *codec.Member) bool {
	kind, ok := h.members(structure)[m.Name]
	return ok && (kind == bitField) == (m.Bits > 0)
}

// members returns what a struct declares, by name. Macros that stand for declarations are those, and macros that stand
// for members of members ("icmp6_data16[0]", "ip6_ctlun.ip6_un1.ip6_un1_plen") are members, too.
func (h *headers) members(structure string) map[string]declared {
	body := lone.ReplaceAllStringFunc(h.structs[structure].body, func(s string) string {
		name := identifier.FindString(s)
		if text := h.constants[name]; len(text) > 0 && strings.Contains(text[0], ";") {
			return strings.Replace(s, name, text[0], 1)
		}
		return s
	})
	names := map[string]declared{}
	declarations(body, names)
	for name, outer := range h.inner {
		if _, ok := names[outer]; ok {
			names[name] = plain
		}
	}
	return names
}

// declared groups the structs that the headers declare by the header.
func (h *headers) declared(structs map[*codec.Struct]part) map[string][]*codec.Struct {
	files := map[string][]*codec.Struct{}
	for s := range structs {
		if d, ok := h.structs[s.Name]; ok {
			files[d.file] = append(files[d.file], s)
		}
	}
	return files
}
