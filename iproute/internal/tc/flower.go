package tc

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/nlkit/nlkit/codec/linux"
)

// flowerWords is the fields of packets that flower knows, as tc calls them. Those whose attributes depend on the
// protocol are in flowerWith.
var flowerWords = map[string]word{
	"dst_mac": flowerMAC("KEY_ETH_DST"), "src_mac": flowerMAC("KEY_ETH_SRC"), "eth_type": flowerType("KEY_ETH_TYPE"),
	"dst_ip": flowerIP("KEY_", "_DST"), "src_ip": flowerIP("KEY_", "_SRC"),
	"enc_dst_ip": flowerIP("KEY_ENC_", "_DST"), "enc_src_ip": flowerIP("KEY_ENC_", "_SRC"),
	"arp_sip": flowerIP("KEY_ARP_", "SIP"), "arp_tip": flowerIP("KEY_ARP_", "TIP"),
	"arp_sha": flowerMAC("KEY_ARP_SHA"), "arp_tha": flowerMAC("KEY_ARP_THA"),
	"arp_op":  flowerNumber("KEY_ARP_OP", 0xff, map[string]uint64{"request": 1, "reply": 2}),
	"vlan_id": is("TCA_FLOWER_KEY_VLAN_ID"), "vlan_prio": is("TCA_FLOWER_KEY_VLAN_PRIO"),
	"vlan_ethtype": flowerType("KEY_VLAN_ETH_TYPE"), "cvlan_id": is("TCA_FLOWER_KEY_CVLAN_ID"),
	"cvlan_prio": is("TCA_FLOWER_KEY_CVLAN_PRIO"), "cvlan_ethtype": flowerType("KEY_CVLAN_ETH_TYPE"),
	"ip_tos": flowerNumber("KEY_IP_TOS", 0xff, nil), "ip_ttl": flowerNumber("KEY_IP_TTL", 0xff, nil),
	"enc_tos": flowerNumber("KEY_ENC_IP_TOS", 0xff, nil), "enc_ttl": flowerNumber("KEY_ENC_IP_TTL", 0xff, nil),
	"tcp_flags": flowerNumber("KEY_TCP_FLAGS", 0xfff, nil), "enc_key_id": is("TCA_FLOWER_KEY_ENC_KEY_ID"),
	"enc_dst_port": is("TCA_FLOWER_KEY_ENC_UDP_DST_PORT"), "enc_src_port": is("TCA_FLOWER_KEY_ENC_UDP_SRC_PORT"),
	"ct_zone": flowerNumber("KEY_CT_ZONE", 0xffff, nil), "ct_mark": flowerNumber("KEY_CT_MARK", 0xffffffff, nil),
	"ct_state": flowerState,
	"ip_flags": flowerFlags, "mpls_label": is("TCA_FLOWER_KEY_MPLS_LABEL"), "mpls_tc": is("TCA_FLOWER_KEY_MPLS_TC"),
	"mpls_bos": is("TCA_FLOWER_KEY_MPLS_BOS"), "mpls_ttl": is("TCA_FLOWER_KEY_MPLS_TTL"),
	"indev":    is("TCA_FLOWER_INDEV"),
	"ip_proto": gives("TCA_FLOWER_KEY_IP_PROTO", ipProto),
	"src_port": later("src_port"), "dst_port": later("dst_port"), "type": later("type"), "code": later("code"),
}

// later is a word that is understood once all is said: it depends on others.
func later(name string) word {
	return func(o *Options, v any) error {
		o.said[name] = v
		return nil
	}
}

// ipProto returns the protocol of IP packets: a number, or a name.
func ipProto(v any) (uint64, error) {
	if text, ok := v.(string); ok {
		return linux.IPProtoEnum.Parse(text)
	}
	return count(v)
}

// flowerType is a word for a protocol of frames.
func flowerType(attr string) word { return gives("TCA_FLOWER_"+attr, Protocol) }

// flowerMAC is a word for a link-layer address, with a mask after a slash or all of it.
func flowerMAC(attr string) word {
	return func(o *Options, v any) error {
		mask := net.HardwareAddr(bytes.Repeat([]byte{0xff}, 6))
		if text, ok := v.(string); ok {
			address, rest, slash := strings.Cut(text, "/")
			a, err := net.ParseMAC(address)
			if err != nil {
				return fmt.Errorf("%q is no link-layer address", text)
			}
			if slash {
				if mask, err = net.ParseMAC(rest); err != nil {
					return fmt.Errorf("%q has no mask that is as an address", text)
				}
			}
			v = a
		}
		o.Add("TCA_FLOWER_"+attr, v)
		o.Add("TCA_FLOWER_"+attr+"_MASK", mask)
		return nil
	}
}

// flowerIP is a word for addresses, of which the family is in the name of the attribute, except those of ARP.
func flowerIP(prefix, which string) word {
	return func(o *Options, v any) error {
		address, mask, err := network(v)
		if err != nil {
			return err
		}
		attr := "TCA_FLOWER_" + prefix + "IPV4" + which
		if address.Is6() {
			attr = "TCA_FLOWER_" + prefix + "IPV6" + which
		}
		if strings.HasPrefix(prefix, "KEY_ARP") {
			attr = "TCA_FLOWER_" + prefix + which
		}
		o.Add(attr, address)
		o.Add(attr+"_MASK", mask)
		return nil
	}
}

