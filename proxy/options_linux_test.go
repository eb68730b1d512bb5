package proxy_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/kernel"
)

// TestPortID asks for a port id, which two sockets cannot have at once.
func TestPortID(t *testing.T) {
	testbed.QuickNetNS(t)
	const id = 4242
	for range 2 { // it is free again after Close
		s, err := proxy.Open(proxy.Route, proxy.PortID(id))
		if err != nil || s.PortID() != id {
			t.Fatal(err)
		}
		other, err := proxy.Open(proxy.Route, proxy.PortID(id))
		const why = "netlink port id 4242 is in use by another socket"
		if other != nil || !errors.Is(err, syscall.EADDRINUSE) || !contains(err, why) {
			t.Errorf("a port id that is taken: %v", err)
		}
		if replies, err := s.Request(t.Context(), getLink(1)); err != nil || replies[0].Header().PortID != id {
			t.Errorf("%d replies, %v", len(replies), err)
		}
		if a, b := open(t, proxy.Route), open(t, proxy.Generic); a.PortID() == 0 || b.PortID() == 0 ||
			a.PortID() == id {
			t.Errorf("chosen port ids: %d, %d", a.PortID(), b.PortID())
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := proxy.Open(99); !errors.Is(err, syscall.EPROTONOSUPPORT) || !contains(err, "protocol 99") {
		t.Errorf("a protocol that is not there: %v", err)
	}
}

// TestBuffers sets how much may wait, and how large a datagram may be.
func TestBuffers(t *testing.T) {
	testbed.QuickNetNS(t)
	for _, octets := range []int{16 << 10, 64 << 20} { // the kernel doubles them, and root may have any
		tr, err := kernel.Open(proxy.Route, transport.Options{ReceiveBuffer: octets})
		if err != nil {
			t.Fatal(err)
		}
		defer tr.Close()
		room, err := tr.(transport.BufferTeller).ReceiveBuffer()
		if err != nil || room != 2*octets {
			t.Errorf("%d octets, %v; want 2 × %d", room, err, octets)
		}
	}
	large := make([]byte, 100<<10)
	host.PutHeader(large, codec.Header{Type: codec.TypeNoop})
	eachPlace(t, func(t *testing.T, open func(opts ...proxy.Option) *proxy.Socket) {
		if _, err := open().RequestRaw(t.Context(), large); err != nil {
			t.Errorf("%d octets: %v", len(large), err)
		}
		_, err := open(proxy.SendBuffer(20<<10)).RequestRaw(t.Context(), large)
		if !errors.Is(err, syscall.EMSGSIZE) || !contains(err, "send 102400 octets") {
			t.Errorf("more than the send buffer: %v", err)
		}
	})
}

// eachPlace runs a test in a network namespace of its own, with rtnetlink sockets that are opened there, and at a
// server.
func eachPlace(t *testing.T, f func(t *testing.T, open func(opts ...proxy.Option) *proxy.Socket)) {
	t.Run("here", func(t *testing.T) {
		testbed.QuickNetNS(t)
		f(t, func(opts ...proxy.Option) *proxy.Socket { return open(t, proxy.Route, opts...) })
	})
	t.Run("at a server", func(t *testing.T) {
		r := dial(t, serve(t, remote.Permissions{}))
		f(t, func(opts ...proxy.Option) *proxy.Socket { return openRemote(t, r, proxy.Route, opts...) })
	})
}

// TestLax has the kernel leave aside what it does not understand of a request for a dump, and filters with it.
func TestLax(t *testing.T) {
	eachPlace(t, func(t *testing.T, open func(opts ...proxy.Option) *proxy.Socket) {
		addRoutesTo(t, open(), 0, 3)
		filtered := ipv4Routes()
		filtered.Fixed["rtm_table"] = 77 // which is not there
		if n := len(destinations(t, open(proxy.Lax()).Dump(t.Context(), filtered))); n != 3 {
			t.Errorf("%d routes, want 3", n)
		}
		for _, err := range open().Dump(t.Context(), filtered) {
			if !errors.Is(err, syscall.ENOENT) {
				t.Errorf("checked strictly: %v", err)
			}
		}
	})
}

// TestQuotes has the kernel quote requests that it refuses whole, or their headers only.
func TestQuotes(t *testing.T) {
	eachPlace(t, func(t *testing.T, open func(opts ...proxy.Option) *proxy.Socket) {
		for _, c := range []struct {
			opts  []proxy.Option
			whole bool
		}{{nil, false}, {[]proxy.Option{proxy.WholeAcks()}, true}} {
			s := open(c.opts...)
			send(t, s, getLink(999))
			h, datagram := receive(t, s)
			const errno, request = 4, 32
			if whole := len(datagram) >= codec.HeaderLen+errno+request; h.Type != codec.TypeError || whole != c.whole {
				t.Errorf("%+v of %d octets, want the request quoted whole: %v", h, len(datagram), c.whole)
			}
		}
	})
}

// forge sends a datagram from a socket of its own to one with a port id, and returns its own port id.
func forge(t *testing.T, to uint32, datagram []byte) uint32 {
	t.Helper()
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		t.Fatal(err)
	}
	if err := unix.Sendto(fd, datagram, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Pid: to}); err != nil {
		t.Fatal(err)
	}
	own, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	return own.(*unix.SockaddrNetlink).Pid
}

