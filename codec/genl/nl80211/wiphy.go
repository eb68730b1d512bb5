package nl80211

import "github.com/nlkit/nlkit/codec"

// wiphyObject is wireless devices (linux/nl80211.h).
var wiphyObject = &codec.Object{Name: "wiphy", Set: attrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("NL80211_ATTR_WIPHY")}},
}}

var wiphyMessages = wiphyObject.Messages(
	codec.GetSetNewDel(1, "NL80211_CMD_GET_WIPHY", "NL80211_CMD_SET_WIPHY",
		"NL80211_CMD_NEW_WIPHY", "NL80211_CMD_DEL_WIPHY"),
	codec.Rows{
		{Type: 49, Name: "NL80211_CMD_SET_WIPHY_NETNS", Op: codec.OpNew},
		{Type: 50, Name: "NL80211_CMD_GET_SURVEY", Op: codec.OpGet, Replies: []uint16{51}},
		{Type: 51, Name: "NL80211_CMD_NEW_SURVEY_RESULTS", Op: codec.OpNew},
		{Type: 65, Name: "NL80211_CMD_SET_CHANNEL", Op: codec.OpNew},
		{Type: 94, Name: "NL80211_CMD_RADAR_DETECT"},
		{Type: 95, Name: "NL80211_CMD_GET_PROTOCOL_FEATURES", Op: codec.OpGet},
		{Type: 134, Name: "NL80211_CMD_NOTIFY_RADAR"},
		{Type: 140, Name: "NL80211_CMD_SET_SAR_SPECS", Op: codec.OpNew},
		{Type: 160, Name: "NL80211_CMD_INCUMBENT_SIGNAL_DETECT"},
	},
)
