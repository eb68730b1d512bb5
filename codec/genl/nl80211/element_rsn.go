package nl80211

import "github.com/nlkit/nlkit/codec"

// rsnStruct is the RSN element (IEEE 802.11). Its suites are counted lists; a struct for each usual count says what
// follows the list, other counts stay octets.
var rsnStruct = &codec.Struct{Name: "rsn_element", Packed: true, Members: []codec.Member{
	{Name: "version", Kind: le16},
	{Name: "group_cipher", Kind: codec.BE32, Enum: cipherSuiteEnum},
	{Name: "pairwise_count", Kind: le16},
	{Name: "pairwise", Kind: codec.Bytes, Select: codec.ByField("pairwise_count", rsnPairwiseCases)},
}}

// rsnPairwiseCases is the rest of the RSN element by its number of pairwise cipher suites.
var rsnPairwiseCases = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(rsnPairwise1Struct)},
	{Value: 2, Spec: codec.StructSpec(rsnPairwise2Struct)},
	{Value: 3, Spec: codec.StructSpec(rsnPairwise3Struct)},
}

// rsnPairwise1Struct is the rest of the RSN element with 1 pairwise cipher suite.
var rsnPairwise1Struct = &codec.Struct{Name: "rsn_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: cipherSuiteEnum},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", rsnAKMCases)},
}}

// rsnPairwise2Struct is the rest of the RSN element with 2 pairwise cipher suites.
var rsnPairwise2Struct = &codec.Struct{Name: "rsn_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: cipherSuiteEnum},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", rsnAKMCases)},
}}

// rsnPairwise3Struct is the rest of the RSN element with 3 pairwise cipher suites.
var rsnPairwise3Struct = &codec.Struct{Name: "rsn_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 3, Enum: cipherSuiteEnum},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", rsnAKMCases)},
}}

// rsnAKMCases is the rest of the RSN element by its number of AKM suites.
var rsnAKMCases = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(rsnAKM1Struct)},
	{Value: 2, Spec: codec.StructSpec(rsnAKM2Struct)},
	{Value: 3, Spec: codec.StructSpec(rsnAKM3Struct)},
	{Value: 4, Spec: codec.StructSpec(rsnAKM4Struct)},
}

// rsnAKM1Struct is the rest of the RSN element with 1 AKM suite.
var rsnAKM1Struct = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: akmSuiteEnum},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilitiesEnum},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKIDCases)},
}}

// rsnAKM2Struct is the rest of the RSN element with 2 AKM suites.
var rsnAKM2Struct = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: akmSuiteEnum},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilitiesEnum},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKIDCases)},
}}

// rsnAKM3Struct is the rest of the RSN element with 3 AKM suites.
var rsnAKM3Struct = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 3, Enum: akmSuiteEnum},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilitiesEnum},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKIDCases)},
}}

// rsnAKM4Struct is the rest of the RSN element with 4 AKM suites.
var rsnAKM4Struct = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 4, Enum: akmSuiteEnum},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilitiesEnum},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKIDCases)},
}}

// rsnPMKIDCases is the rest of the RSN element by its number of PMKIDs.
var rsnPMKIDCases = codec.Cases{
	{Value: 0, Spec: codec.StructSpec(rsnPMKID0Struct)},
	{Value: 1, Spec: codec.StructSpec(rsnPMKID1Struct)},
}

// rsnPMKID0Struct is the rest of the RSN element without PMKIDs.
var rsnPMKID0Struct = &codec.Struct{Name: "rsn_pmkid", Packed: true, Members: []codec.Member{
	{Name: "group_mgmt_cipher", Kind: codec.BE32, Enum: cipherSuiteEnum},
}}

// rsnPMKID1Struct is the rest of the RSN element with one PMKID.
var rsnPMKID1Struct = &codec.Struct{Name: "rsn_pmkid", Packed: true, Members: []codec.Member{
	{Name: "pmkid", Kind: codec.Bytes, Len: 16},
	{Name: "group_mgmt_cipher", Kind: codec.BE32, Enum: cipherSuiteEnum},
}}

// rsnCapabilitiesEnum is the RSN Capabilities field (IEEE 802.11), in the words of iw. Two of its fields are numbers of
// replay counters.
var rsnCapabilitiesEnum = codec.NewFlags("rsn_capabilities", "", []codec.Value{
	{Value: 0x0001, Name: "PreAuth"},
	{Value: 0x0002, Name: "NoPairwise"},
	{Value: 0x0000, Name: "1-PTKSA-RC", Mask: 0x000c},
	{Value: 0x0004, Name: "2-PTKSA-RC", Mask: 0x000c},
	{Value: 0x0008, Name: "4-PTKSA-RC", Mask: 0x000c},
	{Value: 0x000c, Name: "16-PTKSA-RC", Mask: 0x000c},
	{Value: 0x0000, Name: "1-GTKSA-RC", Mask: 0x0030},
	{Value: 0x0010, Name: "2-GTKSA-RC", Mask: 0x0030},
	{Value: 0x0020, Name: "4-GTKSA-RC", Mask: 0x0030},
	{Value: 0x0030, Name: "16-GTKSA-RC", Mask: 0x0030},
	{Value: 0x0040, Name: "MFP-required"},
	{Value: 0x0080, Name: "MFP-capable"},
	{Value: 0x0100, Name: "Joint-multi-band-RSNA"},
	{Value: 0x0200, Name: "Peerkey-enabled"},
	{Value: 0x0400, Name: "SPP-AMSDU-capable"},
	{Value: 0x0800, Name: "SPP-AMSDU-required"},
	{Value: 0x1000, Name: "PBAC"},
	{Value: 0x2000, Name: "Extended-Key-ID"},
	{Value: 0x4000, Name: "OCVC"},
})

// wpaStruct is the element of WPA version 1, built like the RSN element.
var wpaStruct = &codec.Struct{Name: "wpa_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: microsoftTypeEnum},
	{Name: "version", Kind: le16},
	{Name: "group_cipher", Kind: codec.BE32, Enum: wpaCipherEnum},
	{Name: "pairwise_count", Kind: le16},
	{Name: "pairwise", Kind: codec.Bytes, Select: codec.ByField("pairwise_count", wpaPairwiseCases)},
}}

// wpaPairwiseCases is the rest of the WPA element by its number of pairwise cipher suites.
var wpaPairwiseCases = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(wpaPairwise1Struct)},
	{Value: 2, Spec: codec.StructSpec(wpaPairwise2Struct)},
}

// wpaPairwise1Struct is the rest of the WPA element with 1 pairwise cipher suite.
var wpaPairwise1Struct = &codec.Struct{Name: "wpa_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: wpaCipherEnum},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", wpaAKMsCases)},
}}

// wpaPairwise2Struct is the rest of the WPA element with 2 pairwise cipher suites.
var wpaPairwise2Struct = &codec.Struct{Name: "wpa_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: wpaCipherEnum},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", wpaAKMsCases)},
}}

// wpaAKMsCases is the rest of the WPA element by its number of AKM suites.
var wpaAKMsCases = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(wpaAKM1Struct)},
	{Value: 2, Spec: codec.StructSpec(wpaAKM2Struct)},
}

// wpaAKM1Struct is the rest of the WPA element with 1 AKM suite.
var wpaAKM1Struct = &codec.Struct{Name: "wpa_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: wpaAKMEnum},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilitiesEnum},
}}

// wpaAKM2Struct is the rest of the WPA element with 2 AKM suites.
var wpaAKM2Struct = &codec.Struct{Name: "wpa_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: wpaAKMEnum},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilitiesEnum},
}}