// TestSenders takes datagrams of the kernel only, or of others too, and tells who sent them. They may be larger than
// what the kernel sends.
func TestSenders(t *testing.T) {
	forged := linkOf("forged", 0, 0, 0)
	forged = append(forged, make([]byte, 100<<10)...)
	host.PutHeader(forged, codec.Header{Len: uint32(len(forged)), Type: newLinkType})
	eachPlace(t, func(t *testing.T, open func(opts ...proxy.Option) *proxy.Socket) {
		s := open()
		forge(t, s.PortID(), forged)
		seq := send(t, s, getLink(1))
		if got, _ := receive(t, s); got.Seq != seq {
			t.Errorf("%+v was taken from a process", got)
		}
		for _, c := range []struct {
			opts []proxy.Option
			want transport.From
		}{
			{nil, transport.From{NSID: -1, UID: -1, GID: -1, Arrival: 1}},
			{[]proxy.Option{proxy.PassCredentials()},
				transport.From{NSID: -1, Pid: os.Getpid(), UID: os.Getuid(), GID: os.Getgid(), Arrival: 1}},
		} {
			s := open(append(c.opts, proxy.AnySender())...)
			c.want.PortID = forge(t, s.PortID(), forged)
			datagram, from, err := s.Receive(t.Context())
			if err != nil || from != c.want || !bytes.Equal(datagram, forged) {
				t.Errorf("%d octets from %+v, %v; want %d from %+v", len(datagram), from, err, len(forged), c.want)
			}
		}
	})
}

// currentNS opens the namespace of a test.
func currentNS(t *testing.T) *netns.NS {
	t.Helper()
	ns, err := netns.Current()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ns.Close() })
	return ns
}

// TestAllNamespaces listens to what happens in other namespaces, and tells in which.
func TestAllNamespaces(t *testing.T) {
	eachPlace(t, func(t *testing.T, openHere func(opts ...proxy.Option) *proxy.Socket) {
		here := currentNS(t)
		there, err := netns.New()
		if err != nil {
			t.Fatal(err)
		}
		defer there.Close()
		const id = 7
		if err := here.SetID(there, id); err != nil {
			t.Fatal(err)
		}
		all := subscribe(t, openHere(proxy.AllNamespaces()), "link")
		own := subscribe(t, openHere(), "link")
		must(t, open(t, proxy.Route, proxy.InNS(there)), addBridge("there"))
		must(t, openHere(), addBridge("here"))
		if e := isTold(t, "all", all, "RTM_NEWLINK", "there"); e.From.NSID != id {
			t.Errorf("the event came from namespace %d, want %d", e.From.NSID, id)
		}
		if e := isTold(t, "all", all, "RTM_NEWLINK", "here"); e.From.NSID != -1 {
			t.Errorf("the event came from namespace %d, want the socket's own", e.From.NSID)
		}
		isTold(t, "own", own, "RTM_NEWLINK", "here")
	})
}

// TestNetNSOfPid opens a socket in the namespace of a process, from outside, and tells which that is.
func TestNetNSOfPid(t *testing.T) {
	testbed.QuickNetNS(t)
	here := currentNS(t)
	must(t, open(t, proxy.Route), addBridge("inside"))
	process := exec.Command("cat") // until its input ends
	input, err := process.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		input.Close()
		if err := process.Wait(); err != nil {
			t.Error(err)
		}
	}()
	done := make(chan struct{})
	go func() { // in the namespace of the whole process
		defer close(done)
		s, err := proxy.Open(proxy.Route, proxy.InNetNSOfPid(process.Process.Pid))
		if err != nil {
			t.Error(err)
			return
		}
		defer s.Close()
		if !slices.Contains(linkNames(t, s), "inside") {
			t.Error("the socket is in another namespace")
		}
		ns, err := s.NetNS()
		if err != nil {
			t.Error(err)
			return
		}
		defer ns.Close()
		got, err := ns.Inode()
		if want, _ := here.Inode(); got != want || err != nil {
			t.Errorf("namespace %d, %v; want %d", got, err, want)
		}
	}()
	<-done
	if _, err := proxy.Open(proxy.Route, proxy.InNetNSOfPid(1<<30)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a process that is not there: %v", err)
	}
	mem := open(t, proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if _, err := mem.NetNS(); !errors.Is(err, syscall.EOPNOTSUPP) {
		t.Errorf("the namespace of a socket that is not the kernel's: %v", err)
	}
}
