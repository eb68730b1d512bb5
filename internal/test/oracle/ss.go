package oracle

import (
	"bytes"
	"fmt"
	"math"

	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// CompareSS compares what the kernel says of sockets of IP to what ss prints of the same octets: it reads them from a
// file (TCPDIAG_FILE), which is written to a directory.
func CompareSS(dir string, inputs []Input) (Tallies, []Difference, error) {
	messages, positions := distinct(inputs)
	told := 0
	for i, m := range messages {
		if t := m.Type(); t != nil && t.Header != nil && t.Header.Name == "inet_diag_msg" {
			messages[told], positions[told] = m, positions[i]
			told++
		}
	}
	lines, err := ssLines(filepath.Join(dir, "sockets"), messages[:told])
	if err != nil {
		return nil, nil, err
	}
	tallies, differences := Tallies{}, []Difference(nil)
	for i, m := range messages[:told] {
		r := reading{Message: m, pos: positions[i], tally: &Tally{Messages: 1}}
		r.socket(strings.Fields(lines[i]))
		differences = append(differences, r.differences...)
		tallies.add(Tallies{m.Name(): r.tally})
	}
	return tallies, differences, nil
}

// ssLines returns what ss prints of each message.
func ssLines(file string, messages []*codec.Message) ([]string, error) {
	var all []byte
	for _, m := range messages {
		all = append(append(all, m.Bytes()...), make([]byte, -len(m.Bytes())&3)...)
	}
	if err := os.WriteFile(file, all, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("ss", "-OieamHnot")
	cmd.Env = append(os.Environ(), "TCPDIAG_FILE="+file, "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ss: %w: %s", err, &stderr)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != len(messages) {
		return nil, fmt.Errorf("ss prints %d lines of %d messages", len(lines), len(messages))
	}
	return lines, nil
}

// ssStates is what ss calls the states of sockets.
var ssStates = []string{"UNKNOWN", "ESTAB", "SYN-SENT", "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "UNCONN",
	"CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING"}

// socket compares a line: the state, what is in the queues, both ends, and what has a name.
func (r *reading) socket(words []string) {
	if len(words) < 5 {
		r.differences = append(r.differences, Difference{r.pos, r.Name(), "a socket", strings.Join(words, " ")})
		return
	}
	state, _ := r.Field("idiag_state")
	r.same("idiag_state", ssStates[min(int(state), len(ssStates)-1)], words[0])
	for i, queue := range []string{"idiag_rqueue", "idiag_wqueue"} {
		v, _ := r.Field(queue)
		r.same(queue, fmt.Sprint(int32(v)), words[1+i])
	}
	for i, end := range [][2]string{{"idiag_src", "idiag_sport"}, {"idiag_dst", "idiag_dport"}} {
		port, _ := r.Field("id." + end[1])
		r.same(end[0], r.ssEnd(end[0], port), withoutLink(words[3+i]))
	}
	for i, word := range words[5:] {
		if strings.HasSuffix(word, ":") && i+6 < len(words) { // of what is above TCP
			r.tls(word, words[i+6])
			continue
		}
		if word == "send" && i+6 < len(words) {
			r.vegas(words[i+6])
		}
		if word == "tcp-ulp-mptcp" {
			r.subflow(words[i+6:])
		}
		r.word(word)
	}
}

// ulps are what ss says of kernel TLS, before its values.
var ulps = map[string]struct{ attr, prefix string }{
	"version:": {"TLS_INFO_VERSION", "1."}, "cipher:": {"TLS_INFO_CIPHER", "TLS_CIPHER_"},
	"rxconf:": {"TLS_INFO_RXCONF", "TLS_CONF_"}, "txconf:": {"TLS_INFO_TXCONF", "TLS_CONF_"},
}

// tls compares a value of kernel TLS.
func (r *reading) tls(word, value string) {
	ulp, ok := ulps[word]
	if !ok {
		return
	}
	a, _ := r.Attr("INET_DIAG_ULP_INFO", "INET_ULP_INFO_TLS", ulp.attr)
	v, _ := a.Uint()
	ours := ""
	if word == "version:" {
		ours = map[uint64]string{0x303: "1.2", 0x304: "1.3"}[v]
	} else if e := a.Content().Spec().Enum; e != nil {
		ours = strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(e.NameOf(v), ulp.prefix), "_", "-"))
		ours = strings.Replace(ours, "base", "none", 1)
	}
	r.same(ulp.attr, ours, value)
}

