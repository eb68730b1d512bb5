// Package session turns the records of captures into decoded, paired, counted and rendered messages: several at once,
// and in the order of the input.
package session

import (
	"context"
	"io"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/form"
)

// Options say what a Session does.
type Options struct {
	Registry *codec.Registry
	Resolver *codec.Resolver // learns the ids of generic netlink families from the capture
	Protocol int             // of records that do not say, or captures.ProtocolUnknown
	Family   string          // generic netlink family of ids that are not known; "": guess
	Filter   *filter.Program // nil: everything passes
	Form     *form.Form      // how messages are rendered; nil: not at all
	Color    bool
	Numeric  bool            // times in seconds since 1970, no guessing of families
	Location *time.Location  // of times of day in text; nil: local
	Output   io.Writer       // where rendered messages go; nil only without Form
	Records  captures.Writer // where the records of messages that pass go, too; or nil
	Count    bool            // gather statistics
	Limit    int             // stop after this many messages that passed; 0: never
	Workers  int             // 0: as many as there are processors
	Notice   func(string)    // takes one-line remarks on the input; nil: they are lost
}

// Session is what is known across the inputs of one run: families, record numbers, statistics.
type Session struct {
	opts    Options
	records int64 // read so far, over all inputs
	matched int   // messages that passed; counted if there is a limit
	stats   *Stats
	stop    atomic.Bool // nothing more is wanted
}

// New makes a session.
func New(opts Options) *Session {
	if opts.Location == nil {
		opts.Location = time.Local
	}
	if opts.Resolver == nil {
		opts.Resolver = codec.NewResolver()
	}
	if opts.Notice == nil {
		opts.Notice = func(string) {}
	}
	switch {
	case opts.Limit > 0:
		opts.Workers = 1 // who counts must see the messages in order
	case opts.Workers == 0:
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	return &Session{opts: opts, stats: newStats()}
}

// Stats returns what was counted. It is complete when no Run is active.
func (s *Session) Stats() *Stats { return s.stats }

// Done reports whether the limit of messages is reached.
func (s *Session) Done() bool { return s.stop.Load() }

// Run reads a capture to its end, or until ctx is cancelled. Faults in single places of the input are noticed and
// counted; an error means that the rest of the input cannot be read, or the output not written. A Next of r that blocks
// is left behind when ctx is cancelled; r is not used after that.
func (s *Session) Run(ctx context.Context, r captures.Reader) error {
	run := newRun(s, r)
	defer context.AfterFunc(ctx, func() {
		s.stop.Store(true)
		run.flush()
	})()
	if ctx.Err() != nil {
		s.stop.Store(true)
	}
	for _, w := range run.workers {
		go run.work(w)
	}
	run.order.pending.Wait()
	for _, w := range append(run.workers, run.flusher) {
		s.stats.merge(w.stats)
	}
	s.stats.unanswer(run.in.pairs)
	if run.failure != nil {
		return run.failure
	}
	return run.in.failure
}
