package proxy_test

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// twoProcessors has the test run as on a machine with several.
func twoProcessors(t *testing.T) {
	before := runtime.GOMAXPROCS(2)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// TestStreamReadsAhead reads some datagrams before they are asked for, and no more than that.
func TestStreamReadsAhead(t *testing.T) {
	twoProcessors(t)
	synctest.Test(t, func(t *testing.T) {
		const parts, ahead = 40, 4
		s, tr := script(t, nil)
		go func() {
			seq := seqOf(<-tr.Sent)
			for i := range parts {
				tr.Arrive <- came(partOf(fmt.Sprint(i), seq))
			}
			tr.Arrive <- came(doneOf(seq, transport.Failure{}))
		}()
		n := 0
		for m, err := range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0)) {
			if err != nil || nameOf(m) != fmt.Sprint(n) {
				t.Fatalf("message %d is %s, %v", n, nameOf(m), err)
			}
			synctest.Wait()
			n++
			if read := parts + 1 - len(tr.Arrive); n < parts && read <= n || read > n+2*ahead {
				t.Errorf("%d datagrams were read for one who has taken %d", read, n)
			}
		}
		if n != parts {
			t.Errorf("%d messages, want %d", n, parts)
		}
	})
}

// TestStreamFailsAhead tells of what went wrong while the consumer was busy, after what came before it.
func TestStreamFailsAhead(t *testing.T) {
	twoProcessors(t)
	synctest.Test(t, func(t *testing.T) {
		s, _ := script(t, func(sent []byte) []arrival {
			seq := seqOf(sent)
			return []arrival{came(partOf("a", seq)), came(partOf("b", seq)), {Err: syscall.EMSGSIZE},
				came(doneOf(seq, transport.Failure{}))}
		})
		got := ""
		for m, err := range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0)) {
			if err != nil {
				got += fmt.Sprint(errors.Is(err, syscall.EMSGSIZE))
				continue
			}
			got += nameOf(m) + " "
			synctest.Wait()
		}
		if got != "a b true" {
			t.Errorf("the dump was %s", got)
		}
	})
}

// TestStreamAheadOfRequests asks on the same socket inside the loop, and leaves it: nothing is left after that reads.
func TestStreamAheadOfRequests(t *testing.T) {
	twoProcessors(t)
	synctest.Test(t, func(t *testing.T) {
		s, _ := script(t, func(sent []byte) []arrival {
			seq := seqOf(sent)
			if typeOf(sent) != 18 {
				return ackAll(sent)
			}
			return []arrival{came(partOf("a", seq)), came(partOf("b", seq)), came(partOf("c", seq)),
				came(doneOf(seq, transport.Failure{}))}
		})
		for range 3 {
			n := 0
			for _, err := range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0)) {
				if err != nil {
					t.Fatal(err)
				}
				if _, err := s.Request(t.Context(), rtnl("RTM_SETLINK", codec.FlagAck)); err != nil {
					t.Fatal(err)
				}
				if n++; n == 2 {
					break
				}
			}
		}
		if _, err := s.Request(t.Context(), rtnl("RTM_SETLINK", codec.FlagAck)); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil && !errors.Is(err, proxy.ErrClosed) {
			t.Error(err)
		}
	})
}
