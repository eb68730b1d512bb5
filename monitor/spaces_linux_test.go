package monitor_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// has reports whether an event reads so.
func has(prefix, suffix string) func(*monitor.Event) bool {
	return func(e *monitor.Event) bool {
		l := line(e)
		return strings.HasPrefix(l, prefix) && strings.HasSuffix(l, suffix)
	}
}

// inside runs a test in a process whose threads are all in a network namespace, and a /run, of its own. It reports
// whether this is that process.
func inside(t *testing.T) bool {
	t.Helper()
	const variable = "NLKIT_MONITOR_INSIDE"
	if os.Getenv(variable) == t.Name() {
		return true
	}
	testbed.NetNS(t)
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), variable+"="+t.Name())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	return false
}

// TestNamespaceRemoved lets a namespace go whose name is removed: the other end of its veth pair vanishes.
func TestNamespaceRemoved(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Program("ip"))
	if !inside(t) {
		return
	}
	run(t, "ip netns add blue", "ip link add va type veth peer name vb netns blue")
	w := open(t, monitor.Options{Groups: []string{"link"}, AllNamespaces: true}, 0)
	w.until(has("blue: listed added link link", " vb@if2")) // it is watched
	w.until(has("current links", ""))
	run(t, "ip netns del blue")
	w.until(func(e *monitor.Event) bool {
		return e.NetNS != "blue" && e.Op == follow.Removed && strings.Contains(line(e), " va")
	})
	run(t, "ip netns add blue")
	w.until(has("blue: listed added link link 1 lo", ""))
	run(t, "ip netns exec blue ip link set lo up")
	w.until(has("blue: told changed link link 1 lo", ""))
}

// TestNamespaceOfProcess watches a namespace without a name as long as a process is in it.
func TestNamespaceOfProcess(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Program("ip"))
	if !inside(t) {
		return
	}
	w := open(t, monitor.Options{Groups: []string{"link"}, AllNamespaces: true}, 0)
	cmd := exec.Command("cat")
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNET}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	label := fmt.Sprintf("pid %d", cmd.Process.Pid)
	w.until(has(label+": listed added link link 1 lo", ""))
	run(t, fmt.Sprintf("ip link add va type veth peer name vb netns %d", cmd.Process.Pid))
	w.until(has(label+": told added link link", " vb"))
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	w.until(func(e *monitor.Event) bool {
		return e.NetNS != label && e.Op == follow.Removed && strings.Contains(line(e), " va")
	})
}

// TestNamedNamespaces watches some namespaces, each with its own names of links, and says which are not there.
func TestNamedNamespaces(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Program("ip"))
	testbed.NetNS(t)
	run(t, "ip netns add blue", "ip netns add red")
	w := open(t, monitor.Options{Groups: []string{"link", "addr"}, Namespaces: []string{"blue", "/run/netns/red"}}, 4)
	run(t, "ip -n blue link add inside type bridge", "ip -n red link add outside type bridge",
		"ip -n blue addr add 192.0.2.1/24 dev inside", "ip -n red addr add 192.0.2.1/24 dev outside")
	seen := map[string]bool{}
	w.until(func(e *monitor.Event) bool {
		seen[line(e)] = true
		return seen["blue: told added addr address 192.0.2.1/24 dev inside"] &&
			seen["/run/netns/red: told added addr address 192.0.2.1/24 dev outside"]
	})
	for name, want := range map[string]string{
		"green": `monitor: there is no network namespace "/run/netns/green": no such file or directory`,
		"/etc":  "monitor: /etc is no network namespace",
	} {
		_, err := monitor.Open(t.Context(), monitor.Options{Namespaces: []string{name}})
		if fmt.Sprint(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// TestManyNamespaces watches many namespaces, each with little memory.
func TestManyNamespaces(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Program("ip"))
	if !inside(t) {
		return
	}
	n := times(50)
	var before, after runtime.MemStats
	var commands strings.Builder
	for i := range n {
		fmt.Fprintf(&commands, "netns add n%d\n", i)
	}
	batch := exec.Command("ip", "-batch", "-")
	batch.Stdin = strings.NewReader(commands.String())
	if out, err := batch.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	runtime.GC()
	runtime.ReadMemStats(&before)
	w := open(t, monitor.Options{AllNamespaces: true}, 0)
	watched := map[string]bool{}
	w.until(func(e *monitor.Event) bool {
		w.lines = w.lines[:0]
		if e.Kind == monitor.Current && strings.HasPrefix(e.NetNS, "n") {
			watched[e.NetNS] = true
		}
		return len(watched) == n
	})
	runtime.GC()
	runtime.ReadMemStats(&after)
	each := int(after.HeapInuse+after.StackInuse-before.HeapInuse-before.StackInuse) / n
	t.Logf("%d octets each", each)
	if each > 256<<10 {
		t.Errorf("%d octets each", each)
	}
}
