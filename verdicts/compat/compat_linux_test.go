package compat_test

import (
	"os"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/verdicts/compat"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// open opens a socket in a namespace of the test's own.
func open(t *testing.T, module string, o compat.Options) Socket {
	t.Helper()
	testbed.Quick(t, testbed.Root(), testbed.Module(module), testbed.Module("veth"))
	testbed.NetNS(t)
	s := Open(t)
	remove, err := compat.Install(s, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return s
}

// cycle makes a link, gives it ports, takes them off, and deletes it.
func cycle(t *testing.T, s Socket, kind, setting string, value, other int) {
	t.Helper()
	data := func(v int) codec.A { return Info(kind, codec.A{Name: setting, Value: v}) }
	echo := s.Do(Up(Link("RTM_NEWLINK", New|codec.FlagEcho, 0, Name("m0"),
		codec.A{Name: "IFLA_MTU", Value: 1400}, data(value))))
	if len(echo) != 1 {
		t.Errorf("%d messages echo the request", len(echo))
	}
	s.Check("m0", map[string]any{"IFLA_INFO_KIND": kind, "IFLA_MTU": 1400, setting: value})
	s.Do(Link("RTM_NEWLINK", 0, 0, Name("m0"), data(other)))
	s.Check("m0", map[string]any{setting: other})
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("m0"), Info(kind)), syscall.EEXIST, "", "")
	index := s.Index("m0")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p0"), Master(index), Info("veth")))
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p1"), Info("veth")))
	s.Do(Link("RTM_SETLINK", 0, 0, Name("p1"), Master(index)))
	for _, port := range []string{"p0", "p1"} {
		s.Check(port, map[string]any{"IFLA_MASTER": index, "IFLA_INFO_SLAVE_KIND": kind})
		s.Do(Link("RTM_SETLINK", 0, 0, Name(port), Master(0)))
		s.Check(port, map[string]any{"IFLA_MASTER": nil})
	}
	s.Do(Link("RTM_DELLINK", 0, index))
	s.Gone("m0")
}

func TestBridge(t *testing.T) {
	for name, o := range map[string]compat.Options{"always": {Always: true}, "where needed": {}} {
		t.Run(name, func(t *testing.T) {
			s := open(t, "bridge", o)
			cycle(t, s, "bridge", "IFLA_BR_PRIORITY", 7, 8)
		})
	}
}

func TestBond(t *testing.T) {
	for name, o := range map[string]compat.Options{"always": {Always: true}, "where needed": {}} {
		t.Run(name, func(t *testing.T) {
			s := open(t, "bonding", o)
			cycle(t, s, "bond", "IFLA_BOND_MIIMON", 100, 200)
		})
	}
}

// TestEcho echoes a link whose name the kernel chose, where the kernel itself does.
func TestEcho(t *testing.T) {
	s := open(t, "bridge", compat.Options{})
	request := Link("RTM_NEWLINK", New|codec.FlagEcho, 0, Info("bridge"))
	if got, want := len(s.Do(request)), len(Open(t).Do(request)); got != want {
		t.Errorf("%d messages echo the request, %d without callbacks", got, want)
	}
}

// TestOthers lets requests pass that are of the same types, but not about links here.
func TestOthers(t *testing.T) {
	s := open(t, "bridge", compat.Options{Always: true})
	s.Do(Link("RTM_NEWLINK", New, 0, Name("m0"), Info("bridge")))
	vlan := Link("RTM_DELLINK", 0, s.Index("m0"))
	vlan.Fixed["ifi_family"] = syscall.AF_BRIDGE
	elsewhere := Link("RTM_DELLINK", 0, s.Index("m0"), codec.A{Name: "IFLA_TARGET_NETNSID", Value: 5})
	for what, r := range map[string]*codec.Request{"a VLAN of a port": vlan, "a link elsewhere": elsewhere} {
		if _, err := s.Request(t.Context(), r); err == nil {
			t.Errorf("%s was deleted, which there is not", what)
		}
		s.Get("m0")
	}
}

// TestNoModule says what to load where the kernel has no bonds.
func TestNoModule(t *testing.T) {
	s := open(t, "bridge", compat.Options{Always: true})
	r := Link("RTM_NEWLINK", New, 0, Name("m0"), Info("bond"))
	if _, err := os.Stat("/sys/class/net/bonding_masters"); err == nil {
		s.Do(r)
	} else {
		s.Refused(r, syscall.EOPNOTSUPP, "make bond m0: load the kernel module bonding", "")
	}
}

// TestUndo deletes what was made when a later step fails.
func TestUndo(t *testing.T) {
	s := open(t, "bridge", compat.Options{Always: true})
	const data = "IFLA_LINKINFO/IFLA_INFO_DATA/"
	bridge := func(a ...codec.A) codec.A { return Info("bridge", a...) }
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"),
		bridge(codec.A{Name: "IFLA_BR_GROUP_ADDR", Value: "01:80:c2:00:00:0f"})),
		syscall.EOPNOTSUPP, "cannot be set", data+"IFLA_BR_GROUP_ADDR")
	s.Gone("x")
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"),
		bridge(codec.A{Name: "IFLA_BR_STP_STATE", Value: 1}, codec.A{Name: "IFLA_BR_FORWARD_DELAY", Value: 1})),
		syscall.ERANGE, "IFLA_BR_FORWARD_DELAY 1", data+"IFLA_BR_FORWARD_DELAY")
	s.Gone("x")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("x"), bridge()))
	s.Refused(Link("RTM_SETLINK", 0, 0, Name("lo"), Master(s.Index("x"))), syscall.EINVAL, "put lo under x", "")
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("p"), Master(s.Index("x")), bridge()), syscall.ELOOP, "", "")
	s.Gone("p")
	s.Refused(Link("RTM_NEWLINK", 0, 0, Name("lo"), bridge(codec.A{Name: "IFLA_BR_PRIORITY", Value: 1})),
		syscall.EOPNOTSUPP, "lo is no bridge", "")
}

// TestUpAgain takes a bridge up again that could not be deleted.
func TestUpAgain(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Module("bridge"))
	elsewhere, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer elsewhere.Close()
	s := open(t, "bridge", compat.Options{Always: true, Options: device.Options{NetNS: elsewhere}})
	Open(t).Do(Up(Link("RTM_NEWLINK", New, 0, Name("m0"), Info("bridge"))))
	s.Refused(Link("RTM_DELLINK", 0, 0, Name("m0")), syscall.ENXIO, "delete m0", "")
	if !links.LinkOf(s.Get("m0")).IsUp() {
		t.Error("m0 is down")
	}
}
