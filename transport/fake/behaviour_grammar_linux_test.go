package fake_test

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// randomGrammar is what random requests are made of: a line a kind of request, as the behaviour table writes it, after
// how often it comes; what is indented goes on. "30%" before a word is how often it is there, {name} one of the words
// of that name below.
const randomGrammar = `
12 newlink 85%create 40%excl 3%replace 2%append 3%echo 95%ifname={name} 90%linkinfo/kind={kind} 15%mtu={mtu}
   20%address={mac} 5%txqlen={num} 5%group={num} 10%{upness} 8%master={link} 4%{index} 3%ifalias=hello
4  newlink 85%create 40%excl 95%ifname={name} linkinfo/kind=veth 70%linkinfo/data/peer/ifname={name}
   10%linkinfo/data/peer/mtu={mtu} 10%linkinfo/data/peer/address={mac} 10%mtu={mtu} 10%address={mac} 15%{upness}
2  newlink create 40%excl ifname={name} 80%link={link} linkinfo/kind=macvlan 60%linkinfo/data/mode=4 20%mtu={mtu}
   20%address={mac} 15%{upness} 5%master={link}
1  newlink create 40%excl ifname={name} linkinfo/kind=vxlan 80%linkinfo/data/id={vni} 20%mtu={mtu} 20%address={mac}
   15%{upness}
10 newlink 20%create 4%excl 4%replace 3%echo 60%ifname={name} 50%{index} 20%mtu={mtu} 15%address={mac} 6%txqlen={num}
   6%group={num} 30%{upness} 12%master={link} 5%ifalias=hello 6%linkinfo/kind={kind} 3%linkinfo/data={octets}
12 setlink 3%echo 60%ifname={name} 45%{index} 20%mtu={mtu} 10%address={mac} 5%txqlen={num} 5%group={num} 45%{upness}
   18%master={link} 3%ifalias=octets: 3%.ifi_family={family}
5  dellink 3%echo 75%ifname={name} 25%{index} 2%group={num} 3%.ifi_family={family}
3  getlink 70%ifname={name} 35%{index} 3%.ifi_family={family} 3%mtu=1400
3  getlink dump 10%master={link} 10%linkinfo/kind={kind} 3%mtu=1400 2%{index} 3%.ifi_family={family}
2  newlinkprop create 50%excl {index} 80%prop_list/alt_ifname={alt} 5%prop_list/alt_ifname={name}
1  dellinkprop {index} 80%prop_list/alt_ifname={alt}
14 newaddr 90%create 30%excl 10%replace 3%echo .ifa_family={family4} .ifa_prefixlen={len4} .ifa_index={link}
   95%local={ip4} 25%address={ip4} 10%broadcast={ip4} 5%label={label} 8%.ifa_scope={scope} 4%flags={addrflags}
   4%rt_priority={num} 4%cacheinfo/.ifa_valid={life} 2%cacheinfo/.ifa_prefered=50 3%proto=5
6  deladdr 3%echo .ifa_family={family4} 70%.ifa_prefixlen={len4} .ifa_index={link} 85%local={ip4} 25%address={ip4}
   5%label={label}
3  getaddr dump .ifa_family={family4} 20%.ifa_index={link} 2%.ifa_prefixlen=1
1  getaddr .ifa_family={family4} 50%address={ip4}
16 newroute 85%create 30%excl 15%replace 10%append 3%echo {rtm4} {dst4} 65%gateway={ip4} 55%oif={link}
   12%priority={num} 10%prefsrc={ip4} 5%table={table} 6%metrics/mtu={mtu} 3%metrics/advmss=1300
4  newroute 85%create 30%excl 15%replace 10%append {rtm4} {dst4} multipath/#1/.rtnh_ifindex={link}
   80%multipath/#1/gateway={ip4} 70%multipath/#2/.rtnh_ifindex={link} 60%multipath/#2/gateway={ip4}
   20%multipath/#2/.rtnh_hops=3 5%multipath/#1/.rtnh_flags=4
9  delroute 3%echo {rtm4del} {dst4} 30%gateway={ip4} 25%oif={link} 12%priority={num} 5%prefsrc={ip4} 5%table={table}
6  getroute .rtm_family={family4} .rtm_dst_len=32 dst={ip4} 25%oif={link} 15%.rtm_flags=0x2000 5%src={ip4}
   4%mark={num}
4  getroute dump .rtm_family={family4} 20%.rtm_table={tableoctet} 10%table={table} 10%.rtm_protocol={proto}
   10%.rtm_type={rtype} 10%oif={link} 2%.rtm_tos=4
9  newneigh 85%create 30%excl 30%replace 2%append 3%echo .ndm_family={family4} .ndm_ifindex={dev} 90%.ndm_state={nud}
   8%.ndm_flags={ntf} 90%dst={ip4} 70%lladdr={mac} 5%protocol=7
1  newneigh create .ndm_family=2 50%.ndm_ifindex=0 50%dst={ip4}
1  newneigh create .ndm_family=2 .ndm_ifindex={dev} .ndm_flags=8 dst={proxied} 20%protocol=7
4  delneigh 3%echo .ndm_family={family4} 98%.ndm_ifindex={dev} 95%dst={ip4} 2%.ndm_flags=0x80
1  delneigh .ndm_family=2 .ndm_ifindex={dev} .ndm_flags=8 dst={proxied}
2  getneigh .ndm_family={family4} .ndm_ifindex={link} 90%dst={ip4} 2%.ndm_flags=2 2%lladdr={mac} 2%.ndm_state=2
1  getneigh .ndm_family=2 .ndm_ifindex={dev} .ndm_flags=8 dst={proxied}
2  getneigh dump .ndm_family={family4} 8%.ndm_flags=8 20%ifindex={link} 5%master={link} 2%.ndm_state=2
6  newrule 90%create 40%excl 3%replace 3%echo .family={family4} 95%.action={action} 80%.table={tableoctet}
   10%table={table} 60%priority={pref} 25%{src4} 15%{to4} 10%fwmark={num} 5%fwmask={num} 10%iifname={name}
   10%oifname={name} 10%goto={pref} 5%.tos={tos} 3%.flags=2 3%ip_proto=6 2%l3mdev=1 3%protocol=4
4  delrule 3%echo .family={family4} 30%.action={action} 50%.table={tableoctet} 5%table={table} 60%priority={pref}
   15%{src4} 10%{to4} 5%fwmark={num} 5%iifname={name} 5%goto={pref}
2  getrule dump .family=2 2%.table=5 2%priority=5
5  newaddr 90%create 30%excl 15%replace 3%echo .ifa_family=10 .ifa_prefixlen={len6} .ifa_index={link} 90%local={ip6}
   25%address={ip6} 8%flags={addrflags} 8%rt_priority={num} 6%cacheinfo/.ifa_valid={life} 3%proto=5
3  deladdr .ifa_family=10 .ifa_prefixlen={len6} .ifa_index={link} 90%local={ip6} 15%address={ip6}
2  getaddr dump .ifa_family=10 20%.ifa_index={link}
1  getaddr .ifa_family=10 60%address={ip6} 30%local={ip6} 50%.ifa_index={link} 5%.ifa_prefixlen=64
7  newroute 85%create 30%excl 15%replace 15%append 3%echo {rtm6} {dst6} 60%gateway={ip6} 55%oif={link}
   25%priority={num} 6%prefsrc={ip6} 4%table={table} 4%metrics/mtu={mtu}
2  newroute 85%create 30%excl 15%replace 10%append {rtm6} {dst6} 25%priority={num} multipath/#1/.rtnh_ifindex={link}
   90%multipath/#1/gateway={ip6} 70%multipath/#2/.rtnh_ifindex={link} 70%multipath/#2/gateway={ip6}
   20%multipath/#2/.rtnh_hops=3
4  delroute 3%echo {rtm6} {dst6} 30%gateway={ip6} 25%oif={link} 25%priority={num} 4%table={table}
3  getroute dump .rtm_family=10 20%.rtm_table={tableoctet} 10%table={table} 10%.rtm_protocol={proto}
   10%.rtm_type={rtype} 10%oif={link}
3  newneigh 85%create 30%excl 30%replace .ndm_family=10 .ndm_ifindex={dev} 90%.ndm_state={nud} 4%.ndm_flags=0x80
   90%dst={ip6} 70%lladdr={mac}
1  delneigh .ndm_family=10 .ndm_ifindex={dev} 95%dst={ip6}
2  newrule 90%create 40%excl .family=10 95%.action={action} 80%.table={tableoctet} 60%priority={pref} 10%fwmark={num}
   10%iifname={name} 5%.tos={tos} 10%goto={pref}
1  delrule .family=10 50%.table={tableoctet} 60%priority={pref}
1  getrule dump .family=10
2  raw {rawtype} {rawoctets} 30%{rawattr}
`

