package proxy_test

import (
	"bytes"
	"errors"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

func rawConnOf(t *testing.T, s *proxy.Socket) syscall.RawConn {
	t.Helper()
	raw, err := s.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestSyscallConn attaches a filter to a socket, recorded or not, that drops events, and closes the socket inside.
func TestSyscallConn(t *testing.T) {
	testbed.QuickNetNS(t)
	var file bytes.Buffer
	for _, opts := range [][]proxy.Option{nil, {recorded(t, &file)}} {
		s, err := proxy.Open(proxy.Route, opts...)
		if err != nil {
			t.Fatal(err)
		}
		raw := rawConnOf(t, s)
		typ := host.Order.AppendUint16(nil, newLinkType)
		filter := []unix.SockFilter{
			{Code: unix.BPF_LD | unix.BPF_H | unix.BPF_ABS, K: 4}, // nlmsg_type, as if it were big-endian
			{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: uint32(typ[0])<<8 | uint32(typ[1])},
			{Code: unix.BPF_RET | unix.BPF_K, K: 0},
			{Code: unix.BPF_RET | unix.BPF_K, K: 1 << 20},
		}
		attach := func(fd uintptr) {
			err = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER,
				&unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]})
		}
		if e := raw.Control(attach); errors.Join(e, err) != nil {
			t.Fatal(e, err)
		}
		sub, err := s.Subscribe(t.Context(), "link")
		if err != nil {
			t.Fatal(err)
		}
		must(t, s, addBridge("br0"), rtnl("RTM_DELLINK", 0, named("br0")))
		isTold(t, "after the filter", sub, "RTM_DELLINK", "br0")
		if e := raw.Control(func(uintptr) { err = s.Close() }); errors.Join(e, err) != nil {
			t.Error(e, err)
		}
		_, err = s.SyscallConn()
		control := raw.Control(func(uintptr) { t.Error("a closed socket has a descriptor") })
		if !errors.Is(err, proxy.ErrClosed) || !errors.Is(control, proxy.ErrClosed) {
			t.Error(err, control)
		}
		nothing := func(uintptr) bool { return true }
		for what, err := range map[string]error{"read": raw.Read(nothing), "write": raw.Write(nothing)} {
			if !errors.Is(err, syscall.EOPNOTSUPP) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	mem := open(t, proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if _, err := mem.SyscallConn(); !errors.Is(err, syscall.EOPNOTSUPP) {
		t.Errorf("of a socket that is not the kernel's: %v", err)
	}
}
