package proxy_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// TestExchange takes answers that are no objects with an acknowledgement after them: until the caller has enough.
func TestExchange(t *testing.T) {
	const ack = codec.FlagAck
	isB := func(m *codec.Message) bool { return nameOf(m) == "b" }
	none := func(*codec.Message) bool { return false }
	type opts = []proxy.RequestOption
	for what, c := range map[string]struct {
		flags   uint16
		opts    opts
		answers string // letters of answerOf, in datagrams
		want    string
		acked   bool
		fails   error
	}{
		"as Request":              {0, nil, "a 0 b", "a", true, nil},
		"the first":               {0, opts{proxy.Replies(1)}, "a b", "a", false, nil},
		"acknowledged before":     {ack, opts{proxy.Replies(1)}, "0 a", "a", true, nil},
		"acknowledged behind":     {ack, opts{proxy.Replies(1)}, "ab 0", "a", true, nil},
		"three":                   {0, opts{proxy.Replies(3)}, "aB c d", "aBc", false, nil},
		"none":                    {0, opts{proxy.Replies(0)}, "", "", false, nil},
		"none but the answer":     {ack, opts{proxy.Replies(0)}, "0", "", true, nil},
		"refused instead":         {0, opts{proxy.Replies(0)}, "!", "", false, nil},
		"a predicate":             {0, opts{proxy.Until(isB)}, "a bc", "ab", false, nil},
		"two or the predicate":    {0, opts{proxy.Replies(2), proxy.Until(isB)}, "ac", "ac", false, nil},
		"the predicate or two":    {0, opts{proxy.Until(isB), proxy.Replies(2)}, "b", "b", false, nil},
		"an error early":          {0, opts{proxy.Replies(3)}, "a b !", "ab", false, syscall.EPERM},
		"an error for the ack":    {ack, opts{proxy.Replies(1)}, "a !", "a", true, syscall.EPERM},
		"an end early":            {0, opts{proxy.Until(none)}, "AB .", "AB", false, nil},
		"never acknowledged":      {ack, opts{proxy.NoAck()}, "a b", "a", false, nil},
		"all parts of the answer": {0, opts{proxy.NoAck()}, "A BC .", "ABC", false, nil},
		"refused at once":         {0, opts{proxy.NoAck()}, "!", "", false, syscall.EPERM},
	} {
		t.Run(what, func(t *testing.T) {
			var flags uint16
			sent := make(chan struct{})
			s, _ := script(t, func(b []byte) (answers []arrival) {
				flags = host.Flags(b)
				for datagram := range strings.FieldsSeq(c.answers) {
					var messages [][]byte
					for _, r := range datagram {
						messages = append(messages, answerOf(b, r))
					}
					answers = append(answers, came(messages...))
				}
				close(sent)
				return answers
			})
			r := getLink(1)
			r.Flags = c.flags
			messages, err := s.Exchange(t.Context(), r, c.opts...)
			got := ""
			for _, m := range messages {
				got += nameOf(m)
			}
			if <-sent; got != c.want || !errors.Is(err, c.fails) {
				t.Errorf("%q, %v; want %q, %v", got, err, c.want, c.fails)
			}
			if acked := flags&ack != 0; acked != c.acked || flags&codec.FlagRequest == 0 {
				t.Errorf("sent with flags %#x; acknowledged: want %v", flags, c.acked)
			}
		})
	}
}

// answerOf is an answer to a request: a link of that name, one of several parts (A to Z), an acknowledgement (0), a
// refusal (!), the end of several parts (.).
func answerOf(request []byte, letter rune) []byte {
	seq := seqOf(request)
	switch {
	case letter == '0':
		return ackOf(request, scriptedPort, 0)
	case letter == '!':
		return ackOf(request, scriptedPort, syscall.EPERM)
	case letter == '.':
		return doneOf(seq, transport.Failure{})
	case letter < 'a':
		return partOf(string(letter), seq)
	}
	return linkOf(string(letter), 0, seq, scriptedPort)
}

// TestExchangeGivesBack returns what came with the reason why no more did.
func TestExchangeGivesBack(t *testing.T) {
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	s, _ := script(t, func(sent []byte) []arrival {
		return []arrival{came(answerOf(sent, 'a')), came(answerOf(sent, 'b'))}
	})
	messages, err := s.Exchange(ctx, getLink(1), proxy.Until(func(m *codec.Message) bool {
		if nameOf(m) == "b" {
			cancel(enough)
		}
		return false
	}))
	if len(messages) != 2 || !errors.Is(err, enough) {
		t.Errorf("%d messages, %v", len(messages), err)
	}
}

