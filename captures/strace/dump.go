package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures/internal/rebuild"
	"github.com/nlkit/nlkit/captures/internal/straceexpr"
)

// isDump tells whether a line is part of what -e read and -e write print below a call: " | 00000  34 00 …",
// " * 52 bytes in buffer 0" or " = 2 buffers in vector 0", without the blanks before it, which people change.
func isDump(line []byte) bool {
	if len(line) < 3 || line[1] != ' ' || !isDigit(line[2]) {
		return false
	}
	switch line[0] {
	case '|':
		return true
	case '*':
		return bytes.Contains(line, []byte(" bytes in buffer "))
	case '=':
		return bytes.Contains(line, []byte(" buffers in vector "))
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// addDump takes in a line of the dump of a call, from its mark on.
func (c *straceCall) addDump(line []byte) {
	c.dumped = true
	c.rowOpen = line[0] == '|' && line[len(line)-1] != '|'
	switch line[0] {
	case '|':
		m := c.dumpedMsg(c.vector)
		if m == nil {
			return
		}
		if !m.dumped {
			m.dumped = true
			m.from = len(c.dump)
		}
		if len(c.dump)-m.from < maxDumped {
			c.dump = appendDumpLine(c.dump, line[2:])
		}
		m.to = len(c.dump)
	case '=':
		// The last number of the line is the index of the message in sendmmsg or recvmmsg.
		i := len(line)
		for i > 0 && line[i-1] >= '0' && line[i-1] <= '9' {
			i--
		}
		c.vector, _ = decimal(line[i:])
	}
}

// endsRow tells whether a line is the end of a row of the dump that a terminal wrapped: of no octets, but the text.
func (c *straceCall) endsRow(line []byte) bool {
	open := c.rowOpen
	c.rowOpen = false
	return open && len(line) > 0 && line[len(line)-1] == '|'
}

// maxDumped bounds what is kept of the dump of one message.
const maxDumped = rebuild.MaxDatagram

// maxMessages bounds how many messages one call can pass: UIO_MAXIOV of the kernel.
const maxMessages = 1024

// dumpedMsg returns the message of that index. Where strace printed no more than a pointer to the messages, the dump is
// what tells how many there are.
func (c *straceCall) dumpedMsg(i int) *straceMsg {
	for c.bare && len(c.msgs) <= i && i < maxMessages {
		c.msgs = append(c.msgs, straceMsg{})
	}
	if i >= len(c.msgs) {
		return nil
	}
	return &c.msgs[i]
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
		octet, ok := straceexpr.HexOctet(line[at], line[at+1])
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

// straceDumps remembers of which descriptors strace prints dumps, so that a call that will have none need not wait for
// the line after it: who watches a log grow sees each message at once.
type straceDumps struct {
	without [2][64]bool // by direction and descriptor: a call went by without a dump
	always  bool        // dumps were seen that belong to no known call: anything may come
}

// expected tells whether a dump may follow a call.
func (d *straceDumps) expected(c *straceCall) bool {
	if d.always || c.fd < 0 || c.fd >= len(d.without[0]) {
		return true
	}
	return !d.without[c.direction&1][c.fd]
}

// done notes whether a call had a dump.
func (d *straceDumps) done(c *straceCall) {
	if c.fd >= 0 && c.fd < len(d.without[0]) && c.event == "" && len(c.msgs) > 0 && c.msgs[0].length > 0 {
		d.without[c.direction&1][c.fd] = !c.dumped
	}
}
