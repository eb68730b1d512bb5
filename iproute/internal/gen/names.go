package main

import (
	"strings"
	"unicode"
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

// structName makes a name of that of a C struct, without what says in C alone where it is from.
func structName(c string) string {
	if name, ok := structNames[c]; ok {
		return name
	}
	for _, prefix := range structPrefixes {
		if rest, ok := strings.CutPrefix(c, prefix); ok {
			return goName(rest)
		}
	}
	return goName(c)
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
