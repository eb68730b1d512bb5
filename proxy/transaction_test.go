package proxy_test

import (
	"errors"
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// TestTransactionLost does not know what became of a transaction whose answers may be lost, unless one says that it was
// not carried out.
func TestTransactionLost(t *testing.T) {
	message := func(typ uint16) []byte {
		b := make([]byte, codec.HeaderLen+4) // and a struct nfgenmsg
		host.PutHeader(b, codec.Header{Len: uint32(len(b)), Type: typ})
		return b
	}
	batch := [][]byte{message(0x10), message(0xa00), message(0xa03), message(0x11)}
	lost, refused := proxy.ErrReplyLost, proxy.ErrAborted
	for what, c := range map[string]struct {
		answers func(sent [][]byte) []arrival // to the transaction
		want    [4]error
	}{
		"nothing": {
			func([][]byte) []arrival { return nil }, [4]error{refused, refused, refused, refused},
		},
		"an acknowledgement": {
			func(sent [][]byte) []arrival { return []arrival{came(ackOf(sent[2], scriptedPort, 0))} }, [4]error{},
		},
		"overflow": {
			func([][]byte) []arrival { return []arrival{overflow} }, [4]error{lost, lost, lost, lost},
		},
		"overflow, and an acknowledgement": {
			func(sent [][]byte) []arrival {
				return []arrival{overflow, came(ackOf(sent[2], scriptedPort, 0))}
			}, [4]error{lost, lost, lost, lost},
		},
		"a refusal, then overflow": {
			func(sent [][]byte) []arrival {
				return []arrival{came(ackOf(sent[1], scriptedPort, syscall.EEXIST)), overflow}
			}, [4]error{refused, syscall.EEXIST, refused, refused},
		},
		"a commit that fails": {
			func(sent [][]byte) []arrival {
				return []arrival{
					came(ackOf(sent[0], scriptedPort, syscall.ENOMEM)), came(ackOf(sent[2], scriptedPort, 0)),
				}
			}, [4]error{syscall.ENOMEM, refused, refused, refused},
		},
	} {
		t.Run(what, func(t *testing.T) {
			tr := &addressed{scripted: newScripted()}
			tr.answer = func(datagram []byte) []arrival {
				var sent [][]byte
				for m := range host.Messages(datagram) {
					sent = append(sent, m)
				}
				if len(sent) == 1 { // what tells that the kernel is done
					return []arrival{came(ackOf(sent[0], scriptedPort, 0))}
				}
				for i, m := range sent { // kernels before 6.10 acknowledge neither the begin nor the end
					if acked := host.Header(m).Flags&codec.FlagAck != 0; acked != (i == 2) {
						t.Errorf("message %d asks for an acknowledgement: %v", i, acked)
					}
				}
				return c.answers(sent)
			}
			s := open(t, proxy.Netfilter, proxy.WithTransport(tr))
			results, err := s.BatchRaw(t.Context(), batch)
			for i, want := range c.want {
				aborted := errors.Is(want, refused)
				if got := results[i]; !errors.Is(got, want) || errors.Is(got, proxy.ErrAborted) != aborted {
					t.Errorf("message %d: %v, want %v", i, got, want)
				}
			}
			if want := c.want[0]; errors.Is(want, lost) != errors.Is(err, lost) {
				t.Error(err)
			}
		})
	}
}

// TestTransactionJudgedAcks has all but the begin and the end acknowledged where a callback may answer some.
func TestTransactionJudgedAcks(t *testing.T) {
	var acked []bool
	tr := &addressed{scripted: newScripted()}
	tr.answer = func(datagram []byte) (answers []arrival) {
		for m := range host.Messages(datagram) {
			ack := host.Header(m).Flags&codec.FlagAck != 0
			if acked = append(acked, ack); ack {
				answers = append(answers, came(ackOf(m, scriptedPort, 0)))
			}
		}
		return answers
	}
	s := open(t, proxy.Netfilter, proxy.WithTransport(tr))
	onSend(t, s, verdicts.Match{}, func(*verdicts.Call) verdicts.Verdict { return verdicts.Forward() })
	var batch [][]byte
	for _, typ := range []uint16{0x10, 0xa00, 0xa03, 0x11} {
		b := make([]byte, codec.HeaderLen+4)
		host.PutHeader(b, codec.Header{Len: uint32(len(b)), Type: typ, Flags: codec.FlagAck})
		batch = append(batch, b)
	}
	results, err := s.BatchRaw(t.Context(), batch)
	if err := errors.Join(append(results, err)...); err != nil {
		t.Error(err)
	}
	if want := []bool{false, true, true, false, true}; !slices.Equal(acked, want) { // the last is no part of it
		t.Errorf("acknowledgements: %v, want %v", acked, want)
	}
}
