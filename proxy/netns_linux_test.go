package proxy_test

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
)

// TestInNetNS opens sockets in a namespace in each way there is, and looks for threads left behind in it.
func TestInNetNS(t *testing.T) {
	testbed.QuickNetNS(t) // its /run is its own
	const name = "blue"
	if err := netns.Create(name); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := netns.Remove(name); err != nil {
			t.Error(err)
		}
	}()
	ns, err := netns.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	if _, err := open(t, proxy.Route).Request(t.Context(), addBridge("outside")); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, proxy.Route, proxy.InNS(ns)).Request(t.Context(), addBridge("inside")); err != nil {
		t.Fatal(err)
	}
	for what, option := range map[string]proxy.Option{
		"name": proxy.InNetNS(name), "path": proxy.InNetNS(netns.Dir + "/" + name), "descriptor": proxy.InNS(ns),
	} {
		names := linkNames(t, open(t, proxy.Route, option))
		if !slices.Contains(names, "inside") || slices.Contains(names, "outside") {
			t.Errorf("by %s: links %q", what, names)
		}
	}
	if _, err := proxy.Open(proxy.Route, proxy.InNetNS("nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a namespace that is not there: %v", err)
	}
	inode, err := ns.Inode()
	if err != nil {
		t.Fatal(err)
	}
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		var st unix.Stat_t
		if unix.Stat("/proc/self/task/"+task.Name()+"/ns/net", &st) == nil && st.Ino == inode {
			t.Errorf("thread %s was left in the namespace", task.Name())
		}
	}
}

// TestNoNamespace refuses a network namespace that is not there.
func TestNoNamespace(t *testing.T) {
	if _, err := proxy.Open(proxy.Route, proxy.InNS(nil)); !contains(err, "there is no network namespace") {
		t.Error(err)
	}
}
