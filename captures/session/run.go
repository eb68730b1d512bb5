package session

import (
	"errors"
	"sync"
	"time"

	"github.com/nlkit/nlkit/captures"
)

// run is the reading of one capture. The workers read by turns: one fills a batch, lets the next read, and then does
// with the batch all that is to be done, so that it need not go from processor to processor.
type run struct {
	*Session
	in      *intake
	order   *order
	workers []*worker
	failure error // of writing, or of the filter

	flushing sync.Mutex
	flusher  *worker // does the batches that are not full when the input pauses
}

func newRun(s *Session, r captures.Reader) *run {
	run := &run{Session: s, flusher: newWorker(s)}
	for range s.opts.Workers {
		run.workers = append(run.workers, newWorker(s))
	}
	run.order = newOrder(s.opts.Workers, run.write)
	run.in = newIntake(s, r, run.order)
	run.in.timer = time.AfterFunc(time.Hour, run.flush)
	run.in.timer.Stop()
	return run
}

// work reads and does batches until there are no more.
func (r *run) work(w *worker) {
	for b := r.in.fill(); b != nil; b = r.in.fill() {
		r.finish(w, b)
	}
}

// flush does the current batch although it is not full.
func (r *run) flush() {
	r.flushing.Lock()
	defer r.flushing.Unlock()
	r.finish(r.flusher, r.in.take())
}

// finish does all that is to be done with a batch, if there is one, and closes the input if no more is wanted.
func (r *run) finish(w *worker, b *batch) {
	if b != nil {
		if r.opts.Limit > 0 {
			r.order.await(b) // who counts must see the messages in order
		}
		w.process(b)
		r.order.put(b)
	}
	if r.stop.Load() {
		if b = r.in.close(nil); b != nil {
			r.finish(w, b)
		}
	}
}

// write writes what the workers made of a batch, unless that failed before.
func (r *run) write(b *batch) {
	if r.failure == nil {
		if r.failure = r.output(b); r.failure != nil {
			r.stop.Store(true)
		}
	}
	r.in.recycle(b)
}

func (r *run) output(b *batch) error {
	if len(b.out) > 0 {
		if _, err := r.opts.Output.Write(b.out); err != nil {
			return err
		}
	}
	for i := range b.kept {
		err := r.opts.Records.Write(&b.kept[i])
		if errors.Is(err, captures.ErrOtherLink) {
			r.opts.Notice(err.Error())
			continue
		}
		if err != nil {
			return err
		}
	}
	return b.err
}
