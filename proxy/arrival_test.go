package proxy_test

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

type eventDump = func(*proxy.Socket, *codec.Request) iter.Seq2[proxy.Event, error]

// eventDumps are the ways to dump that tell where messages come from.
func eventDumps(t testing.TB) map[string]eventDump {
	return map[string]eventDump{
		"dump": func(s *proxy.Socket, r *codec.Request) iter.Seq2[proxy.Event, error] {
			return s.DumpEvents(t.Context(), r)
		},
		"stream": func(s *proxy.Socket, r *codec.Request) iter.Seq2[proxy.Event, error] {
			return s.StreamEvents(t.Context(), r)
		},
	}
}

// TestArrivals numbers events and parts of a dump as they came, whoever reads them.
func TestArrivals(t *testing.T) {
	event := func(name string) arrival {
		return arrival{Datagram: linkOf(name, 0, 0, 0), From: transport.From{Group: 1, NSID: -1}}
	}
	for what, dump := range eventDumps(t) {
		s, tr := script(t, func(sent []byte) []arrival {
			seq := seqOf(sent)
			return []arrival{
				event("2"), came(partOf("3", seq), partOf("3", seq)), event("4"), came(partOf("5", seq)), event("6"),
				came(doneOf(seq, transport.Failure{})), event("8"),
			}
		})
		sub := subscribe(t, s, "link")
		tr.Arrive <- event("1")
		isTold(t, what, sub, "RTM_NEWLINK", "1")
		if got := s.Arrived(); got != 1 {
			t.Errorf("%s: %d datagrams arrived before it", what, got)
		}
		var names []string
		check := func(e proxy.Event) {
			if nameOf(e.Message) != fmt.Sprint(e.From.Arrival) {
				t.Errorf("%s: what is number %s has %d", what, nameOf(e.Message), e.From.Arrival)
			}
			names = append(names, nameOf(e.Message))
		}
		for e, err := range dump(s, rtnl("RTM_GETLINK", 0)) {
			if err != nil {
				t.Fatal(err)
			}
			check(e)
		}
		for len(names) < 7 {
			e, err := sub.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			check(e)
		}
		if want := []string{"3", "3", "5", "2", "4", "6", "8"}; !slices.Equal(names, want) {
			t.Errorf("%s: %q, want %q", what, names, want)
		}
	}
}

// TestDumpEventsEnd ends such dumps early, with an error, and with a request that cannot be.
func TestDumpEventsEnd(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		for what, dump := range eventDumps(t) {
			for range dump(s, rtnl("RTM_GETROUTE", 0)) {
				break
			}
			n := 0
			for e, err := range dump(s, rtnl("RTM_GETLINK", 0)) {
				if err != nil || nameOf(e.Message) != "lo" || e.From.NSID != -1 {
					t.Errorf("%s: %+v, %v", what, e, err)
				}
				n++
			}
			for _, err := range dump(s, rtnl("RTM_GETLINC", 0)) {
				if n++; !contains(err, "RTM_GETLINC") {
					t.Errorf("%s: %v", what, err)
				}
			}
			if n != 2 {
				t.Errorf("%s: %d came out", what, n)
			}
		}
	})
}

// TestTimestamps tells when a datagram was read if it is asked to, and what a recording says of that.
func TestTimestamps(t *testing.T) {
	var file bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		s, tr := script(t, nil)
		timed, timedTr := script(t, nil, proxy.Timestamps(), recorded(t, &file))
		for range 2 {
			for _, tr := range []*scripted{tr, timedTr} {
				tr.Arrive <- came(linkOf("one", 0, 0, 0))
			}
			if _, from, err := s.Receive(t.Context()); err != nil || !from.Time.IsZero() {
				t.Errorf("not asked for: %v, %v", from.Time, err)
			}
			if _, from, err := timed.Receive(t.Context()); err != nil || !from.Time.Equal(time.Now()) {
				t.Errorf("read at %v: %v, %v", time.Now(), from.Time, err)
			}
			time.Sleep(time.Hour) // of the bubble
		}
	})
	replay, err := recording.Load(&file, "recorded")
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, proxy.Route, proxy.WithTransport(replay.Transport(proxy.Route)), proxy.Timestamps())
	if err := s.Join(t.Context(), "link"); err != nil { // the recording begins
		t.Fatal(err)
	}
	var last time.Time
	for i := range 2 {
		_, from, err := s.Receive(t.Context())
		if err != nil || from.Time.Year() > 2001 || i > 0 && from.Time.Sub(last) != time.Hour {
			t.Errorf("replayed: %v, %v", from.Time, err)
		}
		last = from.Time
	}
}

// recorded is the option that records a socket.
func recorded(t testing.TB, to *bytes.Buffer) proxy.Option {
	t.Helper()
	rec, err := recording.NewRecorder(to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := rec.Close(); err != nil {
			t.Error(err)
		}
	})
	return proxy.WithRecorder(rec)
}
