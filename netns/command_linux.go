package netns

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
)

// enter is the program of util-linux, or of BusyBox, that enters a namespace and becomes another program there.
const enter = "nsenter"

// Command is exec.CommandContext whose process starts in a namespace, which is told by its name in Dir or by a path:
// PathOfPid(42). It takes the program nsenter, which becomes the one that is to run, and CAP_SYS_ADMIN. As with
// exec.Command, what is wrong, as a namespace that is not there (fs.ErrNotExist), is the Err of the command, which Start
// and Run return.
//
//	out, err := netns.Command(ctx, "blue", "ip", "-br", "address").Output()
func Command(ctx context.Context, namespace string, argv ...string) *exec.Cmd {
	argv = slices.Clone(argv)
	path, err := programPaths(namespace, argv)
	cmd := exec.CommandContext(ctx, enter, append([]string{"--net=" + path, "--"}, argv...)...)
	switch {
	case err != nil:
		cmd.Err = err
	case cmd.Err != nil:
		cmd.Err = fmt.Errorf("run a program in a network namespace: %w: install util-linux", cmd.Err)
	}
	return cmd
}

// programPaths returns the path of a namespace, which is there, and puts the path of the program in the place of its
// name.
func programPaths(namespace string, argv []string) (string, error) {
	ns, err := Open(namespace)
	if err != nil {
		return "", err
	}
	defer ns.Close()
	if len(argv) == 0 {
		return "", errors.New("run a program in a network namespace: there is no program")
	}
	if argv[0], err = exec.LookPath(argv[0]); err != nil {
		return "", err
	}
	return path(namespace)
}
