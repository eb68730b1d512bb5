package samples_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/oracle"
)

// peerDiffers is a place where pyroute2 reads something else, and why we are right or may differ.
type peerDiffers struct {
	path   string // regular expression of the attribute path
	values string // regular expression of "ours|theirs"
	reason string
}

var pyroute2Differs = []peerDiffers{
	{`(^|/)state$`, `^'absent'\|'(up|down)'$`, "pyroute2 adds IFF_UP as a word to links"},
	{`(^|/)(__align|__pad|pad1|pad2|res1|res2)$`, `^'absent'\|(0|\(\))$`, "padding"},
	{`AF_INET/dummy$`, `^'absent'\|`, "pyroute2 takes the header of IFLA_INET_CONF for a first element"},
	{`IFLA_XDP_ATTACHED$`, `^0\|None$`, "pyroute2 has no word for XDP_ATTACHED_NONE, the 0 of enum xdp_attach (linux/if_link.h)"},
	{`IFLA_INET6_STATS/`, `^'absent'\|`, "kernels reorder IPSTATS_MIB_*, 4 and up: we give numbers, pyroute2 the names of its time"},
	{`IFLA_INET6_CONF/(rtr_solicits|accept_dad|use_tempaddr)$`, `^-1\|4294967295$`,
		"struct ipv6_devconf has __s32: -1 means without limit, or off"},
	{`FRA_SUPPRESS_PREFIXLEN$`, `^-1\|4294967295$`, "int suppress_prefixlen of struct fib_rule: -1 means off"},
	{`NETNSA_NSID$`, `^-1\|4294967295$`, "NETNSA_NSID_NOT_ASSIGNED is -1 (linux/net_namespace.h), NLA_S32 in the policy"},
	{`_(ROOT|BRIDGE)_ID/prio$`, `^32768\|128$`,
		"struct ifla_bridge_id has __u8 prio[2], most significant first: bridge and ip print 8000"},
	{`IFLA_VXLAN_TTL_INHERIT$`, `^0\|True$`, "the kernel answers with an octet, 0 or 1: the flag is in requests only"},
	{`TCA_(OPTIONS|XSTATS|STATS2/TCA_STATS_APP)$`, `^'[0-9a-f:]*'\|`, "traffic control has no tables yet"},
	{`(HE_CAP_(PPE|PHY|MAC)|EXT_CAPA(_MASK)?|rx_mask|HT_MCS_SET/reserved|VHT_CAPABILITY_MASK)$`, `\|\(\d+, `,
		"pyroute2 shows octets as a tuple"},
	{`IFLA_INFO_DATA/IFLA_IPTUN_\w+/name$`, `^'IFLA_IPTUN_(\w+)'\|'IFLA_(IPIP|SIT|IP6TNL)_\w+'$`, kindPrefix},
	{`IFLA_INFO_DATA/IFLA_GRE_\w+/name$`, `^'IFLA_GRE_(\w+)'\|'IFLA_IP6GRE_\w+'$`, kindPrefix},
	{`IFLA_INFO_DATA/IFLA_MACVLAN_\w+/name$`, `^'IFLA_MACVLAN_(\w+)'\|'IFLA_MACVTAP_\w+'$`, kindPrefix},
	{`IFLA_(MACVLAN_(MODE|FLAGS)|GENEVE_DF)$`, `^\d+\|'(bridge|private|none|unset)'$`, "pyroute2 gives a word"},
	{`FRA_(UID_RANGE|[SD]PORT_RANGE)$`, `^\{'start': (\d+), 'end': (\d+)\}\|'\d+:\d+'$`, "pyroute2 gives the range as text"},
	{`SEG6_IPTUNNEL_SRH/(tlvs|mode)$`, `^'absent'\|`, "pyroute2 takes the struct apart further"},
	{`STA_FLAGS/[A-Z_]+$`, `^'absent'\|(True|False)$`, "pyroute2 gives each flag a word"},
	{`RTM_SETLINK/IFLA_AF_SPEC/IFLA_BRIDGE_FLAGS/name$`, `\|'IFLA_BRIDGE_VLAN_FLAGS'$`,
		"enum of IFLA_BRIDGE_FLAGS in linux/if_bridge.h"},
	{`NL80211_BSS_(TSF|SIGNAL_MBM|CAPABILITY)$`, `^(-?\d+)\|\{'VALUE': -?\d+, `, "pyroute2 gives the number and a word for it"},
	{`NL80211_BSS_LAST_SEEN_BOOTTIME/name$`, `\|'NL80211_BSS_MAX'$`, "enum nl80211_bss of linux/nl80211.h has grown"},
	{`NL80211_BSS_(INFORMATION_ELEMENTS|BEACON_IES)/`, ``,
		"pyroute2 gives words for some 802.11 elements, we all elements: TestScan compares them"},
}

