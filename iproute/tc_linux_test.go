package iproute_test

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// openHTB returns an IPRoute in a namespace with a pair of links, v0 and v1.
func openHTB(t *testing.T) *iproute.IPRoute {
	t.Helper()
	testbed.Quick(t, testbed.Root(), testbed.Program("tc"))
	ip := open(t)
	succeeds(t)(ip.Link(t.Context(), "add", args{"ifname": "v0", "kind": "veth", "peer": "v1", "state": "up"}))
	return ip
}

func TestTcTree(t *testing.T) {
	ip := openHTB(t)
	ctx, do, dev := t.Context(), succeeds(t), iproute.LinkRef("v0")
	do(ip.Tc(ctx, "add", dev, args{"kind": "htb", "handle": "1:", "default": 0x20}))
	do(ip.Tc(ctx, "add-class", dev, args{"kind": "htb", "parent": "1:", "handle": "1:1", "rate": "100mbit"}))
	do(ip.Tc(ctx, "add-class", iproute.Class{Dev: dev, Parent: iproute.MakeHandle(1, 1), Handle: iproute.MakeHandle(1,
		0x10),
		Kind: iproute.HTBClass{Rate: 10 * iproute.Mbit, Ceil: 40 * iproute.Gbit, Burst: 15 << 10, Prio: 3}}))
	do(ip.Tc(ctx, "add", dev, args{"kind": "pfifo", "parent": "1:10", "handle": "10:", "limit": 5}))
	do(ip.Tc(ctx, "add", iproute.LinkRef("v1"), args{"kind": "tbf", "rate": "1mbit", "burst": "10k",
		"latency": "50ms"}))
	out, err := exec.Command("tc", "-d", "class", "show", "dev", "v0", "classid", "1:10").Output()
	want := "class htb 1:10 parent 1:1 leaf 10: prio 3 quantum 125000 rate 10Mbit ceil 40Gbit linklayer ethernet burst 15Kb"
	if err != nil || !strings.HasPrefix(string(out), want) {
		t.Errorf("got %s, %v, want %s", out, err, want)
	}
	wants(t, ipJSON(t, "tc", "-s", "qdisc", "show", "dev", "v1")[0], map[string]string{"kind": "tbf",
		"options.rate": "125000", "options.burst": "10Kb/1", "options.lat": "50000"})

	do(ip.Tc(ctx, "change-class", dev, args{"kind": "htb", "parent": "1:1", "handle": "1:10", "rate": "20mbit"}))
	do(ip.Tc(ctx, "replace-class", dev, args{"kind": "htb", "parent": "1:1", "handle": "1:11", "rate": "5mbit"}))
	for class, err := range ip.GetClasses(ctx, dev, args{"parent": "1:1", "kind": "htb"}) {
		if err != nil {
			t.Fatal(err)
		}
		if h, rate := class.Handle(), class.HTB().Parms().Rate().Rate(); h == 0x10010 && rate != 20*iproute.Mbit ||
			h == 0x10011 && rate != 5*iproute.Mbit || h == 0x10001 {
			t.Errorf("class %s has rate %s", h, rate)
		}
	}
	if got := count(t, ip, dev, args{"parent": "1:"}); got != 3 {
		t.Errorf("1: has %d classes, want 3", got)
	}
	if got := count(t, ip, dev, args{"parent": "1:1"}); got != 2 {
		t.Errorf("1:1 has %d classes below it, want 2", got)
	}
	do(ip.Tc(ctx, "del-class", dev, args{"handle": "1:11"}))
	do(ip.Tc(ctx, "del", dev, args{"parent": "root"}))
	for q, err := range ip.GetQdiscs(ctx, dev, args{"kind": "htb"}) {
		t.Errorf("%s is left: %v", q.Handle(), err)
	}
}

