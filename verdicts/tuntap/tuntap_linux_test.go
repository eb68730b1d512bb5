package tuntap_test

import (
	"context"
	"io"
	"net"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/transport/recording"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/faults"
	"github.com/nlkit/nlkit/verdicts/tuntap"
)

// open opens a socket, in a namespace of the test's own, that makes tun and tap devices.
func open(t *testing.T) Socket {
	t.Helper()
	testbed.Quick(t, testbed.Root(), testbed.Module("tun"), testbed.Module("bridge"), testbed.Module("veth"))
	testbed.NetNS(t)
	s := Open(t)
	remove, err := tuntap.Install(s, device.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return s
}

// TestTuntap makes a tap device with everything pyroute2's kind can say and much of what every link has, changes it,
// gives it to a bridge, and deletes it.
func TestTuntap(t *testing.T) {
	s := open(t)
	s.Do(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("bridge")))
	bridge := s.Index("br0")
	request := Link("RTM_NEWLINK", New|codec.FlagEcho, 77, Name("t0"),
		codec.A{Name: "IFLA_MTU", Value: 1400}, codec.A{Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:07"},
		codec.A{Name: "IFLA_TXQLEN", Value: 7}, Master(bridge),
		codec.A{Name: "IFLA_PROP_LIST", Value: []codec.A{{Name: "IFLA_ALT_IFNAME", Value: "the-tap-with-a-long-name"}}},
		Info("tuntap", codec.A{Name: "IFTUN_MODE", Value: "tap"}, codec.A{Name: "IFTUN_UID", Value: 1000},
			codec.A{Name: "IFTUN_GID", Value: 1001},
			codec.A{Name: "IFTUN_IFR", Value: map[string]any{"no_pi": 1, "vnet_hdr": 1,
				"multi_queue": 1, "one_queue": 1}}))
	echo := s.Do(Up(request))
	if len(echo) != 1 {
		t.Fatalf("%d messages echo the request", len(echo))
	}
	if a, _ := echo[0].Attr("IFLA_IFNAME"); a.Text() != "t0" {
		t.Errorf("%s echoes the request", a.Text())
	}
	s.Do(Link("RTM_GETLINK", 0, 0, codec.A{Name: "IFLA_ALT_IFNAME", Value: "the-tap-with-a-long-name"}))
	s.Check("t0", map[string]any{
		"IFLA_IFNAME": "t0", "IFLA_MTU": 1400, "IFLA_ADDRESS": "02:00:00:00:00:07", "IFLA_TXQLEN": 7,
		"IFLA_MASTER":    bridge,
		"IFLA_INFO_KIND": "tun", "IFLA_TUN_TYPE": 2, "IFLA_TUN_OWNER": 1000,
		"IFLA_TUN_GROUP": 1001, "IFLA_TUN_PI": false, "IFLA_TUN_VNET_HDR": true, "IFLA_TUN_MULTI_QUEUE": true,
		"IFLA_TUN_PERSIST": true, "IFLA_TUN_NUM_QUEUES": 0,
	})
	m := s.Get("t0")
	index, _ := m.Field("ifi_index")
	if flags, _ := m.Field("ifi_flags"); index != 77 || flags&1 == 0 {
		t.Errorf("index %d, flags %#x", index, flags)
	}

	s.Do(Link("RTM_NEWLINK", 0, 0, Name("t0"), codec.A{Name: "IFLA_MTU", Value: 1300},
		Info("tuntap", codec.A{Name: "IFTUN_UID", Value: 5})))
	s.Do(Down(Link("RTM_SETLINK", 0, 77))) // kernels before 6.2 rename only what is down
	s.Do(Link("RTM_NEWLINK", 0, 77, Name("t1"), Info("tun", codec.A{Name: "IFLA_TUN_GROUP", Value: 6})))
	s.Check("t1", map[string]any{"IFLA_MTU": 1300, "IFLA_TUN_OWNER": 5, "IFLA_TUN_GROUP": 6})

	s.Do(Link("RTM_DELLINK", 0, 0, Name("t1")))
	s.Gone("t1")
}

// TestKinds makes devices of the kinds tun and tap, and lets the kernel choose names.
func TestKinds(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		kind, asked, got string
		data             []codec.A
		want             map[string]any
	}{
		{"tun", "", "tun0", nil, map[string]any{"IFLA_TUN_TYPE": 1, "IFLA_TUN_PI": false, "IFLA_TUN_PERSIST": true,
			"IFLA_TUN_OWNER": nil}},
		{"tun", "x%d", "x0", []codec.A{{Name: "IFLA_TUN_PI", Value: true}},
			map[string]any{"IFLA_TUN_TYPE": 1, "IFLA_TUN_PI": true}},
		{"tun", "x%d", "x1", []codec.A{{Name: "IFLA_TUN_TYPE", Value: "TAP"}}, map[string]any{"IFLA_TUN_TYPE": 2}},
		{"tap", "", "tap0", []codec.A{{Name: "IFLA_TUN_OWNER", Value: 3}},
			map[string]any{"IFLA_TUN_TYPE": 2, "IFLA_TUN_OWNER": 3}},
		{"tuntap", "", "tun1", []codec.A{{Name: "IFTUN_MODE", Value: "tun"}},
			map[string]any{"IFLA_TUN_TYPE": 1, "IFLA_TUN_PI": true}},
	} {
		var attrs []codec.A
		if c.asked != "" {
			attrs = append(attrs, Name(c.asked))
		}
		s.Do(Link("RTM_NEWLINK", New, 0, append(attrs, Info(c.kind, c.data...))...))
		s.Check(c.got, c.want)
	}
}

