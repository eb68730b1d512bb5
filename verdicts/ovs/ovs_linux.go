package ovs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// Options says where Open vSwitch is.
type Options struct {
	device.Options
	Database string // as ovs-vsctl's --db: "unix:/run/openvswitch/db.sock"; "": where ovs-vsctl looks itself
}

// Install lets the requests of a socket make bridges and ports of Open vSwitch, and has links reported as such, until
// remove is called.
func Install(h verdicts.Hooks, o Options) (remove func(), err error) {
	s := &vswitch{database: o.Database, means: &links.Means{Options: o.Options}}
	removeSend, err := links.OnLinks(h, s.means, s.send, "RTM_NEWLINK", "RTM_SETLINK", "RTM_DELLINK")
	if err != nil {
		return nil, err
	}
	m := verdicts.Match{Protocol: "NETLINK_ROUTE", Types: []string{"RTM_NEWLINK"}}
	removeReceive, err := h.OnRecv(context.Background(), m, s.receive) // no family to ask for
	if err != nil {
		removeSend()
		return nil, err
	}
	return func() { removeSend(); removeReceive() }, nil
}

// vswitch is the Open vSwitch of a socket.
type vswitch struct {
	means    *links.Means
	database string
	seen     memory
}

func (s *vswitch) send(r *links.Request) verdicts.Verdict {
	if r.Message.Name() == "RTM_DELLINK" {
		return s.delLink(r)
	}
	if r.Message.Name() == "RTM_NEWLINK" {
		switch r.Kind {
		case "ovs-bridge", "openvswitch":
			return r.Answer(s.newBridge(r))
		case "ovs-internal", "ovs-patch", "ovs-vxlan", "ovs-geneve", "ovs-gre":
			return r.Answer(s.newPort(r))
		}
	}
	return r.SetMaster(s)
}

// vsctl runs ovs-vsctl with a few commands.
func (s *vswitch) vsctl(ctx context.Context, r *links.Request, words ...string) (device.Output, error) {
	args := []string{"--no-syslog", fmt.Sprintf("--timeout=%d", max(1, s.means.Limit()/time.Second-1))}
	if s.database != "" {
		args = append(args, "--db="+s.database)
	}
	cmd := device.Command{Name: "ovs-vsctl", Package: "openvswitch-switch", Args: append(args, words...)}
	out, err := r.Program(ctx, cmd)
	if errors.Is(err, syscall.ETIMEDOUT) {
		err = fmt.Errorf("%w (does ovs-vswitchd run?)", err)
	}
	return out, err
}

// change runs ovs-vsctl to change something. The database may hold the change though ovs-vswitchd has not answered, or
// could not carry it out: then it is undone.
func (s *vswitch) change(ctx context.Context, r *links.Request, undo []string, words ...string) error {
	defer s.seen.forget()
	out, err := s.vsctl(ctx, r, words...)
	var f *links.Failure
	switch {
	case errors.As(err, &f) && strings.Contains(f.Text, "already exists"):
		return links.Fail(syscall.EEXIST, "%s", f.Text)
	case err == nil && strings.Contains(out.Stderr, "Error detected"): // the database took it
		err = links.Fail(syscall.EIO, "%s", links.FirstLine(out.Stderr))
	case err == nil:
		return nil
	case !links.CutOff(ctx, err):
		return err
	}
	if undo == nil {
		return err
	}
	var steps links.Steps
	steps.Done(strings.Join(words, " "), func(ctx context.Context) error { return s.revert(ctx, r, undo) })
	return steps.Back(ctx, err)
}

// revert takes something out of the database, whether or not ovs-vswitchd hears of it.
func (s *vswitch) revert(ctx context.Context, r *links.Request, words []string) error {
	defer s.seen.forget()
	_, err := s.vsctl(ctx, r, append([]string{"--no-wait", "--", "--if-exists"}, words...)...)
	return err
}

// newBridge carries out an RTM_NEWLINK for a bridge.
func (s *vswitch) newBridge(r *links.Request) (index int, err error) {
	settings, err := bridgeSettings(r)
	if err != nil {
		return 0, err
	}
	create := func() (*links.Link, error) {
		if r.Index != 0 {
			return nil, errIndex
		}
		name, err := r.FreeName("ovsbr", nil)
		if err != nil {
			return nil, err
		}
		undo := []string{"del-br", name}
		words := []string{"add-br", name}
		if len(settings) > 0 {
			words = append(append(words, "--", "set", "Bridge", name), settings...)
		}
		return s.create(r, name, undo, words)
	}
	return r.Make(create, func(l *links.Link) error {
		st, err := s.state(r.Context, r)
		if err != nil {
			return err
		}
		if !st.isBridge(l.Name) {
			return links.Fail(syscall.EOPNOTSUPP, "%s is no bridge of Open vSwitch", l.Name)
		}
		return s.change(r.Context, r, nil, append([]string{"set", "Bridge", l.Name}, settings...)...)
	})
}

var errIndex = links.Fail(syscall.EOPNOTSUPP, "Open vSwitch cannot choose the index of the link: leave ifi_index 0")

// create adds a bridge or port that is a link, and finds the link.
func (s *vswitch) create(r *links.Request, name string, undo, words []string) (*links.Link, error) {
	if err := s.change(r.Context, r, undo, words...); err != nil {
		return nil, err
	}
	r.Steps.Done(strings.Join(words[:2], " "), func(ctx context.Context) error { return s.revert(ctx, r, undo) })
	return r.Made(name)
}
