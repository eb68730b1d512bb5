package ovs_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
	"github.com/nlkit/nlkit/verdicts/ovs"
)

// pretended is an Open vSwitch beside a kernel in memory.
type pretended struct {
	Socket
	t       *testing.T
	kernel  *fake.Kernel
	bridges map[string][]string // ports by bridge
	kinds   map[string]string   // types of interfaces
	ran     []string
	fails   string // the command that fails
}

func pretend(t *testing.T) *pretended {
	k := fake.New(fake.Options{})
	p := &pretended{Socket: OpenWith(t, proxy.WithTransport(k.Socket())), t: t, kernel: k,
		bridges: map[string][]string{}, kinds: map[string]string{}}
	remove, err := ovs.Install(p, ovs.Options{Options: device.Options{Run: p.run}, Database: "unix:/x"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return p
}

// run carries out an ovs-vsctl.
func (p *pretended) run(_ context.Context, c device.Command) (device.Output, error) {
	args := c.Args
	if want := []string{"--no-syslog", "--timeout=9", "--db=unix:/x"}; c.Name != "ovs-vsctl" ||
		!slices.Equal(args[:3], want) {
		p.t.Errorf("%s %q is run", c.Name, args)
	}
	args = args[3:]
	if args[0] == "--format=json" {
		return device.Output{Stdout: p.tables()}, nil
	}
	line := strings.Join(args, " ")
	p.ran = append(p.ran, line)
	if p.fails != "" && strings.HasPrefix(line, p.fails) {
		return device.Output{}, links.Fail(syscall.EIO, "no luck")
	}
	args = strings.Fields(strings.TrimPrefix(line, "--no-wait -- --if-exists "))
	switch args[0] {
	case "add-br":
		p.bridges[args[1]] = nil
		p.add(fake.Link{Name: args[1], Kind: "openvswitch"})
	case "del-br":
		delete(p.bridges, args[1])
		p.remove(args[1])
	case "add-port":
		p.bridges[args[1]] = append(p.bridges[args[1]], args[2])
		if strings.Contains(line, "type=internal") {
			p.kinds[args[2]] = "internal"
			p.add(fake.Link{Name: args[2], Kind: "openvswitch"})
		}
	case "del-port":
		p.bridges[args[1]] = slices.DeleteFunc(p.bridges[args[1]], func(s string) bool { return s == args[2] })
		if p.kinds[args[2]] == "internal" {
			delete(p.kinds, args[2])
			p.remove(args[2])
		}
	}
	return device.Output{}, nil
}

func (p *pretended) add(l fake.Link) {
	if _, err := p.kernel.AddLink(l); err != nil {
		p.t.Error(err)
	}
}

// remove deletes a link past all callbacks.
func (p *pretended) remove(name string) {
	OpenWith(p.t, proxy.WithTransport(p.kernel.Socket())).Do(Link("RTM_DELLINK", 0, 0, Name(name)))
}

// tables prints what there is as ovs-vsctl does.
func (p *pretended) tables() string {
	uuid := func(s string) any { return []any{"uuid", s} }
	var bridges, ports, interfaces [][]any
	for name, members := range p.bridges {
		set := []any{}
		for _, m := range append(slices.Clone(members), name) {
			set = append(set, uuid("port "+m))
			ports = append(ports, []any{uuid("port " + m), uuid("interface " + m)})
			interfaces = append(interfaces, []any{uuid("interface " + m), m, p.kinds[m]})
		}
		bridges = append(bridges, []any{name, []any{"set", set}})
	}
	var out strings.Builder
	for _, rows := range [][][]any{bridges, ports, interfaces} {
		_ = json.NewEncoder(&out).Encode(map[string]any{"data": rows})
	}
	return out.String()
}

func (p *pretended) check(want ...string) {
	p.t.Helper()
	if !slices.Equal(p.ran, want) {
		p.t.Errorf("ran\n%s\nwant\n%s", strings.Join(p.ran, "\n"), strings.Join(want, "\n"))
	}
	p.ran = nil
}

// TestCommands looks at what ovs-vsctl is told.
func TestCommands(t *testing.T) {
	p := pretend(t)
	p.Do(Link("RTM_NEWLINK", New, 0, Name("br0"),
		Info("ovs-bridge", codec.A{Name: "IFOVS_DATAPATH_TYPE", Value: "system"})))
	br0 := Master(p.Index("br0"))
	p.Do(Link("RTM_NEWLINK", New, 0, Name("in0"), br0, Info("ovs-internal", codec.A{Name: "IFOVS_TAG", Value: 7})))
	p.Do(Link("RTM_NEWLINK", New, 0, br0, Info("ovs-vxlan", codec.A{Name: "IFLA_VXLAN_GROUP6", Value: "2001:db8::1"})))
	p.Do(Link("RTM_NEWLINK", New, 0, br0, Info("ovs-vxlan", codec.A{Name: "IFLA_VXLAN_GROUP", Value: "192.0.2.1"})))
	p.Do(Link("RTM_NEWLINK", New, 0, Name(`a"b\`), br0, Info("ovs-patch", codec.A{Name: "IFOVS_PEER", Value: `c"d\`})))
	p.Do(Link("RTM_NEWLINK", New, 0, Name("d0"), br0, Info("dummy")))
	p.Do(Link("RTM_SETLINK", 0, 0, Name("d0"), Master(0)))
	p.check(`add-br br0 -- set Bridge br0 datapath_type=system`,
		`add-port br0 in0 tag=7 -- set Interface in0 type=internal`,
		`add-port br0 vxlan0 -- set Interface vxlan0 type=vxlan options:remote_ip="2001:db8::1"`,
		`add-port br0 vxlan1 -- set Interface vxlan1 type=vxlan options:remote_ip="192.0.2.1"`,
		`add-port br0 a"b\ -- set Interface a"b\ type=patch options:peer="c\"d\\"`,
		`add-port br0 d0`, `del-port br0 d0`)
	p.Check("br0", map[string]any{"IFLA_INFO_KIND": "ovs-bridge"})
	p.Check("in0", map[string]any{"IFLA_INFO_KIND": "ovs-internal", "IFLA_INFO_SLAVE_KIND": "ovs-bridge",
		"IFLA_MASTER": br0.Value})
	p.Do(Link("RTM_DELLINK", 0, 0, Name("br0")))
	p.check("del-br br0")
}

// TestInternal keeps an internal port where it is: it would end if it were taken off.
func TestInternal(t *testing.T) {
	p := pretend(t)
	for _, name := range []string{"br0", "br1"} {
		p.Do(Link("RTM_NEWLINK", New, 0, Name(name), Info("ovs-bridge")))
	}
	br0, br1 := Master(p.Index("br0")), Master(p.Index("br1"))
	internal := func(data ...codec.A) codec.A { return Info("ovs-internal", data...) }
	p.Do(Link("RTM_NEWLINK", New, 0, Name("in0"), br0, internal()))
	p.Do(Link("RTM_NEWLINK", New, 0, Name("d0"), Info("dummy")))
	p.ran = nil
	for _, up := range []codec.A{br1, Master(0)} {
		p.Refused(Link("RTM_SETLINK", 0, 0, Name("in0"), up), syscall.EOPNOTSUPP,
			"take in0 off br0: an internal port ends", "")
	}
	p.Refused(Link("RTM_NEWLINK", 0, 0, Name("in0"), br1, internal()), syscall.EOPNOTSUPP,
		"in0 is no port of br1, and", "")
	p.Refused(Link("RTM_NEWLINK", 0, 0, Name("d0"), br0, internal()), syscall.EOPNOTSUPP,
		"d0 is no port of br0, and", "")
	p.Do(Link("RTM_SETLINK", 0, 0, Name("in0"), br0)) // where it is
	p.check()
	p.Do(Link("RTM_NEWLINK", 0, 0, Name("in0"), br0, internal(codec.A{Name: "IFOVS_TAG", Value: 8})))
	p.check("set Port in0 tag=8")
	p.Refused(Link("RTM_DELLINK", 0, 77, Name("in0")), syscall.ENODEV, "", "") // it has another index
	p.Do(Link("RTM_DELLINK", 0, 0, Name("in0")))
	p.check("del-port br0 in0")
	p.Gone("in0")
}

// TestNotOfKind refuses settings that mean nothing for what is to be made.
func TestNotOfKind(t *testing.T) {
	p := pretend(t)
	p.Do(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")))
	br0 := Master(p.Index("br0"))
	p.ran = nil
	peer, tag := codec.A{Name: "IFOVS_PEER", Value: "x"}, codec.A{Name: "IFOVS_TAG", Value: 1}
	for kind, setting := range map[string]codec.A{
		"ovs-bridge": tag, "ovs-internal": peer, "ovs-patch": {Name: "IFOVS_FAIL_MODE", Value: "secure"},
	} {
		p.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), br0, Info(kind, setting)), syscall.EOPNOTSUPP,
			"the kind "+kind+" has no "+setting.Name, "IFLA_LINKINFO/IFLA_INFO_DATA/"+setting.Name)
	}
	p.check()
}

// TestEvents tells of ports that others make, at once.
func TestEvents(t *testing.T) {
	p := pretend(t)
	p.Do(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")))
	sub, err := p.Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Close()
	p.add(fake.Link{Name: "ovs-system", Kind: "openvswitch"})
	p.bridges["br0"] = []string{"in0"}
	p.add(fake.Link{Name: "in0", Kind: "openvswitch"})
	want := []string{"ovs-system openvswitch ", "in0 ovs-internal ovs-bridge"}
	for e, err := range sub.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		l := links.LinkOf(e.Message)
		if got := strings.Join([]string{l.Name, l.Kind, l.SlaveKind}, " "); got != want[0] {
			t.Errorf("an event tells of %q, not %q", got, want[0])
		}
		if want = want[1:]; len(want) == 0 {
			break
		}
	}
}

// TestUndo fails at each step, and looks at what is done about those before.
func TestUndo(t *testing.T) {
	p := pretend(t)
	mtu := codec.A{Name: "IFLA_MTU", Value: 1400}
	p.kernel.Refuse("RTM_SETLINK", 1, syscall.ENOMEM, "no memory")
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("br0"), mtu, Info("ovs-bridge")), syscall.ENOMEM,
		"attributes: no memory", "")
	p.check("add-br br0", "--no-wait -- --if-exists del-br br0")
	p.Gone("br0")

	p.fails = "--no-wait"
	p.kernel.Refuse("RTM_SETLINK", 1, syscall.ENOMEM, "")
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("br0"), mtu, Info("ovs-bridge")), syscall.ENOMEM,
		"; could not undo: add-br br0: no luck", "")
	p.check("add-br br0", "--no-wait -- --if-exists del-br br0")

	p.fails = "add-port"
	br0 := Master(p.Index("br0"))
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("d0"), br0, Info("dummy")), syscall.EIO, "put d0 under br0: no luck", "")
	p.check("add-port br0 d0")
	p.Gone("d0")

	p.fails = ""
	p.Do(Link("RTM_NEWLINK", New, 0, Name("br1"), Info("ovs-bridge")))
	p.Do(Link("RTM_NEWLINK", New, 0, Name("d0"), br0, Info("dummy")))
	p.ran = nil
	p.kernel.Refuse("RTM_SETLINK", 1, syscall.ENOMEM, "")
	p.Refused(Up(Link("RTM_SETLINK", 0, 0, Name("d0"), Master(p.Index("br1")))), syscall.ENOMEM,
		"flags: cannot allocate memory", "")
	p.check("del-port br0 d0", "add-port br1 d0", "del-port br1 d0", "add-port br0 d0")

	p.add(fake.Link{Name: "d1", Kind: "dummy"})
	p.add(fake.Link{Name: "v5", Kind: "vlan", VLAN: 5, Parent: p.Index("d1")}) // cannot come up while d1 is down
	p.Do(Link("RTM_NEWLINK", New, 0, Name("other"), Info("bridge")))
	p.Do(Link("RTM_SETLINK", 0, 0, Name("v5"), br0))
	p.ran = nil
	p.Refused(Up(Link("RTM_SETLINK", 0, 0, Name("v5"), Master(p.Index("other")))), syscall.ENETDOWN,
		"flags: network is down", "")
	p.check("del-port br0 v5", "add-port br0 v5")
	p.Check("v5", map[string]any{"IFLA_MASTER": nil})

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Request(ctx, Link("RTM_NEWLINK", New, 0, Name("br2"), Info("ovs-bridge"))); err == nil {
		t.Error("a request goes on after its context has ended")
	}
	p.check()
}
