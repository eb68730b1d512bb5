package corpus_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tap compares the lossless log of strace to what the kernel's tap saw at the same time: every message that was sent or
// read whole must be there, octet by octet, and as often. The tap sees more: what processes of the scene did not read,
// what those that are not of the scene said, and the message that ends the capture.
func (s *scene) tap(t *testing.T) {
	log, ok := s.pick(lossless, "strace")
	pcap, alsoOK := s.tapped()
	if !ok || !alsoOK {
		t.Fatal("no lossless log with its tap")
	}
	seen := map[string]int{}
	for _, m := range pcap.Messages {
		seen[octets(m.Record.Protocol, m.Bytes())]++
	}
	ended := false
	for _, m := range pcap.Messages {
		ended = ended || strings.Contains(string(m.Bytes()), "end-of-the-scene")
	}
	if !ended {
		t.Errorf("%s: the message that ends a capture is not there", pcap.Name)
	}
	away, common := 0, 0
	for _, m := range log.Messages {
		key := octets(m.Record.Protocol, m.Bytes())
		seen[key]--
		switch {
		case seen[key] >= 0:
			common++
		case elsewhere[log.entry.Scene]:
			away++
		case showsTaps(m.Record.Protocol):
			t.Errorf("%s: %s is not in %s: %x", m.Record.Pos, m.Name(), pcap.Name, m.Bytes())
		}
	}
	if elsewhere[log.entry.Scene] && away == 0 {
		t.Errorf("%s: is listed as talking in other namespaces, and does not", log.Name)
	}
	t.Logf("%s: %d of %d messages of the log, %d of the tap alone", pcap.Name, common, len(log.Messages),
		len(pcap.Messages)-common)
}

// tapped returns what the tap saw; scenes may have captures of Ethernet beside it.
func (s *scene) tapped() (file, bool) {
	i := slices.IndexFunc(s.files, func(f file) bool { return f.Name == s.name+".pcap.zst" })
	if i < 0 {
		return file{}, false
	}
	return s.files[i], true
}

// elsewhere are the scenes that also talk in other network namespaces, which have no tap.
var elsewhere = map[string]bool{
	"dhcp-dnsmasq": true, "ip-netns": true, "ip-tunnel": true, "python-ndb": true, "uevent-devices": true,
}

// octets identifies a message by what is on the wire.
func octets(protocol int, message []byte) string { return fmt.Sprintf("%d %x", protocol, message) }

// showsTaps reports whether the kernel shows messages of a protocol to taps (netlink_filter_tap).
func showsTaps(protocol int) bool {
	switch protocol {
	case 0, 2, 4, 5, 6, 10, 12, 16: // ROUTE USERSOCK SOCK_DIAG NFLOG XFRM FIB_LOOKUP NETFILTER GENERIC
		return true
	}
	return false
}
