package samples_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// linkRules is how `ip -j -d -s link` prints RTM_NEWLINK. It is filled by init, for info_data needs more than a table.
var linkRules = map[string]rule{
	"ifindex":             at("ifinfomsg/ifi_index"),
	"ifname":              at("IFLA_IFNAME"),
	"link":                lowerLink,
	"link_pointtopoint":   has("IFF_POINTOPOINT", "ifinfomsg/ifi_flags"),
	"flags":               linkFlags,
	"mtu":                 at("IFLA_MTU"),
	"qdisc":               at("IFLA_QDISC"),
	"master":              device("IFLA_MASTER"),
	"operstate":           cut("IF_OPER_", "IFLA_OPERSTATE"),
	"linkmode":            cut("IF_LINK_MODE_", "IFLA_LINKMODE"),
	"group":               words("IFLA_GROUP", map[string]any{"0": "default"}),
	"txqlen":              at("IFLA_TXQLEN"),
	"link_type":           linkType,
	"address":             at("IFLA_ADDRESS"),
	"broadcast":           at("IFLA_BROADCAST"),
	"permaddr":            at("IFLA_PERM_ADDRESS"),
	"promiscuity":         at("IFLA_PROMISCUITY"),
	"allmulti":            at("IFLA_ALLMULTI"),
	"min_mtu":             at("IFLA_MIN_MTU"),
	"max_mtu":             at("IFLA_MAX_MTU"),
	"num_tx_queues":       at("IFLA_NUM_TX_QUEUES"),
	"num_rx_queues":       at("IFLA_NUM_RX_QUEUES"),
	"gso_max_size":        at("IFLA_GSO_MAX_SIZE"),
	"gso_max_segs":        at("IFLA_GSO_MAX_SEGS"),
	"tso_max_size":        at("IFLA_TSO_MAX_SIZE"),
	"tso_max_segs":        at("IFLA_TSO_MAX_SEGS"),
	"gro_max_size":        at("IFLA_GRO_MAX_SIZE"),
	"ifalias":             at("IFLA_IFALIAS"),
	"altnames":            altNames,
	"inet6_addr_gen_mode": low("IN6_ADDR_GEN_MODE_", "IFLA_AF_SPEC/AF_INET6/IFLA_INET6_ADDR_GEN_MODE"),
	"stats64": within(map[string]rule{"rx": within(rxRules("IFLA_STATS64")),
		"tx": within(txRules("IFLA_STATS64"))}),
	"linkinfo": linkInfo,
}

func rxRules(where string) map[string]rule {
	return map[string]rule{
		"bytes": at(where + "/rx_bytes"), "packets": at(where + "/rx_packets"), "errors": at(where + "/rx_errors"),
		"dropped": at(where + "/rx_dropped"), "over_errors": at(where + "/rx_over_errors"),
		"multicast": at(where + "/multicast"),
	}
}

func txRules(where string) map[string]rule {
	return map[string]rule{
		"bytes": at(where + "/tx_bytes"), "packets": at(where + "/tx_packets"), "errors": at(where + "/tx_errors"),
		"dropped": at(where + "/tx_dropped"), "carrier_errors": at(where + "/tx_carrier_errors"),
		"collisions": at(where + "/collisions"),
	}
}

// lowerLink is the interface under another; ip prints null for one that is gone or that the link chooses as it goes.
func lowerLink(v view) any {
	if fmt.Sprint(v.at("IFLA_LINK")) == "0" {
		return nil
	}
	return device("IFLA_LINK")(v)
}

// linkFlags is IFF_* in ip's order: it says NO-CARRIER of links that are up and not running, leaves RUNNING out, and
// says M-DOWN where the link below is down.
func linkFlags(v view) any {
	all := map[string]bool{}
	flags, _ := v.at("ifinfomsg/ifi_flags").([]any)
	for _, f := range flags {
		all[strings.ReplaceAll(strings.TrimPrefix(f.(string), "IFF_"), "_", "-")] = true
	}
	words := []any{}
	if all["UP"] && !all["RUNNING"] {
		words = append(words, "NO-CARRIER")
	}
	for _, f := range []string{"LOOPBACK", "BROADCAST", "POINTOPOINT", "MULTICAST", "NOARP",
		"ALLMULTI", "PROMISC", "MASTER",
		"SLAVE", "DEBUG", "DYNAMIC", "AUTOMEDIA", "PORTSEL", "NOTRAILERS", "UP", "LOWER-UP", "DORMANT", "ECHO"} {
		if all[f] {
			words = append(words, strings.ReplaceAll(f, "LOWER-UP", "LOWER_UP"))
		}
	}
	if down, ok := v.links["down/"+fmt.Sprint(v.at("IFLA_LINK"))]; ok && down != "" {
		words = append(words, "M-DOWN")
	}
	return words
}

