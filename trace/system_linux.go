package trace

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/asm"
	"github.com/cilium/ebpf/btf"
	"github.com/cilium/ebpf/link"
	"github.com/cilium/ebpf/ringbuf"

	"github.com/nlkit/nlkit/captures"
)

// System sees the netlink traffic of all processes, in all namespaces: requests, answers, acknowledgements and the
// kernel's texts for them, also those that programs do not ask for, and multicasts, with who sends or receives them. It
// is a captures.Reader, so that all that is done with captures can be done with what happens now.
//
// A datagram is seen when its receiver reads it. A multicast that several receive is one record, of the first who reads
// it; where that one was faster than the kernel was with sending, its task is who sent it, and only the port id is
// right. One that nobody listens to is not seen. What this process sends and receives is left out.
type System struct {
	objects []io.Closer
	reader  *ringbuf.Reader
	missed  *ebpf.Map
	once    sync.Once
	closed  chan struct{}
	offsets *skbOffsets
	sample  ringbuf.Record
	held    bool   // the sample is still to be given out
	told    uint64 // of how many lost records
	total   uint64 // how many were lost at the end
	copies  copies
	texts   map[uint64]string // of the kernel's, by the task that it answers
}

// SystemOptions say whose traffic a System sees. A record is of who sends a request, and of who receives anything else.
type SystemOptions struct {
	Pids     []int  // of these processes and of those that they start from now on
	Children bool   // of the processes that this one starts from now on
	Cgroup   uint64 // of the processes in this cgroup, or below it; the number is that of Task
}

// systemRing is how many octets of records may wait to be read.
const systemRing = 8 << 20

// OpenSystem begins to look. It needs CAP_BPF and CAP_PERFMON, and Linux 5.8 with BTF: the error is fs.ErrPermission,
// or errors.ErrUnsupported, where they are missing.
func OpenSystem(o SystemOptions) (*System, error) {
	s := &System{closed: make(chan struct{}), copies: copies{}, texts: map[uint64]string{}}
	if err := s.open(o); err != nil {
		s.Close()
		return nil, fmt.Errorf("the traffic of all processes: %w", explain(err))
	}
	return s, nil
}

func (s *System) open(o SystemOptions) error {
	spec, err := btf.LoadKernelSpec()
	if err != nil {
		return fmt.Errorf("the kernel's type information (BTF): %w", err)
	}
	if s.offsets, err = findSkbOffsets(spec); err != nil {
		return err
	}
	sys := system{offsets: s.offsets, own: int32(os.Getpid()), cgroup: o.Cgroup}
	if err := s.maps(&sys); err != nil {
		return err
	}
	if o.Cgroup != 0 {
		path, err := CgroupPath(o.Cgroup)
		if err != nil {
			return err
		}
		sys.level = int32(len(strings.FieldsFunc(path, func(r rune) bool { return r == '/' })))
	}
	if len(o.Pids) > 0 || o.Children {
		if err := s.follow(&sys, o); err != nil {
			return err
		}
	}
	for name, kind := range map[string]int32{"consume_skb": kindConsumed, "kfree_skb": kindDropped} {
		if err := s.trace(name, sys.datagrams(kind)); err != nil {
			return err
		}
	}
	return s.traceText(sys.texts())
}

// maps makes what the programs write into.
func (s *System) maps(sys *system) (err error) {
	for _, m := range []struct {
		to   **ebpf.Map
		spec ebpf.MapSpec
	}{
		{&sys.ring, ebpf.MapSpec{Type: ebpf.RingBuf, MaxEntries: systemRing}},
		{&sys.scratch, ebpf.MapSpec{Type: ebpf.PerCPUArray, KeySize: 4, ValueSize: scratchLen, MaxEntries: 1}},
		{&sys.missed, ebpf.MapSpec{Type: ebpf.Array, KeySize: 4, ValueSize: 8, MaxEntries: 1}},
	} {
		if *m.to, err = ebpf.NewMap(&m.spec); err != nil {
			return err
		}
		s.objects = append(s.objects, *m.to)
	}
	s.missed = sys.missed
	s.reader, err = ringbuf.NewReader(sys.ring)
	return err
}

