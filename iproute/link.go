package iproute

import (
	"context"
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// linkObject is links. Words of theirs that are no attributes: state ("up", "down"), flags with "!" before those that
// are to go, mask, kind, altname, peer of pairs of links, net_ns (a name, a path, a *netns.NS) and net_ns_fd.
var linkObject *object

func init() {
	commands := commandsOf("LINK")
	commands["set"] = command{typ: "RTM_NEWLINK"}
	commands["update"] = command{typ: "RTM_SETLINK"}
	linkObject = &object{
		name: "link", typ: "RTM_NEWLINK", commands: commands,
		words: map[string]func(*values, any) error{
			"kind":      sayKind,
			"state":     sayState,
			"flags":     sayFlags,
			"mask":      func(v *values, value any) error { v.set("ifi_change", value); return nil },
			"altname":   sayAltname,
			"peer":      sayPeer,
			"net_ns":    sayNetNS,
			"net_ns_fd": sayNetNS,
			"vlan_flags": func(v *values, value any) error {
				flags, err := flagsAndMask(value)
				if err == nil {
					v.replace(flags, append(infoData, "IFLA_VLAN_FLAGS")...)
				}
				return err
			},
		},
		early: []string{"kind"},
		inner: [][]string{infoData, {"IFLA_LINKINFO", "IFLA_INFO_SLAVE_DATA"}},
		finish: func(v *values) error {
			longName(v)
			return nil
		},
	}
}

// Where links hold what is of their kind.
var (
	infoKind = []string{"IFLA_LINKINFO", "IFLA_INFO_KIND"}
	infoData = []string{"IFLA_LINKINFO", "IFLA_INFO_DATA"}
)

// Link carries out a command on a link: "add", "set" (which changes a link that is there), "update" (the same by
// RTM_SETLINK), "change", "replace", "del" or "get"; "dump" lists them. A link is told by its index or its name.
//
//	ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge", "br_stp_state": 1})
//	ip.Link(ctx, "set", iproute.Link{Name: "br0", MTU: iproute.Set(9000)})
func (ip *IPRoute) Link(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, linkObject, command, spec...)
}

// LinkProp adds ("add") or removes ("del") alternative names of a link: Args{"index": 3, "altname": []string{"lan"}}.
func (ip *IPRoute) LinkProp(ctx context.Context, name string, spec ...Spec) ([]*codec.Message, error) {
	cmd, ok := map[string]command{
		"add": {typ: "RTM_NEWLINKPROP", flags: create | codec.FlagAppend}, "del": {typ: "RTM_DELLINKPROP"},
	}[strings.ToLower(name)]
	if !ok {
		err := codec.UnknownName("link property command", name, []string{"add", "del"})
		return nil, &Error{Call: "linkprop", Err: err}
	}
	return ip.send(ctx, linkObject, "property "+name, cmd, spec)
}

// sayKind says of which kind a link is, or of which the link above its port: "bridge_slave".
func sayKind(v *values, value any) error {
	v.replace(value, infoKind...)
	return nil
}

// sayState says that a link is to go up or down.
func sayState(v *values, value any) error {
	switch x := value.(type) {
	case bool:
		return sayFlag(v, linux.IFF_UP, x)
	case string:
		switch strings.ToLower(x) {
		case "up":
			return sayFlag(v, linux.IFF_UP, true)
		case "down":
			return sayFlag(v, linux.IFF_UP, false)
		}
	}
	return fmt.Errorf(`want "up", "down" or a bool, got %s`, codec.Describe(value))
}

// sayFlag says that a flag is to be there, or not to be.
func sayFlag(v *values, flag uint64, on bool) error {
	flags, _ := integer(v.fixed["ifi_flags"])
	mask, _ := integer(v.fixed["ifi_change"])
	flags &^= int64(flag)
	if on {
		flags |= int64(flag)
	}
	v.set("ifi_flags", uint32(flags))
	v.set("ifi_change", uint32(uint64(mask)|flag))
	return nil
}

