package iproute_test

import (
	"iter"
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// TestTcKinds makes every kind of traffic control, by names and by its typed spec: it is read back by us and by tc.
func TestTcKinds(t *testing.T) { onKernels(t, makeTCKinds) }

func makeTCKinds(t *testing.T) {
	ip := open(t)
	for _, k := range tcKinds {
		command, names, spec := k.said()
		for way, said := range map[string]iproute.Spec{"by names": names, "typed": spec} {
			withLinks(t, ip, func(dev iproute.LinkRef) {
				if below := k.below(); below != nil {
					succeeds(t)(ip.Tc(t.Context(), "add", dev, below))
				}
				if _, err := ip.Tc(t.Context(), command, dev, said); err != nil {
					t.Errorf("%s %s %s: %v", k.of, k.kind, way, err)
					return
				}
				if !k.isThere(t, ip, dev) {
					t.Errorf("%s %s %s: it is not there", k.of, k.kind, way)
				}
				if way != "typed" { // the octets are the same
					return
				}
				out, err := exec.Command("tc", k.show()...).CombinedOutput()
				if text := string(out); err != nil || !strings.Contains(strings.ToLower(text), k.kind) ||
					!strings.Contains(text, k.shown) {
					t.Errorf("%s %s %s: %v: tc says\n%swant %s", k.of, k.kind, way, err, out, k.shown)
				}
			})
		}
	}
}

// TestRouteFromLink makes filters by the link that packets come from, by its name: the kernel takes no handle but the one
// that is made of its index.
func TestRouteFromLink(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("sch_htb"), testbed.Module("cls_route"), testbed.Module("cls_basic"),
		testbed.Module("em_meta"))
	ip := open(t)
	withLinks(t, ip, func(dev iproute.LinkRef) {
		ctx, do := t.Context(), succeeds(t)
		do(ip.Tc(ctx, "add", dev, args{"kind": "htb", "handle": "1:"}))
		do(ip.Tc(ctx, "add-filter", dev, args{"kind": "route", "parent": "1:", "protocol": "ip", "prio": 1, "fromif": "v1",
			"classid": "1:1"}))
		do(ip.Tc(ctx, "add-filter", dev, iproute.Filter{Parent: 0x10000, Protocol: iproute.Set(iproute.ETH_P_IP), Prio: set(1),
			Kind: iproute.RouteFilter{To: set(10), IIF: "v1", ClassID: 0x10001}}))
		do(ip.Tc(ctx, "add-filter", dev, args{"kind": "basic", "parent": "1:", "protocol": "ip", "prio": 2,
			"match": `meta(dev shift 1 eq "v")`}))
		want := map[int]bool{0x80028000: true, 0x8002000a: true}
		for f, err := range ip.GetFilters(ctx, dev) {
			if err != nil {
				t.Fatal(err)
			}
			if route := f.Route(); f.Has("options") && f.Kind() == "route" && route.IIF() == 2 {
				delete(want, int(f.Handle()))
			}
		}
		if len(want) > 0 {
			t.Errorf("there is none of the handles %v", want)
		}
	})
}

// withLinks calls what has the links v1 and v0, the second and third.
func withLinks(t *testing.T, ip *iproute.IPRoute, do func(dev iproute.LinkRef)) {
	t.Helper()
	for index, name := range map[int]string{2: "v1", 3: "v0"} {
		succeeds(t)(ip.Link(t.Context(), "add", args{"ifname": name, "index": index, "kind": "dummy", "num_tx_queues": 4,
			"state": "up"}))
	}
	do("v0")
	succeeds(t)(ip.Link(t.Context(), "del", args{"ifname": "v0"}))
	succeeds(t)(ip.Link(t.Context(), "del", args{"ifname": "v1"}))
}

// below returns the queueing discipline that a kind needs, nil if it needs none.
func (k tcKind) below() args {
	switch k.of {
	case "class":
		return args{"kind": k.kind, "handle": "1:"}
	case "filter":
		return args{"kind": "htb", "handle": "1:"}
	case "action":
		return args{"kind": "clsact"}
	}
	return nil
}

// isThere looks for the kind in what the kernel tells.
func (k tcKind) isThere(t *testing.T, ip *iproute.IPRoute, dev iproute.LinkRef) bool {
	t.Helper()
	ctx := t.Context()
	switch k.of {
	case "qdisc":
		return hasKind(t, ip.GetQdiscs(ctx, dev), k.kind)
	case "class":
		return hasKind(t, ip.GetClasses(ctx, dev), k.kind)
	case "filter":
		return hasKind(t, ip.GetFilters(ctx, dev), k.kind)
	}
	return hasKind(t, ip.GetActions(ctx, k.kind), k.kind)
}

func hasKind[T interface{ Kind() string }](t *testing.T, dump iter.Seq2[T, error], kind string) (found bool) {
	t.Helper()
	for x, err := range dump {
		if err != nil {
			t.Error(err)
			break
		}
		found = found || x.Kind() == kind
	}
	return found
}

// show returns the arguments of tc that show the kind.
func (k tcKind) show() []string {
	if k.of == "action" {
		return []string{"filter", "show", "dev", "v0", "ingress"}
	}
	return []string{k.of, "show", "dev", "v0"}
}
