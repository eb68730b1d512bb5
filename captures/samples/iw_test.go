package samples_test

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures/samples"
)

// iwText returns the lines that iw printed, without their indentation.
func iwText(t *testing.T, file string) (lines []string) {
	t.Helper()
	text, err := samples.FS().ReadFile(path.Join("oracle", file))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
	}
	return lines
}

// wifiAnswers returns the kernel's answers of one command.
func wifiAnswers(t *testing.T, sample, command string) (answers []view) {
	t.Helper()
	for _, m := range load(t, sample).Messages {
		if m.Name() == command && m.Header().Flags&1 == 0 {
			answers = append(answers, newView(t, m, nil))
		}
	}
	return answers
}

// sameLines compares what iw printed to what we would; lines of iw's that match aside cannot be told from the message
// alone.
func sameLines(t *testing.T, theirs, ours []string, aside string) {
	t.Helper()
	skipped := regexp.MustCompile(aside)
	theirs = slices.DeleteFunc(slices.Clone(theirs), func(line string) bool {
		return aside != "" && skipped.MatchString(line)
	})
	if slices.Equal(theirs, ours) {
		return
	}
	for i := range max(len(theirs), len(ours)) {
		if i >= len(theirs) || i >= len(ours) || theirs[i] != ours[i] {
			t.Errorf("from line %d on, iw printed\n%s\nand we would\n%s", i,
				strings.Join(theirs[min(i, len(theirs)):], "\n"),
				strings.Join(ours[min(i, len(ours)):], "\n"))
			return
		}
	}
}

var iwTypes = map[string]string{
	"ADHOC": "IBSS", "STATION": "managed", "AP": "AP", "AP_VLAN": "AP/VLAN", "MONITOR": "monitor",
	"MESH_POINT": "mesh point", "P2P_CLIENT": "P2P-client", "P2P_GO": "P2P-GO", "P2P_DEVICE": "P2P-device",
	"OCB": "outside context of a BSS",
}

// iwType is iw's word for NL80211_IFTYPE_*.
func iwType(name any) string { return iwTypes[strings.TrimPrefix(fmt.Sprint(name), "NL80211_IFTYPE_")] }

// whole returns an integer of the JSON.
func whole(v any) int64 {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return i
}

// iwTSF is how iw prints microseconds: as a time since the day of that number 0.
func iwTSF(usec int64) string {
	clock := time.UnixMicro(usec).UTC().Format("15:04:05")
	return fmt.Sprintf("TSF: %d usec (%dd, %s)", usec, usec/(24*time.Hour).Microseconds(), clock)
}

// iwInterface is how iw prints NL80211_CMD_NEW_INTERFACE.
func iwInterface(v view) []string {
	return []string{
		fmt.Sprint("Interface ", v.at("NL80211_ATTR_IFNAME")), fmt.Sprint("ifindex ", v.at("NL80211_ATTR_IFINDEX")),
		fmt.Sprintf("wdev %#x", whole(v.at("NL80211_ATTR_WDEV"))), fmt.Sprint("addr ", v.at("NL80211_ATTR_MAC")),
		"type " + iwType(v.at("NL80211_ATTR_IFTYPE")),
		fmt.Sprintf("txpower %.2f dBm", float64(whole(v.at("NL80211_ATTR_WIPHY_TX_POWER_LEVEL")))/100),
	}
}

// TestIWInterfaces compares the wireless interfaces to what iw printed.
func TestIWInterfaces(t *testing.T) {
	var lines []string
	last := ""
	for _, v := range wifiAnswers(t, "iw-dev.strace.gz", "NL80211_CMD_NEW_INTERFACE") {
		if phy := fmt.Sprint("phy#", v.at("NL80211_ATTR_WIPHY")); phy != last {
			lines = append(lines, phy)
			last = phy
		}
		lines = append(lines, iwInterface(v)...)
	}
	sameLines(t, iwText(t, "iw-dev.iw.txt"), lines, "")
	added := wifiAnswers(t, "iw-add-monitor.strace", "NL80211_CMD_NEW_INTERFACE")
	if len(added) != 1 {
		t.Fatalf("%d interfaces were added, want 1", len(added))
	}
	sameLines(t, iwText(t, "iw-add-monitor.iw.txt"), iwInterface(added[0]), "^wiphy 0$")
}