// TestRefusals asks for what cannot be, and looks for what may be left behind.
func TestRefusals(t *testing.T) {
	s := open(t)
	tap := Info("tap")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("there"), tap))
	const data = "IFLA_LINKINFO/IFLA_INFO_DATA/"
	tun := func(attr string, value any) codec.A { return Info("tun", codec.A{Name: attr, Value: value}) }
	for _, c := range []struct {
		r          *codec.Request
		errno      syscall.Errno
		text, path string
	}{
		{Link("RTM_NEWLINK", New, 0, Name("there"), tap), syscall.EEXIST, "there is a link there already", ""},
		{Link("RTM_NEWLINK", New, 1, Name("x"), tap), syscall.EEXIST, "lo already", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate|codec.FlagReplace, 0, Name("there"), tap),
			syscall.EOPNOTSUPP, "replaced", ""},
		{Link("RTM_NEWLINK", 0, 0, Name("x"), tap), syscall.ENODEV, "NLM_F_CREATE", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("lo"), tun("IFLA_TUN_OWNER", 1)),
			syscall.EOPNOTSUPP, "lo is no tun", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("there"), tun("IFLA_TUN_PI", true)),
			syscall.EOPNOTSUPP, "there cannot be changed: no_pi", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("there"),
			Info("tap", codec.A{Name: "IFLA_TUN_MULTI_QUEUE", Value: true})),
			syscall.EOPNOTSUPP, "there cannot be changed: multi_queue", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), tun("IFLA_TUN_TYPE", 9)),
			syscall.EINVAL, "IFLA_TUN_TYPE 9",
			data + "IFLA_TUN_TYPE"},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), tun("IFLA_TUN_PERSIST", false)),
			syscall.EINVAL, "persistent",
			data + "IFLA_TUN_PERSIST"},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), tun("IFLA_TUN_NUM_QUEUES", 4)),
			syscall.EINVAL, "cannot be set",
			data + "IFLA_TUN_NUM_QUEUES"},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), tun("IFLA_TUN_OWNER", uint32(1<<32-1))), syscall.EINVAL,
			"owner 4294967295", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), Info("tuntap")), syscall.EINVAL,
			"IFTUN_MODE is missing", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), Info("tuntap", codec.A{Name: "IFTUN_MODE", Value: "tub"})),
			syscall.EINVAL, "tub", data + "IFTUN_MODE"},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("a/b"), tap), syscall.EINVAL, "a/b", "IFLA_IFNAME"},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("sixteen-letters!"), tap), syscall.EINVAL,
			"15 octets", "IFLA_IFNAME"},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), codec.A{Name: "IFLA_MTU", Value: 1 << 20}, tap),
			syscall.EINVAL,
			"attributes: mtu greater than device maximum", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), codec.A{Name: "IFLA_MASTER", Value: 1}, tap),
			syscall.EOPNOTSUPP,
			"IFLA_MASTER: operation not supported", ""},
		{Link("RTM_NEWLINK", codec.FlagCreate, 0, Name("x"), codec.A{Name: "IFLA_NET_NS_PID", Value: 1 << 30}, tap),
			syscall.ESRCH, "IFLA_NET_NS_PID", ""},
	} {
		s.Refused(c.r, c.errno, c.text, c.path)
	}
	links, err := net.Interfaces()
	if err != nil || len(links) != 2 {
		t.Errorf("%v, %v", links, err)
	}
	veth := Link("RTM_NEWLINK", New, 0, Name("v0"), Info("veth"))
	s.Do(veth) // others go on
}