// mostFollowed is how many processes may be followed.
const mostFollowed = 1 << 16

// follow has the programs look at some processes only, and at those that these start.
func (s *System) follow(sys *system, o SystemOptions) (err error) {
	sys.followed, err = ebpf.NewMap(&ebpf.MapSpec{Type: ebpf.Hash, KeySize: 4, ValueSize: 4, MaxEntries: mostFollowed})
	if err != nil {
		return err
	}
	s.objects = append(s.objects, sys.followed)
	if err := s.trace("sched_process_fork", sys.forks()); err != nil {
		return err
	}
	if err := s.trace("sched_process_exit", sys.exits()); err != nil {
		return err
	}
	pids := slices.Clone(o.Pids)
	if o.Children {
		pids = append(pids, os.Getpid())
	}
	for _, pid := range pids {
		if err := sys.followed.Put(uint32(pid), uint32(1)); err != nil {
			return fmt.Errorf("follow process %d: %w", pid, err)
		}
	}
	return nil
}

// trace has a program run at a tracepoint.
func (s *System) trace(name string, code asm.Instructions) error {
	p, err := s.load(&ebpf.ProgramSpec{
		Type: ebpf.Tracing, AttachType: ebpf.AttachTraceRawTp, AttachTo: name, License: "GPL", Instructions: code,
	})
	if err == nil {
		var l link.Link
		if l, err = link.AttachTracing(link.TracingOptions{Program: p}); err == nil {
			s.objects = append(s.objects, l)
		}
	}
	if err != nil {
		return fmt.Errorf("tracepoint %s: %w", name, err)
	}
	return nil
}

// traceText has a program run at the tracepoint of texts, whose argument has no type.
func (s *System) traceText(code asm.Instructions) error {
	p, err := s.load(&ebpf.ProgramSpec{Type: ebpf.RawTracepoint, License: "GPL", Instructions: code})
	if err == nil {
		var l link.Link
		l, err = link.AttachRawTracepoint(link.RawTracepointOptions{Name: "netlink_extack", Program: p})
		if err == nil {
			s.objects = append(s.objects, l)
		}
	}
	if err != nil {
		return fmt.Errorf("tracepoint netlink_extack: %w", err)
	}
	return nil
}

func (s *System) load(spec *ebpf.ProgramSpec) (*ebpf.Program, error) {
	p, err := ebpf.NewProgram(spec)
	if err == nil {
		s.objects = append(s.objects, p)
	}
	return p, err
}

// Close ends it. A Next that waits returns io.EOF.
func (s *System) Close() (err error) {
	s.once.Do(func() { err = s.close() })
	return err
}

func (s *System) close() error {
	if s.missed != nil {
		s.missed.Lookup(uint32(0), &s.total)
	}
	var errs []error
	if s.reader != nil {
		errs = append(errs, s.reader.Close())
	}
	for _, o := range slices.Backward(s.objects) {
		errs = append(errs, o.Close())
	}
	close(s.closed)
	return errors.Join(errs...)
}

// Next waits for the next datagram. It implements captures.Reader. The record says in Interface in which namespace it
// was, as "netns:[4026531840]", and in Comment what the kernel's text for a request is, or how many receive a
// multicast. Datagrams that found no room in the ring buffer are an Event.
func (s *System) Next(r *captures.Record) error {
	for {
		if !s.held {
			err := s.reader.ReadInto(&s.sample)
			if errors.Is(err, ringbuf.ErrClosed) {
				return s.end(r)
			}
			if err != nil {
				return err
			}
		}
		s.held = false
		if len(s.sample.RawSample) < sysPayload {
			continue
		}
		if lost := systemLost(s.sample.RawSample); lost > s.told {
			s.held = true
			s.lose(r, lost)
			return nil
		}
		if s.fill(r, s.sample.RawSample) {
			return nil
		}
	}
}

// end tells of what was lost at the end.
func (s *System) end(r *captures.Record) error {
	<-s.closed
	if s.total <= s.told {
		return io.EOF
	}
	s.lose(r, s.total)
	return nil
}