// subflow compares what is said of a subflow of MPTCP: the tokens and ids of both sides, and what is mapped. A socket
// that listens has none.
func (r *reading) subflow(words []string) {
	number := func(name string) uint64 {
		a, _ := r.Attr("INET_DIAG_ULP_INFO", "INET_ULP_INFO_MPTCP", "MPTCP_SUBFLOW_ATTR_"+name)
		v, _ := a.Uint()
		return v
	}
	flags := ""
	for i, letter := range "MmJjBbecv" {
		if number("FLAGS")&(1<<i) != 0 {
			flags += string(letter)
		}
	}
	for _, word := range words {
		name, value, _ := strings.Cut(word, ":")
		switch name {
		case "flags":
			r.same("MPTCP_SUBFLOW_ATTR_FLAGS", flags, value)
		case "token":
			r.same("MPTCP_SUBFLOW_ATTR_TOKEN_*", fmt.Sprintf("%04x(id:%d)/%04x(id:%d)", number("TOKEN_REM"),
				number("ID_REM"), number("TOKEN_LOC"), number("ID_LOC")), value)
		case "seq":
			r.same("MPTCP_SUBFLOW_ATTR_MAP_SEQ", fmt.Sprintf("%x", number("MAP_SEQ")), value)
		case "sfseq":
			r.same("MPTCP_SUBFLOW_ATTR_MAP_SFSEQ", fmt.Sprintf("%x", number("MAP_SFSEQ")), value)
		case "ssnoff":
			r.same("MPTCP_SUBFLOW_ATTR_SSN_OFFSET", fmt.Sprintf("%x", number("SSN_OFFSET")), value)
		case "maplen":
			r.same("MPTCP_SUBFLOW_ATTR_MAP_DATALEN", fmt.Sprintf("%x", number("MAP_DATALEN")), value)
		}
	}
}

// withoutLink cuts the name of an interface from an address.
func withoutLink(word string) string {
	addr, rest, ok := strings.Cut(word, "%")
	if i := strings.LastIndexByte(rest, ':'); ok && i >= 0 {
		return addr + rest[i:]
	}
	return word
}

// ssEnd returns an address and a port as ss prints them.
func (r *reading) ssEnd(member string, port uint64) string {
	fixed, _ := r.Root().Fixed()
	addr, shown := "", "*"
	var outer, inner codec.Members
	for outer.Start(fixed); outer.Next(); {
		if outer.Member().Name != "id" {
			continue
		}
		for inner.Start(outer.Content()); inner.Next(); {
			if c := inner.Content(); inner.Member().Name == member {
				addr = string(codec.AppendAddr(nil, c.Octets()))
			}
		}
	}
	switch {
	case addr == "::" && r.v6only():
		addr = "[::]"
	case addr == "::":
		addr = "*"
	case strings.Contains(addr, ":"):
		addr = "[" + addr + "]"
	}
	if port != 0 {
		shown = strconv.FormatUint(port, 10)
	}
	return addr + ":" + shown
}

func (r *reading) v6only() bool {
	a, ok := r.Attr("INET_DIAG_SKV6ONLY")
	v, _ := a.Uint()
	return ok && v != 0
}

