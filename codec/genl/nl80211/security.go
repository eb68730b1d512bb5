package nl80211

import "github.com/nlkit/nlkit/codec"

// keyObject is keys, and what has them negotiated (linux/nl80211.h).
var keyObject = &codec.Object{Name: "key", Set: attrs}

var keyMessages = keyObject.Messages(
	codec.GetSetNewDel(9, "NL80211_CMD_GET_KEY", "NL80211_CMD_SET_KEY", "NL80211_CMD_NEW_KEY", "NL80211_CMD_DEL_KEY"),
	codec.Rows{
		{Type: 41, Name: "NL80211_CMD_MICHAEL_MIC_FAILURE"},
		{Type: 52, Name: "NL80211_CMD_SET_PMKSA", Op: codec.OpNew},
		{Type: 53, Name: "NL80211_CMD_DEL_PMKSA", Op: codec.OpDelete},
		{Type: 54, Name: "NL80211_CMD_FLUSH_PMKSA"},
		{Type: 79, Name: "NL80211_CMD_SET_REKEY_OFFLOAD", Op: codec.OpNew},
		{Type: 80, Name: "NL80211_CMD_PMKSA_CANDIDATE"},
		{Type: 96, Name: "NL80211_CMD_UPDATE_FT_IES"},
		{Type: 97, Name: "NL80211_CMD_FT_EVENT"},
		{Type: 123, Name: "NL80211_CMD_SET_PMK", Op: codec.OpNew},
		{Type: 124, Name: "NL80211_CMD_DEL_PMK", Op: codec.OpDelete},
		{Type: 125, Name: "NL80211_CMD_PORT_AUTHORIZED"},
		{Type: 127, Name: "NL80211_CMD_EXTERNAL_AUTH"},
		{Type: 135, Name: "NL80211_CMD_UPDATE_OWE_INFO"},
		{Type: 146, Name: "NL80211_CMD_SET_FILS_AAD", Op: codec.OpNew},
	},
)

// keyAttrs is enum nl80211_key_attributes (linux/nl80211.h).
var keyAttrs = codec.NewSet("NL80211_KEY_", codec.Attrs{
	1:  {Name: "DATA", Kind: codec.Bytes},
	2:  {Name: "IDX", Kind: codec.U8},
	3:  {Name: "CIPHER", Kind: codec.U32, Enum: cipherSuiteEnum},
	4:  {Name: "SEQ", Kind: codec.Bytes},
	5:  {Name: "DEFAULT", Kind: codec.Flag},
	6:  {Name: "DEFAULT_MGMT", Kind: codec.Flag},
	7:  {Name: "TYPE", Kind: codec.U32, Enum: keyTypeEnum},
	8:  {Name: "DEFAULT_TYPES", Kind: codec.Nest, Set: keyDefaultTypeAttrs},
	9:  {Name: "MODE", Kind: codec.U8, Enum: keyModeEnum},
	10: {Name: "DEFAULT_BEACON", Kind: codec.Flag},
	11: {Name: "LTF_SEED", Kind: codec.Bytes},
})

// keyDefaultTypeAttrs is enum nl80211_key_default_types (linux/nl80211.h).
var keyDefaultTypeAttrs = codec.NewSet("NL80211_KEY_DEFAULT_TYPE_", codec.Attrs{
	1: {Name: "UNICAST", Kind: codec.Flag},
	2: {Name: "MULTICAST", Kind: codec.Flag},
})

// keyTypeEnum is enum nl80211_key_type (linux/nl80211.h).
var keyTypeEnum = codec.NewEnum("nl80211_key_type", "NL80211_KEYTYPE_", codec.Names{
	0: "GROUP",
	1: "PAIRWISE",
	2: "PEERKEY",
})

// keyModeEnum is enum nl80211_key_mode (linux/nl80211.h).
var keyModeEnum = codec.NewEnum("nl80211_key_mode", "NL80211_KEY_", codec.Names{
	0: "RX_TX",
	1: "NO_TX",
	2: "SET_TX",
})

// rekeyDataAttrs is enum nl80211_rekey_data (linux/nl80211.h).
var rekeyDataAttrs = codec.NewSet("NL80211_REKEY_DATA_", codec.Attrs{
	1: {Name: "KEK", Kind: codec.Bytes},
	2: {Name: "KCK", Kind: codec.Bytes},
	3: {Name: "REPLAY_CTR", Kind: codec.BE64},
	4: {Name: "AKM", Kind: codec.U32, Enum: akmSuiteEnum},
})

// pmksaCandidateAttrs is enum nl80211_pmksa_candidate_attr (linux/nl80211.h).
var pmksaCandidateAttrs = codec.NewSet("NL80211_PMKSA_CANDIDATE_", codec.Attrs{
	1: {Name: "INDEX", Kind: codec.U32},
	2: {Name: "BSSID", Kind: codec.LLAddr},
	3: {Name: "PREAUTH", Kind: codec.Flag},
})

// authTypeEnum is enum nl80211_auth_type (linux/nl80211.h). NL80211_AUTHTYPE_AUTOMATIC never stands in a message: its
// number is the first one unused, another in every kernel that adds a type.
var authTypeEnum = codec.NewEnum("nl80211_auth_type", "NL80211_AUTHTYPE_", codec.Names{
	0: "OPEN_SYSTEM",
	1: "SHARED_KEY",
	2: "FT",
	3: "NETWORK_EAP",
	4: "SAE",
	5: "FILS_SK",
	6: "FILS_SK_PFS",
	7: "FILS_PK",
	8: "EPPKE",
	9: "IEEE8021X",
})

// mfpEnum is enum nl80211_mfp (linux/nl80211.h).
var mfpEnum = codec.NewEnum("nl80211_mfp", "NL80211_MFP_", codec.Names{
	0: "NO",
	1: "REQUIRED",
	2: "OPTIONAL",
})

// wpaVersionsEnum is enum nl80211_wpa_versions (linux/nl80211.h).
var wpaVersionsEnum = codec.NewFlags("nl80211_wpa_versions", "NL80211_WPA_VERSION_", []codec.Value{
	{Value: 0x1, Name: "1"},
	{Value: 0x2, Name: "2"},
	{Value: 0x4, Name: "3"},
})

// saePWEEnum is enum nl80211_sae_pwe_mechanism (linux/nl80211.h).
var saePWEEnum = codec.NewEnum("nl80211_sae_pwe_mechanism", "NL80211_SAE_PWE_", codec.Names{
	0: "UNSPECIFIED",
	1: "HUNT_AND_PECK",
	2: "HASH_TO_ELEMENT",
	3: "BOTH",
})

// externalAuthActionEnum is enum nl80211_external_auth_action (linux/nl80211.h).
var externalAuthActionEnum = codec.NewEnum("nl80211_external_auth_action", "NL80211_EXTERNAL_AUTH_", codec.Names{
	0: "START",
	1: "ABORT",
})
