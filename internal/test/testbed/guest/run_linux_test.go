package guest_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
)

// TestRun boots guests one beside the other.
func TestRun(t *testing.T) {
	onAnyKernel(t)
	t.Cleanup(func() { checkNothingLeft(t) }) // after all of the parallel tests
	t.Run("streams, status and surroundings", testSurroundings)
	t.Run("signal", func(t *testing.T) {
		t.Parallel()
		status, err := guest.Run(t.Context(), guest.Options{Args: []string{"sh", "-c", "kill -KILL $$"}})
		if status != 128+9 || err != nil {
			t.Errorf("status %d, %v; want %d", status, err, 128+9)
		}
	})
	t.Run("large binary output", testLargeOutput)
	t.Run("shared directory", testShared)
	t.Run("time limit", testTimeLimit)
	t.Run("errors", testErrors)
}

func testSurroundings(t *testing.T) {
	t.Parallel()
	testbed.Require(t, testbed.Program("ip"))
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	const script = `echo "$VALUE"; pwd; id -u; hostname; echo unseen > file; cat file
		test -e /sys/module/bonding && ip link add d0 type dummy && cat /sys/class/net/d0/ifindex > /dev/null && echo modules
		ip link show lo | grep -o LOOPBACK,UP; test -t 1 || echo no terminal; (sleep 1000 &)
		printf 'a\r\n\0\004\377' >&2; exit 7`
	status, err := guest.Run(t.Context(), guest.Options{
		Args: []string{"sh", "-c", script}, Dir: dir,
		Env:    []string{"VALUE=two\nlines  'and' \"$x\"", "PATH=" + os.Getenv("PATH")},
		Stdout: &stdout, Stderr: &stderr, Modules: []string{"bonding"},
	})
	if status != 7 || err != nil {
		t.Errorf("status %d, %v; want 7", status, err)
	}
	want := "two\nlines  'and' \"$x\"\n" + dir + "\n0\nguest\nunseen\nmodules\nLOOPBACK,UP\nno terminal\n"
	if stdout.String() != want {
		t.Errorf("standard output is %q\nwant %q", stdout.String(), want)
	}
	if want := "a\r\n\x00\x04\xff"; stderr.String() != want {
		t.Errorf("standard error is %q\nwant %q", stderr.String(), want)
	}
	if _, err := os.Stat(filepath.Join(dir, "file")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what the guest wrote is on the host: %v", err)
	}
}

func testLargeOutput(t *testing.T) {
	t.Parallel()
	content := make([]byte, 8<<20)
	if _, err := rand.Read(content); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "random")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	status, err := guest.Run(t.Context(), guest.Options{
		Args: []string{"sh", "-c", `cat "$0" & cat "$0" >&2; wait`, file}, Stdout: &stdout, Stderr: &stderr,
	})
	if status != 0 || err != nil {
		t.Errorf("status %d, %v", status, err)
	}
	if !bytes.Equal(stdout.Bytes(), content) || !bytes.Equal(stderr.Bytes(), content) {
		t.Errorf("got %d and %d octets; want %d twice, the same ones", stdout.Len(), stderr.Len(), len(content))
	}
}

func testShared(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "with space, comma")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "kernel.log")
	checkShared(t, guest.Options{ReadWrite: []string{dir}, Dir: dir, Log: log})
	if text, err := os.ReadFile(log); err != nil || !bytes.Contains(text, []byte("Linux version")) {
		t.Errorf("the kernel log, %d octets, does not name the kernel: %v", len(text), err)
	}
}

// checkShared changes the files of a shared directory, which is the current one of the options.
func checkShared(t *testing.T, o guest.Options) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(o.Dir, "given"), []byte("from the host\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	o.Stderr = &stderr
	const script = "cat given > new; echo more >> new; mv new renamed; rm given; mkdir sub; head -c 300000 /dev/zero " +
		"> sub/zeros"
	o.Args = []string{"sh", "-ec", script}
	if status, err := guest.Run(t.Context(), o); status != 0 || err != nil {
		t.Fatalf("status %d, %v: %s", status, err, &stderr)
	}
	text, err := os.ReadFile(filepath.Join(o.Dir, "renamed"))
	if want := "from the host\nmore\n"; string(text) != want {
		t.Errorf("file written in the guest: %q, %v; want %q", text, err, want)
	}
	if info, err := os.Stat(filepath.Join(o.Dir, "sub", "zeros")); err != nil || info.Size() != 300_000 {
		t.Errorf("large file: %v, %v", info, err)
	}
	if _, err := os.Stat(filepath.Join(o.Dir, "given")); err == nil {
		t.Error("the file that the guest removed is still there")
	}
}

