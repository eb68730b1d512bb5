package verdicts

import (
	"slices"
	"syscall"

	"github.com/nlkit/nlkit/transport"
)

// Verdict is what a callback answers. The zero Verdict is Forward.
type Verdict struct {
	action   Action
	messages [][]byte
	failure  transport.Failure
}

// Action is the kind of a verdict.
type Action uint8

// The kinds of verdicts.
const (
	Forwarded   Action = iota // the message goes on, as the callbacks left it
	Substituted               // other messages go on instead of it
	Dropped                   // nothing goes on
	Returned                  // the caller gets replies, and the kernel never sees the message
	Failed                    // the caller gets an error
)

var actionNames = [...]string{"forward", "instead", "drop", "return", "error"}

// String returns "forward", "instead", "drop", "return" or "error": the words of rules.
func (a Action) String() string { return actionNames[a] }

// Forward lets a message go on, changed if the callback edited Call.Message. The callbacks after it are asked too.
func Forward() Verdict { return Verdict{} }

// Instead lets other messages go on instead of one: whole messages with their headers, in this order. Sequence
// numbers and port ids that are 0 become the original's. Without messages it is Drop. It ends the chain.
//
// The program that has the socket gets the answers. If it asked for an acknowledgement (NLM_F_ACK), the last of the
// messages asks for it with the original's sequence number, whatever the callback says. It takes the first that comes
// for the end: messages before the last ask for none, or with a number of their own.
func Instead(messages ...[]byte) Verdict {
	if len(messages) == 0 {
		return Drop()
	}
	return Verdict{action: Substituted, messages: messages}
}

// Drop keeps a message from going on. On the sending side nobody will answer it: the caller waits until it gives up.
func Drop() Verdict { return Verdict{action: Dropped} }

// Return answers a message in the kernel's place: with these messages, and with the acknowledgement, or the end of the
// dump, that the request asks for. Sequence numbers, port ids and NLM_F_MULTI are set to fit the request. On the
// receiving side the messages take the place of the one judged, as with Instead.
func Return(replies ...[]byte) Verdict { return Verdict{action: Returned, messages: replies} }

// Error answers a message with an error, and extended-ack text if there is any. On the receiving side the answer that
// was judged becomes the error, except for events, which nobody asked for: they are dropped, and counted
// (Gate.RefusedEvents). Errno 0 is an acknowledgement.
func Error(errno syscall.Errno, text string) Verdict {
	return ErrorAt(errno, text, 0)
}

// ErrorAt is Error with the offset in the request of the attribute that is wrong (codec.Attr.Offset).
func ErrorAt(errno syscall.Errno, text string, offset int) Verdict {
	return Verdict{action: Failed, failure: transport.Failure{Errno: errno, Message: text, Offset: offset}}
}

// Action returns the kind of the verdict.
func (v Verdict) Action() Action { return v.action }

// Messages returns the messages of a Substituted or Returned verdict.
func (v Verdict) Messages() [][]byte { return slices.Clone(v.messages) }

// Failure returns what a Failed verdict reports.
func (v Verdict) Failure() transport.Failure { return v.failure }
