package brief

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// xfrmStateWords is states of IPsec, as ip xfrm state has them.
var xfrmStateWords = &words{rest: true, list: slices.Concat(
	[]word{{how: xfrmState}}, xfrmParameters, []word{{how: xfrmStateSelector}}, xfrmContext, []word{{how: xfrmHard}},
), silent: []string{"XFRMA_SA", "XFRMA_SRCADDR", "XFRMA_SET_MARK_MASK", "XFRMA_SA_EXTRA_FLAGS", "XFRMA_LTIME_VAL"}}

// xfrmPolicyWords is policies of IPsec, as ip xfrm policy has them.
var xfrmPolicyWords = &words{rest: true, list: slices.Concat(
	[]word{{how: xfrmPolicy}}, xfrmParameters, []word{{how: xfrmHard}},
), silent: []string{"XFRMA_POLICY", "XFRMA_POLICY_TYPE", "XFRMA_SEC_CTX", "XFRMA_LTIME_VAL"}}

// xfrmAcquireWords is states that packets wait for.
var xfrmAcquireWords = &words{rest: true, list: slices.Concat([]word{{how: xfrmAcquire}}, xfrmParameters, xfrmContext),
	silent: []string{"XFRMA_POLICY_TYPE"}}

// xfrmAeventWords is how far states have come.
var xfrmAeventWords = &words{rest: true, list: []word{
	{how: xfrmAevent}, {attr: "XFRMA_MARK", say: "mark", how: xfrmMark}, {attr: "XFRMA_REPLAY_VAL", how: xfrmReplay},
	{attr: "XFRMA_REPLAY_ESN_VAL", how: xfrmReplayESN}, {attr: "XFRMA_REPLAY_THRESH", say: "replay-thresh"},
	{attr: "XFRMA_ETIMER_THRESH", say: "timer-thresh"}, {attr: "XFRMA_IF_ID", say: "if_id", how: hexadecimal},
}, silent: []string{"XFRMA_LTIME_VAL"}}

var xfrmContext = []word{{attr: "XFRMA_SEC_CTX", say: "security context", how: xfrmSecurity}}

var xfrmParameters = []word{
	{attr: "XFRMA_MARK", say: "mark", how: xfrmMark},
	{attr: "XFRMA_SET_MARK", say: "output-mark", how: xfrmOutputMark},
	{attr: "XFRMA_ALG_AUTH", say: "auth", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if _, ok := w.root.Attr("XFRMA_ALG_AUTH_TRUNC"); ok {
			return dst
		}
		return xfrmAlgorithm(w, dst, as, a)
	}},
	{attr: "XFRMA_ALG_AUTH_TRUNC", say: "auth-trunc", how: xfrmAlgorithm},
	{attr: "XFRMA_ALG_AEAD", say: "aead", how: xfrmAlgorithm},
	{attr: "XFRMA_ALG_CRYPT", say: "enc", how: xfrmAlgorithm},
	{attr: "XFRMA_ALG_COMP", say: "comp", how: xfrmAlgorithm},
	{attr: "XFRMA_ENCAP", say: "encap", how: xfrmEncap},
	{attr: "XFRMA_TMPL", say: "tmpl", how: xfrmTemplates},
	{attr: "XFRMA_COADDR", say: "coa", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		return w.xfrmAddress(as.keyword(dst), a)
	}},
	{attr: "XFRMA_LASTUSED", say: "lastused"},
	{attr: "XFRMA_REPLAY_VAL", how: xfrmReplay},
	{attr: "XFRMA_REPLAY_ESN_VAL", how: xfrmReplayESN},
	{attr: "XFRMA_OFFLOAD_DEV", say: "crypto offload parameters: dev", how: xfrmOffload},
	{attr: "XFRMA_IF_ID", say: "if_id", how: hexadecimal},
	{attr: "XFRMA_TFCPAD", say: "tfcpad"},
	{attr: "XFRMA_SA_DIR", say: "dir"},
	{attr: "XFRMA_NAT_KEEPALIVE_INTERVAL", say: "nat_keepalive_interval"},
	{attr: "XFRMA_SA_PCPU", say: "pcpu-num", how: always},
	{attr: "XFRMA_IPTFS_PKT_SIZE", say: "pkt-size"},
	{attr: "XFRMA_IPTFS_MAX_QSIZE", say: "max-queue-size"},
	{attr: "XFRMA_IPTFS_DROP_TIME", say: "drop-time"},
	{attr: "XFRMA_IPTFS_REORDER_WINDOW", say: "reorder-window"},
	{attr: "XFRMA_IPTFS_INIT_DELAY", say: "init-delay"},
	{attr: "XFRMA_IPTFS_DONT_FRAG", say: "dont-frag", how: present},
}

