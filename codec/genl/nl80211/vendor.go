package nl80211

import "github.com/nlkit/nlkit/codec"

// vendorObject is commands of vendors (linux/nl80211.h).
var vendorObject = &codec.Object{Name: "vendor command", Set: attrs}

var vendorMessages = vendorObject.Messages(codec.Rows{
	{Type: 45, Name: "NL80211_CMD_TESTMODE", Replies: []uint16{45}},
	{Type: 103, Name: "NL80211_CMD_VENDOR", Replies: []uint16{103}},
})

// vendorCmdInfoStruct is struct nl80211_vendor_cmd_info (linux/nl80211.h).
var vendorCmdInfoStruct = &codec.Struct{Name: "nl80211_vendor_cmd_info", Members: []codec.Member{
	{Name: "vendor_id", Kind: codec.U32},
	{Name: "subcmd", Kind: codec.U32},
}}

// vendorDataByMessage is what NL80211_ATTR_VENDOR_DATA holds: in the description of a wiphy the commands that it
// understands,
// else what the vendor of the OUI beside it says.
var vendorDataByMessage = codec.ByMessage(codec.Cases{
	{Value: newWiphy, Spec: &codec.Spec{Kind: codec.NestArray, Elem: codec.StructSpec(vendorCmdInfoStruct)}},
}).Or(codec.BySibling("NL80211_ATTR_VENDOR_ID", codec.Cases{
	{Value: 0x001735, Spec: codec.NestOf(intelAttrs)},
}))

// intelAttrs is enum iwl_mvm_vendor_attr (linux/nl80211-vnd-intel.h).
var intelAttrs = codec.NewSet("IWL_MVM_VENDOR_ATTR_", codec.Attrs{
	2:   {Name: "VIF_ADDR", Kind: codec.LLAddr},
	10:  {Name: "ADDR", Kind: codec.LLAddr},
	61:  {Name: "SSID", Kind: codec.String, NoNUL: true},
	81:  {Name: "STA_CIPHER", Kind: codec.U32, Enum: cipherSuiteEnum},
	100: {Name: "ROAMING_FORBIDDEN", Kind: codec.U8},
	101: {Name: "AUTH_MODE", Kind: codec.U32, Enum: intelAuthModeEnum},
	102: {Name: "CHANNEL_NUM", Kind: codec.U8},
	105: {Name: "BAND", Kind: codec.U8},
	112: {Name: "COLLOC_CHANNEL", Kind: codec.U32},
	113: {Name: "COLLOC_ADDR", Kind: codec.LLAddr},
})

// intelAuthModeEnum is enum iwl_vendor_auth_akm_mode (linux/nl80211-vnd-intel.h).
var intelAuthModeEnum = codec.NewSparse("iwl_vendor_auth_akm_mode", "IWL_VENDOR_AUTH_", []codec.Value{
	{Value: 0, Name: "OPEN"},
	{Value: 6, Name: "RSNA"},
	{Value: 7, Name: "RSNA_PSK"},
	{Value: 9, Name: "SAE"},
})
