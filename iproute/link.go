package iproute

import (
	"context"
	"iter"
	"net"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// linkObject is links. Words of theirs that are no attributes: dev, state ("up", "down"), arp, noarp, flags with "!"
// before those that are to go, mask, kind, altname, peer of pairs of links, vlan_flags, vf, xdp_fd, and net_ns, which
// is net_ns_fd: the name or the path of a namespace, a descriptor of it, or a *netns.NS.
var linkObject *object

func init() {
	commands := commandsOf("LINK")
	delete(commands, "append")
	commands["set"] = command{typ: "RTM_NEWLINK"}
	commands["update"] = command{typ: "RTM_SETLINK"}
	commands["property_add"] = command{typ: "RTM_NEWLINKPROP", flags: create | codec.FlagAppend}
	commands["property_del"] = command{typ: "RTM_DELLINKPROP"}
	linkObject = &object{
		name: "link", typ: "RTM_NEWLINK", commands: commands,
		words: map[string]func(*values, any) error{
			"dev":        sayLink,
			"kind":       sayKind,
			"state":      sayState,
			"arp":        func(v *values, value any) error { return sayARP(v, value, true) },
			"noarp":      func(v *values, value any) error { return sayARP(v, value, false) },
			"flags":      sayFlags,
			"mask":       func(v *values, value any) error { v.set("ifi_change", value); return nil },
			"address":    func(v *values, value any) error { return sayMAC(v, "IFLA_ADDRESS", value) },
			"broadcast":  func(v *values, value any) error { return sayMAC(v, "IFLA_BROADCAST", value) },
			"altname":    sayAltname,
			"peer":       sayPeer,
			"vlan_flags": sayVlanFlags,
			"vf":         sayVF,
			"xdp_fd":     renamed("IFLA_XDP", "IFLA_XDP_FD"),
			"net_ns":     renamed("IFLA_NET_NS_FD"),
		},
		paths: map[string][]string{
			"kind": infoKind, "slave_kind": infoSlaveKind, "altname": {"IFLA_PROP_LIST", "IFLA_ALT_IFNAME"},
		},
		early:  []string{"ifname", "index", "dev", "kind"},
		inner:  [][]string{infoData, infoSlaveData},
		learn:  learnKind,
		finish: finishLink,
		match:  matchLink,
		strict: []string{"IFLA_MASTER", "IFLA_LINKINFO"},
		asks:   []string{"IFLA_EXT_MASK", "IFLA_TARGET_NETNSID"},
		one:    oneLink,
	}
}

// Link carries out a command on a link: "add", "set" (which changes a link that is there), "update" (the same by
// RTM_SETLINK), "change", "replace", "del" or "get"; "dump" lists them. A link is told by its index, its name or an
// alternative name. Attributes of a kind go with the kind; "set" finds out the kind of the link where it is not said.
//
//	ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge", "br_stp_state": 1})
//	ip.Link(ctx, "set", iproute.Args{"ifname": "br0", "mtu": 9000, "br_forward_delay": 4 * time.Second})
//
// "property_add" and "property_del" are LinkProp.
func (ip *IPRoute) Link(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, linkObject, command, spec...)
}

// LinkProp adds ("add") or removes ("del") alternative names of a link: Args{"index": 3, "altname": []string{"lan"}}.
func (ip *IPRoute) LinkProp(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	known := []string{"add", "del"}
	if !slices.Contains(known, command) {
		return nil, &Error{Call: "linkprop", Err: codec.UnknownName("link property command", command, known)}
	}
	return ip.do(ctx, linkObject, "property_"+command, spec...)
}

// GetLinks lists the links that all filters want. The kernel filters by kind and master itself, and gives the one link
// of an index, a name or an alternative name; it is no error if there is none.
//
//	for link, err := range ip.GetLinks(ctx, iproute.Args{"kind": "vlan", "link": "eth0"}) {
func (ip *IPRoute) GetLinks(ctx context.Context, filters ...Spec) iter.Seq2[LinkView, error] {
	return views[LinkView](ip.dump(ctx, linkObject, filters))
}

// LinkLookup returns the indexes of the links that all filters want, in the order of the kernel; there may be none.
//
//	indexes, err := ip.LinkLookup(ctx, iproute.Args{"address": "52:54:00:9d:4e:3d"})
func (ip *IPRoute) LinkLookup(ctx context.Context, filters ...Spec) (indexes []int, err error) {
	for link, err := range ip.GetLinks(ctx, filters...) {
		if err != nil {
			return nil, err
		}
		indexes = append(indexes, link.Index())
	}
	return indexes, nil
}