func count(t *testing.T, ip *iproute.IPRoute, filters ...iproute.Spec) (n int) {
	t.Helper()
	for _, err := range ip.GetClasses(t.Context(), filters...) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// TestParts says rates as parts of the link's speed: that of a pair of links is 10 Gbit/s.
func TestParts(t *testing.T) {
	ip := openHTB(t)
	ctx, do, dev := t.Context(), succeeds(t), iproute.LinkRef("v0")
	do(ip.Tc(ctx, "add", args{"kind": "htb", "handle": "1:"}, dev))
	do(ip.Tc(ctx, "add-class", args{"kind": "htb", "parent": "1:", "handle": "1:1", "rate": "2.5%", "ceil": "100%"}, dev))
	do(ip.Tc(ctx, "add", args{"kind": "tbf", "rate": "1%", "burst": "10k", "latency": "50ms", "dev": "v1"}))
	rates := map[iproute.Handle]iproute.Rate{}
	for class, err := range ip.GetClasses(ctx, dev) {
		if err != nil {
			t.Fatal(err)
		}
		rates[class.Handle()] = class.HTB().Parms().Rate().Rate()
		if class.HTB().Ceil64() != 0 || class.HTB().Parms().Ceil().Rate() != 10*iproute.Gbit {
			t.Errorf("the ceiling is %s", class.HTB().Parms().Ceil().Rate())
		}
	}
	if rates[0x10001] != 250*iproute.Mbit {
		t.Errorf("got %v", rates)
	}
	wants(t, ipJSON(t, "tc", "qdisc", "show", "dev", "v1")[0], map[string]string{"options.rate": "1.25e+07"})
	for _, c := range []struct {
		spec args
		want string
	}{
		{args{"dev": "lo", "rate": "2.5%"},
			"class add: htb: the speed of lo, of which a rate is a part, is not known: operation not supported"},
		{args{"dev": "v0", "rate": "102%"}, "class add: htb: rate: 102% is no percentage from 0 to 100"},
		{args{"dev": "v0", "rate": "0%"}, "class add: htb: rate is missing"},
		{args{"rate": "2.5%"}, "class add: the link is missing: say dev, or index"},
	} {
		_, err := ip.Tc(ctx, "add-class", args{"kind": "htb", "parent": "1:", "handle": "1:2"}, c.spec)
		if fmt.Sprint(err) != c.want {
			t.Errorf("%v: got %v, want %s", c.spec, err, c.want)
		}
	}
}

func TestTcRefused(t *testing.T) {
	s := newSender(t)
	for _, c := range []struct {
		command string
		spec    args
		want    string
	}{
		{"ad", args{}, `tc: unknown command "ad"; did you mean add?`},
		{"add-classs", args{}, `tc: unknown command "add-classs"; did you mean add-class?`},
		{"add", args{"kind": "htb"}, "qdisc add: the link is missing: say dev, or index"},
		{"add", args{"kind": "htb", "index": 3, "defalt": 1},
			`qdisc add: unknown qdisc attribute "defalt"; did you mean default?`},
		{"add", args{"kind": "fq_codel", "index": 3, "limt": 1},
			`qdisc add: unknown qdisc attribute "limt"; did you mean limit?`},
		{"add", args{"kind": "fq", "index": 3, "TCA_FQ_PLIMT": 1},
			`qdisc add: unknown qdisc attribute "TCA_FQ_PLIMT"; ` +
				"did you mean TCA_FQ_PLIMIT?"},
		{"add", args{"kind": "htb", "index": 3, "handle": "1:x"}, "qdisc add: RTM_NEWQDISC/tcm_handle: " +
			`"1:x" is no handle: want two hexadecimal numbers of 16 bits, as in 1:10`},
		{"add-class", args{"kind": "htb", "index": 3, "rate": "10mbits"},
			`class add: htb: rate: "10mbits" is no rate: ` +
				"want one as 100mbit, 1gibit, 10kBps, or a number of bits a second"},
		{"add-filter", args{"kind": "u32", "index": 3, "protocol": "ipp", "match": "u32 0 0"},
			`filter add: protocol: unknown value of eth_p "ipp"; did you mean ETH_P_WAN_PPP?`},
		{"add-filter", args{"kind": "u32", "index": 3, "match": "u32 0 0", "action": "dorp"},
			`filter add: u32: action: action 1: gact: action: unknown verdict "dorp"; did you mean drop?`},
		{"add-filter", args{"kind": "matchall", "index": 3, "action": args{"kind": "police", "rate": "5%", "burst": "10k"}},
			"filter add: matchall: action: action 1: police: a part of a link's speed is no rate of an action: " +
				"say one as 100mbit"},
		{"add-filter", args{"kind": "matchall", "index": 3, "opts": args{"classd": 1}},
			`filter add: opts: unknown word of matchall "classd"; did you mean classid?`},
	} {
		if b, err := s.sent(s.ip.Tc, c.command, c.spec); fmt.Sprint(err) != c.want {
			t.Errorf("%s %v: got %v (sent %x), want %s", c.command, c.spec, err, b, c.want)
		}
	}
	for _, err := range s.ip.GetClasses(t.Context(), args{"kind": "htb"}) {
		if want := "class dump: the link is missing: say dev, or index"; fmt.Sprint(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestTcErrors(t *testing.T) {
	ip := openHTB(t)
	ctx := t.Context()
	_, err := ip.Tc(ctx, "change-class", args{"dev": "v0", "kind": "htb", "handle": "7:1", "rate": "1mbit"})
	if !errors.Is(err, iproute.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
	succeeds(t)(ip.Tc(ctx, "add", args{"dev": "v0", "kind": "clsact"}))
	if _, err := ip.Tc(ctx, "add", args{"dev": "v0", "kind": "clsact"}); !errors.Is(err, iproute.ErrExists) {
		t.Errorf("got %v, want ErrExists", err)
	}
}

func TestUnits(t *testing.T) {
	rate, err := iproute.ParseRate("100mbit")
	if err != nil || rate != 100*iproute.Mbit || rate.String() != "100Mbit" {
		t.Error(rate, err)
	}
	size, err := iproute.ParseSize("15k")
	if err != nil || size.String() != "15Kb" || iproute.Size(1<<20).String() != "1Mb" ||
		iproute.Size(1600).String() != "1600b" {
		t.Error(size, err)
	}
	percent, err := iproute.ParsePercent("2.5%")
	if err != nil || percent != 2.5 || percent.String() != "2.5%" {
		t.Error(percent, err)
	}
	handle, err := iproute.ParseHandle("1:10")
	if err != nil || handle != iproute.MakeHandle(1, 0x10) || handle.Major() != 1 || handle.Minor() != 0x10 ||
		handle.String() != "1:10" || iproute.TC_H_ROOT.String() != "root" {
		t.Error(handle, err)
	}
	for _, s := range []string{"", "x", "1:2:3"} {
		_, err1 := iproute.ParseRate(s)
		_, err2 := iproute.ParseSize(s)
		_, err3 := iproute.ParsePercent(s)
		_, err4 := iproute.ParseHandle(s)
		if err1 == nil || err2 == nil || err3 == nil || err4 == nil {
			t.Errorf("%q: %v, %v, %v, %v", s, err1, err2, err3, err4)
		}
	}
}
