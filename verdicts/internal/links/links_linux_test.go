package links_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// kernel is the other end of a socket in a namespace.
type kernel struct{ path string }

func (kernel) Request(context.Context, *codec.Request) ([]*codec.Message, error) { return nil, nil }

func (k kernel) NetNS() (*netns.NS, error) { return netns.Open(k.path) }

// program makes a program of lines of shell, and returns what runs it in a namespace that has nothing in it.
func program(t *testing.T, lines ...string) func(context.Context, time.Duration) (device.Output, error) {
	t.Helper()
	testbed.Quick(t, testbed.Root())
	dir := t.TempDir()
	script := "#!/bin/sh\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "prog"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	ns, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ns.Close() })
	fd, err := ns.FD()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(fd) })
	call := verdicts.Call{Kernel: kernel{fmt.Sprintf("/proc/self/fd/%d", fd)}}
	return func(ctx context.Context, limit time.Duration) (device.Output, error) {
		o := links.Means{Options: device.Options{Path: []string{dir, "/usr/bin", "/bin"}, Timeout: limit}}
		return o.Program(ctx, &call, device.Command{Name: "prog", Package: "prog-utils",
			Args: []string{"a b", "$HOME", "`x`"}, Noise: []string{"noise"}})
	}
}

// TestProgram runs a program without a shell, in the namespace of the socket, with an environment that is always the
// same.
func TestProgram(t *testing.T) {
	t.Setenv("SECRET", "1")
	run := program(t, `printf '%s|' "$@"`, "pwd",
		"env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD=| cut -d= -f1 | sort", "grep -c : /proc/net/dev")
	out, err := run(t.Context(), 0)
	if want := "a b|$HOME|`x`|/\nLC_ALL\nPATH\n1\n"; err != nil || out.Stdout != want {
		t.Errorf("it prints %q, %v; want %q", out.Stdout, err, want)
	}
}

