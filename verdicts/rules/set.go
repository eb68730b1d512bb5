package rules

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// Options is what a file of rules is read with. The zero Options will do.
type Options struct {
	Registry *codec.Registry // nil: all tables there are
	// Resolver knows the ids of generic netlink families for messages that rules return; nil: none but the controller's
	Resolver *codec.Resolver
	Logger   *slog.Logger // of the action log; nil: slog.Default()
	Seed     uint64       // of probabilities, if the file has none; 0: another one each time
}

// Set is a file of rules, ready to judge. It may be shared by goroutines.
type Set struct {
	options Options
	path    string // of Load
	program atomic.Pointer[program]

	changing    sync.Mutex
	attachments []*attachment
	planned     bool // Plan was called
}

// program is what the text of a file says. It never changes except for its counters.
type program struct {
	rules     []*rule
	chains    [codec.Received + 1][]*rule // by direction
	datagrams []*rule                     // whose faults befall whole datagrams
	counts    map[string]*atomic.Uint64
	seed      uint64
	logger    *slog.Logger
}

// rule is one rule of a program.
type rule struct {
	name      string
	line      int
	direction codec.Direction
	match     *verdicts.Matcher
	when      *filter.Program
	matchers  sync.Pool // of when
	befalls   func(*verdicts.Call) bool
	gauge     *faults.Gauge
	actions   []action
	fault     faults.Fault // of datagrams

	matched, applied, failed atomic.Uint64
}

// Load reads a file of rules.
func Load(path string, o Options) (*Set, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s, err := Parse(filepath.Base(path), text, o)
	if err != nil {
		return nil, err
	}
	s.path = path
	return s, nil
}

// Parse reads the text of a file of rules. Errors call the file by name; they are of type *Error.
func Parse(name string, text []byte, o Options) (*Set, error) {
	if o.Registry == nil {
		o.Registry = tables.Registry()
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Resolver == nil {
		o.Resolver = codec.NewResolver()
	}
	if o.Seed == 0 {
		o.Seed = rand.Uint64()
	}
	p, err := compile(name, text, o)
	if err != nil {
		return nil, err
	}
	s := &Set{options: o}
	s.program.Store(p)
	return s, nil
}

// Update puts the rules of another text in the place of those there are, at once and with counters at zero. If the text
// is wrong, the rules stay.
func (s *Set) Update(name string, text []byte) error {
	p, err := compile(name, text, s.options)
	if err != nil {
		return err
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	if len(s.attachments) > 0 {
		if err := s.attachable(p); err != nil {
			return err
		}
	}
	old := s.program.Swap(p)
	for _, a := range s.attachments {
		if err := a.hook(s, p); err != nil {
			s.program.Store(old)
			return err
		}
	}
	return nil
}

// Reload is Update with the file that Load read.
func (s *Set) Reload() error {
	if s.path == "" {
		return errors.New("these rules are not from a file: use Update")
	}
	text, err := os.ReadFile(s.path)
	if err != nil {
		return err
	}
	return s.Update(filepath.Base(s.path), text)
}

// Seed returns the seed of probabilities, with which the same messages meet the same fate again.
func (s *Set) Seed() uint64 { return s.program.Load().seed }

// Judge judges a message by the rules of its direction. It is a verdicts.Callback.
func (s *Set) Judge(c *verdicts.Call) verdicts.Verdict {
	p := s.program.Load()
	for _, r := range p.chains[min(c.Direction, codec.Received)] {
		applies, err := r.applies(c)
		if err != nil {
			return r.fail(c, err)
		}
		if !applies {
			continue
		}
		for _, act := range r.actions {
			v, end, err := act(p, r, c)
			if err != nil {
				return r.fail(c, err)
			}
			if end {
				return v
			}
		}
	}
	return verdicts.Forward()
}

// applies reports whether a rule is for a message, and its turn.
func (r *rule) applies(c *verdicts.Call) (bool, error) {
	if ok, err := r.match.Match(c); !ok {
		return false, err
	}
	if r.when != nil {
		m, _ := r.matchers.Get().(*filter.Matcher)
		if m == nil {
			m = r.when.Matcher()
		}
		in := filter.Input{Message: c.Message, Time: c.Time, Direction: c.Direction.String(), Pid: c.Pid, FD: -1}
		ok, err := m.Match(&in)
		r.matchers.Put(m)
		if !ok {
			return false, err
		}
	}
	if r.befalls != nil && !r.befalls(c) {
		return false, nil
	}
	r.matched.Add(1)
	if !r.gauge.Next() {
		return false, nil
	}
	r.applied.Add(1)
	return true, nil
}

// fail answers a message that a rule cannot be applied to.
func (r *rule) fail(c *verdicts.Call, err error) verdicts.Verdict {
	r.failed.Add(1)
	name := c.Message.Name()
	if name == "" {
		name = "this message"
	}
	return verdicts.Error(syscall.EINVAL, fmt.Sprintf("rule %s (line %d) does not fit %s: %v",
		r.name, r.line, name, err))
}

// Counter is how often a rule was used since its file was read.
type Counter struct {
	Rule    string
	Line    int
	Matched uint64 // messages that its conditions, except for those on how often, were true of
	Applied uint64 // messages that its actions were done to
	Failed  uint64 // messages that it could not be applied to
}

// Counters returns the counters of all rules, in the order of the file.
func (s *Set) Counters() []Counter {
	p := s.program.Load()
	out := make([]Counter, len(p.rules))
	for i, r := range p.rules {
		out[i] = Counter{r.name, r.line, r.matched.Load(), r.applied.Load(), r.failed.Load()}
	}
	return out
}

// Counts returns what the action count has counted, by name.
func (s *Set) Counts() map[string]uint64 {
	out := map[string]uint64{}
	for name, n := range s.program.Load().counts {
		out[name] = n.Load()
	}
	return out
}
