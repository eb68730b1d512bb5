package iproute_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

// onFake returns an IPRoute of a kernel in memory.
func onFake(t testing.TB) *iproute.IPRoute {
	t.Helper()
	ip, err := iproute.OpenRaw(proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ip.Close() })
	return ip
}

// onRemote returns an IPRoute of a kernel in memory of another host.
func onRemote(t testing.TB) *iproute.IPRoute {
	t.Helper()
	ctx := t.Context()
	address := "unix:" + filepath.Join(t.TempDir(), "socket")
	listener, err := remote.Listen(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	kernel := fake.New(fake.Options{})
	policy := func(context.Context, *remote.Peer) (*remote.Permissions, error) {
		return &remote.Permissions{Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
			return kernel.Socket(), nil
		}}, nil
	}
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	served := make(chan error, 1)
	go func() { served <- remote.Serve(serving, listener, policy) }()
	client, err := remote.Dial(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	s, err := client.Open(ctx, proxy.Route)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		client.Close()
		stop()
		<-served
	})
	return iproute.New(s)
}

// TestEverydayCalls makes the same calls on the running kernel, on one in memory, and on one of another host.
func TestEverydayCalls(t *testing.T) {
	t.Run("remote", func(t *testing.T) { everydayCalls(t, onRemote(t)) })
	t.Run("fake", func(t *testing.T) { everydayCalls(t, onFake(t)) })
	t.Run("kernel", func(t *testing.T) { everydayCalls(t, open(t)) })
}

func everydayCalls(t *testing.T, ip *iproute.IPRoute) {
	ctx := t.Context()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	br0, err := ip.AddLink(ctx, iproute.Link{Name: "br0", Up: iproute.Set(true), MTU: iproute.Set(1400),
		Kind: iproute.Bridge{}})
	ok(err)
	if br0.Name() != "br0" || br0.MTU() != 1400 || br0.Flags()&iproute.IFF_UP == 0 || br0.Index() == 0 {
		t.Errorf("made %s %d %v %d", br0.Name(), br0.MTU(), br0.Flags(), br0.Index())
	}
	v0, err := ip.AddVeth(ctx, iproute.Link{Name: "v0", Master: "br0"},
		iproute.Link{Name: "v1", Up: iproute.Set(true), MTU: iproute.Set(1300)})
	ok(err)
	if v0.Master() != br0.Index() || v0.LinkInfo().Kind() != "veth" {
		t.Errorf("v0 has master %d, want %d; kind %s", v0.Master(), br0.Index(), v0.LinkInfo().Kind())
	}
	v1, err := ip.LinkByIndex(ctx, v0.Link())
	ok(err)
	if v1.Name() != "v1" || v1.MTU() != 1300 || v1.Flags()&iproute.IFF_UP == 0 {
		t.Errorf("the peer is %s, %d, %v", v1.Name(), v1.MTU(), v1.Flags())
	}
	ok(ip.SetUp(ctx, "v0"))
	ok(ip.SetDown(ctx, iproute.ByIndex(v1.Index())))
	ok(ip.LinkRename(ctx, "v1", "w1"))
	ok(ip.SetLink(ctx, "w1", iproute.Link{MTU: iproute.Set(1310)}, iproute.Args{"state": "up"}))
	w1, err := ip.LinkByName(ctx, "w1")
	ok(err)
	if w1.Index() != v1.Index() || w1.MTU() != 1310 || w1.Flags()&iproute.IFF_UP == 0 {
		t.Errorf("w1 is %d, %d, %v", w1.Index(), w1.MTU(), w1.Flags())
	}
	if v1.MTU() != 1300 {
		t.Error("what was got before changes")
	}
	ok(ip.DelLink(ctx, "v0"))
	for _, missing := range []error{
		second(ip.LinkByName(ctx, "w1")), second(ip.LinkByIndex(ctx, v1.Index())), ip.SetUp(ctx, "w1"),
		ip.DelLink(ctx, iproute.ByIndex(v1.Index())), ip.LinkRename(ctx, "w1", "x1"),
	} {
		if !errors.Is(missing, iproute.ErrNotFound) {
			t.Errorf("of a link that is gone: %v", missing)
		}
	}
	if _, err := ip.AddLink(ctx, iproute.Link{Name: "br0", Kind: iproute.Bridge{}}); !errors.Is(err, iproute.ErrExists) {
		t.Errorf("a second br0: %v", err)
	}
	if _, err := ip.AddVeth(ctx, iproute.Link{Name: "a"}, iproute.Link{Name: "b", NetNS: "x",
		Up: iproute.Set(true)}); err == nil || errors.Is(err, iproute.ErrNotFound) {
		t.Errorf("a peer elsewhere that is up: %v", err)
	}
}

// TestNamespacesOfOtherHosts opens none here.
func TestNamespacesOfOtherHosts(t *testing.T) {
	for _, ip := range []*iproute.IPRoute{onFake(t), onRemote(t)} {
		err := ip.MoveTo(t.Context(), "lo", "/proc/self/ns/net")
		if err == nil || !strings.Contains(err.Error(), "net_ns_pid") {
			t.Error(err)
		}
	}
}

