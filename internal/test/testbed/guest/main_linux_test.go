package guest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

// common is the cache of this machine, and own one with directories of its own for runs and logs, so that no other guest
// is taken for one of the tests'.
var common, own string

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
	base, err := os.UserCacheDir()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	common = filepath.Join(base, "nlkit", "testbed")
	dir, err := os.MkdirTemp("", "guest-test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	err = errors.Join(useCache(dir, "kernels", "init"), os.Setenv("XDG_CACHE_HOME", dir))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// useCache makes an own cache in a directory, which has the lock and these directories of the common one.
func useCache(dir string, shared ...string) error {
	own = filepath.Join(dir, "nlkit", "testbed")
	for _, name := range shared {
		err := errors.Join(os.MkdirAll(filepath.Join(common, name), 0o755),
			os.MkdirAll(filepath.Dir(filepath.Join(own, name)), 0o755),
			os.Symlink(filepath.Join(common, name), filepath.Join(own, name)))
		if err != nil {
			return err
		}
	}
	return os.Symlink(filepath.Join(common, "lock"), filepath.Join(own, "lock"))
}

// onAnyKernel skips the test where there can be no guests. It is for tests that leave the kernel to Run, which takes
// user-mode-linux, or qemu where that cannot run.
func onAnyKernel(t *testing.T) {
	t.Helper()
	testbed.Require(t, testbed.Program("modprobe"))
	if os.Getenv(guest.NoUserModeEnv) == "" {
		testbed.Require(t, testbed.File("/usr/lib/uml/modules"))
	}
	if err := guest.CheckUserMode(t.Context(), os.Stderr); err != nil {
		onEmulator(t)
		testbed.Note(t, err.Error())
	}
}

// onEmulator skips the test where there is no qemu.
func onEmulator(t *testing.T) {
	t.Helper()
	testbed.Require(t, testbed.Program("qemu-system-x86_64"))
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
