package verdicts

import (
	"context"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// Passage is what a Gate is told of a datagram besides its octets.
type Passage struct {
	PortID uint32             // of the program's socket
	Style  transport.AckStyle // how that socket wants its acknowledgements
	// From is who sent the datagram. The zero From stands for the program, as far as the Gate knows it, where something
	// is sent, and for the kernel, without a group, where something is received.
	From  transport.From
	To    transport.To // where a datagram that is sent goes
	Value any          // the caller's own, which callbacks find in their Call
}

// call returns what the messages of a datagram, of the program with a process id, have in common.
func (p *Passage) call(ctx context.Context, d codec.Direction, pid int) Call {
	c := Call{
		Context: ctx, Direction: d, PortID: p.PortID, Style: p.Style, From: p.From, To: p.To, Pid: pid, Value: p.Value,
	}
	if c.From == (transport.From{}) {
		c.From = transport.FromKernel()
		if d == codec.Sent {
			c.From.PortID, c.From.Pid = p.PortID, pid
		}
	}
	return c
}
