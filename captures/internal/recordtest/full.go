package recordtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// Full returns records that use every field. link is a message of more than 40 octets.
func Full(link []byte) []captures.Record {
	date := time.Date(2026, 11, 21, 10, 38, 27, 741831234, time.UTC)
	return []captures.Record{
		{
			Time: date, HasDate: true, Elapsed: 15 * time.Microsecond, Direction: codec.Received, Pid: 4711,
			Comm: `a "b", c`, FD: 3,
			Protocol: 0, PortID: 99, Groups: 0x11, Data: link, OriginalLen: len(link) + 4,
			Missing: []codec.Span{{From: 20, To: 24}, {From: 30, To: 32}}, Comment: "seen on a Tuesday",
			Origin: captures.Origin{Group: 70, Sender: 1<<32 - 1, HasNSID: true},
		},
		{Time: time.Unix(30, 500).UTC(), Direction: codec.Sent, FD: -1, Protocol: 16, Data: link[:40], OriginalLen: 40},
		{Time: date, HasDate: true, FD: -1, Protocol: 4, Event: "ENOBUFS: events were lost"},
		{FD: -1, Protocol: captures.ProtocolUnknown},
		{FD: 0, Direction: codec.Received, Protocol: 15, Data: []byte("add@/devices/x\x00ACTION=add\x00"), OriginalLen: 26},
	}
}

// Compare checks what a capture must keep of a record.
func Compare(t testing.TB, got, want captures.Record) {
	t.Helper()
	got.Pos, got.Interface = captures.Position{}, ""
	if len(got.Data) == 0 {
		got.Data = want.Data
	}
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		t.Errorf("got  %s\nwant %s", g, w)
	}
}
