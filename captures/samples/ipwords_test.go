package samples_test

import (
	"encoding/json"
	"fmt"
	"strings"
)

// scope is RT_SCOPE_*; ip calls the widest one global.
func scope(where string) rule {
	return func(v view) any {
		if s := low("RT_SCOPE_", where)(v); s != "universe" {
			return s
		}
		return "global"
	}
}

func addrLocal(v view) any {
	if local := v.at("IFA_LOCAL"); local != nil {
		return local
	}
	return v.at("IFA_ADDRESS")
}

// addrDynamic reports whether the address goes away: ip has no IFA_F_DYNAMIC, but the absence of IFA_F_PERMANENT.
func addrDynamic(v view) any { return has("IFA_F_PERMANENT", "IFA_FLAGS")(v) == false }

// lifetime is what is left of the life of an address: the answer was printed up to 10 seconds after the capture.
func lifetime(where string) rule {
	return func(v view) any {
		n, ok := v.at(where).(json.Number)
		if ok && n != "4294967295" {
			return aside{"a clock that runs"}
		}
		return v.at(where)
	}
}

// routeDst is "ADDRESS/LENGTH", or just the address of a host, or labels.
func routeDst(v view) any {
	if _, ok := v.at("RTA_DST").([]any); ok {
		return labels("RTA_DST")(v)
	}
	length, dst := fmt.Sprint(v.at("rtmsg/rtm_dst_len")), fmt.Sprint(v.at("RTA_DST"))
	if strings.Contains(dst, ":") && length == "128" || !strings.Contains(dst, ":") && length == "32" {
		return dst
	}
	return dst + "/" + length
}

// labels is a label stack, "200/300".
func labels(where string) rule {
	return func(v view) any {
		stack, _ := v.at(where).([]any)
		var all []string
		for _, l := range stack {
			all = append(all, fmt.Sprint(l.(object).get("label")))
		}
		return strings.Join(all, "/")
	}
}

func via(v view) any {
	return map[string]rule{"family": words("RTA_VIA/rtvia_family", families), "host": at("RTA_VIA/rtvia_addr")}
}

// routeFlags is RTNH_F_*; ip hides the flags of rtm_flags that say how the route was found.
func routeFlags(where string) rule {
	return func(v view) any {
		all := []any{}
		flags, _ := v.at(where).([]any)
		for _, f := range flags {
			if name, ok := strings.CutPrefix(f.(string), "RTNH_F_"); ok {
				all = append(all, strings.ToLower(name))
			}
		}
		return all
	}
}

func metrics(v view) any {
	in, _ := v.at("RTA_METRICS").(view)
	return []any{sub{in, metricRules}}
}

// rtt is in milliseconds, of which the kernel counts eighths.
func rtt(v view) any {
	n, _ := v.at("RTAX_RTT").(json.Number)
	i, err := n.Int64()
	if err != nil {
		return err.Error()
	}
	return json.Number(fmt.Sprint(i / 8))
}

func ecn(v view) any { return present(has("RTAX_FEATURE_ECN", "RTAX_FEATURES"))(v) }

// nexthops are the hops of a multipath route: the kernel has weights less one.
func nexthops(v view) any {
	all := []any{}
	for _, hop := range v.children("RTA_MULTIPATH") {
		all = append(all, sub{hop, map[string]rule{
			"gateway": at("RTA_GATEWAY"), "dev": device("value/rtnh_ifindex"), "flags": routeFlags("value/rtnh_flags"),
			"weight": func(v view) any {
				n, _ := v.at("value/rtnh_hops").(json.Number)
				hops, err := n.Int64()
				if err != nil {
					return err.Error()
				}
				return json.Number(fmt.Sprint(hops + 1))
			},
		}})
	}
	return all
}

// routeTOS is rtm_tos in hexadecimal, or the tos of an encapsulation in decimal.
func routeTOS(v view) any {
	if tos := v.at("RTA_ENCAP/LWTUNNEL_IP_TOS"); tos != nil {
		return tos
	}
	return number("%#x", "rtmsg/rtm_tos")(v)
}

// table is a routing table by its name, or its number as text.
func table(where string) rule {
	return func(v view) any {
		if n, ok := v.at(where).(json.Number); ok {
			return n.String()
		}
		return low("RT_TABLE_", where)(v)
	}
}

func encapDst(v view) any {
	if v.at("RTA_ENCAP_TYPE") == "LWTUNNEL_ENCAP_MPLS" {
		return labels("RTA_ENCAP/MPLS_IPTUNNEL_DST")(v)
	}
	return v.at("RTA_ENCAP/LWTUNNEL_IP_DST")
}

func encapTTL(v view) any {
	if ttl := v.at("RTA_ENCAP/MPLS_IPTUNNEL_TTL"); ttl != nil {
		return ttl
	}
	return v.at("RTA_ENCAP/LWTUNNEL_IP_TTL")
}

// present is null where a fact holds: ip prints a name without a value.
func present(r rule) rule {
	return func(v view) any {
		if r(v) == true {
			return nil
		}
		return "not so"
	}
}

func neighState(v view) any {
	all := []any{}
	states, _ := v.at("ndmsg/ndm_state").([]any)
	for _, s := range states {
		all = append(all, strings.TrimPrefix(s.(string), "NUD_"))
	}
	return all
}

// seconds is the age of a fact, which may have grown by one since the capture.
func seconds(where string) rule {
	return func(v view) any {
		if _, ok := v.at(where).(json.Number); !ok {
			return "absent"
		}
		return aside{"a clock that runs"}
	}
}

// rulePriority is absent in the kernel's answer for 0.
func rulePriority(v view) any {
	if p := v.at("FRA_PRIORITY"); p != nil {
		return p
	}
	return json.Number("0")
}

func orAll(where string) rule {
	return func(v view) any {
		if addr := v.at(where); addr != nil {
			return addr
		}
		return "all"
	}
}

// netconfDevice is an interface, or one of the pseudo-interfaces of the kernel.
func netconfDevice(v view) any {
	switch index := fmt.Sprint(v.at("NETCONFA_IFINDEX")); index {
	case "NETCONFA_IFINDEX_ALL", "-1":
		return "all"
	case "NETCONFA_IFINDEX_DEFAULT", "-2":
		return "default"
	}
	return device("NETCONFA_IFINDEX")(v)
}

// yes is a number as a truth value.
func yes(where string) rule {
	return func(v view) any {
		n, ok := v.at(where).(json.Number)
		if !ok {
			return v.at(where)
		}
		return n != "0"
	}
}
