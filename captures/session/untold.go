package session

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// untoldIn returns the spans that a range has a part of.
func untoldIn(missing []codec.Span, from, to int) []codec.Span {
	first := 0
	if len(missing) > 0 {
		first, _ = slices.BinarySearchFunc(missing, from, func(s codec.Span, from int) int {
			if s.To <= from {
				return -1
			}
			return 1
		})
	}
	last := first
	for last < len(missing) && missing[last].From < to {
		last++
	}
	return missing[first:last]
}

// appendUntold appends the parts of the spans that are in a range, counted from its start.
func appendUntold(dst, missing []codec.Span, from, to int) []codec.Span {
	for _, s := range untoldIn(missing, from, to) {
		dst = append(dst, codec.Span{From: max(s.From, from) - from, To: min(s.To, to) - from, Text: s.Text})
	}
	return dst
}

// untoldBehind returns how many octets after a message, up to the next, the capture does not tell.
func untoldBehind(r *record, e *entry) int {
	n := 0
	for _, s := range untoldIn(r.Missing, int(e.to), int(e.next)) {
		n += min(s.To, int(e.next)) - max(s.From, int(e.to))
	}
	return n
}

// appendPieces appends the octets of a record in hexadecimal, and between them what is not in the capture.
func appendPieces(dst []byte, r *record) []byte {
	at := 0
	for _, s := range r.Missing {
		if s.From > at {
			dst = append(hex.AppendEncode(dst, r.Data[at:s.From]), ' ')
		}
		if s.Text != "" {
			dst = append(dst, codec.Printable(s.Text)...)
		} else {
			dst = fmt.Appendf(dst, "(%d octets not in the capture)", s.To-s.From)
		}
		if at = s.To; at < len(r.Data) {
			dst = append(dst, ' ')
		}
	}
	return hex.AppendEncode(dst, r.Data[at:])
}

// appendJSONUntold appends which octets are not told, and what the capture says in their place.
func appendJSONUntold(dst []byte, spans []codec.Span) []byte {
	if len(spans) == 0 {
		return dst
	}
	dst = append(dst, `"untold":[`...)
	for i, s := range spans {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, '['), int64(s.From), 10)
		dst = strconv.AppendInt(append(dst, ','), int64(s.To), 10)
		dst = append(dst, ']')
	}
	dst = append(dst, "],"...)
	if !slices.ContainsFunc(spans, func(s codec.Span) bool { return s.Text != "" }) {
		return dst
	}
	dst = append(dst, `"printed":[`...)
	for i, s := range spans {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, quoted(s.Text)...)
	}
	return append(dst, "],"...)
}
