package wire

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// What is shorter than smallMax is gathered in a buffer of gatherMax; what is longer goes out from where it is.
const (
	smallMax  = 8 << 10
	gatherMax = 32 << 10
)

// Writer writes frames to a connection. It may be used by several goroutines at once.
type Writer struct {
	conn    net.Conn
	timeout atomic.Int64
	waiting atomic.Int32 // goroutines that are about to write
	written atomic.Int64 // when the last frame was, in ns

	mu      sync.Mutex
	pending []byte
	urgent  bool // pending holds a frame that is not to wait
	vector  [2][]byte
	err     error // that every Write returns from now on
}

// NewWriter makes a Writer. A write that takes longer than timeout breaks it.
func NewWriter(conn net.Conn, timeout time.Duration) *Writer {
	w := &Writer{conn: conn, pending: make([]byte, 0, gatherMax)}
	w.timeout.Store(int64(timeout))
	return w
}

// Write writes a frame whose payload is in two pieces. If flush is not set it may wait for Flush.
func (w *Writer) Write(t Type, stream uint32, prefix, payload []byte, flush bool) error {
	w.waiting.Add(1)
	w.mu.Lock()
	defer w.mu.Unlock()
	left := w.waiting.Add(-1)
	if w.err != nil {
		return w.err
	}
	w.written.Store(time.Now().UnixNano())
	w.pending = append(appendHeader(w.pending, t, stream, len(prefix)+len(payload)), prefix...)
	w.urgent = w.urgent || flush
	if len(payload) > smallMax {
		w.out(payload)
		return w.err
	}
	w.pending = append(w.pending, payload...)
	// Who waits to write will look after what is urgent, too.
	if len(w.pending) > gatherMax-smallMax || w.urgent && left == 0 {
		w.out(nil)
	}
	return w.err
}

// Flush sees that nothing waits.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil && len(w.pending) > 0 {
		w.out(nil)
	}
	return w.err
}

// out writes what is pending and, without a copy, a payload after it.
func (w *Writer) out(payload []byte) {
	_ = w.conn.SetWriteDeadline(time.Now().Add(time.Duration(w.timeout.Load()))) // a closed connection says so itself
	if payload == nil {
		_, w.err = w.conn.Write(w.pending)
	} else {
		w.vector = [2][]byte{w.pending, payload}
		buffers := net.Buffers(w.vector[:])
		_, w.err = buffers.WriteTo(w.conn)
		w.vector = [2][]byte{}
	}
	w.pending, w.urgent = w.pending[:0], false
}

// Silent tells how long nothing has been written.
func (w *Writer) Silent() time.Duration {
	return time.Duration(time.Now().UnixNano() - w.written.Load())
}

// Hurry shortens the time that writes may take, those under way too.
func (w *Writer) Hurry(timeout time.Duration) {
	w.timeout.Store(int64(timeout))
	_ = w.conn.SetWriteDeadline(time.Now().Add(timeout))
}
