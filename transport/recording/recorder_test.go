package recording_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

// fullDisk takes some octets, then nothing more.
type fullDisk struct{ left int }

func (f *fullDisk) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, syscall.ENOSPC
	}
	return len(b), nil
}

// TestWriteFails goes on when the file cannot be written.
func TestWriteFails(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	replay := c.replay()
	rec := newRecorder(t, &fullDisk{left: 8 << 10})
	s := open(t, proxy.Route, proxy.WithTransport(replay.Transport(proxy.Route)), proxy.WithRecorder(rec))
	for range 200 {
		mustAsk(t, s, addBridge("a"))
	}
	if err := rec.Err(); !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
	for range 2 {
		if err := rec.Close(); !errors.Is(err, syscall.ENOSPC) {
			t.Error(err)
		}
	}
	mustAsk(t, s, addBridge("a"))
}

// failing is a Transport on which everything fails.
type failing struct{ transport.Transport }

func (failing) PortID() uint32 { return 7 }
func (failing) Send(context.Context, []byte, transport.Delivery) error {
	return fmt.Errorf("send: %w", syscall.EPERM)
}
func (failing) Join(uint32) error { return syscall.EINVAL }
func (failing) Close() error      { return nil }
func (failing) Receive(context.Context, []byte, bool) ([]byte, transport.From, error) {
	return nil, transport.From{}, fmt.Errorf("receive: %w", syscall.ENOBUFS)
}

// TestFailuresAreRecorded records what fails, and lets it fail again.
func TestFailuresAreRecorded(t *testing.T) {
	var file bytes.Buffer
	rec := newRecorder(t, &file)
	record := rec.Record(proxy.Route, failing{})
	request := message(t, addBridge("a"), codec.FlagRequest, 1, 0)
	if err := record.Send(t.Context(), request, toKernel); !errors.Is(err, syscall.EPERM) {
		t.Error(err)
	}
	if _, _, err := record.Receive(t.Context(), nil, false); !errors.Is(err, syscall.ENOBUFS) {
		t.Error(err)
	}
	if err := record.Join(3); err == nil {
		t.Error("joined")
	}
	if err := errors.Join(record.Close(), rec.Close()); err != nil {
		t.Error(err)
	}
	replay := load(t, file.Bytes()).Transport(proxy.Route)
	if err := replay.Send(t.Context(), request, toKernel); !errors.Is(err, syscall.EPERM) {
		t.Error(err)
	}
}

// TestCreate records many sockets into one file at once.
func TestCreate(t *testing.T) {
	c := &capture{t: t}
	c.asked(5, 1, addBridge("a"), 0)
	replay := c.replay()
	file := filepath.Join(t.TempDir(), "session.pcapng")
	rec, err := recording.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	const sockets, rounds = 8, 50
	var wg sync.WaitGroup
	for range sockets {
		s := open(t, proxy.Route, proxy.WithTransport(replay.Transport(proxy.Route)), proxy.WithRecorder(rec))
		wg.Go(func() {
			for range rounds {
				if _, err := s.Request(t.Context(), addBridge("a")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := recording.Open(file, recording.Strict())
	if err != nil {
		t.Fatal(err)
	}
	for range sockets {
		s := route(t, again)
		for range rounds {
			mustAsk(t, s, addBridge("a"))
		}
	}
	if unused := again.Unused(); len(unused) > 0 {
		t.Error(unused)
	}
	if _, err := recording.Create(filepath.Join(file, "no directory")); err == nil {
		t.Error("created a file inside a file")
	}
}

// oneDatagram is a Transport that receives one datagram.
type oneDatagram struct {
	failing
	datagram []byte
	from     transport.From
}

func (r oneDatagram) Join(uint32) error { return nil }
func (r oneDatagram) Receive(context.Context, []byte, bool) ([]byte, transport.From, error) {
	return r.datagram, r.from, nil
}

// TestOriginIsRecorded keeps group, namespace and sender of a datagram, and replays them.
func TestOriginIsRecorded(t *testing.T) {
	for _, from := range []transport.From{
		{Group: 300, NSID: 0, UID: -1, GID: -1}, {Group: 1, NSID: 7, PortID: 1<<32 - 1, UID: -1, GID: -1},
		{Group: 1 << 31, NSID: -1, UID: -1, GID: -1},
	} {
		var file bytes.Buffer
		rec := newRecorder(t, &file)
		record := rec.Record(proxy.Route, oneDatagram{datagram: message(t, addBridge("a"), 0, 0, 0), from: from})
		if err := record.Join(from.Group); err != nil {
			t.Fatal(err)
		}
		if _, got, err := record.Receive(t.Context(), nil, false); err != nil || got != from {
			t.Fatal(got, err)
		}
		if err := errors.Join(record.Close(), rec.Close()); err != nil {
			t.Error(err)
		}
		replay := load(t, file.Bytes()).Transport(proxy.Route)
		if err := replay.Join(from.Group); err != nil {
			t.Fatal(err)
		}
		_, got, err := replay.Receive(t.Context(), make([]byte, 100), false)
		since := time.Since(got.Time)
		if got.Time = (time.Time{}); err != nil || got != from || since < 0 || since > time.Hour {
			t.Errorf("%+v, %v; it was %+v, recorded %v ago", got, err, from, since)
		}
	}
}
