package guest_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/internal/test/testbed/guest"
	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// standIn is a program that is taken for user-mode-linux.
type standIn struct {
	program string // its file
	boots   string // file with an octet for every time it ran
}

// newStandIn installs a shell script for the time of the test, in a cache that has no answer of it.
func newStandIn(t *testing.T, script string) *standIn {
	t.Helper()
	testbed.Require(t, testbed.Program("modprobe"))
	t.Setenv(guest.NoUserModeEnv, "")
	was, cache, root := own, t.TempDir(), t.TempDir()
	t.Cleanup(func() { own = was })
	if err := useCache(cache, "init", "kernels/"+string(guest.Linux61)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", cache)
	guest.Install(t, root)
	s := &standIn{program: filepath.Join(root, "usr/bin/linux.uml"), boots: filepath.Join(root, "boots")}
	tree := filepath.Join(root, "usr/lib/uml/modules/1.2.3")
	for file, text := range map[string]string{
		filepath.Join(tree, "modules.dep"): "", filepath.Join(tree, "modules.builtin"): "kernel/overlay.ko\n",
		s.program: "", s.boots: "",
	} {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s.replace(t, script)
	return s
}

// replace makes it another version.
func (s *standIn) replace(t *testing.T, script string) {
	t.Helper()
	script = "#!/bin/sh\nprintf x >> " + s.boots + "\n" + script + "\n"
	if err := os.WriteFile(s.program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
}

// booted fails the test unless the program ran so many times.
func (s *standIn) booted(t *testing.T, want int) {
	t.Helper()
	if boots, err := os.ReadFile(s.boots); err != nil || len(boots) != want {
		t.Errorf("it was booted %d times, %v; want %d", len(boots), err, want)
	}
}

// answers returns the files with answers, with the logs.
func answers(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(own, "kernels", "uml-*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// dying returns a script that does as user-mode-linux does where it cannot set the registers of its first process: it
// writes its log, and aborts.
func dying(t *testing.T) string {
	t.Helper()
	log, err := filepath.Abs("testdata/registers-refused.log")
	if err != nil {
		t.Fatal(err)
	}
	return "cat '" + log + "'\nkill -ABRT $$"
}

// death is what is told of it.
const death = `kernel uml 1.2.3 ended (status 134, SIGABRT) before the command did; its log ends with "userspace - ` +
	`ptrace set fp regs failed, errno = 14; Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b"`

// checkLine fails the test unless the error is of one line, which begins and ends so.
func checkLine(t *testing.T, err error, prefix, suffix string) {
	t.Helper()
	if err == nil || !strings.HasPrefix(err.Error(), prefix) || !strings.HasSuffix(err.Error(), suffix) ||
		strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v\nwant a line %q … %q", err, prefix, suffix)
	}
}

func TestUserModeThatDies(t *testing.T) {
	s := newStandIn(t, dying(t))
	err := guest.CheckUserMode(t.Context(), nil)
	checkLine(t, err, "guests run in qemu, not under user-mode-linux: "+death+"; the kernel log is in ", ".log")
	_, name, _ := strings.Cut(err.Error(), "the kernel log is in ")
	log, logErr := os.ReadFile(name)
	if logErr != nil || !bytes.Contains(log, []byte("put_fp_registers")) {
		t.Errorf("the kernel log has %d octets, %v", len(log), logErr)
	}
	if again := guest.CheckUserMode(t.Context(), nil); again == nil || again.Error() != err.Error() {
		t.Errorf("then %v\nnow %v", err, again)
	}
	s.booted(t, 1)
	if files := answers(t); len(files) != 2 {
		t.Errorf("answer and log are in %q", files)
	}
	var stdout, stderr bytes.Buffer
	_, err = guest.Run(t.Context(), guest.Options{Kernel: guest.UserMode, Args: []string{"true"},
		Stdout: &stdout, Stderr: &stderr})
	checkLine(t, err, death+": set NLKIT_TESTBED_NO_UML=1 to have qemu run guests; the kernel log is in ", ".log")
	if stdout.Len()+stderr.Len() > 0 {
		t.Errorf("the command wrote %q and %q, and did not run", &stdout, &stderr)
	}
	checkNothingLeft(t)
}

// TestFallBack runs a command in qemu, as user-mode-linux dies.
func TestFallBack(t *testing.T) {
	onEmulator(t)
	if err := guest.Fetch(t.Context(), guest.Linux61, os.Stderr); err != nil {
		t.Fatal(err)
	}
	newStandIn(t, dying(t))
	var stdout, progress bytes.Buffer
	status, err := guest.Run(t.Context(), guest.Options{Args: []string{"uname", "-r"}, Stdout: &stdout,
		Progress: &progress})
	release, _ := guest.Release(t.Context(), guest.Linux61)
	if status != 0 || err != nil || stdout.String() != release+"\n" {
		t.Errorf("status %d, %v, kernel %q; want %s", status, err, &stdout, release)
	}
	checkLine(t, errors.New(strings.TrimSuffix(progress.String(), "\n")), "guests run in qemu, not under ", ".log")
}

// TestLateOutput has machines that give what the command wrote after its result, as the ports do not wait for each
// other.
func TestLateOutput(t *testing.T) {
	const octets = 3_000_000
	for name, c := range map[string]struct {
		script, want string
	}{
		"late":  {"head -c 3000000 /dev/zero >&3\nexec sleep 1000", ""},
		"never": {"head -c 2999999 /dev/zero >&3", "kernel uml 1.2.3 ended (status 0) before the command did; "},
	} {
		t.Run(name, func(t *testing.T) {
			result := filepath.Join(t.TempDir(), "result")
			f, err := os.Create(result)
			if err == nil {
				err = errors.Join(plan.Write(f, plan.Result{Status: 7, Stdout: octets}), f.Close())
			}
			if err != nil {
				t.Fatal(err)
			}
			newStandIn(t, "cat "+result+" >&5\n"+c.script)
			var stdout bytes.Buffer
			status, err := guest.Run(t.Context(), guest.Options{Kernel: guest.UserMode, Args: []string{"true"},
				Stdout: &stdout})
			if c.want != "" {
				checkLine(t, err, c.want, ".log")
			} else if status != 7 || err != nil || stdout.Len() != octets {
				t.Errorf("status %d, %v, %d octets; want status 7 and %d octets", status, err, stdout.Len(), octets)
			}
		})
	}
}

// TestForgottenAnswers has user-mode-linux end for reasons that may be gone the next time: then it is tried again.
func TestForgottenAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		mode   os.FileMode
		want   string
		boots  int
	}{
		"killed": {"echo 'Run /init'; kill -KILL $$", 0o755, "kernel uml 1.2.3 ended (status 137, SIGKILL) before the " +
			`command did; its log ends with "Run /init": see to it that 512 MiB of memory are free; `, 2},
		"hangs": {"exec sleep 1000", 0o755, "kernel uml 1.2.3: the guest's time limit has passed (200ms); its log is " +
			"empty: give it more time", 2},
		"is no program": {"", 0o644, `kernel uml 1.2.3 could not be started; its log ends with "init: start `, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStandIn(t, c.script)
			if err := os.Chmod(s.program, c.mode); err != nil {
				t.Fatal(err)
			}
			if name == "hangs" {
				guest.LimitProbe(t, 200*time.Millisecond)
			}
			for range 2 {
				err := guest.CheckUserMode(t.Context(), nil)
				checkLine(t, err, "guests run in qemu, not under user-mode-linux: "+c.want, ".log")
			}
			s.booted(t, c.boots)
			checkNothingLeft(t)
		})
	}
}

// TestOldAnswers has files with answers that hold no longer, or that no one wrote.
func TestOldAnswers(t *testing.T) {
	s := newStandIn(t, dying(t))
	boots := 0
	check := func(what, want string) {
		t.Helper()
		err := guest.CheckUserMode(t.Context(), nil)
		checkLine(t, err, "guests run in qemu, not under user-mode-linux: "+want, ".log")
		boots++
		s.booted(t, boots)
		if t.Failed() {
			t.Fatalf("with %s", what)
		}
	}
	check("no answer", death)
	file := answers(t)[0] // then its log
	for _, text := range []string{"", "{", "null", `{"Death": ""}`, `{"Of": {"Processor": "another"}, "Death": ""}`} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		check("an answer "+text, death)
	}
	s.replace(t, "echo another version\nkill -ABRT $$")
	check("an answer for another version", "kernel uml 1.2.3 ended (status 134, SIGABRT) before the command did; its "+
		`log ends with "another version"; `)
}