// TestExchangeLost says so when datagrams were lost before the caller had enough, and asks again where nothing changes.
func TestExchangeLost(t *testing.T) {
	times := 0
	s, _ := script(t, func(sent []byte) []arrival {
		if times++; times == 1 || typeOf(sent) == newLinkType {
			return []arrival{came(answerOf(sent, 'a')), overflow}
		}
		return []arrival{came(answerOf(sent, 'b'), answerOf(sent, 'c'))}
	})
	messages, err := s.Exchange(t.Context(), getLink(1), proxy.Replies(2))
	if err != nil || times != 2 || len(messages) != 2 || nameOf(messages[0]) != "b" {
		t.Errorf("%d messages, %v", len(messages), err)
	}
	if _, err := s.Exchange(t.Context(), addBridge("br0"), proxy.Replies(2)); !errors.Is(err, proxy.ErrReplyLost) {
		t.Error(err)
	}
}

// TestAnswerOfOthers takes the answer of nobody but who was asked, of whatever port id it tells.
func TestAnswerOfOthers(t *testing.T) {
	const peer = 77
	from := func(portID uint32, m []byte) arrival {
		a := came(m)
		a.From.PortID = portID
		return a
	}
	s, tr := scriptTo(t, func(sent []byte) []arrival {
		seq := seqOf(sent)
		return []arrival{
			from(peer+1, linkOf("other", 0, seq, scriptedPort)), from(0, linkOf("kernel", 0, seq, scriptedPort)),
			from(peer, linkOf("peer", 0, seq, 5)),
		}
	})
	for opt, want := range map[string]struct {
		opts []proxy.RequestOption
		to   transport.To
	}{
		"kernel": {[]proxy.RequestOption{proxy.Replies(1)}, transport.To{}},
		"peer":   {[]proxy.RequestOption{proxy.Replies(1), proxy.ToPort(peer)}, transport.To{PortID: peer}},
		"other":  {[]proxy.RequestOption{proxy.Replies(1), proxy.ToGroup(32)}, transport.To{Groups: 1 << 31}},
	} {
		var seen transport.To
		remove := onSend(t, s, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
			seen = c.To
			return verdicts.Forward()
		})
		messages, err := s.Exchange(t.Context(), getLink(1), want.opts...)
		if err != nil || len(messages) != 1 || nameOf(messages[0]) != opt {
			t.Errorf("%s: %d messages, %v", opt, len(messages), err)
		}
		remove()
		if seen != want.to || tr.last.To != want.to {
			t.Errorf("%s: the callback saw %+v, sent to %+v", opt, seen, tr.last.To)
		}
	}
}

// scriptTo is script with a transport that takes destinations.
func scriptTo(t *testing.T, answer func(sent []byte) []arrival) (*proxy.Socket, *addressed) {
	t.Helper()
	tr := &addressed{scripted: newScripted(), answer: answer}
	return open(t, proxy.Route, proxy.WithTransport(tr)), tr
}

// addressed is scripted, and notes how it is asked to send.
type addressed struct {
	*scripted
	answer func(sent []byte) []arrival
	last   transport.Delivery
}

func (a *addressed) Send(_ context.Context, datagram []byte, d transport.Delivery) error {
	a.last = d
	for _, answer := range a.answer(datagram) {
		a.Arrive <- answer
	}
	return nil
}