func linkType(v view) any {
	name := low("ARPHRD_", "ifinfomsg/ifi_type")(v)
	if word, ok := map[any]any{"ipgre": "gre", "tunnel": "ipip", "ip6gre": "gre6"}[name]; ok {
		return word
	}
	return name
}

func altNames(v view) any {
	all := []any{}
	for _, name := range v.children("IFLA_PROP_LIST") {
		all = append(all, name.get("value"))
	}
	return all
}

func linkInfo(v view) any {
	kind := fmt.Sprint(v.at("IFLA_LINKINFO/IFLA_INFO_KIND"))
	slave := fmt.Sprint(v.at("IFLA_LINKINFO/IFLA_INFO_SLAVE_KIND"))
	return map[string]rule{
		"info_kind":       at("IFLA_LINKINFO/IFLA_INFO_KIND"),
		"info_slave_kind": at("IFLA_LINKINFO/IFLA_INFO_SLAVE_KIND"),
		"info_data":       infoData("IFLA_LINKINFO/IFLA_INFO_DATA", kindRules[kind]),
		"info_slave_data": infoData("IFLA_LINKINFO/IFLA_INFO_SLAVE_DATA", slaveRules[slave]),
	}
}

func infoData(where string, rules map[string]rule) rule {
	return func(v view) any {
		data, _ := v.at(where).(view)
		return sub{data, rules}
	}
}

// interfaces returns the names of the interfaces in a sample by their index, and "down/INDEX" for those that are down.
func interfaces(t *testing.T, c *capture) map[string]string {
	t.Helper()
	names := map[string]string{}
	for _, m := range c.Messages {
		if m.Name() != "RTM_NEWLINK" || m.Header().Flags&1 != 0 {
			continue
		}
		v := newView(t, m, nil)
		index := fmt.Sprint(v.at("ifinfomsg/ifi_index"))
		if name, ok := v.at("IFLA_IFNAME").(string); ok {
			names[index] = name
		}
		delete(names, "down/"+index)
		if has("IFF_UP", "ifinfomsg/ifi_flags")(v) == false {
			names["down/"+index] = "down"
		}
	}
	return names
}

// TestIPLink compares links to what `ip -j -d link` printed of them.
func TestIPLink(t *testing.T) {
	total := 0
	for _, pair := range []struct{ sample, oracle string }{
		{"ip-link-show.strace.gz", "ip-link-show.ip.json"},
		{"ip-link-kinds.strace.gz", "ip-link-kinds.ip.json"},
		{"ip-link-get.strace", "ip-link-get.ip.json"},
		{"link.bin", "link.ip.json"},
	} {
		t.Run(pair.oracle, func(t *testing.T) {
			c := load(t, pair.sample)
			names := interfaces(t, c)
			cmp := &comparison{t: t, file: pair.oracle}
			for _, o := range oracleJSON(t, pair.oracle) {
				v, ok := findLink(t, c, o.get("ifindex"), names)
				if !ok {
					t.Errorf("%s has no link %v", pair.sample, o.get("ifname"))
					continue
				}
				cmp.object(fmt.Sprint(o.get("ifname")), o, v, linkRules)
			}
			total += cmp.compared
		})
	}
	t.Logf("%d facts compared", total)
}

// findLink returns the last answer about a link, in which the kernel tells most.
func findLink(t *testing.T, c *capture, index any, names map[string]string) (view, bool) {
	t.Helper()
	for _, m := range slices.Backward(c.Messages) {
		if m.Name() != "RTM_NEWLINK" || m.Header().Flags&1 != 0 {
			continue
		}
		if family, _ := m.Field("ifi_family"); family != 0 {
			continue
		}
		if n, _ := m.Field("ifi_index"); same(index, json.Number(fmt.Sprint(n))) {
			return newView(t, m, names), true
		}
	}
	return view{}, false
}
