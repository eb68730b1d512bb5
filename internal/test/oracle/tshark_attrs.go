package oracle

import (
	"fmt"
	"strconv"
	"strings"
)

// attrs compares the attributes: each of tshark's has to be one of ours, or in octets that we keep whole; where tshark
// takes a nest apart, each of ours has to be one of tshark's.
func (v *view) attrs() {
	if len(v.Record.Missing) > 0 {
		return // zeros stand for octets that nobody knows
	}
	all := places(v.Message.Message)
	at := make(map[int]place, len(all))
	for _, p := range all {
		if !p.IsTail() {
			at[p.Offset()] = p
		}
	}
	nests := map[int]bool{} // those that tshark takes apart
	for off := 0; off < len(v.Bytes()); off++ {
		length, ok := number(v.fields[v.Offset+off], 2, "netlink.attr_len")
		if !ok {
			continue
		}
		p, ok := at[off]
		if !ok {
			v.inside(all, off, length)
			continue
		}
		nests[p.up] = true
		v.attr(p, length)
	}
	for _, p := range all {
		if _, ok := number(v.fields[v.Offset+p.Offset()], 2, "netlink.attr_len"); !ok && nests[p.up] {
			v.differ(p.Path(), fmt.Sprintf("an attribute of %d octets", p.size()), "none")
		}
	}
}

// inside judges an attribute of tshark's that is none of ours.
func (v *view) inside(all []place, off int, length uint64) {
	p, ok := innermost(all, off)
	switch {
	case ok && p.whole():
		v.tally.Whole++
	case ok:
		v.differ(p.Path()+" inside", "no attribute", fmt.Sprintf("one of %d octets", length))
	default:
		v.differ(fmt.Sprintf("offset %d", off), "no attribute", fmt.Sprintf("one of %d octets", length))
	}
}

// attr compares the header of an attribute, and its value.
func (v *view) attr(p place, length uint64) {
	v.tally.Attrs++
	if int(length) != p.size() {
		v.differ(p.Path()+" length", p.size(), length)
	}
	for _, f := range v.fields[v.Offset+p.Offset()+2] {
		theirs, ok := parseShow(f.Show)
		if !ok || f.Size != 2 {
			continue
		}
		name, ours := "type", uint64(p.Type())
		switch {
		case strings.HasSuffix(f.Name, ".nested"):
			name, ours = "NLA_F_NESTED", bit(p.Nested())
		case strings.HasSuffix(f.Name, ".net_byteorder"):
			name, ours = "NLA_F_NET_BYTEORDER", bit(p.NetByteOrder())
		case f.Name == "netlink.attr_type" || f.Name == "netlink.attr_index":
			theirs &= 0x3fff
		}
		if theirs != ours {
			v.differ(p.Path()+" "+name, ours, theirs)
		}
	}
	v.value(p, v.fields[v.Offset+p.Offset()+4])
}

func bit(set bool) uint64 {
	if set {
		return 1
	}
	return 0
}

// value compares the value of an attribute to the field that covers its payload.
func (v *view) value(p place, fields []Field) {
	if p.IsNest() {
		return
	}
	for _, f := range fields {
		if f.Size != len(p.Payload()) || rawOctets(f.Name) {
			continue
		}
		value := p.Value()
		if _, opaque := value.([]byte); opaque {
			return
		}
		v.tally.Values++
		if !agree(value, f.Show) {
			v.differ(p.Path(), value, f.Show+" "+f.Name)
		}
		return
	}
	v.tally.Opaque++
}

// rawOctets reports whether a field shows octets that tshark knows nothing more of.
func rawOctets(name string) bool {
	return strings.HasPrefix(name, "netlink.") || strings.HasPrefix(name, "data") || name == "nl80211.attr_value"
}

// agree reports whether a value is what tshark prints.
func agree(value any, show string) bool {
	n, isNumber := parseShow(show)
	switch v := value.(type) {
	case uint64:
		return isNumber && n == v
	case int64:
		return isNumber && (int64(n) == v || n == uint64(uint32(v)) && v < 0)
	case bool:
		return isNumber && (n == 1) == v || strings.EqualFold(show, strconv.FormatBool(v))
	}
	return fmt.Sprint(value) == show
}
