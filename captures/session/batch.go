package session

import (
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// batchSize is how many octets of records make a batch, with the last of them.
const batchSize = 32 << 10

// batch is records on their way through a worker. It owns their octets.
type batch struct {
	buf      []byte
	records  []record
	entries  []entry
	answers  []answer
	names    []namesFrom     // of links; only of a form that remembers
	resolver *codec.Resolver // what was known of generic netlink ids at these records
	place    int             // in the order of what is read

	out  []byte            // rendered messages
	kept []captures.Record // for the record writer
	err  error             // of the filter
}

// record is a captured record, and which entries are its messages.
type record struct {
	captures.Record
	number  int64 // from 1, over all inputs
	entries int32 // index of the first
	count   int32
}

// entry is a message.
type entry struct {
	from, to int32 // in the record's data
	next     int32 // where the next message, or the end of the data, is
	answer   int32 // index into the batch's answers, or -1
	part     int32 // number of the message in its dump, 0 if it is part of none
}

// answerKind is what a message is to a request.
type answerKind uint8

const (
	reply answerKind = iota
	ack
	failure
	end
	event // caused by the request, but not asked for
)

// answer is what messages of one record have to do with a request.
type answer struct {
	kind   answerKind
	typ    *codec.MessageType // of the request; nil if unknown
	family string             // of a generic netlink request
	number uint16             // nlmsg_type, or the command of a generic netlink request
	// printed is what the capture says in place of nlmsg_type, "" if it tells that
	printed string
	seq     uint32
	after   time.Duration // negative if unknown
	request *asked        // or nil
}

func newBatch() *batch {
	return &batch{buf: make([]byte, 0, 2*batchSize)}
}

// reset empties a batch. Buffers that a single huge record made grow are given back.
func (b *batch) reset() {
	if cap(b.buf) > 4*batchSize || cap(b.out) > 64*batchSize {
		*b = *newBatch()
		return
	}
	clear(b.records)
	clear(b.kept)
	clear(b.answers)
	clear(b.names)
	b.names = b.names[:0]
	b.buf, b.records, b.entries, b.answers = b.buf[:0], b.records[:0], b.entries[:0], b.answers[:0]
	b.out, b.kept, b.err = b.out[:0], b.kept[:0], nil
}

// maxRecords is how many records fit a batch, whatever their size.
const maxRecords = 1024

// full reports whether no more is to be added.
func (b *batch) full() bool { return len(b.buf) >= batchSize || len(b.records) >= maxRecords }

// add copies a record into the batch.
func (b *batch) add(r *captures.Record, number int64) *record {
	at := len(b.buf)
	b.buf = append(b.buf, r.Data...)
	b.records = append(b.records, record{Record: *r, number: number, entries: int32(len(b.entries))})
	c := &b.records[len(b.records)-1]
	c.Data = b.buf[at:len(b.buf):len(b.buf)]
	if len(r.Missing) > 0 {
		c.Missing = append([]codec.Span(nil), r.Missing...)
	}
	return c
}
