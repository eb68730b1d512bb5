package monitor

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// Monitor tells what happens. Its Events are for one goroutine; Stats and Close may be called by others.
type Monitor struct {
	options   Options
	registry  *codec.Registry
	watched   []*interest
	ctx       context.Context // ends with the Monitor
	cancel    context.CancelFunc
	running   sync.WaitGroup // of sources, and what looks for namespaces
	recording *recording     // in place of sockets
	who       *who           // nil: nobody tells who causes events
	ready     chan *source

	mu     sync.Mutex
	spaces map[uint64]*space // by inode
	gone   []SocketStats     // of namespaces that are gone
}

// Open begins to watch. Groups are joined, and the first lists of the namespaces that are named are read, before it
// returns.
func Open(ctx context.Context, o Options) (*Monitor, error) {
	m, err := newMonitor(o)
	if err != nil {
		return nil, err
	}
	if err := m.checkFamilies(ctx); err != nil {
		return nil, err
	}
	m.openWho()
	if err := m.openSpaces(ctx); err != nil {
		_ = m.Close()
		return nil, fmt.Errorf("monitor: %w", err)
	}
	return m, nil
}

func newMonitor(o Options) (m *Monitor, err error) {
	m = &Monitor{options: o, registry: tables.Registry(), ready: make(chan *source), spaces: map[uint64]*space{}}
	if m.options.StateLimit <= 0 {
		m.options.StateLimit = defaultStateLimit
	}
	if m.options.ReceiveBuffer <= 0 {
		m.options.ReceiveBuffer = defaultReceiveBuffer
	}
	if m.watched, err = interests(m.registry, o.Groups); err != nil {
		return nil, err
	}
	m.ctx, m.cancel = context.WithCancel(context.Background())
	return m, nil
}

// Events returns what happens, as it becomes known, until ctx ends or the Monitor is closed. The loop may be left, and
// begun again: it goes on where it stopped, after an error too.
func (m *Monitor) Events(ctx context.Context) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		if m.recording != nil {
			m.recording.events(ctx, m, yield)
			return
		}
		for {
			select {
			case s := <-m.ready:
				more := s.tell(ctx, yield)
				s.told <- struct{}{}
				if !more {
					return
				}
			case <-ctx.Done():
				yield(nil, context.Cause(ctx))
				return
			case <-m.ctx.Done():
				return
			}
		}
	}
}

// Close ends it.
func (m *Monitor) Close() error {
	m.cancel()
	m.running.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.spaces {
		s.close()
	}
	clear(m.spaces)
	if m.who != nil {
		return m.who.Close()
	}
	return nil
}