// randomWords are the words that stand for others in the grammar.
var randomWords = map[string][]string{
	"rawtype": strings.Fields("16 17 18 19 20 21 22 24 25 26 28 29 30 32 33 34 108 109 23 3 99 200"),
	"rawoctets": strings.Fields(`
		00 02 0a 0700 02180000 0220000001000000 00000000010000000000000000000000
		022000fe0004000100000000 0a4000fe0004000100000000`),
	"rawattr": strings.Fields(`
		05000300 7f 0800030062723000 0800020001020304 0400030000 0000 0800ff0000000000 0600040001000000`),
	"name": strings.Fields("d0 d0 d0 d1 d1 v0 v0 v1 v1 b0 b0 b1 lo x%d"),
	"kind": strings.Fields("ifb ifb ifb bridge bridge veth nosuch tun"),
	"vni":  strings.Fields("7 7 8 16777216"),
	"mtu":  strings.Fields("0 1 67 68 576 1280 1400 1500 1500 9000 65535 65536 4294967295"),
	"mac": strings.Fields(`
		02:00:00:00:00:01 02:00:00:00:00:02 02:00:00:00:00:03 01:00:00:00:00:01 00:00:00:00:00:00
		02:00:00`),
	"num":     strings.Fields("0 1 5 77 1000"),
	"link":    strings.Fields("@lo @d0 @d0 @d0 @d1 @d1 @v0 @v0 @v1 @v1 @b0 @b0 @b1 99 0"),
	"dev":     strings.Fields("@lo @d0 @d0 @d0 @d1 @d1 @v0 @v0 @v1 @v1 @b0 @b0 @b1 99"),
	"proxied": strings.Fields("192.0.2.78 198.51.100.78"),
	"index": {
		".ifi_index=@d0", ".ifi_index=@d1", ".ifi_index=@v0", ".ifi_index=@v1", ".ifi_index=@b0",
		".ifi_index=@lo", ".ifi_index=99", ".ifi_index=-3",
	},
	"upness": {
		".ifi_flags=1 .ifi_change=1", ".ifi_flags=1 .ifi_change=1", ".ifi_flags=1 .ifi_change=1",
		".ifi_flags=0 .ifi_change=1", ".ifi_flags=1", ".ifi_flags=0x101 .ifi_change=0x100", ".ifi_change=0x1000",
		".ifi_flags=0x80 .ifi_change=0x80", ".ifi_change=0xffffffff",
	},
	"octets":  {"octets:", "octets:08000100666f6f00"},
	"alt":     strings.Fields("alt0 alt1 a-long-name-of-a-link"),
	"family":  strings.Fields("2 10 7 17 99"),
	"family4": strings.Fields("2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 0 99"),
	"ip4": strings.Fields(`
		192.0.2.1 192.0.2.1 192.0.2.2 192.0.2.9 192.0.2.255 198.51.100.1 198.51.100.9 10.1.0.1 10.9.0.1
		127.0.0.1 224.0.0.1 0.0.0.0 255.255.255.255 octets:c000`),
	"len4": strings.Fields("24 24 24 24 24 25 32 32 31 8 0 33"),
	"ip6": strings.Fields(`
		2001:db8::1 2001:db8::1 2001:db8::2 2001:db8::9 2001:db8:1::1 2001:db8:1::9 fe80::1 fe80::9 ::1
		:: ff02::1 octets:20010db8`),
	"len6": strings.Fields("64 64 64 64 128 128 48 0 129"),
	"dst6": {
		".rtm_dst_len=64 dst=2001:db8:5::", ".rtm_dst_len=64 dst=2001:db8:5::",
		".rtm_dst_len=48 dst=2001:db8:5::", ".rtm_dst_len=128 dst=2001:db8:5::1",
		".rtm_dst_len=64 dst=2001:db8::", ".rtm_dst_len=0", ".rtm_dst_len=64",
		".rtm_dst_len=129 dst=2001:db8:5::", ".rtm_dst_len=64 dst=octets:20010db8",
	},
	"rtm6": {
		"{rtm6main}", "{rtm6main}", "{rtm6main}", "{rtm6main}", "{rtm6main} .rtm_flags={rtmflags}",
		".rtm_family=10 .rtm_table={tableoctet} .rtm_protocol={proto} .rtm_type={rtype} .rtm_scope={scope}",
		"{rtm6main} .rtm_tos={tos}",
	},
	"rtm6main":  {".rtm_family=10 .rtm_table=254 .rtm_protocol=4 .rtm_type=1"},
	"label":     strings.Fields("d0:1 d0 foo"),
	"scope":     strings.Fields("0 200 253 254 255"),
	"addrflags": strings.Fields("0 1 2 0x200 0x80 0x400"),
	"life":      strings.Fields("0 100 4294967295"),
	"dst4": {
		".rtm_dst_len=24 dst=10.1.0.0", ".rtm_dst_len=24 dst=10.1.0.0", ".rtm_dst_len=24 dst=10.1.0.0",
		".rtm_dst_len=24 dst=10.2.0.0", ".rtm_dst_len=16 dst=10.1.0.0", ".rtm_dst_len=32 dst=10.1.0.1",
		".rtm_dst_len=0", ".rtm_dst_len=24 dst=192.0.2.0", ".rtm_dst_len=33 dst=10.1.0.0",
		".rtm_dst_len=16 dst=10.1.2.0", ".rtm_dst_len=24",
	},
	"rtm4": {
		"{rtm4main}", "{rtm4main}", "{rtm4main}", "{rtm4main}", "{rtm4main} .rtm_scope={scope}",
		"{rtm4main} .rtm_scope=253", "{rtm4main} .rtm_scope=253",
		".rtm_family=2 .rtm_table={tableoctet} .rtm_protocol={proto} .rtm_type={rtype} .rtm_scope={scope}",
		"{rtm4main} .rtm_flags={rtmflags}", "{rtm4main} .rtm_tos={tos}",
	},
	"rtm4main": {".rtm_family=2 .rtm_table=254 .rtm_protocol=4 .rtm_type=1"},
	"rtm4del": {
		".rtm_family=2 .rtm_table=254 .rtm_scope=255", ".rtm_family=2 .rtm_table=254 .rtm_scope=255",
		".rtm_family=2 .rtm_table={tableoctet} .rtm_scope={scope} .rtm_type={rtype} .rtm_protocol={proto}",
		".rtm_family=2 .rtm_table={tableoctet} .rtm_scope=255 .rtm_tos={tos}",
	},
	"rtmflags":   strings.Fields("4 4 1 16 0x100"),
	"table":      strings.Fields("100 254 255 1000 0"),
	"tableoctet": strings.Fields("100 100 254 254 255 253 0"),
	"proto":      strings.Fields("0 2 3 4 4 4 99"),
	"rtype":      strings.Fields("0 1 1 1 2 3 4 5 6 7 8 9 10 11 12 99"),
	"tos":        strings.Fields("0 4 8 16 1 255"),
	"nud":        strings.Fields("0 2 4 0x20 0x40 0x80 0x80 0x80"),
	"ntf":        strings.Fields("0 0x10 0x80 2"),
	"action":     strings.Fields("1 1 1 1 1 2 3 6 7 8 0 99"),
	"pref":       strings.Fields("10 10 100 200 32766 0"),
	"src4":       {".src_len=24 src=192.0.2.0", ".src_len=32 src=192.0.2.1", ".src_len=8", ".src_len=33 src=192.0.2.0"},
	"to4":        {".dst_len=24 dst=10.1.0.0", ".dst_len=32 dst=10.1.0.1", ".dst_len=8"},
}

