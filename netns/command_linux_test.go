package netns_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
)

func TestCommand(t *testing.T) {
	testbed.Quick(t, testbed.Root())
	ns, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	inode, err := ns.Inode()
	if err != nil {
		t.Fatal(err)
	}
	fd, err := ns.FD()
	if err != nil {
		t.Fatal(err)
	}
	file := os.NewFile(uintptr(fd), "namespace")
	defer file.Close()
	path := fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), fd)

	out, err := netns.Command(t.Context(), path, "readlink", "/proc/self/ns/net").CombinedOutput()
	if want := fmt.Sprintf("net:[%d]", inode); err != nil || strings.TrimSpace(string(out)) != want {
		t.Errorf("the program is in %s, %v, want %s", out, err, want)
	}
	cat := netns.Command(t.Context(), path, "sh", "-c", `read line; echo "$line $1" >&2; exit 3`, "sh", "--net=x")
	cat.Stdin = strings.NewReader("given\n")
	var stderr strings.Builder
	cat.Stderr = &stderr
	var exit *exec.ExitError
	if err := cat.Run(); !errors.As(err, &exit) || exit.ExitCode() != 3 || stderr.String() != "given --net=x\n" {
		t.Errorf("it ends with %v, and says %q", err, stderr.String())
	}

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := netns.Command(ended, path, "sleep", "1000").Run(); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
	for _, test := range []struct {
		namespace string
		argv      []string
		is        error
	}{
		{"no-such-namespace", []string{"true"}, fs.ErrNotExist},
		{"../x", []string{"true"}, nil},
		{os.DevNull, []string{"true"}, nil},
		{path, []string{"no-such-program"}, exec.ErrNotFound},
		{path, nil, nil},
	} {
		err := netns.Command(t.Context(), test.namespace, test.argv...).Run()
		if err == nil || test.is != nil && !errors.Is(err, test.is) {
			t.Errorf("%s in %s: %v, want %v", test.argv, test.namespace, err, test.is)
		}
	}
}