// inside returns what a struct has at a path of members; the zero Content if it is not there.
func inside(c codec.Content, path ...string) codec.Content {
	for _, name := range path {
		var m codec.Members
		m.Start(c)
		for c = (codec.Content{}); m.Next(); {
			if m.Member().Name == name && !m.Cut() {
				c = m.Content()
				break
			}
		}
	}
	return c
}

// counted returns an integer that a struct has at a path of members, 0 if it is not there or not told.
func counted(c codec.Content, path ...string) uint64 {
	if c = inside(c, path...); c.Len() == 0 || c.Untold() {
		return 0
	}
	v, _ := c.Integer()
	return v
}

// add writes a keyword and what a struct has at a path of members.
func (w *writer) add(dst []byte, say string, c codec.Content, path ...string) []byte {
	return w.part(append(append(append(dst, ' '), say...), ' '), inside(c, path...))
}

// part writes what a struct has, or that the message ends before it.
func (w *writer) part(dst []byte, c codec.Content) []byte {
	if c.Len() == 0 {
		return append(dst, '?')
	}
	return w.value(dst, c)
}

// xfrmAddress writes an attribute that is an address.
func (w *writer) xfrmAddress(dst []byte, a codec.Attr) []byte {
	var m codec.Members
	if m.Start(a.Content()); m.Next() {
		return w.value(dst, m.Content())
	}
	return w.part(dst, a.Content())
}

// stateInfo returns the struct xfrm_usersa_info of a message, which the kernel has in an attribute where it tells of
// the end of a state; the zero Content if there is none.
func (w *writer) stateInfo() codec.Content {
	c, ok := w.root.Fixed()
	if !ok { // a dump
		return c
	}
	switch c.Spec().Struct.Name {
	case "xfrm_usersa_info":
		return c
	case "xfrm_user_expire":
		return inside(c, "state")
	case "xfrm_userspi_info":
		return inside(c, "info")
	}
	if a, ok := w.root.Attr("XFRMA_SA"); ok {
		return a.Content()
	}
	return codec.Content{}
}

// xfrmState says what identifies a state, and its flags.
func xfrmState(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	c := w.stateInfo()
	if c.Len() == 0 {
		return w.xfrmStateID(dst)
	}
	dst = w.xfrmID(dst, inside(c, "saddr"), inside(c, "id"), true)
	dst = w.xfrmMode(w.add(dst, "reqid", c, "reqid"), inside(c, "mode"))
	dst = w.add(dst, "replay-window", c, "replay_window")
	extra := uint64(0)
	if a, ok := w.root.Attr("XFRMA_SA_EXTRA_FLAGS"); ok {
		extra, _ = a.Uint()
	}
	if counted(c, "flags")|extra != 0 {
		dst = append(dst, " flag"...)
		if flags := counted(c, "flags"); flags != 0 {
			dst = dashed(dst, inside(c, "flags").Spec().Enum, flags)
		}
		if a, ok := w.root.Attr("XFRMA_SA_EXTRA_FLAGS"); ok && extra != 0 {
			dst = append(dst, " extra_flag"...)
			dst = dashed(dst, a.Content().Spec().Enum, extra)
		}
	}
	return dst
}

// xfrmStateID says what identifies a state that is asked for.
func (w *writer) xfrmStateID(dst []byte) []byte {
	c, ok := w.root.Fixed()
	if !ok {
		return dst
	}
	if a, ok := w.root.Attr("XFRMA_SRCADDR"); ok {
		dst = w.xfrmAddress(append(dst, " src "...), a)
	}
	whole := c
	if inside(c, "old_saddr").Len() > 0 {
		dst = w.xfrmEnd(append(dst, ' '), c, "old_saddr", "old_sport")
		dst = w.xfrmEnd(append(dst, " -> "...), c, "new_saddr", "new_sport")
	}
	if id := inside(c, "id"); id.Len() > 0 { // of a message about a change
		c = id
	}
	if inside(c, "daddr").Len() > 0 {
		dst = w.add(dst, "dst", c, "daddr")
		dst = w.xfrmProto(append(dst, " proto "...), inside(c, "proto"))
		dst = codec.AppendDigits(append(dst, " spi 0x"...), counted(c, "spi"), 4)
	}
	if inside(whole, "new_daddr").Len() > 0 {
		dst = w.add(dst, "-> src", whole, "new_saddr")
		dst = w.add(dst, "dst", whole, "new_daddr")
	}
	return dst
}