// sayFlags says which flags are to change: a number says all of them; of names, one with "!" before it is to go, and
// those that are not named stay as they are.
func sayFlags(v *values, value any) error {
	names, ok := namesIn(value)
	if !ok {
		v.set("ifi_flags", value)
		v.setDefault("ifi_change", uint32(1<<32-1))
		return nil
	}
	for _, name := range names {
		bit, err := linux.IfFlagsEnum.Parse(strings.TrimPrefix(name, "!"))
		if err != nil {
			return err
		}
		if err := sayFlag(v, bit, !strings.HasPrefix(name, "!")); err != nil {
			return err
		}
	}
	return nil
}

// namesIn returns the names in a text, joined by "|" or ",", or in a list.
func namesIn(value any) (names []string, ok bool) {
	switch x := value.(type) {
	case string:
		if isNumber(x) {
			return nil, false
		}
		split := func(r rune) bool { return r == '|' || r == ',' || r == ' ' }
		return strings.FieldsFunc(x, split), true
	case []string:
		return x, true
	case []any:
		for _, name := range x {
			s, ok := name.(string)
			if !ok {
				return nil, false
			}
			names = append(names, s)
		}
		return names, true
	}
	return nil, false
}

// flagsAndMask returns what a struct of flags and their mask holds: a number and names set flags, a pair of numbers
// is flags and mask.
func flagsAndMask(value any) (any, error) {
	switch x := value.(type) {
	case map[string]any, []byte:
		return x, nil
	case []int:
		if len(x) == 2 {
			return map[string]any{"flags": x[0], "mask": x[1]}, nil
		}
	case []any:
		if _, number := integer(append(x, nil)[0]); number && len(x) == 2 {
			return map[string]any{"flags": x[0], "mask": x[1]}, nil
		}
	}
	if _, ok := integer(value); ok {
		return map[string]any{"flags": value, "mask": value}, nil
	}
	if names, ok := namesIn(value); ok {
		return map[string]any{"flags": strings.Join(names, "|"), "mask": strings.Join(names, "|")}, nil
	}
	return nil, fmt.Errorf("want flags, or a pair of flags and mask, got %s", codec.Describe(value))
}

// sayAltname adds alternative names.
func sayAltname(v *values, value any) error {
	names, ok := namesIn(value)
	if !ok {
		return fmt.Errorf("want a name or a list of names, got %s", codec.Describe(value))
	}
	for _, name := range names {
		v.put(name, "IFLA_PROP_LIST", "IFLA_ALT_IFNAME")
	}
	return nil
}

// peerOf is where links that come in pairs hold the other one, by kind.
var peerOf = map[string]string{"veth": "VETH_INFO_PEER", "vxcan": "VXCAN_INFO_PEER", "netkit": "IFLA_NETKIT_PEER_INFO"}

// sayPeer says what the other end of a pair is: its name, or all that can be said of a link.
func sayPeer(v *values, value any) error {
	kind, _ := v.get(infoKind...)
	name, ok := peerOf[fmt.Sprint(kind)]
	if !ok {
		return fmt.Errorf("links of kind %v have no peer (those of veth, vxcan and netkit have)", kind)
	}
	peer := &values{ctx: v.ctx, ip: v.ip, of: linkObject, fixed: map[string]any{}}
	switch x := value.(type) {
	case string:
		peer.take([]Spec{Args{"ifname": x}})
	case map[string]any:
		peer.take([]Spec{Args(x)})
	case Spec:
		peer.take([]Spec{x})
	default:
		return fmt.Errorf("want a name, Args or a Link, got %s", codec.Describe(value))
	}
	v.held = append(v.held, peer.held...)
	nest := codec.Nested{Fixed: peer.fixed, Attrs: sorted(linkObject.message().Set, peer.attrs, peer.fixed)}
	v.replace(nest, append(infoData, name)...)
	return peer.err
}

// longName tells a link that is there by its alternative name where the name is too long for one of its own.
func longName(v *values) {
	const most = 15 // IFNAMSIZ less the NUL (linux/if.h)
	name, _ := v.get("IFLA_IFNAME")
	text, _ := name.(string)
	if index, _ := integer(v.fixed["ifi_index"]); index == 0 && len(text) > most && v.command.flags&create != create {
		v.del("IFLA_IFNAME")
		v.add("IFLA_ALT_IFNAME", text)
	}
}
