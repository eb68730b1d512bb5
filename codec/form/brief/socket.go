package brief

import (
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// socketVerb says whether a socket is told of, asked for, or to be destroyed.
func socketVerb(w *writer) string {
	switch t := w.head.Type(); {
	case t == nil:
		return ""
	case t.Op == codec.OpDelete:
		return "destroy"
	case w.request:
		return "getsocket"
	}
	return "socket"
}

// socketObjects has the words for sockets of all families, which are those of ss where it has some.
var socketObjects = map[string]object{
	"inet socket":    {inetSocketWords, chooseSocketWords},
	"unix socket":    {unixSocketWords, chooseSocketWords},
	"packet socket":  {packetSocketWords, chooseSocketWords},
	"netlink socket": {netlinkSocketWords, chooseSocketWords},
	"xdp socket":     {xdpSocketWords, chooseSocketWords},
	"vsock socket":   {vsockSocketWords, chooseSocketWords},
	"tipc socket":    {tipcSocketWords, chooseSocketWords},
	"smc socket":     {smcSocketWords, chooseSocketWords},
	"socket":         {socketRequestWords, nil},
}

// chooseSocketWords tells requests from answers.
func chooseSocketWords(w *writer) *words {
	if w.request {
		return socketRequestWords
	}
	return nil
}

// socketRequestWords is which sockets are wanted, and what of them.
var socketRequestWords = &words{list: []word{
	{how: socketRequest},
	{attr: "INET_DIAG_REQ_PROTOCOL", say: "protocol"},
	{attr: "INET_DIAG_REQ_BYTECODE", say: "filter", how: socketFilter},
	{attr: "INET_DIAG_REQ_SK_BPF_STORAGES", say: "bpf-maps", how: all},
}}

// states are the members of requests that say which states are wanted, and attributes of them those that are.
var socketStates, socketShows = [...]string{"idiag_states", "udiag_states", "vdiag_states", "tidiag_states"},
	[...]string{"idiag_ext", "diag_ext", "udiag_show", "pdiag_show", "ndiag_show", "xdiag_show"}

func socketRequest(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	c, ok := w.root.Fixed()
	if !ok {
		return dst
	}
	for _, family := range [...]string{"sdiag_family", "idiag_family", "diag_family"} {
		if f := inside(c, family); f.Len() > 0 {
			dst = w.value(append(dst, ' '), f)
		}
	}
	if p := inside(c, "sdiag_protocol"); p.Len() > 0 && counted(c, "sdiag_protocol") != 0 {
		dst = w.value(append(dst, ' '), p)
	}
	if counted(c, "sdiag_raw_protocol") != 0 {
		dst = w.value(append(dst, ' '), inside(c, "sdiag_raw_protocol"))
	}
	for _, name := range socketStates {
		if v := counted(c, name); v != 0 && v&ssAll != ssAll {
			dst = w.add(dst, "state", c, name)
		}
	}
	for _, name := range socketShows {
		if counted(c, name) != 0 {
			dst = w.add(dst, "show", c, name)
		}
	}
	if id := inside(c, "id"); id.Len() > 0 && !id.IsZero() {
		dst = w.socketEnds(dst, id)
		dst = w.socketCookie(dst, id, "idiag_cookie")
	}
	return dst
}

// ssAll is the states that there are, the bits of which ss sets to get all sockets.
const ssAll = 0xffe

// socketFilter says how many instructions choose the sockets.
func socketFilter(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	count := uint64(0)
	for range a.Children() {
		count++
	}
	return append(codec.AppendUint(as.keyword(dst), count), " instructions"...)
}

// ssStates is what ss calls the states of sockets, by their number.
var ssStates = [...]string{
	1: "ESTAB", 2: "SYN-SENT", 3: "SYN-RECV", 4: "FIN-WAIT-1", 5: "FIN-WAIT-2", 6: "TIME-WAIT", 7: "UNCONN",
	8: "CLOSE-WAIT", 9: "LAST-ACK", 10: "LISTEN", 11: "CLOSING",
}

// socketState writes a state.
func (w *writer) socketState(dst []byte, c codec.Content) []byte {
	if c.Len() > 0 && !c.Untold() {
		v, _ := c.Integer()
		if e := c.Spec().Enum; e != nil && e.Prefix == "SCTP_STATE_" && e.NameOf(v) != "" {
			return append(append(dst, ' '), strings.TrimSuffix(e.NameOf(v)[len(e.Prefix):], "LISHED")...)
		}
		if v < uint64(len(ssStates)) && ssStates[v] != "" {
			return append(append(dst, ' '), ssStates[v]...)
		}
	}
	return w.part(append(dst, ' '), c)
}

// socketEnds writes both ends of a connection.
func (w *writer) socketEnds(dst []byte, id codec.Content) []byte {
	for _, end := range [...][2]string{{"idiag_src", "idiag_sport"}, {"idiag_dst", "idiag_dport"}} {
		dst = w.socketEnd(append(dst, ' '), inside(id, end[0]), inside(id, end[1]))
		if index := counted(id, "idiag_if"); index != 0 && end[0] == "idiag_src" {
			dst = w.appendLink(append(dst, '%'), index)
		}
	}
	return dst
}

func (w *writer) socketEnd(dst []byte, addr, port codec.Content) []byte {
	switch {
	case addr.Len() == 16 && addr.Spec().Kind == codec.IP6 && !addr.Untold():
		dst = append(w.value(append(dst, '['), addr), ']')
	default:
		dst = w.part(dst, addr)
	}
	if dst = append(dst, ':'); port.Len() > 0 && !port.Untold() && port.IsZero() {
		return append(dst, '*')
	}
	return w.part(dst, port)
}

// socketCookie writes what names a socket, as ss does.
func (w *writer) socketCookie(dst []byte, c codec.Content, name string) []byte {
	const unknown = 1<<64 - 1
	if cookie := counted(c, name); cookie != 0 && cookie != unknown {
		dst = strconv.AppendUint(append(dst, " sk:"...), cookie, 16)
	}
	return dst
}

// inetSocketWords is sockets of IP.
var inetSocketWords = &words{list: []word{
	{how: inetSocket},
	{attr: "INET_DIAG_MARK", say: "fwmark", how: hexadecimal},
	{attr: "INET_DIAG_SKV6ONLY", say: "v6only"},
	{attr: "INET_DIAG_CONG"},
	{attr: "INET_DIAG_SHUTDOWN", how: socketShutdown},
	{attr: "INET_DIAG_ULP_INFO", how: func(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
		if name, ok := a.Attr("INET_ULP_INFO_NAME"); ok {
			dst = codec.AppendReadable(append(dst, " tcp-ulp-"...), text(name))
		}
		return dst
	}},
}}

func inetSocket(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := w.root.Fixed()
	if !ok {
		return dst
	}
	if a, ok := in.Attr("INET_DIAG_PROTOCOL"); ok {
		dst = w.value(append(dst, ' '), a.Content())
	} else {
		dst = w.part(append(dst, ' '), inside(c, "idiag_family"))
	}
	dst = w.socketState(dst, inside(c, "idiag_state"))
	dst = w.part(append(w.part(append(dst, ' '), inside(c, "idiag_rqueue")), ' '), inside(c, "idiag_wqueue"))
	dst = w.socketEnds(dst, inside(c, "id"))
	if counted(c, "idiag_timer") != 0 {
		dst = append(w.part(append(dst, " timer:("...), inside(c, "idiag_timer")), ',')
		dst = append(w.part(dst, inside(c, "idiag_expires")), ',')
		dst = append(w.part(dst, inside(c, "idiag_retrans")), ')')
	}
	return w.socketOwner(dst, c, "idiag_uid", "idiag_inode", "idiag_cookie")
}

// socketOwner writes whose a socket is, and what names it.
func (w *writer) socketOwner(dst []byte, c codec.Content, uid, inode, cookie string) []byte {
	if counted(c, uid) != 0 {
		dst = w.part(append(dst, " uid:"...), inside(c, uid))
	}
	if counted(c, inode) != 0 {
		dst = w.part(append(dst, " ino:"...), inside(c, inode))
	}
	if id := inside(c, "id"); id.Len() > 0 {
		c = id
	}
	return w.socketCookie(dst, c, cookie)
}

// socketShutdown says in which directions a socket is still open, as ss does.
func socketShutdown(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
	const receive, send = 1, 2
	v, ok := a.Uint()
	if !ok {
		return dst
	}
	arrow := []byte(" <->")
	if v&receive != 0 {
		arrow[1] = '-'
	}
	if v&send != 0 {
		arrow[3] = '-'
	}
	return append(dst, arrow...)
}

// unixSocketWords is sockets of AF_UNIX.
var unixSocketWords = &words{list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, ok := in.Fixed()
		if !ok {
			return dst
		}
		dst = w.part(append(dst, " unix "...), inside(c, "udiag_type"))
		return w.socketState(dst, inside(c, "udiag_state"))
	}},
	{attr: "UNIX_DIAG_NAME", how: func(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
		if name := inside(a.Content(), "abstract"); name.Len() > 0 {
			return w.value(append(dst, " @"...), name)
		}
		return w.value(append(dst, ' '), a.Content())
	}},
	{attr: "UNIX_DIAG_PEER", say: "peer"},
	{attr: "UNIX_DIAG_UID", say: "uid"},
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, _ := in.Fixed()
		return w.socketOwner(dst, c, "", "udiag_ino", "udiag_cookie")
	}},
	{attr: "UNIX_DIAG_SHUTDOWN", how: socketShutdown},
}}

