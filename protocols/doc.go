// Package protocols reads and writes packets: Ethernet with its tags, ARP, IPv4 and IPv6, UDP, TCP, ICMP, neighbour
// discovery and DHCP, described in the schema language of the codec. It imports nothing but that.
//
// # The model
//
// A packet is a codec.Message of a protocol that has no nlmsghdr: one for each kind of link (LINKTYPE_ETHERNET,
// LINKTYPE_RAW…), numbered Link + the link type of libpcap. Its top-level attributes are its layers, outermost first
// and side by side, however they are wrapped in each other on the wire:
//
//	eth  ether_dhost=ff:ff:ff:ff:ff:ff … ether_type=ETH_P_IP
//	ip4  ip_v=4 ip_hl=5 … ip_p=IPPROTO_UDP …
//	udp  uh_sport=68 uh_dport=67 uh_ulen=308 uh_sum=2b1f
//	dhcp4 op=BOOTREQUEST …
//	  DHO_DHCP_MESSAGE_TYPE DHCPDISCOVER
//	  DHO_END
//
// A layer is a nest as netlink has them: a fixed struct, and options in a Set whose Framing is that of the options.
// What follows it, and where that ends, says its codec.Layer: a member with the length, one with the protocol carried,
// one with the checksum. What no table knows is the layer "payload", what is after the end of the packet "trailer",
// and what cannot be read octets, as everywhere. So there are no second ways to do anything: decoding, lookup by
// names, text, JSON, filters, the schema and the generator of the fuzz targets are those of netlink messages, and JSON
// leads back to the same octets, whatever they were.
//
// Decoding verifies lengths and checksums, and says in Faults what is wrong. A checksum that holds the sum of the
// pseudo-header alone was left to the network card and is taken as it is, as is that of a fragment. Encoding fills in
// what is not given: lengths, the protocol carried, checksums, the padding of options, the usual version, time to live
// and cookie. What is given stands, right or wrong.
//
// The fields of the headers are those of the C headers: netinet/… of the C library where the kernel's have no prefix
// that tells what they belong to. As everywhere, the prefix may be left out: "dport" is uh_dport.
package protocols
