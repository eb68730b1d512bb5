package iproute_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/iproute"
)

// ipJSON returns what a command of iproute2 prints with -j.
func ipJSON(t testing.TB, program string, args ...string) []map[string]any {
	t.Helper()
	out, err := exec.Command(program, append([]string{"-j", "-d"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v: %s", program, args, err, out)
	}
	var rows []map[string]any
	if err := json.Unmarshal(out, &rows); err != nil {
		t.Fatalf("%s %v: %v in %s", program, args, err, out)
	}
	return slices.DeleteFunc(rows, func(row map[string]any) bool { return len(row) == 0 })
}

// at returns what stands at a path of keys and indexes, written with dots, as text: "" if there is nothing.
func at(row map[string]any, path string) string {
	var value any = row
	for key := range strings.SplitSeq(path, ".") {
		if list, ok := value.([]any); ok {
			if i, err := strconv.Atoi(key); err == nil && i < len(list) {
				value = list[i]
				continue
			}
		}
		m, _ := value.(map[string]any)
		value = m[key]
	}
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// link returns what ip says of a link.
func link(t testing.TB, name string) map[string]any {
	t.Helper()
	return ipJSON(t, "ip", "link", "show", "dev", name)[0]
}

// wants fails the test where what stands at paths is something else.
func wants(t testing.TB, row map[string]any, values map[string]string) {
	t.Helper()
	for path, want := range values {
		if got := at(row, path); got != want {
			t.Errorf("%s of %v is %q, want %q", path, row["ifname"], got, want)
		}
	}
}

// succeeds fails the test on an error.
func succeeds(t testing.TB) func(_ any, err error) {
	return func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWordsOfLinks(t *testing.T) {
	ip := open(t)
	ctx, do := t.Context(), succeeds(t)
	do(ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge", "IFLA_BR_STP_STATE": 1, "BR_MAX_AGE": 700,
		"forward_delay": 4 * time.Second}))
	do(ip.Link(ctx, "add", iproute.Args{"ifname": "v0", "kind": "veth", "address": "0200.0000.0001",
		"peer":          iproute.Args{"ifname": "v1", "mtu": 1300, "address": "02:00:00:00:00:02"},
		"num_tx_queues": 2, "txqlen": 500, "group": 7}))
	wants(t, link(t, "br0"), map[string]string{"linkinfo.info_kind": "bridge", "linkinfo.info_data.stp_state": "1",
		"linkinfo.info_data.max_age": "700", "linkinfo.info_data.forward_delay": "400"})
	wants(t, link(t, "v0"), map[string]string{"address": "02:00:00:00:00:01", "link": "v1",
		"num_tx_queues": "2", "txqlen": "500", "group": "7"})
	wants(t, link(t, "v1"), map[string]string{"address": "02:00:00:00:00:02", "mtu": "1300"})

	linkFlags(t, ip)
	linkKinds(t, ip)
	linkNames(t, ip)
	linkRemovals(t, ip)
}

// linkFlags changes the flags of a link.
func linkFlags(t *testing.T, ip *iproute.IPRoute) {
	ctx, do := t.Context(), succeeds(t)
	for _, step := range []struct {
		args iproute.Args
		want string
	}{
		{iproute.Args{"state": "up"}, "BROADCAST MULTICAST UP"},
		{iproute.Args{"flags": []string{"promisc", "!multicast"}}, "BROADCAST PROMISC UP"},
		{iproute.Args{"flags": "!promisc|allmulti"}, "BROADCAST ALLMULTI UP"},
		{iproute.Args{"arp": false, "state": "down"}, "BROADCAST ALLMULTI NOARP"},
		{iproute.Args{"noarp": 0}, "BROADCAST ALLMULTI"},
		{iproute.Args{"flags": 0x1001, "mask": 0x1201}, "BROADCAST MULTICAST UP"},
		{iproute.Args{"state": false}, "BROADCAST MULTICAST"},
	} {
		step.args["ifname"] = "v0"
		do(ip.Link(ctx, "set", step.args))
		var got []string
		for _, flag := range link(t, "v0")["flags"].([]any) {
			if s := flag.(string); s != "NO-CARRIER" && s != "M-DOWN" {
				got = append(got, s)
			}
		}
		if slices.Sort(got); strings.Join(got, " ") != sortedWords(step.want) {
			t.Errorf("%v: %v, want %s", step.args, got, step.want)
		}
	}
}

// linkKinds changes attributes of kinds that the kernel is asked for.
func linkKinds(t *testing.T, ip *iproute.IPRoute) {
	ctx, do := t.Context(), succeeds(t)
	do(ip.Link(ctx, "set", iproute.Args{"ifname": "br0", "br_forward_delay": 600, "ageing_time": "100s", "mtu": 1400}))
	wants(t, link(t, "br0"), map[string]string{"linkinfo.info_data.forward_delay": "600", "mtu": "1400",
		"linkinfo.info_data.ageing_time": "10000", "linkinfo.info_data.stp_state": "1"})
	do(ip.Link(ctx, "set", iproute.Args{"dev": "v1", "master": "br0"}))
	do(ip.Link(ctx, "set", iproute.Args{"dev": "v1", "brport_cost": 33, "guard": true}))
	do(ip.Link(ctx, "set", iproute.Args{"dev": "v1", "kind": "bridge_slave", "priority": 9, "mode": 1,
		"isolated": true}))
	wants(t, link(t, "v1"), map[string]string{"linkinfo.info_slave_data.cost": "33",
		"linkinfo.info_slave_data.guard": "true", "linkinfo.info_slave_data.hairpin": "true",
		"linkinfo.info_slave_data.isolated": "true"})
	do(ip.Link(ctx, "set", iproute.Args{"dev": "v1", "master": 0}))
	wants(t, link(t, "v1"), map[string]string{"master": ""})
}

// linkNames tells links by their names.
func linkNames(t *testing.T, ip *iproute.IPRoute) {
	ctx, do := t.Context(), succeeds(t)
	do(ip.LinkProp(ctx, "add", iproute.Args{"dev": "v1", "altname": []string{"lan", "a-very-long-name-of-v1"}}))
	do(ip.Link(ctx, "set", iproute.Args{"altname": "lan", "mtu": 1310, "ifalias": "of two"}))
	do(ip.Link(ctx, "set", iproute.Args{"ifname": "a-very-long-name-of-v1", "txqlen": 77}))
	do(ip.Link(ctx, "set", iproute.LinkRef("a-very-long-name-of-v1"), iproute.Args{"ifname": "v9"}))
	wants(t, link(t, "v9"), map[string]string{"mtu": "1310", "txqlen": "77", "ifalias": "of two",
		"altnames": "[lan a-very-long-name-of-v1]"})
	do(ip.Link(ctx, "property_del", iproute.Args{"dev": "v9", "altname": "lan"}))
	wants(t, link(t, "v9"), map[string]string{"altnames": "[a-very-long-name-of-v1]"})
	do(ip.Link(ctx, "update", iproute.Args{"dev": "v9", "ifname": "v1"}))
	do(ip.Link(ctx, "set", iproute.Args{"dev": "v0",
		"af_spec": iproute.Args{"inet6": iproute.Args{"addr_gen_mode": "none"}}}))
	wants(t, link(t, "v0"), map[string]string{"inet6_addr_gen_mode": "none"})
}

// linkRemovals removes links by all words for it.
func linkRemovals(t *testing.T, ip *iproute.IPRoute) {
	ctx, do := t.Context(), succeeds(t)
	for i, command := range []string{"del", "remove", "delete"} {
		name := fmt.Sprint("d", i)
		do(ip.Link(ctx, "add", iproute.Args{"ifname": name, "kind": "ifb"}))
		do(ip.Link(ctx, command, iproute.Args{"ifname": name}))
		if found, err := ip.LinkLookup(ctx, iproute.Args{"ifname": name}); len(found) > 0 || err != nil {
			t.Error(name, found, err)
		}
	}
}

func sortedWords(text string) string {
	words := strings.Fields(text)
	slices.Sort(words)
	return strings.Join(words, " ")
}

func TestLinksAreFound(t *testing.T) {
	ip := open(t)
	ctx, do := t.Context(), succeeds(t)
	do(ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge", "index": 70, "br_stp_state": 1,
		"address": "02:00:00:00:00:0b"}))
	do(ip.Link(ctx, "add", iproute.Args{"ifname": "v0", "index": 71, "kind": "veth", "master": "br0",
		"peer": iproute.Args{"ifname": "v1", "index": 72}, "address": "02:00:00:00:00:01"}))
	do(ip.LinkProp(ctx, "add", iproute.Args{"index": 72, "altname": "lan"}))
	do(ip.Link(ctx, "set", iproute.Args{"index": 72, "state": "up"}))
	for _, test := range []struct {
		filter iproute.Args
		want   []int
	}{
		{iproute.Args{"ifname": "v0"}, []int{71}},
		{iproute.Args{"dev": "v0"}, []int{71}},
		{iproute.Args{"index": 72}, []int{72}},
		{iproute.Args{"altname": "lan"}, []int{72}},
		{iproute.Args{"ifname": "nope"}, nil},
		{iproute.Args{"index": 99}, nil},
		{iproute.Args{"ifname": "v0", "mtu": 9}, nil},
		{iproute.Args{"kind": "veth"}, []int{71, 72}},
		{iproute.Args{"kind": "veth", "master": 0}, []int{72}},
		{iproute.Args{"master": "br0"}, []int{71}},
		{iproute.Args{"kind": "bridge_slave"}, []int{71}},
		{iproute.Args{"state": "up", "kind": "veth"}, []int{72}},
		{iproute.Args{"state": "down", "flags": "multicast"}, []int{70, 71}},
		{iproute.Args{"link": "v0"}, []int{72}},
		{iproute.Args{"kind": "bridge", "br_stp_state": 1}, []int{70}},
		{iproute.Args{"kind": "bridge", "br_stp_state": 0}, nil},
		{iproute.Args{"address": "02:00:00:00:00:01"}, []int{71}},
		{iproute.Args{"ifname": func(name string) bool { return strings.HasPrefix(name, "v") }}, []int{71, 72}},
		{iproute.Args{"kind": func(kind string) bool { return kind == "bridge" }, "ext_mask": "skip_stats"}, []int{70}},
		{iproute.Args{"index": func(index int) bool { return index > 70 }, "mtu": 1500}, []int{71, 72}},
	} {
		got, err := ip.LinkLookup(ctx, test.filter)
		if slices.Sort(got); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%v: %v, %v, want %v", test.filter, got, err, test.want)
		}
	}
	all, err := ip.Link(ctx, "dump", iproute.Args{"kind": "veth"})
	if len(all) != 2 || err != nil {
		t.Errorf("dump gives %d links, %v", len(all), err)
	}
}

