package guest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/testbed"
	"github.com/nlkit/nlkit/internal/testbed/guest"
)

// own is a cache with directories of its own for runs and logs, so that no other guest is taken for one of the tests'.
var own string

// sleeperEnv makes this binary one that runs a guest until it is killed.
const sleeperEnv = "NLKIT_GUEST_SLEEPER"

func TestMain(m *testing.M) {
	if os.Getenv(sleeperEnv) != "" {
		_, err := guest.Run(context.Background(), guest.Options{Args: sleeper, Stdout: os.Stdout})
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(runTests(m))
}

// sleeper is a command that says when it runs and then stays.
var sleeper = []string{"sh", "-c", "echo ready; (sleep 1000 & sleep 1000)"}

func runTests(m *testing.M) int {
	dir, err := makeCache()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	return m.Run()
}

func makeCache() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "guest-test")
	if err != nil {
		return "", err
	}
	own = filepath.Join(dir, "nlkit", "testbed")
	if err := os.MkdirAll(own, 0o755); err != nil {
		return dir, err
	}
	common := filepath.Join(base, "nlkit", "testbed")
	for _, name := range []string{"kernels", "init"} {
		if err := os.MkdirAll(filepath.Join(common, name), 0o755); err != nil {
			return dir, err
		}
	}
	for _, name := range []string{"kernels", "init", "lock"} {
		if err := os.Symlink(filepath.Join(common, name), filepath.Join(own, name)); err != nil {
			return dir, err
		}
	}
	return dir, os.Setenv("XDG_CACHE_HOME", dir)
}

// needGuests skips the test where user-mode-linux is not installed.
func needGuests(t *testing.T) {
	t.Helper()
	testbed.Require(t, testbed.File("/usr/lib/uml/modules"))
}

// checkNothingLeft fails the test if the host has a process, mount or file of a run. No guest may be running.
func checkNothingLeft(t *testing.T) {
	t.Helper()
	if runs, err := os.ReadDir(filepath.Join(own, "runs")); err != nil || len(runs) > 0 {
		t.Errorf("directories of runs: %v, %v; want none", runs, err)
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(mounts), own) {
		t.Errorf("something is mounted in the cache:\n%s", mounts)
	}
	for _, pid := range machines(t) {
		cmdline, _ := os.ReadFile("/proc/" + pid + "/cmdline")
		t.Errorf("process %s is left: %q", pid, cmdline)
	}
}

// machines returns the processes that run in the directories of runs, as those of machines do.
func machines(t *testing.T) []string {
	t.Helper()
	links, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		t.Fatal(err)
	}
	var pids []string
	for _, link := range links {
		dir, err := os.Readlink(link)
		if err == nil && strings.HasPrefix(dir, filepath.Join(own, "runs")) {
			pids = append(pids, filepath.Base(filepath.Dir(link)))
		}
	}
	return pids
}

// holders returns the processes that hold machines.
func holders(t *testing.T) []int {
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Error(err)
	}
	var pids []int
	for _, file := range files {
		cmdline, _ := os.ReadFile(file)
		if !strings.Contains(string(cmdline), "\x00hold\x00"+own) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