// TestProgramFails tells what a program says about its failure.
func TestProgramFails(t *testing.T) {
	for script, want := range map[string]string{
		"echo 'prog: first' >&2; echo second >&2; exit 3": "prog: first",
		"echo; echo said so; exit 1":                      "prog: said so",
		"echo noise >&2; echo why >&2; exit 1":            "prog: why",
		"echo noise >&2; exit 1":                          "prog: exit status 1",
		"exit 7":                                          "prog: exit status 7",
		"kill -ALRM $$":                                   "prog did not get an answer in time",
	} {
		if _, err := program(t, script)(t.Context(), 0); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", script, err, want)
		}
	}
	o := links.Means{Options: device.Options{Path: []string{t.TempDir()}}}
	_, err := o.Program(t.Context(), &verdicts.Call{}, device.Command{Name: "prog", Package: "prog-utils"})
	if want := "prog is not installed (Debian: prog-utils)"; err == nil || err.Error() != want ||
		!errors.Is(err, syscall.EOPNOTSUPP) {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestProgramEnds waits for a program no longer than it may, and not for the daemons that it leaves.
func TestProgramEnds(t *testing.T) {
	if _, err := program(t, "sleep 1000")(t.Context(), 50*time.Millisecond); !errors.Is(err, syscall.ETIMEDOUT) ||
		err.Error() != "prog did not end within 50ms: connection timed out" {
		t.Errorf("timeout: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := program(t, "sleep 1000")(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("context: %v", err)
	}
	out, err := program(t, "sleep 1000 & echo $!")(t.Context(), 0)
	pid, _ := strconv.Atoi(strings.TrimSpace(out.Stdout))
	if err != nil || pid <= 1 {
		t.Fatalf("daemon: %v, %q", err, out.Stdout)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Errorf("the daemon has ended: %v", err)
	}
}

// TestSteps undoes the last step first, all of them, though the context has ended.
func TestSteps(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var s links.Steps
	var undone []string
	for _, what := range []string{"one", "two", "three"} {
		s.Done(what, func(ctx context.Context) error {
			undone = append(undone, what)
			if what == "two" {
				return errors.New("it is stuck")
			}
			return ctx.Err()
		})
	}
	if err := s.Back(ctx, nil); err != nil || undone != nil {
		t.Errorf("success undoes %q, %v", undone, err)
	}
	v := links.Verdict(new(codec.Message), s.Back(ctx, links.Fail(syscall.EBUSY, "no")))
	if f := v.Failure(); f.Errno != syscall.EBUSY || f.Message != "no; could not undo: two: it is stuck" {
		t.Errorf("%+v", f)
	}
	if !slices.Equal(undone, []string{"three", "two", "one"}) {
		t.Errorf("undone: %q", undone)
	}
}

// TestVerdict finds the errno of all sorts of errors.
func TestVerdict(t *testing.T) {
	for want, err := range map[syscall.Errno]error{
		syscall.EIO:       errors.New("no errno"),
		syscall.ENOSPC:    fmt.Errorf("step: %w", &os.PathError{Op: "open", Path: "x", Err: syscall.ENOSPC}),
		syscall.ETIMEDOUT: fmt.Errorf("step: %w", context.DeadlineExceeded),
		syscall.ECANCELED: context.Canceled,
		syscall.ERANGE:    fmt.Errorf("step: %w", links.Fail(syscall.ERANGE, "much")),
	} {
		if f := links.Verdict(new(codec.Message), err).Failure(); f.Errno != want || f.Message != err.Error() {
			t.Errorf("%v: %+v", err, f)
		}
	}
}

// refusal is an answer of the kernel.
type refusal struct{ path string }

func (r *refusal) Error() string             { return "RTM_SETLINK: " + r.path + ": too small (ERANGE)" }
func (r *refusal) Unwrap() error             { return syscall.ERANGE }
func (r *refusal) Refusal() (string, string) { return "too small", r.path }

// TestVerdictOfKernel passes on what the kernel says of a request of our own: the errno once, and the attribute by its
// place in the program's request, or else by its path.
func TestVerdictOfKernel(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry(), BigEndian: host.BigEndian}
	b, err := enc.Append(nil, &codec.Request{
		Protocol: "route", Type: "newlink", Attrs: []codec.A{{Name: "ifname", Value: "x"}, {Name: "mtu", Value: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	d := codec.Decoder{Registry: enc.Registry}
	if err := d.Decode(&m, codec.Context{BigEndian: host.BigEndian}, b); err != nil {
		t.Fatal(err)
	}
	mtu, _ := m.Attr("mtu")
	for path, want := range map[string]transport.Failure{
		"IFLA_MTU":    {Errno: syscall.ERANGE, Message: "attributes: too small; not undone", Offset: mtu.Offset()},
		"IFLA_TXQLEN": {Errno: syscall.ERANGE, Message: "attributes: IFLA_TXQLEN: too small; not undone"},
	} {
		err := errors.Join(fmt.Errorf("attributes: %w", &refusal{path}), errors.New("not undone"))
		if got := links.Verdict(&m, err).Failure(); got != want {
			t.Errorf("%s: %+v, want %+v", path, got, want)
		}
	}
}

// TestNames refuses what the kernel or a program would take for something else.
func TestNames(t *testing.T) {
	for name, ok := range map[string]bool{"eth0": true, "a.1-b": true, "": false, "..": false, "a b": false,
		"a/b": false, "a:b": false,
		"a\tb": false, "fifteen-letters": true, "sixteen-letters!": false} {
		if err := links.CheckName(name); (err == nil) != ok {
			t.Errorf("name %q: %v", name, err)
		}
	}
	for word, ok := range map[string]bool{"eth0": true, "a=b": true, "": false, "-x": false,
		"--db=x": false, "a\nb": false} {
		if err := links.CheckArgument(word); (err == nil) != ok {
			t.Errorf("argument %q: %v", word, err)
		}
	}
}