// TestMoved puts a new device into another namespace, where it is up and stays; a name that is taken there undoes it.
func TestMoved(t *testing.T) {
	s := open(t)
	other, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	fd, err := other.FD()
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	request := Link("RTM_NEWLINK", New, 0, Name("moved"), codec.A{Name: "IFLA_NET_NS_FD", Value: fd},
		codec.A{Name: "IFLA_MTU", Value: 1234}, Info("tun"))
	s.Do(Up(request))
	if _, err := net.InterfaceByName("moved"); err == nil {
		t.Error("it is still here")
	}
	var there *net.Interface
	if err := other.Do(func() (err error) { there, err = net.InterfaceByName("moved"); return err }); err != nil {
		t.Fatal(err)
	}
	if there.Flags&net.FlagUp == 0 || there.MTU != 1234 {
		t.Errorf("%+v", there)
	}
	s.Refused(request, syscall.EEXIST, "flags and IFLA_NET_NS_FD", "")
	if _, err := net.InterfaceByName("moved"); err == nil {
		t.Error("a device was left behind")
	}
}

// TestNamespaceOfSocket makes a device where the socket is, not where its caller is.
func TestNamespaceOfSocket(t *testing.T) {
	s := open(t)
	done := make(chan error)
	go func() { // on a thread that is not in the namespace of the test
		_, err := s.Request(context.Background(), Link("RTM_NEWLINK", New, 0, Name("here"), Info("tap")))
		done <- err
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	s.Get("here")
}

// TestWrapped makes a device in the namespace of a socket that two recorders and faults wrap.
func TestWrapped(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Module("tun"))
	testbed.NetNS(t)
	below, err := kernel.Open(proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rec, err := recording.NewRecorder(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	wrapped := faults.Wrap(rec.Record(proxy.Route, below), faults.Often{}.Plan(faults.DelayDatagram(0)))
	s := OpenWith(t, proxy.WithTransport(wrapped), proxy.WithRecorder(rec))
	remove, err := tuntap.Install(s, device.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	s.Do(Link("RTM_NEWLINK", New, 0, Name("t0"), Info("tap")))
	s.Get("t0")
}

// attach has the test take hold of a device, as a program does that uses it.
func attach(t *testing.T, name string, flags uint16) {
	t.Helper()
	fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	ifr, _ := unix.NewIfreq(name)
	ifr.SetUint16(flags)
	if err := unix.IoctlIfreq(fd, unix.TUNSETIFF, ifr); err != nil {
		t.Fatal(err)
	}
}

// TestBusy does not wait for a program that has the device open.
func TestBusy(t *testing.T) {
	s := open(t)
	s.Do(Link("RTM_NEWLINK", New, 0, Name("busy"), Info("tun")))
	attach(t, "busy", unix.IFF_TUN|unix.IFF_NO_PI)
	s.Refused(Link("RTM_NEWLINK", 0, 0, Name("busy"), Info("tun", codec.A{Name: "IFLA_TUN_OWNER", Value: 1})),
		syscall.EBUSY, "a program has busy open", "")
}

// TestPersist leaves a device of a program to end with it, unless it is told to stay.
func TestPersist(t *testing.T) {
	s := open(t)
	attach(t, "d0", unix.IFF_TAP|unix.IFF_MULTI_QUEUE|unix.IFF_NO_PI)
	change := func(a codec.A) { s.Do(Link("RTM_NEWLINK", 0, 0, Name("d0"), Info("tap", a))) }
	change(codec.A{Name: "IFLA_TUN_OWNER", Value: 5})
	s.Check("d0", map[string]any{"IFLA_TUN_OWNER": 5, "IFLA_TUN_PERSIST": false})
	change(codec.A{Name: "IFLA_TUN_PERSIST", Value: true})
	s.Check("d0", map[string]any{"IFLA_TUN_OWNER": 5, "IFLA_TUN_PERSIST": true})
}

// TestTaken refuses a name that is taken where devices are made, though the socket does not see it.
func TestTaken(t *testing.T) {
	s := open(t)
	s.Do(Link("RTM_NEWLINK", New, 0, Name("t0"), Info("tap")))
	there, err := netns.Current()
	if err != nil {
		t.Fatal(err)
	}
	defer there.Close()
	testbed.NetNS(t)
	here := Open(t)
	remove, err := tuntap.Install(here, device.Options{NetNS: there})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	here.Refused(Link("RTM_NEWLINK", New, 0, Name("t0"), Info("tap")), syscall.EEXIST, "there is a link t0, or", "")
}
