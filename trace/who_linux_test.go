package trace_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/trace"
)

// watched is a socket that receives events, and who tells of them.
type watched struct {
	t      *testing.T
	socket *proxy.Socket
	sub    *proxy.Subscription
	source *trace.Source
}

func watch(t *testing.T, groups ...string) *watched { return watchOnly(t, "", groups...) }

// watchOnly is watch for events of which an expression holds.
func watchOnly(t *testing.T, expression string, groups ...string) *watched {
	t.Helper()
	s, err := proxy.Open(proxy.Route, proxy.ReceiveBuffer(64<<20)) // nothing is lost, however slow the machine is
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	who, err := trace.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { who.Close() })
	conn, err := s.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	source, err := who.Attach(conn)
	if expression != "" {
		var p *filter.Program
		if p, err = filter.Compile(tables.Registry(), expression); err != nil {
			t.Fatal(err)
		}
		source, err = who.AttachFilter(conn, bpf.Compile(tables.Registry(), linux.NETLINK_ROUTE, p).Instructions(0))
	}
	if err != nil {
		t.Fatal(err)
	}
	sub, err := s.Subscribe(t.Context(), groups...)
	if err != nil {
		t.Fatal(err)
	}
	return &watched{t, s, sub, source}
}

// caused is an event: a message, and who caused it.
type caused struct {
	name string
	link string
	task trace.Task
}

// until returns the events up to the first for which last reports true.
func (w *watched) until(last func(c caused) bool) (events []caused) {
	w.t.Helper()
	for {
		got, err := w.sub.Take(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		for _, d := range got {
			task, ok := w.source.Cause(d.Octets)
			if !ok {
				w.t.Fatal("nobody caused an event")
			}
			if age := time.Since(task.Time); age < -time.Minute || age > time.Minute {
				w.t.Errorf("an event of just now was at %v", task.Time)
			}
			for m := range w.socket.Messages(d.Octets) {
				link, _ := m.Attr("IFLA_IFNAME")
				c := caused{m.Name(), link.Text(), task}
				events = append(events, c)
				if last(c) {
					return events
				}
			}
		}
	}
}

// run runs ip, changed as f likes, and returns its pid.
func run(t *testing.T, f func(*exec.Cmd), args ...string) (pid int) {
	t.Helper()
	cmd := exec.Command("ip", args...)
	if f != nil {
		f(cmd)
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("ip %v: %v: %s", args, err, out)
	}
	return cmd.Process.Pid
}

// TestCause has programs of several users and cgroups change links, and looks for them.
func TestCause(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	dir, id := cgroup(t)
	w := watch(t, "link", "ipv4_ifaddr")
	adder := run(t, func(cmd *exec.Cmd) {
		cmd.SysProcAttr = &syscall.SysProcAttr{UseCgroupFD: true, CgroupFD: int(dir.Fd())}
	}, "link", "add", "v0", "type", "veth", "peer", "name", "v1")
	for _, c := range w.until(func(c caused) bool { return c.link == "v0" }) {
		want := trace.Task{Time: c.task.Time, Pid: adder, Tid: adder, Comm: "ip", Cgroup: id}
		if c.name != "RTM_NEWLINK" || c.task != want {
			t.Errorf("%s %s: got %+v, want %+v", c.name, c.link, c.task, want)
		}
	}
	const nobody = 65534
	addresser := run(t, func(cmd *exec.Cmd) {
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Credential: &syscall.Credential{Uid: nobody, Gid: nobody}, AmbientCaps: []uintptr{unix.CAP_NET_ADMIN},
		}
	}, "addr", "add", "10.0.0.1/24", "dev", "v0")
	for _, c := range w.until(func(c caused) bool { return c.name == "RTM_NEWADDR" }) {
		got := c.task
		if got.Context != trace.SystemCall || got.Pid != addresser || got.UID != nobody || got.Cgroup == id {
			t.Errorf("%s %s: got %+v, want one of %d, of user %d", c.name, c.link, got, addresser, nobody)
		}
	}
}

// TestCauseFiltered has the kernel reject all events but one, and looks for its cause.
func TestCauseFiltered(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	w := watchOnly(t, `type == "RTM_NEWADDR" && attr.IFA_LOCAL == "10.0.0.2"`, "link", "ipv4_ifaddr")
	run(t, nil, "link", "add", "v0", "type", "veth", "peer", "name", "v1")
	run(t, nil, "addr", "add", "10.0.0.1/24", "dev", "v0")
	adder := run(t, nil, "addr", "add", "10.0.0.2/24", "dev", "v0")
	for _, c := range w.until(func(c caused) bool { return true }) {
		if c.name != "RTM_NEWADDR" || c.task.Pid != adder {
			t.Errorf("got %s of %v, want the address of %d", c.name, c.task, adder)
		}
	}
}

