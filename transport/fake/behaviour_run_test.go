package fake_test

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

var requestFlags = map[string]uint16{
	"replace": codec.FlagReplace, "excl": codec.FlagExcl, "create": codec.FlagCreate, "append": codec.FlagAppend,
	"dump": codec.FlagDump, "echo": codec.FlagEcho,
}

// step carries out a step, and tells all that came of it.
func (r *behaviourRun) step(s *behaviourStep) []string {
	r.asked = nil
	got := r.request(s.lines)
	if slices.ContainsFunc(s.lines, func(line string) bool { return strings.Contains(line, "link") }) {
		r.settle()
	}
	r.settle6()
	return append(got, r.events()...)
}

// settle waits until the kernel has told of the carriers of links, which it does when links are asked for at the
// latest.
func (r *behaviourRun) settle() {
	for _, index := range r.links() {
		if _, err := r.listen.Request(r.t.Context(), &codec.Request{
			Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_index": index},
		}); err != nil {
			r.t.Fatal(err)
		}
	}
}

// settle6 waits until every IPv6 address has the route to itself, which the kernel adds some time later.
func (r *behaviourRun) settle6() {
	for !r.settled6() {
		runtime.Gosched()
	}
}

func (r *behaviourRun) settled6() bool {
	routes := map[netip.Addr]int{}
	for _, m := range r.list(&codec.Request{Type: "RTM_GETADDR", Fixed: map[string]any{"ifa_family": 10}}) {
		ip, ok := m.Attr("IFA_LOCAL")
		if !ok {
			ip, _ = m.Attr("IFA_ADDRESS")
		}
		routes[ip.Addr()]++
	}
	if len(routes) == 0 {
		return true
	}
	for _, m := range r.list(&codec.Request{Type: "RTM_GETROUTE", Fixed: map[string]any{
		"rtm_family": 10, "rtm_table": 255, "rtm_type": "RTN_LOCAL",
	}}) {
		dst, _ := m.Attr("RTA_DST")
		routes[dst.Addr()]--
	}
	for _, missing := range routes {
		if missing > 0 {
			return false
		}
	}
	return true
}

// links asks for the indexes of the links.
func (r *behaviourRun) links() (list []uint64) {
	for _, m := range r.list(&codec.Request{Type: "RTM_GETLINK"}) {
		index, _ := m.Field("ifi_index")
		list = append(list, index)
	}
	return list
}

// list asks for objects, beside the case.
func (r *behaviourRun) list(req *codec.Request) (list []*codec.Message) {
	req.Protocol = "NETLINK_ROUTE"
	for m, err := range r.listen.Dump(r.t.Context(), req) {
		if err != nil {
			r.t.Fatal(err)
		}
		list = append(list, m.Clone())
	}
	return list
}

// request carries out a step, and tells what answered.
func (r *behaviourRun) request(lines []string) []string {
	if len(lines) > 1 {
		return r.batch(lines)
	}
	if raw, ok := strings.CutPrefix(lines[0], "raw "); ok {
		return r.raw(strings.Fields(raw))
	}
	req := r.parse(lines[0])
	var got []string
	if req.Flags&codec.FlagDump == codec.FlagDump && strings.HasPrefix(req.Type, "RTM_GET") {
		for m, err := range r.socket.Dump(r.t.Context(), req) {
			if err != nil {
				return append(got, errorLine(err))
			}
			if !ignored(m) {
				got = append(got, "< "+r.render(m, false))
			}
		}
		if req.Type == "RTM_GETNEIGH" {
			slices.Sort(got) // the kernel's order is that of a hash
		}
		return append(got, "ok")
	}
	return r.answers(r.socket.Request(r.t.Context(), req))
}

func (r *behaviourRun) answers(replies []*codec.Message, err error) (got []string) {
	for _, m := range replies {
		got = append(got, "< "+r.render(m, false))
	}
	if err != nil {
		return append(got, errorLine(err))
	}
	return append(got, "ok")
}

