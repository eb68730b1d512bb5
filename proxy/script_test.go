package proxy_test

import (
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// script opens a socket whose other end answers what the function says: it gets each datagram that is sent. nil:
// nothing.
func script(t testing.TB, answer func(sent []byte) []arrival, opts ...proxy.Option) (*proxy.Socket, *scripted) {
	t.Helper()
	tr := newScripted()
	return scriptOn(t, tr, tr, answer, opts...)
}

// scriptOn is script on a transport that there is, or one over it.
func scriptOn(
	t testing.TB, tr *scripted, over transport.Transport, answer func(sent []byte) []arrival, opts ...proxy.Option,
) (*proxy.Socket, *scripted) {
	t.Helper()
	s := open(t, proxy.Route, append(opts, proxy.WithTransport(over))...)
	if answer == nil {
		return s, tr
	}
	go func() {
		for {
			select {
			case sent := <-tr.Sent:
				if all := answer(sent); len(all) > 0 {
					tr.Arrive <- sockettest.Together(all)
				}
			case <-tr.Closed:
				return
			}
		}
	}()
	return s, tr
}

// came is the arrival of a datagram from the kernel, made of messages.
func came(messages ...[]byte) arrival {
	a := arrival{From: transport.From{NSID: -1, UID: -1, GID: -1}}
	for _, m := range messages {
		a.Datagram = append(a.Datagram, m...)
	}
	return a
}

// seqOf is the sequence number of the first request of a datagram.
func seqOf(sent []byte) uint32 { return host.Header(sent).Seq }

// typeOf is the type of the first message of a datagram.
func typeOf(sent []byte) uint16 { return host.Header(sent).Type }

// ackOf is the kernel's answer to a request that was sent by a socket with a port id; errno 0 is success.
func ackOf(request []byte, portID uint32, errno syscall.Errno) []byte {
	style := transport.AckStyle{Capped: true, Extended: true}
	return transport.AppendAck(nil, request, portID, transport.Failure{Errno: errno}, style)
}

// ackAll is the kernel's answer to a datagram of requests that all succeed.
func ackAll(sent []byte) (answers []arrival) {
	for m := range host.Messages(sent) {
		if host.Header(m).Flags&codec.FlagAck != 0 {
			answers = append(answers, came(ackOf(m, scriptedPort, 0)))
		}
	}
	return answers
}

// partOf is a message of a dump of links.
func partOf(name string, seq uint32) []byte { return linkOf(name, codec.FlagMulti, seq, scriptedPort) }

// doneOf is the end of a dump.
func doneOf(seq uint32, f transport.Failure) []byte {
	return transport.AppendDone(nil, seq, scriptedPort, f, transport.AckStyle{Capped: true, Extended: true})
}

// flagged is a message with more flags.
func flagged(m []byte, flags uint16) []byte {
	h := host.Header(m)
	h.Flags |= flags
	host.PutHeader(m, h)
	return m
}
