package ovs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/ovs"
	"github.com/nlkit/nlkit/verdicts/tuntap"
)

const schema = "/usr/share/openvswitch/vswitch.ovsschema"

// needs skips where there is no Open vSwitch, and enters a namespace.
func needs(t *testing.T) {
	t.Helper()
	testbed.Require(t, testbed.Root(), testbed.Module("openvswitch"), testbed.Module("veth"), testbed.Module("tun"),
		testbed.Module("vxlan"), testbed.Module("geneve"), testbed.Module("ip_gre"),
		testbed.Program("ovs-vswitchd"), testbed.Program("ovsdb-tool"))
	testbed.NetNS(t)
}

// daemons starts an Open vSwitch in the namespace of the test, without ovs-vswitchd if only the database is wanted, and
// returns where it is.
func daemons(t *testing.T, vswitchd bool) string {
	t.Helper()
	dir := t.TempDir()
	database := "unix:" + filepath.Join(dir, "db.sock")
	run(t, dir, "ovsdb-tool", "create", filepath.Join(dir, "conf.db"), schema)
	start(t, dir, "ovsdb-server", "--remote=p"+database, filepath.Join(dir, "conf.db"))
	run(t, dir, "ovs-vsctl", "--db="+database, "--retry", "--timeout=20", "--no-wait", "init")
	if vswitchd {
		start(t, dir, "ovs-vswitchd", database)
	}
	return database
}

func command(dir, name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "OVS_RUNDIR="+dir, "OVS_LOGDIR="+dir, "OVS_DBDIR="+dir)
	return c
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	out, err := command(dir, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return strings.TrimSpace(string(out))
}

func start(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	c := command(dir, name, append([]string{"-vconsole:off", "--no-chdir",
		"--log-file=" + filepath.Join(dir, name+".log")}, args...)...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait()
		if log, err := os.ReadFile(filepath.Join(dir, name+".log")); err == nil && t.Failed() {
			t.Logf("%s: %s", name, warnings(log))
		}
	})
}

// warnings returns the lines of a log that tell of trouble.
func warnings(log []byte) (found string) {
	for line := range strings.Lines(string(log)) {
		if !strings.Contains(line, "|INFO|") {
			found += line
		}
	}
	return found
}

// tester is a socket, and the Open vSwitch that its callbacks talk to.
type tester struct {
	Socket
	t        *testing.T
	database string
}

