package oracle

import (
	"slices"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

func TestIPMonitor(t *testing.T) {
	testbed.Require(t, testbed.Program("ip"))
	m := newLink(t, 7, attr(iflaIfname, 'l', 'o', 0), attr(iflaMTU, 0xdc, 5, 0, 0))
	tallies, differences, err := CompareIPMonitor(t.TempDir(), []Input{{Capture: captureOf(m)}})
	if err != nil {
		t.Fatal(err)
	}
	if sum := tallies.Sum(); len(differences) > 0 || sum != (Tally{Messages: 1, Values: 3}) {
		t.Errorf("%v, tally %+v", differences, sum)
	}
}

func TestPrinted(t *testing.T) {
	m := newLink(t, 7, attr(iflaIfname, 'l', 'o', 0), attr(iflaMTU, 0xdc, 5, 0, 0))
	for text, want := range map[string][]string{
		"0: lo@NONE: <> mtu 1500 qdisc noop": nil,
		"Deleted 0: lo: <> mtu 1500 qlen 1":  nil,
		"1: lo: <> mtu 1500 qlen 1":          {"RTM_NEWLINK/ifi_index 0|1"},
		"0: ll: <> mtu 1500":                 {"RTM_NEWLINK/IFLA_IFNAME lo|ll"},
		"0: lo: <> mtu 15":                   {"RTM_NEWLINK/IFLA_MTU 1500|mtu 15"},
	} {
		var got []string
		for _, d := range comparePrinted(m, "", text, &Tally{}) {
			got = append(got, d.Path+" "+d.Values())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
