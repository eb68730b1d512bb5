// Package nl80211 describes the generic netlink family nl80211, by which wireless devices are configured
// (linux/nl80211.h), and the IEEE 802.11 frames and elements that its attributes hold.
package nl80211

import "github.com/nlkit/nlkit/codec"

// Family is the generic netlink family nl80211 (linux/nl80211.h).
var Family = &codec.Family{
	Name:     "nl80211",
	Version:  1,
	Commands: messages,
	Set:      attrs,
	Groups:   codec.Names{"config", "scan", "regulatory", "mlme", "vendor", "nan", "testmode"},
}

// messages is enum nl80211_commands (linux/nl80211.h).
var messages = codec.JoinTypes(
	wiphyMessages, keyMessages, apMessages, stationMessages, mpathMessages, bssMessages,
	regulatoryMessages, nanMessages, measurementMessages, wowlanMessages, vendorMessages, frameMessages, ifaceMessages,
)

// commandEnum is enum nl80211_commands (linux/nl80211.h), as a value.
var commandEnum = codec.MessageEnum("nl80211_commands", "NL80211_CMD_", messages)
