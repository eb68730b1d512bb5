package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/recording"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// moreWaits is what waits beside waits.
var moreWaits = map[string]func(context.Context, *proxy.Socket) error{
	"a dump that Send sends after another": func(ctx context.Context, s *proxy.Socket) error {
		for range 2 {
			dump := rawRequest(18, codec.FlagRequest|codec.FlagDump, make([]byte, 16)...)
			if err := s.Send(ctx, dump); err != nil {
				return err
			}
		}
		return nil
	},
	"a callback's request": func(ctx context.Context, s *proxy.Socket) (inner error) {
		remove, err := s.OnSend(ctx, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
			_, inner = c.Kernel.Request(c.Context, getLink(1))
			return verdicts.Return()
		})
		if err != nil {
			return err
		}
		defer remove()
		if _, err := s.Request(ctx, getLink(1)); err != nil {
			return err
		}
		return inner
	},
	"the iterator of a batch": func(ctx context.Context, s *proxy.Socket) error {
		return lastError(s.BatchSeq(ctx, func(yield func(*codec.Request) bool) {
			for yield(addBridge("a")) {
			}
		}))
	},
}

// silent are transports on which nothing is answered.
var silent = map[string]func(t *testing.T, protocol int) *proxy.Socket{
	"the kernel": func(t *testing.T, protocol int) *proxy.Socket {
		return deaf(t, open(t, protocol))
	},
	"the kernel, recorded": func(t *testing.T, protocol int) *proxy.Socket {
		r, err := recording.NewRecorder(io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		return deaf(t, open(t, protocol, proxy.WithRecorder(r)))
	},
	"the fake kernel": func(t *testing.T, protocol int) *proxy.Socket {
		return open(t, protocol, proxy.WithTransport(mute(fake.New(fake.Options{}).Socket())))
	},
	"a server": func(t *testing.T, protocol int) *proxy.Socket {
		server := serve(t, remote.Permissions{Open: func(
			context.Context, int, transport.Options,
		) (transport.Transport, error) {
			return mute(fake.New(fake.Options{}).Socket()), nil
		}})
		return openRemote(t, dial(t, server), protocol)
	},
}

// mute loses all that comes from a transport.
func mute(t transport.Transport) transport.Transport {
	return faults.Wrap(t, faults.Often{}.Plan(faults.Lose()))
}

// deaf has the kernel drop all that is for a socket.
func deaf(t *testing.T, s *proxy.Socket) *proxy.Socket {
	t.Helper()
	raw, err := s.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	drop := unix.SockFilter{Code: unix.BPF_RET}
	filter := unix.SockFprog{Len: 1, Filter: &drop}
	var attached error
	err = raw.Control(func(fd uintptr) {
		attached = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &filter)
	})
	if err := errors.Join(err, attached); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestClosedWhileWaiting closes sockets on which something waits, in every way and on every transport: ErrClosed, at
// whatever moment.
func TestClosedWhileWaiting(t *testing.T) {
	testbed.QuickNetNS(t)
	for on, open := range silent {
		for _, ways := range []map[string]func(context.Context, *proxy.Socket) error{waits, moreWaits} {
			for what, wait := range ways {
				for round := range rounds(5, 100) {
					closeWhile(t, fmt.Sprintf("%s on %s", what, on), open(t, proxy.Route), wait, round)
				}
			}
		}
	}
	family := func(ctx context.Context, s *proxy.Socket) error {
		_, err := s.FamilyID(ctx, "nl80211")
		return err
	}
	for round := range rounds(5, 100) {
		closeWhile(t, "FamilyID", silent["the kernel"](t, proxy.Generic), family, round)
	}
}

// closeWhile closes a socket while something waits on it.
func closeWhile(
	t *testing.T, what string, s *proxy.Socket, wait func(context.Context, *proxy.Socket) error, yields int,
) {
	t.Helper()
	begun, ended := make(chan struct{}), make(chan error)
	go func() {
		close(begun)
		ended <- wait(t.Context(), s)
	}()
	<-begun
	for range yields {
		runtime.Gosched()
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("%s: %v", what, err)
	}
}

// TestClosedByServer closes sockets whose server is stuck, and the connection that they are on.
func TestClosedByServer(t *testing.T) {
	for what, wait := range map[string]func(context.Context, *proxy.Socket) error{
		"Join":      func(ctx context.Context, s *proxy.Socket) error { return s.Join(ctx, "link") },
		"Subscribe": waits["Next"],
		"Send": func(ctx context.Context, s *proxy.Socket) error {
			for {
				if err := s.Send(ctx, rawRequest(newLinkType, codec.FlagRequest, make([]byte, 4000)...)); err != nil {
					return err
				}
			}
		},
	} {
		for _, whole := range []bool{false, true} {
			stuck, over := make(chan struct{}), make(chan struct{})
			server := serve(t, remote.Permissions{Open: func(
				context.Context, int, transport.Options,
			) (transport.Transport, error) {
				return &stuckTransport{fake.New(fake.Options{}).Socket(), stuck, over}, nil
			}})
			r := dial(t, server)
			s := openRemote(t, r, proxy.Route)
			ended := make(chan error)
			go func() { ended <- wait(t.Context(), s) }()
			<-stuck
			closing := s.Close
			if whole {
				closing = r.Close
			}
			if err := closing(); err != nil {
				t.Error(err)
			}
			if err := <-ended; !errors.Is(err, proxy.ErrClosed) {
				t.Errorf("%s: %v", what, err)
			}
			close(over)
		}
	}
}

// stuckTransport takes nothing until it is over, and tells when it is to.
type stuckTransport struct {
	transport.Transport
	stuck chan<- struct{}
	over  <-chan struct{}
}

func (s *stuckTransport) Send(context.Context, []byte, transport.Delivery) error { return s.wait() }
func (s *stuckTransport) Join(uint32) error                                      { return s.wait() }

func (s *stuckTransport) wait() error {
	select {
	case s.stuck <- struct{}{}:
		<-s.over
	case <-s.over:
	}
	return nil
}
