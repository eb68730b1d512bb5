package remote

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// receive gives the client what comes, until the socket ends. While the client takes nothing it reads nothing: then the
// transport's receive buffer overflows, which the client is told.
func (s *servedSocket) receive() {
	b := make([]byte, transport.DumpSize)
	for s.ctx.Err() == nil {
		if err := s.drain(b); err != nil {
			s.end(err)
			return
		}
		ctx, cancel := context.WithCancel(s.ctx)
		err := s.await(ctx, cancel, b)
		cancel()
		if err != nil {
			s.end(err)
			return
		}
	}
}

// drain passes on what is there, and then answers the Sync frame, and who waits in settle, that came before.
func (s *servedSocket) drain(b []byte) error {
	s.mu.Lock()
	asked, token, settled := s.asked, s.token, s.settled
	s.asked, s.settled = false, nil
	s.mu.Unlock()
	for {
		datagram, from, err := s.transport.Receive(s.ctx, b, false)
		if errors.Is(err, transport.ErrEmpty) {
			break
		}
		if err := s.arrived(datagram, from, err); err != nil {
			return err
		}
	}
	if err := s.overranOn(); err != nil {
		return err
	}
	if asked {
		if err := s.item(wire.TypeSynced, wire.AppendWords(nil, token)); err != nil {
			return err
		}
	}
	if settled != nil {
		close(settled)
	}
	return s.client.flush()
}

// await waits for a datagram, and passes it on. A Sync ends it, but an overflow is told even then: the kernel reports
// it once.
func (s *servedSocket) await(ctx context.Context, cancel context.CancelFunc, b []byte) error {
	s.mu.Lock()
	asked := s.asked || s.settled != nil
	s.poke = cancel
	s.mu.Unlock()
	if asked {
		return nil
	}
	datagram, from, err := s.transport.Receive(ctx, b, true)
	if err != nil && !errors.Is(err, syscall.ENOBUFS) && ctx.Err() != nil && s.ctx.Err() == nil {
		return nil
	}
	return s.arrived(datagram, from, err)
}

// arrived takes what Receive returned.
func (s *servedSocket) arrived(datagram []byte, from transport.From, err error) error {
	if errors.Is(err, syscall.ENOBUFS) {
		return s.overrun()
	}
	if err != nil {
		return fmt.Errorf("the server cannot read the socket: %w", err)
	}
	p := verdicts.Passage{PortID: s.transport.PortID(), Style: s.style, From: from}
	if datagram = s.gate.Incoming(s.ctx, datagram, p); len(datagram) == 0 {
		return nil
	}
	if err := s.interleave(datagram, from); err != nil {
		return err
	}
	return s.deliver(datagram, from)
}

// deliver sends the client a datagram. One that is larger than it takes is lost.
func (s *servedSocket) deliver(datagram []byte, from transport.From) error {
	if uint32(len(datagram)) > s.client.peer.Datagram {
		s.mu.Lock()
		s.lost++
		s.mu.Unlock()
		return s.overrun()
	}
	t, prefix := wire.TypeDatagram, []byte(nil)
	if from != transport.FromKernel() {
		t = wire.TypeDatagramFrom
		f := wire.From{
			PortID: from.PortID, Group: from.Group, NSID: from.NSID,
			Pid: int32(from.Pid), UID: int32(from.UID), GID: int32(from.GID),
		}
		prefix = f.Append(make([]byte, 0, 24))
	}
	cost := len(prefix) + len(datagram) + wire.ItemCost
	if err := s.credit.spend(s.ctx, cost, s.client.flush); err != nil {
		return err
	}
	return s.client.send(t, s.id, prefix, datagram, false)
}

// overrun tells the client that datagrams were lost, and how many ever since.
func (s *servedSocket) overrun() error {
	total := s.losses()
	s.mu.Lock()
	s.overran, s.told = true, total
	s.mu.Unlock()
	return s.item(wire.TypeOverrun, wire.AppendWords(nil, total))
}

// overranOn tells the client what more was lost after an overrun: the kernel drops everything until its queue is empty,
// and reports only the first. The queue is empty now.
func (s *servedSocket) overranOn() error {
	s.mu.Lock()
	overran, told := s.overran, s.told
	s.overran = false
	s.mu.Unlock()
	if !overran || s.losses() == told {
		return nil
	}
	err := s.overrun()
	s.mu.Lock()
	s.overran = false
	s.mu.Unlock()
	return err
}

// losses is how many datagrams were lost since the socket was opened.
func (s *servedSocket) losses() uint32 {
	var total uint32
	if d, ok := transport.Capability[transport.DropCounter](s.transport); ok {
		total, _ = d.Drops() // 0: not known
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return total + s.lost
}

// item sends a frame that takes its place among the datagrams.
func (s *servedSocket) item(t wire.Type, payload []byte) error {
	if err := s.credit.spend(s.ctx, len(payload)+wire.ItemCost, s.client.flush); err != nil {
		return err
	}
	return s.client.send(t, s.id, nil, payload, false)
}