const kindPrefix = "the kernel has one enum for all kinds of tunnels or of macvlan, pyroute2 a prefix for each"

// skippedByPyroute2 are the messages that pyroute2 cannot decode.
var skippedByPyroute2 = regexp.MustCompile(`^RTM_(NEW|DEL|GET)(NETCONF|ADDRLABEL|MDB|NEXTHOP|VLAN|MULTICAST|ANYCAST|TUNNEL|` +
	`NEXTHOPBUCKET|CHAIN): pyroute2 has no class` + // it came before them or leaves them out
	`|^RTM_GET(ADDR|LINK): pyroute2 fails: error: unpack_from`) // requests with the one octet of struct rtgenmsg

// TestPyroute2 compares every message of the described families to what pyroute2 decodes of the same octets.
func TestPyroute2(t *testing.T) {
	messages := wholeMessages(t)
	decoded := make([]*codec.Message, len(messages))
	for i, m := range messages {
		decoded[i] = m.Message
	}
	results, err := oracle.Pyroute2(decoded)
	if errors.Is(err, oracle.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	known := newDisagreements(pyroute2Differs)
	compared, opaque, skipped := 0, 0, 0
	for i, r := range results {
		m := messages[i]
		compared += r.Compared
		opaque += r.Opaque
		if r.Skipped != "" {
			skipped++
			if why := m.Name() + ": " + r.Skipped; !skippedByPyroute2.MatchString(why) {
				t.Errorf("%s: %s", m.Record.Pos, why)
			}
		}
		for _, d := range r.Differences {
			if !known.explain(m.Name()+"/"+d.Path, d.Ours+"|"+d.Theirs) {
				t.Errorf("%s: %s/%s: ours %s, theirs %s", m.Record.Pos, m.Name(), d.Path, d.Ours, d.Theirs)
			}
		}
	}
	known.checkUsed(t)
	if compared < 100_000 {
		t.Errorf("only %d names and values compared", compared)
	}
	t.Logf("%d names and values of %d messages agree or are explained; pyroute2 does not know %d attributes and %d messages",
		compared, len(messages), opaque, skipped)
}

// wholeMessages returns the undamaged messages of the described families in all samples.
func wholeMessages(t *testing.T) (messages []message) {
	t.Helper()
	for _, e := range manifest(t) {
		for _, m := range load(t, e.File).Messages {
			if tabled(m) && !m.IsControl() && len(m.Faults()) == 0 && len(m.Missing) == 0 {
				messages = append(messages, m)
			}
		}
	}
	return messages
}

// disagreements is a table of known differences, and which of them were met.
type disagreements struct {
	rows         []peerDiffers
	path, values []*regexp.Regexp
	used         []bool
}

func newDisagreements(rows []peerDiffers) *disagreements {
	d := &disagreements{rows: rows, used: make([]bool, len(rows))}
	for _, r := range rows {
		d.path = append(d.path, regexp.MustCompile(r.path))
		d.values = append(d.values, regexp.MustCompile(r.values))
	}
	return d
}

// explain tells whether a difference is known.
func (d *disagreements) explain(path, values string) bool {
	for i := range d.rows {
		if d.path[i].MatchString(path) && d.values[i].MatchString(values) {
			d.used[i] = true
			return true
		}
	}
	return false
}

// checkUsed reports the rows that explain nothing any more.
func (d *disagreements) checkUsed(t *testing.T) {
	t.Helper()
	var unused []string
	for i, r := range d.rows {
		if !d.used[i] {
			unused = append(unused, fmt.Sprintf("%s %s", r.path, r.values))
		}
	}
	if len(unused) > 0 {
		t.Errorf("differences listed, but not met:\n%s", strings.Join(unused, "\n"))
	}
}
