package oracle

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// printed are the words of iproute2, in what it prints of links, routes and so on, before the value of an attribute, or
// of a member of the fixed struct, whose name is another.
var printed = map[string]map[string]string{
	"LINK": {
		"qlen": "IFLA_TXQLEN", "minmtu": "IFLA_MIN_MTU", "maxmtu": "IFLA_MAX_MTU", "numtxqueues": "IFLA_NUM_TX_QUEUES",
		"numrxqueues": "IFLA_NUM_RX_QUEUES", "brd": "IFLA_BROADCAST", "peer": "IFLA_BROADCAST", "alias": "IFLA_IFALIAS",
		"link-netnsid": "IFLA_LINK_NETNSID", "permaddr": "IFLA_PERM_ADDRESS", "portname": "IFLA_PHYS_PORT_NAME",
	},
	"ADDR": {"inet": "IFA_LOCAL", "inet6": "IFA_LOCAL", "brd": "IFA_BROADCAST", "scope": "ifa_scope",
		"metric": "IFA_RT_PRIORITY", "peer": "IFA_ADDRESS", "any": "IFA_ANYCAST"},
	"ROUTE": {
		"via": "RTA_GATEWAY", "table": "RTA_TABLE", "proto": "rtm_protocol", "scope": "rtm_scope",
		"metric": "RTA_PRIORITY", "src": "RTA_PREFSRC", "tos": "rtm_tos", "nhid": "RTA_NH_ID", "from": "RTA_SRC",
	},
	"NEXTHOP": {"via": "NHA_GATEWAY", "proto": "nh_protocol", "scope": "nh_scope"},
	"NEIGH":   {"lladdr": "NDA_LLADDR", "proto": "NDA_PROTOCOL"},
	"RULE": {
		"lookup": "FRA_TABLE", "suppress_prefixlength": "FRA_SUPPRESS_PREFIXLEN",
		"iif": "FRA_IIFNAME", "oif": "FRA_OIFNAME", "proto": "FRA_PROTOCOL", "goto": "FRA_GOTO",
	},
}

// heads are what iproute2 prints first.
var heads = map[string][]string{
	"LINK":  {"ifi_index", "IFLA_IFNAME"},
	"ADDR":  {"ifa_index"},
	"ROUTE": {"rtm_type", "RTA_DST"},
	"NEIGH": {"NDA_DST"},
	"RULE":  {"FRA_PRIORITY"},
}

// reading is what iproute2 prints of a message, while it is compared.
type reading struct {
	*codec.Message
	pos         string
	tally       *Tally
	nest        []string // whose attributes are printed besides those of the top level
	differences []Difference
}

// comparePrinted looks at each word that iproute2 prints: where it names an attribute, its value follows.
func comparePrinted(m *codec.Message, pos, text string, tally *Tally) []Difference {
	r := reading{Message: m, pos: pos, tally: tally, nest: []string{"IFLA_LINKINFO", "IFLA_INFO_DATA"}}
	if monitored(m) == "ROUTE" {
		r.nest = []string{"RTA_METRICS"}
	}
	words := strings.Fields(strings.TrimPrefix(text, "Deleted "))
	for i, name := range heads[monitored(m)] {
		if ours, ok := valueOf(m, name); ok && i < len(words) {
			theirs, _, _ := strings.Cut(strings.TrimSuffix(words[i], ":"), "@")
			r.check(name, ours, theirs, theirs)
		}
	}
	for i := 0; i < len(words)-1 && words[i] != "nh_info"; i++ { // of which ip knows from another message
		switch word := words[i]; {
		case strings.HasSuffix(word, "_slave"):
			r.nest[1] = "IFLA_INFO_SLAVE_DATA"
		case word == "encap":
			i += encapWords(words[i:])
		case word == "lock": // between a metric and its value
		default:
			if name, ours, ok := r.named(word); ok {
				i++
				r.check(name, ours, words[i], word+" "+words[i])
			}
		}
	}
	return r.differences
}

// check compares a value to a word, as far as the word says the value in the way that we keep it.
func (r *reading) check(name string, ours any, word, shown string) {
	same, ok := sameText(ours, word)
	if !ok {
		r.tally.Opaque++
		return
	}
	r.tally.Values++
	if !same {
		r.differences = append(r.differences, Difference{r.pos, r.Name() + "/" + name, fmt.Sprint(ours), shown})
	}
}

// encapWords counts the words that describe an encapsulation, which are those of routes too.
func encapWords(words []string) int {
	end := slices.IndexFunc(words, func(w string) bool { return w == "via" || w == "dev" })
	if end < 0 {
		return len(words)
	}
	return end - 1
}

// named returns the attribute, or the member of the fixed struct, that a word stands for: under another name, or under
// its short name at the top level or in a nest.
func (r *reading) named(word string) (name string, value any, ok bool) {
	if other := printed[monitored(r.Message)][word]; other != "" {
		if value, ok = valueOf(r.Message, other); !ok && other == "IFA_LOCAL" {
			value, ok = valueOf(r.Message, "IFA_ADDRESS") // without a peer, the kernel need not tell both
		}
		return other, value, ok
	}
	if strings.HasPrefix(word, "link/") {
		word = "IFLA_ADDRESS"
	}
	if word[0] >= '0' && word[0] <= '9' {
		return "", nil, false // numbers stand for attributes too
	}
	a, ok := r.Attr(word)
	if !ok {
		a, ok = r.Attr(append(r.nest[:len(r.nest):len(r.nest)], word)...)
	}
	if !ok || a.IsNest() {
		return "", nil, false
	}
	return a.Path(), a.Value(), true
}

// valueOf returns the value of a member of the fixed struct, or of an attribute at the top level.
func valueOf(m *codec.Message, name string) (value any, ok bool) {
	if v, ok := m.Field(name); ok {
		return v, true
	}
	a, ok := m.Attr(name)
	return a.Value(), ok && !a.IsNest()
}

// sameText reports whether a value is what a word says, as far as the word says it the way the value is kept.
func sameText(value any, word string) (same, ok bool) {
	number, isNumber := parseShow(word)
	switch word {
	case "on", "true":
		number, isNumber = 1, true
	case "off", "false":
		number, isNumber = 0, true
	}
	switch v := value.(type) {
	case uint64:
		if len(word) == 16 {
			identifier, err := strconv.ParseUint(word, 16, 64) // of a secure channel
			return v == identifier, err == nil
		}
		return v == number, isNumber
	case int64:
		return v == int64(number), isNumber
	case bool:
		return v == (number != 0), isNumber
	case string:
		return v == word || strings.HasPrefix(v, word+" "), true
	case netip.Addr:
		host, _, _ := strings.Cut(word, "/")
		addr, err := netip.ParseAddr(host)
		return v == addr, err == nil
	case net.HardwareAddr:
		return v.String() == word, true
	}
	return false, false
}
