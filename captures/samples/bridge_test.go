package samples_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

var fdbRules = map[string]rule{
	"mac": at("NDA_LLADDR"), "ifname": device("ndmsg/ndm_ifindex"), "vlan": at("NDA_VLAN"), "dst": at("NDA_DST"),
	"port": at("NDA_PORT"), "vni": at("NDA_VNI"), "master": device("NDA_MASTER"), "state": fdbState,
	"flags":   fdbFlags,
	"updated": skip("a clock that runs"), "used": skip("a clock that runs"),
}

// portRules is how bridge prints the ports: links of AF_BRIDGE.
var portRules = bridgePortRules()

func bridgePortRules() map[string]rule {
	rules := map[string]rule{
		"ifindex": at("ifinfomsg/ifi_index"), "ifname": at("IFLA_IFNAME"),
		"link": device("IFLA_LINK"), "flags": linkFlags, "mtu": at("IFLA_MTU"), "master": device("IFLA_MASTER"),
		"mcast_router": inProtInfo(slaveRules["bridge"]["multicast_router"]),
	}
	for name, r := range slaveRules["bridge"] {
		rules[name] = inProtInfo(r)
	}
	return rules
}

// inProtInfo applies a rule of IFLA_INFO_SLAVE_DATA to IFLA_PROTINFO, which has the same attributes.
func inProtInfo(r rule) rule {
	return func(v view) any {
		nest, _ := v.at("IFLA_PROTINFO").(view)
		return r(nest)
	}
}

var mdbRules = map[string]rule{
	"index": skip("of the bridge: the message's header has it"), "dev": skip("the bridge: the message's header has it"),
	"port": device("value/ifindex"), "grp": at("value/addr/u"), "state": mdbState, "vid": at("value/vid"),
	"protocol": low("RTPROT_", "MDBA_MDB_EATTR_RTPROT"), "flags": at("value/flags"), "timer": skip("a clock that runs"),
}

var globalVlanRules = func() map[string]rule {
	rules := map[string]rule{"vlan": gopt("ID"), "vlanEnd": gopt("RANGE")}
	for _, name := range []string{"snooping", "querier", "igmp_version", "mld_version",
		"last_member_cnt", "last_member_intvl",
		"startup_query_cnt", "startup_query_intvl", "membership_intvl", "querier_intvl", "query_intvl",
		"query_response_intvl"} {
		word := strings.NewReplacer("cnt", "count", "intvl", "interval").Replace(name)
		rules["mcast_"+word] = gopt("MCAST_" + strings.ToUpper(name))
	}
	return rules
}()

func gopt(name string) rule { return at("BRIDGE_VLANDB_GOPTS_" + name) }

func fdbState(v view) any {
	state := func(name string) bool { return has("NUD_"+name, "ndmsg/ndm_state")(v) == true }
	switch {
	case state("PERMANENT"):
		return "permanent"
	case state("NOARP"):
		return "static"
	case state("STALE"):
		return "stale"
	}
	return ""
}

func fdbFlags(v view) any {
	flags, _ := v.at("ndmsg/ndm_flags").([]any)
	all := []any{}
	for _, f := range flags {
		all = append(all, strings.ToLower(strings.TrimPrefix(f.(string), "NTF_")))
	}
	return all
}

func mdbState(v view) any {
	return map[any]any{"MDB_TEMPORARY": "temp", "MDB_PERMANENT": "permanent"}[v.at("value/state")]
}

// bridgeAnswers returns the last dump of a kind of message.
func bridgeAnswers(t *testing.T, c *capture, name, family string) (answers []view) {
	t.Helper()
	links := interfaces(t, load(t, "bridge-link-show.strace.gz"))
	maps.Copy(links, interfaces(t, c))
	for _, m := range c.Messages {
		if m.Name() != name {
			continue
		}
		if m.Header().Flags&1 != 0 {
			answers = nil
			continue
		}
		v := newView(t, m, links)
		if family == "" || v.at(m.Type().Header.Name+"/ifi_family") == family {
			answers = append(answers, v)
		}
	}
	return answers
}

