package remote

import (
	"context"
	"crypto/tls"
	"io/fs"
	"log/slog"
	"net"
	"time"
)

// Option changes how Serve, Listen and Dial work.
type Option func(*options)

type options struct {
	tls    func() (*tls.Config, error) // nil: none was given
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
	mode   fs.FileMode
	limits Limits
	logger *slog.Logger
}

// Limits are the limits of a server or a client. What is 0 has the default that stands after it.
type Limits struct {
	Clients  int // of a server at a time: 64
	Sockets  int // of a client at a time: 64
	Datagram int // octets of the largest datagram that is taken: 1 MiB
	// Window is how many octets may wait on this side for whoever takes what came for a socket: 1 MiB.
	Window int
	// Buffer is how many octets the receive and send buffers of a client's socket may have at the server: 16 MiB.
	Buffer int
	// DatagramsPerSecond and OctetsPerSecond are how much a server takes of each client, sockets that it opens and
	// groups that it joins and leaves included; what is more has to wait. 0: all.
	DatagramsPerSecond, OctetsPerSecond int

	Greeting time.Duration // until a connection is made, TLS included: 10 s
	// Silence is the time until this side says that it is still there: 10 s. The other side waits three times as long.
	Silence time.Duration
	Write   time.Duration // until who reads nothing is cut off: 30 s
}

// The bounds of limits.
const (
	leastDatagram = 64 << 10
	leastSilence  = 10 * time.Millisecond
	mostSilence   = time.Minute
)

func optionsWith(opts []Option) *options {
	o := &options{mode: 0o600, logger: slog.Default()}
	for _, opt := range opts {
		opt(o)
	}
	l := &o.limits
	for _, x := range []struct {
		n    *int
		none int
	}{{&l.Clients, 64}, {&l.Sockets, 64}, {&l.Datagram, 1 << 20}, {&l.Window, 1 << 20}, {&l.Buffer, 16 << 20}} {
		if *x.n <= 0 {
			*x.n = x.none
		}
	}
	for _, x := range []struct {
		d    *time.Duration
		none time.Duration
	}{{&l.Greeting, 10 * time.Second}, {&l.Silence, 10 * time.Second}, {&l.Write, 30 * time.Second}} {
		if *x.d <= 0 {
			*x.d = x.none
		}
	}
	l.Datagram = max(l.Datagram, leastDatagram)
	l.Silence = min(max(l.Silence, leastSilence), mostSilence)
	return o
}

// WithLimits sets the limits of a server or a client.
func WithLimits(l Limits) Option { return func(o *options) { o.limits = l } }

// TLSConfig is what tls:// addresses need: certificates of this side, and those that sign the other's (ClientCAs of a
// server, RootCAs of a client). TLS 1.3 and certificates on both sides are required whatever it says.
func TLSConfig(c *tls.Config) Option {
	return func(o *options) { o.tls = func() (*tls.Config, error) { return c.Clone(), nil } }
}

// TLSFiles is TLSConfig from PEM files: this side's certificate and key, and the certificates that sign the other's.
func TLSFiles(cert, key, ca string) Option {
	return func(o *options) { o.tls = func() (*tls.Config, error) { return tlsFromFiles(cert, key, ca) } }
}

// DialThrough makes Dial's connections in another way than net.Dialer: through a tunnel, say. For tls:// it gives the
// connection that TLS is spoken over.
func DialThrough(dial func(ctx context.Context, network, address string) (net.Conn, error)) Option {
	return func(o *options) { o.dial = dial }
}

// SocketMode is who may connect to a unix socket that Listen makes: 0600, its owner only, without it.
func SocketMode(mode fs.FileMode) Option {
	return func(o *options) { o.mode = mode.Perm() }
}

// Logger is where a server tells of clients that it refuses or cuts off: slog.Default() without it.
func Logger(l *slog.Logger) Option { return func(o *options) { o.logger = l } }
