package nl80211

import "github.com/nlkit/nlkit/codec"

// frameObject is frames, and the state of a connection (linux/nl80211.h).
var frameObject = &codec.Object{Name: "frame", Set: attrs}

var frameMessages = frameObject.Messages(codec.Rows{
	{Type: 37, Name: "NL80211_CMD_AUTHENTICATE"},
	{Type: 38, Name: "NL80211_CMD_ASSOCIATE"},
	{Type: 39, Name: "NL80211_CMD_DEAUTHENTICATE"},
	{Type: 40, Name: "NL80211_CMD_DISASSOCIATE"},
	{Type: 43, Name: "NL80211_CMD_JOIN_IBSS"},
	{Type: 44, Name: "NL80211_CMD_LEAVE_IBSS"},
	{Type: 46, Name: "NL80211_CMD_CONNECT"},
	{Type: 47, Name: "NL80211_CMD_ROAM"},
	{Type: 48, Name: "NL80211_CMD_DISCONNECT"},
	{Type: 55, Name: "NL80211_CMD_REMAIN_ON_CHANNEL", Replies: []uint16{55}},
	{Type: 56, Name: "NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL"},
	{Type: 58, Name: "NL80211_CMD_REGISTER_FRAME"},
	{Type: 59, Name: "NL80211_CMD_FRAME", Replies: []uint16{59}},
	{Type: 60, Name: "NL80211_CMD_FRAME_TX_STATUS"},
	{Type: 67, Name: "NL80211_CMD_FRAME_WAIT_CANCEL"},
	{Type: 70, Name: "NL80211_CMD_UNPROT_DEAUTHENTICATE"},
	{Type: 71, Name: "NL80211_CMD_UNPROT_DISASSOCIATE"},
	{Type: 83, Name: "NL80211_CMD_UNEXPECTED_FRAME"},
	{Type: 86, Name: "NL80211_CMD_UNEXPECTED_4ADDR_FRAME"},
	{Type: 98, Name: "NL80211_CMD_CRIT_PROTOCOL_START"},
	{Type: 99, Name: "NL80211_CMD_CRIT_PROTOCOL_STOP"},
	{Type: 108, Name: "NL80211_CMD_JOIN_OCB"},
	{Type: 109, Name: "NL80211_CMD_LEAVE_OCB"},
	{Type: 122, Name: "NL80211_CMD_UPDATE_CONNECT_PARAMS"},
	{Type: 129, Name: "NL80211_CMD_CONTROL_PORT_FRAME"},
	{Type: 139, Name: "NL80211_CMD_CONTROL_PORT_FRAME_TX_STATUS"},
	{Type: 147, Name: "NL80211_CMD_ASSOC_COMEBACK"},
	{Type: 156, Name: "NL80211_CMD_ASSOC_MLO_RECONF"},
})

// beaconFrameStruct is a beacon or probe response up to its elements, a struct ieee80211_mgmt (linux/ieee80211.h).
var beaconFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_beacon", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "timestamp", Kind: le64, Unit: codec.Microseconds},
	{Name: "beacon_int", Kind: le16},
	{Name: "capab_info", Kind: le16, Enum: capabilityInfoEnum},
}}

// probeReqFrameStruct is a probe request up to its elements, a struct ieee80211_mgmt (linux/ieee80211.h).
var probeReqFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_probe_req", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
}}

// assocReqFrameStruct is an association request up to its elements, a struct ieee80211_mgmt (linux/ieee80211.h).
var assocReqFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_assoc_req", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "capab_info", Kind: le16, Enum: capabilityInfoEnum},
	{Name: "listen_interval", Kind: le16},
}}

// reassocReqFrameStruct is a reassociation request up to its elements, a struct ieee80211_mgmt (linux/ieee80211.h).
var reassocReqFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_reassoc_req", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "capab_info", Kind: le16, Enum: capabilityInfoEnum},
	{Name: "listen_interval", Kind: le16},
	{Name: "current_ap", Kind: codec.LLAddr, Len: 6},
}}

