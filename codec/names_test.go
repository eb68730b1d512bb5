package codec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// structs returns the fixed structs of all message types, by name.
func structs() map[string]*codec.Struct {
	all := map[string]*codec.Struct{}
	add := func(types []*codec.MessageType) {
		for _, t := range types {
			for _, v := range append([]*codec.MessageType{t}, t.Variants...) {
				if v.Header != nil {
					all[v.Header.Name] = v.Header
				}
			}
		}
	}
	for _, p := range dec.Registry.Protocols() {
		add(p.Messages)
	}
	for _, f := range dec.Registry.Families() {
		add(f.Commands)
	}
	add(codec.ControlTypes())
	return all
}

// TestMemberNamesAreClear holds the names by which members of fixed structs are given: the C name, the same without
// prefix and pyroute2's. None may stand for two members, or for a key that the dict of a message has anyway.
func TestMemberNamesAreClear(t *testing.T) {
	keys := []string{"attrs", "header", "event", "nl_protocol", "byteorder", "raw_len", "pad",
		"genl_family", "msg", "hex", "cmd", "version", "reserved"}
	for name, s := range structs() {
		owner := map[string]string{}
		prefix, _, _ := strings.Cut(s.Members[0].Name, "_")
		for _, m := range s.Members {
			names := []string{m.Name, strings.TrimPrefix(m.Name, prefix+"_")}
			if m.Py != "" {
				names = append(names, m.Py)
			}
			for _, n := range slices.Compact(names) {
				if other := owner[n]; other != "" && other != m.Name {
					t.Errorf("%s: %s is both %s and %s", name, n, other, m.Name)
				}
				owner[n] = m.Name
				if slices.Contains(keys, n) && m.Kind != codec.Pad &&
					(name != "dcbmsg" || n != "cmd") { // "cmd" is a key of generic netlink only
					t.Errorf("%s: %s is a key of the dict that pyroute2's form makes of every message", name, n)
				}
			}
		}
	}
}
