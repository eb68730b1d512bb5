package samples_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// TestNewestWhole looks for attributes that the tables do not take apart in what only the newest kernel and tools have.
func TestNewestWhole(t *testing.T) {
	seen := map[string]bool{}
	var note func(in codec.Attr)
	note = func(in codec.Attr) {
		for a := range in.Children() {
			seen[a.Name()] = true
			note(a)
		}
	}
	for _, file := range []string{"tc-newest-add", "tc-newest-show", "xfrm-newest", "xfrm-iptfs", "xfrm-mapping"} {
		for _, m := range load(t, sampleFile(t, file+".strace")).Messages {
			if _, unknown, opaque := m.Tally(); (unknown > 0 || opaque > 0) && !strings.HasSuffix(m.Name(), "LINK") {
				t.Errorf("%s: %s: %d attributes are unknown, %d opaque", m.Record.Pos, m.Name(), unknown, opaque)
			}
			note(m.Root())
			seen[m.Name()] = true
		}
	}
	for _, name := range []string{"TCA_FLOWER_L2_MISS", "TCA_FLOWER_KEY_SPI", "TCA_FLOWER_KEY_CFM",
		"TCA_FLOWER_KEY_ENC_FLAGS",
		"TCA_FLOWER_KEY_ENC_OPTS_PFCP", "TCA_FLOWER_KEY_L2TPV3_SID", "TCA_FLOWER_KEY_PPPOE_SID", "TCA_MIRRED_BLOCKID",
		"TCA_INGRESS_BLOCK", "TCA_DUALPI2_COUPLING", "TCA_DUALPI2_STEP_THRESH_US", "TCA_FQ_PRIOMAP", "TCA_FQ_WEIGHTS",
		"TCA_NETEM_PRNG_SEED", "XFRMA_SA_DIR", "XFRMA_SA_PCPU", "XFRMA_OFFLOAD_DEV", "XFRMA_IPTFS_DROP_TIME",
		"XFRMA_IPTFS_REORDER_WINDOW", "XFRMA_IPTFS_DONT_FRAG", "XFRMA_IPTFS_INIT_DELAY", "XFRMA_IPTFS_MAX_QSIZE",
		"XFRMA_IPTFS_PKT_SIZE", "XFRM_MSG_MAPPING"} {
		if !seen[name] {
			t.Errorf("the samples have no %s", name)
		}
	}
}

// TestRefused holds what Debian's kernels do not have (dualpi2), or what no device here can (packet offload): requests
// of the newest tools, which the newest kernel refuses.
func TestRefused(t *testing.T) {
	got := map[string]string{}
	for file, name := range map[string]string{"tc-newest-add": "TCA_KIND", "xfrm-newest": "XFRMA_OFFLOAD_DEV"} {
		for _, m := range load(t, sampleFile(t, file+".strace")).Messages {
			q, ok := m.Root().Quoted()
			errno, failed := m.Error()
			if a, there := q.Attr(name); ok && failed && errno != 0 && there {
				kind := ""
				if name == "TCA_KIND" {
					kind = a.Text() + " "
				}
				got[name] += kind + m.ErrnoName(errno) + ";"
			}
		}
	}
	all := fmt.Sprint(got)
	for _, want := range []string{"dualpi2 ENOENT;", "XFRMA_OFFLOAD_DEV:EINVAL;EINVAL;"} {
		if !strings.Contains(all, want) {
			t.Errorf("got %s, want %s", all, want)
		}
	}
}

// TestNewestQdiscs compares options of queueing disciplines that are newer than Linux 6.1 to what tc printed of them.
func TestNewestQdiscs(t *testing.T) {
	c := load(t, sampleFile(t, "tc-newest-show.strace"))
	links := interfaces(t, c)
	const fq, priomap = "TCA_OPTIONS/TCA_FQ_", "TCA_OPTIONS/TCA_FQ_PRIOMAP/"
	rules := map[string]map[string]rule{
		"fq": {"bands": at(priomap + "bands"), "priomap ": at(priomap + "priomap"), "weights ": at(fq + "WEIGHTS"),
			"offload_horizon": at(fq + "OFFLOAD_HORIZON")},
		"netem":   {"seed": at("TCA_OPTIONS/TCA_NETEM_PRNG_SEED")},
		"cake_mq": {"bandwidth": at("TCA_OPTIONS/TCA_CAKE_BASE_RATE64"), "rtt": at("TCA_OPTIONS/TCA_CAKE_RTT")},
	}
	got := map[string]string{}
	for _, m := range c.Messages {
		if m.Name() == "RTM_NEWQDISC" {
			v := newView(t, m, links)
			kind := fmt.Sprint(v.at("TCA_KIND"))
			for key, rule := range rules[kind] {
				got[kind+" "+key] = fmt.Sprint(rule(v))
			}
		}
	}
	compared := 0
	for _, doc := range documents(t, "tc-newest-show.qdisc.tc.json") {
		for _, o := range parseObjects(t, doc) {
			kind := fmt.Sprint(o.get("kind"))
			options, _ := o.get("options").(object)
			for key := range rules[kind] {
				compared++
				if want := fmt.Sprint(options.get(key)); got[kind+" "+key] != want {
					t.Errorf("%s: %s is %s, want %s", kind, key, got[kind+" "+key], want)
				}
			}
		}
	}
	if compared != 7 {
		t.Errorf("%d options, want 7", compared)
	}
}