func open(t *testing.T) tester {
	t.Helper()
	needs(t)
	s := tester{Open(t), t, daemons(t, true)}
	o := ovs.Options{Options: device.Options{Timeout: 2 * time.Minute, Rest: s}, Database: s.database}
	remove, err := ovs.Install(s, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return s
}

// vsctl asks the switch itself.
func (s tester) vsctl(want string, args ...string) {
	s.t.Helper()
	args = append([]string{"--db=" + s.database, "--timeout=120", "-vconsole:err"}, args...) // no warnings of slowness
	if got := run(s.t, os.TempDir(), "ovs-vsctl", args...); got != want {
		s.t.Errorf("ovs-vsctl %s prints %q, not %q", strings.Join(args, " "), got, want)
	}
}

func mtu(n int) codec.A { return codec.A{Name: "IFLA_MTU", Value: n} }

// TestBridge makes a bridge, changes it, gives it ports of all kinds, takes them off, and deletes it.
func TestBridge(t *testing.T) {
	s := open(t)
	echo := s.Do(Up(Link("RTM_NEWLINK", New|codec.FlagEcho, 0, Name("br%d"), mtu(1400), Info("ovs-bridge",
		codec.A{Name: "IFOVS_FAIL_MODE", Value: "secure"}))))
	if len(echo) != 1 {
		t.Errorf("%d messages echo the request", len(echo))
	}
	s.vsctl("br0", "list-br")
	s.vsctl("secure", "get", "Bridge", "br0", "fail_mode")
	s.Check("br0", map[string]any{"IFLA_INFO_KIND": "ovs-bridge", "IFLA_MTU": 1400, "IFLA_MASTER": nil})
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")), syscall.EEXIST, "br0 already", "")
	s.Do(Link("RTM_NEWLINK", 0, 0, Name("br0"),
		Info("openvswitch", codec.A{Name: "IFOVS_FAIL_MODE", Value: "standalone"})))
	s.vsctl("standalone", "get", "Bridge", "br0", "fail_mode")

	br0 := s.Index("br0")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("in0"), Master(br0), mtu(1300),
		Info("ovs-internal", codec.A{Name: "IFOVS_TAG", Value: 5})))
	s.Check("in0", map[string]any{"IFLA_INFO_KIND": "ovs-internal", "IFLA_MTU": 1300, "IFLA_MASTER": br0,
		"IFLA_INFO_SLAVE_KIND": "ovs-bridge"})
	s.vsctl("5", "get", "Port", "in0", "tag")
	s.Do(Link("RTM_NEWLINK", 0, 0, Name("in0"), Info("ovs-internal", codec.A{Name: "IFOVS_TAG", Value: 6})))
	s.vsctl("6", "get", "Port", "in0", "tag")
	s.Refused(Link("RTM_SETLINK", 0, 0, Name("in0"), Master(0)), syscall.EOPNOTSUPP, "an internal port ends", "")
	s.Check("in0", map[string]any{"IFLA_MASTER": br0})

	s.Do(Link("RTM_NEWLINK", New, 0, Name("v0"), Master(br0), Info("veth")))
	s.Do(Link("RTM_NEWLINK", New, 0, Name("v1"), Info("veth")))
	s.Do(Up(Link("RTM_SETLINK", 0, s.Index("v1"), Name("w1"), codec.A{Name: "IFLA_TXQLEN", Value: 7}, Master(br0))))
	s.Check("v0", map[string]any{"IFLA_INFO_KIND": "veth", "IFLA_MASTER": br0, "IFLA_INFO_SLAVE_KIND": "ovs-bridge"})
	s.Check("w1", map[string]any{"IFLA_MASTER": br0, "IFLA_TXQLEN": 7})
	s.vsctl("in0\nv0\nw1", "list-ports", "br0")
	if flags, _ := s.Get("w1").Field("ifi_flags"); flags&syscall.IFF_UP == 0 {
		t.Error("w1 is down")
	}
	s.Do(Link("RTM_NEWLINK", New, 0, Name("br1"), Info("openvswitch")))
	br1 := s.Index("br1")
	s.Do(Link("RTM_SETLINK", 0, 0, Name("w1"), Master(br1))) // from one bridge to another
	s.Check("w1", map[string]any{"IFLA_MASTER": br1})
	s.Do(Link("RTM_SETLINK", 0, 0, Name("w1"), Master(0)))
	s.Check("w1", map[string]any{"IFLA_MASTER": nil, "IFLA_INFO_SLAVE_KIND": nil})
	s.Do(Link("RTM_DELLINK", 0, 0, Name("in0")))
	s.Gone("in0")
	s.Do(Link("RTM_DELLINK", 0, 0, Name("v0")))
	s.Gone("v0")
	s.vsctl("", "list-ports", "br0")

	for _, name := range []string{"br0", "br1"} {
		s.Do(Link("RTM_DELLINK", 0, 0, Name(name)))
		s.Gone(name)
	}
	s.vsctl("", "list-br")
}