// ssNumbers are the members and attributes that ss names otherwise than the kernel, and how much of its unit one is.
var ssNumbers = map[string]struct {
	attr, member string
	per          float64
}{
	"uid": {"", "idiag_uid", 1}, "ino": {"", "idiag_inode", 1}, "v6only": {"INET_DIAG_SKV6ONLY", "", 1},
	"rto": {"INET_DIAG_INFO", "tcpi_rto", 1e-3}, "ato": {"INET_DIAG_INFO", "tcpi_ato", 1e-3},
	"mss": {"INET_DIAG_INFO", "tcpi_snd_mss", 1}, "rcvmss": {"INET_DIAG_INFO", "tcpi_rcv_mss", 1},
	"cwnd": {"INET_DIAG_INFO", "tcpi_snd_cwnd", 1}, "ssthresh": {"INET_DIAG_INFO", "tcpi_snd_ssthresh", 1},
	"lastsnd": {"INET_DIAG_INFO", "tcpi_last_data_sent", 1}, "lastrcv": {"INET_DIAG_INFO", "tcpi_last_data_recv", 1},
	"lastack": {"INET_DIAG_INFO", "tcpi_last_ack_recv", 1}, "minrtt": {"INET_DIAG_INFO", "tcpi_min_rtt", 1e-3},
	"rcv_rtt": {"INET_DIAG_INFO", "tcpi_rcv_rtt", 1e-3}, "notsent": {"INET_DIAG_INFO", "tcpi_notsent_bytes", 1},
	"pacing_rate": {"INET_DIAG_INFO", "tcpi_pacing_rate", 8}, "delivery_rate": {"INET_DIAG_INFO",
		"tcpi_delivery_rate", 8},
	"busy": {"INET_DIAG_INFO", "tcpi_busy_time", 1e-3},
}

// word compares a word with a colon: a name and numbers.
func (r *reading) word(word string) {
	name, value, ok := strings.Cut(word, ":")
	if !ok {
		r.cong(word)
		return
	}
	info, _ := r.Attr("INET_DIAG_INFO")
	if _, tcp := info.Field("tcpi_state"); !tcp && (name == "retrans" || name == "wscale" || name == "rtt") {
		return // of another protocol, whose members ss takes for those of TCP
	}
	switch name {
	case "sk":
		v, _ := r.Field("id.idiag_cookie")
		r.same("idiag_cookie", strconv.FormatUint(v, 16), value)
	case "fwmark":
		a, _ := r.Attr("INET_DIAG_MARK")
		v, _ := a.Uint()
		r.same("INET_DIAG_MARK", fmt.Sprintf("0x%x", v), value)
	case "skmem":
		r.skmem(value)
	case "wscale":
		r.same("wscale", r.info("tcpi_snd_wscale")+","+r.info("tcpi_rcv_wscale"), value)
	case "rtt":
		rtt, rttvar, _ := strings.Cut(value, "/")
		r.near("tcpi_rtt", "INET_DIAG_INFO", "tcpi_rtt", 1e-3, rtt)
		r.near("tcpi_rttvar", "INET_DIAG_INFO", "tcpi_rttvar", 1e-3, rttvar)
	case "bbr":
		r.bbr(strings.Trim(value, "()"))
	case "dctcp":
		r.dctcp(value)
	case "retrans":
		r.same("retrans", r.info("tcpi_retrans")+"/"+r.info("tcpi_total_retrans"), value)
	default:
		if n, ok := ssNumbers[name]; ok {
			r.near(name, n.attr, n.member, n.per, value)
		} else if _, ok := info.Field("tcpi_" + name); ok {
			r.near(name, "INET_DIAG_INFO", "tcpi_"+name, 1, value)
		}
	}
}

// bbr compares the figures of BBR: a rate in bits, a time, and two gains in 256ths.
func (r *reading) bbr(text string) {
	a, _ := r.Attr("INET_DIAG_BBRINFO")
	high, _ := a.Field("bbr_bw_hi")
	low, _ := a.Field("bbr_bw_lo")
	r.same("bbr_bw", fmt.Sprintf("%dbps", 8*(high<<32|low)), valueIn(text, "bw:"))
	r.near("bbr_min_rtt", "INET_DIAG_BBRINFO", "bbr_min_rtt", 1e-3, valueIn(text, "mrtt:"))
	for _, gain := range []string{"pacing_gain", "cwnd_gain"} {
		if word := valueIn(text, gain+":"); word != "" {
			r.near("bbr_"+gain, "INET_DIAG_BBRINFO", "bbr_"+gain, 1./256, word)
		}
	}
}

