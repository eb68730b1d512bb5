package strace

import (
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/captures/strace/internal/rebuild"
)

// addDump takes in a line of the dump of a call, from its mark on.
func (t *transfer) addDump(line []byte) {
	t.dumped = true
	switch line[0] {
	case '|':
		m := t.dumpedMsg(t.vector)
		if m == nil {
			return
		}
		if !m.dumped {
			m.dumped = true
			m.from = len(t.dump)
		}
		if len(t.dump)-m.from < maxDumped {
			t.dump = appendDumpLine(t.dump, line[2:])
		}
		m.to = len(t.dump)
	case '=':
		// The last number of the line is the index of the message in sendmmsg or recvmmsg.
		i := len(line)
		for i > 0 && line[i-1] >= '0' && line[i-1] <= '9' {
			i--
		}
		t.vector, _ = decimal(line[i:])
	}
}

// maxDumped bounds what is kept of the dump of one message.
const maxDumped = rebuild.MaxDatagram

// maxMessages bounds how many messages one call can pass: UIO_MAXIOV of the kernel.
const maxMessages = 1024

// dumpedMsg returns the message of that index. Where strace printed no more than a pointer to the messages, the dump is
// what tells how many there are.
func (t *transfer) dumpedMsg(i int) *datagram {
	for t.bare && len(t.msgs) <= i && i < maxMessages {
		t.msgs = append(t.msgs, datagram{})
	}
	if i >= len(t.msgs) {
		return nil
	}
	return &t.msgs[i]
}

// appendDumpLine appends the octets of "00010  ed ff ff ff 20 00 00 00  10 00 05 00 00 00 00 00  .... ........... |".
func appendDumpLine(dst, line []byte) []byte {
	at := 0
	for at < len(line) && line[at] != ' ' {
		at++
	}
	at += 2
	for i := range 16 {
		if at+1 >= len(line) {
			break
		}
		octet, ok := expr.HexOctet(line[at], line[at+1])
		if !ok {
			break
		}
		dst = append(dst, octet)
		at += 3
		if i == 7 {
			at++
		}
	}
	return dst
}

// dumps remembers of which descriptors strace prints dumps, so that a call that will have none need not wait for
// the line after it: who watches a log grow sees each message at once.
type dumps struct {
	without [2][64]bool // by direction and descriptor: a call went by without a dump
	always  bool        // dumps were seen that belong to no known call: anything may come
}

// expected reports whether a dump may follow a call.
func (d *dumps) expected(t *transfer) bool {
	if d.always || t.fd < 0 || t.fd >= len(d.without[0]) {
		return true
	}
	return !d.without[t.direction&1][t.fd]
}

// done notes whether a call had a dump.
func (d *dumps) done(t *transfer) {
	if t.fd >= 0 && t.fd < len(d.without[0]) && t.event == "" && len(t.msgs) > 0 && t.msgs[0].length > 0 {
		d.without[t.direction&1][t.fd] = !t.dumped
	}
}
