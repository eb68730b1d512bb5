package proxy

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Batches are cut into datagrams. The kernel carries out a datagram's requests one after the other, and goes on after
// those that fail; the acknowledgement of the last one says that all are done.
const (
	batchMessages = 512      // more do not make it faster
	batchOctets   = 60 << 10 // netlink keeps what it sends in one piece of memory
	// ackSize is what an answer takes in the receive buffer: the kernel counts whole socket buffers.
	ackSize = 1280
)

// Batch sends many requests, in few datagrams, and waits until all are carried out. The result has an error for each
// request, nil for those that succeeded, in the same order; err says why the batch as a whole did not get through:
// requests that have that error may or may not have been carried out. Dumps cannot be batched, and what requests answer
// beside the acknowledgement is dropped.
func (s *Socket) Batch(ctx context.Context, requests []*codec.Request) (results []error, err error) {
	messages := make([][]byte, len(requests))
	var b []byte
	for i, r := range requests {
		from := len(b)
		if b, err = s.encode(ctx, b, r); err != nil {
			return nil, fmt.Errorf("request %d of the batch: %w", i, err)
		}
		messages[i] = b[from:]
	}
	return s.BatchRaw(ctx, messages)
}

// BatchRaw is Batch with requests that are already encoded. Their headers are overwritten but for type and flags.
func (s *Socket) BatchRaw(ctx context.Context, messages [][]byte) (results []error, err error) {
	for i, m := range messages {
		if err := s.fitsBatch(m); err != nil {
			return nil, fmt.Errorf("request %d of the batch: %w", i, err)
		}
	}
	results = make([]error, len(messages))
	for at := 0; at < len(messages); {
		n := s.fitting(messages[at:])
		if err := s.batchOne(ctx, messages[at:at+n], results[at:]); err != nil {
			for i := at + n; i < len(results); i++ {
				results[i] = err
			}
			return results, err
		}
		at += n
	}
	return results, nil
}

// fitsBatch tells what a batch cannot have in it: the end of a dump would be taken for that of the batch.
func (s *Socket) fitsBatch(message []byte) error {
	if len(message) < codec.HeaderLen {
		return errShort(message)
	}
	if s.table != nil && s.table.Unacked {
		return fmt.Errorf("%s acknowledges nothing, so nothing tells when a batch is done: use Request or Send",
			s.table.Name)
	}
	if s.isDump(message) {
		return fmt.Errorf("%s asks for a dump: use Dump", s.nameOf(message))
	}
	return nil
}

// fitting returns how many messages go into the next datagram: so many that the answers fit into the receive buffer if
// all are refused.
func (s *Socket) fitting(messages [][]byte) int {
	room := math.MaxInt
	if r, ok := s.transport.(receiveBuffer); ok {
		if octets, err := r.ReceiveBuffer(); err == nil {
			room = octets
		}
	}
	n, octets := 0, 0
	for n < len(messages) && n < batchMessages {
		octets += len(messages[n]) + 3
		room -= s.answerSize(messages[n])
		if n > 0 && (octets > batchOctets || room < 0) {
			break
		}
		n++
	}
	return n
}

// answerSize returns what the answer to a request that is refused takes in the receive buffer.
func (s *Socket) answerSize(message []byte) int {
	if s.style.Capped {
		return ackSize
	}
	return ackSize + 2*len(message) // quoted, in memory that the kernel takes in powers of two
}

// batchOne sends one datagram and takes the answers.
func (s *Socket) batchOne(ctx context.Context, messages [][]byte, results []error) error {
	c := s.newCall(uint32(len(messages)))
	// A callback that answers the last request would do so before the kernel's answers to the others are read.
	c.each = len(messages) > 1 && !s.gate.Send.Empty()
	datagram, starts := s.joined(c, messages)
	err := s.run(ctx, c, datagram)
	if errors.Is(err, ErrReplyLost) {
		err = fmt.Errorf("batch: %w", ErrReplyLost)
	}
	for i := range messages {
		answer := c.answers[c.seq+uint32(i)]
		if len(messages) == 1 && err == nil {
			answer = c.end
		}
		switch {
		case answer != nil:
			request := datagram[starts[i]:]
			results[i] = s.refusal(answer, request[:host.Header(request).Len])
		case err != nil:
			results[i] = err
		}
	}
	return err
}

// joined makes one datagram of the requests of a call, and tells where each starts.
func (s *Socket) joined(c *call, messages [][]byte) (datagram []byte, starts []int) {
	datagram, starts = make([]byte, 0, batchOctets), make([]int, len(messages))
	for i, m := range messages {
		starts[i] = len(datagram)
		datagram = append(datagram, m...)
		h := host.Header(m)
		h.Len, h.Seq, h.PortID = uint32(len(m)), c.seq+uint32(i), s.PortID()
		h.Flags = h.Flags&^codec.FlagAck | codec.FlagRequest
		if c.each || i == len(messages)-1 {
			h.Flags |= codec.FlagAck
		}
		host.PutHeader(datagram[starts[i]:], h)
		datagram = host.Align(datagram, 0)
	}
	return datagram, starts
}
