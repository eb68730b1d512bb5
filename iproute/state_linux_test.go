package iproute_test

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/verdicts"
)

// beginning is what a namespace has before a job: as commands of ip -batch.
const beginning = `link add e0 address 02:00:00:00:00:01 type veth peer name e1 address 02:00:00:00:00:02
link add e2 address 02:00:00:00:00:03 type veth peer name e3 address 02:00:00:00:00:04
link set e0 addrgenmode none
link set e1 addrgenmode none
link set e2 addrgenmode none
link set e3 addrgenmode none
link set e0 up
link set e1 up
link set e2 up
link set e3 up
addr add 10.0.0.1/24 dev e0
addr add 192.168.0.10/24 dev e2
addr add 2001:db8::1/64 dev e0 nodad
`

// batch runs commands of ip, a line each.
func batch(t testing.TB, commands string) {
	t.Helper()
	cmd := exec.Command("ip", "-batch", "-")
	cmd.Stdin = strings.NewReader(commands)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("ip -batch: %v: %s\n%s", err, out, commands)
	}
}

// fact is what the kernel tells of one object: what is compared, and what is shown.
type fact struct{ key, text string }

// factOf returns a message without what differs from run to run.
func factOf(m *codec.Message) fact {
	if m.Type().Header.Name == "tcmsg" {
		return tcFactOf(m)
	}
	b, name := m.Bytes(), m.Type().Name
	header := m.Type().Header.Size()
	key := name + " " + hex.EncodeToString(b[codec.HeaderLen:codec.HeaderLen+header])
	for a := range m.Root().Children() {
		key += fmt.Sprintf(" %s=%x", a.Path(), lasting(a))
	}
	return fact{key, strings.TrimSpace(string(form.OneLine.Append(nil, m)))}
}

// lasting returns of the octets of an attribute what does not change with time: lifetimes are rounded, and how long ago
// something happened is left out.
func lasting(a codec.Attr) []byte {
	b := slices.Clone(a.Payload())
	round := func(at int, unit uint32) {
		if n := binary.NativeEndian.Uint32(b[at:]); n != 1<<32-1 {
			binary.NativeEndian.PutUint32(b[at:], (n+5*unit)/(10*unit))
		}
	}
	switch a.Path() {
	case "IFA_CACHEINFO":
		round(0, 1)
		round(4, 1)
		clear(b[8:])
	case "RTA_CACHEINFO":
		round(8, 100)
		clear(b[:8])
		clear(b[12:])
	case "NDA_CACHEINFO", "NDA_PROBES", "NHA_RES_GROUP":
		return nil
	}
	return b
}

// comesLater reports whether the kernel makes an object by itself when it comes to it, as IPv6 does with
// the routes of addresses, and fair queues with classes for flows.
func comesLater(m *codec.Message) bool {
	switch m.Type().Name {
	case "RTM_NEWROUTE":
		r := iproute.RouteOf(m)
		return r.Family() == iproute.AF_INET6 && r.Protocol() == iproute.RTPROT_KERNEL
	case "RTM_NEWNEIGH":
		return iproute.NeighOf(m).Type() == iproute.RTN_MULTICAST
	case "RTM_NEWTCLASS":
		return slices.Contains([]string{"cake", "fq_codel", "sfq"}, iproute.ClassOf(m).Kind())
	}
	return false
}

// tcDumps ask for all of traffic control of the link 3, and of the filters that links share as block 1.
var tcDumps = func() (list []codec.Request) {
	ask := func(index, parent int64, types ...string) {
		for _, typ := range types {
			list = append(list, codec.Request{Type: typ, Fixed: map[string]any{"tcm_ifindex": index, "tcm_parent": parent}})
		}
	}
	ask(3, 0, "RTM_GETQDISC", "RTM_GETTCLASS")
	for _, parent := range []iproute.Handle{0, iproute.FilterIngress, iproute.FilterEgress} {
		ask(3, int64(parent), "RTM_GETTFILTER", "RTM_GETCHAIN")
	}
	ask(-1, 1, "RTM_GETTFILTER", "RTM_GETCHAIN")
	return list
}()

