package iproute

import (
	"context"
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
)

// Batch collects calls, and sends them together: many requests in a datagram, which the kernel carries out one after
// the other. Each call has its own result; one that fails keeps no other from being carried out. It is for one
// goroutine.
//
//	b := ip.Batch()
//	b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge", "index": 100})
//	b.Addr("add", iproute.Args{"dev": "br0", "address": "10.0.0.1/24"})
//	results, err := b.Commit(ctx)
//
// A call is made into requests when the batch is sent. Names of links are looked up then, each once; a link that the
// batch itself makes is known by its name if it is given an index.
type Batch struct {
	ip    *IPRoute
	calls []func(context.Context, *IPRoute) error
}

// Batch returns a batch without calls.
func (ip *IPRoute) Batch() *Batch { return &Batch{ip: ip} }

// Result is what came of a call of a batch.
type Result struct {
	Messages []*codec.Message // that answered it, besides the acknowledgement
	Err      error            // an *Error, as the call itself returns it, or nil
}

// Do collects what a function calls: requests that change something become requests of the batch, and answer nothing
// before it is sent; what is read is read at once. The function is called by Commit, with its context. If it returns an
// error, that is the result.
//
//	b.Do(func(ctx context.Context, ip *iproute.IPRoute) error { return ip.SetUp(ctx, "eth0") })
func (b *Batch) Do(f func(ctx context.Context, ip *IPRoute) error) { b.calls = append(b.calls, f) }

// Len returns how many calls were collected.
func (b *Batch) Len() int { return len(b.calls) }

// Commit sends the calls, and waits until all are carried out. The results are those of the calls in their order. The
// error is nil if all went well; else it says how many did not, and wraps the first of their errors. The batch is empty
// then.
//
// The options are those of batches of the socket: with proxy.StopOnError what stands after a call that is refused is
// not sent, and its error is proxy.ErrNotSent.
func (b *Batch) Commit(ctx context.Context, opts ...proxy.BatchOption) ([]Result, error) {
	c := &commit{calls: b.calls, results: make([]Result, len(b.calls))}
	b.calls = nil
	for r, err := range b.ip.s.BatchRawSeq(ctx, func(yield func([]byte) bool) { c.run(ctx, b.ip, yield) }, opts...) {
		c.answer(r, err)
	}
	return c.results, summary(c.results)
}

// summary says how many calls failed, and why the first did.
func summary(results []Result) (err error) {
	failed, first := 0, 0
	for i := len(results) - 1; i >= 0; i-- {
		if results[i].Err != nil {
			failed, first = failed+1, i
		}
	}
	if failed == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d calls failed, the first is call %d: %w",
		failed, len(results), first, results[first].Err)
}

// Compile makes the calls into octets, which are sent by other means: messages one after the other, each with
// NLM_F_REQUEST and NLM_F_ACK, and a sequence number, from the given one on. The first call that is wrong is the error.
// Octets cannot hold a descriptor open: a namespace must be given by the descriptor of a file that is open.
func (b *Batch) Compile(ctx context.Context, sequence uint32) ([]byte, error) {
	var octets []byte
	ip := b.ip.collecting(func(r *collected) error {
		if len(r.held) > 0 {
			r.close()
			return errHeld
		}
		h := host.Header(r.octets)
		h.Flags, h.Seq = h.Flags|codec.FlagRequest|codec.FlagAck, sequence
		host.PutHeader(r.octets, h)
		octets = append(octets, r.octets...)
		sequence++
		return nil
	})
	for i, call := range b.calls {
		if err := call(ctx, ip); err != nil {
			return nil, fmt.Errorf("call %d of the batch: %w", i, err)
		}
	}
	return octets, nil
}
