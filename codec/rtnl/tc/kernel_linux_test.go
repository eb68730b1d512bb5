package tc_test

import (
	"net"
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
)

// TestEmatchText has the kernel make a filter with an ematch that tc has no words for, and answer with what was asked.
func TestEmatchText(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Program("tc"), testbed.Module("dummy"),
		testbed.Module("sch_ingress"), testbed.Module("cls_basic"), testbed.Module("em_text"), testbed.Module("ts_kmp"))
	testbed.NetNS(t)
	for _, command := range []string{"ip link add d0 type dummy", "tc qdisc add dev d0 clsact"} {
		words := strings.Fields(command)
		if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", command, err, out)
		}
	}
	d0, err := net.InterfaceByName("d0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := proxy.Open(proxy.Route)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	type fields = map[string]any
	fixed := fields{"ifindex": d0.Index, "parent": "ffff:fff2", "info": fields{"prio": 1, "protocol": "ip"}}
	terms := []codec.A{ // of whole words: the kernel answers without padding between them
		{Name: "1", Value: fields{"kind": "text", "flags": []string{"rel_and", "invert"}, "text": fields{"algo": "kmp",
			"to_offset": 100, "from_layer": "transport", "to_layer": "transport", "pattern_len": 4}, "pattern": "HEAD"}},
		{Name: "2", Value: fields{"kind": "text", "flags": "rel_end", "text": fields{"algo": "kmp", "from_offset": 4,
			"to_offset": 9, "from_layer": "link", "to_layer": "network", "pattern_len": 4}, "pattern": "POST"}},
	}
	_, err = s.Request(t.Context(), &codec.Request{Type: "RTM_NEWTFILTER", Flags: codec.FlagCreate | codec.FlagExcl,
		Fixed: fixed, Attrs: []codec.A{{Name: "kind", Value: "basic"}, {Name: "options", Value: []codec.A{
			{Name: "ematches", Value: []codec.A{{Name: "hdr", Value: fields{"nmatches": len(terms)}},
				{Name: "list", Value: terms}}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	const want = "TCA_EMATCH_TREE_LIST { " +
		"1 {matchid=0 kind=TCF_EM_TEXT flags=TCF_EM_REL_AND|TCF_EM_INVERT text={algo=kmp from_offset=0 to_offset=100 " +
		"pattern_len=4 from_layer=TCF_LAYER_TRANSPORT to_layer=TCF_LAYER_TRANSPORT} pattern=HEAD} " +
		"2 {matchid=0 kind=TCF_EM_TEXT flags=TCF_EM_REL_END text={algo=kmp from_offset=4 to_offset=9 pattern_len=4 " +
		"from_layer=TCF_LAYER_LINK to_layer=TCF_LAYER_NETWORK} pattern=POST} }"
	answers := ""
	for m, err := range s.Dump(t.Context(), &codec.Request{Type: "RTM_GETTFILTER", Fixed: fixed}) {
		if err != nil {
			t.Fatal(err)
		}
		answers += string(form.OneLine.Append(nil, m)) + "\n"
	}
	if !strings.Contains(answers, want) {
		t.Errorf("the kernel answers\n%swant\n%s", answers, want)
	}
}
