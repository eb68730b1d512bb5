package rtnl

import "github.com/nlkit/nlkit/codec"

// nduseroptObject passes on an option of an IPv6 router advertisement that concerns user space: name servers, search
// domains, captive portals, NAT64 prefixes (RFC 8106, RFC 8910, RFC 8781). nduseropt_opts_len octets of options stand
// after the header, then NDUSEROPT_SRCADDR, the router's address.
var nduseroptObject = &codec.Object{Name: "router option", Header: nduseroptmsgStruct, Set: nduseroptAttrs}

var nduseroptMessages = nduseroptObject.Messages(codec.Rows{
	{Type: 68, Name: "RTM_NEWNDUSEROPT", Op: codec.OpNew},
})

// nduseroptAttrs is the attributes of RTM_NEWNDUSEROPT, NDUSEROPT_* (linux/rtnetlink.h).
var nduseroptAttrs = codec.NewSet("NDUSEROPT_", codec.Attrs{
	1: {Name: "SRCADDR", Kind: codec.IP6},
})
