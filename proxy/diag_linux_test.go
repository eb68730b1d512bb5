package proxy_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
)

// TestSockets finds sockets of the running kernel by byte code, reads all that it tells of them, with the congestion
// control BBR and keys of TCP MD5, and destroys one: the event is about the same socket.
func TestSockets(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"))
	testbed.NetNS(t)
	run(t, "ip", "link", "set", "lo", "up")
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	conn, err := net.Dial("tcp4", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	hasMD5, hasBBR := options(t, listener.(*net.TCPListener), conn.(*net.TCPConn))

	ctx := context.Background()
	s, err := proxy.Open(unix.NETLINK_SOCK_DIAG)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	port := conn.LocalAddr().(*net.TCPAddr).Port
	request := &codec.Request{Protocol: "sock_diag", Type: "by_family",
		Fixed: map[string]any{"family": "inet", "protocol": "tcp", "idiag_states": "ESTABLISHED",
			"idiag_ext": []string{"MEMINFO", "INFO", "VEGASINFO", "CONG", "TOS", "TCLASS", "SKMEMINFO", "SHUTDOWN"}},
		Attrs: []codec.A{{Name: "BYTECODE", Value: []codec.A{
			{Name: "S_EQ", Value: map[string]any{"no": 12, "port": port}},
		}}}}
	found := dumpSockets(t, s, request)
	if len(found) != 1 {
		t.Fatalf("%d sockets have port %d", len(found), port)
	}
	if v, _ := found[0].Field("id.idiag_sport"); v != uint64(port) {
		t.Errorf("the port is %d, want %d", v, port)
	}
	if _, ok := found[0].Attr("INET_DIAG_BBRINFO"); ok != hasBBR {
		t.Errorf("BBR tells of itself: %v, want %v", ok, hasBBR)
	}
	request.Fixed["idiag_states"], request.Attrs = "LISTEN", nil
	if listening := dumpSockets(t, s, request); hasMD5 {
		text := string(form.Text.Append(nil, listening[0]))
		if !strings.Contains(text, "tcpm_keylen=6 tcpm_addr=127.0.0.9") {
			t.Errorf("no key in %s", text)
		}
	}
	destroy(ctx, t, s, found[0], conn)
}

// options gives sockets what only some kernels have: a key of TCP MD5, and BBR.
func options(t *testing.T, listener *net.TCPListener, conn *net.TCPConn) (hasMD5, hasBBR bool) {
	t.Helper()
	key := unix.TCPMD5Sig{Keylen: 6}
	key.Addr.Family = unix.AF_INET
	copy(key.Addr.Data[2:], []byte{127, 0, 0, 9})
	copy(key.Key[:], "secret")
	control(t, listener, func(fd int) {
		hasMD5 = unix.SetsockoptTCPMD5Sig(fd, unix.IPPROTO_TCP, unix.TCP_MD5SIG, &key) == nil
	})
	control(t, conn, func(fd int) {
		hasBBR = unix.SetsockoptString(fd, unix.IPPROTO_TCP, unix.TCP_CONGESTION, "bbr") == nil
	})
	return hasMD5, hasBBR
}

func control(t *testing.T, c syscall.Conn, f func(fd int)) {
	t.Helper()
	raw, err := c.SyscallConn()
	if err == nil {
		err = raw.Control(func(fd uintptr) { f(int(fd)) })
	}
	if err != nil {
		t.Fatal(err)
	}
}

// dumpSockets returns what the kernel tells, all of which the tables know.
func dumpSockets(t *testing.T, s *proxy.Socket, r *codec.Request) (all []*codec.Message) {
	t.Helper()
	for m, err := range s.Dump(context.Background(), r) {
		if err != nil {
			t.Fatal(err)
		}
		if _, unknown, opaque := m.Tally(); unknown+opaque > 0 {
			t.Errorf("unknown %d, opaque %d: %s", unknown, opaque, form.Text.Append(nil, m))
		}
		all = append(all, m.Clone())
	}
	return all
}

// destroy has the kernel destroy a socket, and looks for the event, which comes once the program has closed it.
func destroy(ctx context.Context, t *testing.T, s *proxy.Socket, socket *codec.Message, conn net.Conn) {
	t.Helper()
	events, err := s.Subscribe(ctx, "SKNLGRP_INET_TCP_DESTROY")
	if err != nil {
		t.Fatal(err)
	}
	defer events.Close()
	cookie, _ := socket.Field("id.idiag_cookie")
	sport, _ := socket.Field("id.idiag_sport")
	dport, _ := socket.Field("id.idiag_dport")
	_, err = s.Request(ctx, &codec.Request{Protocol: "sock_diag", Type: "SOCK_DESTROY", FlagNames: "request|ack",
		Fixed: map[string]any{"family": "inet", "protocol": "tcp", "id": map[string]any{"idiag_sport": sport,
			"idiag_dport": dport, "idiag_src": "127.0.0.1", "idiag_dst": "127.0.0.1",
			"idiag_cookie": fmt.Sprintf("%x", cookie)}}})
	if errors.Is(err, syscall.EOPNOTSUPP) {
		t.Log("the kernel was made without CONFIG_INET_DIAG_DESTROY")
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNABORTED) {
		t.Errorf("reading from the socket: %v", err)
	}
	conn.Close()
	for {
		e, err := events.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if codec.SameObject(e.Message, socket) {
			return
		}
	}
}

// TestIPsec makes a state by names, which ip shows as it was asked for, and reads it again: the tables know all of it.
func TestIPsec(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Module("xfrm_user"), testbed.Module("esp4"),
		testbed.Module("gcm"))
	testbed.NetNS(t)
	s, err := proxy.Open(unix.NETLINK_XFRM)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	none := map[string]any{"soft_byte_limit": "inf", "hard_byte_limit": "inf", "soft_packet_limit": "inf",
		"hard_packet_limit": "inf", "hard_add_expires_seconds": 3600}
	_, err = s.Request(ctx, &codec.Request{Protocol: "xfrm", Type: "newsa", FlagNames: "request|ack",
		Fixed: map[string]any{"id": map[string]any{"daddr": "192.0.2.2", "spi": "1000", "proto": "esp"},
			"saddr": "192.0.2.1", "family": "inet", "mode": "tunnel", "reqid": 7, "flags": "esn", "lft": none},
		Attrs: []codec.A{
			{Name: "alg_aead", Value: map[string]any{"alg_name": "rfc4106(gcm(aes))", "alg_icv_len": 128,
				"alg_key": "00112233445566778899aabbccddeeff00112233"}},
			{Name: "mark", Value: map[string]any{"v": "5", "m": "ff"}}, {Name: "if_id", Value: 9},
			{Name: "replay_esn_val", Value: map[string]any{"replay_window": 64, "bmp": []uint32{0, 0}}},
		}})
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Join(strings.Fields(run(t, "ip", "xfrm", "state")), " ")
	for m, err := range s.Dump(ctx, &codec.Request{Protocol: "xfrm", Type: "getsa"}) {
		if err != nil {
			t.Fatal(err)
		}
		if all, unknown, opaque := m.Tally(); unknown+opaque > 0 || all < 4 {
			t.Errorf("unknown %d, opaque %d of %d: %s", unknown, opaque, all, form.Text.Append(nil, m))
		}
		if got := strings.TrimPrefix(string(form.Brief.Append(nil, m)), "newsa "); got != shown {
			t.Errorf("got  %s\nwant %s", got, shown)
		}
	}
	if !strings.Contains(shown, "spi 0x00001000") {
		t.Errorf("ip shows %q", shown)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v %s", name, args, err, &stderr)
	}
	return string(out)
}