// randomDumps end every sequence of random requests: all that they left.
var randomDumps = []string{
	"getlink dump", "getaddr dump .ifa_family=2", "getroute dump .rtm_family=2",
	"getaddr dump .ifa_family=10", "getroute dump .rtm_family=10", "getrule dump .family=10",
	"getneigh dump .ndm_family=2", "getneigh dump .ndm_family=2 .ndm_flags=8", "getrule dump .family=2",
}

// randomStart begins every sequence of random requests.
var randomStart = []string{
	"setlink .ifi_index=1 .ifi_flags=1 .ifi_change=1",
	"newlink create .ifi_flags=1 .ifi_change=1 ifname=d0 address=02:00:00:00:00:0a linkinfo/kind=ifb",
	"newlink create ifname=d1 address=02:00:00:00:00:0b linkinfo/kind=ifb",
	"newaddr create .ifa_family=2 .ifa_prefixlen=24 .ifa_index=@d0 local=192.0.2.1",
}

const randomLength = 60

// randomSteps makes a sequence of requests.
func randomSteps(seed uint64) (steps []behaviourStep) {
	g := newRandomGrammar(rand.New(rand.NewPCG(seed, 1)))
	for _, line := range randomStart {
		steps = append(steps, behaviourStep{lines: []string{line}})
	}
	for range randomLength {
		lines := []string{g.line()}
		for g.rand.IntN(10) == 0 && joins(lines[0]) {
			if line := g.line(); joins(line) {
				lines = append(lines, line)
			}
		}
		steps = append(steps, behaviourStep{lines: lines})
	}
	for _, line := range randomDumps {
		steps = append(steps, behaviourStep{lines: []string{line}})
	}
	return steps
}