// TestHooks compares the functions at each hook to what `nft list hooks` printed of them.
func TestHooks(t *testing.T) {
	var want []string
	family, hook := "", ""
	for _, file := range []string{"nft-hooks.nft.txt", "nft-hooks-lo.nft.txt", "nft-hooks-d0.nft.txt"} {
		for _, line := range oracleLines(t, file) {
			words := strings.Fields(line)
			switch {
			case words[0] == "family":
				family = words[1]
			case words[0] == "hook":
				hook = words[1]
			case words[0] != "}":
				want = append(want, strings.Join(append([]string{family, hook}, words...), " "))
			}
		}
	}
	var got []string
	for _, m := range load(t, sampleFile(t, "nft-hooks.strace")).Messages {
		if m.Name() != "NFNL_MSG_HOOK_GET" || m.Header().Flags&codec.FlagMulti == 0 {
			continue
		}
		text := func(path ...string) string {
			a, _ := m.Attr(path...)
			return a.Text()
		}
		number, _ := m.Attr("NFNLA_HOOK_HOOKNUM")
		n, _ := number.Uint()
		family, _ := m.Field("nfgen_family")
		a, _ := m.Attr("NFNLA_HOOK_PRIORITY")
		v, _ := a.Uint()
		priority := fmt.Sprintf("%+011d", int32(v))
		if v == 0 {
			priority = "0000000000"
		}
		name := text("NFNLA_HOOK_FUNCTION_NAME")
		const info, desc = "NFNLA_HOOK_CHAIN_INFO", "NFNLA_HOOK_INFO_DESC"
		const chain, flowtable = 1, 3 // of which nft 1.0.6 knows the first
		typ, _ := m.Attr(info, "NFNLA_HOOK_INFO_TYPE")
		kind, _ := typ.Uint()
		if kind == flowtable && text(info, desc, "NFNLA_CHAIN_NAME") != "f" {
			t.Error("the flow table has no name")
		}
		if table := text(info, desc, "NFNLA_CHAIN_TABLE"); kind == chain {
			a, _ := m.Attr(info, desc, "NFNLA_CHAIN_FAMILY")
			v, _ := a.Uint()
			name = fmt.Sprint("chain ", nftFamilies[v], " ", table, " ", text(info, desc, "NFNLA_CHAIN_NAME"))
		}
		if module := text("NFNLA_HOOK_MODULE_NAME"); module != "" {
			name += " [" + module + "]"
		}
		hooks := inetHooks
		if nftFamilies[family] == "netdev" {
			hooks = []string{"ingress", "egress"}
		}
		got = append(got, strings.Join([]string{nftFamilies[family], hooks[n], priority, name}, " "))
	}
	if !slices.Equal(got, want) || len(want) < 20 {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var (
	nftFamilies = map[uint64]string{1: "inet", 2: "ip", 3: "arp", 5: "netdev", 7: "bridge", 10: "ip6"}
	inetHooks   = []string{"prerouting", "input", "forward", "output", "postrouting", "ingress"}
)

// TestNewestStates compares states of IPsec with a direction and a processor to what `ip -s xfrm state` printed.
func TestNewestStates(t *testing.T) {
	for file, count := range map[string]int{"xfrm-newest": 6, "xfrm-iptfs": 2} {
		text := strings.Join(oracleLines(t, file+".state.ip.txt"), "\n")
		var want []string
		for state := range strings.SplitSeq("\n"+text, "\nsrc ") {
			words := strings.Fields("src " + state)
			end := func(word string) bool { return word == "sel" || word == "lifetime" } // that moved has no selector
			if i := slices.IndexFunc(words, end); i > 0 {
				want = append(want, strings.Join(words[:i], " "))
			}
		}
		var got []string
		for _, m := range load(t, sampleFile(t, file+".strace")).Messages {
			if m.Name() == "XFRM_MSG_NEWSA" && m.Header().Flags&codec.FlagMulti != 0 {
				words, _, _ := strings.Cut(string(form.Brief.Append(nil, m.Message)), " sel ")
				got = append(got, strings.TrimPrefix(words, "newsa "))
			}
		}
		for i := range want {
			want[i] = stateWords.Replace(strings.Join(withoutNumbers(strings.Fields(want[i])), " "))
		}
		if !slices.Equal(got, want) || len(want) < count {
			t.Errorf("%s:\ngot  %s\nwant %s", file, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// stateWords is what ip says besides with -s: of flags that there are none; and a mode that it does not know.
var stateWords = strings.NewReplacer(" seq 0x00000000 flag (0x00000000)", "", " seq 0x00000000", "",
	" mode 5 ", " mode iptfs ")

// withoutNumbers leaves out the numbers that ip adds in brackets to others with -s.
func withoutNumbers(words []string) (all []string) {
	for i, word := range words {
		name, _, ok := strings.Cut(word, "(")
		switch {
		case ok && i > 0 && words[i-1] != "aead" && words[i-1] != "flag" && name != "":
			word = name
		case ok && name == "" && i > 1 && words[i-2] == "flag", word == "bits)", strings.HasPrefix(word, "(160"):
			continue
		}
		all = append(all, word)
	}
	return all
}

// TestMapping compares the change of a peer behind NAT to what `ip xfrm monitor` printed of it.
func TestMapping(t *testing.T) {
	for _, m := range load(t, "xfrm-mapping.strace").Messages {
		if m.Name() != "XFRM_MSG_MAPPING" {
			continue
		}
		want := strings.Join(oracleLines(t, "xfrm-mapping.ip.txt")[1:], " ")
		reqid, _ := m.Field("reqid")
		spi, _ := m.Field("id.spi")
		words := strings.Fields(string(form.Brief.Append(nil, m.Message)))
		got := fmt.Sprintf("Mapping change %s\tdst %s reqid 0x%x protocol %s SPI 0x%x", strings.Join(words[1:4], " "),
			words[5], reqid, words[7], spi)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		return
	}
	t.Error("there is no XFRM_MSG_MAPPING")
}
