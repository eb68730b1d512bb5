package monitor_test

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/codec/form/text"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/proxy"
)

// watch is a Monitor in a test, and what it has told.
type watch struct {
	t       *testing.T
	m       *monitor.Monitor
	lines   []string
	notices []string
	apply   func(*monitor.Event) // of each event, if it is not nil
}

// open begins to watch, and goes past the first lists of so many tables.
func open(t *testing.T, o monitor.Options, tables int) *watch {
	t.Helper()
	w := &watch{t: t}
	var mu sync.Mutex
	o.Notice = func(line string) {
		mu.Lock()
		defer mu.Unlock()
		w.notices = append(w.notices, line)
	}
	m, err := monitor.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	w.m = m
	if tables > 0 {
		w.until(func(e *monitor.Event) bool {
			if e.Kind == monitor.Current {
				tables--
			}
			return tables == 0
		})
	}
	w.lines = nil
	return w
}

// until goes on until an event is what is wanted.
func (w *watch) until(wanted func(*monitor.Event) bool) *monitor.Event {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	for e, err := range w.m.Events(ctx) {
		if err != nil {
			w.t.Fatalf("%v, after\n%s", err, strings.Join(w.lines, "\n"))
		}
		w.lines = append(w.lines, line(e))
		if w.apply != nil {
			w.apply(e)
		}
		if wanted(e) {
			return e
		}
	}
	w.t.Fatal("it ended")
	return nil
}

// settled runs commands, and returns the lines of what they did.
func (w *watch) settled(commands ...string) []string {
	w.t.Helper()
	w.lines = nil
	run(w.t, commands...)
	for range 2 { // what is implied is told after the events up to then
		mark++
		run(w.t, fmt.Sprintf("ip link set lo alias mark%d", mark))
		w.until(func(e *monitor.Event) bool { return strings.Contains(line(e)+",", fmt.Sprintf("→mark%d,", mark)) })
	}
	return slices.DeleteFunc(w.lines, func(l string) bool { return strings.Contains(l, "→mark") })
}

// mark counts what tells up to where events are read.
var mark int

// line is an event as tests compare it.
func line(e *monitor.Event) string {
	s := fmt.Sprintf("%s %s %s", e.Kind, e.Op, e.Group.Word)
	if e.Kind == monitor.Current {
		return fmt.Sprintf("current %s", e.Table)
	}
	if e.NetNS != "" {
		s = e.NetNS + ": " + s
	}
	if e.Message != nil {
		s += " " + string(brief.Append(nil, e.Message, brief.Style{Names: e.Names, Noun: true, Which: true}))
	}
	for _, c := range e.Changes {
		s += fmt.Sprintf(", %s %s→%s", c.Path, text.AppendValue(nil, c.Old), text.AppendValue(nil, c.New))
	}
	if e.ImpliedBy != nil {
		s += " by " + line(e.ImpliedBy)
	}
	return s
}

// run runs commands of ip(8) and the like.
func run(t *testing.T, commands ...string) {
	t.Helper()
	for _, c := range commands {
		argv := strings.Fields(c)
		if out, err := exec.Command(argv[0], argv[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", c, err, out)
		}
	}
}

// objects is what there is, as events tell it: a line for each, by what tells one from another.
type objects map[string]string

// apply applies an event.
func (o objects) apply(e *monitor.Event) {
	if e.Message == nil {
		return
	}
	if e.Old != nil {
		delete(o, keyOf(e.Old))
	}
	if key := keyOf(e.Message); e.Op == follow.Removed {
		delete(o, key)
	} else {
		o[key] = string(brief.Append(nil, e.Message, brief.Style{Noun: true}))
	}
}

// keyOf tells the objects of all kinds apart.
func keyOf(m *codec.Message) string {
	key, ok := m.AppendKey(nil)
	if !ok || m.Type().Object == nil {
		return ""
	}
	return m.Type().Object.Name + " " + string(key)
}

// dumped is what there is of tables, as the kernel lists it.
func dumped(t *testing.T, tables ...*follow.Table) objects {
	t.Helper()
	s := sockettest.Open(t, proxy.Route)
	o := objects{}
	for _, table := range tables {
		for m, err := range s.Dump(t.Context(), table.Dump) {
			if err != nil {
				t.Fatal(err)
			}
			if table.Has == nil || table.Has(m) {
				o[keyOf(m)] = string(brief.Append(nil, m, brief.Style{Noun: true}))
			}
		}
	}
	return o
}

// same compares what was told with what there is.
func same(t *testing.T, told, real objects) {
	t.Helper()
	for key, line := range told {
		if _, ok := real[key]; !ok {
			t.Errorf("%s is not there", line)
		}
	}
	for key, line := range real {
		if told[key] != line {
			t.Errorf("there is  %s\ntold was  %s", line, told[key])
		}
	}
}

// withoutIPv6 keeps what IPv6 does by itself out of a test.
func withoutIPv6(t *testing.T) {
	t.Helper()
	for _, conf := range []string{"default", "all"} {
		if err := os.WriteFile("/proc/sys/net/ipv6/conf/"+conf+"/disable_ipv6", []byte("1"), 0); err != nil {
			t.Fatal(err)
		}
	}
}

// hostRoutes is requests to make routes to so many single addresses from one on, through lo.
func hostRoutes(first, n int) (batch []*codec.Request) {
	for i := first; i < first+n; i++ {
		dst := netip.AddrFrom4([4]byte{20, byte(i >> 16), byte(i >> 8), byte(i)})
		r := sockettest.Rtnl("RTM_NEWROUTE", 0x600,
			codec.A{Name: "RTA_DST", Value: dst}, codec.A{Name: "RTA_OIF", Value: 1})
		r.Fixed = map[string]any{
			"rtm_family": 2, "rtm_dst_len": 32, "rtm_table": 254, "rtm_protocol": 4, "rtm_type": 1, "rtm_scope": 253,
		}
		batch = append(batch, r)
	}
	return batch
}

// add has requests carried out, many at a time.
func add(t *testing.T, s *proxy.Socket, requests ...*codec.Request) {
	results, err := s.Batch(t.Context(), requests)
	for _, err := range append(results, err) {
		if err != nil {
			t.Error(err)
		}
	}
}

// pour makes routes, then removes them.
func pour(t *testing.T, s *proxy.Socket, routes int) {
	const step = 500
	for _, typ := range []string{"RTM_NEWROUTE", "RTM_DELROUTE"} {
		for first := 0; first < routes; first += step {
			batch := hostRoutes(first, step)
			for _, r := range batch {
				if r.Type = typ; typ == "RTM_DELROUTE" {
					r.Flags = 0
				}
			}
			add(t, s, batch...)
		}
	}
}

// times is so many, or more where the environment has NLKIT_LONG.
func times(n int) int {
	if os.Getenv("NLKIT_LONG") != "" {
		return 10 * n
	}
	return n
}