// assocRespFrameStruct is an association response up to its elements, a struct ieee80211_mgmt (linux/ieee80211.h).
var assocRespFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_assoc_resp", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "capab_info", Kind: le16, Enum: capabilityInfoEnum},
	{Name: "status_code", Kind: le16, Enum: statusCodeEnum},
	{Name: "aid", Kind: le16},
}}

// authFrameStruct is an authentication frame, a struct ieee80211_mgmt (linux/ieee80211.h).
var authFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_auth", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "auth_alg", Kind: le16, Enum: authAlgEnum},
	{Name: "auth_transaction", Kind: le16},
	{Name: "status_code", Kind: le16, Enum: statusCodeEnum},
	{Name: "variable", Kind: codec.Bytes},
}}

// reasonFrameStruct is a deauthentication or disassociation, perhaps encrypted, a struct ieee80211_mgmt
// (linux/ieee80211.h).
var reasonFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_deauth", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "reason_code", Kind: le16, Enum: reasonCodeEnum},
	{Name: "variable", Kind: codec.Bytes},
}}

// actionFrameStruct is an action frame, perhaps encrypted, a struct ieee80211_mgmt (linux/ieee80211.h).
var actionFrameStruct = &codec.Struct{Name: "ieee80211_mgmt_action", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "da", Kind: codec.LLAddr, Len: 6},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "seq_ctrl", Kind: le16},
	{Name: "category", Kind: codec.U8, Enum: actionCategoryEnum},
	{Name: "variable", Kind: codec.Bytes},
}}

// s1gBeaconFrameStruct is the S1G beacon, a struct ieee80211_ext (linux/ieee80211.h).
var s1gBeaconFrameStruct = &codec.Struct{Name: "ieee80211_ext", Packed: true, Members: []codec.Member{
	{Name: "frame_control", Kind: le16},
	{Name: "duration", Kind: le16},
	{Name: "sa", Kind: codec.LLAddr, Len: 6},
	{Name: "timestamp", Kind: le32},
	{Name: "change_seq", Kind: codec.U8},
	{Name: "variable", Kind: codec.Bytes},
}}

// authDataStruct is the authentication frame body after the algorithm number.
var authDataStruct = &codec.Struct{Name: "auth_data", Packed: true, Members: []codec.Member{
	{Name: "auth_transaction", Kind: le16},
	{Name: "status_code", Kind: le16, Enum: statusCodeEnum},
	{Name: "variable", Kind: codec.Bytes},
}}

// byFrameControl selects by the first octet of a frame: the version, type and subtype of its frame control field. What
// is not an 802.11 management frame, such as the EAPOL packets of NL80211_CMD_CONTROL_PORT_FRAME, stays opaque.
var frameByControl = codec.ByLeading(1, codec.Cases{
	{Value: 0x00, Spec: &codec.Spec{Kind: codec.Nest, Struct: assocReqFrameStruct, Set: elementRecords}},
	{Value: 0x10, Spec: &codec.Spec{Kind: codec.Nest, Struct: assocRespFrameStruct, Set: elementRecords}},
	{Value: 0x20, Spec: &codec.Spec{Kind: codec.Nest, Struct: reassocReqFrameStruct, Set: elementRecords}},
	{Value: 0x30, Spec: &codec.Spec{Kind: codec.Nest, Struct: assocRespFrameStruct, Set: elementRecords}},
	{Value: 0x40, Spec: &codec.Spec{Kind: codec.Nest, Struct: probeReqFrameStruct, Set: elementRecords}},
	{Value: 0x50, Spec: &codec.Spec{Kind: codec.Nest, Struct: beaconFrameStruct, Set: elementRecords}},
	{Value: 0x80, Spec: &codec.Spec{Kind: codec.Nest, Struct: beaconFrameStruct, Set: elementRecords}},
	{Value: 0xa0, Spec: codec.StructSpec(reasonFrameStruct)},
	{Value: 0xb0, Spec: codec.StructSpec(authFrameStruct)},
	{Value: 0xc0, Spec: codec.StructSpec(reasonFrameStruct)},
	{Value: 0xd0, Spec: codec.StructSpec(actionFrameStruct)},
	{Value: 0x1c, Spec: codec.StructSpec(s1gBeaconFrameStruct)},
})
