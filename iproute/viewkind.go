package iproute

import "github.com/nlkit/nlkit/codec"

// The functions here return what a kind has, the zero Attr if it is of another kind.

// linkData is IFLA_INFO_DATA in IFLA_LINKINFO of a link.
func linkData(link codec.Attr, kind string) codec.Attr { return dataOf(sub(link, 18), 1, 2, kind) }

// portData is IFLA_INFO_SLAVE_DATA in IFLA_LINKINFO of a port.
func portData(link codec.Attr, kind string) codec.Attr { return dataOf(sub(link, 18), 4, 5, kind) }

// kindData is TCA_OPTIONS, and TCA_ACT_OPTIONS.
func kindData(a codec.Attr, kind string) codec.Attr { return dataOf(a, 1, 2, kind) }

// dataOf returns an attribute if another one beside it is the name of a kind.
func dataOf(a codec.Attr, kindType, dataType uint16, kind string) codec.Attr {
	if name, _, _ := at(a, kindType).Text(); string(name) != kind {
		return codec.Attr{}
	}
	return sub(a, dataType)
}

// routeEncap is RTA_ENCAP.
func routeEncap(a codec.Attr, kind EncapType) codec.Attr { return encapData(a, 21, 22, kind) }

// nexthopEncap is NHA_ENCAP.
func nexthopEncap(a codec.Attr, kind EncapType) codec.Attr { return encapData(a, 7, 8, kind) }

func encapData(a codec.Attr, kindType, dataType uint16, kind EncapType) codec.Attr {
	if number[EncapType](at(a, kindType)) != kind {
		return codec.Attr{}
	}
	return sub(a, dataType)
}