// xfrmEnd writes the address and the port of a peer behind NAT.
func (w *writer) xfrmEnd(dst []byte, c codec.Content, addr, port string) []byte {
	dst = append(w.part(dst, inside(c, addr)), ':')
	return w.part(dst, inside(c, port))
}

// dashed writes the names of flags as ip does.
func dashed(dst []byte, e *codec.Enum, v uint64) []byte {
	for bits := e.Bits(v); bits.Next(); {
		at := len(dst) + 1
		dst = appendLower(append(dst, ' '), bits.Short)
		for i := at; i < len(dst); i++ {
			if dst[i] == '_' {
				dst[i] = '-'
			}
		}
	}
	return dst
}

// xfrmID says the ends of a state or a template, its protocol and its SPI; that of a state even if it is 0, of a
// protocol that has them.
func (w *writer) xfrmID(dst []byte, saddr, id codec.Content, state bool) []byte {
	dst = w.part(append(dst, " src "...), saddr)
	dst = w.add(dst, "dst", id, "daddr")
	dst = w.xfrmProto(append(dst, " proto "...), inside(id, "proto"))
	const esp, ah, comp = 50, 51, 108
	spi, proto := counted(id, "spi"), counted(id, "proto")
	if spi != 0 || state && (proto == esp || proto == ah || proto == comp) {
		dst = codec.AppendDigits(append(dst, " spi 0x"...), spi, 4)
	}
	return dst
}

// xfrmProto writes a protocol of IPsec.
func (w *writer) xfrmProto(dst []byte, c codec.Content) []byte {
	if c.Len() == 0 || c.Untold() {
		return w.part(dst, c)
	}
	switch v, _ := c.Integer(); v {
	case 43:
		return append(dst, "route2"...)
	case 60:
		return append(dst, "hao"...)
	case 50, 51, 108:
		return w.value(dst, c)
	case 255:
		return append(dst, "ipsec-any"...)
	default:
		return codec.AppendUint(dst, v)
	}
}

// xfrmMode says a mode, as ip does.
func (w *writer) xfrmMode(dst []byte, c codec.Content) []byte {
	const routeOptimization = 2
	if c.Len() > 0 && !c.Untold() {
		if v, _ := c.Integer(); v == routeOptimization {
			return append(dst, " mode ro"...)
		}
	}
	return w.part(append(dst, " mode "...), c)
}

// selector says which packets are meant, and after them nothing that is usual.
func (w *writer) selector(dst []byte, c codec.Content) []byte {
	for _, end := range [...]struct{ say, addr, length string }{{"src", "saddr", "prefixlen_s"}, {"dst",
		"daddr", "prefixlen_d"}} {
		dst = codec.AppendUint(append(w.add(dst, end.say, c, end.addr), '/'), counted(c, end.length))
	}
	proto := counted(c, "proto")
	if proto != 0 {
		dst = append(dst, " proto "...)
		switch proto {
		case 58:
			dst = append(dst, "ipv6-icmp"...)
		case 135:
			dst = append(dst, "mobility-header"...)
		default:
			dst = w.part(dst, inside(c, "proto"))
		}
	}
	dst = w.selectorPorts(dst, c, proto)
	if index := counted(c, "ifindex"); index != 0 {
		dst = w.appendLink(append(dst, " dev "...), index)
	}
	if user := counted(c, "user"); user != 0 {
		dst = codec.AppendUint(append(dst, " uid "...), user)
	}
	return dst
}

// selectorPorts says ports, or what else stands in their place.
func (w *writer) selectorPorts(dst []byte, c codec.Content, proto uint64) []byte {
	const icmp, gre, icmpv6, mh = 1, 47, 58, 135
	first, second := "sport", "dport"
	switch proto {
	case icmp, icmpv6:
		first, second = "type", "code"
	case mh:
		first, second = "type", ""
	case gre:
		if counted(c, "sport_mask")|counted(c, "dport_mask") == 0 {
			return dst
		}
		return codec.AppendUint(append(dst, " key "...), counted(c, "sport")<<16|counted(c, "dport"))
	}
	for _, port := range [...]struct{ say, value, mask string }{
		{first, "sport", "sport_mask"}, {second, "dport", "dport_mask"},
	} {
		mask := counted(c, port.mask)
		if mask == 0 || port.say == "" {
			continue
		}
		dst = w.add(dst, port.say, c, port.value)
		if mask != 0xffff {
			dst = appendHex(append(dst, '/'), mask)
		}
	}
	return dst
}

