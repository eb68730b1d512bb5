package recording_test

import (
	"io"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

// capture is a recording that a test writes by hand.
type capture struct {
	t       testing.TB
	records []captures.Record
	at      int
}

func (c *capture) Next(r *captures.Record) error {
	if c.at == len(c.records) {
		return io.EOF
	}
	*r = c.records[c.at]
	c.at++
	return nil
}

func (c *capture) add(r captures.Record) {
	r.FD, r.BigEndian, r.OriginalLen = -1, host.BigEndian, max(r.OriginalLen, len(r.Data))
	r.Time, r.HasDate = time.Unix(int64(len(c.records)), 0), true
	r.Pos = captures.Position{File: "hand.pcapng", Packet: len(c.records) + 1}
	c.records = append(c.records, r)
}

func (c *capture) happened(port uint32, what string) {
	c.add(captures.Record{PortID: port, Event: what, Direction: codec.Received})
}

func (c *capture) sent(port uint32, datagram []byte) {
	c.add(captures.Record{PortID: port, Direction: codec.Sent, Data: datagram})
}

func (c *capture) received(port uint32, origin captures.Origin, datagram []byte) {
	c.add(captures.Record{PortID: port, Direction: codec.Received, Data: datagram, Origin: origin})
}

// asked adds a request, with the acknowledgement or error that answers it.
func (c *capture) asked(port uint32, seq uint32, r *codec.Request, errno uint32) {
	b := message(c.t, r, codec.FlagRequest|codec.FlagAck, seq, port)
	c.sent(port, b)
	failure := transport.Failure{Errno: syscall.Errno(errno)}
	c.received(port, captures.Origin{}, transport.AppendAck(nil, b, port, failure, transport.AckStyle{Capped: true}))
}

func (c *capture) replay(opts ...recording.Option) *recording.Replay {
	c.t.Helper()
	c.at = 0
	r, err := recording.Read(c, opts...)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// message encodes a message.
func message(t testing.TB, r *codec.Request, flags uint16, seq, port uint32) []byte {
	t.Helper()
	e := codec.Encoder{Registry: tables.Registry(), Resolver: codec.NewResolver(), BigEndian: host.BigEndian}
	b, err := e.Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	h := host.Header(b)
	h.Flags, h.Seq, h.PortID = h.Flags|flags, seq, port
	host.PutHeader(b, h)
	return b
}

func route(t testing.TB, r *recording.Replay) *proxy.Socket {
	t.Helper()
	return open(t, proxy.Route, proxy.WithTransport(r.Transport(proxy.Route)))
}
