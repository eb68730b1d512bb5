package tuntap_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/tuntap"
)

const (
	create = 0x400
	excl   = 0x200
)

// open opens a socket, in a namespace of the test's own, that makes tun and tap devices.
func open(t *testing.T) *proxy.Socket {
	t.Helper()
	testbed.Require(t, testbed.Root(), testbed.Module("tun"))
	testbed.NetNS(t)
	s, err := proxy.Open(proxy.Route)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	remove, err := tuntap.Install(s, device.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return s
}

func link(typ string, flags uint16, index int, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: codec.FlagAck | flags, Fixed: map[string]any{"ifi_index": index}, Attrs: attrs}
}

func name(s string) codec.A { return codec.A{Name: "IFLA_IFNAME", Value: s} }

func info(kind string, data ...codec.A) codec.A {
	attrs := []codec.A{{Name: "IFLA_INFO_KIND", Value: kind}}
	if data != nil {
		attrs = append(attrs, codec.A{Name: "IFLA_INFO_DATA", Value: data})
	}
	return codec.A{Name: "IFLA_LINKINFO", Value: attrs}
}

func do(t *testing.T, s *proxy.Socket, r *codec.Request) []*codec.Message {
	t.Helper()
	replies, err := s.Request(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return replies
}

func get(t *testing.T, s *proxy.Socket, word string) *codec.Message {
	t.Helper()
	return do(t, s, link("RTM_GETLINK", 0, 0, name(word)))[0]
}

// attr returns an attribute as text: of the message, of IFLA_PROP_LIST, or of IFLA_INFO_DATA.
func attr(m *codec.Message, name string) any {
	a, ok := m.Find(name)
	if !ok {
		return nil
	}
	if a.Name() == "IFLA_ADDRESS" {
		return a.LLAddr().String()
	}
	return a.Value()
}

func check(t *testing.T, m *codec.Message, want map[string]any) {
	t.Helper()
	for name, v := range want {
		if got := attr(m, name); got != v {
			t.Errorf("%s is %v (%T), not %v", name, got, got, v)
		}
	}
}

// refused asks for something that must fail, and checks errno, text and attribute.
func refused(t *testing.T, s *proxy.Socket, r *codec.Request, errno syscall.Errno, text, path string) {
	t.Helper()
	_, err := s.Request(t.Context(), r)
	var e *proxy.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v, not %v", err, errno)
	}
	if e.Errno != errno || !strings.Contains(e.Message, text) || e.Path != path {
		t.Errorf("%v %q at %q, want %v %q at %q", e.Errno, e.Message, e.Path, errno, text, path)
	}
}

