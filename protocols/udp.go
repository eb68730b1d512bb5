package protocols

import "github.com/nlkit/nlkit/codec"

// udpLayer is the header of UDP (RFC 768). What it carries is known by one of the ports.
var udpLayer = codec.Spec{Name: "udp", Kind: codec.Nest, Struct: udphdrStruct, Doc: "UDP (RFC 768)",
	Layer: &codec.Layer{
		Total: codec.Extent{Member: "uh_ulen", Unset: true},
		Next: codec.Next{Members: []string{"uh_dport", "uh_sport"}, Cases: []codec.Carried{
			{Value: 67, Layer: layerDHCP4}, {Value: 68, Layer: layerDHCP4},
		}},
		Sum: &codec.Sum{Member: "uh_sum", Pseudo: 17, Optional: true},
	}}

// udphdrStruct is struct udphdr (netinet/udp.h).
var udphdrStruct = &codec.Struct{Name: "udphdr", Packed: true, Members: []codec.Member{
	{Name: "uh_sport", Kind: codec.BE16},
	{Name: "uh_dport", Kind: codec.BE16},
	{Name: "uh_ulen", Kind: codec.BE16},
	{Name: "uh_sum", Kind: codec.BE16, Unit: codec.Hex},
}}
