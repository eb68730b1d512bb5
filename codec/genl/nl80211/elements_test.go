package nl80211_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/genl"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/codec/genl/nlctrl"
)

const familyID = 32

func newCodec() (*codec.Decoder, *codec.Encoder) {
	reg := codec.NewRegistry(genl.Protocol)
	reg.AddFamily(nlctrl.Family, nl80211.Family)
	res := codec.NewResolver()
	res.Set(reg, familyID, "nl80211")
	return &codec.Decoder{Registry: reg, Resolver: res}, &codec.Encoder{Registry: reg, Resolver: res}
}

// message is a little-endian nl80211 message of one attribute.
func message(t *testing.T, cmd byte, attr uint16, payload string) []byte {
	t.Helper()
	p, err := hex.DecodeString(strings.ReplaceAll(payload, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	n := 4 + len(p)
	b := []byte{0, 0, 0, 0, familyID, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cmd, 1, 0, 0}
	b = append(b, byte(n), byte(n>>8), byte(attr), byte(attr>>8))
	b = append(b, p...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	b[0], b[1] = byte(len(b)), byte(len(b)>>8)
	return b
}

func TestElementsAndFrames(t *testing.T) {
	const (
		newScanResults = 34
		frame          = 59
		newWiphy       = 3
		setTIDConfig   = 137
	)
	beacon := "80000000 ffffffffffff 020000000000 020000000000 1000" + "8877665544332211 6400 1104"
	tests := []struct {
		name    string
		cmd     byte
		attr    uint16
		payload string
		want    []string
	}{
		{"RSN", newScanResults, 42, "30 14 0100 000fac04 0100 000fac04 0100 000fac02 0c00", []string{
			"WLAN_EID_RSN", "group_cipher=WLAN_CIPHER_SUITE_CCMP", "pairwise_count=1",
			"pairwise_ciphers=[WLAN_CIPHER_SUITE_CCMP]", "akm_suites=[WLAN_AKM_SUITE_PSK]", "capabilities=16-PTKSA-RC|1-GTKSA-RC}"}},
		{"RSN with two AKMs and a group management cipher", newScanResults, 42,
			"30 1e 0100 000fac04 0100 000fac04 0200 000fac02 000fac08 c000 0000 000fac06", []string{
				"akm_suites=[WLAN_AKM_SUITE_PSK WLAN_AKM_SUITE_SAE]", "group_mgmt_cipher=WLAN_CIPHER_SUITE_AES_CMAC",
				"capabilities=1-PTKSA-RC|1-GTKSA-RC|MFP-required|MFP-capable "}},
		{"RSN whose capabilities have every field", newScanResults, 42,
			"30 14 0100 000fac04 0100 000fac04 0100 000fac02 1bbf", []string{
				"capabilities=PreAuth|NoPairwise|4-PTKSA-RC|2-GTKSA-RC|Joint-multi-band-RSNA|Peerkey-enabled|" +
					"SPP-AMSDU-capable|SPP-AMSDU-required|PBAC|Extended-Key-ID|0x8000}"}},
		{"WPA", newScanResults, 42, "dd 16 0050f201 0100 0050f202 0100 0050f202 0100 0050f202", []string{
			"WLAN_EID_VENDOR_SPECIFIC", "oui=00:50:f2", "oui_type=WLAN_OUI_TYPE_MICROSOFT_WPA",
			"pairwise_ciphers=[WPA_CIPHER_SUITE_TKIP]", "akm_suites=[WPA_AUTH_KEY_MGMT_PSK_OVER_802_1X]"}},
		{"WMM", newScanResults, 42, "dd 18 0050f202 01 01 80 00 03a40000 27a40000 42435e00 62322f00", []string{
			"oui_type=WLAN_OUI_TYPE_MICROSOFT_WMM", "qos_info=128", "txop_limit=94"}},
		{"HE operation", newScanResults, 42, "ff 07 24 f43f0000 fcff", []string{
			"ext_id=WLAN_EID_EXT_HE_OPERATION", "he_oper_params=16372"}},
		{"country", newScanResults, 42, "07 06 444520 010d14", []string{
			"country=DE", "environment=32", "{first_channel=1 num_channels=13 max_power=20}"}},
		{"beacon", frame, 51, beacon + "0003 666f6f 0301 06", []string{
			"frame_control=128", "timestamp=1234605616436508552", "beacon_int=100",
			"capab_info=WLAN_CAPABILITY_ESS|WLAN_CAPABILITY_PRIVACY|WLAN_CAPABILITY_SHORT_SLOT_TIME",
			"WLAN_EID_SSID", "WLAN_EID_DS_PARAMS 6"}},
		{"deauthentication", frame, 51, "c0000000 020000000000 020000000100 020000000100 0000 0300", []string{
			"da=02:00:00:00:00:00", "reason_code=WLAN_REASON_DEAUTH_LEAVING"}},
		{"nontransmitted BSSID", newScanResults, 42, "47 07 03 00 04 00 02 6162", []string{
			"WLAN_EID_MULTIPLE_BSSID", "max_bssid_indicator=3", "NONTRANSMITTED_BSSID_PROFILE", "WLAN_EID_SSID ab"}},
		{"TID configuration of a wiphy", newWiphy, 285, "0c000200 c00f000000000000", []string{
			"NL80211_TID_CONFIG_ATTR_VIF_SUPP", "NL80211_TID_CONFIG_ATTR_NOACK"}},
		{"TID configuration to set", setTIDConfig, 285, "0c000080 06000500 0100 0000", []string{
			"NL80211_TID_CONFIG_ATTR_TIDS 1"}},
		{"BSS parameters that a wiphy lets be changed", newWiphy, 341, "04001c00", []string{
			"NL80211_ATTR_BSS_CTS_PROT true"}},
		{"ethertype of a request", 46, 102, "8e88", []string{"ETH_P_PAE"}},
	}
	dec, enc := newCodec()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := message(t, tt.cmd, tt.attr, tt.payload)
			var m codec.Message
			if err := dec.Decode(&m, codec.Context{Protocol: genl.Protocol.Number}, b); err != nil {
				t.Fatal(err)
			}
			text := string(form.Text.Append(nil, &m))
			for _, want := range tt.want {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in:\n%s", want, text)
				}
			}
			back, err := form.JSON.Parse(enc, form.JSON.Append(nil, &m))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(back, b) {
				t.Errorf("JSON gives other octets back:\n% x\nwant\n% x", back, b)
			}
		})
	}
}
