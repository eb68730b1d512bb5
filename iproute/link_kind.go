package iproute

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Where links hold what is of their kind, and of the kind of the link above.
var (
	infoKind      = []string{"IFLA_LINKINFO", "IFLA_INFO_KIND"}
	infoData      = []string{"IFLA_LINKINFO", "IFLA_INFO_DATA"}
	infoSlaveKind = []string{"IFLA_LINKINFO", "IFLA_INFO_SLAVE_KIND"}
	infoSlaveData = []string{"IFLA_LINKINFO", "IFLA_INFO_SLAVE_DATA"}
)

// sayKind says of which kind a link is, or of which the link above it: "bridge_slave". Requests say both alike.
func sayKind(v *values, value any) error {
	kind, _ := value.(string)
	if above, ok := strings.CutSuffix(kind, "_slave"); ok && v.command.dumps() {
		v.replace(above, infoSlaveKind...)
		return nil
	}
	v.replace(value, infoKind...)
	return nil
}

// learnKind asks the kernel for the kind of the link that is to be changed, and of the link above it, for what is said
// of these.
func learnKind(v *values) error {
	changes := v.command.typ == "RTM_NEWLINK" || v.command.typ == "RTM_SETLINK"
	if !changes || v.command.flags&codec.FlagCreate != 0 || v.has(infoKind...) {
		return nil
	}
	which := Args{"ext_mask": "skip_stats"}
	if index, ok := v.fixed["ifi_index"]; ok {
		which["dev"] = index
	} else if name, ok := v.get("IFLA_IFNAME"); ok {
		which["ifname"] = name
	} else if name, ok := v.get("IFLA_ALT_IFNAME"); ok {
		which["altname"] = name
	} else {
		return nil
	}
	m, err := v.ip.getLink(v.ctx, which)
	if err != nil {
		return err
	}
	for _, path := range [][]string{infoKind, infoSlaveKind} {
		if kind, ok := m.Attr(path...); ok {
			v.replace(kind.Text(), path...)
		}
	}
	return nil
}

// forgetKind takes away the kinds that the kernel said and of which nothing was said.
func forgetKind(v *values) {
	if !v.has(infoData...) {
		v.del(infoKind...)
	}
	if !v.has(infoSlaveData...) {
		v.del(infoSlaveKind...)
	}
	if info, ok := v.get("IFLA_LINKINFO"); ok && len(attrsIn(info)) == 0 {
		v.del("IFLA_LINKINFO")
	}
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
	var said Spec
	switch x := value.(type) {
	case string:
		said = Args{"ifname": x}
	case map[string]any:
		said = Args(x)
	case Spec:
		said = x
	default:
		return errWant("a name, Args or a Link", value)
	}
	peer := &values{ctx: v.ctx, ip: v.ip, of: linkObject, command: v.command, fixed: map[string]any{}}
	peer.take([]Spec{said})
	v.held = append(v.held, peer.held...)
	v.replace(codec.Nested{Fixed: peer.fixed, Attrs: peer.attrs}, append(infoData, name)...)
	return peer.err
}

// sayVlanFlags says flags of a VLAN: a number and names set flags, a pair of numbers is flags and mask.
func sayVlanFlags(v *values, value any) error {
	flags, err := flagsAndMask(value)
	if err == nil {
		v.replace(flags, append(infoData, "IFLA_VLAN_FLAGS")...)
	}
	return err
}

// flagsAndMask returns what a struct of flags and their mask holds.
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
	return nil, errWant("flags, or a pair of flags and mask", value)
}
