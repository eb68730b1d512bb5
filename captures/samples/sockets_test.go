package samples_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestSockets compares the sockets of each family to what ss printed of them.
func TestSockets(t *testing.T) {
	for family, line := range map[string]func(socket) string{
		"unix": socket.unix, "packet": socket.packet, "netlink": socket.netlink, "vsock": socket.vsock,
		"tipc": socket.tipc, "mptcp": socket.mptcp, "sctp": socket.sctp, "xdp": socket.xdp,
	} {
		t.Run(family, func(t *testing.T) {
			c := load(t, sampleFile(t, "ss-all-"+family+".strace"))
			_, text, _ := strings.Cut(strings.Join(oracleLines(t, "ss-all-"+family+".ss.txt"), "\n"), "\n")
			text = strings.NewReplacer("`- ", "", "\n\t", " ", "\n ", " ").Replace(text)
			links := interfaces(t, c)
			var got []string
			for _, m := range c.Messages {
				if m.Name() == "SOCK_DIAG_BY_FAMILY" && m.Header().Flags&codec.FlagRequest == 0 {
					got = append(got, strings.TrimSpace(line(socket{t, m, links})))
				}
			}
			n := 0
			for want := range strings.SplitSeq(text, "\n") {
				if want = strings.Join(strings.Fields(want), " "); n < len(got) && got[n] != want {
					t.Errorf("got  %s\nwant %s", got[n], want)
				}
				n++
			}
			if n != len(got) {
				t.Errorf("%d lines, %d messages", n, len(got))
			}
		})
	}
}

// TestSocketsWhole looks for attributes of sockets that the tables do not take apart, in requests and answers.
func TestSocketsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range manifest(t) {
		if e.Protocol != "SOCK_DIAG" {
			continue
		}
		for _, m := range load(t, e.File).Messages {
			if _, unknown, opaque := m.Tally(); unknown+opaque > 0 {
				t.Errorf("%s: %d attributes are unknown, %d opaque", m.Record.Pos, unknown, opaque)
			}
			for a := range m.Root().Children() {
				seen[a.Name()] = true
			}
		}
	}
	for _, name := range []string{"INET_DIAG_ULP_INFO", "INET_DIAG_BBRINFO", "INET_DIAG_DCTCPINFO",
		"INET_DIAG_VEGASINFO", "INET_DIAG_LOCALS", "INET_DIAG_PEERS", "UNIX_DIAG_ICONS", "PACKET_DIAG_FANOUT",
		"PACKET_DIAG_FILTER", "NETLINK_DIAG_GROUPS", "TIPC_NLA_SOCK", "SMC_DIAG_FALLBACK",
		"XDP_DIAG_UMEM", "XDP_DIAG_STATS"} {
		if !seen[name] {
			t.Errorf("the samples have no %s", name)
		}
	}
}

// TestSMC reads SMC sockets, for which there is no tool: a connection over loopback, which has no device for SMC, falls
// back to TCP at both ends (SMC_CLC_DECL_* of the kernel's net/smc/smc_clc.h).
func TestSMC(t *testing.T) {
	const noDevice, byPeer, listen, active, fallback = 0x03030000, 0x05000000, 10, 1, 1
	type end struct{ state, mode, port, reason, diagnosis uint64 }
	var got []end
	for _, m := range load(t, sampleFile(t, "smc-diag.strace")).Messages {
		if m.Name() != "SOCK_DIAG_BY_FAMILY" || m.Header().Flags&codec.FlagRequest != 0 || m.Header().Seq != 1 {
			continue
		}
		s := socket{t, m, nil}
		got = append(got, end{s.field("diag_state"), s.field("diag_mode"), s.field("id.idiag_sport"),
			s.field("SMC_DIAG_FALLBACK.reason"), s.field("SMC_DIAG_FALLBACK.peer_diagnosis")})
	}
	if len(got) != 3 || got[0] != (end{active, fallback, 8701, byPeer, noDevice}) || got[1].reason != noDevice ||
		got[1].mode != fallback || got[2] != (end{listen, 0, 8701, 0, 0}) {
		t.Errorf("got %+v", got)
	}
}

// socket is what the kernel says of a socket.
type socket struct {
	t     *testing.T
	m     message
	links map[string]string
}