var iwRuleFlags = []struct{ flag, word string }{
	{"NO_OFDM", "NO-OFDM"}, {"DFS", "DFS"}, {"AUTO_BW", "AUTO-BW"}, {"NO_IR", "PASSIVE-SCAN"},
}

// TestIWRegulatory compares the regulatory domain to what iw printed.
func TestIWRegulatory(t *testing.T) {
	lines := []string{"global"}
	for _, v := range wifiAnswers(t, "iw-reg-get.strace.gz", "NL80211_CMD_GET_REG") {
		lines = append(lines, fmt.Sprintf("country %v: DFS-UNSET", v.at("NL80211_ATTR_REG_ALPHA2")))
		for _, r := range v.children("NL80211_ATTR_REG_RULES") {
			megahertz := func(name string) int64 { return whole(r.at(name)) / 1000 }
			line := fmt.Sprintf("(%d - %d @ %d), (", megahertz("NL80211_ATTR_FREQ_RANGE_START"),
				megahertz("NL80211_ATTR_FREQ_RANGE_END"), megahertz("NL80211_ATTR_FREQ_RANGE_MAX_BW"))
			if gain := whole(r.at("NL80211_ATTR_POWER_RULE_MAX_ANT_GAIN")); gain > 0 {
				line += fmt.Sprintf("%d, ", gain/100)
			} else {
				line += "N/A, "
			}
			line += fmt.Sprintf("%d), ", whole(r.at("NL80211_ATTR_POWER_RULE_MAX_EIRP"))/100)
			flag := func(name string) bool { return has("NL80211_RRF_"+name, "NL80211_ATTR_REG_RULE_FLAGS")(r) == true }
			if flag("DFS") {
				line += fmt.Sprintf("(%d ms)", whole(r.at("NL80211_ATTR_DFS_CAC_TIME")))
			} else {
				line += "(N/A)"
			}
			for _, f := range iwRuleFlags {
				if flag(f.flag) {
					line += ", " + f.word
				}
			}
			lines = append(lines, line)
		}
	}
	sameLines(t, iwText(t, "iw-reg-get.iw.txt"), lines, "")
}

// TestScan compares the result of a scan, with its 802.11 elements, to what iw printed.
func TestScan(t *testing.T) {
	var bss view
	for _, v := range wifiAnswers(t, "iw-scan.strace.gz", "NL80211_CMD_NEW_SCAN_RESULTS") {
		if found, ok := v.at("NL80211_ATTR_BSS").(view); ok {
			bss = found
		}
	}
	elements, ok := bss.at("NL80211_BSS_INFORMATION_ELEMENTS").(view)
	if !ok {
		t.Fatal("the scan has no result with elements")
	}
	lines := []string{
		fmt.Sprintf("BSS %v(on wlan2)", bss.at("NL80211_BSS_BSSID")),
		fmt.Sprintf("last seen: %.3fs [boottime]",
			float64(whole(bss.at("NL80211_BSS_LAST_SEEN_BOOTTIME"))/1_000_000)/1000),
		iwTSF(whole(bss.at("NL80211_BSS_TSF"))),
		fmt.Sprint("freq: ", bss.at("NL80211_BSS_FREQUENCY")),
		fmt.Sprintf("beacon interval: %v TUs", bss.at("NL80211_BSS_BEACON_INTERVAL")),
		fmt.Sprintf("capability: %s (0x0002)", iwCapability(bss)),
		fmt.Sprintf("signal: %.2f dBm", float64(whole(bss.at("NL80211_BSS_SIGNAL_MBM")))/100),
		"Information elements from Probe Response frame:",
		"SSID: " + iwSSID(elements),
		"Supported rates: " + iwRates(elements.at("WLAN_EID_SUPP_RATES")),
		fmt.Sprint("DS Parameter set: channel ", elements.at("WLAN_EID_DS_PARAMS")),
		fmt.Sprintf("IBSS ATIM window: %v TUs", elements.at("WLAN_EID_IBSS_PARAMS")),
		"Extended supported rates: " + iwRates(elements.at("WLAN_EID_EXT_SUPP_RATES")),
		fmt.Sprintf("WMM: information: %02d %02d", whole(elements.at("WLAN_EID_VENDOR_SPECIFIC/version")),
			whole(elements.at("WLAN_EID_VENDOR_SPECIFIC/body/qos_info"))),
	}
	sameLines(t, iwText(t, "iw-scan.iw.txt"), lines, `^last seen: \d+ ms ago$`) // a clock that runs
}

