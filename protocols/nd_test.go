package protocols_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// TestOptionsOfNeighbours reads options as the figures of their RFCs have them.
func TestOptionsOfNeighbours(t *testing.T) {
	for octets, want := range map[string]string{
		// RFC 8505, figure 1: R and T, transaction 5, for an hour
		"\x21\x02\x00\x00\x03\x05\x00\x3c\x02\x11\x22\xff\xfe\x33\x44\x55": "ND_OPT_ADDRESS_REGISTRATION " +
			"{nd_opt_earo_status=0 nd_opt_earo_opaque=00 nd_opt_earo_reserved=0 nd_opt_earo_i=0 " +
			"nd_opt_earo_flags=ND_OPT_EARO_FLAG_T|ND_OPT_EARO_FLAG_R nd_opt_earo_tid=5 nd_opt_earo_lifetime=60 " +
			"nd_opt_earo_rovr=hex:021122fffe334455}",
		// RFC 9463, figure 4
		"\x90\x03\x00\x01\x00\x00\x0e\x10\x00\x05\x03dns\x00\x00\x00\x00\x00\x00\x00\x00\x00": "ND_OPT_ENCRYPTED_DNS " +
			"{nd_opt_dnr_priority=1 nd_opt_dnr_lifetime=3600 (1h0m0s) nd_opt_dnr_name_len=5 " +
			"nd_opt_dnr_rest=hex:03646e7300000000000000000000}",
	} {
		p := build(t, codec.A{Name: "ip6"}, codec.A{Name: "icmp6", Value: map[string]any{"type": 135}},
			codec.A{Name: "nd_ns", Value: codec.Nested{Attrs: []codec.A{
				{Name: strconv.Itoa(int(octets[0])), Value: []byte(octets[2:])}}}})
		if text := string(form.Text.Append(nil, &p.Message)); !strings.Contains(text, want) {
			t.Errorf("want %s in\n%s", want, text)
		}
	}
}
