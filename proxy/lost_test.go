package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

const newLinkType = 16 // RTM_NEWLINK

// overflow is a receive that tells of datagrams that were lost.
var overflow = arrival{err: fmt.Errorf("receive: %w", syscall.ENOBUFS)}

// TestOverflowInDump loses datagrams in the middle of a dump: the kernel sends the rest of it all the same, which comes
// out, whether the caller has taken what came before or not. What has no answer by then gets none, and its caller is
// told.
func TestOverflowInDump(t *testing.T) {
	for what, dump := range dumps {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var dumpSeq uint32
				kicks := 0
				s, tr := script(t, func(sent []byte) []arrival {
					switch typeOf(sent) {
					case codec.TypeNoop: // has the kernel go on with a dump that found no room
						kicks++
						ack, rest := ackOf(sent, scriptedPort, 0), partOf("c", dumpSeq)
						return []arrival{came(ack), came(rest), came(doneOf(dumpSeq, verdicts.Failure{}))}
					case newLinkType:
						return nil
					}
					dumpSeq = seqOf(sent)
					return []arrival{came(partOf("a", dumpSeq), partOf("b", dumpSeq))}
				})
				changed := make(chan error)
				go func() {
					_, err := s.Request(t.Context(), addBridge("br0"))
					changed <- err
				}()
				got := make(chan string, 10)
				go func() {
					defer close(got)
					for m, err := range dump(s, t.Context(), rtnl("RTM_GETLINK", 0)) {
						if err != nil {
							got <- err.Error()
							continue
						}
						got <- nameOf(m)
					}
				}()
				synctest.Wait() // all has been taken that came
				tr.arrive <- overflow
				if err := <-changed; !errors.Is(err, proxy.ErrReplyLost) {
					t.Errorf("a change without an answer: %v", err)
				}
				all := ""
				for name := range got {
					all += name
				}
				if all != "abc" || kicks != 1 {
					t.Errorf("the dump was %q, after %d requests to go on", all, kicks)
				}
			})
		})
	}
}

// TestOverflowBeforeDump asks again for a dump whose first part was not there yet when datagrams were lost.
func TestOverflowBeforeDump(t *testing.T) {
	for what := range dumps {
		n, _, err := asked(t, func(sent []byte) []arrival {
			seq := seqOf(sent)
			if seq == 1 {
				return []arrival{overflow}
			}
			return []arrival{came(partOf("a", seq)), came(doneOf(seq, verdicts.Failure{}))}
		}, nil, waits[what])
		if n != 2 || err != nil {
			t.Errorf("%s: asked %d times, %v", what, n, err)
		}
	}
}

// TestOverflowBesideAnswer does not give up what is answered: what waits in the socket behind the news of the loss is
// still read.
func TestOverflowBesideAnswer(t *testing.T) {
	n, _, err := asked(t, func(sent []byte) []arrival {
		return []arrival{overflow, came(ackOf(sent, scriptedPort, 0))}
	}, nil, func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.Request(ctx, addBridge("br0"))
		return err
	})
	if n != 1 || err != nil {
		t.Errorf("sent %d times, %v", n, err)
	}
}

// TestBatchLost loses the answer to one datagram of a batch: what was answered before stays known, and what is not
// known is said so.
func TestBatchLost(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		lossy := faults.Wrap(e.dial(t, proxy.Route), faults.Often{Nth: 2}.Plan(faults.Overflow()))
		s := open(t, proxy.Route, proxy.WithTransport(lossy))
		const step, n = 512, 3 * 512
		results, err := s.Batch(t.Context(), hostRoutes("RTM_NEWROUTE", createExcl, 0, n))
		if !errors.Is(err, proxy.ErrReplyLost) || len(results) != n {
			t.Fatalf("%d results, %v", len(results), err)
		}
		for i, err := range results {
			if known := i < step; known && err != nil || !known && !errors.Is(err, proxy.ErrReplyLost) {
				t.Fatalf("request %d: %v", i, err)
			}
		}
		if got := len(destinations(t, e.open(t).Dump(t.Context(), ipv4Routes()))); got != 2*step {
			t.Errorf("%d routes were made; what is behind the loss must not be sent", got)
		}
	})
}

// TestBatchPartlyLost keeps the errors that came before the answer to the rest of a datagram was lost.
func TestBatchPartlyLost(t *testing.T) {
	s, _ := script(t, func(sent []byte) []arrival {
		return []arrival{came(ackOf(sent, scriptedPort, syscall.EEXIST)), overflow}
	})
	results, err := s.Batch(t.Context(), []*codec.Request{addBridge("a"), addBridge("b"), addBridge("c")})
	if !errors.Is(err, proxy.ErrReplyLost) || len(results) != 3 || !errors.Is(results[0], syscall.EEXIST) ||
		!errors.Is(results[1], proxy.ErrReplyLost) || !errors.Is(results[2], proxy.ErrReplyLost) {
		t.Errorf("%v, %v", results, err)
	}
}
