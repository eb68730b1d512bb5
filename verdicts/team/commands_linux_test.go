package team_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
	"github.com/nlkit/nlkit/verdicts/team"
)

// pretended is a teamd beside a kernel in memory, which has no teams: dummies stand for them.
type pretended struct {
	Socket
	t      *testing.T
	kernel *fake.Kernel
	ran    []string
	fails  bool // it does not start
	idle   bool // it makes no device
}

func pretend(t *testing.T, o team.Options) *pretended {
	k := fake.New(fake.Options{})
	p := &pretended{Socket: OpenWith(t, proxy.WithTransport(k.Socket())), t: t, kernel: k}
	o.Run = p.run
	remove, err := team.Install(p, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return p
}

// run carries out a teamd.
func (p *pretended) run(_ context.Context, c device.Command) (device.Output, error) {
	p.ran = append(p.ran, c.Name+" "+strings.Join(c.Args, " "))
	name := c.Args[2]
	switch {
	case p.fails:
		return device.Output{}, links.Fail(syscall.EIO, "no luck")
	case p.idle:
	case c.Args[0] == "--daemonize":
		if _, err := p.kernel.AddLink(fake.Link{Name: name, Kind: "dummy"}); err != nil {
			p.t.Error(err)
		}
	case c.Args[0] == "--kill":
		OpenWith(p.t, proxy.WithTransport(p.kernel.Socket())).Do(Link("RTM_DELLINK", 0, 0, Name(name)))
	}
	return device.Output{}, nil
}

func (p *pretended) check(want ...string) {
	p.t.Helper()
	if !slices.Equal(p.ran, want) {
		p.t.Errorf("ran\n%s\nwant\n%s", strings.Join(p.ran, "\n"), strings.Join(want, "\n"))
	}
	p.ran = nil
}

// started is how teamd is run for a team.
func started(name, config string) string {
	return fmt.Sprintf(`teamd --daemonize --team-dev %s --config {"device":"%s"%s}`, name, name, config)
}

const usual = `,"link_watch":{"name":"ethtool"},"runner":{"name":"activebackup"}`

// TestCommands looks at what teamd is told.
func TestCommands(t *testing.T) {
	p := pretend(t, team.Options{})
	p.Do(Link("RTM_NEWLINK", New, 0, Info("team")))
	p.Do(Link("RTM_NEWLINK", New, 0, Name("x%d"), codec.A{Name: "IFLA_MTU", Value: 1400}, Info("team")))
	p.Do(Link("RTM_NEWLINK", New, 0, Name("own"), Info("team", config(`{"device": "other", "z": 1}`))))
	p.check(started("team0", usual), started("x0", usual), started("own", `,"z":1`))
	p.Check("x0", map[string]any{"IFLA_MTU": 1400})
	p.Do(Link("RTM_NEWLINK", 0, 0, Name("x0"), codec.A{Name: "IFLA_MTU", Value: 1300}, Info("team")))
	p.Check("x0", map[string]any{"IFLA_MTU": 1300})
	p.Do(Link("RTM_DELLINK", 0, 0, Name("x0"))) // by the kernel, as no teamd looks after it
	p.Gone("x0")
	p.check()

	p = pretend(t, team.Options{Config: `{"z": 2}`})
	p.Do(Link("RTM_NEWLINK", New, 0, Info("team")))
	p.check(started("team0", `,"z":2`))
}

// TestCommandsRefused asks for what cannot be, or fails, and looks at what is done about what was begun.
func TestCommandsRefused(t *testing.T) {
	p := pretend(t, team.Options{})
	const path = "IFLA_LINKINFO/IFLA_INFO_DATA/IFTEAM_CONFIG"
	for given, text := range map[string]string{"{": "no JSON object: unexpected end", "null": "no JSON object: null"} {
		p.Refused(Link("RTM_NEWLINK", New, 0, Info("team", config(given))), syscall.EINVAL, text, path)
		if _, err := team.Install(p, team.Options{Config: given}); err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("the configuration %s is taken: %v", given, err)
		}
	}
	p.Refused(Link("RTM_NEWLINK", New, 9, Name("x"), Info("team")), syscall.EOPNOTSUPP, "choose the index", "")
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("a/b"), Info("team")), syscall.EINVAL, "a/b", "IFLA_IFNAME")
	p.check()

	p.fails = true
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team")), syscall.EIO, "no luck", "")
	p.check(started("x", usual))
	p.fails = false

	p.kernel.Refuse("RTM_SETLINK", 1, syscall.ENOMEM, "no memory")
	mtu := codec.A{Name: "IFLA_MTU", Value: 1400}
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), mtu, Info("team")), syscall.ENOMEM, "attributes: no memory", "")
	p.check(started("x", usual), "teamd --kill --team-dev x")
	p.Gone("x")

	p.idle = true
	p.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team")), syscall.EIO, "x: it was made, it seems", "")
	p.check(started("x", usual), "teamd --kill --team-dev x")
}

// TestCommandsNotInstalled has the kernel make a team alone, unless teamd is needed.
func TestCommandsNotInstalled(t *testing.T) {
	k := fake.New(fake.Options{})
	s := OpenWith(t, proxy.WithTransport(k.Socket()))
	remove, err := team.Install(s, team.Options{Options: device.Options{Path: []string{t.TempDir()}}})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team")), syscall.EOPNOTSUPP, "", "") // the kernel says so
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team", config("{}"))), syscall.EOPNOTSUPP,
		"teamd is not installed (Debian: libteam-utils)", "")
}
