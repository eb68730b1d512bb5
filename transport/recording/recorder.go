package recording

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// Recorder writes the datagrams of sockets to a pcapng file. Any number of sockets may use one at the same time. A file
// that cannot be written never disturbs the traffic: Err tells, and Close.
type Recorder struct {
	mu     sync.Mutex
	w      captures.Writer
	file   io.Closer // nil if the caller closes what is written to
	err    error     // the first
	closed bool
}

// NewRecorder returns a Recorder that writes to w, which stays the caller's to close.
func NewRecorder(w io.Writer) (*Recorder, error) {
	p, err := pcap.NewNGWriter(w, pcap.NGOptions{Application: "nlkit"})
	if err != nil {
		return nil, fmt.Errorf("recording: %w", err)
	}
	return &Recorder{w: p}, nil
}

// Create returns a Recorder that writes a file. A file of that name is overwritten.
func Create(file string) (*Recorder, error) {
	f, err := os.Create(file)
	if err != nil {
		return nil, fmt.Errorf("recording: %w", err)
	}
	r, err := NewRecorder(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	r.file = f
	return r, nil
}

// Record returns a Transport of a netlink protocol that is t, and whose datagrams are recorded. proxy.WithRecorder
// calls it.
func (r *Recorder) Record(protocol int, t transport.Transport) transport.Transport {
	rt := &recorded{Wrapper: transport.Wrapper{Transport: t}, recorder: r, protocol: protocol}
	rt.happened(happening{kind: opened}, codec.DirectionUnknown)
	return rt
}

// Err returns the first error of writing, or nil. After it nothing more is recorded.
func (r *Recorder) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Close writes what is still in memory. Sockets that are still open go on, unrecorded. It returns what Err does.
func (r *Recorder) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return r.err
	}
	r.closed = true
	r.fault(r.w.Close())
	if r.file != nil {
		r.fault(r.file.Close())
	}
	return r.err
}

// fault keeps the first error. The mutex is held.
func (r *Recorder) fault(err error) {
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("recording: %w", err)
	}
}

func (r *Recorder) write(rec *captures.Record) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.err != nil {
		return
	}
	rec.Time, rec.HasDate = time.Now(), true // under the mutex: times in the file ascend
	r.fault(r.w.Write(rec))
}

// recorded is a Transport that is recorded.
type recorded struct {
	transport.Wrapper
	recorder *Recorder
	protocol int
	once     sync.Once
}

func (t *recorded) record(d codec.Direction) captures.Record {
	return captures.Record{
		Direction: d, FD: -1, Protocol: t.protocol, PortID: t.PortID(), BigEndian: host.BigEndian,
	}
}

func (t *recorded) datagram(d codec.Direction, datagram []byte, from transport.From) {
	rec := t.record(d)
	rec.Data, rec.OriginalLen, rec.Origin = datagram, len(datagram), originOf(from)
	t.recorder.write(&rec)
}

func (t *recorded) happened(h happening, d codec.Direction) {
	rec := t.record(d)
	rec.Event = h.String()
	t.recorder.write(&rec)
}

// Send records first: what answers may be received at once. Where the datagram goes, if not to the kernel, has no place
// in a capture.
func (t *recorded) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
	t.datagram(codec.Sent, datagram, fromKernel)
	err := t.Transport.Send(ctx, datagram, d)
	if err != nil {
		h := happening{kind: sendFailed}
		errors.As(err, &h.errno)
		t.happened(h, codec.Sent)
	}
	return err
}

func (t *recorded) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	datagram, from, err := t.Transport.Receive(ctx, b, wait)
	switch {
	case err == nil:
		t.datagram(codec.Received, datagram, from)
	case errors.Is(err, syscall.ENOBUFS):
		t.happened(happening{kind: overflowed}, codec.Received)
	}
	return datagram, from, err
}

// Join records first: events may be received at once.
func (t *recorded) Join(group uint32) error {
	t.happened(happening{kind: joined, group: group}, codec.DirectionUnknown)
	err := t.Transport.Join(group)
	if err != nil {
		t.happened(happening{kind: left, group: group}, codec.DirectionUnknown)
	}
	return err
}

func (t *recorded) Leave(group uint32) error {
	t.happened(happening{kind: left, group: group}, codec.DirectionUnknown)
	return t.Transport.Leave(group)
}

func (t *recorded) Close() error {
	t.once.Do(func() { t.happened(happening{kind: closed}, codec.DirectionUnknown) })
	return t.Transport.Close()
}
