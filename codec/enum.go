package codec

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// name returns the name of a value in two parts, short being "" if it has none. Flags have names only one by one.
func (e *Enum) name(v uint64) (prefix, short string) {
	if v < uint64(len(e.Names)) && e.Names[v] != "" {
		return e.Prefix, e.Names[v]
	}
	if n := findValue(e.Values, v, e.Flags); n != "" {
		return e.Prefix, n
	}
	return "", findValue(e.Others, v, e.Flags)
}

// findValue looks a value up in a list in ascending order, or in any order.
func findValue(values []Value, v uint64, unordered bool) string {
	if len(values) == 0 {
		return ""
	}
	i := 0
	if unordered {
		i = slices.IndexFunc(values, func(x Value) bool { return x.Value == v })
	} else {
		i = sort.Search(len(values), func(i int) bool { return values[i].Value >= v })
	}
	if i >= 0 && i < len(values) && values[i].Value == v {
		return values[i].Name
	}
	return ""
}

// smallValues is how many values have their names at hand; few enumerations have more.
const smallValues = 256

// NameOf returns the full C name of a value, or "" if it has none.
func (e *Enum) NameOf(v uint64) string {
	if v < smallValues {
		return e.smallNames()[v]
	}
	name, _ := e.AppendName(nil, v)
	return string(name)
}

// smallNames returns the full names of small values by number.
func (e *Enum) smallNames() *[smallValues]string {
	if names := e.small.Load(); names != nil {
		return names
	}
	names := new([smallValues]string)
	for v := range names {
		prefix, short := e.name(uint64(v))
		names[v] = prefix + short
	}
	e.small.Store(names)
	return names
}

// Value returns the number of a full or short name, in any case.
func (e *Enum) Value(name string) (uint64, bool) {
	for i, n := range e.Names {
		if n != "" && e.matches(n, name) {
			return uint64(i), true
		}
	}
	for i := range e.Values {
		if e.matches(e.Values[i].Name, name) {
			return e.Values[i].Value, true
		}
	}
	for i := range e.Others {
		if e.Others[i].Name == name {
			return e.Others[i].Value, true
		}
	}
	return 0, false
}

// All yields the values, in the order of the table, with their full names.
func (e *Enum) All(yield func(uint64, string) bool) {
	for i, n := range e.Names {
		if n != "" && !yield(uint64(i), e.Prefix+n) {
			return
		}
	}
	for i := range e.Values {
		if !yield(e.Values[i].Value, e.Prefix+e.Values[i].Name) {
			return
		}
	}
	for i := range e.Others {
		if !yield(e.Others[i].Value, e.Others[i].Name) {
			return
		}
	}
}

// Mask returns the bits that the value of a full name is a number in, 0 if these are all, or those that it has.
func (e *Enum) Mask(name string) uint64 {
	for i := range e.Values {
		if e.Values[i].Mask != 0 && e.Prefix+e.Values[i].Name == name {
			return e.Values[i].Mask
		}
	}
	return 0
}

func (e *Enum) matches(short, name string) bool { return nameMatches(e.Prefix, short, name) }

// nameMatches reports whether name is prefix+short, or short, letter case aside for the short form.
func nameMatches(prefix, short, name string) bool {
	if len(name) == len(short) {
		return strings.EqualFold(short, name)
	}
	return isFullName(prefix, short, name)
}

// isFullName reports whether name is exactly prefix+short, without building that string.
func isFullName(prefix, short, name string) bool {
	return len(name) == len(prefix)+len(short) && name[len(prefix):] == short && name[:len(prefix)] == prefix
}

// Parse reads a value as a person writes it: a full or short name, a number, or, of flags, several joined by "|". Of an
// unknown name the error says which one is nearest.
func (e *Enum) Parse(s string) (uint64, error) {
	v, _, err := e.parse(s)
	return v, err
}

