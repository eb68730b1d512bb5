package netns_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
)

// create makes a namespace whose name no other test and no other program has, and removes it at the end.
func create(t *testing.T, suffix string) string {
	t.Helper()
	name := fmt.Sprintf("nlkit-test-%d-%s", os.Getpid(), suffix)
	if err := netns.Create(name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := netns.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	})
	return name
}

func openNS(t *testing.T, name string) *netns.NS {
	t.Helper()
	ns, err := netns.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ns.Close() })
	return ns
}

func interfaces() (names []string, err error) {
	all, err := net.Interfaces()
	for _, i := range all {
		names = append(names, i.Name)
	}
	return names, err
}

// TestLifecycle makes, lists, enters and removes a namespace.
func TestLifecycle(t *testing.T) {
	testbed.Require(t, testbed.Root())
	name := create(t, "a")
	if err := netns.Create(name); !errors.Is(err, fs.ErrExist) {
		t.Errorf("made twice: %v", err)
	}
	ns := openNS(t, name)
	inode, err := ns.Inode()
	if err != nil {
		t.Fatal(err)
	}
	all, err := netns.List()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(all, func(n netns.Namespace) bool { return n.Name == name && n.Inode == inode }) {
		t.Errorf("%s is not in %+v", name, all)
	}
	var inside []string
	if err := ns.Do(func() (err error) { inside, err = interfaces(); return err }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(inside, []string{"lo"}) {
		t.Errorf("inside are %q", inside)
	}
	if err := netns.Remove(name); err != nil {
		t.Fatal(err)
	}
	_, err = netns.Open(name)
	for what, err := range map[string]error{"removed": netns.Remove(name), "opened": err} {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s again: %v", what, err)
		}
	}
	if err := ns.Do(func() error { return nil }); err != nil {
		t.Errorf("a namespace that is open cannot be entered once its name is gone: %v", err)
	}
}

// TestBadNames refuses what is no name, and what is no namespace.
func TestBadNames(t *testing.T) {
	for _, name := range []string{"", ".", "..", "a/b"} {
		if err := netns.Create(name); err == nil {
			t.Errorf("%q was made", name)
		}
		if err := netns.Remove(name); err == nil {
			t.Errorf("%q was removed", name)
		}
	}
	for _, path := range []string{"/proc/self/ns/mnt", "/dev/null", "/nowhere/at/all"} {
		if ns, err := netns.Open(path); err == nil {
			ns.Close()
			t.Errorf("%s was opened", path)
		}
	}
	if _, err := netns.FromFD(-1); err == nil {
		t.Error("descriptor -1 was taken")
	}
}

// TestRefusedDescriptor leaves a descriptor that is no namespace to its owner.
func TestRefusedDescriptor(t *testing.T) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := netns.FromFD(int(f.Fd())); err == nil {
		t.Error("/dev/null was taken")
	}
	runtime.GC() // which closes files that nobody has any more
	runtime.GC()
	if _, err := f.Stat(); err != nil {
		t.Errorf("the descriptor was closed: %v", err)
	}
}