// flowerNumber is a word for a number, a mask after a slash or all of it, and names for some.
func flowerNumber(attr string, whole uint64, names map[string]uint64) word {
	return func(o *Options, v any) error {
		if text, ok := v.(string); ok && names != nil {
			n, err := choose(text, names)
			if err != nil {
				return err
			}
			v = n
		}
		n, mask, err := masked(v)
		if mask == nil {
			mask = &whole
		}
		o.Add("TCA_FLOWER_"+attr, n)
		o.Add("TCA_FLOWER_"+attr+"_MASK", *mask)
		return err
	}
}

// flowerFlagBits is TCA_FLOWER_KEY_FLAGS_* as tc calls them (linux/pkt_cls.h).
var flowerFlagBits = map[string]int{"frag": 1, "firstfrag": 2}

// flowerFlags matches fragments: "frag/nofirstfrag". As tc does, it has each flag that is named in the mask.
func flowerFlags(o *Options, v any) error {
	text, ok := v.(string)
	if !ok {
		return errors.New(`want flags as "frag/nofirstfrag"`)
	}
	flags, mask := 0, 0
	for name := range strings.SplitSeq(text, "/") {
		bare, no := strings.CutPrefix(name, "no")
		bit, err := choose(bare, flowerFlagBits)
		if err != nil {
			return err
		}
		if mask |= bit; !no {
			flags |= bit
		}
	}
	o.Add("TCA_FLOWER_KEY_FLAGS", flags)
	o.Add("TCA_FLOWER_KEY_FLAGS_MASK", mask)
	return nil
}

// flowerStates is TCA_FLOWER_KEY_CT_FLAGS_* as tc calls them (linux/pkt_cls.h).
var flowerStates = map[string]int{"new": 1, "est": 2, "rel": 4, "trk": 8, "inv": 16, "rpl": 32}

// flowerState matches the state of a connection: "+trk+new-est".
func flowerState(o *Options, v any) error {
	text, _ := v.(string)
	state, mask := 0, 0
	for len(text) > 0 {
		sign := text[0]
		end := strings.IndexAny(text[1:], "+-") + 1
		if end == 0 {
			end = len(text)
		}
		if sign != '+' && sign != '-' {
			return errors.New(`want states with signs, as "+trk+new-est"`)
		}
		bit, err := choose(text[1:end], flowerStates)
		if err != nil {
			return err
		}
		if mask |= bit; sign == '+' {
			state |= bit
		}
		text = text[end:]
	}
	o.Add("TCA_FLOWER_KEY_CT_STATE", state)
	o.Add("TCA_FLOWER_KEY_CT_STATE_MASK", mask)
	return nil
}

// flowerAlways gives ports, types and codes, by the protocol that was said, and the type of frames, that of the filter.
func flowerAlways(o *Options) error {
	if !o.Has("TCA_FLOWER_FLAGS") {
		o.Add("TCA_FLOWER_FLAGS", 0)
	}
	if !o.Has("TCA_FLOWER_KEY_ETH_TYPE") && o.Protocol != 0 && o.Protocol != ethAll {
		o.Add("TCA_FLOWER_KEY_ETH_TYPE", o.Protocol)
	}
	proto := ""
	if i := o.index("TCA_FLOWER_KEY_IP_PROTO"); i >= 0 {
		n, err := ipProto(o.Attrs[i].Value)
		if err != nil {
			return err
		}
		proto = strings.TrimPrefix(linux.IPProtoEnum.NameOf(n), "IPPROTO_")
	}
	for _, way := range []string{"src", "dst"} {
		if v, ok := o.said[way+"_port"]; ok {
			if err := flowerPort(o, proto, strings.ToUpper(way), v); err != nil {
				return about(way+"_port", err)
			}
		}
	}
	return flowerICMP(o, proto)
}

// ethAll is ETH_P_ALL (linux/if_ether.h).
const ethAll = 3

// flowerPort matches a port, one with a mask, or a range.
func flowerPort(o *Options, proto, way string, v any) error {
	if proto != "TCP" && proto != "UDP" && proto != "SCTP" {
		return missing("ip_proto (tcp, udp, sctp)")
	}
	if text, ok := v.(string); ok && strings.Contains(text, "-") {
		first, last, err := span(text)
		o.Add("TCA_FLOWER_KEY_PORT_"+way+"_MIN", first)
		o.Add("TCA_FLOWER_KEY_PORT_"+way+"_MAX", last)
		return err
	}
	port, mask, err := masked(v)
	attr := "TCA_FLOWER_KEY_" + proto + "_" + way
	o.Add(attr, port)
	if mask != nil {
		o.Add(attr+"_MASK", *mask)
	}
	return err
}

// flowerICMP matches types and codes.
func flowerICMP(o *Options, proto string) error {
	for _, name := range []string{"type", "code"} {
		v, ok := o.said[name]
		if !ok {
			continue
		}
		family := map[string]string{"ICMP": "ICMPV4_", "ICMPV6": "ICMPV6_"}[proto]
		if family == "" {
			return about(name, missing("ip_proto (icmp, icmpv6)"))
		}
		if err := flowerNumber("KEY_"+family+strings.ToUpper(name), 0xff, nil)(o, v); err != nil {
			return about(name, err)
		}
	}
	return nil
}
