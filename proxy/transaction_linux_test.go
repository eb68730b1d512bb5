package proxy_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// Messages of nf_tables (linux/netfilter/nfnetlink.h, nf_tables.h).
const (
	nftSubsystem = 10
	nftNewTable  = nftSubsystem << 8
	nftGetTable  = nftSubsystem<<8 | 1
	nftDelTable  = nftSubsystem<<8 | 2
	nftNewChain  = nftSubsystem<<8 | 3
)

// nft is a message of nf_tables. Its attributes are strings, by number.
func nft(typ, flags uint16, attrs ...any) []byte {
	b := rawRequest(typ, flags, 2, 0, 0, 0) // struct nfgenmsg
	for i := 0; i < len(attrs); i += 2 {
		b = host.AppendAttr(b, uint16(attrs[i].(int)), append([]byte(attrs[i+1].(string)), 0))
	}
	return b
}

func newTable(name string) []byte { return nft(nftNewTable, createExcl, 1, name) }

func newChain(table, name string) []byte { return nft(nftNewChain, createExcl, 1, table, 3, name) }

// transaction puts messages between NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END.
func transaction(messages ...[]byte) [][]byte {
	return slices.Concat([][]byte{nftBegin()}, messages, [][]byte{nftEnd()})
}

func nftBegin() []byte { return rawRequest(0x10, 0, 0, 0, 0, nftSubsystem) }
func nftEnd() []byte   { return rawRequest(0x11, 0, 0, 0, 0, nftSubsystem) }

// hasTable reports whether there is a table.
func hasTable(t *testing.T, s *proxy.Socket, name string) bool {
	t.Helper()
	_, err := s.RequestRaw(t.Context(), nft(nftGetTable, 0, 1, name))
	if err != nil && !errors.Is(err, syscall.ENOENT) {
		t.Fatal(err)
	}
	return err == nil
}

// nftSocket opens a socket in a network namespace of its own.
func nftSocket(t *testing.T, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	testbed.Require(t, testbed.Root(), testbed.Module("nf_tables"))
	testbed.NetNS(t)
	return open(t, proxy.Netfilter, opts...)
}

// TestTransaction carries out transactions of nf_tables whole or not at all, and tells what each message came to.
func TestTransaction(t *testing.T) {
	s := nftSocket(t)
	malformed := rawRequest(nftNewTable, createExcl)
	stale := nftBegin()
	stale = append(stale, host.AppendAttr(nil, 1, []byte{0x7f, 0, 0, 1})...) // NFNL_BATCH_GENID
	getNone, getK := nft(nftGetTable, 0, 1, "none"), nft(nftGetTable, 0, 1, "k")
	type has = map[string]bool
	for what, c := range map[string]struct {
		batch  [][]byte
		want   string
		tables has
	}{
		"done":             {transaction(newTable("a"), newChain("a", "c")), ". . . .", has{"a": true}},
		"empty":            {transaction(), ". .", nil},
		"last refused":     {transaction(newTable("b"), newChain("none", "c")), "a a ENOENT a", has{"b": false}},
		"first refused":    {transaction(newChain("none", "c"), newTable("d")), "a ENOENT a a", has{"d": false}},
		"all refused":      {transaction(newChain("none", "c"), newChain("none", "d")), "a ENOENT ENOENT a", nil},
		"checked":          {transaction(newTable("e"))[:2], ". .", has{"e": false}},
		"checked, refused": {transaction(newTable("f"), newChain("none", "c"))[:3], "a a ENOENT", has{"f": false}},
		"malformed":        {transaction(newTable("g"), malformed), "a a a a", has{"g": false}},
		"stale":            {[][]byte{stale, newTable("h"), nftEnd()}, "ERESTART a a", has{"h": false}},
		"several": {
			slices.Concat(transaction(newTable("i")), transaction(newTable("i")), transaction(newTable("j"))),
			". . . a EEXIST a . . .", has{"i": true, "j": true},
		},
		"among others": {
			slices.Concat([][]byte{getNone}, transaction(newTable("k")), [][]byte{getK}),
			"ENOENT . . . .", has{"k": true},
		},
	} {
		results, err := s.BatchRaw(t.Context(), c.batch)
		if got := outcomes(results); got != c.want || err != nil {
			t.Errorf("%s: %s, %v; want %s: %v", what, got, err, c.want, errors.Join(results...))
		}
		for name, want := range c.tables {
			if got := hasTable(t, s, name); got != want {
				t.Errorf("%s: table %s is there: %v", what, name, got)
			}
		}
	}
}

