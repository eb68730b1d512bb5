package proxy_test

import (
	"context"
	"errors"
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// refuseSome refuses requests about links of an index from 7 to 9, and answers those about 6.
func refuseSome(c *verdicts.Call) verdicts.Verdict {
	switch index, _ := c.Message.Field("ifi_index"); index {
	case 6:
		return verdicts.Return(linkOf("six", 0, 0, 0))
	case 7, 8, 9:
		return verdicts.Error(syscall.EPERM, "")
	}
	return verdicts.Forward()
}

// sendAll sends requests for links in one datagram. An index below 0 is a request that succeeds without an answer.
func sendAll(t testing.TB, s *proxy.Socket, indices []int) (first uint32) {
	t.Helper()
	var datagram []byte
	for i, index := range indices {
		r := getLink(index)
		if index < 0 {
			r = rtnl("RTM_SETLINK", 0)
			r.Fixed = map[string]any{"ifi_index": 1}
		}
		r.Seq, r.Flags = s.Sequence(), codec.FlagRequest
		if i == 0 {
			first = r.Seq
		}
		datagram = append(datagram, octets(t, s, r)...)
	}
	if err := s.Send(t.Context(), datagram); err != nil {
		t.Fatal(err)
	}
	return first
}

// inOrder receives the answers to what sendAll sent, and checks that they come in the order of the requests.
func inOrder(t testing.TB, s *proxy.Socket, indices []int) {
	t.Helper()
	first := sendAll(t, s, indices)
	for i, index := range indices {
		if index < 0 {
			continue
		}
		m, _, err := s.ReceiveMessage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := "lo"
		switch index {
		case 6:
			want = "six"
		case 7, 8, 9:
			want = "EPERM"
		case 999:
			want = "ENODEV"
		}
		got := nameOf(m)
		if errno, ok := m.Error(); ok {
			got = codec.ErrnoName(errno)
		}
		if got != want || m.Header().Seq != first+uint32(i) {
			t.Errorf("%v: answer %d is %s to %d, want %s", indices, i, got, int(m.Header().Seq-first), want)
		}
	}
}

var orders = [][]int{
	{7, 1}, {1, 7}, {7, 8}, {1, 7, 1}, {7, 1, 8, 999, 9, 1, 6}, {1, 6, 6, 1, 1, 7}, {-1, 7, -1}, {7, -1},
	{-1, 7, 1, -1, 8}, {1, 999, 1},
}

// TestAnswersInOrder has what callbacks and the kernel answer to the messages of a datagram come in their order, with
// and without somebody who reads all the time, and from a server whose callbacks they are.
func TestAnswersInOrder(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		for _, subscribed := range []bool{false, true} {
			s := e.open(t)
			onSend(t, s, verdicts.Match{Types: []string{"getlink"}}, refuseSome)
			if subscribed {
				subscribe(t, s, "link")
			}
			for _, indices := range orders {
				inOrder(t, s, indices)
			}
			must(t, s, getLink(1))
		}
		rules := remote.Permissions{
			Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
				return e.dial(t, proxy.Route), nil
			},
			Chains: func(g *verdicts.Gate) error {
				_, err := g.OnSend(t.Context(), verdicts.Match{Types: []string{"getlink"}}, refuseSome)
				return err
			},
		}
		s, err := dial(t, serve(t, rules)).Open(t.Context(), proxy.Route)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for _, indices := range orders {
			inOrder(t, s, indices)
		}
	})
}

// TestLateAnswers gives what callbacks answered when the kernel's answers are lost, or nothing of it was sent.
func TestLateAnswers(t *testing.T) {
	s, tr := script(t, nil)
	onSend(t, s, verdicts.Match{Types: []string{"getlink"}}, refuseSome)
	go func() {
		<-tr.Sent
		<-tr.Sent // the kernel is asked to acknowledge that it has answered all
		tr.Arrive <- arrival{Err: syscall.ENOBUFS}
	}()
	first := sendAll(t, s, []int{1, 7, 1})
	if _, _, err := s.Receive(t.Context()); !errors.Is(err, proxy.ErrOverrun) {
		t.Errorf("%v, want ErrOverrun", err)
	}
	if h, _ := receive(t, s); h.Type != codec.TypeError || h.Seq != first+1 {
		t.Errorf("%+v, want the answer of the callback", h)
	}
	tr.Refuse = syscall.ENOBUFS
	r := getLink(1)
	r.Seq, r.Flags = s.Sequence(), codec.FlagRequest
	refused := getLink(7)
	refused.Seq, refused.Flags = s.Sequence(), codec.FlagRequest
	datagram := slices.Concat(octets(t, s, r), octets(t, s, refused))
	if err := s.Send(t.Context(), datagram); !errors.Is(err, syscall.ENOBUFS) {
		t.Errorf("what was not sent: %v", err)
	}
	tr.Refuse = nil
	tr.Arrive <- came(linkOf("next", 0, 9, 0))
	if h, datagram := receive(t, s); h.Seq != 9 {
		t.Errorf("%x comes of what was not sent", datagram)
	}
}

// TestRemoteLateAnswers keeps the order of answers where what a server's callbacks left of a datagram cannot be sent.
func TestRemoteLateAnswers(t *testing.T) {
	tr := newScripted()
	tr.Refuse = syscall.ENOBUFS
	rules := remote.Permissions{Open: tr.Open, Chains: func(g *verdicts.Gate) error {
		_, err := g.OnSend(t.Context(), verdicts.Match{Types: []string{"getlink"}}, refuseSome)
		return err
	}}
	s := openRemote(t, dial(t, serve(t, rules)), proxy.Route)
	first := sendAll(t, s, []int{1, 7, 2, 8, 3, 9})
	for i, want := range []syscall.Errno{syscall.ENOBUFS, syscall.EPERM, syscall.ENOBUFS, syscall.EPERM,
		syscall.ENOBUFS, syscall.EPERM} {
		m, _, err := s.ReceiveMessage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if errno, _ := m.Error(); errno != int(want) || m.Header().Seq != first+uint32(i) {
			t.Errorf("answer %d is %d to %d, want %v", i, errno, int(m.Header().Seq-first), want)
		}
	}
}
