package proxy_test

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
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/kernel"
)

// remoteServer is a server whose sockets are in a network namespace of the test's own.
type remoteServer struct {
	address  string
	listener net.Listener
	log      *logLines
	stop     func() error
}

// logLines keeps what a server logs.
type logLines struct {
	mu  sync.Mutex
	all strings.Builder
	new chan struct{}
}

func (l *logLines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case l.new <- struct{}{}:
	default:
	}
	return l.all.Write(b)
}

// wait waits until the server has logged something with a text in it.
func (l *logLines) wait(t testing.TB, text string) {
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

// inNamespace opens kernel sockets in a namespace.
func inNamespace(t testing.TB, ns *testbed.Namespace) opener {
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

// opener opens the sockets of a server: that of Rules.
type opener = func(context.Context, int, transport.Options) (transport.Transport, error)

// eachKernel runs a test on the running kernel, in a namespace of its own, and on the fake one.
func eachKernel(t *testing.T, f func(t *testing.T, kernel opener)) {
	t.Run("kernel", func(t *testing.T) { f(t, inNamespace(t, testbed.QuickNetNS(t))) })
	t.Run("fake", func(t *testing.T) { f(t, inFake(t)) })
}

// inFake opens sockets of a fake kernel, whose loopback device is up. Those of other protocols, which it does not have,
// are of the running kernel.
func inFake(t testing.TB) opener {
	k := fake.New(fake.Options{ReceiveBuffer: 8 << 20})
	up := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_SETLINK",
		Fixed: map[string]any{"ifi_index": 1, "ifi_flags": 1, "ifi_change": 1}}
	if _, err := open(t, proxy.Route, proxy.WithTransport(k.Socket())).Request(t.Context(), up); err != nil {
		t.Fatal(err)
	}
	return func(_ context.Context, protocol int, o transport.Options) (transport.Transport, error) {
		if protocol != proxy.Route {
			return kernel.Open(protocol, o)
		}
		return k.Socket(), nil
	}
}

// serve serves a new namespace, which the test is in, on a unix socket.
func serve(t testing.TB, rules proxy.Rules, opts ...proxy.RemoteOption) *remoteServer {
	t.Helper()
	if rules.Open == nil {
		rules.Open = inNamespace(t, testbed.QuickNetNS(t))
	}
	path := filepath.Join(socketDir(t), "nl.sock")
	l, err := proxy.Listen(t.Context(), "unix:"+path, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, l, "unix:"+path, func(context.Context, *proxy.Peer) (*proxy.Rules, error) {
		return &rules, nil
	}, opts...)
}

func serveOn(
	t testing.TB, l net.Listener, address string, policy proxy.Policy, opts ...proxy.RemoteOption,
) *remoteServer {
	t.Helper()
	s := &remoteServer{address: address, listener: l, log: &logLines{new: make(chan struct{}, 1)}}
	logger := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- proxy.Serve(ctx, l, policy, append(opts, proxy.Logger(logger))...) }()
	s.stop = sync.OnceValue(func() error {
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
		if err := s.stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// socketDir is a directory with a short name: unix sockets' are limited.
func socketDir(t testing.TB) string {
	dir, err := os.MkdirTemp("", "nl")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func dial(t testing.TB, s *remoteServer, opts ...proxy.RemoteOption) *proxy.Remote {
	t.Helper()
	r, err := proxy.Dial(t.Context(), s.address, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func openRemote(t testing.TB, r *proxy.Remote, protocol int, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := r.Open(t.Context(), protocol, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// leakCheck fails the test if it leaves goroutines or descriptors behind. What the test starts and ends with Cleanup
// must be started after it.
func leakCheck(t testing.TB) {
	t.Helper()
	goroutines, fds := runtime.NumGoroutine(), openFiles(t)
	t.Cleanup(func() {
		for deadline := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
			g, f := runtime.NumGoroutine(), openFiles(t)
			if g <= goroutines && f <= fds {
				return
			}
			if time.Now().After(deadline) {
				stacks := make([]byte, 1<<20)
				t.Errorf("%d goroutines and %d files more than before:\n%s", g-goroutines, f-fds,
					stacks[:runtime.Stack(stacks, true)])
				return
			}
		}
	})
}

// openFiles counts the open descriptors of the process. Those of the runtime's poller, which it makes when it is first
// used, are always among them.
func openFiles(t testing.TB) int {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	w.Close()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func registry() *codec.Registry { return tables.Registry() }

func contains(err error, text string) bool { return err != nil && strings.Contains(err.Error(), text) }