// xfrmStateSelector says which packets a state is for, if it says so.
func xfrmStateSelector(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	if sel := inside(w.stateInfo(), "sel"); sel.Len() > 0 && !sel.IsZero() {
		return w.selector(append(dst, " sel"...), sel)
	}
	return dst
}

// xfrmHard says whether what expires does so at last.
func xfrmHard(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	if hard, ok := in.Field("hard"); ok {
		dst = codec.AppendUint(append(dst, " hard "...), hard)
	}
	return dst
}

// policyInfo returns the struct xfrm_userpolicy_info of a message, or the xfrm_userpolicy_id of one that is asked for.
func (w *writer) policyInfo() codec.Content {
	c, _ := w.root.Fixed()
	if p := inside(c, "pol"); p.Len() > 0 {
		return p
	}
	if a, ok := w.root.Attr("XFRMA_POLICY"); ok {
		return a.Content()
	}
	return c
}

func xfrmPolicy(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	c := w.policyInfo()
	if c.Len() == 0 { // a dump
		return dst
	}
	if sel := inside(c, "sel"); !sel.IsZero() || counted(c, "index") == 0 {
		dst = w.selector(dst, sel)
	}
	if a, ok := w.root.Attr("XFRMA_SEC_CTX"); ok {
		dst = xfrmSecurity(w, dst, &xfrmContext[0], a)
	}
	return w.policy(dst, c)
}

// policy says where a policy is, and what it does.
func (w *writer) policy(dst []byte, c codec.Content) []byte {
	dst = w.add(dst, "dir", c, "dir")
	if counted(c, "action") != 0 {
		dst = w.add(dst, "action", c, "action")
	}
	if p := inside(c, "priority"); p.Len() > 0 {
		dst = w.value(append(dst, " priority "...), p)
	} else {
		dst = w.add(dst, "index", c, "index")
	}
	if a, ok := w.root.Attr("XFRMA_POLICY_TYPE"); ok {
		dst = w.add(dst, "ptype", a.Content(), "type")
	}
	if flags := counted(c, "flags"); flags != 0 {
		dst = flagsOf(append(dst, " flag"...), inside(c, "flags").Spec().Enum, flags, 0)
	}
	return dst
}

func xfrmAcquire(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	c, _ := w.root.Fixed()
	dst = w.xfrmProto(append(dst, " proto "...), inside(c, "id", "proto"))
	dst = w.selector(append(dst, " sel"...), inside(c, "sel"))
	policy := inside(c, "policy")
	return w.policy(w.selector(append(dst, " policy"...), inside(policy, "sel")), policy)
}

// aeventWords is what ip says of why the kernel tells how far a state has come, XFRM_AE_CR, CE and CU.
var aeventWords = [...]struct {
	flag uint64
	say  string
}{{16, " replay update"}, {32, " timer expired"}, {64, " policy updated"}}

func xfrmAevent(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	c, _ := w.root.Fixed()
	for i := range aeventWords {
		if counted(c, "flags")&aeventWords[i].flag != 0 {
			dst = append(dst, aeventWords[i].say...)
		}
	}
	dst = w.add(w.add(dst, "src", c, "saddr"), "dst", c, "sa_id", "daddr")
	dst = appendHex(append(dst, " reqid "...), counted(c, "reqid"))
	dst = w.xfrmProto(append(dst, " protocol "...), inside(c, "sa_id", "proto"))
	return appendHex(append(dst, " SPI "...), counted(c, "sa_id", "spi"))
}

// xfrmDefaultWords is what becomes of packets that no policy is about, as ip xfrm policy getdefault has it.
var xfrmDefaultWords = &words{list: []word{{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	c, _ := w.root.Fixed()
	return w.add(w.add(w.add(dst, "in:", c, "in"), "fwd:", c, "fwd"), "out:", c, "out")
}}}}

// xfrmFlushWords is that all states of a protocol, or all policies of a type, are removed.
var xfrmFlushWords = &words{rest: true, list: []word{{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	if c, ok := w.root.Fixed(); ok {
		return w.xfrmProto(append(dst, " proto "...), inside(c, "proto"))
	}
	return dst
}}, {attr: "XFRMA_POLICY_TYPE", say: "ptype", how: func(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	return w.add(dst, "ptype", a.Content(), "type")
}}}}

// chooseXfrmStateWords tells messages about how far a state has come from others about it.
func chooseXfrmStateWords(w *writer) *words {
	if c, ok := w.root.Fixed(); ok && c.Spec().Struct.Name == "xfrm_aevent_id" {
		return xfrmAeventWords
	}
	return nil
}