// dumps ask for all that a namespace has of what is compared.
var dumps = append([]codec.Request{
	{Type: "RTM_GETADDR"}, {Type: "RTM_GETROUTE"}, {Type: "RTM_GETRULE"}, {Type: "RTM_GETNEIGH"}, {Type: "RTM_GETNEXTHOP"},
}, tcDumps...)

// sortFacts puts them into an order that hash tables do not decide. That of routes says which is taken.
func sortFacts(facts []fact) []fact {
	slices.SortStableFunc(facts, func(a, b fact) int {
		if strings.HasPrefix(a.key, "RTM_NEWROUTE") && strings.HasPrefix(b.key, "RTM_NEWROUTE") {
			return 0
		}
		return strings.Compare(a.key, b.key)
	})
	return facts
}

// stateOf returns what the kernel tells of the namespace.
func stateOf(t testing.TB, ip *iproute.IPRoute) []fact { return factsOf(t, ip, dumps) }

// factsOf returns what answers dumps.
func factsOf(t testing.TB, ip *iproute.IPRoute, dumps []codec.Request) (facts []fact) {
	t.Helper()
	for _, dump := range dumps {
		for m, err := range ip.Socket().Dump(t.Context(), &dump) {
			if err != nil {
				t.Fatal(err)
			}
			if !comesLater(m) {
				facts = append(facts, factOf(m))
			}
		}
	}
	return sortFacts(facts)
}

// same fails the test where two states differ.
func same(t testing.TB, theirs, ours []fact) {
	t.Helper()
	only := func(who string, in, other []fact) {
		for _, f := range in {
			if !slices.ContainsFunc(other, func(g fact) bool { return g.key == f.key }) {
				t.Errorf("only %s: %s", who, f.text)
			}
		}
	}
	only("theirs", theirs, ours)
	only("ours", ours, theirs)
	if !t.Failed() && !slices.EqualFunc(theirs, ours, func(a, b fact) bool { return a.key == b.key }) {
		t.Error("the order differs")
	}
}

// call is a call of ours: of which method, the command, and what is said.
type call struct {
	of, command string
	args        iproute.Args
}

// carryOut carries out a call.
func carryOut(ctx context.Context, ip *iproute.IPRoute, c call, specs ...iproute.Spec) error {
	if c.args != nil {
		specs = append(specs, c.args)
	}
	switch c.of {
	case "flush_addr":
		return ip.FlushAddr(ctx, specs...)
	case "flush_routes":
		return ip.FlushRoutes(ctx, specs...)
	case "flush_rules":
		return ip.FlushRules(ctx, specs...)
	}
	_, err := map[string]iproute.Call{
		"addr": ip.Addr, "route": ip.Route, "rule": ip.Rule, "neigh": ip.Neigh, "nexthop": ip.Nexthop, "link": ip.Link,
		"tc": ip.Tc,
	}[c.of](ctx, c.command, specs...)
	return err
}

// start opens an IPRoute in a namespace of its own that has the beginning.
func start(t testing.TB) *iproute.IPRoute {
	t.Helper()
	ip := open(t)
	batch(t, beginning)
	return ip
}

// write writes files of /proc/sys.
func write(t testing.TB, sysctls map[string]string) {
	t.Helper()
	for name, text := range sysctls {
		if err := os.WriteFile("/proc/sys/"+name, []byte(text), 0); err != nil {
			t.Fatal(err)
		}
	}
}

// sendings returns the requests that go to the kernel from now on, without sequence number and port id.
func sendings(t testing.TB, ip *iproute.IPRoute) *[][]byte {
	t.Helper()
	var sent [][]byte
	_, err := ip.Socket().OnSend(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		b := slices.Clone(c.Message.Bytes())
		clear(b[8:16])
		sent = append(sent, b)
		return verdicts.Forward()
	})
	if err != nil {
		t.Fatal(err)
	}
	return &sent
}