// raw sends a message of a type whose octets after the header are given in hexadecimal.
func (r *behaviourRun) raw(words []string) []string {
	typ, err := strconv.ParseUint(words[0], 0, 16)
	if err != nil {
		r.t.Fatal(err)
	}
	body, err := hex.DecodeString(strings.Join(words[1:], ""))
	if err != nil {
		r.t.Fatal(err)
	}
	h := codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: uint16(typ)}
	return r.answers(r.socket.RequestRaw(r.t.Context(), append(h.Append(nil, host.BigEndian), body...)))
}

func (r *behaviourRun) batch(lines []string) (got []string) {
	requests := make([]*codec.Request, len(lines))
	for i, line := range lines {
		requests[i] = r.parse(line)
	}
	results, err := r.socket.Batch(r.t.Context(), requests)
	if err != nil {
		return []string{errorLine(err)}
	}
	for _, err := range results {
		got = append(got, r.answers(nil, err)...)
	}
	return got
}

// events tells what events came because of a step: those that stand before the answer to another request of the socket
// that listens.
func (r *behaviourRun) events() (got []string) {
	barrier := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_index": 1}}
	if _, err := r.listen.Request(r.t.Context(), barrier); err != nil {
		r.t.Fatal(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		e, err := r.subscription.Next(ended)
		if err != nil {
			return got
		}
		if e.Overrun != nil {
			got = append(got, "* "+e.Overrun.String())
			continue
		}
		if ignored(e.Message) {
			continue
		}
		group := r.socket.Registry().Protocol(0).Groups[e.From.Group]
		got = append(got, "* "+strings.TrimPrefix(group, "RTNLGRP_")+" "+r.render(e.Message, true))
	}
}

// ignored reports whether a message is not of the table: what IPv6 and multicast do with neighbours at any time, and
// what the fake kernel does not do: bridges tell of ports and forwarding, links of their features, and vrfs of rules
// for multicast where the kernel is built with tables for that. Linux never forgets an address that it answers for on
// all links, and may show it in another namespace.
func ignored(m *codec.Message) bool {
	neighbour, _ := m.Field("ndm_family")
	link, _ := m.Field("ifi_family")
	typ, _ := m.Field("ndm_type")
	rule, _ := m.Field("family")
	_, features := m.Attr("IFLA_EVENT")
	const multicast, ipmr, ip6mr = 5, 128, 129
	index, isNeighbour := m.Field("ndm_ifindex")
	return isNeighbour && index == 0 || typ == multicast || neighbour == 10 || neighbour == 7 || link == 7 ||
		rule == ipmr || rule == ip6mr || features
}

// parse makes a request of a line of the table.
func (r *behaviourRun) parse(line string) *codec.Request {
	words := strings.Fields(line)
	root := codec.Nested{}
	req := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_" + strings.ToUpper(words[0])}
	for _, w := range words[1:] {
		name, value, isAttr := strings.Cut(w, "=")
		if f, ok := requestFlags[name]; ok && !isAttr {
			req.Flags |= f
			continue
		}
		root = put(root, strings.Split(name, "/"), r.value(value))
	}
	req.Fixed, req.Attrs = root.Fixed, root.Attrs
	nameHops(req.Attrs)
	for i, a := range req.Attrs {
		if n, ok := a.Value.(codec.Nested); ok && a.Name == "cacheinfo" { // a struct
			req.Attrs[i].Value = n.Fixed
		}
	}
	return req
}

// put adds a value at a path: ".member" of the fixed struct, or an attribute. "#1/" and so on are next hops.
func put(n codec.Nested, path []string, value any) codec.Nested {
	name := path[0]
	if member, ok := strings.CutPrefix(name, "."); ok {
		if n.Fixed == nil {
			n.Fixed = map[string]any{}
		}
		n.Fixed[member] = value
		return n
	}
	if len(path) == 1 {
		n.Attrs = append(n.Attrs, codec.A{Name: name, Value: value})
		return n
	}
	i := slices.IndexFunc(n.Attrs, func(a codec.A) bool { return a.Name == name })
	if i < 0 {
		i = len(n.Attrs)
		n.Attrs = append(n.Attrs, codec.A{Name: name, Value: codec.Nested{}})
	}
	n.Attrs[i].Value = put(n.Attrs[i].Value.(codec.Nested), path[1:], value)
	return n
}

// nameHops gives the next hops of a request the name that they all have.
func nameHops(attrs []codec.A) {
	for i, a := range attrs {
		if strings.HasPrefix(a.Name, "#") {
			attrs[i].Name = "rtnexthop"
		}
		if n, ok := a.Value.(codec.Nested); ok {
			nameHops(n.Attrs)
			if a.Name == "multipath" {
				attrs[i].Value = n.Attrs
			}
		}
	}
}

// value reads a value of the table.
func (r *behaviourRun) value(s string) any {
	if name, ok := strings.CutPrefix(s, "@"); ok {
		return r.index(name)
	}
	if digits, ok := strings.CutPrefix(s, "octets:"); ok { // which the encoder does not check
		octets, err := hex.DecodeString(digits)
		if err != nil {
			r.t.Fatal(err)
		}
		return octets
	}
	if n, err := strconv.ParseInt(s, 0, 64); err == nil {
		return n
	}
	if strings.Contains(s, "|") {
		var list []any
		for f := range strings.SplitSeq(s, "|") {
			list = append(list, f)
		}
		return list
	}
	return s
}

// noLink is the index of a link that is not there.
const noLink = 9999

// index asks for the index of a link.
func (r *behaviourRun) index(name string) int64 {
	replies, err := r.listen.Request(r.t.Context(), &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}},
	})
	if errors.Is(err, syscall.ENODEV) {
		return noLink
	}
	if err != nil {
		r.t.Fatalf("link %s: %v", name, err)
	}
	index, _ := replies[0].Field("ifi_index")
	r.names[index] = name
	return int64(index)
}

