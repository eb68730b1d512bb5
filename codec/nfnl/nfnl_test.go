package nfnl_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/nfnl"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// What the kernel logged of a ping, with "log group 5" in a chain of family ip, and in one of family bridge.
const (
	loggedIP = "" +
		"cc00000000040000000000000000000002000005080001000800010005000a000000000008000400000000031000080000060000" +
		"020000000002000006000f000001000006001100000e0000120010000200000000010200000000020800000014000300000000006b" +
		"0dcc910000000000060a715800090045000054bb9740004001fb0dc0000202c0000201080035b1613a000191cc0d6b00000000fd08" +
		"060000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637"
	loggedBridge = "" +
		"f800000000040000000000000000000007000005080001000800000005000a0000000000080006000000000408000400000000021000" +
		"080000060000020000000002000006000f000001000006001100000e0000120010000200000000010200000000020800000014000300" +
		"000000006b0dcca300000000000e757d08000b000000000008000e000000000012001500020000000001020000000002080000005800" +
		"090045000054250e400040019197c0000202c000020108007c3d62420001a3cc0d6b000000009b740e00000000001011121314151617" +
		"18191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637"
)

// TestLoggedPackets shows hooks by the names of their family, addresses as long as the kernel says, and times.
func TestLoggedPackets(t *testing.T) {
	for octets, want := range map[string][]string{
		loggedIP: {"NFULA_PACKET_HDR {hw_protocol=ETH_P_IP hook=NF_INET_LOCAL_IN}",
			"NFULA_TIMESTAMP {sec=1796066449 usec=395889 (395.889ms)}"},
		loggedBridge: {"NFULA_PACKET_HDR {hw_protocol=ETH_P_IP hook=NF_BR_PRE_ROUTING}",
			"NFULA_TIMESTAMP {sec=1796066467 usec=947581 (947.581ms)}", "NFULA_IFINDEX_PHYSINDEV 4",
			"NFULA_L2HDR hex:0200000000010200000000020800"},
	} {
		m := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, octets))
		text := string(form.Text.Append(nil, m))
		for _, line := range append(want, "NFULA_HWADDR {hw_addrlen=6 hw_addr=02:00:00:00:00:02}") {
			if !strings.Contains(text, "\n  "+line+"\n") {
				t.Errorf("want %s in\n%s", line, text)
			}
		}
	}
}
