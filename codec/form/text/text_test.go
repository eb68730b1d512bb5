package text_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/text"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// TestTextStyles indents, colours, and puts all on one line, in which braces hold what is nested.
func TestTextStyles(t *testing.T) {
	b := codectest.Octets(t, codectest.Link+"01")
	codectest.PutLen(b, false)
	var m codec.Message
	_ = codectest.Decoder.Decode(&m, codec.Context{}, b) // the octet after it is a fault
	const plain = "RTM_NEWLINK len=73 flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE seq=1 pid=0\n" +
		"  ifinfomsg ifi_family=AF_UNSPEC ifi_type=0 ifi_index=0 ifi_flags=0 ifi_change=0\n" +
		"  IFLA_IFNAME d0.1\n" +
		"  IFLA_LINKINFO\n" +
		"    IFLA_INFO_KIND vlan\n" +
		"    IFLA_INFO_DATA\n" +
		"      IFLA_VLAN_ID 5\n" +
		"  IFLA_MTU 1500\n" +
		"  octets: 01\n" +
		"  ! 1 stray octets after the last attribute (at octet 72)"
	one := strings.NewReplacer("LINKINFO\n    ", "LINKINFO { ", "DATA\n      ", "DATA { ", "ID 5\n  ", "ID 5 } } ",
		"\n    ", " ", "\n  ", " ").Replace(plain)
	coloured := strings.NewReplacer("RTM_NEWLINK", "\x1b[1mRTM_NEWLINK\x1b[0m\x1b[2m", "pid=0", "pid=0\x1b[0m",
		"octets: ", "\x1b[31moctets: \x1b[0m").Replace(plain)
	coloured = regexp.MustCompile(`IFLA_\w+`).ReplaceAllString(coloured, "\x1b[36m$0\x1b[0m")
	coloured = regexp.MustCompile(`! .*`).ReplaceAllString(coloured, "\x1b[31m$0\x1b[0m")
	for _, c := range []struct {
		style text.Style
		want  string
	}{
		{text.Style{}, plain},
		{text.Style{Indent: 4}, strings.ReplaceAll(plain, "\n", "\n    ")},
		{text.Style{OneLine: true}, one}, {text.Style{OneLine: true, Indent: 4}, one},
		{text.Style{Color: true}, coloured},
	} {
		if got := string(text.Append([]byte("# "), &m, c.style)); got != "# "+c.want {
			t.Errorf("%+v:\ngot  %q\nwant %q", c.style, got, "# "+c.want)
		}
	}
	refused := codectest.ErrorAbout(codectest.Octets(t, codectest.Link), 2, 64)
	_ = codectest.Decoder.Decode(&m, codec.Context{}, refused) // nothing is wrong with it
	if got := string(text.Append(nil, &m, text.Style{Color: true})); !strings.HasSuffix(got,
		"\n  \x1b[31mat \x1b[0mIFLA_MTU") {
		t.Errorf("the place of an error: %q", got)
	}
}
