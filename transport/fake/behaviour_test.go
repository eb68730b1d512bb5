package fake_test

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/verdicts"
)

// -record writes what the running kernel answers into the table.
var record = flag.Bool("record", false, "write what the running kernel answers into testdata/behaviour")

// The behaviour table is testdata/behaviour/*.txt: cases of steps, each a request and what must come of it, replies, an
// error or "ok", and events. It has to hold of the running kernel and of the fake one.
//
//	== title of the case [needs…]             what follows starts in a fresh namespace
//	                                    needs are kinds of links, and the Linux that it was recorded on if others do
//	                                    otherwise
//	> newlink create excl ifname=br0    a request: type, flags, .members of the header, attributes by path; @name is an
//	                                    index
//	| newlink …                         with others in a batch
//	< RTM_NEWLINK …                     a message that answers
//	! EEXIST "text" path                an error
//	* LINK RTM_NEWLINK …                an event, and the group it came to
type behaviourCase struct {
	title string
	needs []string
	steps []behaviourStep
}

type behaviourStep struct {
	lines []string // the request, or the requests of a batch
	want  []string
}

func TestBehaviourOfKernel(t *testing.T) {
	eachBehaviour(t, func(t *testing.T, c *behaviourCase) []proxy.Option {
		testbed.Require(t, testbed.Root())
		testbed.NetNS(t)
		testbed.Require(t, c.missing(t)...)
		return nil
	})
}

// missing returns what the case needs that only another kernel may have.
func (c *behaviourCase) missing(t *testing.T) (needs []testbed.Need) {
	for _, need := range c.needs {
		var major, minor int
		if _, err := fmt.Sscanf(need, "%d.%d", &major, &minor); err == nil {
			needs = append(needs, testbed.Kernel(major, minor))
		} else if !hasKind(t, need) {
			needs = append(needs, testbed.Module(cmp.Or(moduleOf[need], need)))
		}
	}
	return needs
}

// moduleOf is the modules that are not named as their kind of link.
var moduleOf = map[string]string{"vlan": "8021q", "bond": "bonding"}

// hasKind reports whether the running kernel has a kind of link, which it may without a module.
func hasKind(t *testing.T, kind string) bool {
	end, err := kernel.Open(proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = open(t, end).Request(t.Context(), &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: requestFlags["create"],
		Attrs: []codec.A{
			{Name: "IFLA_IFNAME", Value: "a/b"}, // which no link can have
			{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: kind}}},
		},
	})
	return !errors.Is(err, syscall.EOPNOTSUPP)
}

func TestBehaviourOfFake(t *testing.T) {
	eachBehaviour(t, func(t *testing.T, c *behaviourCase) []proxy.Option {
		k := fake.New(fake.Options{})
		lo := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK",
			Fixed: map[string]any{"ifi_index": 1, "ifi_flags": 1, "ifi_change": 1}}
		s := open(t, k.Socket())
		if _, err := s.Request(t.Context(), lo); err != nil { // as testbed.NetNS does
			t.Fatal(err)
		}
		return []proxy.Option{proxy.WithTransport(k.Socket()), proxy.WithTransport(k.Socket())}
	})
}

