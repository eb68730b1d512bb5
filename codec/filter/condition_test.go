package filter_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestConditions writes expressions as the comparisons that they are made of.
func TestConditions(t *testing.T) {
	for expression, want := range map[string]string{
		`type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500`: `(type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500)`,
		`not (ifi_index != 3) or 7 > attr.IFLA_MTU`:     `(!ifi_index != 3 || attr.IFLA_MTU < 7)`,
		`type in ["RTM_NEWLINK", "RTM_DELLINK"]`:        `(type == "RTM_DELLINK" || type == "RTM_NEWLINK")`,
		`"IFLA_MTU" in attr`:                            `attr.IFLA_MTU != nil`,
		`"NLM_F_CREATE" in flags`:                       `flags has 1024`,
		`attr.IFLA_OPERSTATE == "UP"`:                   `attr.IFLA_OPERSTATE == 6`,
		`attr.RTA_DST == "10.0.0.0"`:                    `attr.RTA_DST == "10.0.0.0"`,
		`attr.IFLA_LINKINFO.IFLA_INFO_KIND == "veth"`:   `attr.IFLA_LINKINFO.IFLA_INFO_KIND == "veth"`,
		`attr.IFLA_STATS64.rx_packets == 0`:             `attr.IFLA_STATS64.rx_packets == 0`,
		`attr.IFLA_IFNAME startsWith "e"`:               `what is calculated of attr.IFLA_IFNAME`,
		`attr.IFLA_MTU + 1 == 15 || seq == 1`:           `(what is calculated of attr.IFLA_MTU || seq == 1)`,
	} {
		p, err := filter.Compile(tables.Registry(), expression)
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		if got := p.Condition().String(); got != want {
			t.Errorf("%s: got %s, want %s", expression, got, want)
		}
	}
}