// TestTunnels makes ports that are no links.
func TestTunnels(t *testing.T) {
	s := open(t)
	s.Do(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")))
	master := Master(s.Index("br0"))
	for _, c := range []struct {
		name, kind, options string
		data                []codec.A
	}{
		{"pa", "patch", `{peer=pb}`, []codec.A{{Name: "IFOVS_PEER", Value: "pb"}}},
		{"pb", "patch", `{peer=pa}`, []codec.A{{Name: "IFOVS_PEER", Value: "pa"}}},
		{"vx", "vxlan", `{dst_port="4790", key="7", remote_ip="192.0.2.1"}`,
			[]codec.A{{Name: "IFLA_VXLAN_ID", Value: 7},
				{Name: "IFLA_VXLAN_GROUP", Value: "192.0.2.1"}, {Name: "IFLA_VXLAN_PORT", Value: 4790}}},
		{"ge", "geneve", `{key="8", remote_ip="2001:db8::1", tos="4"}`, []codec.A{{Name: "IFLA_GENEVE_ID", Value: 8},
			{Name: "IFLA_GENEVE_REMOTE6", Value: "2001:db8::1"}, {Name: "IFLA_GENEVE_TOS", Value: 4}}},
		{"gr", "gre", `{in_key="9", local_ip="192.0.2.3", remote_ip="192.0.2.2"}`,
			[]codec.A{{Name: "IFLA_GRE_IKEY", Value: 9},
				{Name: "IFLA_GRE_LOCAL", Value: "192.0.2.3"}, {Name: "IFLA_GRE_REMOTE", Value: "192.0.2.2"}}},
	} {
		s.Do(Link("RTM_NEWLINK", New, 0, Name(c.name), master, Info("ovs-"+c.kind, c.data...)))
		s.vsctl(c.kind+"\n"+c.options, "get", "Interface", c.name, "type", "options")
		s.Refused(Link("RTM_NEWLINK", New, 0, Name(c.name), master, Info("ovs-"+c.kind, c.data...)),
			syscall.EEXIST, "already exists", "")
	}
	for _, name := range []string{"pa", "pb", "vx", "ge", "gr"} {
		s.Do(Link("RTM_DELLINK", 0, 0, Name(name)))
	}
	s.vsctl("", "list-ports", "br0")
	s.Refused(Link("RTM_DELLINK", 0, 0, Name("pa")), syscall.ENODEV, "", "")
}

// TestRefusals asks for what cannot be, and looks for what may be left behind.
func TestRefusals(t *testing.T) {
	s := open(t)
	s.Do(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")))
	br0 := Master(s.Index("br0"))
	const data = "IFLA_LINKINFO/IFLA_INFO_DATA"
	patch := Info("ovs-patch", codec.A{Name: "IFOVS_PEER", Value: "other"})
	vxlan := func(a codec.A) codec.A { return Info("ovs-vxlan", a) }
	for _, c := range []struct {
		r          *codec.Request
		errno      syscall.Errno
		text, path string
	}{
		{Link("RTM_NEWLINK", New, 0, Name("x"), Info("ovs-internal")), syscall.EINVAL, "needs a bridge", ""},
		{Link("RTM_NEWLINK", New, 0, Name("x"), Master(1), Info("ovs-internal")), syscall.EINVAL,
			"link 1 is no bridge", "IFLA_MASTER"},
		{Link("RTM_NEWLINK", New, 0, Name("-x"), br0, Info("ovs-internal")), syscall.EINVAL,
			"starts with -", "IFLA_IFNAME"},
		{Link("RTM_NEWLINK", New, 9, Name("x"), Info("ovs-bridge")), syscall.EOPNOTSUPP, "index", ""},
		{Link("RTM_NEWLINK", New, 0, Name("x"), br0, mtu(1300), patch), syscall.EOPNOTSUPP, "no IFLA_MTU", "IFLA_MTU"},
		{Link("RTM_NEWLINK", New, 0, Name("x"), br0, Info("ovs-patch")), syscall.EINVAL, "IFOVS_PEER", ""},
		{Link("RTM_NEWLINK", New, 0, Name("x"), br0, vxlan(codec.A{Name: "IFLA_VXLAN_ID", Value: 3})),
			syscall.EINVAL, "other end", data},
		{Link("RTM_NEWLINK", New, 0, Name("x"), br0, vxlan(codec.A{Name: "IFLA_VXLAN_GBP", Value: nil})),
			syscall.EOPNOTSUPP, "no IFLA_VXLAN_GBP",
			data + "/IFLA_VXLAN_GBP"},
		{Link("RTM_NEWLINK", New, 0, Name("x"), br0, Info("ovs-internal", codec.A{Name: "IFOVS_TAG", Value: 4095})),
			syscall.EINVAL, "no VLAN",
			data + "/IFOVS_TAG"},
		{Link("RTM_NEWLINK", New, 0, Name("x"), codec.A{Name: "IFLA_ADDRESS", Value: "01:00:00:00:00:00"},
			Info("ovs-bridge")), syscall.EADDRNOTAVAIL, "attributes", ""},
		{Link("RTM_SETLINK", 0, 0, Name("lo"), br0), syscall.EIO, "put lo under br0", ""},
		{Link("RTM_SETLINK", 0, 99, br0), syscall.ENODEV, "", ""},
	} {
		s.Refused(c.r, c.errno, c.text, c.path)
	}
	s.vsctl("br0", "list-br")
	s.vsctl("", "list-ports", "br0")
	s.Gone("x")
}

// TestTapOnBridge combines callbacks: a tap device that is made as a port.
func TestTapOnBridge(t *testing.T) {
	s := open(t)
	remove, err := tuntap.Install(s, device.Options{Rest: s})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	s.Do(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")))
	s.Do(Link("RTM_NEWLINK", New, 0, Name("tap0"), Master(s.Index("br0")), Info("tap")))
	s.Check("tap0", map[string]any{"IFLA_INFO_KIND": "tun", "IFLA_MASTER": s.Index("br0")})
}

// TestNoDaemon does not wait for ovs-vswitchd longer than it may, and leaves nothing in the database.
func TestNoDaemon(t *testing.T) {
	needs(t)
	s := tester{Open(t), t, daemons(t, false)}
	remove, err := ovs.Install(s, ovs.Options{Options: device.Options{Timeout: 4 * time.Second}, Database: s.database})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")), syscall.ETIMEDOUT,
		"does ovs-vswitchd run?", "")
	s.vsctl("", "--no-wait", "list-br")
}

// TestNotInstalled says what to install.
func TestNotInstalled(t *testing.T) {
	needs(t)
	s := Open(t)
	remove, err := ovs.Install(s, ovs.Options{Options: device.Options{Path: []string{t.TempDir()}}})
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	s.Refused(Link("RTM_NEWLINK", New, 0, Name("br0"), Info("ovs-bridge")), syscall.EOPNOTSUPP,
		"ovs-vsctl is not installed (Debian: openvswitch-switch)", "")
	s.Do(Link("RTM_NEWLINK", New, 0, Name("v0"), Info("veth"))) // others go on
	s.Do(Link("RTM_DELLINK", 0, 0, Name("v0")))
}