// compareInOrder compares one object of the oracle to each answer.
func compareInOrder(t *testing.T, cmp *comparison, objects []any, answers []view, rules map[string]rule) {
	t.Helper()
	if len(objects) != len(answers) {
		t.Fatalf("%s: %d objects, but %d of ours", cmp.file, len(objects), len(answers))
	}
	for i, o := range objects {
		cmp.object(fmt.Sprint(i), o.(object), answers[i], rules)
	}
}

func list(objects []object) (all []any) {
	for _, o := range objects {
		all = append(all, o)
	}
	return all
}

// TestBridge compares dumps of a bridge to what `bridge -j` printed.
func TestBridge(t *testing.T) {
	total := 0
	run := func(file string, compare func(t *testing.T, cmp *comparison)) {
		t.Run(file, func(t *testing.T) {
			cmp := &comparison{t: t, file: file}
			compare(t, cmp)
			total += cmp.compared
		})
	}
	run("bridge-fdb-show.bridge.json", func(t *testing.T, cmp *comparison) {
		answers := bridgeAnswers(t, load(t, "bridge-fdb-show.strace.gz"), "RTM_NEWNEIGH", "")
		compareInOrder(t, cmp, list(oracleJSON(t, cmp.file)), answers, fdbRules)
	})
	run("bridge-link-show.bridge.json", func(t *testing.T, cmp *comparison) {
		answers := bridgeAnswers(t, load(t, "bridge-link-show.strace.gz"), "RTM_NEWLINK", "AF_BRIDGE")
		compareInOrder(t, cmp, list(oracleJSON(t, cmp.file)), answers, portRules)
	})
	run("bridge-mdb.bridge.json", func(t *testing.T, cmp *comparison) {
		var entries []view
		for _, v := range bridgeAnswers(t, load(t, "bridge-mdb.strace.gz"), "RTM_GETMDB", "") {
			for _, group := range v.children("MDBA_MDB") {
				attrs, _ := group.get("attrs").([]any)
				for _, a := range attrs {
					entries = append(entries, view{a.(object), v.links})
				}
			}
		}
		compareInOrder(t, cmp, oracleJSON(t, cmp.file)[0].get("mdb").([]any), entries, mdbRules)
	})
	run("bridge-vlan-global.bridge.json", func(t *testing.T, cmp *comparison) {
		var vlans []view
		for _, v := range bridgeAnswers(t, load(t, "bridge-vlan-global.strace.gz"), "RTM_NEWVLAN", "") {
			attrs, _ := v.get("attrs").([]any)
			for _, a := range attrs {
				vlans = append(vlans, view{a.(object), v.links})
			}
		}
		compareInOrder(t, cmp, oracleJSON(t, cmp.file)[0].get("vlans").([]any), vlans, globalVlanRules)
	})
	run("bridge-vlan-show.bridge.json", func(t *testing.T, cmp *comparison) {
		answers := bridgeAnswers(t, load(t, "bridge-vlan-show.strace.gz"), "RTM_NEWLINK", "AF_BRIDGE")
		compareInOrder(t, cmp, list(oracleJSON(t, cmp.file)), answers,
			map[string]rule{"ifname": at("IFLA_IFNAME"), "vlans": vlans})
	})
	t.Logf("%d facts compared", total)
}

// vlans are the vlans of a port.
func vlans(v view) any {
	all := []any{}
	for _, a := range v.children("IFLA_AF_SPEC") {
		if a.get("attr") == "IFLA_BRIDGE_VLAN_INFO" {
			all = append(all, sub{a, map[string]rule{"vlan": at("value/vid"), "flags": vlanInfoFlags}})
		}
	}
	return all
}

func vlanInfoFlags(v view) any {
	all := []any{}
	for _, f := range []struct{ name, word string }{{"PVID", "PVID"}, {"UNTAGGED", "Egress Untagged"}} {
		if has("BRIDGE_VLAN_INFO_"+f.name, "value/flags")(v) == true {
			all = append(all, f.word)
		}
	}
	return all
}
