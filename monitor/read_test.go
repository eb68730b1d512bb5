package monitor_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/captures/raw"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/monitor"
)

// TestRtmon tells what a file of rtmon has of links.
func TestRtmon(t *testing.T) {
	f, err := os.Open("../captures/samples/changes.rtmon")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := filter.Compile(tables.Registry(), `type == "RTM_NEWLINK" or type == "RTM_DELLINK"`)
	if err != nil {
		t.Fatal(err)
	}
	m := monitor.Read(raw.NewRtmonReader(f, "changes.rtmon"), monitor.Options{Groups: []string{"link"}, Filter: p})
	var got []string
	for e, err := range m.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		name, _ := e.Message.Attr("IFLA_IFNAME")
		got = append(got, fmt.Sprintf("%v %v %s %d", e.Kind, e.Op, name.Text(), len(e.Changes)))
	}
	want := []string{
		"listed added lo 0", "told added veth1 0", "told added veth0 0", "told changed veth0 3", "told changed veth1 5",
		"told added veth1 0", "told changed veth1 3", "told added veth0 0", "told changed veth0 4",
		"told changed veth1 4", "told removed veth1 0", "told changed veth0 5", "told changed veth0 4",
		"told removed veth0 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestUnknownNames says what may have been meant.
func TestUnknownNames(t *testing.T) {
	for name, want := range map[string]string{
		"lnik":              `unknown multicast group "lnik"; did you mean link?`,
		"RTNLGRP_LNK":       `unknown multicast group "RTNLGRP_LNK"; did you mean RTNLGRP_LINK?`,
		"route/RTNLGRP_LNK": `NETLINK_ROUTE has no multicast group "RTNLGRP_LNK"; did you mean RTNLGRP_LINK?`,
	} {
		if _, err := monitor.Open(t.Context(), monitor.Options{Groups: []string{name}}); fmt.Sprint(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		for _, err := range monitor.Read(nil, monitor.Options{Groups: []string{name}}).Events(t.Context()) {
			if fmt.Sprint(err) != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		}
	}
}
