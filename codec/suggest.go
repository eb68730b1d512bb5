package codec

import "strings"

// unknownName says that a name is not known, and which known one is nearest.
func unknownName(what, name string, known []string) string {
	msg := "unknown " + what + " " + quote(name)
	if s := nearest(name, known); s != "" {
		msg += "; did you mean " + s + "?"
	}
	return msg
}

func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "…"
	}
	return string(appendQuoted(nil, s, '"'))
}

// Nearest returns the known name that is closest to a mistyped one, or "" if none is near. Prefixes and letter case
// count for nothing.
func Nearest(name string, known []string) string { return nearest(name, known) }

func nearest(name string, known []string) string {
	if len(name) > 64 {
		return ""
	}
	best, bestDistance := "", max(2, len(name)/3)+1
	lower := strings.ToLower(name)
	for _, k := range known {
		full := strings.ToLower(k)
		d := editDistance(lower, full)
		for i, c := range full { // compare with what follows each underscore too: "mtu" is near IFLA_MTU
			if c == '_' {
				d = min(d, editDistance(lower, full[i+1:]))
			}
		}
		if d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}

// editDistance is the Levenshtein distance of two strings.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
