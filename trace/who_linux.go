package trace

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/ringbuf"
	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// Who finds out who causes the messages of sockets. All share one ring buffer.
type Who struct {
	offsets *offsets
	ring    *ebpf.Map
	program *ebpf.Program
	reader  *ringbuf.Reader
	waker   *os.File // the ring buffer, to wait for
	woken   sync.WaitGroup

	mu      sync.Mutex
	sample  ringbuf.Record
	sources map[uint64]*Source // by socket cookie
	closed  bool
}

// ringLen is how many octets of records may wait: 30,000 of them. From a quarter of that on somebody looks who has not
// been asked.
const ringLen = 4 << 20

// Open loads the program. It needs CAP_BPF and CAP_PERFMON, and Linux 5.8 with BTF: the error is fs.ErrPermission, or
// errors.ErrUnsupported, where they are missing.
func Open() (*Who, error) {
	w := &Who{sources: map[uint64]*Source{}}
	if err := w.open(); err != nil {
		w.Close()
		return nil, fmt.Errorf("who causes events: %w", explain(err))
	}
	return w, nil
}

func (w *Who) open() (err error) {
	if w.offsets, err = findOffsets(); err != nil {
		return err
	}
	if w.ring, err = ebpf.NewMap(&ebpf.MapSpec{Type: ebpf.RingBuf, MaxEntries: ringLen}); err != nil {
		return err
	}
	if w.program, err = w.load(nil); err != nil {
		return err
	}
	if w.reader, err = ringbuf.NewReader(w.ring); err != nil {
		return err
	}
	w.reader.SetDeadline(time.Unix(1, 0)) // it takes what is there
	return w.wake()
}

// load loads the program, with a filter before the record.
func (w *Who) load(filter []bpf.Instruction) (*ebpf.Program, error) {
	code, err := program(w.offsets, w.ring, filter)
	if err != nil {
		return nil, err
	}
	return ebpf.NewProgram(&ebpf.ProgramSpec{Type: ebpf.SocketFilter, License: "GPL", Instructions: code})
}

// wake has the records collected when there are many of them, whether anybody asks or not.
func (w *Who) wake() error {
	fd, err := unix.FcntlInt(uintptr(w.ring.FD()), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return err
	}
	w.waker = os.NewFile(uintptr(fd), "ring buffer")
	conn, err := w.waker.SyscallConn()
	if err != nil {
		return err
	}
	w.woken.Go(func() {
		conn.Read(func(uintptr) (done bool) { // until it is closed
			w.mu.Lock()
			defer w.mu.Unlock()
			w.collect()
			return false
		})
	})
	return nil
}

// Close ends it. Sockets that it was attached to go on without.
func (w *Who) Close() error {
	w.mu.Lock()
	w.closed = true
	for _, s := range w.sources {
		s.detach()
	}
	w.sources = map[uint64]*Source{}
	w.mu.Unlock()
	var errs []error
	if w.waker != nil {
		errs = append(errs, w.waker.Close())
		w.woken.Wait()
	}
	if w.reader != nil {
		errs = append(errs, w.reader.Close())
	}
	if w.program != nil {
		errs = append(errs, w.program.Close())
	}
	if w.ring != nil {
		errs = append(errs, w.ring.Close())
	}
	return errors.Join(errs...)
}

// Attach makes the program the filter of a socket, in the place of another one that it may have.
func (w *Who) Attach(conn syscall.RawConn) (*Source, error) { return w.attach(conn, w.program) }

// AttachFilter is Attach with a filter: a classic BPF program, as package codec/filter/bpf makes it. What that rejects
// neither takes room in the receive buffer nor is recorded.
func (w *Who) AttachFilter(conn syscall.RawConn, filter []bpf.Instruction) (*Source, error) {
	p, err := w.load(filter)
	if err != nil {
		return nil, fmt.Errorf("who causes events: a filter: %w", err)
	}
	defer p.Close() // the socket keeps it
	return w.attach(conn, p)
}

func (w *Who) attach(conn syscall.RawConn, program *ebpf.Program) (*Source, error) {
	s := &Source{who: w, conn: conn}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return nil, fmt.Errorf("who causes events: %w", os.ErrClosed)
	}
	err := s.control(func(fd int) (err error) {
		if s.cookie, err = unix.GetsockoptUint64(fd, unix.SOL_SOCKET, unix.SO_COOKIE); err != nil {
			return err
		}
		return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ATTACH_BPF, program.FD())
	})
	if err != nil {
		return nil, fmt.Errorf("who causes events: attach the program to a socket: %w", err)
	}
	w.sources[s.cookie] = s
	return s, nil
}

// collect gives the records that are in the ring buffer to the sockets that they are of.
func (w *Who) collect() {
	for !w.closed && w.reader.AvailableBytes() > 0 {
		if w.reader.ReadInto(&w.sample) != nil {
			return
		}
		var r record
		if b := w.sample.RawSample; r.parse(b) {
			if s := w.sources[cookieOf(b)]; s != nil {
				s.waiting.add(r)
			}
		}
	}
}
