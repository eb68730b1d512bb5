package iproute

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// segments returns a list of addresses of IPv6: of a text with commas, or a list.
func segments(value any) ([]netip.Addr, error) {
	if addrs, ok := value.([]netip.Addr); ok {
		return addrs, nil
	}
	var all []netip.Addr
	if text, ok := value.(string); ok {
		value = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	}
	for _, x := range severalOf(value) {
		prefix, err := parsePrefix(x)
		if err != nil || !prefix.Addr().Is6() {
			return nil, fmt.Errorf("want segments, which are addresses of IPv6, got %s", codec.Describe(x))
		}
		all = append(all, prefix.Addr())
	}
	return all, nil
}

// segmentRouting returns a struct ipv6_sr_hdr (RFC 8754) of the segments in the order in which they are visited, with
// one left free for the destination of each packet if the header goes into packets as they are, and with the key of a
// signature unless that is 0.
func segmentRouting(value, key any, inline bool) (map[string]any, error) {
	visited, err := segments(value)
	if err != nil {
		return nil, err
	}
	if len(visited) == 0 {
		return nil, fmt.Errorf(`want "segs", the segments`)
	}
	if inline {
		visited = append(slices.Clone(visited), netip.IPv6Unspecified())
	}
	id, err := codec.NumberOf(orZero(key), 32)
	if err != nil {
		return nil, fmt.Errorf("hmac: %w", err)
	}
	visited = slices.Clone(visited)
	slices.Reverse(visited)
	last := len(visited) - 1
	header := map[string]any{
		"type": 4, "hdrlen": 2 * len(visited), "segments_left": last, "first_segment": last, "segments": visited,
	}
	if id != 0 {
		header["flags"], header["hdrlen"] = "HMAC", 2*len(visited)+5
		header["segments"] = signed(visited, uint32(id))
	}
	return header, nil
}

func orZero(value any) any {
	if value == nil {
		return 0
	}
	return value
}

// signed returns segments with the TLV of a signature after them, which the kernel fills in.
func signed(segments []netip.Addr, key uint32) []byte {
	const typ, size = 5, 38 // SR6_TLV_HMAC, and what follows these two octets (linux/seg6_hmac.h)
	var b []byte
	for _, s := range segments {
		b = append(b, s.AsSlice()...)
	}
	b = append(b, typ, size, 0, 0)
	b = binary.BigEndian.AppendUint32(b, key)
	return append(b, make([]byte, 32)...)
}

// finishSeg6 makes the header of segments and mode.
func finishSeg6(v *values) error {
	if v.has("SEG6_IPTUNNEL_SRH") {
		return nil
	}
	mode := "encap"
	if said, ok := v.fixed["mode"].(string); ok {
		mode = said
	}
	header, err := segmentRouting(v.fixed["segs"], v.fixed["hmac"], mode == "inline")
	if err != nil {
		return err
	}
	header["mode"] = strings.ReplaceAll(mode, ".", "_")
	v.replace(header, "SEG6_IPTUNNEL_SRH")
	clear(v.fixed)
	return nil
}

// finishSeg6Local makes the header that an action puts before packets, or into them: of Args of segs, and hmac.
func finishSeg6Local(v *values) error {
	value, ok := v.fixed["srh"]
	if !ok {
		return nil
	}
	said, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("srh: want Args of segs and hmac, got %s", codec.Describe(value))
	}
	for name := range said {
		if name != "segs" && name != "hmac" {
			return codec.UnknownName("word for a header of segments", name, []string{"segs", "hmac"})
		}
	}
	action, _ := v.get("SEG6_LOCAL_ACTION")
	number, _ := v.of.enumOf("SEG6_LOCAL_ACTION").Parse(fmt.Sprint(action))
	header, err := segmentRouting(said["segs"], said["hmac"], number == endB6)
	v.replace(header, "SEG6_LOCAL_SRH")
	clear(v.fixed)
	return err
}

// endB6 is SEG6_LOCAL_ACTION_END_B6, which puts the header into packets as they are (linux/seg6_local.h).
const endB6 = 9

// sayLocalBPF says the program of the action End.BPF: Args of fd and name.
func sayLocalBPF(v *values, value any) error {
	said, _ := value.(map[string]any)
	if said["fd"] == nil {
		return fmt.Errorf("want Args of fd and name, got %s", codec.Describe(value))
	}
	v.replace([]codec.A{{Name: "SEG6_LOCAL_BPF_PROG", Value: said["fd"]}}, "SEG6_LOCAL_BPF")
	if name, ok := said["name"]; ok {
		v.put(name, "SEG6_LOCAL_BPF", "SEG6_LOCAL_BPF_PROG_NAME")
	}
	return nil
}

// sayFlavors says flavors of an action: "psp,usp", or a list.
func sayFlavors(v *values, value any) error {
	if names, ok := namesIn(value); ok {
		names = slices.Clone(names)
		for i, name := range names {
			names[i] = strings.ReplaceAll(name, "-", "_")
		}
		value = names
	}
	v.replace(value, "SEG6_LOCAL_FLAVORS", "SEG6_LOCAL_FLV_OPERATION")
	return nil
}

// sayRPL says the segments of RPL (RFC 6554), in the order in which they are visited.
func sayRPL(v *values, value any) error {
	visited, err := segments(value)
	v.replace(map[string]any{
		"type": 3, "hdrlen": 2 * len(visited), "segments_left": len(visited), "segments": visited,
	}, "RPL_IPTUNNEL_SRH")
	return err
}

// sayTrace says the trace of IOAM (RFC 9197): Args of type, ns, its namespace, and size in octets.
func sayTrace(v *values, value any) error {
	said, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("want Args of type, ns and size, got %s", codec.Describe(value))
	}
	number := map[string]uint64{"type": 0, "ns": 0, "size": 0}
	for name, x := range said {
		if _, ok := number[name]; !ok {
			return codec.UnknownName("word for a trace", name, []string{"type", "ns", "size"})
		}
		n, err := codec.NumberOf(x, 24)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		number[name] = n
	}
	v.replace(map[string]any{
		"namespace_id": number["ns"], "type_be32": number["type"] << 8, "remlen": number["size"] / 4,
	}, "IOAM6_IPTUNNEL_TRACE")
	return nil
}

// sayFreq says of how many packets how many are traced: "1/5".
func sayFreq(v *values, value any) error {
	k, n, ok := strings.Cut(fmt.Sprint(value), "/")
	if !ok {
		return fmt.Errorf(`want "K/N": K of N packets, got %s`, codec.Describe(value))
	}
	v.replace(k, "IOAM6_IPTUNNEL_FREQ_K")
	v.replace(n, "IOAM6_IPTUNNEL_FREQ_N")
	return nil
}

// sayLocator says a locator of ILA: a number, or the upper half of an address, "2001:db8:1:1".
func sayLocator(v *values, value any) error {
	text, ok := value.(string)
	if !ok || isNumber(text) {
		v.replace(value, "ILA_ATTR_LOCATOR")
		return nil
	}
	var locator uint64
	groups := strings.Split(text, ":")
	for _, group := range groups {
		n, err := strconv.ParseUint(group, 16, 16)
		if err != nil || len(groups) != 4 {
			return fmt.Errorf("%q is no locator: want four groups of an address", text)
		}
		locator = locator<<16 | n
	}
	v.replace(locator, "ILA_ATTR_LOCATOR")
	return nil
}
