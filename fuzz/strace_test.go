package fuzz

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/strace"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// FuzzStrace holds the strace reader to what its callers build on: it ends, places every fault, and its records are
// consistent in themselves.
func FuzzStrace(f *testing.F) {
	files, err := filepath.Glob("../captures/strace/testdata/*.strace")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		log, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range straceParts(log) {
			f.Add(part)
		}
	}
	f.Add([]byte("socket(AF_NETLINK, SOCK_RAW, 0) = 3\nsendto(3, {{len=40, type=RTM_GETLINK, " +
		"flags=NLM_F_REQUEST, seq=1, " +
		"pid=0}, {ifi_family=AF_INET6, ...}, {{nla_len=8, nla_type=IFLA_MTU}, 9}}, 40, 0, NULL, 0) = 40\n"))
	f.Add([]byte("1 clone( <unfinished ...>\n2 recvmmsg(3, 0x7f, 2, 0, NULL) = 2\n = 1 buffers in vector 7\n | " +
		"00000  00 0"))
	f.Add([]byte("> [{nlmsg_len=24, nlmsg_type=NEW_X, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=0}, {a=$b,\n>   " +
		"c=fe80::1},\n> \"\\x01\"]\n" +
		"sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=0}, " +
		"{ifi_family=%, ...},\n" +
		"[[A-1] = 1, ...]], 40, 0, NULL, 0) = -1 EPERM (Operation not permitted)\n"))
	registry := codec.NewRegistry(rtnl.Protocol)
	f.Fuzz(func(t *testing.T, input []byte) {
		r := strace.NewReader(bytes.NewReader(input), "fuzz", registry, captures.ProtocolUnknown)
		// every step goes past an octet at least; an input ends with one step more
		for steps := 0; steps <= len(input)+1; steps++ {
			var record captures.Record
			switch err := r.Next(&record); {
			case err == nil:
				checkRecord(t, &record)
				checkStraceRecord(t, &record)
			case errors.Is(err, io.EOF):
				return
			case !skipped(t, err): // the input ends within a line: nothing comes after that
				if err := r.Next(&record); !errors.Is(err, io.EOF) {
					t.Fatalf("after the end comes %v", err)
				}
				return
			}
		}
		t.Fatalf("no end after %d steps", len(input)+1)
	})
}

// straceParts cuts a log into pieces that a fuzzer can work on: the start, and a few calls from the middle.
func straceParts(log []byte) [][]byte {
	const size = 8 << 10
	parts := [][]byte{log[:min(size, len(log))]}
	socket := []byte("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3\n")
	for at := size; at+size < len(log) && len(parts) < 4; at += len(log) / 3 {
		if line := bytes.IndexByte(log[at:], '\n'); line >= 0 {
			parts = append(parts, append(bytes.Clone(socket), log[at+line+1:min(len(log), at+line+size)]...))
		}
	}
	return parts
}

// checkStraceRecord checks what is particular to records of strace logs.
func checkStraceRecord(t *testing.T, r *captures.Record) {
	t.Helper()
	if r.Pos.Line < 1 || r.FD < -1 || r.Protocol < captures.ProtocolUnknown {
		t.Fatalf("line %d, descriptor %d, protocol %d", r.Pos.Line, r.FD, r.Protocol)
	}
	for _, s := range r.Missing {
		if len(bytes.Trim(r.Data[s.From:s.To], "\x00")) > 0 {
			t.Fatalf("missing octets %v are not all zero: %x", s, r.Data)
		}
	}
	for i := range r.Missing {
		if s := r.Missing[i]; s.From >= s.To || s.To > len(r.Data) || i > 0 && s.From < r.Missing[i-1].To {
			t.Fatalf("spans %v of %d octets", r.Missing, len(r.Data))
		}
	}
	if r.Event != "" && len(r.Data) > 0 {
		t.Fatalf("an event with data: %q", r.Event)
	}
}
