package ovs

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// bridgeSettings returns what to set in a bridge's record.
func bridgeSettings(r *links.Request) (settings []string, err error) {
	if err := onlyData(r, "IFOVS_DATAPATH_TYPE", "IFOVS_FAIL_MODE"); err != nil {
		return nil, err
	}
	for _, w := range []struct {
		attr, column string
		values       []string
	}{
		{"IFOVS_DATAPATH_TYPE", "datapath_type", []string{"system", "netdev"}},
		{"IFOVS_FAIL_MODE", "fail_mode", []string{"standalone", "secure"}},
	} {
		a, ok := r.Data(w.attr)
		if !ok {
			continue
		}
		if !slices.Contains(w.values, a.Text()) {
			return nil, links.FailAt(a, syscall.EINVAL, "%s %q is none of %s", w.attr, a.Text(),
				strings.Join(w.values, ", "))
		}
		settings = append(settings, w.column+"="+a.Text())
	}
	return settings, nil
}

// onlyData refuses attributes of IFLA_INFO_DATA that mean nothing for the kind.
func onlyData(r *links.Request, names ...string) error {
	data, _ := r.Message.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA")
	for a := range data.Children() {
		if !slices.Contains(names, a.Name()) {
			return links.FailAt(a, syscall.EOPNOTSUPP, "the kind %s has no %s", r.Kind, a.Name())
		}
	}
	return nil
}

// newPort carries out an RTM_NEWLINK for a port.
func (s *vswitch) newPort(r *links.Request) (index int, err error) {
	r.Handled = []string{"IFLA_MASTER"}
	tag, set, err := portSettings(r)
	if err != nil {
		return 0, err
	}
	create := func() (*links.Link, error) { return s.createPort(r, tag, set) }
	return r.Make(create, func(l *links.Link) error {
		if err := s.stays(r, l); err != nil || len(tag) == 0 {
			return err
		}
		return s.change(r.Context, r, nil, append([]string{"set", "Port", l.Name}, tag...)...)
	})
}

// stays sees that a port that is there shall not go to another bridge.
func (s *vswitch) stays(r *links.Request, l *links.Link) error {
	if _, given := r.NewMaster(); !given {
		return nil
	}
	st, err := s.state(r.Context, r)
	if err != nil {
		return err
	}
	bridge, err := bridgeOf(r, st)
	if err == nil && st.ports[l.Name] != bridge {
		err = links.Fail(syscall.EOPNOTSUPP, "%s is no port of %s, and cannot be moved there as a port of kind %s",
			l.Name, bridge, r.Kind)
	}
	return err
}

// createPort adds a port with settings of its records to the bridge that the request names.
func (s *vswitch) createPort(r *links.Request, tag, set []string) (*links.Link, error) {
	if r.Index != 0 {
		return nil, errIndex
	}
	st, err := s.state(r.Context, r)
	if err != nil {
		return nil, err
	}
	bridge, err := bridgeOf(r, st)
	if err != nil {
		return nil, err
	}
	taken := func(name string) bool { return st.ports[name] != "" || st.isBridge(name) }
	name, err := r.FreeName(strings.TrimPrefix(r.Kind, "ovs-"), taken)
	if err != nil {
		return nil, err
	}
	words := append([]string{"add-port", bridge, name}, tag...)
	words = append(append(words, "--", "set", "Interface", name), set...)
	undo := []string{"del-port", bridge, name}
	if r.Kind == "ovs-internal" {
		return s.create(r, name, undo, words)
	}
	if left := r.Left(); len(left) > 0 {
		a, _ := r.Message.Attr(left[0])
		return nil, links.FailAt(a, syscall.EOPNOTSUPP, "a port of kind %s is no link and has no %s", r.Kind, left[0])
	}
	return nil, s.change(r.Context, r, undo, words...)
}

// bridgeOf returns the name of the bridge that a port is for.
func bridgeOf(r *links.Request, st state) (string, error) {
	index, _ := r.NewMaster()
	if index == 0 {
		return "", links.Fail(syscall.EINVAL, "a port of kind %s needs a bridge: IFLA_MASTER", r.Kind)
	}
	a, _ := r.Message.Attr("IFLA_MASTER")
	l, err := links.LinkByIndex(r.Context, r.Kernel, index)
	if err != nil {
		return "", err
	}
	if l != nil && st.isBridge(l.Name) {
		return l.Name, nil
	}
	return "", links.FailAt(a, syscall.EINVAL, "link %d is no bridge of Open vSwitch", index)
}

// portSettings returns what to set in the records of a port and of its interface.
func portSettings(r *links.Request) (port, iface []string, err error) {
	if a, ok := r.Data("IFOVS_TAG"); ok {
		v, _ := a.Uint()
		if v < 1 || v > 4094 {
			return nil, nil, links.FailAt(a, syscall.EINVAL, "IFOVS_TAG %d is no VLAN: 1 to 4094", v)
		}
		port = []string{fmt.Sprint("tag=", v)}
	}
	iface = []string{"type=" + strings.TrimPrefix(r.Kind, "ovs-")}
	switch r.Kind {
	case "ovs-internal":
		err = onlyData(r, "IFOVS_TAG")
	case "ovs-patch":
		if err := onlyData(r, "IFOVS_TAG", "IFOVS_PEER"); err != nil {
			return nil, nil, err
		}
		a, _ := r.Data("IFOVS_PEER")
		if err := links.CheckName(a.Text()); err != nil {
			return nil, nil, links.FailAt(a, syscall.EINVAL, "IFOVS_PEER, the port at the other end: %v", err)
		}
		iface = append(iface, "options:peer="+quote(a.Text()))
	default:
		options, err := tunnelOptions(r)
		if err != nil {
			return nil, nil, err
		}
		iface = append(iface, options...)
	}
	return port, iface, err
}

