package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

const newLinkType = 16 // RTM_NEWLINK

// overflow is a receive that tells of datagrams that were lost.
var overflow = arrival{Err: fmt.Errorf("receive: %w", syscall.ENOBUFS)}

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
						return []arrival{came(ack), came(rest), came(doneOf(dumpSeq, transport.Failure{}))}
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
				tr.Arrive <- overflow
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
			return []arrival{came(partOf("a", seq)), came(doneOf(seq, transport.Failure{}))}
		}, nil, waits[what])
		if n != 2 || err != nil {
			t.Errorf("%s: asked %d times, %v", what, n, err)
		}
	}
}

// TestOverflowBesideAnswer does not give up what is answered: what waits in the socket after the news of the loss is
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
			t.Errorf("%d routes were made; what is after the loss must not be sent", got)
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

// TestOverflowBeforeLastAnswer loses answers before the last one, which comes all the same: what cannot be shown to be
// whole is not taken for it, and asked again where that changes nothing.
func TestOverflowBeforeLastAnswer(t *testing.T) {
	echo := addBridge("br0")
	echo.Flags |= codec.FlagEcho
	request := func(r *codec.Request) func(context.Context, *proxy.Socket) error {
		return func(ctx context.Context, s *proxy.Socket) error {
			_, err := s.Request(ctx, r)
			return err
		}
	}
	until := func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.Exchange(ctx, getLink(1), proxy.Until(func(m *codec.Message) bool { return nameOf(m) == "b" }))
		return err
	}
	for what, c := range map[string]struct {
		ask    func(context.Context, *proxy.Socket) error
		answer string // letters of lettersOf
		asked  int
		err    error
	}{
		"a change":                        {request(addBridge("br0")), "%0", 1, nil},
		"a change that is refused":        {request(addBridge("br0")), "%!", 1, syscall.EPERM},
		"a change that tells what it did": {request(echo), "%0", 1, proxy.ErrReplyLost},
		"a request":                       {request(getLink(1)), "%0", 2, nil},
		"a request, of which a part came": {request(getLink(1)), "A%0", 2, nil},
		"a request, answered by one":      {request(getLink(1)), "b%0", 1, nil},
		"a request that is refused":       {request(getLink(1)), "%!", 1, syscall.EPERM},
		"a request to an answer":          {until, "%b", 2, nil},
		"the first answer": {func(ctx context.Context, s *proxy.Socket) error {
			_, err := s.Exchange(ctx, getLink(1), proxy.Replies(1))
			return err
		}, "%b", 1, nil},
		"Dump":                 {waits["Dump"], "%.", 2, nil},
		"Dump, begun":          {waits["Dump"], "A%.", 2, nil},
		"Dump, begun after it": {waits["Dump"], "%A.", 2, nil},
		"Stream":               {waits["Stream"], "%.", 2, nil},
		"Stream, begun":        {waits["Stream"], "A%.", 1, proxy.ErrReplyLost},
	} {
		t.Run(what, func(t *testing.T) {
			asked := 0
			tr := newScripted()
			tr.Loses = true
			s, _ := scriptOn(t, tr, tr, func(sent []byte) []arrival {
				if typeOf(sent) == codec.TypeNoop { // whether a dump goes on
					return []arrival{came(answerOf(sent, '0'))}
				}
				letters := "A."
				switch asked++; {
				case asked == 1:
					letters = c.answer
				case host.Flags(sent)&codec.FlagDump == 0:
					letters = "b0"
				}
				return lettersOf(sent, letters)
			})
			if err := c.ask(t.Context(), s); !errors.Is(err, c.err) || asked != c.asked {
				t.Errorf("asked %d times, %v; want %d times, %v", asked, err, c.asked, c.err)
			}
		})
	}
}

// lettersOf are answers to a request, each in a datagram of its own: letters of answerOf, and % for an overflow.
func lettersOf(request []byte, letters string) (answers []arrival) {
	for _, l := range letters {
		if l == '%' {
			answers = append(answers, overflow)
		} else {
			answers = append(answers, came(answerOf(request, l)))
		}
	}
	return answers
}

// TestKeptDump takes a dump for whole whose parts are kept whatever is lost, as the kernel does.
func TestKeptDump(t *testing.T) {
	for _, answer := range []string{"%.", "A%.", "%A.", "A%B."} {
		n, _, err := asked(t, func(sent []byte) []arrival { return lettersOf(sent, answer) }, nil, waits["Dump"])
		if n != 1 || err != nil {
			t.Errorf("%s: asked %d times, %v", answer, n, err)
		}
	}
}

// TestBatchLastAnswer knows of a batch what was answered, and says of the rest that it does not know.
func TestBatchLastAnswer(t *testing.T) {
	results := map[rune]error{'0': nil, '!': syscall.EPERM, '?': proxy.ErrReplyLost}
	for what, c := range map[string]struct {
		answers string // letters of lettersOf, one for each request
		judged  bool   // so each request is acknowledged
		want    string // letters of results
	}{
		"the last came":             {"%%0", false, "??0"},
		"the last is refused":       {"%!!", false, "?!!"},
		"the last is lost":          {"!!%", false, "!!?"},
		"each acknowledged, some":   {"0%0", true, "0?0"},
		"each acknowledged, behind": {"%!0", true, "?!0"},
	} {
		t.Run(what, func(t *testing.T) {
			s, _ := script(t, func(sent []byte) (answers []arrival) {
				i := 0
				for m := range host.Messages(sent) {
					if l := c.answers[i : i+1]; l != "0" || host.Flags(m)&codec.FlagAck != 0 {
						answers = append(answers, lettersOf(m, l)...)
					}
					i++
				}
				return answers
			})
			if c.judged {
				onSend(t, s, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict { return verdicts.Forward() })
			}
			got, err := s.Batch(t.Context(), []*codec.Request{addBridge("a"), addBridge("b"), addBridge("c")})
			if !errors.Is(err, proxy.ErrReplyLost) || len(got) != len(c.want) {
				t.Fatalf("%d results, %v", len(got), err)
			}
			for i, letter := range c.want {
				if !errors.Is(got[i], results[letter]) {
					t.Errorf("request %d: %v, want %v", i, got[i], results[letter])
				}
			}
		})
	}
}

// TestBatchOverflowAllAnswered takes a batch for whole of which each request was answered, overflow or not.
func TestBatchOverflowAllAnswered(t *testing.T) {
	s, _ := script(t, func(sent []byte) []arrival {
		return append([]arrival{overflow}, ackAll(sent)...)
	})
	onSend(t, s, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict { return verdicts.Forward() })
	results, err := s.Batch(t.Context(), []*codec.Request{addBridge("a"), addBridge("b"), addBridge("c")})
	if err != nil || errors.Join(results...) != nil {
		t.Errorf("%v, %v", results, err)
	}
}