// joins reports whether a request can stand in a batch. What comes of carriers may come before or after the other
// requests.
func joins(line string) bool {
	return !strings.Contains(line, "dump") && !strings.Contains(line, "link") && !strings.HasPrefix(line, "raw")
}

type randomSource struct {
	rand  *rand.Rand
	lines []string // each as often as it comes
}

func newRandomGrammar(r *rand.Rand) *randomSource {
	g := &randomSource{rand: r}
	grammar := strings.ReplaceAll(randomGrammar, "\n   ", " ")
	for line := range strings.Lines(strings.TrimSpace(grammar)) {
		often, line, _ := strings.Cut(line, " ")
		n, _ := strconv.Atoi(often)
		for range n {
			g.lines = append(g.lines, line)
		}
	}
	return g
}

// line makes a request.
func (g *randomSource) line() string {
	var words []string
	for _, w := range strings.Fields(g.lines[g.rand.IntN(len(g.lines))]) {
		if chance, rest, ok := strings.Cut(w, "%"); ok {
			if n, err := strconv.Atoi(chance); err == nil {
				if g.rand.IntN(100) >= n {
					continue
				}
				w = rest
			}
		}
		words = append(words, g.expand(w))
	}
	return strings.Join(words, " ")
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// expand puts words in for those that stand for others.
func (g *randomSource) expand(w string) string {
	return placeholder.ReplaceAllStringFunc(w, func(name string) string {
		list := randomWords[strings.Trim(name, "{}")]
		return g.expand(list[g.rand.IntN(len(list))])
	})
}