// TestTuntap makes a tap device with everything pyroute2's kind can say and much of what every link has, changes it, gives
// it to a bridge, and deletes it.
func TestTuntap(t *testing.T) {
	s := open(t)
	do(t, s, link("RTM_NEWLINK", create|excl, 0, name("br0"), info("bridge")))
	bridge, _ := get(t, s, "br0").Field("ifi_index")
	request := link("RTM_NEWLINK", create|excl|codec.FlagEcho, 77, name("t0"),
		codec.A{Name: "IFLA_MTU", Value: 1400}, codec.A{Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:07"},
		codec.A{Name: "IFLA_TXQLEN", Value: 7}, codec.A{Name: "IFLA_MASTER", Value: bridge},
		codec.A{Name: "IFLA_PROP_LIST", Value: []codec.A{{Name: "IFLA_ALT_IFNAME", Value: "the-tap-with-a-long-name"}}},
		info("tuntap", codec.A{Name: "IFTUN_MODE", Value: "tap"}, codec.A{Name: "IFTUN_UID", Value: 1000}, codec.A{Name: "IFTUN_GID", Value: 1001},
			codec.A{Name: "IFTUN_IFR", Value: map[string]any{"no_pi": 1, "vnet_hdr": 1, "multi_queue": 1, "one_queue": 1}}))
	request.Fixed["ifi_flags"], request.Fixed["ifi_change"] = 1, 1
	echo := do(t, s, request)
	if len(echo) != 1 || attr(echo[0], "IFLA_IFNAME") != "t0" {
		t.Errorf("%d messages echo the request", len(echo))
	}
	m := get(t, s, "the-tap-with-a-long-name")
	check(t, m, map[string]any{
		"IFLA_IFNAME": "t0", "IFLA_MTU": uint64(1400), "IFLA_ADDRESS": "02:00:00:00:00:07", "IFLA_TXQLEN": uint64(7), "IFLA_MASTER": bridge,
		"IFLA_INFO_KIND": "tun", "IFLA_TUN_TYPE": uint64(2), "IFLA_TUN_OWNER": uint64(1000), "IFLA_TUN_GROUP": uint64(1001), "IFLA_TUN_PI": false,
		"IFLA_TUN_VNET_HDR": true, "IFLA_TUN_MULTI_QUEUE": true, "IFLA_TUN_PERSIST": true, "IFLA_TUN_NUM_QUEUES": uint64(0),
	})
	index, _ := m.Field("ifi_index")
	if flags, _ := m.Field("ifi_flags"); index != 77 || flags&1 == 0 {
		t.Errorf("index %d, flags %#x", index, flags)
	}

	do(t, s, link("RTM_NEWLINK", 0, 0, name("t0"), codec.A{Name: "IFLA_MTU", Value: 1300}, info("tuntap", codec.A{Name: "IFTUN_UID", Value: 5})))
	do(t, s, link("RTM_NEWLINK", 0, 77, name("t1"), info("tun", codec.A{Name: "IFLA_TUN_GROUP", Value: 6})))
	check(t, get(t, s, "t1"), map[string]any{"IFLA_MTU": uint64(1300), "IFLA_TUN_OWNER": uint64(5), "IFLA_TUN_GROUP": uint64(6)})

	do(t, s, link("RTM_DELLINK", 0, 0, name("t1")))
	refused(t, s, link("RTM_GETLINK", 0, 77), syscall.ENODEV, "", "")
}

// TestKinds makes devices of the kinds tun and tap, and lets the kernel choose names.
func TestKinds(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		kind, asked, got string
		data             []codec.A
		want             map[string]any
	}{
		{"tun", "", "tun0", nil, map[string]any{"IFLA_TUN_TYPE": uint64(1), "IFLA_TUN_PI": false, "IFLA_TUN_PERSIST": true, "IFLA_TUN_OWNER": nil}},
		{"tun", "x%d", "x0", []codec.A{{Name: "IFLA_TUN_PI", Value: true}}, map[string]any{"IFLA_TUN_TYPE": uint64(1), "IFLA_TUN_PI": true}},
		{"tun", "x%d", "x1", []codec.A{{Name: "IFLA_TUN_TYPE", Value: "TAP"}}, map[string]any{"IFLA_TUN_TYPE": uint64(2)}},
		{"tap", "", "tap0", []codec.A{{Name: "IFLA_TUN_OWNER", Value: 3}}, map[string]any{"IFLA_TUN_TYPE": uint64(2), "IFLA_TUN_OWNER": uint64(3)}},
		{"tuntap", "", "tun1", []codec.A{{Name: "IFTUN_MODE", Value: "tun"}}, map[string]any{"IFLA_TUN_TYPE": uint64(1), "IFLA_TUN_PI": true}},
	} {
		var attrs []codec.A
		if c.asked != "" {
			attrs = append(attrs, name(c.asked))
		}
		do(t, s, link("RTM_NEWLINK", create|excl, 0, append(attrs, info(c.kind, c.data...))...))
		check(t, get(t, s, c.got), c.want)
	}
}