// nameOf tells the name of a link.
func (r *behaviourRun) nameOf(index uint64) string {
	if r.names[index] == "" && index != 0 {
		replies, err := r.listen.Request(r.t.Context(), &codec.Request{
			Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_index": index},
		})
		if err != nil {
			return "?" // gone before it was seen
		}
		name, _ := replies[0].Attr("IFLA_IFNAME")
		r.names[index] = name.Text()
	}
	if index == 0 {
		return "0"
	}
	return "@" + r.names[index]
}

var eventFlags = []string{"REPLACE", "EXCL", "CREATE", "APPEND"}

// render tells what a message says, as far as the table is about it.
func (r *behaviourRun) render(m *codec.Message, event bool) string {
	words := []string{m.Name()}
	h := m.Header()
	for i, name := range eventFlags {
		if h.Flags&(0x100<<i) != 0 {
			words = append(words, strings.ToLower(name))
		}
	}
	if event && h.Type != 17 { // before 6.2 every RTM_DELLINK named the request, and now only those with an echo do
		switch {
		case slices.Contains(r.asked, h.Seq):
			words = append(words, "seq")
		case h.Seq != 0:
			words = append(words, "seq=other")
		}
		if h.PortID == r.socket.PortID() {
			words = append(words, "pid")
		}
	}
	if m.Type() == nil {
		return strings.Join(words, " ")
	}
	for _, f := range m.Type().Header.Members {
		v, ok := m.Field(f.Name)
		if ok && v != 0 && !unimportant[f.Name] {
			words = append(words, r.member(f.Name, f.Enum, v))
		}
	}
	return strings.Join(r.attrs(words, m.Root()), " ")
}

