package session_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestRunEnds ends a run while the input waits for more: the limit is reached, or the output fails. What was left
// behind ends when the input does.
func TestRunEnds(t *testing.T) {
	full := errors.New("no space left on device")
	for _, tc := range []struct {
		name   string
		output writeErr
		limit  int
		want   error
	}{
		{"limit", writeErr{}, 1, nil},
		{"failure", writeErr{full}, 0, full},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))},
					pause: make(chan struct{})}
				s := session.New(session.Options{Registry: tables.Registry(), Form: form.OneLine, Output: tc.output,
					Limit: tc.limit, Workers: 3})
				if err := s.Run(context.Background(), r); !errors.Is(err, tc.want) || !s.Done() {
					t.Errorf("error %v, done %v", err, s.Done())
				}
				close(r.pause) // a bubble waits for all its goroutines
			})
		})
	}
}

// writeErr is a writer that fails if there is an error.
type writeErr struct{ err error }

func (w writeErr) Write(p []byte) (int, error) { return len(p), w.err }

// TestRunFails has the input fail after records, which are written all the same.
func TestRunFails(t *testing.T) {
	for _, workers := range []int{1, 4} {
		r := &broken{records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))}}}
		var out strings.Builder
		s := session.New(session.Options{Registry: tables.Registry(), Form: form.OneLine, Output: &out,
			Workers: workers})
		if err := s.Run(context.Background(), r); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("error %v", err)
		}
		if !strings.Contains(out.String(), "IFLA_IFNAME lo") {
			t.Errorf("wrote %q", out.String())
		}
	}
}

// broken is records that end in a fault.
type broken struct{ records }

func (b *broken) Next(rec *captures.Record) error {
	err := b.records.Next(rec)
	if errors.Is(err, io.EOF) {
		err = &captures.Error{Msg: "torn", Err: io.ErrUnexpectedEOF}
	}
	return err
}

// TestRunCancels cancels a run before it would write what was read for want of more: it is written all the same.
func TestRunCancels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		r := &records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))},
			pause: make(chan struct{})}
		var out strings.Builder
		s := session.New(session.Options{Registry: tables.Registry(), Form: form.OneLine, Output: &out, Workers: 2})
		ended := make(chan error)
		begun := time.Now()
		go func() { ended <- s.Run(ctx, r) }()
		synctest.Wait()
		cancel()
		if err := <-ended; err != nil || !strings.Contains(out.String(), "IFLA_IFNAME lo") || time.Since(begun) != 0 {
			t.Errorf("error %v, after %v, wrote %q", err, time.Since(begun), out.String())
		}
		close(r.pause)
	})
}

// TestRunCancelled reads nothing when there is no need to any more.
func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := &records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))}}
	out := ""
	s := session.New(session.Options{Registry: tables.Registry(), Form: form.OneLine,
		Output: writerFunc(func(p []byte) { out += string(p) })})
	if err := s.Run(ctx, r); err != nil || out != "" || len(r.list) != 1 {
		t.Errorf("error %v, wrote %q, left %d records", err, out, len(r.list))
	}
}
