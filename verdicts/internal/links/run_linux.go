package links

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
)

// usualPath is where programs are looked for: not where the caller's PATH leads to.
var usualPath = []string{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"}

const (
	usualTimeout = 10 * time.Second
	mostOutput   = 16 << 20
)

// Program runs a program in the network namespace of a call. Whether it is there can be asked with Find. An error holds
// the first line that the program had to say about it.
func (m *Means) Program(ctx context.Context, c *verdicts.Call, cmd device.Command) (device.Output, error) {
	timeout := m.Limit()
	limit := fmt.Errorf("%s did not end within %v: %w", cmd.Name, timeout, syscall.ETIMEDOUT)
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, limit)
	defer cancel()
	if m.Run != nil {
		return m.Run(ctx, cmd)
	}
	path, err := m.Find(cmd)
	if err != nil {
		return device.Output{}, err
	}
	return m.run(ctx, c, path, cmd)
}

// CutOff reports whether a program failed because it was not waited for. What it does may be done all the same.
func CutOff(ctx context.Context, err error) bool {
	return err != nil && (ctx.Err() != nil || errors.Is(err, syscall.ETIMEDOUT))
}

// Limit is how long a program may take.
func (m *Means) Limit() time.Duration {
	if m.Timeout == 0 {
		return usualTimeout
	}
	return m.Timeout
}

// Find returns the path of a program, or the Failure that says it is not installed. Options.Run has all programs.
func (m *Means) Find(cmd device.Command) (string, error) {
	if m.Run != nil {
		return cmd.Name, nil
	}
	for _, dir := range m.path() {
		if path := filepath.Join(dir, cmd.Name); unix.Access(path, unix.X_OK) == nil {
			return path, nil
		}
	}
	return "", Fail(syscall.EOPNOTSUPP, "%s is not installed (Debian: %s)", cmd.Name, cmd.Package)
}

func (m *Means) path() []string {
	if m.Path != nil {
		return m.Path
	}
	return usualPath
}

func (m *Means) run(ctx context.Context, c *verdicts.Call, path string, cmd device.Command) (device.Output, error) {
	p := exec.CommandContext(ctx, path, cmd.Args...)
	p.Env = []string{"PATH=" + strings.Join(m.path(), ":"), "LC_ALL=C"}
	p.Dir = "/"
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // what it starts ends with it, except for daemons
	p.Cancel = func() error { return syscall.Kill(-p.Process.Pid, syscall.SIGKILL) }
	// Files, not pipes: a daemon keeps what it was given, and a pipe would not end.
	var outputs [2]*os.File
	for i := range outputs {
		fd, err := unix.MemfdCreate(cmd.Name, unix.MFD_CLOEXEC)
		if err != nil {
			return device.Output{}, fmt.Errorf("memory for the output of %s: %w", cmd.Name, err)
		}
		outputs[i] = os.NewFile(uintptr(fd), "output of "+cmd.Name)
		defer outputs[i].Close()
	}
	p.Stdout, p.Stderr = outputs[0], outputs[1]
	if err := m.InNetNS(c, p.Start); err != nil {
		return device.Output{}, fmt.Errorf("start %s: %w", cmd.Name, err)
	}
	err := p.Wait()
	out := device.Output{Stdout: contents(outputs[0]), Stderr: contents(outputs[1])}
	switch {
	case err == nil:
		return out, nil
	case ctx.Err() != nil:
		return out, context.Cause(ctx)
	}
	return out, complaint(cmd, err, out)
}

func contents(f *os.File) string {
	b, _ := io.ReadAll(io.NewSectionReader(f, 0, mostOutput))
	return string(b)
}

// complaint makes an error of a program's failure: of the first line it printed, or of how it ended. SIGALRM is how
// programs end that limit themselves.
func complaint(cmd device.Command, err error, out device.Output) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGALRM {
		return Fail(syscall.ETIMEDOUT, "%s did not get an answer in time", cmd.Name)
	}
	for _, text := range []string{out.Stderr, out.Stdout} {
		if line := FirstLine(text, cmd.Noise...); line != "" {
			return Fail(syscall.EIO, "%s: %s", cmd.Name, strings.TrimPrefix(line, cmd.Name+": "))
		}
	}
	if exit != nil {
		return Fail(syscall.EIO, "%s: %v", cmd.Name, exit)
	}
	return fmt.Errorf("%s: %w", cmd.Name, err)
}

// FirstLine returns the first line of a text that is neither empty nor noise.
func FirstLine(text string, noise ...string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(noise, line) {
			return line
		}
	}
	return ""
}

// CheckArgument reports whether a word that comes from a request may be an argument: no option, no control characters.
func CheckArgument(word string) error {
	control := func(r rune) bool { return r < ' ' || r == 0x7f }
	if word == "" || word[0] == '-' || strings.ContainsFunc(word, control) {
		return fmt.Errorf("%q cannot be given to a program: it is empty, starts with - or has control characters", word)
	}
	return nil
}