// dctcp compares the figures of DCTCP.
func (r *reading) dctcp(value string) {
	a, _ := r.Attr("INET_DIAG_DCTCPINFO")
	ours := "fallback_mode"
	if enabled, _ := a.Field("dctcp_enabled"); enabled != 0 {
		var all []any
		for _, member := range []string{"ce_state", "alpha", "ab_ecn", "ab_tot"} {
			v, _ := a.Field("dctcp_" + member)
			all = append(all, v)
		}
		ours = fmt.Sprintf("(ce_state:%d,alpha:%d,ab_ecn:%d,ab_tot:%d)", all...)
	}
	r.same("INET_DIAG_DCTCPINFO", ours, value)
}

// valueIn returns what stands after a name, up to the next comma.
func valueIn(text, name string) string {
	_, value, _ := strings.Cut(","+text, ","+name)
	value, _, _ = strings.Cut(value, ",")
	return value
}

// vegas compares the rate of sending, in which ss has the time of a round trip as Vegas knows it.
func (r *reading) vegas(rate string) {
	a, ok := r.Attr("INET_DIAG_VEGASINFO")
	if enabled, _ := a.Field("tcpv_enabled"); !ok || enabled == 0 {
		return
	}
	info, _ := r.Attr("INET_DIAG_INFO")
	mss, _ := info.Field("tcpi_snd_mss")
	window, _ := info.Field("tcpi_snd_cwnd")
	rtt, _ := a.Field("tcpv_rtt")
	r.same("tcpv_rtt", fmt.Sprintf("%.0fbps", float64(window*mss)*8e6/float64(max(rtt, 1))), rate)
}

// cong compares what may be the name of the congestion control.
func (r *reading) cong(word string) {
	if a, ok := r.Attr("INET_DIAG_CONG"); ok && word == a.Text() {
		r.tally.Values++
	}
}

func (r *reading) info(member string) string {
	a, _ := r.Attr("INET_DIAG_INFO")
	v, _ := a.Field(member)
	return strconv.FormatUint(v, 10)
}

// skmem compares the memory of a socket, each number after its letters.
func (r *reading) skmem(value string) {
	a, _ := r.Attr("INET_DIAG_SKMEMINFO")
	var all []any
	var e codec.Elements
	for ok := e.Start(a.Content()); ok && e.Next() && len(all) < 9; {
		v, _ := e.Number()
		all = append(all, v)
	}
	r.same("INET_DIAG_SKMEMINFO", fmt.Sprintf("(r%d,rb%d,t%d,tb%d,f%d,w%d,o%d,bl%d,d%d)", all...), value)
}

// near compares a number as far as ss shows it: six digits.
func (r *reading) near(name, attr, member string, per float64, word string) {
	var v uint64
	switch a, ok := r.Attr(attr); {
	case attr == "":
		v, _ = r.Field(member)
	case ok && member == "":
		v, _ = a.Uint()
	case ok:
		if v, ok = a.Field(member); !ok {
			return // of another protocol, whose members ss takes for those of TCP
		}
	}
	theirs, err := strconv.ParseFloat(strings.TrimRight(word, "bmps"), 64)
	ours := float64(v) * per
	r.tally.Values++
	precision := 1e-5 * ours
	if name == "busy" { // in whole milliseconds
		precision = 1
	}
	if err != nil || math.Abs(ours-theirs) > precision {
		r.differences = append(r.differences, Difference{r.pos, r.Name() + "/" + name, fmt.Sprint(ours), word})
	}
}

func (r *reading) same(name, ours, theirs string) {
	r.tally.Values++
	if ours != theirs {
		r.differences = append(r.differences, Difference{r.pos, r.Name() + "/" + name, ours, theirs})
	}
}