// packetSocketWords is sockets of AF_PACKET.
var packetSocketWords = &words{list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, ok := in.Fixed()
		if !ok {
			return dst
		}
		return w.part(append(w.part(append(dst, " packet "...), inside(c, "pdiag_type")), ' '), inside(c, "pdiag_num"))
	}},
	{attr: "PACKET_DIAG_INFO", say: "dev", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if index := counted(a.Content(), "pdi_index"); index != 0 {
			dst = w.appendLink(as.keyword(dst), index)
		}
		return dst
	}},
	{attr: "PACKET_DIAG_FANOUT", say: "fanout"},
	{attr: "PACKET_DIAG_UID", say: "uid"},
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, _ := in.Fixed()
		return w.socketOwner(dst, c, "", "pdiag_ino", "pdiag_cookie")
	}},
}}

// netlinkSocketWords is sockets of AF_NETLINK.
var netlinkSocketWords = &words{list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, ok := in.Fixed()
		if !ok {
			return dst
		}
		dst = w.part(append(dst, " netlink "...), inside(c, "ndiag_protocol"))
		dst = w.part(append(dst, ':'), inside(c, "ndiag_portid"))
		if counted(c, "ndiag_dst_portid")|counted(c, "ndiag_dst_group") != 0 {
			dst = w.part(append(dst, " to "...), inside(c, "ndiag_dst_portid"))
			dst = w.part(append(dst, '/'), inside(c, "ndiag_dst_group"))
		}
		return w.socketOwner(dst, c, "", "ndiag_ino", "ndiag_cookie")
	}},
	{attr: "NETLINK_DIAG_GROUPS", say: "groups"},
	{attr: "NETLINK_DIAG_FLAGS", how: flagNames},
}}

