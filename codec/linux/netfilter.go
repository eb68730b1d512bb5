package linux

import "github.com/nlkit/nlkit/codec"

// NfgenmsgStruct is struct nfgenmsg, with which every message of NETLINK_NETFILTER starts
// (linux/netfilter/nfnetlink.h).
var NfgenmsgStruct = &codec.Struct{Name: "nfgenmsg", Members: []codec.Member{
	{Name: "nfgen_family", Kind: codec.U8, Enum: NfprotoEnum},
	{Name: "version", Kind: codec.U8},
	{Name: "res_id", Kind: codec.BE16},
}}

// NfprotoEnum is the protocol families of netfilter, NFPROTO_* (linux/netfilter.h).
var NfprotoEnum = codec.NewSparse("nfproto", "NFPROTO_", []codec.Value{
	{Value: 0, Name: "UNSPEC"}, {Value: 1, Name: "INET"}, {Value: 2, Name: "IPV4"}, {Value: 3, Name: "ARP"},
	{Value: 5, Name: "NETDEV"}, {Value: 7, Name: "BRIDGE"}, {Value: 10, Name: "IPV6"}, {Value: 12, Name: "DECNET"},
})
