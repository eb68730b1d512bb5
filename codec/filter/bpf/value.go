package bpf

import (
	"math"
	"net"
	"net/netip"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
)

// integer has a test compare an integer of a kind.
func integer(t *test, value any, kind codec.Kind) (outcome, *test) {
	v, ok := value.(int)
	if !ok || v < 0 || t.size < 8 && uint64(v) >= 1<<(8*t.size) || uint64(v) > math.MaxInt64 {
		return unknown, nil
	}
	if t.op != filter.Equal && (t.size == 8 || kind.IsSigned()) || kind.IsSigned() && v >= 1<<(8*t.size-1) {
		return unknown, nil
	}
	t.value, t.same = uint64(v), isTrue
	return unknown, t
}

// octets compares an address or a text.
func (t *test) octets(spec *codec.Spec, s string) (outcome, *test) {
	if t.op != filter.Equal {
		return t.onlyAbsent()
	}
	t.same, t.whole = isTrue, true
	switch spec.Kind {
	case codec.IP, codec.IP4, codec.IP6:
		a, err := netip.ParseAddr(s)
		if err != nil || a.Zone() != "" || among(spec, codec.String) || a.Is6() && among(spec, codec.LLAddr) {
			return t.onlyAbsent()
		}
		t.text = a.AsSlice()
	case codec.LLAddr:
		a, err := net.ParseMAC(s)
		if err != nil || a.String() != s || among(spec, codec.String) || spec.Select != nil && len(a) != 6 {
			return t.onlyAbsent()
		}
		t.text = a
	case codec.String:
		if spec.Select != nil || s == "" || len(s) > 64 || strings.ContainsFunc(s, odd) {
			return t.onlyAbsent()
		}
		t.text, t.whole, t.nul = []byte(s), false, true
	default:
		return t.onlyAbsent()
	}
	if spec.Select != nil { // the octets may be something else
		t.same = unknown
	}
	return unknown, t
}

func odd(r rune) bool { return r < ' ' || r > '~' }

// among reports whether one of the layouts that an attribute may have instead of its own is of a kind, so that its text
// may be that of an address whose octets are others: an address of the link layer can read as one of IPv6.
func among(spec *codec.Spec, kind codec.Kind) bool {
	for sel := spec.Select; sel != nil; sel = sel.Else() {
		for _, each := range sel.Cases() {
			if each.Spec != nil && (each.Spec.Kind == kind || among(each.Spec, kind)) {
				return true
			}
		}
	}
	return false
}

// isBig reports whether an integer of a kind is in network order.
func isBig(k codec.Kind) bool {
	return k == codec.BE16 || k == codec.BE32 || k == codec.BE64 || hostBig
}

func align(n uint32) uint32 { return (n + 3) &^ 3 }