func TestLinkErrors(t *testing.T) {
	ip := open(t)
	ctx := t.Context()
	if _, err := ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge"}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		command string
		args    iproute.Args
		is      error
		want    string
	}{
		{"add", iproute.Args{"ifname": "br0", "kind": "bridge"}, iproute.ErrExists, ""},
		{"get", iproute.Args{"ifname": "nope"}, iproute.ErrNotFound, ""},
		{"del", iproute.Args{"index": 4000}, iproute.ErrNotFound, ""},
		{"set", iproute.Args{"ifname": "nope", "br_stp_state": 1}, iproute.ErrNotFound, ""},
		{"set", iproute.Args{"ifname": "br0", "master": "nope"}, iproute.ErrNotFound, ""},
		{"add", iproute.Args{"ifname": "x", "kind": "no-such-kind"}, iproute.ErrNotSupported, ""},
		{"add", iproute.Args{"ifname": "x", "kind": "veth", "net_ns": "no-such-namespace"}, nil,
			`link add: IFLA_NET_NS_FD: there is no network namespace "no-such-namespace": no such file or directory`},
		{"make", iproute.Args{"ifname": "x"}, nil, `link: unknown link command "make"`},
		{"add", iproute.Args{"ifname": "x", "kind": "bridge", "br_stp_stat": 1}, nil,
			`link add: unknown link attribute "br_stp_stat"; did you mean IFLA_BR_STP_STATE?`},
		{"set", iproute.Args{"ifname": "br0", "br_stp_stat": 1}, nil,
			`link set: unknown link attribute "br_stp_stat"; did you mean IFLA_BR_STP_STATE?`},
		{"set", iproute.Args{"ifname": "br0", "vlan_id": 1}, nil, `link set: unknown link attribute "vlan_id"`},
		{"set", iproute.Args{"ifname": "br0", "mtu": -2}, nil, "link set: RTM_NEWLINK/IFLA_MTU: "},
		{"set", iproute.Args{"ifname": "br0", "mtu": 1 << 40}, nil, "link set: RTM_NEWLINK/IFLA_MTU: "},
		{"set", iproute.Args{"ifname": "br0", "mtu": "many"}, nil, "link set: RTM_NEWLINK/IFLA_MTU: "},
		{"set", iproute.Args{"ifname": "br0", "state": "sideways"}, nil, `link set: state: want "up", "down" or a bool`},
		{"set", iproute.Args{"ifname": "br0", "flags": []string{"uup"}}, nil, `link set: flags: `},
		{"set", iproute.Args{"ifname": "br0", "af_spec": iproute.Args{"inet7": 1}}, nil, `link set: IFLA_AF_SPEC: unknown attribute "inet7"`},
		{"add", iproute.Args{"ifname": "x", "kind": "bridge", "peer": "y"}, nil,
			"link add: peer: links of kind bridge have no peer"},
		{"add", iproute.Args{"ifname": "x", "kind": "bridge", "altname": "y"}, nil,
			"link add: altname: a new link gets its alternative names by LinkProp"},
		{"set", iproute.Args{"ifname": "br0", "vf": iproute.Args{"vf": 0, "spoofcheck": true}}, nil,
			`link set: vf: unknown attribute of virtual functions "spoofcheck"; did you mean spoofchk?`},
	} {
		_, err := ip.Link(ctx, test.command, test.args)
		if err == nil || test.is != nil && !errors.Is(err, test.is) || !strings.HasPrefix(fmt.Sprint(err), test.want) {
			t.Errorf("%s %v: %v, want %v %s", test.command, test.args, err, test.is, test.want)
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := ip.LinkLookup(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}
