package nl80211

import "github.com/nlkit/nlkit/codec"

// rsnElement is the RSN element (IEEE 802.11). Its suites are counted lists; a struct for each usual count says what
// follows the list, other counts stay octets.
var rsnElement = &codec.Struct{Name: "rsn_element", Packed: true, Members: []codec.Member{
	{Name: "version", Kind: le16},
	{Name: "group_cipher", Kind: codec.BE32, Enum: cipherSuite},
	{Name: "pairwise_count", Kind: le16},
	{Name: "pairwise", Kind: codec.Bytes, Select: codec.ByField("pairwise_count", rsnPairwise)},
}}

// rsnPairwise is the rest of the RSN element by its number of pairwise cipher suites.
var rsnPairwise = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(rsnPairwise1)},
	{Value: 2, Spec: codec.StructSpec(rsnPairwise2)},
	{Value: 3, Spec: codec.StructSpec(rsnPairwise3)},
}

// rsnPairwise1 is the rest of the RSN element with 1 pairwise cipher suite.
var rsnPairwise1 = &codec.Struct{Name: "rsn_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: cipherSuite},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", rsnAKM)},
}}

// rsnPairwise2 is the rest of the RSN element with 2 pairwise cipher suites.
var rsnPairwise2 = &codec.Struct{Name: "rsn_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: cipherSuite},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", rsnAKM)},
}}

// rsnPairwise3 is the rest of the RSN element with 3 pairwise cipher suites.
var rsnPairwise3 = &codec.Struct{Name: "rsn_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 3, Enum: cipherSuite},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", rsnAKM)},
}}

// rsnAKM is the rest of the RSN element by its number of AKM suites.
var rsnAKM = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(rsnAKM1)},
	{Value: 2, Spec: codec.StructSpec(rsnAKM2)},
	{Value: 3, Spec: codec.StructSpec(rsnAKM3)},
	{Value: 4, Spec: codec.StructSpec(rsnAKM4)},
}

// rsnAKM1 is the rest of the RSN element with 1 AKM suite.
var rsnAKM1 = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: akmSuite},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilities},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKID)},
}}

// rsnAKM2 is the rest of the RSN element with 2 AKM suites.
var rsnAKM2 = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: akmSuite},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilities},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKID)},
}}

// rsnAKM3 is the rest of the RSN element with 3 AKM suites.
var rsnAKM3 = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 3, Enum: akmSuite},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilities},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKID)},
}}

// rsnAKM4 is the rest of the RSN element with 4 AKM suites.
var rsnAKM4 = &codec.Struct{Name: "rsn_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 4, Enum: akmSuite},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilities},
	{Name: "pmkid_count", Kind: le16},
	{Name: "pmkid", Kind: codec.Bytes, Select: codec.ByField("pmkid_count", rsnPMKID)},
}}

// rsnPMKID is the rest of the RSN element by its number of PMKIDs.
var rsnPMKID = codec.Cases{
	{Value: 0, Spec: codec.StructSpec(rsnPMKID0)},
	{Value: 1, Spec: codec.StructSpec(rsnPMKID1)},
}

// rsnPMKID0 is the rest of the RSN element without PMKIDs.
var rsnPMKID0 = &codec.Struct{Name: "rsn_pmkid", Packed: true, Members: []codec.Member{
	{Name: "group_mgmt_cipher", Kind: codec.BE32, Enum: cipherSuite},
}}

// rsnPMKID1 is the rest of the RSN element with one PMKID.
var rsnPMKID1 = &codec.Struct{Name: "rsn_pmkid", Packed: true, Members: []codec.Member{
	{Name: "pmkid", Kind: codec.Bytes, Len: 16},
	{Name: "group_mgmt_cipher", Kind: codec.BE32, Enum: cipherSuite},
}}

// rsnCapabilities is the RSN Capabilities field (IEEE 802.11), in the words of iw. Two of its fields are numbers of
// replay counters.
var rsnCapabilities = codec.NewFlags("rsn_capabilities", "", []codec.Value{
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

// wpaElement is the element of WPA version 1, built like the RSN element.
var wpaElement = &codec.Struct{Name: "wpa_element", Packed: true, Members: []codec.Member{
	{Name: "oui", Kind: codec.LLAddr, Len: 3},
	{Name: "oui_type", Kind: codec.U8, Enum: microsoftType},
	{Name: "version", Kind: le16},
	{Name: "group_cipher", Kind: codec.BE32, Enum: wpaCipher},
	{Name: "pairwise_count", Kind: le16},
	{Name: "pairwise", Kind: codec.Bytes, Select: codec.ByField("pairwise_count", wpaPairwise)},
}}

// wpaPairwise is the rest of the WPA element by its number of pairwise cipher suites.
var wpaPairwise = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(wpaPairwise1)},
	{Value: 2, Spec: codec.StructSpec(wpaPairwise2)},
}

// wpaPairwise1 is the rest of the WPA element with 1 pairwise cipher suite.
var wpaPairwise1 = &codec.Struct{Name: "wpa_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: wpaCipher},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", wpaAKMs)},
}}

// wpaPairwise2 is the rest of the WPA element with 2 pairwise cipher suites.
var wpaPairwise2 = &codec.Struct{Name: "wpa_pairwise", Packed: true, Members: []codec.Member{
	{Name: "pairwise_ciphers", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: wpaCipher},
	{Name: "akm_count", Kind: le16},
	{Name: "akm", Kind: codec.Bytes, Select: codec.ByField("akm_count", wpaAKMs)},
}}

// wpaAKMs is the rest of the WPA element by its number of AKM suites.
var wpaAKMs = codec.Cases{
	{Value: 1, Spec: codec.StructSpec(wpaAKM1)},
	{Value: 2, Spec: codec.StructSpec(wpaAKM2)},
}

// wpaAKM1 is the rest of the WPA element with 1 AKM suite.
var wpaAKM1 = &codec.Struct{Name: "wpa_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 1, Enum: wpaAKM},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilities},
}}

// wpaAKM2 is the rest of the WPA element with 2 AKM suites.
var wpaAKM2 = &codec.Struct{Name: "wpa_akm", Packed: true, Members: []codec.Member{
	{Name: "akm_suites", Kind: codec.Array, Elem: codec.BE32, Len: 2, Enum: wpaAKM},
	{Name: "capabilities", Kind: le16, Enum: rsnCapabilities},
}}