// TestDeliverThrough has what wraps a transport send as the one inside can.
func TestDeliverThrough(t *testing.T) {
	recorder, err := recording.NewRecorder(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	want := transport.Delivery{To: transport.To{PortID: 5}, Lax: true}
	for what, wrap := range map[string]func(transport.Transport) transport.Transport{
		"a recorder": func(tr transport.Transport) transport.Transport { return recorder.Record(proxy.Route, tr) },
		"faults": func(tr transport.Transport) transport.Transport {
			return faults.Wrap(tr, faults.Often{Nth: 1000}.Plan(faults.Overflow()))
		},
	} {
		inside := &addressed{scripted: newScripted(), answer: func([]byte) []arrival { return nil }}
		s := open(t, proxy.Route, proxy.WithTransport(wrap(inside)))
		send := func() error {
			return s.Send(t.Context(), octets(t, s, getLink(1)), proxy.ToPort(5), proxy.StrictCheck(false))
		}
		if err := send(); err != nil || inside.last != want {
			t.Errorf("%s: %+v, %v", what, inside.last, err)
		}
		s = open(t, proxy.Route, proxy.WithTransport(wrap(newScripted())))
		if err := send(); !errors.Is(err, syscall.EOPNOTSUPP) {
			t.Errorf("%s: of what cannot: %v", what, err)
		}
	}
	far := openRemote(t, dial(t, serve(t, remote.Permissions{Open: newScripted().Open})), proxy.Route)
	err = far.Send(t.Context(), octets(t, far, getLink(1)), proxy.ToPort(5))
	if !errors.Is(err, syscall.EOPNOTSUPP) {
		t.Errorf("a remote socket: %v", err)
	}
}

// TestOptionsRefused says what options do not fit before anything is sent.
func TestOptionsRefused(t *testing.T) {
	s, tr := script(t, nil)
	ask := func(r *codec.Request, opts ...proxy.RequestOption) error {
		_, err := s.Exchange(t.Context(), r, opts...)
		return err
	}
	dump := rtnl("RTM_GETLINK", codec.FlagDump)
	var dumped, streamed error
	for _, dumped = range s.Dump(t.Context(), dump, proxy.Replies(1)) {
	}
	for _, streamed = range s.Stream(t.Context(), dump, proxy.NoAck()) {
	}
	_, raw := s.ExchangeRaw(t.Context(), nil, proxy.Replies(1))
	_, rawOption := s.ExchangeRaw(t.Context(), octets(t, s, getLink(1)), proxy.ToGroup(0))
	sendTo := s.Send(t.Context(), octets(t, s, getLink(1)), proxy.ToPort(5))
	sendAndWait := s.Send(t.Context(), octets(t, s, getLink(1)), proxy.Replies(1))
	for what, c := range map[string]struct {
		err  error
		want string
	}{
		"a number below 0":       {ask(getLink(1), proxy.Replies(-1)), "-1 replies cannot be waited for"},
		"no predicate":           {ask(getLink(1), proxy.Until(nil)), "the function of Until is nil"},
		"group 0":                {ask(getLink(1), proxy.ToGroup(0)), "multicast group 0: an address has groups"},
		"group 33":               {ask(getLink(1), proxy.ToGroup(33)), "multicast group 33: an address has groups"},
		"group 0, raw":           {rawOption, "multicast group 0: an address has groups 1 to 32"},
		"too short":              {raw, "no room for the 16 of a header"},
		"a dump to an end":       {ask(dump, proxy.Replies(1)), "no dumps"},
		"a dump to no end":       {ask(dump, proxy.NoAck()), "no dumps"},
		"Dump":                   {dumped, "no dumps"},
		"Stream":                 {streamed, "no dumps"},
		"Send":                   {sendAndWait, "Exchange"},
		"a process":              {ask(getLink(1), proxy.ToPort(5)), "nothing but a kernel at its other end"},
		"Send to a process":      {sendTo, "nothing but a kernel"},
		"the checks of requests": {ask(getLink(1), proxy.StrictCheck(true)), "send with other checks than"},
	} {
		if !contains(c.err, c.want) {
			t.Errorf("%s: %v, want %q", what, c.err, c.want)
		}
		if unable := strings.Contains(c.want, "kernel") || strings.Contains(c.want, "checks"); unable !=
			errors.Is(c.err, syscall.EOPNOTSUPP) {
			t.Errorf("%s: %v", what, c.err)
		}
	}
	if len(tr.Sent) != 0 {
		t.Errorf("%x was sent", <-tr.Sent)
	}
}

// TestStrictCheck has requests checked otherwise than the socket does, beside others of the socket.
func TestStrictCheck(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		ofNone := rtnl("RTM_GETADDR", 0)
		ofNone.Fixed = map[string]any{"ifa_family": 2, "ifa_index": 1000}
		errNoDevice := syscall.ENODEV
		dump := func(opts ...proxy.RequestOption) (n int, err error) {
			for _, err = range s.Dump(t.Context(), ofNone, opts...) {
				n++
			}
			return n, err
		}
		done := make(chan error, 2)
		for range 2 {
			go func() {
				for range 50 {
					if _, err := dump(); !errors.Is(err, errNoDevice) {
						done <- errors.Join(errors.New("a dump beside was not checked"), err)
						return
					}
				}
				done <- nil
			}()
		}
		for range 50 {
			if n, err := dump(proxy.StrictCheck(false)); n != 1 || err != nil {
				t.Fatalf("unchecked: %d addresses, %v; want that of lo", n, err)
			}
			if _, err := dump(proxy.StrictCheck(true)); !errors.Is(err, errNoDevice) {
				t.Fatalf("checked: %v", err)
			}
		}
		if err := errors.Join(<-done, <-done); err != nil {
			t.Error(err)
		}
		var names []string
		for m, err := range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0), proxy.StrictCheck(false)) {
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, nameOf(m))
		}
		if !slices.Equal(names, []string{"lo"}) {
			t.Errorf("links %q", names)
		}
	})
}
