package proxy

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// batch cuts requests into datagrams. One is filled while another one is carried out: to encode requests takes about as
// long as the kernel takes for them.
type batch struct {
	socket  *Socket
	ctx     context.Context
	cancel  context.CancelFunc
	options batchOptions
	yield   func(Result, error) bool
	total   int  // of requests; -1: it is not known
	bare    bool // what requests answer is not wanted

	filling *batchPart
	flying  *batchPart // under way if its done is not nil
	room    int        // octets of the receive buffer
	open    bool       // inside a transaction
	flown   bool       // something was sent
	taken   int        // requests
	told    int        // results
	err     error      // why the batch ended
	last    error      // of the last request that was taken, if that is why
	left    bool       // the caller wants no more
}

func (s *Socket) newBatch(ctx context.Context, opts []BatchOption, yield func(Result, error) bool) *batch {
	b := &batch{
		socket: s, options: batchOptionsOf(opts), yield: yield, total: -1, room: math.MaxInt,
		filling: new(batchPart), flying: new(batchPart),
	}
	b.ctx, b.cancel = context.WithCancel(ctx)
	if r, ok := transport.Capability[transport.BufferTeller](s.transport); ok {
		if octets, err := r.ReceiveBuffer(); err == nil {
			b.room = octets
		}
	}
	return b
}

// listBatch makes a batch of n requests, and the list that their errors go to.
func (s *Socket) listBatch(ctx context.Context, n int, opts []BatchOption) (*batch, []error) {
	results := make([]error, n)
	b := s.newBatch(ctx, opts, func(r Result, err error) bool {
		results[r.Index] = err
		return true
	})
	b.bare, b.total = true, n
	return b, results
}

// endList ends a batch of a list, whose rest was not sent.
func (b *batch) endList(results []error) error {
	defer b.close()
	b.end()
	for i := b.told; i < len(results); i++ {
		results[i] = notSent(b.err)
	}
	return b.err
}

// next is where the next request goes: after those before it.
func (b *batch) next() []byte { return b.filling.datagram }

// add takes a request, which stands after those of the datagram that is being filled, or the error that it could not
// be encoded for. It reports whether the batch goes on.
func (b *batch) add(datagram []byte, err error) bool {
	b.taken++
	p := b.filling
	if err == nil {
		err = b.refuses(datagram[len(p.datagram):])
	}
	if err != nil {
		return b.fail(err)
	}
	message := datagram[len(p.datagram):]
	p.datagram = datagram[:len(p.datagram)] // it may have moved
	begins := b.socket.transacts(message, nfnlBatchBegin)
	if p.count() > 0 && (begins || b.full(message)) {
		if b.options.whole {
			return b.fail(errSecond)
		}
		if !b.flush() {
			return false
		}
		p = b.filling
		datagram = append(p.datagram, message...)
	}
	p.addMessage(datagram, b.socket.answerSize(message))
	if begins {
		b.open, p.transaction = true, true
	}
	if ends := b.open && b.socket.transacts(message, nfnlBatchEnd); ends {
		b.open, p.ended = false, true
		return b.flush()
	}
	return b.open || p.count() < b.options.messages || b.flush()
}

// errSecond says that a batch that is to be one datagram is more.
var errSecond = errors.New("it needs another datagram than the requests before it: a transaction has one of its own")

// refuses tells what is wrong with a request: what a batch cannot have in it.
func (b *batch) refuses(message []byte) error {
	s := b.socket
	switch {
	case b.options.err != nil:
		return b.options.err
	case s.headless():
		return fmt.Errorf("%s has no requests: use Send", s.table.Name)
	case len(message) < codec.HeaderLen:
		return errShort(message)
	case s.table != nil && s.table.Unacked:
		return fmt.Errorf("%s acknowledges nothing, so nothing tells when a batch is done: use Request or Send",
			s.table.Name)
	case s.isDump(message): // its end would be taken for that of the batch
		return fmt.Errorf("%s asks for a dump: use Dump", s.nameOf(message))
	case b.open && s.transacts(message, nfnlBatchBegin):
		return errors.New("NFNL_MSG_BATCH_BEGIN inside a transaction")
	case b.options.whole && b.flown:
		return errSecond
	}
	return nil
}

// full reports whether a request has no place in the datagram that is being filled: there are too many octets, or the
// answers would not fit into the receive buffer if all are refused.
func (b *batch) full(message []byte) bool {
	p := b.filling
	return !b.open && !b.options.whole && (len(p.datagram)+len(message) > b.options.octets ||
		p.answers+b.socket.answerSize(message) > b.room)
}

// fail ends the batch at the request that was taken last.
func (b *batch) fail(err error) bool {
	b.last = fmt.Errorf("request %d of the batch: %w", b.taken-1, err)
	if b.land() {
		b.err = b.last
	}
	return false
}

// flush sends the datagram that is being filled, when the one before it has been carried out. The next requests are
// encoded meanwhile, if there are any. It reports whether the batch goes on.
func (b *batch) flush() bool {
	if !b.land() {
		return false
	}
	p := b.filling
	b.filling, b.flying, b.flown = b.flying, p, true
	b.filling.reset()
	if p.done = make(chan struct{}); b.taken != b.total && b.options.messages > 1 {
		go b.carry(p)
		return true
	}
	b.carry(p)
	return b.land()
}

// land waits until the datagram under way has been carried out, and tells the results. It reports whether the batch
// goes on.
func (b *batch) land() bool {
	if p := b.flying; p.done != nil {
		<-p.done
		p.done = nil
		b.report(p)
	}
	return b.err == nil && !b.left
}

// report tells the results of a datagram.
func (b *batch) report(p *batchPart) {
	var messages [][]*codec.Message
	if !b.bare {
		messages = b.socket.answersOf(p)
	}
	b.err = p.err
	for i := range p.starts {
		err := b.socket.resultOf(p, i)
		if err != nil && b.err == nil && b.options.stops {
			b.err = err
		}
		var own []*codec.Message
		if messages != nil {
			own = messages[i]
		}
		b.tell(own, err)
	}
}

// tell gives the caller the next result.
func (b *batch) tell(messages []*codec.Message, err error) {
	r := Result{Index: b.told, Messages: messages}
	b.told++
	b.left = b.left || !b.yield(r, err)
}

// end sends what is left, and tells the results of all requests that were taken.
func (b *batch) end() {
	if b.land() && b.filling.count() > 0 && b.last == nil {
		b.total = b.taken
		b.flush()
	}
	for !b.left && b.told < b.taken {
		err := notSent(b.err)
		if b.last != nil && b.told == b.taken-1 {
			err = b.last
		}
		b.tell(nil, err)
	}
}

// close waits until nothing is under way: what gives the requests may have panicked.
func (b *batch) close() {
	b.cancel()
	if b.flying.done != nil {
		<-b.flying.done
	}
}

// notSent is the error of a request that was not sent. What another one was refused for is not its own errno.
func notSent(why error) error {
	var refused *Error
	if errors.As(why, &refused) || errors.Is(why, ErrAborted) {
		return fmt.Errorf("%w: the batch ended: %s", ErrNotSent, why.Error())
	}
	return fmt.Errorf("%w: %w", ErrNotSent, why)
}
