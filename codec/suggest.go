package codec

import (
	"errors"
	"strings"
)

// DidYouMean ends an error about a name that is not known with the nearest of those that are: "; did you mean
// IFLA_MTU?". It is empty if none is near. Prefixes and letter case count for nothing.
func DidYouMean(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// UnknownName says that nothing of a kind has a name, and which name is nearest: `unknown multicast group "lnik"; did
// you mean RTNLGRP_LINK?`.
func UnknownName(what, name string, known []string) error {
	return errors.New(unknownName(what, name, known))
}

func unknownName(what, name string, known []string) string {
	return "unknown " + what + " " + quote(name) + DidYouMean(name, known)
}

func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "…"
	}
	return string(AppendQuoted(nil, s, '"'))
}

// nearest returns the known name that is closest to a mistyped one, or "" if none is near.
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
