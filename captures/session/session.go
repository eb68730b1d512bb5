// Package session turns the records of captures into decoded, paired, counted and rendered messages: several at once,
// and in the order of the input.
package session

import (
	"context"
	"errors"
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
	in := newIntake(s)
	workers := make(chan *worker, s.opts.Workers)
	for range s.opts.Workers {
		w := newWorker(s)
		go func() {
			for b := range in.work {
				w.process(b)
				b.done <- struct{}{}
			}
			workers <- w
		}()
	}
	var readErr error
	read := make(chan struct{})
	go func() {
		readErr = in.readAll(ctx, r)
		close(read)
		in.close()
	}()
	err := s.emit(ctx, in)
	for range s.opts.Workers {
		s.stats.merge((<-workers).stats)
	}
	s.stats.unanswer(in.pairs)
	if err != nil {
		return err
	}
	select {
	case <-read:
		return readErr
	default:
		return nil
	}
}

// emit writes what the workers made of the batches, in order.
func (s *Session) emit(ctx context.Context, in *intake) error {
	var failure error
	cancelled, closing := ctx.Done(), false
	for {
		select {
		case b, ok := <-in.order:
			if !ok {
				return failure
			}
			<-b.done
			if failure == nil {
				if failure = s.write(b); failure != nil {
					s.stop.Store(true)
				}
			}
			in.recycle(b)
		case <-cancelled:
			cancelled = nil
			s.stop.Store(true)
		}
		if s.stop.Load() && !closing {
			closing = true
			go in.close() // the reader may wait for input that never comes
		}
	}
}

func (s *Session) write(b *batch) error {
	if len(b.out) > 0 {
		if _, err := s.opts.Output.Write(b.out); err != nil {
			return err
		}
	}
	for i := range b.kept {
		err := s.opts.Records.Write(&b.kept[i])
		if errors.Is(err, captures.ErrOtherLink) {
			s.opts.Notice(err.Error())
			continue
		}
		if err != nil {
			return err
		}
	}
	return b.err
}
