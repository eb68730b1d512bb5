package trace_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/trace"
)

// TestCgroupPath finds a cgroup by its number until it is gone.
func TestCgroupPath(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	dir, id := cgroup(t)
	if got, err := trace.CgroupPath(id); err != nil || got != "/"+filepath.Base(dir.Name()) {
		t.Errorf("got %q, %v, want /%s", got, err, filepath.Base(dir.Name()))
	}
	dir.Close()
	if err := os.Remove(dir.Name()); err != nil {
		t.Fatal(err)
	}
	if got, err := trace.CgroupPath(id); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %q, %v, want fs.ErrNotExist", got, err)
	}
}

func TestContainer(t *testing.T) {
	inner, outer := strings.Repeat("0a", 32), strings.Repeat("f1", 32)
	for path, want := range map[string]string{
		"/": "", "/system.slice/ssh.service": "",
		"/system.slice/docker-" + inner + ".scope":                                            inner,
		"/kubepods.slice/pod1/cri-containerd-" + inner + ".scope":                             inner,
		"/machine.slice/libpod-" + outer + ".scope/container/docker/" + inner + "/init.scope": inner,
	} {
		if got := trace.Container(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}
