package proxy

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/nlkit/nlkit/codec"
)

// Batch sends many requests, in few datagrams, and waits until all are carried out. The result has an error for each
// request, nil for those that succeeded, in the same order. What requests answer besides the acknowledgement is
// dropped: BatchSeq gives it. Dumps cannot be batched.
//
// The kernel carries out a datagram's requests one after the other, and goes on after those that fail. The batch ends
// where it cannot go on: at a request that cannot be encoded, of whose datagram nothing is sent, when ctx ends, or when
// answers are lost. err says why. Requests that have it too may or may not have been carried out; those that were not
// sent say so: ErrNotSent.
//
// On NETLINK_NETFILTER, the requests from an NFNL_MSG_BATCH_BEGIN to the NFNL_MSG_BATCH_END are a transaction: they are
// sent in one datagram, whatever its size. Where one fails, nothing of it is carried out, and the others have
// ErrAborted. Without the NFNL_MSG_BATCH_END it is checked only.
func (s *Socket) Batch(
	ctx context.Context, requests []*codec.Request, opts ...BatchOption,
) (results []error, err error) {
	b, results := s.listBatch(ctx, len(requests), opts)
	for _, r := range requests {
		if !b.add(s.encode(ctx, b.next(), r)) {
			break
		}
	}
	return results, b.endList(results)
}

// BatchRaw is Batch with requests that are already encoded. Their headers are overwritten except for type and flags.
func (s *Socket) BatchRaw(ctx context.Context, messages [][]byte, opts ...BatchOption) (results []error, err error) {
	b, results := s.listBatch(ctx, len(messages), opts)
	for _, m := range messages {
		if !b.add(append(b.next(), m...), nil) {
			break
		}
	}
	return results, b.endList(results)
}

// Result is what came of a request of a batch.
type Result struct {
	Index int // of the request, from 0
	// Messages answered the request, besides the acknowledgement: what it got, or what it made (NLM_F_ECHO). They are
	// the caller's.
	Messages []*codec.Message
}

// BatchSeq is Batch of as many requests as come: each is taken when there is room for it, and no more of them are kept
// than two datagrams hold. A Result for each comes out in their order, with the error of the request. After an
// error that ends the batch no more requests are taken. Requests may be changed once the next one is asked for. The
// loop may be left at any time: what was sent is carried out.
//
// While one datagram is carried out, by a goroutine of the batch, the next one is filled.
func (s *Socket) BatchSeq(
	ctx context.Context, requests iter.Seq[*codec.Request], opts ...BatchOption,
) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		b := s.newBatch(ctx, opts, yield)
		defer b.close()
		for r := range requests {
			if !b.add(s.encode(ctx, b.next(), r)) {
				break
			}
		}
		b.end()
	}
}

// BatchRawSeq is BatchSeq with requests that are already encoded, as BatchRaw takes them.
func (s *Socket) BatchRawSeq(
	ctx context.Context, messages iter.Seq[[]byte], opts ...BatchOption,
) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		b := s.newBatch(ctx, opts, yield)
		defer b.close()
		for m := range messages {
			if !b.add(append(b.next(), m...), nil) {
				break
			}
		}
		b.end()
	}
}

// Errors of the requests of a batch.
var (
	// ErrNotSent says that a request was not sent, and so not carried out, because the batch ended before it.
	ErrNotSent = errors.New("the request was not sent")
	// ErrAborted says that nothing of a transaction was carried out, because of another request of it.
	ErrAborted = errors.New("the transaction was not carried out")
)

// BatchOption changes how a batch is sent.
type BatchOption func(*batchOptions)

type batchOptions struct {
	messages, octets int // of a datagram, at most
	whole            bool
	stops            bool
	sized            bool
	err              error
}

// DatagramMessages sets how many requests go into a datagram at most: 512 without it.
func DatagramMessages(n int) BatchOption {
	return func(o *batchOptions) { o.messages, o.sized = o.size(n, "messages"), true }
}

// DatagramOctets sets how many octets a datagram has at most: 60 KiB without it. What is larger goes alone.
func DatagramOctets(n int) BatchOption {
	return func(o *batchOptions) { o.octets, o.sized = o.size(n, "octets"), true }
}

func (o *batchOptions) size(n int, what string) int {
	if n < 1 {
		o.err = fmt.Errorf("a datagram cannot have %d %s", n, what)
	}
	return n
}

// OneDatagram sends the batch in one datagram, or nothing of it: if it is too large for the socket's SendBuffer the
// error is an EMSGSIZE.
func OneDatagram() BatchOption { return func(o *batchOptions) { o.whole = true } }

// StopOnError ends the batch at the first request that is refused: what stands after it is not sent. Each request has
// a datagram of its own then, since the kernel goes on in one after an error. With DatagramMessages, DatagramOctets or
// OneDatagram there may be more in it, which is carried out.
func StopOnError() BatchOption { return func(o *batchOptions) { o.stops = true } }

// Batches are cut into datagrams. The kernel carries out a datagram's requests one after the other, and goes on after
// those that fail; the acknowledgement of the last one says that all are done.
const (
	batchMessages = 512      // more do not make it faster
	batchOctets   = 60 << 10 // netlink keeps what it sends in one piece of memory
)

func batchOptionsOf(opts []BatchOption) batchOptions {
	o := batchOptions{messages: batchMessages, octets: batchOctets}
	for _, opt := range opts {
		opt(&o)
	}
	if o.stops && !o.sized {
		o.messages = 1
	}
	if o.whole {
		o.messages, o.octets = math.MaxInt, math.MaxInt
	}
	return o
}
