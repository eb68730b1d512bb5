package sockettest

import (
	"context"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/kernel"
)

// Server is a server whose sockets are in a network namespace of the test's own.
type Server struct {
	Address  string
	Listener net.Listener
	Log      *LogLines
	Stop     func() error
}

// LogLines keeps what a server logs.
type LogLines struct {
	mu  sync.Mutex
	all strings.Builder
	new chan struct{}
}

// Write is what the logger calls.
func (l *LogLines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case l.new <- struct{}{}:
	default:
	}
	return l.all.Write(b)
}

// Wait waits until the server has logged something with a text in it.
func (l *LogLines) Wait(t testing.TB, text string) {
	t.Helper()
	for deadline := time.After(20 * time.Second); ; {
		l.mu.Lock()
		all := l.all.String()
		l.mu.Unlock()
		if strings.Contains(all, text) {
			return
		}
		select {
		case <-l.new:
		case <-deadline:
			t.Fatalf("the server did not log %q, but %q", text, all)
		}
	}
}

// InNamespace opens kernel sockets in a namespace.
func InNamespace(t testing.TB, ns *testbed.Namespace) Opener {
	return func(_ context.Context, protocol int, o transport.Options) (tr transport.Transport, err error) {
		var done sync.WaitGroup
		done.Go(func() {
			ns.Enter(t)
			tr, err = kernel.Open(protocol, o)
		})
		done.Wait()
		return tr, err
	}
}

// Opener opens the sockets of a server: that of Permissions.
type Opener = func(context.Context, int, transport.Options) (transport.Transport, error)

// EachKernel runs a test on the running kernel, in a namespace of its own, and on the fake one.
func EachKernel(t *testing.T, f func(t *testing.T, kernel Opener)) {
	t.Run("kernel", func(t *testing.T) { f(t, InNamespace(t, testbed.QuickNetNS(t))) })
	t.Run("fake", func(t *testing.T) { f(t, InFake(t)) })
}

// InFake opens sockets of a fake kernel, whose loopback device is up. Those of other protocols, which it does not have,
// are of the running kernel.
func InFake(t testing.TB) Opener {
	k := fake.New(fake.Options{ReceiveBuffer: 8 << 20})
	up := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_SETLINK",
		Fixed: map[string]any{"ifi_index": 1, "ifi_flags": 1, "ifi_change": 1}}
	if _, err := Open(t, proxy.Route, proxy.WithTransport(k.Socket())).Request(t.Context(), up); err != nil {
		t.Fatal(err)
	}
	return func(_ context.Context, protocol int, o transport.Options) (transport.Transport, error) {
		if protocol != proxy.Route {
			return kernel.Open(protocol, o)
		}
		return k.Socket(), nil
	}
}

// Serve serves a new namespace, which the test is in, on a unix socket.
func Serve(t testing.TB, may remote.Permissions, opts ...remote.Option) *Server {
	t.Helper()
	if may.Open == nil {
		may.Open = InNamespace(t, testbed.QuickNetNS(t))
	}
	path := filepath.Join(SocketDir(t), "nl.sock")
	l, err := remote.Listen(t.Context(), "unix:"+path, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return ServeOn(t, l, "unix:"+path, func(context.Context, *remote.Peer) (*remote.Permissions, error) {
		return &may, nil
	}, opts...)
}

// ServeOn is Serve on a listener that there is.
func ServeOn(
	t testing.TB, l net.Listener, address string, policy remote.Policy, opts ...remote.Option,
) *Server {
	t.Helper()
	s := &Server{Address: address, Listener: l, Log: &LogLines{new: make(chan struct{}, 1)}}
	logger := slog.New(slog.NewTextHandler(s.Log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- remote.Serve(ctx, l, policy, append(opts, remote.Logger(logger))...) }()
	s.Stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(20 * time.Second):
			stacks := make([]byte, 1<<20)
			t.Errorf("the server does not end:\n%s", stacks[:runtime.Stack(stacks, true)])
			return nil
		}
	})
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// SocketDir is a directory with a short name: unix sockets' are limited.
func SocketDir(t testing.TB) string {
	dir, err := os.MkdirTemp("", "nl")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// Dial connects to a server until the end of the test.
func Dial(t testing.TB, s *Server, opts ...remote.Option) *remote.Client {
	t.Helper()
	r, err := remote.Dial(t.Context(), s.Address, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// OpenRemote opens a socket of a server until the end of the test.
func OpenRemote(t testing.TB, r *remote.Client, protocol int, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := r.Open(t.Context(), protocol, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
