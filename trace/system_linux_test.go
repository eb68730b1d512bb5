package trace_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/trace"
)

// seen is a message that a System saw.
type seen struct {
	captures.Record
	name string
	link string
}

// see gives what a System sees to last, until that reports true.
func see(t *testing.T, s *trace.System, last func(m seen) bool) {
	t.Helper()
	d := codec.Decoder{Registry: tables.Registry()}
	for {
		var r captures.Record
		if err := s.Next(&r); err != nil {
			t.Fatal(err)
		}
		for b := r.Data; len(b) > 0; {
			var m codec.Message
			msg, rest, err := (*codec.Protocol)(nil).Split(b, r.BigEndian)
			if err != nil || len(msg) == 0 {
				break
			}
			d.Decode(&m, codec.Context{Protocol: r.Protocol, BigEndian: r.BigEndian}, msg)
			name, _ := m.Attr("IFLA_IFNAME")
			if last(seen{r, m.Name(), name.Text()}) {
				return
			}
			b = rest
		}
	}
}

func openSystem(t *testing.T, o trace.SystemOptions) *trace.System {
	t.Helper()
	s, err := trace.OpenSystem(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// start starts a program that ends with the test.
func start(t *testing.T, name string, args ...string) (pid int) {
	t.Helper()
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	return cmd.Process.Pid
}

// TestSystem has one program add links, and two others listen to that, each of which sees it.
func TestSystem(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("tshark"))
	testbed.NetNS(t)
	var ns unix.Stat_t
	if err := unix.Stat("/proc/thread-self/ns/net", &ns); err != nil {
		t.Fatal(err)
	}
	here := fmt.Sprintf("netns:[%d]", ns.Ino)
	s := openSystem(t, trace.SystemOptions{})
	listeners := []int{start(t, "ip", "monitor", "link"), start(t, "ip", "monitor", "link")}
	file := filepath.Join(t.TempDir(), "out.pcapng")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w, err := pcap.NewNGWriter(out, pcap.NGOptions{})
	if err != nil {
		t.Fatal(err)
	}
	start(t, "sh", "-c", "while ip link add v0 type veth peer name v1 && ip link del v0; do :; done")
	request, ack, told := seen{}, seen{}, map[string]int{} // multicasts of a link, by what was read first
	see(t, s, func(m seen) bool {
		if m.Interface != here {
			return false
		}
		if err := w.Write(&m.Record); err != nil {
			t.Fatal(err)
		}
		switch {
		case m.Pid == os.Getpid():
			t.Errorf("its own %s is seen", m.name)
		case m.Direction == codec.Sent && m.name == "RTM_NEWLINK":
			request = m
		case m.Direction == codec.Received && m.name == "NLMSG_ERROR" && m.Pid == request.Pid:
			ack = m
		case m.Origin.Group == 1 && m.name == "RTM_NEWLINK" && m.link == "v0":
			if port := int(m.PortID); port != listeners[0] && port != listeners[1] {
				t.Errorf("an event was received by port %d, want one of %v", port, listeners)
			}
			told[m.Comment]++
		}
		return ack.Pid != 0 && told["2 receive it"] > 0
	})
	if request.Comm != "ip" || request.PortID == 0 || ack.Comm != "ip" || ack.PortID != request.PortID ||
		ack.Failed != "" {
		t.Errorf("got the request %+v, the acknowledgement %+v", request.Record, ack.Record)
	}
	if err := errors.Join(w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	tshark := exec.Command("tshark", "-r", file, "-T", "fields", "-e", "frame.protocols", "-e", "frame.comment")
	text, err := tshark.Output()
	if err != nil || !bytes.Contains(text, []byte("netlink-route")) || !bytes.Contains(text, []byte(`comm "ip"`)) {
		t.Errorf("tshark: %v: %s", err, text)
	}
}

// TestSystemTexts has a program refused that does not ask for texts.
func TestSystemTexts(t *testing.T) {
	testbed.Require(t, testbed.Root())
	if os.Getenv("NLKIT_TEST_REFUSED") != "" {
		ask(t)
		return
	}
	testbed.NetNS(t)
	s := openSystem(t, trace.SystemOptions{Children: true})
	cmd := exec.Command("/proc/self/exe", "-test.run=TestSystemTexts$")
	cmd.Env = append(os.Environ(), "NLKIT_TEST_REFUSED=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	see(t, s, func(m seen) bool {
		if m.Direction != codec.Sent || m.name != "RTM_NEWROUTE" {
			return false
		}
		if m.Pid != cmd.Process.Pid || !strings.Contains(m.Comment, "kernel: Invalid") {
			t.Errorf("got %+v, want one of %d with a text", m.Record, cmd.Process.Pid)
		}
		return true
	})
}

// ask sends a route of 33 bits, and returns when it is refused.
func ask(t *testing.T) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_ROUTE)
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 28)
	n := binary.NativeEndian
	n.PutUint32(b, 28)
	n.PutUint16(b[4:], unix.RTM_NEWROUTE)
	n.PutUint16(b[6:], unix.NLM_F_REQUEST|unix.NLM_F_ACK|unix.NLM_F_CREATE)
	copy(b[16:], []byte{unix.AF_INET, 33, 0, 0, unix.RT_TABLE_MAIN, unix.RTPROT_STATIC, 0, unix.RTN_UNREACHABLE})
	if err := unix.Sendto(fd, b, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		t.Fatal(err)
	}
	if n, _, err := unix.Recvfrom(fd, make([]byte, 256), 0); err != nil || n < 20 {
		t.Fatal(n, err)
	}
}

// TestSystemOf sees what the children of a process do, and the processes of a cgroup, and no other one.
func TestSystemOf(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	dir, id := cgroup(t)
	inside := func(cmd *exec.Cmd) {
		cmd.SysProcAttr = &syscall.SysProcAttr{UseCgroupFD: true, CgroupFD: int(dir.Fd())}
	}
	s := openSystem(t, trace.SystemOptions{Cgroup: id})
	run(t, nil, "link", "show")
	pid := run(t, inside, "link", "show")
	see(t, s, func(m seen) bool {
		if m.Pid != pid {
			t.Errorf("saw %s of %s[%d], which is not in the cgroup", m.name, m.Comm, m.Pid)
		}
		return m.name == "NLMSG_DONE"
	})
	s.Close()

	shell := exec.Command("sh", "-c", "read line; ip link show; exit 0")
	stdin, err := shell.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	s = openSystem(t, trace.SystemOptions{Pids: []int{shell.Process.Pid}})
	other := run(t, nil, "link", "show")
	stdin.Close()
	if err := shell.Wait(); err != nil {
		t.Fatal(err)
	}
	see(t, s, func(m seen) bool {
		if m.Pid == other || m.Comm != "ip" {
			t.Errorf("saw %s of %s[%d], which is no child of %d", m.name, m.Comm, m.Pid, shell.Process.Pid)
		}
		return m.name == "NLMSG_DONE"
	})
}

// TestSystemEnd ends one that waits.
func TestSystemEnd(t *testing.T) {
	testbed.Require(t, testbed.Root())
	s, err := trace.OpenSystem(trace.SystemOptions{Pids: []int{1 << 30}})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- s.Next(new(captures.Record)) }()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want io.EOF", err)
	}
}
