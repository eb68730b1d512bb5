package nl80211

import "github.com/nlkit/nlkit/codec"

// vendorElements is what elements whose identifier is WLAN_EID_VENDOR_SPECIFIC hold, by OUI and type
// (linux/ieee80211.h).
var vendorElements = codec.Cases{
	{Value: 0x0050f201, Spec: codec.StructSpec(wpaElement)},
	{Value: 0x0050f202, Spec: codec.StructSpec(wmmElement)},
	{Value: 0x0050f204, Spec: codec.StructSpec(microsoftElement)}, // WPS
	{Value: 0x0050f208, Spec: codec.StructSpec(microsoftElement)}, // TPC
	{Value: 0x506f9a09, Spec: codec.StructSpec(wfaElement)},       // P2P
	{Value: 0x506f9a13, Spec: codec.StructSpec(wfaElement)},       // NAN
	{Value: 0x506f9a1a, Spec: codec.StructSpec(wfaElement)},       // DPP
}

// vendorElement is an element of a vendor that has no table (IEEE 802.11).
var vendorElement = &codec.Struct{Name: "vendor_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "data", Kind: codec.Bytes},
}}

// microsoftType is the types WLAN_OUI_TYPE_MICROSOFT_* (linux/ieee80211.h).
var microsoftType = codec.NewSparse("microsoft_oui_type", "WLAN_OUI_TYPE_MICROSOFT_", []codec.Value{
	{Value: 1, Name: "WPA"},
	{Value: 2, Name: "WMM"},
	{Value: 4, Name: "WPS"},
	{Value: 8, Name: "TPC"},
})

// wfaType is the types WLAN_OUI_TYPE_WFA_* (linux/ieee80211.h).
var wfaType = codec.NewSparse("wfa_oui_type", "WLAN_OUI_TYPE_WFA_", []codec.Value{
	{Value: 0x9, Name: "P2P"},
	{Value: 0x13, Name: "NAN"},
	{Value: 0x1a, Name: "DPP"},
})

// microsoftElement is an element of WLAN_OUI_MICROSOFT (linux/ieee80211.h).
var microsoftElement = &codec.Struct{Name: "microsoft_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: microsoftType},
	{Name: "data", Kind: codec.Bytes},
}}

// wfaElement is an element of WLAN_OUI_WFA (linux/ieee80211.h).
var wfaElement = &codec.Struct{Name: "wfa_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: wfaType},
	{Name: "data", Kind: codec.Bytes},
}}

// wmmElement is the WMM elements of the Wi-Fi Alliance.
var wmmElement = &codec.Struct{Name: "wmm_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: microsoftType},
	{Name: "oui_subtype", Kind: codec.U8},
	{Name: "version", Kind: codec.U8},
	{Name: "body", Kind: codec.Bytes, Select: codec.ByField("oui_subtype", wmmBodies)},
}}

// wmmBodies is the rest of the WMM elements by their subtype.
var wmmBodies = codec.Cases{
	{Value: 0, Spec: codec.StructSpec(wmmInfo)},
	{Value: 1, Spec: codec.StructSpec(wmmParam)},
}

// wmmInfo is the WMM information element after its version.
var wmmInfo = &codec.Struct{Name: "wmm_info", Packed: true, Members: []codec.Member{
	{Name: "qos_info", Kind: codec.U8},
}}

// wmmParam is struct ieee80211_wmm_param_ie (linux/ieee80211.h) after its version.
var wmmParam = &codec.Struct{Name: "ieee80211_wmm_param_ie", Packed: true, Members: []codec.Member{
	{Name: "qos_info", Kind: codec.U8},
	{Name: "reserved", Kind: codec.U8},
	{Name: "ac", Kind: codec.Array, Elem: codec.StructOf, Struct: wmmACParam, Len: 4},
}}