// member tells a member of a fixed struct.
func (r *behaviourRun) member(name string, enum *codec.Enum, v uint64) string {
	if name == "ifa_flags" {
		v &^= tentative
	}
	name, isFlags := "."+name, strings.HasSuffix(name, "flags")
	switch {
	case strings.HasSuffix(name, "index"):
		return name + "=" + r.nameOf(v)
	case enum != nil && isFlags:
		return name + "=" + flagNames(enum, v)
	case enum != nil && enum.NameOf(v) != "":
		return name + "=" + enum.NameOf(v)
	}
	return fmt.Sprintf("%s=%d", name, v)
}

func flagNames(enum *codec.Enum, v uint64) string {
	var names []string
	for bit := uint64(1); bit != 0 && bit <= v; bit <<= 1 {
		if v&bit == 0 {
			continue
		}
		name := enum.NameOf(bit)
		if name == "" {
			name = fmt.Sprintf("%#x", bit)
		}
		names = append(names, name)
	}
	return strings.Join(names, "|")
}

// unimportant is what differs from kernel to kernel, or from time to time.
var unimportant = map[string]bool{
	"ifi_type": true, "IFA_CACHEINFO": true, "RTA_CACHEINFO": true, "NDA_CACHEINFO": true, "NDA_PROBES": true,
	"IFLA_PROMISCUITY": true,
}

// linkAttrs is what the table tells of links.
var linkAttrs = []string{
	"IFNAME", "TXQLEN", "OPERSTATE", "MTU", "GROUP", "CARRIER", "IFALIAS", "MASTER", "LINK", "EVENT",
	"PROP_LIST", "ALT_IFNAME",
	"LINKINFO", "INFO_KIND", "INFO_SLAVE_KIND", "INFO_DATA", "VLAN_ID", "MACVLAN_MODE", "VXLAN_ID",
	"VRF_TABLE", "BOND_MODE",
}

// attrs tells the attributes inside one.
func (r *behaviourRun) attrs(words []string, in codec.Attr) []string {
	for a := range in.Children() {
		name := a.Name()
		short, isLink := strings.CutPrefix(name, "IFLA_")
		switch {
		case unimportant[name], isLink && !r.tells(short, a):
		case a.IsNest() && name == "rtnexthop":
			index, _ := a.Field("rtnh_ifindex")
			hops, _ := a.Field("rtnh_hops")
			flags, _ := a.Field("rtnh_flags")
			words = append(words, fmt.Sprintf("{%s hops=%d flags=%#x", r.nameOf(index), hops, flags))
			words = append(r.attrs(words, a), "}")
		case a.IsNest():
			words = r.attrs(words, a)
		default:
			words = append(words, name+"="+r.shown(a))
		}
	}
	return words
}

func (r *behaviourRun) tells(short string, a codec.Attr) bool {
	if short == "ADDRESS" {
		return len(a.LLAddr()) == 6 && a.LLAddr()[0] == 2 && a.LLAddr()[1] == 0
	}
	return slices.Contains(linkAttrs, short)
}

// tentative is IFA_F_TENTATIVE, which IPv6 takes off some time later.
const tentative = 0x40

// indexAttrs hold the index of a link.
var indexAttrs = []string{"IFLA_MASTER", "IFLA_LINK", "RTA_OIF", "RTA_IIF", "NDA_MASTER", "NDA_IFINDEX", "NHA_OIF"}

func (r *behaviourRun) shown(a codec.Attr) string {
	if n, ok := a.Uint(); ok && slices.Contains(indexAttrs, a.Name()) {
		return r.nameOf(n)
	}
	if n, ok := a.Uint(); ok && a.Name() == "IFA_FLAGS" {
		return fmt.Sprint(n &^ tentative)
	}
	switch v := a.Value().(type) {
	case net.HardwareAddr:
		if len(v) == 6 && v[0]&3 == 2 && v[1] != 0 {
			return "made-up"
		}
		return v.String()
	case string:
		return strconv.Quote(v)
	case []byte:
		return hex.EncodeToString(v)
	default:
		return fmt.Sprint(v)
	}
}