func testTimeLimit(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	_, err := guest.Run(t.Context(), guest.Options{Args: []string{"sleep", "1000"},
		Timeout: 5 * time.Second, Stderr: &stderr})
	if !errors.Is(err, guest.ErrTimeout) {
		t.Fatalf("got %v, want %v", err, guest.ErrTimeout)
	}
	if want := "the guest's time limit has passed (5s); its log ends with \""; !strings.Contains(err.Error(), want) {
		t.Errorf("%q is not in %v", want, err)
	}
	_, name, _ := strings.Cut(err.Error(), "; the kernel log is in ")
	if log, err := os.ReadFile(name); err != nil || !bytes.Contains(log, []byte("Linux version")) {
		t.Errorf("the kernel log, %d octets, does not name the kernel: %v", len(log), err)
	}
	if stderr.Len() > 0 {
		t.Errorf("standard error has what no command wrote: %q", &stderr)
	}
}

func testErrors(t *testing.T) {
	for name, c := range map[string]struct {
		o    guest.Options
		want string
	}{
		"no program": {guest.Options{Args: []string{"no-such-program"}}, "no-such-program"},
		"no module": {guest.Options{Args: []string{"true"}, Modules: []string{"no_such_module"}},
			"no_such_module not found"},
		"no directory": {guest.Options{Args: []string{"true"}, Dir: "/no/such"}, "/no/such"},
		"no command":   {guest.Options{}, "no command"},
		"no kernel":    {guest.Options{Args: []string{"true"}, Kernel: "5.10"}, `no kernel is called "5.10"`},
		"no processor": {guest.Options{Args: []string{"true"}, Kernel: guest.UserMode, CPUs: 2}, "2 processors"},
		"whole root":   {guest.Options{Args: []string{"true"}, ReadWrite: []string{"/"}}, "share / read-write"},
		"panic": {guest.Options{Args: []string{"sh", "-c", "echo c > /proc/sysrq-trigger"}},
			`before the command did; its log ends with "sysrq: Trigger a crash; Kernel panic - not syncing: `},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, err := guest.Run(t.Context(), c.o)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("status %d, %v; want an error of a line with %q", status, err, c.want)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	onAnyKernel(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, w := io.Pipe()
	go func() {
		// As soon as the command runs.
		io.ReadFull(r, make([]byte, len("ready\n")))
		cancel()
		io.Copy(io.Discard, r)
	}()
	if status, err := guest.Run(ctx, guest.Options{Args: sleeper, Stdout: w}); !errors.Is(err, context.Canceled) {
		t.Errorf("status %d, %v; want %v", status, err, context.Canceled)
	}
	checkNothingLeft(t)
}

// TestKilled kills the process that runs a guest, so that it cannot clean up.
func TestKilled(t *testing.T) {
	onAnyKernel(t)
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), sleeperEnv+"=1")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(stdout, make([]byte, len("ready\n"))); err != nil {
		t.Fatal(err)
	}
	locks, err := filepath.Glob(filepath.Join(own, "runs", "*", "lock"))
	if err != nil || len(locks) != 1 || len(machines(t)) == 0 {
		t.Fatalf("locks of runs: %q, %v; processes: %q; want one run", locks, err, machines(t))
	}
	lock, err := os.Open(locks[0])
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	// The lock is free when the last process that belongs to the run is gone.
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	checkNothingLeft(t)
}

// TestHolderKilled kills the process that holds a guest's machine, so that it cannot end that.
func TestHolderKilled(t *testing.T) {
	onAnyKernel(t)
	r, w := io.Pipe()
	var killer sync.WaitGroup
	killer.Go(func() {
		io.ReadFull(r, make([]byte, len("ready\n")))
		for _, pid := range holders(t) {
			unix.Kill(pid, unix.SIGKILL)
		}
		io.Copy(io.Discard, r)
	})
	if status, err := guest.Run(t.Context(), guest.Options{Args: sleeper, Stdout: w}); err == nil {
		t.Errorf("status %d, no error", status)
	}
	w.Close()
	killer.Wait()
	checkNothingLeft(t)
}

// TestStale leaves a run's directory as a run does whose processes were all killed.
func TestStale(t *testing.T) {
	onAnyKernel(t)
	stale := filepath.Join(own, "runs", "stale")
	if err := os.MkdirAll(stale, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(stale, "lock"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if status, err := guest.Run(t.Context(), guest.Options{Args: []string{"true"}}); status != 0 || err != nil {
		t.Errorf("status %d, %v", status, err)
	}
	checkNothingLeft(t)
}

func TestEmulator(t *testing.T) {
	onEmulator(t)
	dir := filepath.Join(t.TempDir(), "with space, comma")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	checkShared(t, guest.Options{
		Kernel: guest.Linux61, CPUs: 2, ReadWrite: []string{dir}, Dir: dir, Modules: []string{"wireguard"},
	})
	checkNothingLeft(t)
}

// TestHas boots nothing.
func TestHas(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/uml/modules"))
	for module, want := range map[string]bool{"overlay": true, "team": true, "tun": true, "unix": true,
		"mac80211_hwsim": false} {
		if got, err := guest.Has(t.Context(), guest.UserMode, module); got != want || err != nil {
			t.Errorf("Has(%s) = %t, %v; want %t", module, got, err, want)
		}
	}
	if _, err := guest.Has(t.Context(), "9.9", "team"); err == nil {
		t.Error("a kernel that there is not has modules")
	}
}