// sayLink says which link is meant, by its name or its index.
func sayLink(v *values, value any) error {
	v.set("ifi_index", value)
	return nil
}

// finishLink makes what is said of a link complete.
func finishLink(v *values) error {
	nameLink(v)
	if v.learned {
		forgetKind(v)
	}
	return nil
}

// nameLink tells a link by its name where the request may have that in place of the index, and one that is there by its
// alternative name where the name is too long for one of its own.
func nameLink(v *values) {
	const most = 15 // IFNAMSIZ less the NUL (linux/if.h)
	name, byName := v.fixed["ifi_index"].(string)
	if byName && !isNumber(name) && !v.has("IFLA_IFNAME") {
		delete(v.fixed, "ifi_index")
		v.add("IFLA_IFNAME", name)
	}
	said, _ := v.get("IFLA_IFNAME")
	name, _ = said.(string)
	if index, _ := integer(v.fixed["ifi_index"]); index == 0 && len(name) > most && v.command.flags&create != create {
		v.del("IFLA_IFNAME")
		v.add("IFLA_ALT_IFNAME", name)
	}
}

// matchLink makes what is said of a link a filter.
func matchLink(v *values) error {
	if name, ok := v.fixed["ifi_index"].(string); ok && !isNumber(name) {
		delete(v.fixed, "ifi_index")
		v.replace(name, "IFLA_IFNAME")
	}
	matchNone(v, "IFLA_MASTER")
	matchNone(v, "IFLA_LINK")
	return matchFlags(v)
}

// matchNone wants, of an attribute that is to be 0, links that have none, too: one of no master says nothing of it.
func matchNone(v *values, attr string) {
	value, _ := v.get(attr)
	if index, ok := integer(value); !ok || index != 0 {
		return
	}
	v.del(attr)
	v.likes = append(v.likes, func(m *codec.Message) bool {
		a, _ := m.Attr(attr)
		index, _ := a.Uint()
		return index == 0
	})
}

// matchFlags wants the flags that are said to be as they are said.
func matchFlags(v *values) error {
	flags, err := v.flagsOf("ifi_flags")
	if err != nil {
		return err
	}
	mask, err := v.flagsOf("ifi_change")
	if err != nil || mask == 0 {
		return err
	}
	delete(v.fixed, "ifi_flags")
	delete(v.fixed, "ifi_change")
	v.likes = append(v.likes, func(m *codec.Message) bool {
		has, _ := m.Field("ifi_flags")
		return has&mask == flags&mask
	})
	return nil
}

// oneLink asks for the link of an index, a name or an alternative name.
func oneLink(v *values, r *codec.Request) bool {
	if index, _ := integer(v.fixed["ifi_index"]); index > 0 {
		r.Fixed["ifi_index"] = index
		return true
	}
	for _, path := range [][]string{{"IFLA_IFNAME"}, {"IFLA_PROP_LIST", "IFLA_ALT_IFNAME"}} {
		if name, ok := v.get(path...); ok {
			r.Attrs = append(r.Attrs, codec.A{Name: path[len(path)-1], Value: name})
			return true
		}
	}
	return false
}

// sayAltname says alternative names: those that a link is to get or to lose, or one that tells the link.
func sayAltname(v *values, value any) error {
	names, ok := namesIn(value)
	if name, text := value.(string); text {
		names, ok = []string{name}, true
	}
	if !ok || len(names) == 0 {
		return errWant("a name or a list of names", value)
	}
	tells := !strings.HasSuffix(v.command.typ, "PROP") && !v.command.dumps()
	switch {
	case v.command.flags&create == create && tells:
		return errAltname
	case tells && len(names) > 1:
		return errWant("the alternative name of one link", value)
	case tells:
		v.replace(names[0], "IFLA_ALT_IFNAME")
		return nil
	}
	for _, name := range names {
		v.put(name, "IFLA_PROP_LIST", "IFLA_ALT_IFNAME")
	}
	return nil
}

// sayMAC says a link-layer address, which may be written "0200.5e10.0001" too.
func sayMAC(v *values, attr string, value any) error {
	if text, ok := value.(string); ok && strings.Count(text, ".") == 2 {
		if mac, err := net.ParseMAC(text); err == nil {
			value = mac
		}
	}
	v.replace(value, attr)
	return nil
}