// TestAsync gives links a carrier, which takes a thread of the kernel's to say, and has a packet come in while this
// process runs: it is not to blame.
func TestAsync(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	w := watch(t, "link", "neigh")
	by := []int{
		run(t, nil, "link", "add", "v0", "type", "veth", "peer", "name", "v1"),
		run(t, nil, "addr", "add", "10.0.0.1/24", "dev", "v0"),
		run(t, nil, "link", "set", "v0", "up"),
		run(t, nil, "link", "set", "v1", "up"),
	}
	for _, c := range w.until(func(c caused) bool { return c.link == "v1" && c.task.Async() }) {
		switch c.task.Context {
		case trace.SystemCall:
			if !slices.Contains(by, c.task.Pid) {
				t.Errorf("%s %s: got %v, want one of %v", c.name, c.link, c.task, by)
			}
		case trace.KernelThread:
			if !strings.HasPrefix(c.task.Comm, "kworker/") {
				t.Errorf("%s %s: got %v, want a kworker", c.name, c.link, c.task)
			}
		}
	}
	if err := os.WriteFile("/proc/sys/net/ipv4/conf/v0/arp_accept", []byte("1"), 0); err != nil {
		t.Fatal(err)
	}
	askFrom(t, "v1")
	events := w.until(func(c caused) bool { return c.name == "RTM_NEWNEIGH" })
	got := events[len(events)-1].task
	if want := (trace.Task{Context: trace.Interrupt, Time: got.Time}); got != want {
		t.Errorf("a packet was the cause: got %+v, want %+v", got, want)
	}
}

// askFrom sends an ARP request of 10.0.0.9, at a link's other end, for 10.0.0.1.
func askFrom(t *testing.T, name string) {
	t.Helper()
	link, err := net.InterfaceByName(name)
	if err != nil {
		t.Fatal(err)
	}
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	packet := []byte("\xff\xff\xff\xff\xff\xff\x02\x00\x00\x00\x00\x09\x08\x06" + "\x00\x01\x08\x00\x06\x04\x00\x01" +
		"\x02\x00\x00\x00\x00\x09\x0a\x00\x00\x09" + "\x00\x00\x00\x00\x00\x00\x0a\x00\x00\x01")
	if err := unix.Sendto(fd, packet, 0, &unix.SockaddrLinklayer{Ifindex: link.Index, Halen: 6}); err != nil {
		t.Fatal(err)
	}
}

// TestCauseOfMany asks about more messages than the ring buffer has room for, after the last of them.
func TestCauseOfMany(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	w := watch(t, "ipv4_route")
	const routes = 30_000
	var batch strings.Builder
	for i := range routes {
		fmt.Fprintf(&batch, "route add unreachable 10.%d.%d.%d/32\n", i>>16, i>>8&0xff, i&0xff)
	}
	pid := run(t, func(cmd *exec.Cmd) { cmd.Stdin = strings.NewReader(batch.String()) }, "-batch", "-")
	n := 0
	for _, c := range w.until(func(caused) bool { n++; return n == routes }) {
		if c.task.Pid != pid {
			t.Fatalf("%s: got %v, want %d", c.name, c.task, pid)
		}
	}
}

// TestNotPermitted says what is missing where it is not permitted.
func TestNotPermitted(t *testing.T) {
	if os.Getenv("NLKIT_TEST_UNPRIVILEGED") != "" {
		_, err := trace.Open()
		if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "lacks CAP_BPF and CAP_PERFMON") ||
			strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v", err)
		}
		return
	}
	testbed.Require(t, testbed.Root())
	cmd := exec.Command("/proc/self/exe", "-test.run=TestNotPermitted$")
	cmd.Env = append(os.Environ(), "NLKIT_TEST_UNPRIVILEGED=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// cgroup makes a cgroup that ends with the test, and returns its directory and number.
func cgroup(t *testing.T) (dir *os.File, id uint64) {
	t.Helper()
	const root = "/sys/fs/cgroup"
	if err := unix.Mount("none", root, "cgroup2", 0, ""); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(root, "nlkit-test-"+strings.Repeat("ab", 32))
	if err := os.Mkdir(name, 0o755); err != nil {
		t.Fatal(err)
	}
	dir, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		dir.Close()
		os.Remove(name)
	})
	info, err := dir.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return dir, info.Sys().(*syscall.Stat_t).Ino
}