// xdpSocketWords is sockets of AF_XDP.
var xdpSocketWords = &words{list: []word{
	{how: func(_ *writer, dst []byte, _ *word, _ codec.Attr) []byte { return append(dst, " xdp"...) }},
	{attr: "XDP_DIAG_INFO", say: "dev", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if index := counted(a.Content(), "ifindex"); index != 0 {
			dst = w.add(w.appendLink(as.keyword(dst), index), "queue", a.Content(), "queue_id")
		}
		return dst
	}},
	{attr: "XDP_DIAG_UID", say: "uid"},
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, _ := in.Fixed()
		return w.socketOwner(dst, c, "", "xdiag_ino", "xdiag_cookie")
	}},
}}

// vsockSocketWords is sockets of AF_VSOCK.
var vsockSocketWords = &words{list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, ok := in.Fixed()
		if !ok {
			return dst
		}
		dst = w.part(append(dst, " vsock "...), inside(c, "vdiag_type"))
		dst = w.socketState(dst, inside(c, "vdiag_state"))
		for _, end := range [...][2]string{{"vdiag_src_cid", "vdiag_src_port"}, {"vdiag_dst_cid", "vdiag_dst_port"}} {
			dst = w.part(append(dst, ' '), inside(c, end[0]))
			dst = w.part(append(dst, ':'), inside(c, end[1]))
		}
		return w.socketOwner(dst, c, "", "vdiag_ino", "vdiag_cookie")
	}},
}}

// tipcSocketWords is sockets of AF_TIPC.
var tipcSocketWords = &words{list: []word{{attr: "TIPC_NLA_SOCK", say: "tipc", how: flat(tipcSockWords)}}}

var tipcSockWords = &words{rest: true, list: say("TIPC_NLA_SOCK_",
	"TYPE", "", "TIPC_STATE", "", "REF", "ref", "ADDR", "addr", "CON", "to", "UID", "uid", "INO", "ino",
), silent: []string{"TIPC_NLA_SOCK_STAT", "TIPC_NLA_SOCK_COOKIE"}}

// smcSocketWords is sockets of AF_SMC.
var smcSocketWords = &words{list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		c, ok := in.Fixed()
		if !ok {
			return dst
		}
		dst = w.part(append(w.part(append(dst, " smc "...), inside(c, "diag_state")), ' '), inside(c, "diag_mode"))
		dst = w.socketEnds(dst, inside(c, "id"))
		return w.socketOwner(dst, c, "diag_uid", "diag_inode", "idiag_cookie")
	}},
	{attr: "SMC_DIAG_SHUTDOWN", how: socketShutdown},
	{attr: "SMC_DIAG_FALLBACK", say: "fallback"},
}}