// TestTransactionWhole sends a transaction in one datagram, however large, or not at all: it says what it needs.
func TestTransactionWhole(t *testing.T) {
	s := nftSocket(t)
	large := [][]byte{newTable("large")}
	for i := range 2000 {
		large = append(large, newChain("large", fmt.Sprintf("chain-%d-%s", i, strings.Repeat("x", 60))))
	}
	results, err := s.BatchRaw(t.Context(), transaction(large...))
	if all := errors.Join(append(results, err)...); all != nil || !hasTable(t, s, "large") {
		t.Fatal(all)
	}
	if _, err := s.BatchRaw(t.Context(), transaction(nft(nftDelTable, 0, 1, "large"))); err != nil {
		t.Fatal(err)
	}
	small := open(t, proxy.Netfilter, proxy.SendBuffer(32<<10))
	for _, opts := range [][]proxy.BatchOption{nil, {proxy.OneDatagram()}, {proxy.DatagramMessages(3)}} {
		results, err = small.BatchRaw(t.Context(), transaction(large...), opts...)
		octets := 0
		for _, m := range transaction(large...) {
			octets += (len(m) + 3) &^ 3
		}
		if !errors.Is(err, syscall.EMSGSIZE) || !contains(err, fmt.Sprintf(
			"batch: 2003 requests in one datagram take a SendBuffer of %d octets at least", octets)) {
			t.Error(err)
		}
		got := outcomes(results)
		if got != strings.TrimSpace(strings.Repeat("n ", len(large)+2)) || hasTable(t, s, "large") {
			t.Errorf("%.60s", got)
		}
	}
}

// TestTransactionJudged aborts a transaction of which a callback refuses a message: the kernel gets nothing of it.
func TestTransactionJudged(t *testing.T) {
	s := nftSocket(t)
	names := []string{}
	onSend(t, s, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		switch b := c.Message.Bytes(); {
		case bytes.Contains(b, []byte("refused")):
			return verdicts.Error(syscall.EPERM, "not here")
		case bytes.Contains(b, []byte("answered")):
			return verdicts.Return()
		}
		return verdicts.Forward()
	})
	for want, batch := range map[string][][]byte{
		"a a EPERM a": transaction(newTable("l"), newTable("refused")),
		". . . .":     transaction(newTable("m"), newTable("answered")),
		". . .":       transaction(newTable("answered")),
	} {
		results, err := s.BatchRaw(t.Context(), batch)
		if got := outcomes(results); got != want || err != nil {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
	for _, name := range []string{"l", "m", "answered"} {
		if hasTable(t, open(t, proxy.Netfilter), name) {
			names = append(names, name)
		}
	}
	if !slices.Equal(names, []string{"m"}) {
		t.Errorf("tables %q were made", names)
	}
}

// TestTransactionEcho gives back what a transaction made.
func TestTransactionEcho(t *testing.T) {
	s := nftSocket(t)
	batch := transaction(newTable("n"), flagged(newTable("o"), codec.FlagEcho))
	var made []string
	for r, err := range s.BatchRawSeq(t.Context(), slices.Values(batch)) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range r.Messages {
			made = append(made, fmt.Sprintf("%d:%t", r.Index, bytes.Contains(m.Bytes(), []byte("o\x00"))))
		}
	}
	if !slices.Equal(made, []string{"2:true"}) {
		t.Errorf("made: %q", made)
	}
}

// TestTransactionUnprivileged tells of the right that is missing.
func TestTransactionUnprivileged(t *testing.T) {
	s := nftSocket(t)
	dropRoot(t)
	results, err := s.BatchRaw(t.Context(), transaction(newTable("p"))) // inline: on this thread
	if got := outcomes(results); got != "EPERM a a" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}

// TestTransactionMalformed refuses what can be no transaction.
func TestTransactionMalformed(t *testing.T) {
	s := nftSocket(t)
	twice := [][]byte{nftBegin(), newTable("q"), nftBegin(), nftEnd()}
	results, err := s.BatchRaw(t.Context(), twice)
	if !contains(err, "request 2 of the batch: NFNL_MSG_BATCH_BEGIN inside a transaction") {
		t.Error(err)
	}
	if got := outcomes(results); got != "n n "+err.Error()+" n" || hasTable(t, s, "q") {
		t.Error(got)
	}
	two := append(transaction(newTable("r")), transaction(newTable("s"))...)
	results, err = s.BatchRaw(t.Context(), two, proxy.OneDatagram())
	if !contains(err, "request 3 of the batch: it needs another datagram") {
		t.Error(err)
	}
	if got := outcomes(results[:3]); got != ". . ." || !errors.Is(results[5], proxy.ErrNotSent) {
		t.Error(outcomes(results))
	}
}