// quote makes a JSON string of a name that CheckName has taken, as ovs-vsctl reads values.
func quote(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// optionNames are the options of tunnels, by the attribute without its prefix.
var optionNames = map[string]string{
	"GROUP": "remote_ip", "GROUP6": "remote_ip", "REMOTE": "remote_ip", "REMOTE6": "remote_ip",
	"LOCAL": "local_ip", "LOCAL6": "local_ip",
	"ID": "key", "TTL": "ttl", "TOS": "tos", "PORT": "dst_port", "IKEY": "in_key", "OKEY": "out_key",
}

// tunnelOptions returns the options of a tunnel, in the order of the request.
func tunnelOptions(r *links.Request) (options []string, err error) {
	prefix := "IFLA_" + strings.ToUpper(strings.TrimPrefix(r.Kind, "ovs-")) + "_"
	remote := false
	data, _ := r.Message.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA")
	for a := range data.Children() {
		option := optionNames[strings.TrimPrefix(a.Name(), prefix)]
		value := optionValue(a)
		if option == "" || value == "" {
			return nil, links.FailAt(a, syscall.EOPNOTSUPP, "Open vSwitch has no %s, or not with that value", a.Name())
		}
		remote = remote || option == "remote_ip"
		options = append(options, "options:"+option+"="+value)
	}
	if !remote {
		return nil, links.FailAt(data, syscall.EINVAL, "a port of kind %s needs the address of the other end", r.Kind)
	}
	return options, nil
}

func optionValue(a codec.Attr) string {
	if addr := a.Addr(); addr.IsValid() && isAddress(a.Name()) {
		return quote(addr.String())
	}
	if v, ok := a.Uint(); ok {
		return fmt.Sprint(v)
	}
	return ""
}

func isAddress(name string) bool {
	for _, word := range []string{"GROUP", "GROUP6", "REMOTE", "REMOTE6", "LOCAL", "LOCAL6"} {
		if strings.HasSuffix(name, "_"+word) {
			return true
		}
	}
	return false
}

// Takes reports whether a link is a bridge of Open vSwitch.
func (s *vswitch) Takes(r *links.Request, master *links.Link) (bool, error) {
	if !mayBeOurs(master.Kind) {
		return false, nil
	}
	st, err := s.state(r.Context, r)
	if err != nil && master.Kind != "openvswitch" {
		return false, nil // a tap device, and nothing here that could tell more
	}
	return err == nil && st.isBridge(master.Name), err
}

// mayBeOurs reports whether links of a kind may be bridges and internal ports: those of the userspace datapath are tap
// devices.
func mayBeOurs(kind string) bool { return kind == "openvswitch" || kind == "tun" }

// isOurs reports whether the kernel says of a link that it is a bridge or port.
func isOurs(l *links.Link) bool { return l.Kind == "openvswitch" || l.SlaveKind == "openvswitch" }

// MasterOf returns the name of the bridge that a link is a port of. The kernel does not show ports of the userspace
// datapath: Open vSwitch is asked about all links, but only has to answer for those that the kernel says are its.
func (s *vswitch) MasterOf(r *links.Request, port *links.Link) (string, error) {
	st, err := s.state(r.Context, r)
	if err != nil && !isOurs(port) {
		return "", nil
	}
	return st.ports[port.Name], err
}

// Add makes a link a port of a bridge.
func (s *vswitch) Add(ctx context.Context, r *links.Request, master, port string) error {
	if err := links.CheckArgument(port); err != nil {
		return err
	}
	return s.change(ctx, r, []string{"del-port", master, port}, "add-port", master, port)
}

// Remove takes a port off a bridge, if it is still a link then.
func (s *vswitch) Remove(ctx context.Context, r *links.Request, master, port string) error {
	st, err := s.state(ctx, r)
	if err != nil {
		return err
	}
	if st.internal[port] {
		return links.Fail(syscall.EOPNOTSUPP,
			"an internal port ends when it is taken off: delete it, and make a new one")
	}
	return s.change(ctx, r, nil, "del-port", master, port)
}

// delLink carries out an RTM_DELLINK: what Open vSwitch made, it deletes; other ports it only gives up.
func (s *vswitch) delLink(r *links.Request) verdicts.Verdict {
	l, err := r.Target()
	if err != nil {
		return links.Verdict(r.Message, err)
	}
	name := r.Name
	switch {
	case l == nil && (name == "" || r.Index != 0) || l != nil && !mayBeOurs(l.Kind) && l.SlaveKind != "openvswitch":
		return verdicts.Forward()
	case l != nil:
		name = l.Name
	}
	st, err := s.state(r.Context, r)
	switch {
	case err != nil && (l == nil || l.Kind == "tun"):
		return verdicts.Forward()
	case err != nil:
		return links.Verdict(r.Message, err)
	case l != nil && st.isBridge(name):
		return r.Answer(0, s.change(r.Context, r, nil, "del-br", name))
	case st.ports[name] == "":
		return verdicts.Forward()
	}
	bridge := st.ports[name]
	if err = s.change(r.Context, r, nil, "del-port", bridge, name); err == nil && l != nil && !st.internal[name] {
		r.Steps.Done("take "+name+" off "+bridge, func(ctx context.Context) error {
			return s.Add(ctx, r, bridge, name)
		})
		err = links.Delete(r.Context, r.Kernel, l.Index)
	}
	return r.Answer(0, err)
}
