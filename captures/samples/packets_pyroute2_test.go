package samples_test

import (
	"bytes"
	"encoding/hex"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// dhcpOptionsOf prints the options that pyroute2's dhcp4msg finds in messages, a line each, by name.
const dhcpOptionsOf = `
import sys
from pyroute2.dhcp.dhcp4msg import dhcp4msg
# of 0.7.2, those that are texts end in an exception of Python 3
dhcp4msg.options = tuple(o for o in dhcp4msg.options if o[2] != 'string')
def value(v):
    if isinstance(v, dict):
        return {'type': v['type'], 'key': ':'.join('%02x' % int(x, 16) for x in v['key'].split(':'))}
    return v
for line in sys.stdin:
    m = dhcp4msg(buf=bytes.fromhex(line.strip()))
    m.offset = 0
    m.decode()
    print({k: value(v) for k, v in m['options'].items()})
`

// vendorID is the option that is a text.
var vendorID = regexp.MustCompile(`, 'vendor_id': '[^']*'`)

// TestPacketsAndPyroute2 compares the options of DHCP by pyroute2's names to those that it finds itself.
func TestPacketsAndPyroute2(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
	var messages bytes.Buffer
	var ours []string
	for _, file := range []string{"packets-udhcpc.pcap", "eth-dhcp-arp.pcap"} {
		eachPacket(t, file, func(_ int, p *codec.Message) {
			dhcp, ok := p.Attr("dhcp4")
			if _, overloaded := dhcp.Attr("dhcp_option_overload"); !ok || overloaded {
				return
			}
			messages.WriteString(hex.EncodeToString(p.Bytes()[dhcp.Offset():dhcp.End()]) + "\n")
			_, options, _ := strings.Cut(string(form.Pyroute2.Append(nil, p)), "'options': ")
			options, _, _ = strings.Cut(options, "})]")
			ours = append(ours, vendorID.ReplaceAllString(options, ""))
		})
	}
	cmd := exec.Command("/usr/bin/python3", "-c", dhcpOptionsOf)
	cmd.Stdin = &messages
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	theirs := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(ours) < 10 || len(theirs) != len(ours) {
		t.Fatalf("%d messages, pyroute2 reads %d", len(ours), len(theirs))
	}
	for i := range ours {
		if ours[i] != theirs[i] {
			t.Errorf("message %d\nours   %s\ntheirs %s", i+1, ours[i], theirs[i])
		}
	}
}
