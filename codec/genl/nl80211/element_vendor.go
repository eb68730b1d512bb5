package nl80211

import "github.com/nlkit/nlkit/codec"

// vendorElementCases is what elements whose identifier is WLAN_EID_VENDOR_SPECIFIC hold, by OUI and type
// (linux/ieee80211.h).
var vendorElementCases = codec.Cases{
	{Value: 0x0050f201, Spec: codec.StructSpec(wpaStruct)},
	{Value: 0x0050f202, Spec: codec.StructSpec(wmmStruct)},
	{Value: 0x0050f204, Spec: codec.StructSpec(microsoftStruct)}, // WPS
	{Value: 0x0050f208, Spec: codec.StructSpec(microsoftStruct)}, // TPC
	{Value: 0x506f9a09, Spec: codec.StructSpec(wfaStruct)},       // P2P
	{Value: 0x506f9a13, Spec: codec.StructSpec(wfaStruct)},       // NAN
	{Value: 0x506f9a1a, Spec: codec.StructSpec(wfaStruct)},       // DPP
}

// vendorStruct is an element of a vendor that has no table (IEEE 802.11).
var vendorStruct = &codec.Struct{Name: "vendor_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "data", Kind: codec.Bytes},
}}

// microsoftTypeEnum is the types WLAN_OUI_TYPE_MICROSOFT_* (linux/ieee80211.h).
var microsoftTypeEnum = codec.NewSparse("microsoft_oui_type", "WLAN_OUI_TYPE_MICROSOFT_", []codec.Value{
	{Value: 1, Name: "WPA"},
	{Value: 2, Name: "WMM"},
	{Value: 4, Name: "WPS"},
	{Value: 8, Name: "TPC"},
})

// wfaTypeEnum is the types WLAN_OUI_TYPE_WFA_* (linux/ieee80211.h).
var wfaTypeEnum = codec.NewSparse("wfa_oui_type", "WLAN_OUI_TYPE_WFA_", []codec.Value{
	{Value: 0x9, Name: "P2P"},
	{Value: 0x13, Name: "NAN"},
	{Value: 0x1a, Name: "DPP"},
})

// microsoftStruct is an element of WLAN_OUI_MICROSOFT (linux/ieee80211.h).
var microsoftStruct = &codec.Struct{Name: "microsoft_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: microsoftTypeEnum},
	{Name: "data", Kind: codec.Bytes},
}}

// wfaStruct is an element of WLAN_OUI_WFA (linux/ieee80211.h).
var wfaStruct = &codec.Struct{Name: "wfa_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: wfaTypeEnum},
	{Name: "data", Kind: codec.Bytes},
}}

// wmmStruct is the WMM elements of the Wi-Fi Alliance.
var wmmStruct = &codec.Struct{Name: "wmm_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: microsoftTypeEnum},
	{Name: "oui_subtype", Kind: codec.U8},
	{Name: "version", Kind: codec.U8},
	{Name: "body", Kind: codec.Bytes, Select: codec.ByField("oui_subtype", wmmBodyCases)},
}}

// wmmBodyCases is the rest of the WMM elements by their subtype.
var wmmBodyCases = codec.Cases{
	{Value: 0, Spec: codec.StructSpec(wmmInfoStruct)},
	{Value: 1, Spec: codec.StructSpec(wmmParamStruct)},
}

// wmmInfoStruct is the WMM information element after its version.
var wmmInfoStruct = &codec.Struct{Name: "wmm_info", Packed: true, Members: []codec.Member{
	{Name: "qos_info", Kind: codec.U8},
}}

// wmmParamStruct is struct ieee80211_wmm_param_ie (linux/ieee80211.h) after its version.
var wmmParamStruct = &codec.Struct{Name: "ieee80211_wmm_param_ie", Packed: true, Members: []codec.Member{
	{Name: "qos_info", Kind: codec.U8},
	{Name: "reserved", Kind: codec.U8},
	{Name: "ac", Kind: codec.Array, Elem: codec.StructOf, Struct: wmmACParamStruct, Len: 4},
}}
