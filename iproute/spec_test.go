package iproute

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestOpt tells a value of zero from none.
func TestOpt(t *testing.T) {
	var none Opt[int]
	if v, ok := none.Get(); ok || v != 0 || none.IsSet() || none.Or(7) != 7 {
		t.Error("nothing is something")
	}
	if v, ok := Set(0).Get(); !ok || v != 0 || !Set(0).IsSet() || Set(0).Or(7) != 0 {
		t.Error("zero is nothing")
	}
}

// TestLinkRef tells indexes from names.
func TestLinkRef(t *testing.T) {
	for ref, want := range map[LinkRef]any{"eth0": "eth0", ByIndex(3): 3, ByIndex(0): 0, ":x": ":x", ":": ":",
		"3": "3"} {
		if got := ref.value(); got != want {
			t.Errorf("%q is %v, want %v", ref, got, want)
		}
	}
}

// TestUnits writes handles and rates as tc does, and counts percentages as the kernel.
func TestUnits(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Handle(0x10010).String(), "1:10"}, {Handle(0xffffffff).String(), "root"}, {(100 * Mbit).String(), "100Mbit"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for _, p := range []Percent{0, 0.1, 25, 50, 99.9, 100} {
		if got := percentOf(p.share()); got < p-1e-6 || got > p+1e-6 {
			t.Errorf("%v%% comes back as %v%%", p, got)
		}
	}
	if Percent(100).share() != 1<<32-1 {
		t.Errorf("all is %d", Percent(100).share())
	}
}

// TestOtherKinds are told by their names alone.
func TestOtherKinds(t *testing.T) {
	l := LinkOf(decoded(t, made(t, "RTM_NEWLINK", Link{Kind: OtherKind("new"), Port: OtherKind("old")})[0]))
	if l.Kind() != "new" || l.PortKind() != "old" || l.Has("linkinfo", "data") || l.LinkInfo().Has("slave_data") {
		t.Errorf("%s, %s", l.Kind(), l.PortKind())
	}
	q := QdiscOf(decoded(t, made(t, "RTM_NEWQDISC", Qdisc{Kind: OtherKind("new")})[0]))
	c := ClassOf(decoded(t, made(t, "RTM_NEWTCLASS", Class{Kind: OtherKind("new")})[0]))
	f := FilterOf(decoded(t, made(t, "RTM_NEWTFILTER", Filter{Kind: OtherKind("new")})[0]))
	if q.Kind() != "new" || c.Kind() != "new" || f.Kind() != "new" || q.Has("options") {
		t.Errorf("%s, %s, %s", q.Kind(), c.Kind(), f.Kind())
	}
	actions := Actions{Tab: []Action{{Kind: OtherKind("new")}, {Kind: GactAction{}}}}
	a := ActionsOf(decoded(t, made(t, "RTM_NEWACTION", actions)[0]))
	var kinds []string
	for action := range a.Tab() {
		kinds = append(kinds, action.Kind())
	}
	if len(kinds) != 2 || kinds[0] != "new" || kinds[1] != "gact" {
		t.Errorf("actions %v", kinds)
	}
}

// TestGivers gives what no row of today's tables has, and the next may have.
func TestGivers(t *testing.T) {
	m := members{}
	giveShare(m, "share", Set(Percent(50)))
	giveShare(m, "no share", Opt[Percent]{})
	giveShareIn(m, "share in", 100)
	giveBitmap(m, "bits", []NeighState{1, 5})
	giveNestedList(m, "list", []int32{-7, 8})
	giveNestedList(m, "none", []int(nil))
	giveIndexedNests(m, "map", map[Family]RouteMetrics{AF_INET6: {}, AF_INET: {}})
	giveIndexedNestedList(m, "numbers", map[Family]uint32{AF_INET6: 6, AF_INET: 4})
	want := members{
		"share": uint64(1 << 31), "share in": uint64(1<<32 - 1), "bits": []any{uint64(1), uint64(5)},
		"list":    []codec.A{{Name: "1", Value: int64(-7)}, {Name: "2", Value: uint64(8)}},
		"map":     []codec.A{{Name: "2", Value: []codec.A{}}, {Name: "10", Value: []codec.A{}}},
		"numbers": []codec.A{{Name: "2", Value: uint64(4)}, {Name: "10", Value: uint64(6)}},
	}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("got %v, want %v", m, want)
	}
}

// TestBitmap yields the bits that are set, until no more are wanted.
func TestBitmap(t *testing.T) {
	l := LinkOf(decoded(t, made(t, "RTM_NEWLINK", Link{PhysPortID: []byte{0x05, 0x80}})[0]))
	var bits []int
	for bit := range bitmap[int](l.a, 34, at) {
		if bits = append(bits, bit); bit == 2 {
			break
		}
	}
	all := fmt.Sprint(bits)
	for bit := range bitmap[int](l.a, 34, at) {
		all += fmt.Sprint(" ", bit)
	}
	if all != "[0 2] 0 2 15" {
		t.Errorf("bits %s", all)
	}
}
