package brief_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
)

// TestNames changes names at random beside a map, and looks at those of before again.
func TestNames(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var now *brief.Names
	want := map[uint32]string{}
	type moment struct {
		names *brief.Names
		want  map[uint32]string
	}
	var before []moment
	indexes := []uint32{1, 2, 15, 16, 17, 31, 32, 255, 256, 257, 4096, 1 << 20, 1<<32 - 1}
	for i := range 500 {
		index, name := indexes[r.IntN(len(indexes))], fmt.Sprint("l", i)
		if r.IntN(3) == 0 {
			name = ""
		}
		now = now.With(index, name)
		want[index] = name
		copied := map[uint32]string{}
		for k, v := range want {
			copied[k] = v
		}
		before = append(before, moment{now, copied})
	}
	for i, b := range before {
		for _, index := range append(indexes, 3, 18, 1<<24) {
			if got := b.names.Of(index); got != b.want[index] {
				t.Fatalf("after change %d: link %d is %q, want %q", i, index, got, b.want[index])
			}
		}
	}
	if now.With(0, "none") != now || now.With(1, now.Of(1)) != now {
		t.Error("what changes nothing makes other names")
	}
}

// TestNamesOver looks names up over others.
func TestNamesOver(t *testing.T) {
	others := new(brief.Names).With(1, "lo").With(2, "eth0")
	own := new(brief.Names).With(2, "eth1").Over(others)
	if own.Of(1) != "lo" || own.Of(2) != "eth1" || own.Of(3) != "" {
		t.Errorf("got %q, %q, %q", own.Of(1), own.Of(2), own.Of(3))
	}
	var none *brief.Names
	if none.Over(others) != others || others.Over(nil) != others || others.Over(others) != others {
		t.Error("names over none, or none over names, are not the names")
	}
}

// TestNamesLearn learns from what the kernel tells of the links of its own namespace, and from nothing else.
func TestNamesLearn(t *testing.T) {
	va := attrs{{Name: "IFLA_IFNAME", Value: "va"}}
	for _, c := range []struct {
		what  string
		typ   string
		flags uint16
		fixed fixed
		attrs attrs
		want  string // of link 12, that was old
	}{
		{"a link", "RTM_NEWLINK", codec.FlagMulti, fixed{"ifi_index": 12}, va, "va"},
		{"a port", "RTM_NEWLINK", 0, fixed{"ifi_index": 12, "ifi_family": "AF_BRIDGE"}, va, "va"},
		{"a link without a name", "RTM_NEWLINK", 0, fixed{"ifi_index": 12}, nil, "old"},
		{"an empty name", "RTM_NEWLINK", 0, fixed{"ifi_index": 12}, attrs{{Name: "IFLA_IFNAME", Value: ""}}, "old"},
		{"a link of elsewhere", "RTM_NEWLINK", 0, fixed{"ifi_index": 12},
			append(attrs{{Name: "IFLA_TARGET_NETNSID", Value: 0}}, va...), "old"},
		{"a request", "RTM_NEWLINK", codec.FlagRequest, fixed{"ifi_index": 12}, va, "old"},
		{"a link that goes", "RTM_DELLINK", 0, fixed{"ifi_index": 12}, va, ""},
		{"a link that is no port any more", "RTM_DELLINK", 0, fixed{"ifi_index": 12, "ifi_family": "AF_BRIDGE"}, va, "old"},
		{"a request to remove it", "RTM_DELLINK", codec.FlagRequest, fixed{"ifi_index": 12}, nil, "old"},
		{"another object", "RTM_NEWADDR", 0, fixed{"ifa_index": 12}, attrs{{Name: "IFA_LABEL", Value: "va"}}, "old"},
	} {
		n := new(brief.Names).With(12, "old")
		if got := n.Learn(message(t, c.typ, c.flags, c.fixed, c.attrs)).Of(12); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
	m := message(t, "RTM_NEWLINK", 0, fixed{"ifi_index": 12}, va)
	n := new(brief.Names).Learn(m)
	if allocs := testing.AllocsPerRun(10, func() { n = n.Learn(m) }); allocs != 0 {
		t.Errorf("what is known already takes %v allocations to learn, want 0", allocs)
	}
	untold := decode(m.Bytes(), codec.Context{Missing: []codec.Span{{From: 36, To: 38}}})
	if got := n.With(12, "old").Learn(untold).Of(12); got != "old" {
		t.Errorf("learned %q of a name that is not told", got)
	}
}

// TestNamesAreBounded learns of no end of links, and forgets some.
func TestNamesAreBounded(t *testing.T) {
	var n *brief.Names
	for i := uint32(1); i < 200_000; i++ {
		n = n.With(i, "x")
	}
	if n.Of(1) != "x" || n.Of(199_999) != "" {
		t.Error("more links than remembered have names, or the first have none")
	}
	if n = n.With(1, "").With(1_000_000, "y"); n.Of(1_000_000) != "y" {
		t.Error("what is forgotten makes no room")
	}
}