func iwCapability(bss view) string {
	flags, _ := bss.at("NL80211_BSS_CAPABILITY").([]any)
	var words []string
	for _, f := range flags {
		words = append(words, strings.TrimPrefix(fmt.Sprint(f), "WLAN_CAPABILITY_"))
	}
	return strings.Join(words, " ")
}

func iwSSID(elements view) string {
	for _, e := range elements.get("attrs").([]any) {
		if e := e.(object); e.get("attr") == "WLAN_EID_SSID" {
			return fmt.Sprint(e.get("value"))
		}
	}
	return ""
}

// iwRates are rates in Mbit/s, of which the element has twice the value, and a high bit for the basic ones.
func iwRates(rates any) string {
	list, _ := rates.([]any)
	var words []string
	for _, r := range list {
		word := fmt.Sprintf("%.1f", float64(whole(r)&0x7f)/2)
		if whole(r)&0x80 != 0 {
			word += "*"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// TestIWStation compares a station to what iw printed.
func TestIWStation(t *testing.T) {
	answers := wifiAnswers(t, "iw-station-dump.strace.gz", "NL80211_CMD_NEW_STATION")
	if len(answers) != 1 {
		t.Fatalf("%d stations, want 1", len(answers))
	}
	v := answers[0]
	info := func(name string) any { return v.at("NL80211_ATTR_STA_INFO/NL80211_STA_INFO_" + name) }
	flag := func(name string) string {
		if has("NL80211_STA_FLAG_"+name, "NL80211_ATTR_STA_INFO/NL80211_STA_INFO_STA_FLAGS/set")(v) == true {
			return "yes"
		}
		return "no"
	}
	preamble := map[string]string{"yes": "short", "no": "long"}[flag("SHORT_PREAMBLE")]
	lines := []string{
		fmt.Sprintf("Station %v (on wlan0)", v.at("NL80211_ATTR_MAC")),
		fmt.Sprint("rx bytes: ", info("RX_BYTES64")), fmt.Sprint("rx packets: ", info("RX_PACKETS")),
		fmt.Sprint("tx bytes: ", info("TX_BYTES64")), fmt.Sprint("tx packets: ", info("TX_PACKETS")),
		fmt.Sprint("tx retries: ", info("TX_RETRIES")), fmt.Sprint("tx failed: ", info("TX_FAILED")),
		fmt.Sprint("rx drop misc: ", info("RX_DROP_MISC")),
		fmt.Sprintf("signal: %v dBm", info("SIGNAL")), fmt.Sprintf("signal avg: %v dBm", info("SIGNAL_AVG")),
		fmt.Sprintf("tx bitrate: %.1f MBit/s", float64(whole(info("TX_BITRATE/NL80211_RATE_INFO_BITRATE32")))/10),
		fmt.Sprintf("tx duration: %v us", info("TX_DURATION")), fmt.Sprintf("rx duration: %v us", info("RX_DURATION")),
		"authorized: " + flag("AUTHORIZED"), "authenticated: " + flag("AUTHENTICATED"),
		"associated: " + flag("ASSOCIATED"), "preamble: " + preamble, "WMM/WME: " + flag("WME"), "MFP: " + flag("MFP"),
		"TDLS peer: " + flag("TDLS_PEER"),
		fmt.Sprint("DTIM period: ", info("BSS_PARAM/NL80211_STA_BSS_PARAM_DTIM_PERIOD")),
		fmt.Sprint("beacon interval:", info("BSS_PARAM/NL80211_STA_BSS_PARAM_BEACON_INTERVAL")),
		fmt.Sprintf("connected time: %v seconds", info("CONNECTED_TIME")),
		fmt.Sprintf("associated at [boottime]: %.3fs", float64(whole(info("ASSOC_AT_BOOTTIME"))/1_000_000)/1000),
	}
	sameLines(t, iwText(t, "iw-station-dump.iw.txt"), lines, `^(inactive time|associated at|current time):`) // clocks
}

// TestIWPhy compares the frequencies, rates, commands, modes, features and frame types of a radio to what iw printed.
func TestIWPhy(t *testing.T) {
	text := iwText(t, "iw-phy.iw.txt")
	var frequencies, commands, modes, txFrames, rxFrames, rates, features []string
	for _, v := range wifiAnswers(t, "iw-phy.strace.gz", "NL80211_CMD_NEW_WIPHY") {
		for _, band := range v.children("NL80211_ATTR_WIPHY_BANDS") {
			for _, f := range band.children("NL80211_BAND_ATTR_FREQS") {
				frequencies = append(frequencies, iwFrequency(f))
			}
			for _, r := range band.children("NL80211_BAND_ATTR_RATES") {
				rates = append(rates, iwRate(r))
			}
		}
		for _, c := range v.children("NL80211_ATTR_SUPPORTED_COMMANDS") {
			commands = append(commands, iwCommand(fmt.Sprint(c.get("value"))))
		}
		for _, m := range v.children("NL80211_ATTR_SUPPORTED_IFTYPES") {
			modes = append(modes, "* "+iwType(m.get("attr")))
		}
		if bits, ok := v.at("NL80211_ATTR_EXT_FEATURES").([]any); ok {
			for _, f := range bits {
				features = append(features, "* [ "+strings.TrimPrefix(fmt.Sprint(f), "NL80211_EXT_FEATURE_")+" ]")
			}
		}
		txFrames = append(txFrames, iwFrames(v, "NL80211_ATTR_TX_FRAME_TYPES")...)
		rxFrames = append(rxFrames, iwFrames(v, "NL80211_ATTR_RX_FRAME_TYPES")...)
	}
	if len(frequencies) < 50 || len(rates) < 10 || len(commands) < 20 || len(modes) < 5 {
		t.Errorf("too little was found: %d frequencies, %d rates, %d commands, %d modes", len(frequencies), len(rates),
			len(commands), len(modes))
	}
	sameLines(t, matching(text, `^\* \d+ MHz \[`), frequencies, "")
	sameLines(t, matching(text, `^\* [\d.]+ Mbps`), rates, "")
	sameLines(t, section(text, "Supported commands:"), commands, "")
	sameLines(t, section(text, "Supported interface modes:"), modes, "")
	sameLines(t, iwFeatures(text), slices.DeleteFunc(features, func(line string) bool {
		return line == newerFeature
	}), "")
	sameLines(t, section(text, "Supported TX frame types:"), txFrames, "")
	sameLines(t, section(text, "Supported RX frame types:"), rxFrames, "")
}

// newerFeature is a feature that iw 5.19 does not know.
const newerFeature = "* [ POWERED_ADDR_CHANGE ]"

// iwFeatures are the names of the extended features without iw's explanations.
func iwFeatures(text []string) (features []string) {
	for _, line := range section(text, "Supported extended features:") {
		name, _, _ := strings.Cut(line, ":")
		features = append(features, name)
	}
	return features
}

// iwCommand is a line like "* new_interface". Linux 7 calls probe_client probe_peer.
func iwCommand(name string) string {
	if name == "NL80211_CMD_PROBE_PEER" {
		return "* probe_client"
	}
	return "* " + strings.ToLower(strings.TrimPrefix(name, "NL80211_CMD_"))
}

// matching returns the lines that match a pattern.
func matching(lines []string, pattern string) (found []string) {
	re := regexp.MustCompile(pattern)
	for _, line := range lines {
		if re.MatchString(line) {
			found = append(found, line)
		}
	}
	return found
}

// section returns the items of a list below a headline.
func section(lines []string, headline string) []string {
	from := slices.Index(lines, headline) + 1
	to := from
	for to < len(lines) && strings.HasPrefix(lines[to], "* ") {
		to++
	}
	return lines[from:to]
}

// iwFrequency is a line like "* 5260 MHz [52] (20.0 dBm) (no IR, radar detection)".
func iwFrequency(f view) string {
	mhz := whole(f.at("NL80211_FREQUENCY_ATTR_FREQ"))
	line := fmt.Sprintf("* %d MHz [%d] ", mhz, channel(mhz))
	if f.at("NL80211_FREQUENCY_ATTR_DISABLED") == true {
		return line + "(disabled)"
	}
	line += fmt.Sprintf("(%.1f dBm)", float64(whole(f.at("NL80211_FREQUENCY_ATTR_MAX_TX_POWER")))/100)
	var limits []string
	if f.at("NL80211_FREQUENCY_ATTR_NO_IR") == true {
		limits = append(limits, "no IR")
	}
	if f.at("NL80211_FREQUENCY_ATTR_RADAR") == true {
		limits = append(limits, "radar detection")
	}
	if len(limits) > 0 {
		line += " (" + strings.Join(limits, ", ") + ")"
	}
	return line
}

// channel is the number of the channel at a frequency (IEEE 802.11).
func channel(mhz int64) int64 {
	switch {
	case mhz == 2484:
		return 14
	case mhz < 2484:
		return (mhz - 2407) / 5
	case mhz < 5950:
		return (mhz - 5000) / 5
	}
	return (mhz - 5950) / 5
}

// iwRate is a line like "* 2.0 Mbps (short preamble supported)".
func iwRate(r view) string {
	line := fmt.Sprintf("* %.1f Mbps", float64(whole(r.at("NL80211_BITRATE_ATTR_RATE")))/10)
	if r.at("NL80211_BITRATE_ATTR_2GHZ_SHORTPREAMBLE") == true {
		line += " (short preamble supported)"
	}
	return line
}

// frameTypes are the management frames of IEEE 802.11, by the words of the kernel.
var frameTypes = map[string]int64{
	"ASSOC_REQ": 0x00, "ASSOC_RESP": 0x10, "REASSOC_REQ": 0x20, "REASSOC_RESP": 0x30,
	"PROBE_REQ": 0x40, "PROBE_RESP": 0x50, "BEACON": 0x80, "ATIM": 0x90, "DISASSOC": 0xa0, "AUTH": 0xb0,
	"DEAUTH": 0xc0, "ACTION": 0xd0,
}

// frameType is the number of a frame that the JSON may name.
func frameType(v any) int64 {
	name, ok := v.(string)
	if !ok {
		return whole(v)
	}
	if n, ok := frameTypes[strings.TrimPrefix(name, "IEEE80211_STYPE_")]; ok {
		return n
	}
	return -1
}

// iwFrames are lines like "* AP: 0x00 0x20" for the modes that have frames.
func iwFrames(v view, where string) (lines []string) {
	for _, mode := range v.children(where) {
		attrs, _ := mode.get("attrs").([]any)
		if len(attrs) == 0 {
			continue
		}
		line := fmt.Sprintf("* %s:", iwType(mode.get("attr")))
		for _, f := range attrs {
			line += fmt.Sprintf(" 0x%02x", frameType(f.(object).get("value")))
		}
		lines = append(lines, line)
	}
	return lines
}
