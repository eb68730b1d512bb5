package iproute

import (
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/ovs"
	"github.com/nlkit/nlkit/verdicts/team"
	"github.com/nlkit/nlkit/verdicts/tuntap"
)

// installDevices has the requests judged that rtnetlink alone refuses.
func installDevices(s *proxy.Socket) error {
	o := device.Options{Rest: s}
	_, err := tuntap.Install(s, o)
	if err == nil {
		_, err = team.Install(s, team.Options{Options: o})
	}
	if err == nil {
		_, err = ovs.Install(s, ovs.Options{Options: o})
	}
	return err
}
