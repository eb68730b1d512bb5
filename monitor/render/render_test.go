package render_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
	"github.com/nlkit/nlkit/proxy"
)

var registry = tables.Registry()

func message(t *testing.T, typ string, fixed map[string]any, attrs ...codec.A) *codec.Message {
	t.Helper()
	b, err := (&codec.Encoder{Registry: registry}).Append(nil,
		&codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Fixed: fixed, Attrs: attrs})
	if err != nil {
		t.Fatal(err)
	}
	m := new(codec.Message)
	if err := (&codec.Decoder{Registry: registry}).Decode(m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

func link(t *testing.T, name string, mtu int, more ...codec.A) *codec.Message {
	t.Helper()
	return message(t, "RTM_NEWLINK", map[string]any{"ifi_index": 12},
		append([]codec.A{{Name: "IFLA_IFNAME", Value: name}, {Name: "IFLA_MTU", Value: mtu}}, more...)...)
}

// change is a difference in an attribute.
func change(op follow.Op, path string, old, now *codec.Message) monitor.Change {
	c := monitor.Change{Path: path, Op: op}
	if a, ok := old.Attr(path); ok && op != follow.Added {
		c.Old = a.Content()
	}
	if a, ok := now.Attr(path); ok && op != follow.Removed {
		c.New = a.Content()
	}
	return c
}

var at = time.Date(2026, 11, 21, 10, 38, 27, 741831000, time.UTC)

// scenes are events of each kind.
func scenes(t *testing.T) []*monitor.Event {
	names := new(brief.Names).With(12, "va").With(5, "br0").With(6, "br1")
	old := link(t, "va", 1500, codec.A{Name: "IFLA_MASTER", Value: 5}, codec.A{Name: "IFLA_IFALIAS", Value: "uplink"})
	now := link(t, "va", 9000, codec.A{Name: "IFLA_MASTER", Value: 6}, codec.A{Name: "IFLA_GROUP", Value: 7})
	ip := monitor.Cause{Pid: 4242, Comm: "ip", UID: 0}
	changed := &monitor.Event{Time: at, NetNS: "blue", Group: monitor.Group{Word: "link"}, Op: follow.Changed,
		Message: now, Old: old, Names: names, Cause: ip, Changes: []monitor.Change{
			change(follow.Changed, "IFLA_MTU", old, now), change(follow.Changed, "IFLA_MASTER", old, now),
			change(follow.Removed, "IFLA_IFALIAS", old, now), change(follow.Added, "IFLA_GROUP", old, now)}}
	route := message(t, "RTM_NEWROUTE", map[string]any{"rtm_family": "AF_INET", "rtm_dst_len": 8, "rtm_table": 254,
		"rtm_type": "RTN_UNICAST"}, codec.A{Name: "RTA_DST", Value: "10.0.0.0"}, codec.A{Name: "RTA_OIF", Value: 12})
	addr := message(t, "RTM_DELADDR", map[string]any{"ifa_family": "AF_INET", "ifa_prefixlen": 24, "ifa_index": 12},
		codec.A{Name: "IFA_LOCAL", Value: "192.0.2.1"})
	asked := message(t, "RTM_GETLINK", nil)
	return []*monitor.Event{
		changed,
		{Time: at.Add(time.Second), Op: follow.Removed, Kind: monitor.Implied, Message: route, Names: names,
			ImpliedBy: changed},
		{Time: at.Add(1500 * time.Millisecond), Op: follow.Removed, Message: addr, Names: names,
			Cause: monitor.Cause{Label: "timer"}},
		{Time: at.Add(2 * time.Second), Op: follow.Added, Kind: monitor.Found, Message: route, Names: names},
		{Time: at.Add(2 * time.Second), Op: follow.Added, Kind: monitor.Listed, Message: now, Names: names},
		{Time: at.Add(2 * time.Second), Op: follow.Changed, Kind: monitor.Repeat, Message: now, Names: names,
			Cause: monitor.Cause{Pid: 7, Comm: "a", UID: 1, Container: "0123456789abcdef"}},
		{Time: at.Add(2 * time.Second), Message: asked},
		{Time: at.Add(3 * time.Second), Kind: monitor.Lost, Lost: &proxy.Overrun{Dropped: 12}},
		{Time: at.Add(3 * time.Second), Kind: monitor.Current, Op: follow.Current, Table: "routes"},
	}
}

func written(t *testing.T, o render.Options, events []*monitor.Event) string {
	t.Helper()
	o.Location = time.UTC
	r, err := render.New(o)
	if err != nil {
		t.Fatal(err)
	}
	var b []byte
	for _, e := range events {
		b = r.Append(b, e)
	}
	return string(b)
}

// TestBrief says events of each kind as a person would.
func TestBrief(t *testing.T) {
	got := written(t, render.Options{}, scenes(t))
	const want = `10:38:27.741831 blue changed link 12 va: mtu 1500 → 9000, master br0 → br1, -ifalias uplink, +group 7  by ip[4242]
10:38:28.741831 removed route 10.0.0.0/8 dev va table main  implied by link 12 va changed by ip[4242]
10:38:29.241831 removed address 192.0.2.1/24 dev va  by the kernel (timer)
10:38:29.741831 added   route 10.0.0.0/8 dev va table main  (resync)
10:38:29.741831 added   link 12 va mtu 9000 down master br1 group 7  (listed)
10:38:29.741831 same    link 12 va mtu 9000 down master br1 group 7  by a[7] in 0123456789ab
10:38:29.741831 event   getlink
10:38:30.741831 12 events were lost: the socket's receive buffer overflowed
10:38:30.741831 current routes
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestTimes writes times in each way.
func TestTimes(t *testing.T) {
	events := scenes(t)[:3]
	for times, want := range map[render.Times][]string{
		render.Clock:    {"10:38:27.741831 ", "10:38:28.741831 ", "10:38:29.241831 "},
		render.Date:     {"2026-11-21 10:38:27.741831 ", "2026-11-21 10:38:28.741831 ", "2026-11-21 10:38:29.241831 "},
		render.Relative: {"0.000000 ", "1.000000 ", "1.500000 "},
		render.Delta:    {"+0.000000 ", "+1.000000 ", "+0.500000 "},
		render.Epoch:    {"1795257507.741831 ", "1795257508.741831 ", "1795257509.241831 "},
		render.NoTimes:  {"blue ", "removed ", "removed "},
	} {
		for i, line := range strings.SplitN(strings.TrimSpace(written(t, render.Options{Times: times}, events)), "\n", 3) {
			if !strings.HasPrefix(line, want[i]) {
				t.Errorf("%s: %q, want %q", times, line, want[i])
			}
		}
	}
	if _, err := render.New(render.Options{Times: "dleta"}); err == nil || !strings.Contains(err.Error(), "delta?") {
		t.Errorf("error %v", err)
	}
	if _, err := render.New(render.Options{Form: "jsn"}); err == nil || !strings.Contains(err.Error(), "json?") {
		t.Errorf("error %v", err)
	}
}

// TestJSON reads what is written, and encodes its messages again.
func TestJSON(t *testing.T) {
	events := scenes(t)
	lines := strings.Split(strings.TrimSpace(written(t, render.Options{Form: "json"}, events)), "\n")
	if len(lines) != len(events) {
		t.Fatalf("%d lines of %d events", len(lines), len(events))
	}
	type object struct {
		Time    time.Time
		NetNS   string
		Event   string
		Source  string
		Object  string
		Message json.RawMessage
		Changes []struct {
			Attr     string
			Old, New any
		}
		Process *struct {
			Pid, UID        int
			Comm, Container string
		}
		Cause     string
		ImpliedBy *object `json:"implied_by"`
		Lost      *struct{ Dropped int }
		Table     string
	}
	var all []object
	for _, line := range lines {
		var o object
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, o)
	}
	first := all[0]
	if got, want := fmt.Sprint(first.Changes), "[{IFLA_MTU 1500 9000} {IFLA_MASTER 5 6} {IFLA_IFALIAS uplink <nil>} "+
		"{IFLA_GROUP <nil> 7}]"; got != want {
		t.Errorf("changes %s, want %s", got, want)
	}
	if !first.Time.Equal(at) || first.NetNS != "blue" || first.Event != "changed" || first.Object != "link 12 va" ||
		first.Process == nil || first.Process.Pid != 4242 || first.Process.Comm != "ip" {
		t.Errorf("got %+v", first)
	}
	if by := all[1].ImpliedBy; by == nil || by.Event != "changed" || by.Object != "link 12 va" || by.Process.Pid != 4242 {
		t.Errorf("implied by %+v", by)
	}
	if all[2].Cause != "timer" || all[3].Source != "found" || all[7].Lost.Dropped != 12 || all[8].Table != "routes" {
		t.Errorf("got %+v", all)
	}
	if c := all[5].Process.Container; c != "0123456789abcdef" {
		t.Errorf("container %q", c)
	}
	if b, err := codecOf(first.Message); err != nil || string(b) != string(events[0].Message.Bytes()) {
		t.Errorf("encoded again: %x, %v", b, err)
	}
}

// TestHostile lets names hold what terminals obey: none of it is written in a form for people, nor said of objects.
func TestHostile(t *testing.T) {
	const evil = "\x1b[2J\x9b\u202e\n"
	names := new(brief.Names).With(12, evil)
	old, now := link(t, evil, 1500), link(t, evil, 9000)
	e := &monitor.Event{Time: at, NetNS: evil, Op: follow.Changed, Message: now, Old: old, Names: names,
		Cause: monitor.Cause{Pid: 1, Comm: evil, Container: evil}, Group: monitor.Group{Word: evil},
		Changes: []monitor.Change{change(follow.Changed, "IFLA_IFNAME", old, now), {Path: evil}}}
	e.ImpliedBy = e
	lost := &monitor.Event{Kind: monitor.Current, Table: evil, NetNS: evil}
	label := &monitor.Event{Message: now, Cause: monitor.Cause{Label: evil}}
	for _, form := range []string{"brief", "oneline", "text", "json", "pyroute2"} {
		text := written(t, render.Options{Form: form}, []*monitor.Event{e, lost, label})
		for i := range len(text) {
			if c := text[i]; c < ' ' && c != '\n' || c == 0x7f || c == 0x9b {
				t.Fatalf("%s: octet %#x in %q", form, c, text)
			}
		}
		if form == "brief" && strings.Count(text, "\n") != 3 {
			t.Errorf("lines %q", text)
		}
	}
	for _, text := range []string{render.Object(e), render.Cause(e.Cause), render.Process(e.Cause),
		render.Process(label.Cause)} {
		if strings.ContainsAny(text, "\x1b\n") {
			t.Errorf("said %q", text)
		}
	}
}

// TestColor has colours that end, and none where they are not wanted.
func TestColor(t *testing.T) {
	text := written(t, render.Options{Color: true}, scenes(t)[:1])
	for _, want := range []string{"\x1b[33mchanged", "\x1b[31m1500\x1b[", "\x1b[32m9000\x1b[", "\x1b[2m10:38:27.741831 "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	if plain := written(t, render.Options{}, scenes(t)); strings.Contains(plain, "\x1b") {
		t.Errorf("colours in %q", plain)
	}
}

// codecOf encodes a message that was written as JSON.
func codecOf(object []byte) ([]byte, error) {
	return form.JSON.Parse(&codec.Encoder{Registry: registry}, object)
}
