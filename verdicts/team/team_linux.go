package team

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"syscall"

	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// DefaultConfig is the configuration of teams that name none: one port at a time carries the traffic, and the carrier
// says which can.
const DefaultConfig = `{"runner": {"name": "activebackup"}, "link_watch": {"name": "ethtool"}}`

// Options says how teams are made.
type Options struct {
	device.Options
	Config string // JSON as in teamd.conf(5); "" is DefaultConfig. The device's name is filled in.
}

const packageName = "libteam-utils"

func teamd(args ...string) device.Command {
	noise := []string{"This program is not intended to be run as root.", "Daemon process failed."}
	return device.Command{Name: "teamd", Package: packageName, Args: args, Noise: noise}
}

func teamdctl(args ...string) device.Command {
	return device.Command{Name: "teamdctl", Package: packageName, Args: args}
}

// Install lets the requests of a socket make teams with teamd, until remove is called.
func Install(h verdicts.Hooks, o Options) (remove func(), err error) {
	if o.Config == "" {
		o.Config = DefaultConfig
	}
	if _, err := configure(o.Config, "team0"); err != nil {
		return nil, err
	}
	return links.OnLinks(h, &links.Means{Options: o.Options}, func(r *links.Request) verdicts.Verdict {
		switch {
		case r.Message.Name() == "RTM_DELLINK":
			return delLink(r)
		case r.Message.Name() == "RTM_NEWLINK" && r.Kind == "team":
			return newLink(r, o.Config)
		}
		return r.SetMaster(ports{})
	}, "RTM_NEWLINK", "RTM_SETLINK", "RTM_DELLINK")
}

// configure fills the name of a device into a configuration.
func configure(config, name string) (string, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(config), &members); err != nil {
		return "", fmt.Errorf("the configuration for teamd is no JSON object: %w", err)
	}
	if members == nil {
		return "", errors.New("the configuration for teamd is no JSON object: null")
	}
	members["device"], _ = json.Marshal(name)
	b, err := json.Marshal(members)
	return string(b), err
}

func newLink(r *links.Request, config string) verdicts.Verdict {
	own, given := r.Data("IFTEAM_CONFIG")
	_, err := r.Find(teamd())
	if err != nil && !given {
		return verdicts.Forward() // the kernel's own team does without
	}
	index, err := r.Make(func() (*links.Link, error) {
		if err != nil {
			return nil, err
		}
		if r.Index != 0 {
			return nil, links.Fail(syscall.EOPNOTSUPP, "teamd cannot choose the index of the link: leave ifi_index 0")
		}
		name, err := r.FreeName("team", nil)
		if err != nil {
			return nil, err
		}
		if given {
			config = own.Text()
		}
		full, err := configure(config, name)
		if err != nil {
			return nil, links.FailAt(own, syscall.EINVAL, "%v", err)
		}
		return start(r, name, full)
	}, nil)
	return r.Answer(index, err)
}

// start starts teamd, which makes the link and then says so.
func start(r *links.Request, name, config string) (*links.Link, error) {
	_, err := r.Program(r.Context, teamd("--daemonize", "--team-dev", name, "--config", config))
	if err == nil || links.CutOff(r.Context, err) && daemonRuns(r, name) {
		r.Steps.Done("start teamd for "+name, func(ctx context.Context) error { return kill(ctx, r, name) })
	}
	if err != nil {
		return nil, err
	}
	return r.Made(name)
}

// kill ends the teamd of a team, and waits until it has ended. The team ends with it.
func kill(ctx context.Context, r *links.Request, name string) error {
	_, err := r.Program(ctx, teamd("--kill", "--team-dev", name))
	return err
}

func delLink(r *links.Request) verdicts.Verdict {
	l, err := r.Target()
	if err != nil {
		return links.Verdict(r.Message, err)
	}
	if l == nil || l.Kind != "team" || !daemonRuns(r, l.Name) {
		return verdicts.Forward()
	}
	if err = kill(r.Context, r, l.Name); err == nil {
		err = links.Delete(r.Context, r.Kernel, l.Index) // teamd may have been told to leave it (--no-quit-destroy)
	}
	return r.Answer(0, err)
}
