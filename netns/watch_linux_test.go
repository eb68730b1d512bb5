package netns_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
)

// TestShortLived sees namespaces that are gone at once: each comes and goes, in this order, whether or not there was
// time to look at it.
func TestShortLived(t *testing.T) {
	testbed.Require(t, testbed.Root())
	const n = 60
	prefix := fmt.Sprintf("nlkit-test-%d-short-", os.Getpid())
	name := func(i int) string { return fmt.Sprint(prefix, i%20) } // names come again
	last := create(t, "last")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	began := false
	came, went, there := 0, 0, map[string]uint64{}
	for e, err := range netns.Watch(ctx) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			t.Fatal(err)
		case e.Name == last && !began: // the watch has begun
			began = true
			for i := range n {
				if err := errors.Join(netns.Create(name(i)), netns.Remove(name(i))); err != nil {
					t.Fatal(err)
				}
			}
			if err := netns.Remove(last); err != nil {
				t.Fatal(err)
			}
		case e.Name == last:
			cancel()
		case !strings.HasPrefix(e.Name, prefix):
		case e.Removed:
			inode, was := there[e.Name]
			if went++; !was || inode != e.Inode {
				t.Errorf("%+v went, %d had come: %v", e, inode, was)
			}
			delete(there, e.Name)
		default:
			if _, is := there[e.Name]; is {
				t.Errorf("%+v came twice", e)
			}
			came++
			there[e.Name] = e.Inode
		}
	}
	if came != n || went != n {
		t.Errorf("%d came and %d went, of %d", came, went, n)
	}
}

// TestRemounted sees that a name is given to another namespace, and that a file is not a namespace any more.
func TestRemounted(t *testing.T) {
	testbed.Require(t, testbed.Root())
	name := create(t, "remounted")
	path := filepath.Join(netns.Dir, name)
	other := create(t, "other")
	unmount := func() error { return syscall.Unmount(path, syscall.MNT_DETACH) }
	steps := []func() error{
		func() error {
			return errors.Join(unmount(), syscall.Mount(filepath.Join(netns.Dir, other), path, "", syscall.MS_BIND, ""))
		},
		unmount,
		func() error { return syscall.Mount(filepath.Join(netns.Dir, other), path, "", syscall.MS_BIND, "") },
	}
	inode := must(openNS(t, other).Inode())(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var seen []string
	for e, err := range netns.Watch(ctx) {
		if errors.Is(err, context.Canceled) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e.Name != name {
			continue
		}
		seen = append(seen, fmt.Sprint(e.Removed, e.Inode == inode))
		want := [][]string{{"false false"}, {"true false", "false true"}, {"true true"}, {"false true"}}
		for i := range want {
			if slices.Equal(seen, slices.Concat(want[:i+1]...)) {
				if i == len(steps) {
					cancel()
				} else if err := steps[i](); err != nil {
					t.Fatal(err)
				}
			}
		}
		if len(seen) > 5 {
			t.Fatalf("%q", seen)
		}
	}
}

// TestUnnamed sees the namespace of a process that has no name come and go, and get a name in between.
func TestUnnamed(t *testing.T) {
	testbed.Require(t, testbed.Root())
	process := exec.Command("cat") // until its input ends
	process.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	input, err := process.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("nlkit-test-%d-named", os.Getpid())
	path := filepath.Join(netns.Dir, name)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var seen []string
	var inode uint64
	note := func(e netns.Event) {
		sign := map[bool]string{true: "-", false: "+"}[e.Removed]
		seen = append(seen, sign+map[bool]string{true: "named"}[e.Name != ""])
	}
	for e, err := range netns.Watch(ctx, netns.Unnamed(time.Millisecond)) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			t.Fatal(err)
		case process.Process == nil: // the watch has begun
			if err := process.Start(); err != nil {
				t.Fatal(err)
			}
			defer process.Process.Kill()
		case slices.Contains(e.Pids, process.Process.Pid) && inode == 0:
			inode = e.Inode
			if note(e); e.Name != "" || e.Path != netns.PathOfPid(process.Process.Pid) {
				t.Errorf("%+v", e)
			}
			if err := os.WriteFile(path, nil, 0o444); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = netns.Remove(name) })
			if err := syscall.Mount(e.Path, path, "", syscall.MS_BIND, ""); err != nil {
				t.Fatal(err)
			}
		case e.Inode != inode:
		default:
			switch note(e); strings.Join(seen, " ") {
			case "+ +named -":
				if err := netns.Remove(name); err != nil {
					t.Fatal(err)
				}
			case "+ +named - -named +":
				if err := errors.Join(input.Close(), process.Wait()); err != nil {
					t.Fatal(err)
				}
			case "+ +named - -named + -":
				cancel()
			}
		}
	}
	if got := strings.Join(seen, " "); got != "+ +named - -named + -" {
		t.Error(got)
	}
	for _, err := range netns.Watch(t.Context(), netns.Unnamed(0)) {
		if err == nil || !strings.Contains(err.Error(), "every 0s") {
			t.Error(err)
		}
	}
}

// TestWatchDir watches for names where there is no directory for them yet, and where it is made anew.
func TestWatchDir(t *testing.T) {
	const inside = "NLKIT_TEST_WITHOUT_DIR"
	if os.Getenv(inside) == "" {
		testbed.Require(t, testbed.Root())
		c := exec.Command("/proc/self/exe", "-test.run=^TestWatchDir$")
		c.Env = append(os.Environ(), inside+"=1")
		c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
		return
	}
	err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, "")
	if err := errors.Join(err, syscall.Mount("tmpfs", "/run", "tmpfs", 0, "")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var seen []string
	for e, err := range netns.Watch(ctx, netns.Unnamed(time.Hour)) {
		if errors.Is(err, context.Canceled) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e.Name == "" && len(seen) > 0 {
			continue
		}
		seen = append(seen, e.Name)
		switch len(seen) {
		case 1: // of a process, the watch has begun
			err = netns.Create("a")
		case 2:
			err = errors.Join(syscall.Unmount(netns.Dir+"/a", 0), syscall.Unmount(netns.Dir, 0),
				os.RemoveAll(netns.Dir), netns.Create("b"))
		case 3:
			if !e.Removed {
				t.Errorf("%+v", e)
			}
		case 4:
			err = errors.Join(netns.Remove("b"), os.WriteFile(netns.Dir+"/no-namespace", nil, 0o444))
		case 5:
			cancel()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(seen, " "); got != " a a b b" {
		t.Errorf("%q", got)
	}
}
