package team_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
	"github.com/nlkit/nlkit/verdicts/team"
)

// open opens a socket that makes teams, in a namespace of the test's own.
func open(t *testing.T, o team.Options) Socket {
	t.Helper()
	testbed.Require(t, testbed.Root(), testbed.Module("team"), testbed.Program("teamd"), testbed.Module("veth"))
	testbed.NetNS(t)
	s := Open(t)
	remove, err := team.Install(s, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return s
}

func config(json string) codec.A { return codec.A{Name: "IFTEAM_CONFIG", Value: json} }

// outside runs a function where the callbacks run teamd: on a thread whose /run is not the test's.
func outside[T any](f func() T) T {
	c := make(chan T)
	go func() { c <- f() }()
	return <-c
}

// state asks teamd for the state of a team.
func state(t *testing.T, s Socket, name string) string {
	t.Helper()
	ns, err := s.NetNS()
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	var out []byte
	if err := ns.Do(func() (err error) {
		out, err = exec.Command("teamdctl", name, "state", "dump").CombinedOutput()
		return err
	}); err != nil {
		t.Errorf("teamdctl: %v: %s", err, out)
	}
	return string(out)
}

func runs(name string) bool {
	return outside(func() bool {
		_, err := os.Stat("/run/teamd/" + name + ".pid")
		return err == nil
	})
}

// killLater ends the teamd of a team that a failing test left behind.
func killLater(t *testing.T, name string) {
	t.Cleanup(func() {
		if runs(name) {
			_ = outside(exec.Command("teamd", "--kill", "--team-dev", name).Run)
		}
	})
}

// TestTeam makes a team, changes it, gives it ports in every way, takes them off, and deletes it.
func TestTeam(t *testing.T) {
	s := open(t, team.Options{})
	echo := s.Do(Up(Link("RTM_NEWLINK", New|codec.FlagEcho, 0, Name("nlk%d"), codec.A{Name: "IFLA_MTU", Value: 1400},
		codec.A{Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:07"}, Info("team"))))
	killLater(t, "nlk0")
	if len(echo) != 1 {
		t.Errorf("%d messages echo the request", len(echo))
	}
	s.Check("nlk0", map[string]any{"IFLA_INFO_KIND": "team", "IFLA_MTU": 1400, "IFLA_ADDRESS": "02:00:00:00:00:07"})
	if got := state(t, s, "nlk0"); !strings.Contains(got, `"runner_name": "activebackup"`) ||
		!strings.Contains(got, "ethtool") && strings.Contains(got, "ports") {
		t.Errorf("teamd says %s", got)
	}
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("nlk0"), Info("team")), syscall.EEXIST, "nlk0 already", "")
	s.Do(Link("RTM_NEWLINK", 0, 0, Name("nlk0"), codec.A{Name: "IFLA_MTU", Value: 1300}, Info("team")))
	s.Check("nlk0", map[string]any{"IFLA_MTU": 1300})

	index := s.Index("nlk0")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p0"), Master(index), Info("veth"))) // made as a port
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p1"), Info("veth")))
	// with much else
	s.Do(Up(Link("RTM_SETLINK", 0, s.Index("p1"), Name("q1"), codec.A{Name: "IFLA_TXQLEN", Value: 7}, Master(index))))
	for _, port := range []string{"p0", "q1"} {
		s.Check(port, map[string]any{"IFLA_MASTER": index, "IFLA_INFO_SLAVE_KIND": "team"})
		if got := state(t, s, "nlk0"); !strings.Contains(got, `"`+port+`": {`) {
			t.Errorf("teamd does not know port %s: %s", port, got)
		}
	}
	s.Check("q1", map[string]any{"IFLA_TXQLEN": 7})
	if flags, _ := s.Get("q1").Field("ifi_flags"); flags&syscall.IFF_UP == 0 {
		t.Error("q1 is down")
	}
	s.Do(Link("RTM_SETLINK", 0, 0, Name("q1"), Master(0)))
	s.Check("q1", map[string]any{"IFLA_MASTER": nil})
	if got := state(t, s, "nlk0"); strings.Contains(got, `"q1": {`) {
		t.Errorf("teamd still has port q1: %s", got)
	}
	s.Refused(Link("RTM_SETLINK", 0, 0, Name("lo"), Master(index)), syscall.EIO, "put lo under nlk0: teamdctl: ", "")

	s.Do(Link("RTM_DELLINK", 0, 0, Name("nlk0")))
	s.Gone("nlk0")
	if runs("nlk0") {
		t.Error("teamd still runs")
	}
}

// TestConfig takes the configuration from the request, or says what is wrong with it.
func TestConfig(t *testing.T) {
	s := open(t, team.Options{})
	s.Do(Link("RTM_NEWLINK", New, 0, Name("nlk1"),
		Info("team", config(`{"runner": {"name": "roundrobin"}, "device": "other"}`))))
	killLater(t, "nlk1")
	if got := state(t, s, "nlk1"); !strings.Contains(got, `"runner_name": "roundrobin"`) {
		t.Errorf("teamd says %s", got)
	}
	const path = "IFLA_LINKINFO/IFLA_INFO_DATA/IFTEAM_CONFIG"
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team", config("{"))), syscall.EINVAL, "no JSON object", path)
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team", config(`{"runner": {"name": "nobody"}}`))),
		syscall.EIO, "teamd: Failed: ", "")
	s.Refused(Link("RTM_NEWLINK", New, 9, Name("x"), Info("team")), syscall.EOPNOTSUPP, "choose the index", "")
	s.Refused(Link("RTM_NEWLINK", 0, 0, Name("nlk1"), Info("team", config("{}"))), syscall.EOPNOTSUPP,
		"cannot be changed", "")
	s.Do(Link("RTM_DELLINK", 0, s.Index("nlk1")))
	s.Gone("nlk1")
}

// TestUndo leaves nothing of a team whose address is refused, nor of a port.
func TestUndo(t *testing.T) {
	s := open(t, team.Options{})
	bad := codec.A{Name: "IFLA_ADDRESS", Value: "01:00:00:00:00:00"}
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("nlk2"), bad, Info("team")), syscall.EADDRNOTAVAIL,
		"attributes: cannot assign requested address", "")
	s.Gone("nlk2")
	if runs("nlk2") {
		t.Error("teamd still runs")
	}
	s.Do(Link("RTM_NEWLINK", New, 0, Name("nlk2"), Info("team")))
	killLater(t, "nlk2")
	index := s.Index("nlk2")
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("p"), bad, Master(index), Info("veth")), syscall.EADDRNOTAVAIL,
		"all but IFLA_MASTER", "")
	s.Gone("p")
	s.Do(Link("RTM_DELLINK", 0, index))
}

