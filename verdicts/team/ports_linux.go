package team

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// ports puts links under teams that teamd looks after.
type ports struct{}

// Takes reports whether a link is such a team.
func (ports) Takes(r *links.Request, master *links.Link) (bool, error) {
	return master.Kind == "team" && daemonRuns(r, master.Name), nil
}

// MasterOf returns the name of the team that a link is a port of.
func (p ports) MasterOf(r *links.Request, port *links.Link) (string, error) {
	return links.MasterIn(r, port, p)
}

// Add makes a link a port of a team. teamd may do so though teamdctl was not waited for: then it is undone.
func (p ports) Add(ctx context.Context, r *links.Request, master, port string) error {
	err := control(ctx, r, master, "add", port)
	if !links.CutOff(ctx, err) {
		return err
	}
	var steps links.Steps
	steps.Done("add "+port, func(ctx context.Context) error {
		l, err := links.LinkByName(ctx, r.Kernel, port)
		if err != nil || l == nil || l.Master == 0 {
			return err
		}
		return p.Remove(ctx, r, master, port)
	})
	return steps.Back(ctx, err)
}

// Remove takes a port off a team.
func (ports) Remove(ctx context.Context, r *links.Request, master, port string) error {
	return control(ctx, r, master, "remove", port)
}

func control(ctx context.Context, r *links.Request, master, verb, port string) error {
	if err := errors.Join(links.CheckArgument(master), links.CheckArgument(port)); err != nil {
		return err
	}
	_, err := r.Program(ctx, teamdctl(master, "port", verb, port))
	return err
}

// pidDir is where teamd leaves its process ids.
const pidDir = "/run/teamd"

// daemonRuns reports whether a teamd looks after a team, in the namespace of the request: teamd keeps its files by name
// only.
func daemonRuns(r *links.Request, name string) bool {
	same := false
	err := r.InNetNS(r.Call, func() (err error) { // with the files as teamd sees them
		same, err = daemonIsHere(name)
		return err
	})
	return err == nil && same
}

// daemonIsHere reports whether the teamd of a team is in the namespace of the calling thread. A teamd that was killed
// leaves its file behind, and another process may have its id.
func daemonIsHere(name string) (bool, error) {
	b, err := os.ReadFile(filepath.Join(pidDir, name+".pid"))
	if err != nil {
		return false, err
	}
	pid, err := strconv.Atoi(string(bytes.TrimSpace(b)))
	if err != nil {
		return false, err
	}
	program, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	if err != nil || string(program) != "teamd\n" {
		return false, err
	}
	daemon, err := netns.OpenPid(pid)
	if err != nil {
		return false, err
	}
	defer daemon.Close()
	here, err := netns.Current()
	if err != nil {
		return false, err
	}
	defer here.Close()
	a, errA := daemon.Inode()
	c, errC := here.Inode()
	return a == c, errors.Join(errA, errC)
}
