package proxy_test

import (
	"context"
	"errors"
	"slices"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
)

// dropRoot makes the thread of a test, which ends with it, that of a user without privileges.
func dropRoot(t *testing.T) {
	t.Helper()
	const nobody = 65534
	for _, call := range []uintptr{unix.SYS_SETRESGID, unix.SYS_SETRESUID} { // package syscall would change all threads
		if _, _, errno := unix.RawSyscall(call, nobody, nobody, nobody); errno != 0 {
			t.Fatal(errno)
		}
	}
}

// TestUnprivileged reads and listens as any user may, with the receive buffer that any user gets, and says what other
// things need.
func TestUnprivileged(t *testing.T) {
	testbed.QuickNetNS(t)
	admin := open(t, proxy.Route)
	dropRoot(t)
	s := open(t, proxy.Route)
	sub := subscribe(t, s, "link")
	made := make(chan error)
	go func() { // on a thread of root
		_, err := admin.Request(context.Background(), addBridge("br0"))
		made <- err
	}()
	if err := <-made; err != nil {
		t.Fatal(err)
	}
	isTold(t, "an event", sub, "RTM_NEWLINK", "br0")
	if names := linkNames(t, s); !slices.Equal(names, []string{"lo", "br0"}) {
		t.Errorf("links %q", names)
	}
	if _, err := open(t, proxy.Generic).FamilyID(t.Context(), "nlctrl"); err != nil {
		t.Error(err)
	}
	_, err := s.Request(t.Context(), addBridge("br0"))
	refused(t, "a request", err, "RTM_NEWLINK: operation not permitted (EPERM)")
	_, err = admin.Request(t.Context(), addBridge("br0")) // who opened the socket does not matter alone
	refused(t, "a request on root's socket", err, "RTM_NEWLINK: operation not permitted (EPERM)")
	_, err = s.NetNS()
	refused(t, "NetNS", err, "network namespace of the socket (needs CAP_NET_ADMIN in it): ")
	_, err = proxy.Open(proxy.Route, proxy.AllNamespaces())
	refused(t, "AllNamespaces", err, "set NETLINK_LISTEN_ALL_NSID (needs CAP_NET_BROADCAST): ")
	_, err = open(t, proxy.Netfilter).Subscribe(t.Context(), "nftables")
	refused(t, "a group", err, "join multicast group nftables: needs CAP_NET_ADMIN as a rule: ")
}

func refused(t *testing.T, what string, err error, text string) {
	t.Helper()
	if !errors.Is(err, syscall.EPERM) || !contains(err, text) {
		t.Errorf("%s: %v; want %q", what, err, text)
	}
}

// TestUnprivilegedBuffer asks for more receive buffer than any user gets: it gets what there is.
func TestUnprivilegedBuffer(t *testing.T) {
	testbed.QuickNetNS(t)
	dropRoot(t)
	const much = 512 << 20
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, much); err != nil {
		t.Fatal(err)
	}
	want, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF)
	if err != nil {
		t.Fatal(err)
	}
	tr, err := kernel.Open(proxy.Route, transport.Options{ReceiveBuffer: much})
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	got, err := tr.(transport.BufferTeller).ReceiveBuffer()
	if err != nil || got != want {
		t.Errorf("%d octets, %v; want %d", got, err, want)
	}
}
