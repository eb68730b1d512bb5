package render_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
)

// TestDevices finds links in headers and attributes, by index and by name.
func TestDevices(t *testing.T) {
	names := new(brief.Names).With(12, "va").With(5, "br0")
	for want, m := range map[string]*codec.Message{
		"[va br0]": link(t, "va", 1500, codec.A{Name: "IFLA_MASTER", Value: 5}),
		"[br0]": message(t, "RTM_NEWROUTE", map[string]any{"rtm_family": "AF_INET"},
			codec.A{Name: "RTA_OIF", Value: 5}),
		"[eth7]": message(t, "RTM_NEWRULE", map[string]any{"family": "AF_INET"},
			codec.A{Name: "FRA_IIFNAME", Value: "eth7"}),
		"[]": message(t, "RTM_NEWROUTE", map[string]any{"rtm_family": "AF_INET"}),
	} {
		e := &monitor.Event{Message: m, Names: names}
		got := slices.Compact(slices.Collect(render.Devices(e)))
		if fmt.Sprint(got) != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}
	if got := render.Device(&monitor.Event{}); got != "" {
		t.Errorf("%q of no message", got)
	}
}