// TestRefusals asks for what cannot be, and looks for what may be left behind.
func TestRefusals(t *testing.T) {
	s := open(t)
	tap := info("tap")
	do(t, s, link("RTM_NEWLINK", create|excl, 0, name("there"), tap))
	const data = "IFLA_LINKINFO/IFLA_INFO_DATA/"
	tun := func(attr string, value any) codec.A { return info("tun", codec.A{Name: attr, Value: value}) }
	for _, c := range []struct {
		r          *codec.Request
		errno      syscall.Errno
		text, path string
	}{
		{link("RTM_NEWLINK", create|excl, 0, name("there"), tap), syscall.EEXIST, "there is a link there already", ""},
		{link("RTM_NEWLINK", create|excl, 1, name("x"), tap), syscall.EEXIST, "lo already", ""},
		{link("RTM_NEWLINK", create|0x100, 0, name("there"), tap), syscall.EOPNOTSUPP, "replaced", ""},
		{link("RTM_NEWLINK", 0, 0, name("x"), tap), syscall.ENODEV, "NLM_F_CREATE", ""},
		{link("RTM_NEWLINK", create, 0, name("lo"), tun("IFLA_TUN_OWNER", 1)), syscall.EOPNOTSUPP, "lo is no tun", ""},
		{link("RTM_NEWLINK", create, 0, name("there"), tun("IFLA_TUN_PI", true)), syscall.EOPNOTSUPP, "no_pi", ""},
		{link("RTM_NEWLINK", create, 0, name("x"), tun("IFLA_TUN_TYPE", 9)), syscall.EINVAL, "IFLA_TUN_TYPE 9", data + "IFLA_TUN_TYPE"},
		{link("RTM_NEWLINK", create, 0, name("x"), tun("IFLA_TUN_PERSIST", false)), syscall.EINVAL, "persistent", data + "IFLA_TUN_PERSIST"},
		{link("RTM_NEWLINK", create, 0, name("x"), tun("IFLA_TUN_NUM_QUEUES", 4)), syscall.EINVAL, "cannot be set", data + "IFLA_TUN_NUM_QUEUES"},
		{link("RTM_NEWLINK", create, 0, name("x"), tun("IFLA_TUN_OWNER", uint32(1<<32-1))), syscall.EINVAL, "owner 4294967295", ""},
		{link("RTM_NEWLINK", create, 0, name("x"), info("tuntap")), syscall.EINVAL, "IFTUN_MODE is missing", ""},
		{link("RTM_NEWLINK", create, 0, name("x"), info("tuntap", codec.A{Name: "IFTUN_MODE", Value: "tub"})), syscall.EINVAL, "tub", data + "IFTUN_MODE"},
		{link("RTM_NEWLINK", create, 0, name("a/b"), tap), syscall.EINVAL, "a/b", "IFLA_IFNAME"},
		{link("RTM_NEWLINK", create, 0, name("sixteen-letters!"), tap), syscall.EINVAL, "15 octets", "IFLA_IFNAME"},
		{link("RTM_NEWLINK", create, 0, name("x"), codec.A{Name: "IFLA_MTU", Value: 1 << 20}, tap), syscall.EINVAL, "attributes: RTM_SETLINK", ""},
		{link("RTM_NEWLINK", create, 0, name("x"), codec.A{Name: "IFLA_MASTER", Value: 1}, tap), syscall.EOPNOTSUPP, "IFLA_MASTER: RTM_SETLINK", ""},
		{link("RTM_NEWLINK", create, 0, name("x"), codec.A{Name: "IFLA_NET_NS_PID", Value: 1 << 30}, tap), syscall.ESRCH, "IFLA_NET_NS_PID", ""},
	} {
		refused(t, s, c.r, c.errno, c.text, c.path)
	}
	links, err := net.Interfaces()
	if err != nil || len(links) != 2 {
		t.Errorf("%v, %v", links, err)
	}
	veth := link("RTM_NEWLINK", create|excl, 0, name("v0"), info("veth"))
	do(t, s, veth) // others go on
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
	request := link("RTM_NEWLINK", create|excl, 0, name("moved"), codec.A{Name: "IFLA_NET_NS_FD", Value: fd}, codec.A{Name: "IFLA_MTU", Value: 1234}, info("tun"))
	request.Fixed["ifi_flags"], request.Fixed["ifi_change"] = 1, 1
	do(t, s, request)
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
	refused(t, s, request, syscall.EEXIST, "flags and IFLA_NET_NS_FD", "")
	if _, err := net.InterfaceByName("moved"); err == nil {
		t.Error("a device was left behind")
	}
}

// TestNamespaceOfSocket makes a device where the socket is, not where its caller is.
func TestNamespaceOfSocket(t *testing.T) {
	s := open(t)
	done := make(chan error)
	go func() { // on a thread that is not in the namespace of the test
		_, err := s.Request(context.Background(), link("RTM_NEWLINK", create|excl, 0, name("here"), info("tap")))
		done <- err
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	get(t, s, "here")
}

// TestBusy does not wait for a program that has the device open, nor forgets the context.
func TestBusy(t *testing.T) {
	s := open(t)
	do(t, s, link("RTM_NEWLINK", create|excl, 0, name("busy"), info("tun")))
	fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	ifr, _ := unix.NewIfreq("busy")
	ifr.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
	if err := unix.IoctlIfreq(fd, unix.TUNSETIFF, ifr); err != nil {
		t.Fatal(err)
	}
	refused(t, s, link("RTM_NEWLINK", 0, 0, name("busy"), info("tun", codec.A{Name: "IFLA_TUN_OWNER", Value: 1})), syscall.EBUSY, "a program has busy open", "")
}