// TestMeaningOfErrors asks what programs branch on.
func TestMeaningOfErrors(t *testing.T) {
	kernel := fake.New(fake.Options{})
	ip, err := iproute.OpenRaw(proxy.WithTransport(kernel.Socket()))
	if err != nil {
		t.Fatal(err)
	}
	defer ip.Close()
	for errno, is := range map[syscall.Errno]error{
		syscall.EPERM: iproute.ErrNotPermitted, syscall.EACCES: iproute.ErrNotPermitted,
		syscall.EOPNOTSUPP: iproute.ErrNotSupported, syscall.EEXIST: iproute.ErrExists,
		syscall.ENODEV: iproute.ErrNotFound, syscall.EBUSY: iproute.ErrBusy,
	} {
		kernel.Refuse("RTM_NEWLINK", 1, errno, "said by the kernel")
		_, err := ip.AddLink(t.Context(), iproute.Link{Name: "d0", Kind: iproute.Dummy{}})
		if !errors.Is(err, is) || !errors.Is(err, errno) || !strings.Contains(fmt.Sprint(err), "said by the kernel") {
			t.Errorf("%v, want %v", err, is)
		}
	}
}

func second(_ iproute.LinkView, err error) error { return err }

// TestKindsOfCallbacks makes links that rtnetlink alone refuses.
func TestKindsOfCallbacks(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("tun"))
	ip := open(t)
	ctx := t.Context()
	tap, err := ip.AddLink(ctx, iproute.Args{"ifname": "t0", "kind": "tuntap", "mode": "tap", "uid": 64123, "mtu": 1400,
		"state": "up"})
	if err != nil {
		t.Fatal(err)
	}
	if tap.Name() != "t0" || tap.MTU() != 1400 || tap.Tun().Owner() != 64123 || tap.Flags()&iproute.IFF_UP == 0 {
		t.Errorf("made %s, %d, of %d, %v", tap.Name(), tap.MTU(), tap.Tun().Owner(), tap.Flags())
	}
	tun, err := ip.AddLink(ctx, iproute.Link{Name: "t1", Kind: iproute.Tuntap{Mode: iproute.Set("tun")}})
	if err != nil || tun.Tun().Type() != iproute.IFF_TUN {
		t.Errorf("made %s, %v, %v", tun.Name(), tun.Tun().Type(), err)
	}
	wants(t, link(t, "t0"), map[string]string{"linkinfo.info_kind": "tun", "linkinfo.info_data.type": "tap",
		"linkinfo.info_data.user": "64123", "mtu": "1400"})
	if err := ip.SetLink(ctx, "t0", iproute.Args{"kind": "tuntap", "uid": 1001}); err != nil {
		t.Error(err)
	}
	if tap, err = ip.LinkByName(ctx, "t0"); err != nil || tap.Tun().Owner() != 1001 {
		t.Errorf("of %d, %v", tap.Tun().Owner(), err)
	}
}

func TestLinksInNamespaces(t *testing.T) {
	ip := open(t)
	ctx := context.Background()
	blue, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer blue.Close()
	there, err := iproute.Open(proxy.InNS(blue))
	if err != nil {
		t.Fatal(err)
	}
	defer there.Close()
	fd, err := blue.FD()
	if err != nil {
		t.Fatal(err)
	}
	file := os.NewFile(uintptr(fd), "blue")
	defer file.Close()
	path := fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), fd)
	// by path, NS, file and descriptor
	for i, ns := range []any{path, blue, file, fd} {
		name := "d" + string(rune('0'+i))
		if _, err := ip.AddLink(ctx, iproute.Link{Name: name, Kind: iproute.OtherKind("ifb")}); err != nil {
			t.Fatal(err)
		}
		if err := ip.MoveTo(ctx, iproute.LinkRef(name), ns); err != nil {
			t.Fatalf("%T: %v", ns, err)
		}
		if _, err := there.LinkByName(ctx, name); err != nil {
			t.Errorf("%T: %v", ns, err)
		}
	}
	made, err := ip.AddVeth(ctx, iproute.Link{Name: "v0"}, iproute.Link{Name: "eth0", NetNS: path})
	if err != nil {
		t.Fatal(err)
	}
	peer, err := there.LinkByName(ctx, "eth0")
	if err != nil || peer.Index() != made.Link() {
		t.Errorf("the peer is %d, want %d; %v", peer.Index(), made.Link(), err)
	}
	away, err := ip.AddLink(ctx, iproute.Args{"ifname": "b0", "kind": "bridge", "net_ns": blue})
	if err != nil || !away.IsZero() {
		t.Errorf("made elsewhere: %v", err)
	}
	if _, err := there.LinkByName(ctx, "b0"); err != nil {
		t.Error(err)
	}
}