// field is a member of the header, or of an attribute that holds a struct: "ATTR.member".
func (s socket) field(name string) uint64 {
	if attr, member, ok := strings.Cut(name, "."); ok && strings.ToUpper(attr) == attr {
		a, _ := s.m.Attr(attr)
		v, _ := a.Field(member)
		return v
	}
	v, ok := s.m.Field(name)
	if !ok {
		s.t.Errorf("no %s", name)
	}
	return v
}

func (s socket) number(path ...string) uint64 {
	a, _ := s.m.Attr(path...)
	v, _ := a.Uint()
	return v
}

func (s socket) has(path ...string) bool {
	_, ok := s.m.Attr(path...)
	return ok
}

// elements is the numbers of an array.
func (s socket) elements(attr string) (all []any) {
	a, _ := s.m.Attr(attr)
	var e codec.Elements
	for ok := e.Start(a.Content()); ok && e.Next(); {
		v, _ := e.Number()
		all = append(all, v)
	}
	return all
}

func (s socket) memory(attr string) string {
	return fmt.Sprintf(" skmem:(r%d,rb%d,t%d,tb%d,f%d,w%d,o%d,bl%d,d%d)", s.elements(attr)...)
}

var socketStates = []string{"UNKNOWN", "ESTAB", "SYN-SENT", "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
	"UNCONN", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING"}

var socketTypes = map[uint64]string{1: "str", 2: "dgr", 3: "raw", 5: "seq"}

// arrow is what is not shut down of both ways.
func arrow(shutdown uint64) string { return []string{"<->", "-->", "<--", "---"}[shutdown] }

func (s socket) unix() string {
	name := "*"
	if a, ok := s.m.Attr("UNIX_DIAG_NAME"); ok {
		name = strings.ReplaceAll(string(a.Content().Octets()), "\x00", "@")
		name = strings.TrimRight(name, "@")
	}
	text := fmt.Sprintf("u_%s %s %d %d %s %d * %d%s %s", socketTypes[s.field("udiag_type")],
		socketStates[s.field("udiag_state")], s.field("UNIX_DIAG_RQLEN.udiag_rqueue"),
		s.field("UNIX_DIAG_RQLEN.udiag_wqueue"), name, s.field("udiag_ino"), s.number("UNIX_DIAG_PEER"),
		s.memory("UNIX_DIAG_MEMINFO"),
		arrow(s.number("UNIX_DIAG_SHUTDOWN")))
	if s.has("UNIX_DIAG_VFS") {
		dev := s.field("UNIX_DIAG_VFS.udiag_vfs_dev")
		text += fmt.Sprintf(" ino:%d dev:%d/%d", s.field("UNIX_DIAG_VFS.udiag_vfs_ino"), dev>>8, dev&0xff)
	}
	if icons := s.elements("UNIX_DIAG_ICONS"); len(icons) > 0 {
		text += " peers: " + strings.Trim(fmt.Sprint(icons), "[]")
	}
	return text
}

func (s socket) packet() string {
	protocol, dev := "*", "*"
	if num := s.field("pdiag_num"); num != 3 { // ETH_P_ALL
		protocol = fmt.Sprintf("[%d]", num)
	}
	if index := s.field("PACKET_DIAG_INFO.pdi_index"); index != 0 {
		dev = s.links[fmt.Sprint(index)]
	}
	text := fmt.Sprintf("p_%s UNCONN %d 0 %s:%s * ino:%d sk:%x ver:%d cpy_thresh:%d flags(%s )",
		socketTypes[s.field("pdiag_type")], s.elements("PACKET_DIAG_MEMINFO")[0], protocol, dev, s.field("pdiag_ino"),
		s.field("pdiag_cookie"), s.field("PACKET_DIAG_INFO.pdi_version"), s.field("PACKET_DIAG_INFO.pdi_copy_thresh"),
		map[uint64]string{1: " running"}[s.field("PACKET_DIAG_INFO.pdi_flags")])
	for _, ring := range [][2]string{{"PACKET_DIAG_RX_RING", "ring_rx"}, {"PACKET_DIAG_TX_RING", "ring_tx"}} {
		if s.has(ring[0]) {
			text += fmt.Sprintf(" %s(blk_size:%d,blk_nr:%d,frm_size:%d,frm_nr:%d,tmo:%d,features:0x%x)", ring[1],
				s.field(ring[0]+".pdr_block_size"), s.field(ring[0]+".pdr_block_nr"),
				s.field(ring[0]+".pdr_frame_size"),
				s.field(ring[0]+".pdr_frame_nr"), s.field(ring[0]+".pdr_retire_tmo"), s.field(ring[0]+".pdr_features"))
		}
	}
	if s.has("PACKET_DIAG_FANOUT") {
		v := s.number("PACKET_DIAG_FANOUT")
		text += fmt.Sprintf(" fanout(id:%d,type:%s)", v&0xffff, map[uint64]string{2: "cpu"}[v>>16&0xff])
	}
	return text + s.filter() + s.memory("PACKET_DIAG_MEMINFO")
}

// filter is the instructions of the filter of a packet socket.
func (s socket) filter() string {
	a, ok := s.m.Attr("PACKET_DIAG_FILTER")
	if !ok {
		return ""
	}
	text, n := "", 0
	var e codec.Elements
	for ok := e.Start(a.Content()); ok && e.Next(); n++ {
		var all []any
		var members codec.Members
		for members.Start(e.Content()); members.Next(); {
			v, _, _ := members.Number()
			all = append(all, v)
		}
		text += fmt.Sprintf(" 0x%02x %d %d %d,", all...)
	}
	return fmt.Sprintf(" bpf filter (%d):%s", n, text)
}

func (s socket) netlink() string {
	groups := uint64(0)
	if all := s.elements("NETLINK_DIAG_GROUPS"); len(all) > 0 {
		groups = all[0].(uint64)
	}
	return fmt.Sprintf("UNCONN %d 0 %d:%d * sk=0 cb=0 groups=0x%08x%s", s.elements("NETLINK_DIAG_MEMINFO")[0],
		s.field("ndiag_protocol"), s.field("ndiag_portid"), groups, s.memory("NETLINK_DIAG_MEMINFO"))
}

func (s socket) vsock() string {
	const anything = 0xffffffff
	or := func(v uint64) string {
		if v == anything {
			return "*"
		}
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("v_%s %s 0 0 %s:%s %s:%s", socketTypes[s.field("vdiag_type")],
		socketStates[s.field("vdiag_state")],
		or(s.field("vdiag_src_cid")), or(s.field("vdiag_src_port")), or(s.field("vdiag_dst_cid")),
		or(s.field("vdiag_dst_port")))
}

func (s socket) tipc() string {
	const sock, con = "TIPC_NLA_SOCK", "TIPC_NLA_SOCK_CON"
	peer, more := "-", ""
	if s.has(sock, con) {
		peer = fmt.Sprintf("%d:%d", s.number(sock, con, "TIPC_NLA_CON_NODE"), s.number(sock, con, "TIPC_NLA_CON_SOCK"))
	}
	if s.has(sock, con, "TIPC_NLA_CON_FLAG") {
		more = fmt.Sprintf(" via {%d,%d}", s.number(sock, con, "TIPC_NLA_CON_TYPE"),
			s.number(sock, con, "TIPC_NLA_CON_INST"))
	}
	if s.has(sock, "TIPC_NLA_SOCK_HAS_PUBL") {
		more += " publ"
	}
	return fmt.Sprintf("%s %d %d %d:%d %s type:%s cong:none drop:%d %s",
		map[uint64]string{9: "UNCONN", 10: "LISTEN", 1: "ESTAB"}[s.number(sock, "TIPC_NLA_SOCK_TIPC_STATE")],
		s.number(sock, "TIPC_NLA_SOCK_STAT", "TIPC_NLA_SOCK_STAT_RCVQ"),
		s.number(sock, "TIPC_NLA_SOCK_STAT", "TIPC_NLA_SOCK_STAT_SENDQ"), s.number(sock, "TIPC_NLA_SOCK_ADDR"),
		s.number(sock, "TIPC_NLA_SOCK_REF"), peer,
		map[uint64]string{1: "STREAM", 5: "SEQPACKET"}[s.number(sock, "TIPC_NLA_SOCK_TYPE")],
		s.number(sock, "TIPC_NLA_SOCK_STAT", "TIPC_NLA_SOCK_STAT_DROP"), strings.TrimSpace(more))
}

// inet is what all sockets of IP have.
func (s socket) inet(state string) string {
	dev := ""
	if index := s.field("id.idiag_if"); index != 0 {
		dev = "%lo"
	}
	port := "*"
	if p := s.field("id.idiag_dport"); p != 0 {
		port = fmt.Sprint(p)
	}
	peer := "127.0.0.1"
	if port == "*" {
		peer = "0.0.0.0"
	}
	return fmt.Sprintf("%s %d %d 127.0.0.1%s:%d %s:%s ino:%d sk:%x cgroup:unreachable:%x %s%s", state,
		s.field("idiag_rqueue"), s.field("idiag_wqueue"), dev, s.field("id.idiag_sport"), peer, port,
		s.field("idiag_inode"), s.field("id.idiag_cookie"), s.number("INET_DIAG_CGROUP_ID"),
		arrow(s.number("INET_DIAG_SHUTDOWN")), s.memory("INET_DIAG_SKMEMINFO"))
}

// info says some members of INET_DIAG_INFO that are not zero, in a form each.
func (s socket) info(prefix string, words ...string) (text string) {
	for _, word := range words {
		name, form, _ := strings.Cut(word, " ")
		name, member, ok := strings.Cut(name, "=")
		if !ok {
			member = name
		}
		if v := s.field("INET_DIAG_INFO." + prefix + member); v != 0 {
			text += fmt.Sprintf(" "+name+":"+form, v)
		}
	}
	return text
}

func (s socket) mptcp() string {
	text := s.inet(socketStates[s.field("idiag_state")])
	text += s.info("mptcpi_", "subflows %d", "add_addr_signal %d", "subflows_max %d")
	if s.field("INET_DIAG_INFO.mptcpi_flags")&2 != 0 {
		text += " remote_key"
	}
	return text + s.info("mptcpi_", "token %x", "write_seq %x", "snd_una %x", "rcv_nxt %x")
}

func (s socket) sctp() string {
	state := socketStates[s.field("idiag_state")]
	if s.has("INET_DIAG_PEERS") { // an association, which has other states
		state = map[uint64]string{3: "ESTAB"}[s.field("idiag_state")]
	}
	text := s.inet(state) + s.addresses("locals", "INET_DIAG_LOCALS")
	if !s.has("INET_DIAG_PEERS") {
		if s.field("INET_DIAG_INFO.sctpi_s_v4mapped") != 0 {
			text += " v4mapped:1"
		}
		return text
	}
	text += s.addresses("peers", "INET_DIAG_PEERS") + s.info("sctpi_", "tag %x")
	text += " state:" + map[uint64]string{3: "ESTAB"}[s.field("INET_DIAG_INFO.sctpi_state")]
	return text + s.info("sctpi_", "rwnd %d", "instrms %d", "outstrms %d", "maxburst=max_burst %d", "maxseg %d",
		"prwnd=peer_rwnd %d", "ptag=peer_tag %x", "pcapable=peer_capable %d", "psack=peer_sack %x")
}

// addresses is the only address of a list.
func (s socket) addresses(name, attr string) string {
	a, _ := s.m.Attr(attr)
	b := a.Content().Octets()
	if len(b) < 8 {
		return ""
	}
	return fmt.Sprintf(" %s:%d.%d.%d.%d", name, b[4], b[5], b[6], b[7])
}

func (s socket) xdp() string {
	get := func(attr string) func(member string) uint64 {
		return func(member string) uint64 { return s.field("XDP_DIAG_" + attr + "." + member) }
	}
	info, umem, stats := get("INFO"), get("UMEM"), get("STATS")
	text := fmt.Sprintf("UNCONN 0 0 %s:q%d * ino:%d sk:%x", s.links[fmt.Sprint(info("ifindex"))], info("queue_id"),
		s.field("xdiag_ino"), s.field("xdiag_cookie"))
	ring := func(name, attr string) string { return fmt.Sprintf(" %s(entries:%d)", name, get(attr)("entries")) }
	text += ring("rx", "RX_RING") + ring("tx", "TX_RING")
	text += fmt.Sprintf(" umem(id:%d,size:%d,num_pages:%d,chunk_size:%d,headroom:%d,ifindex:%d,qid:%d,zc:%d,refs:%d)",
		umem("id"), umem("size"), umem("num_pages"), umem("chunk_size"), umem("headroom"), umem("ifindex"),
		umem("queue_id"), umem("flags"), umem("refs"))
	text += ring("fr", "UMEM_FILL_RING") + ring("cr", "UMEM_COMPLETION_RING")
	return text + fmt.Sprintf(" stats(rx dropped:%d,rx invalid:%d,rx queue full:%d,rx fill ring empty:%d,"+
		"tx invalid:%d,tx ring empty:%d)",
		stats("n_rx_dropped"), stats("n_rx_invalid"), stats("n_rx_full"), stats("n_fill_ring_empty"),
		stats("n_tx_invalid"), stats("n_tx_ring_empty")) + s.memory("XDP_DIAG_MEMINFO")
}