func count(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// TestNoLeaks enters a namespace 10,000 times and looks for threads and descriptors left behind.
func TestNoLeaks(t *testing.T) {
	testbed.Require(t, testbed.Root())
	name := create(t, "leak")
	ns := openNS(t, name)
	visits := []func() error{
		func() error { return nil },
		func() error {
			other, err := netns.Open(name)
			if err != nil {
				return err
			}
			return other.Close()
		},
		func() error { panic("on purpose") },
		func() error { runtime.Goexit(); return nil },
	}
	visit := func(i int) {
		defer func() { _ = recover() }()
		if err := ns.Do(visits[i%4]); (err == nil) != (i%4 < 2) {
			t.Fatalf("visit %d: %v", i%4, err)
		}
	}
	for i := range 100 {
		visit(i)
	}
	threads, files := count(t, "/proc/self/task"), count(t, "/proc/self/fd")
	for i := range 10_000 {
		visit(i)
	}
	if now := count(t, "/proc/self/task"); now > threads+3 {
		t.Errorf("%d threads, %d before", now, threads)
	}
	if now := count(t, "/proc/self/fd"); now > files {
		t.Errorf("%d descriptors, %d before", now, files)
	}
	inode, err := ns.Inode()
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range must(os.ReadDir("/proc/self/task"))(t) {
		var st unix.Stat_t
		if unix.Stat("/proc/self/task/"+task.Name()+"/ns/net", &st) == nil && st.Ino == inode {
			t.Errorf("thread %s was left in the namespace", task.Name())
		}
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestClosed says so when a namespace is used that was closed.
func TestClosed(t *testing.T) {
	ns := must(netns.Current())(t)
	if err := ns.Close(); err != nil {
		t.Fatal(err)
	}
	_, idErr := ns.Inode()
	_, fdErr := ns.FD()
	doErr := ns.Do(func() error { return nil })
	for what, err := range map[string]error{"Do": doErr, "Inode": idErr, "FD": fdErr, "Close": ns.Close()} {
		if !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestDoEnds lets the function fail in every way there is.
func TestDoEnds(t *testing.T) {
	testbed.Require(t, testbed.Root())
	ns, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	boom := errors.New("boom")
	if err := ns.Do(func() error { return boom }); !errors.Is(err, boom) {
		t.Errorf("error: %v", err)
	}
	func() {
		defer func() {
			if p := recover(); p != "panicked" {
				t.Errorf("panic: %v", p)
			}
		}()
		_ = ns.Do(func() error { panic("panicked") })
	}()
	if err := ns.Do(func() error { runtime.Goexit(); return nil }); err == nil {
		t.Error("a function that ended its goroutine has succeeded")
	}
}

// TestDoAtHome needs no privileges to enter the namespace that the program is in.
func TestDoAtHome(t *testing.T) {
	const asNobody = "NLKIT_TEST_AS_NOBODY"
	if os.Getenv(asNobody) != "" {
		ns := must(netns.Current())(t)
		defer ns.Close()
		ran := false
		if err := ns.Do(func() error { ran = true; return nil }); err != nil || !ran {
			t.Errorf("%v, ran: %v", err, ran)
		}
		return
	}
	testbed.Require(t, testbed.Root())
	c := exec.Command("/proc/self/exe", "-test.run=^TestDoAtHome$")
	c.Env = append(os.Environ(), asNobody+"=1")
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// TestWatch sees a namespace come and go.
func TestWatch(t *testing.T) {
	testbed.Require(t, testbed.Root())
	before := create(t, "before")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	late := fmt.Sprintf("nlkit-test-%d-late", os.Getpid())
	var seen []string
	for e, err := range netns.Watch(ctx) {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			break
		}
		switch {
		case e.Name == before && !e.Removed:
			seen = append(seen, "before")
			if err := netns.Create(late); err != nil {
				t.Fatal(err)
			}
		case e.Name == late && !e.Removed:
			seen = append(seen, "came")
			if err := netns.Remove(late); err != nil {
				t.Fatal(err)
			}
		case e.Name == late:
			seen = append(seen, "went")
			cancel()
		}
	}
	if !slices.Equal(seen, []string{"before", "came", "went"}) {
		t.Error(seen)
	}
}

// TestID gives a namespace an id in another, and finds it by that.
func TestID(t *testing.T) {
	testbed.Require(t, testbed.Root())
	name := create(t, "id")
	other := openNS(t, name)
	ns, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	if id, ok, err := ns.ID(other); err != nil || ok {
		t.Errorf("id %d, %v, %v before there is one", id, ok, err)
	}
	if err := ns.SetID(other, -2); err == nil {
		t.Error("the id -2 was given")
	}
	if err := ns.SetID(other, 77); err != nil {
		t.Fatal(err)
	}
	if id, ok, err := ns.ID(other); err != nil || !ok || id != 77 {
		t.Errorf("id %d, %v, %v", id, ok, err)
	}
	if err := ns.SetID(other, 78); !errors.Is(err, unix.EEXIST) {
		t.Errorf("a second id: %v", err)
	}
	found, ok, err := ns.ByID(77)
	if err != nil || !ok || found.Name != name {
		t.Errorf("%+v, %v, %v", found, ok, err)
	}
	if again, ok, err := netns.ByInode(found.Inode); err != nil || !ok || again.Name != name {
		t.Errorf("inode %d is %+v, %v, %v", found.Inode, again, ok, err)
	}
	for what, f := range map[string]func() (netns.Namespace, bool, error){
		"id":    func() (netns.Namespace, bool, error) { return ns.ByID(76) },
		"inode": func() (netns.Namespace, bool, error) { return netns.ByInode(1) },
	} {
		if n, ok, err := f(); ok || err != nil {
			t.Errorf("an %s that nothing has: %+v, %v", what, n, err)
		}
	}
}

// TestProcesses finds this process.
func TestProcesses(t *testing.T) {
	all, err := netns.Processes()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(all, func(n netns.Namespace) bool { return slices.Contains(n.Pids, os.Getpid()) }) {
		t.Errorf("process %d is in none of %+v", os.Getpid(), all)
	}
}