// openSlow opens a socket for which programs do not end when their work is done, unless a condition of the shell holds.
func openSlow(t *testing.T, unless string, programs ...string) Socket {
	t.Helper()
	dir := t.TempDir()
	for _, name := range programs {
		script := fmt.Sprintf("#!/bin/sh\n/usr/bin/%s \"$@\"\n%s || sleep 1000\n", name, unless)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return open(t, team.Options{Options: device.Options{Path: []string{dir, "/usr/bin", "/bin"}, Timeout: time.Hour}})
}

// giveUp makes a request, and gives it up when an event tells of a link that is as wanted.
func giveUp(t *testing.T, s Socket, r *codec.Request, wanted func(*links.Link) bool) {
	t.Helper()
	sub, err := Open(t).Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		for e, err := range sub.Events(t.Context()) {
			if err != nil || e.Message != nil && wanted(links.LinkOf(e.Message)) {
				return
			}
		}
	}()
	if _, err = s.Request(ctx, r); err == nil || ctx.Err() == nil {
		t.Errorf("%v, context: %v", err, ctx.Err())
	}
}

// TestCancelled ends a teamd that had begun when the request was given up.
func TestCancelled(t *testing.T) {
	s := openSlow(t, `[ "$1" = --kill ]`, "teamd")
	killLater(t, "nlk4")
	giveUp(t, s, Link("RTM_NEWLINK", New, 0, Name("nlk4"), Info("team")), func(l *links.Link) bool {
		return l.Name == "nlk4"
	})
	s.Gone("nlk4")
	if runs("nlk4") {
		t.Error("teamd still runs")
	}
}

// TestPortCancelled takes a port off that was put on when the request was given up.
func TestPortCancelled(t *testing.T) {
	s := openSlow(t, `[ "$3" = remove ]`, "teamdctl")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("nlk5"), Info("team")))
	killLater(t, "nlk5")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p0"), Info("veth")))
	on := Link("RTM_SETLINK", 0, 0, Name("p0"), Master(s.Index("nlk5")))
	giveUp(t, s, on, func(l *links.Link) bool { return l.Name == "p0" && l.Master != 0 })
	s.Check("p0", map[string]any{"IFLA_MASTER": nil})
	s.Do(Link("RTM_DELLINK", 0, 0, Name("nlk5")))
}

// TestLeftBehind does not take for teamd what has its process id now.
func TestLeftBehind(t *testing.T) {
	s := open(t, team.Options{Options: device.Options{Path: []string{t.TempDir()}}}) // has no teamdctl
	s.Do(Link("RTM_NEWLINK", New, 0, Name("nlk3"), Info("team")))
	here := fmt.Sprintln(unix.Gettid()) // a task in the namespace
	if err := outside(func() error {
		return errors.Join(os.MkdirAll("/run/teamd", 0o755), os.WriteFile("/run/teamd/nlk3.pid", []byte(here), 0o600))
	}); err != nil {
		t.Fatal(err)
	}
	defer outside(func() error { return os.Remove("/run/teamd/nlk3.pid") })
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p0"), Master(s.Index("nlk3")), Info("veth")))
	s.Do(Link("RTM_DELLINK", 0, 0, Name("nlk3")))
}

// TestNotInstalled has the kernel make a team alone, unless teamd is needed.
func TestNotInstalled(t *testing.T) {
	s := open(t, team.Options{Options: device.Options{Path: []string{t.TempDir()}}})
	s.Do(Link("RTM_NEWLINK", New, 0, Name("alone"), Info("team")))
	s.Check("alone", map[string]any{"IFLA_INFO_KIND": "team"})
	if runs("alone") {
		t.Error("teamd runs")
	}
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p0"), Master(s.Index("alone")), Info("veth")))
	s.Check("p0", map[string]any{"IFLA_MASTER": s.Index("alone")})
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("x"), Info("team", config("{}"))), syscall.EOPNOTSUPP,
		"teamd is not installed (Debian: libteam-utils)", "")
	s.Do(Link("RTM_DELLINK", 0, 0, Name("alone")))
	s.Gone("alone")
}