// TestManyAsk has several ask at the same time, each as if it were a process of its own.
func TestManyAsk(t *testing.T) {
	s := newStandIn(t, dying(t))
	var asked sync.WaitGroup
	for range 8 {
		asked.Go(func() { checkLine(t, guest.CheckUserMode(t.Context(), nil), "guests run in qemu, ", ".log") })
	}
	asked.Wait()
	s.booted(t, 1)
}

// TestInterruptedQuestion ends the boot of a user-mode-linux that hangs, and asks again.
func TestInterruptedQuestion(t *testing.T) {
	ready := filepath.Join(t.TempDir(), "ready")
	if err := unix.Mkfifo(ready, 0o600); err != nil {
		t.Fatal(err)
	}
	s := newStandIn(t, "echo > "+ready+"\nexec sleep 1000")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		os.ReadFile(ready)
		cancel()
	}()
	if err := guest.CheckUserMode(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	checkNothingLeft(t)
	s.replace(t, dying(t))
	checkLine(t, guest.CheckUserMode(t.Context(), nil), "guests run in qemu, not under user-mode-linux: "+death, ".log")
	s.booted(t, 2)
}

func TestForbiddenUserMode(t *testing.T) {
	s := newStandIn(t, dying(t))
	t.Setenv(guest.NoUserModeEnv, "1")
	checkLine(t, guest.CheckUserMode(t.Context(), nil), "guests run in qemu, not under user-mode-linux: "+
		"NLKIT_TESTBED_NO_UML forbids it", "")
	_, err := guest.Run(t.Context(), guest.Options{Kernel: guest.UserMode, Args: []string{"true"}})
	checkLine(t, err, "a guest with kernel uml cannot run: NLKIT_TESTBED_NO_UML forbids it: choose ", "")
	s.booted(t, 0)
}
