package verdicts

import (
	"context"
	"fmt"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/transport"
)

// Call is one message on its way, as a callback sees it. It is valid during the callback only.
type Call struct {
	Context   context.Context // ends when whoever sends gives up; of what a Socket receives it never ends
	Direction codec.Direction
	// Message may be edited (Message.Set, Replace, Delete, …); what goes on is what the callbacks leave here.
	Message *codec.Message
	PortID  uint32             // of the program's socket
	Style   transport.AckStyle // how the program's socket wants its acknowledgements
	From    transport.From     // who sent the message: the program, or the kernel, or another process
	To      transport.To       // where a message that is sent goes
	Pid     int                // of the program, 0 if it is this one or unknown
	Time    time.Time          // when the message came by
	Value   any                // of the Passage of a Gate
	// Kernel is the other end of the socket, past all chains. Requests of a callback's own go here. Where the owner of
	// a Gate gave it none, requests are EOPNOTSUPP.
	Kernel Requester
	// Resolver is what is known of the ids of generic netlink families; nil: nothing, or none pass here.
	Resolver *codec.Resolver
	// Index numbers the messages of the datagram from 0; Count is how many there are.
	Index, Count int
}

// Requester sends a request of its own and waits for what answers it.
type Requester interface {
	// Request returns the messages that answer a request, without acknowledgement and without NLMSG_DONE; all the parts
	// of a dump if the request has NLM_F_DUMP. The error of the kernel has its errno inside (errors.As, syscall.Errno).
	Request(ctx context.Context, r *codec.Request) ([]*codec.Message, error)
}

// Refusal is an error of a Requester that is the kernel's answer. It is its errno in a chain of errors.
type Refusal interface {
	error
	// Refusal returns why in words, without the errno, and the path of the attribute that is wrong or missing, or "".
	Refusal() (text, path string)
}

// noKernel is the Kernel of a Gate that has none.
type noKernel struct{}

func (noKernel) Request(_ context.Context, r *codec.Request) ([]*codec.Message, error) {
	return nil, fmt.Errorf("%s: the callbacks are not on a socket that can ask the kernel (set Kernel of the Gate): %w",
		r.Type, syscall.EOPNOTSUPP)
}

// Callback judges one message.
type Callback func(*Call) Verdict