// eachBehaviour runs every case of the table. start makes what the case is run on, and returns options for the socket
// that asks and the one that listens.
func eachBehaviour(t *testing.T, start func(*testing.T, *behaviourCase) []proxy.Option) {
	files, err := filepath.Glob("testdata/behaviour/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no behaviour table: %v", err)
	}
	for _, file := range files {
		cases, err := readBehaviour(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			name := strings.TrimSuffix(filepath.Base(file), ".txt") + "/" + strings.ReplaceAll(c.title, " ", "-")
			t.Run(name, func(t *testing.T) {
				opts := start(t, c)
				r := newBehaviourRun(t, opts)
				defer r.close()
				c.run(t, r)
			})
		}
		if *record {
			if err := os.WriteFile(file, writeBehaviour(cases), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// run carries out the steps of a case and compares what comes of each.
func (c *behaviourCase) run(t *testing.T, r *behaviourRun) {
	for i := range c.steps {
		step := &c.steps[i]
		got := r.step(step)
		if *record {
			step.want = got
			continue
		}
		if strings.Join(got, "\n") != strings.Join(step.want, "\n") {
			t.Errorf("%s\ngot:\n\t%s\nwant:\n\t%s", strings.Join(step.lines, "\n"), strings.Join(got, "\n\t"),
				strings.Join(step.want, "\n\t"))
		}
	}
}

func readBehaviour(file string) (cases []*behaviourCase, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for i, line := range strings.Split(string(text), "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		if len(cases) == 0 && mark != "==" && mark != "" {
			return nil, fmt.Errorf("%s:%d: the table starts with a case: == title", file, i+1)
		}
		var c *behaviourCase
		if len(cases) > 0 {
			c = cases[len(cases)-1]
		}
		switch mark {
		case "":
		case "==":
			title, needs, _ := strings.Cut(strings.TrimSuffix(rest, "]"), " [")
			cases = append(cases, &behaviourCase{title: title, needs: strings.Fields(needs)})
		case ">":
			c.steps = append(c.steps, behaviourStep{lines: []string{rest}})
		case "|":
			step := &c.steps[len(c.steps)-1]
			step.lines = append(step.lines, rest)
		default:
			step := &c.steps[len(c.steps)-1]
			step.want = append(step.want, line)
		}
	}
	return cases, nil
}

func writeBehaviour(cases []*behaviourCase) (b []byte) {
	for i, c := range cases {
		if i > 0 {
			b = append(b, '\n')
		}
		b = fmt.Appendf(b, "== %s", c.title)
		if len(c.needs) > 0 {
			b = fmt.Appendf(b, " [%s]", strings.Join(c.needs, " "))
		}
		b = append(b, '\n')
		for _, s := range c.steps {
			b = fmt.Appendf(b, "> %s\n", strings.Join(s.lines, "\n| "))
			for _, w := range s.want {
				b = append(append(b, w...), '\n')
			}
		}
	}
	return b
}

// behaviourRun is a case under way: a socket that asks and one that listens.
type behaviourRun struct {
	t            *testing.T
	socket       *proxy.Socket
	subscription *proxy.Subscription
	listen       *proxy.Socket
	asked        []uint32          // sequence numbers of what the step asked
	names        map[uint64]string // of links, by index
}

var behaviourGroups = []string{"link", "neigh", "ipv4_ifaddr", "ipv4_route", "ipv4_rule", "ipv6_rule", "nexthop"}

func newBehaviourRun(t *testing.T, opts []proxy.Option) *behaviourRun {
	var ask, listen []proxy.Option
	if len(opts) == 2 {
		ask, listen = opts[:1], opts[1:]
	}
	r := &behaviourRun{t: t, names: map[uint64]string{}}
	var err error
	if r.socket, err = proxy.Open(proxy.Route, ask...); err != nil {
		t.Fatal(err)
	}
	if r.listen, err = proxy.Open(proxy.Route, listen...); err != nil {
		t.Fatal(err)
	}
	_, err = r.socket.OnSend(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		r.asked = append(r.asked, c.Message.Header().Seq)
		return verdicts.Forward()
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.subscription, err = r.listen.Subscribe(t.Context(), behaviourGroups...); err != nil {
		t.Fatal(err)
	}
	return r
}

// close closes the sockets.
func (r *behaviourRun) close() {
	for _, s := range []*proxy.Socket{r.socket, r.listen} {
		if err := s.Close(); err != nil {
			r.t.Error(err)
		}
	}
}

// errorLine is how the table tells an error.
func errorLine(err error) string {
	var e *proxy.Error
	if !errors.As(err, &e) {
		return "! " + err.Error()
	}
	line := "! " + codec.ErrnoName(int(e.Errno))
	if e.Message != "" {
		line += fmt.Sprintf(" %q", e.Message)
	}
	switch {
	case e.Path != "":
		line += " at " + e.Path
	case e.Offset != 0:
		line += fmt.Sprintf(" at octet %d", e.Offset)
	}
	return line
}
