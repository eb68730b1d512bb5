package proxy_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// TestCloseInCallback closes the last subscription, or the socket, in a callback that judges its event, and in another
// goroutine that the callback waits for.
func TestCloseInCallback(t *testing.T) {
	here := func(f func() error) error { return f() }
	elsewhere := func(f func() error) error {
		done := make(chan error)
		go func() { done <- f() }()
		return <-done
	}
	for where, run := range map[string]func(func() error) error{"here": here, "elsewhere": elsewhere} {
		for _, what := range []string{"subscription", "socket"} {
			t.Run(what+" "+where, func(t *testing.T) {
				eachEnd(t, 0, func(t *testing.T, e *end) {
					leakCheck(t)
					closeInCallback(t, e, what, run)
				})
			})
		}
	}
}

func closeInCallback(t *testing.T, e *end, what string, run func(func() error) error) {
	s, admin := e.open(t), e.open(t)
	sub, err := s.Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	closing := sub.Close
	if what == "socket" {
		closing = s.Close
	}
	closed := make(chan error, 1)
	var once sync.Once
	onRecv(t, s, verdicts.Match{Types: []string{"newlink"}}, func(*verdicts.Call) verdicts.Verdict {
		once.Do(func() { closed <- run(closing) })
		return verdicts.Forward()
	})
	must(t, admin, addBridge("first"))
	if err := <-closed; err != nil {
		t.Error(err)
	}
	for err == nil { // the event itself may come
		_, err = sub.Next(t.Context())
	}
	if !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("the subscription: %v", err)
	}
	if what == "socket" {
		return
	}
	must(t, s, getLink(1))
	again := subscribe(t, s, "link")
	must(t, admin, addBridge("second"))
	for name := ""; name != "second"; { // what was under judgement comes to whoever is there when that ends
		event, err := again.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if name = nameOf(event.Message); name != "first" && name != "second" {
			t.Errorf("after that: an event of %q", name)
		}
	}
}