// parse reads a value as a person or our own output writes it: a name, a number, or, for flags, several joined by "|".
// negative says that it is a number below 0, in two's complement.
func (e *Enum) parse(s string) (v uint64, negative bool, err error) {
	if e.Flags && strings.Contains(s, "|") {
		var all uint64
		for part := range strings.SplitSeq(s, "|") {
			v, n, err := e.parse(strings.TrimSpace(part))
			if err != nil {
				return 0, false, err
			}
			all, negative = all|v, negative || n
		}
		return all, negative, nil
	}
	if v, ok := e.Value(s); ok {
		return v, int64(v) < 0, nil // those of signed kinds: no unsigned one has names that large
	}
	if name, number, ok := strings.Cut(s, "|"); ok {
		return e.parseNumbered(strings.TrimSpace(name), strings.TrimSpace(number))
	}
	if v, negative, err := parseInteger(s); err == nil {
		return v, negative, nil
	}
	return 0, false, &Error{Offset: -1, Msg: unknownName("value of "+e.Name, s, e.allNames())}
}

// parseNumbered reads the name of some bits, and the number that the others are.
func (e *Enum) parseNumbered(name, number string) (v uint64, negative bool, err error) {
	if v, negative, err = e.parse(name); err != nil {
		return 0, false, err
	}
	n, _, err := parseInteger(number)
	if err != nil {
		return 0, false, err
	}
	for i := range e.Values {
		if x := &e.Values[i]; x.Mask != 0 && x.Value == v && n&x.Mask == 0 {
			return v | n, negative, nil
		}
	}
	return 0, false, valueError("%s holds no number %d", quote(name), n)
}

func (e *Enum) allNames() []string {
	var names []string
	for _, n := range e.All {
		names = append(names, n)
	}
	return names
}

// AppendName appends the full C name of a value, and reports whether it has one.
func (e *Enum) AppendName(dst []byte, v uint64) (_ []byte, ok bool) {
	if v < smallValues {
		n := e.smallNames()[v]
		return append(dst, n...), n != ""
	}
	if prefix, n := e.name(v); n != "" || e.Flags {
		return append(append(dst, prefix...), n...), n != ""
	}
	for i := range e.Values {
		if x := &e.Values[i]; x.Mask != 0 && v&x.Mask == x.Value {
			dst = append(append(append(dst, e.Prefix...), x.Name...), '|')
			return AppendUint(dst, v&^x.Mask), true
		}
	}
	return dst, false
}

// AppendValue appends the name of a value, the names of flags joined by "|" (what has no name in hexadecimal), or a
// number.
func (e *Enum) AppendValue(dst []byte, v uint64, signed bool) []byte {
	if e.Flags {
		return e.appendFlags(dst, v)
	}
	if named, ok := e.AppendName(dst, v); ok {
		return named
	}
	return AppendInteger(dst, v, signed)
}

func (e *Enum) appendFlags(dst []byte, v uint64) []byte {
	start := len(dst)
	w := e.Bits(v)
	for w.Next() {
		if len(dst) > start {
			dst = append(dst, '|')
		}
		dst = append(append(dst, e.Prefix...), w.Short...)
	}
	if w.Rest == 0 && len(dst) > start {
		return dst
	}
	if len(dst) > start {
		dst = append(dst, '|')
	}
	if w.Rest == 0 {
		if n := e.NameOf(0); n != "" {
			return append(dst, n...)
		}
		return append(dst, '0')
	}
	return strconv.AppendUint(append(dst, "0x"...), w.Rest, 16)
}

// FlagNames walks the names of the bits of a number.
type FlagNames struct {
	Short string // the current name, without the prefix of the Enum
	Rest  uint64 // what neither the current name nor one before it stands for
	e     *Enum
	all   uint64
	i     int
}

// Bits starts a walk over the names of the bits of a number, in the order of the table.
func (e *Enum) Bits(v uint64) FlagNames { return FlagNames{Rest: v, e: e, all: v} }

// Next goes on to the next name, and reports whether there is one.
func (w *FlagNames) Next() bool {
	for w.i < len(w.e.Values) {
		f := &w.e.Values[w.i]
		w.i++
		if bits, ok := f.names(w.all, w.Rest); ok {
			w.Short = f.Name
			w.Rest &^= bits
			return true
		}
	}
	return false
}

// AppendInteger appends a number in decimal; signed says that it is one in two's complement.
func AppendInteger(dst []byte, v uint64, signed bool) []byte {
	if signed && int64(v) < 0 {
		dst, v = append(dst, '-'), -v
	}
	return AppendUint(dst, v)
}
