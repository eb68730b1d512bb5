package main

import (
	"iter"
	"maps"
	"strings"
	"unicode"

	"github.com/nlkit/nlkit/codec"
)

// goName makes a Go name of words in C, in any case: MCAST_QUERIER_STATE, ip6gre, ovs-bridge.
func goName(c string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(c, func(r rune) bool { return r == '_' || r == '-' || r == '.' }) {
		b.WriteString(goWord(strings.ToLower(word)))
	}
	name := b.String()
	if name != "" && unicode.IsDigit(rune(name[0])) {
		return "No" + name
	}
	return name
}

// goWord is one word of a name: an initialism, a word that is spelled otherwise, or a word with a capital.
func goWord(word string) string {
	if spelled, ok := words[word]; ok {
		return spelled
	}
	bare := strings.TrimRight(word, "0123456789")
	if _, ok := words[bare]; ok && bare != "" {
		return words[bare] + word[len(bare):]
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// told returns what the configuration says of a name, or what is said without it.
func (g *generator) told(config map[string]string, name, otherwise string) string {
	n, ok := config[name]
	if !ok {
		return otherwise
	}
	g.used[name] = true
	return n
}

// severally reports whether an attribute may stand in a nest more than once.
func (g *generator) severally(object, cname string) bool {
	for _, name := range []string{cname, object + "." + cname} {
		if severalTimes[name] {
			g.used[name] = true
			return true
		}
	}
	return false
}

// onlyTold reports whether the kernel alone tells an attribute.
func (g *generator) onlyTold(cname string) bool {
	g.used[cname] = g.used[cname] || kernelTells[cname]
	return kernelTells[cname]
}

// unused says what of the configuration is about nothing that there is.
func (g *generator) unused() {
	for _, names := range []iter.Seq[string]{
		maps.Keys(fieldNames), maps.Keys(objectNames), maps.Keys(enumNames), maps.Keys(sameEnums), maps.Keys(plainEnums),
		maps.Keys(structNames), maps.Keys(severalTimes), maps.Keys(plainFields), maps.Keys(overrides),
		maps.Keys(kernelTells),
	} {
		for name := range names {
			if !g.used[name] {
				g.faultf("there is no %s, which config.go or spelling.go has", name)
			}
		}
	}
}

// structName makes a name of that of a C struct, without what says in C alone where it is from.
func (g *generator) structName(c string) string {
	if name := g.told(structNames, c, ""); name != "" {
		return name
	}
	for _, prefix := range structPrefixes {
		if rest, ok := strings.CutPrefix(c, prefix); ok {
			return goName(rest)
		}
	}
	return goName(c)
}

// bareName is the name of a member without what the names of all members start with.
func bareName(of *codec.Struct, m *codec.Member) string {
	for i := range of.Members {
		if other := &of.Members[i]; other.Kind != codec.Pad && of.BareName(other) == other.Name {
			return m.Name
		}
	}
	return of.BareName(m)
}

// join joins the parts of a doc comment that are not empty.
func join(sep string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, sep)
}
