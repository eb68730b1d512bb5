package remote

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
	"time"
)

// parseAddress splits "unix:/path" and "tls://host:port".
func parseAddress(address string) (network, rest string, err error) {
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		path = strings.TrimPrefix(path, "//")
		if path == "" || path[0] == '@' {
			return "", "", fmt.Errorf("%q: a path is needed; abstract sockets have no owner", address)
		}
		return "unix", path, nil
	}
	if hostPort, ok := strings.CutPrefix(address, "tls://"); ok {
		if _, _, err := net.SplitHostPort(hostPort); err != nil {
			return "", "", fmt.Errorf("%q: %w", address, err)
		}
		return "tls", hostPort, nil
	}
	return "", "", fmt.Errorf(`%q is no address: "unix:/path" and "tls://host:port" are`, address)
}

// Listen makes what Serve takes connections from, of "unix:/path" or "tls://host:port". A unix socket has the mode of
// SocketMode from its first moment on; the file of a server that is gone is replaced, that of a running one is an
// error.
func Listen(ctx context.Context, address string, opts ...Option) (net.Listener, error) {
	o := optionsWith(opts)
	network, where, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	if network == "unix" {
		return listenUnix(ctx, where, o.mode)
	}
	config, err := o.serverTLS()
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", where)
	if err != nil {
		return nil, err
	}
	return tls.NewListener(l, config), nil
}

func listenUnix(ctx context.Context, path string, mode fs.FileMode) (net.Listener, error) {
	config := net.ListenConfig{Control: func(_, _ string, c syscall.RawConn) (err error) {
		inner := c.Control(func(fd uintptr) { err = setMode(fd, mode) })
		return errors.Join(err, inner)
	}}
	l, err := config.Listen(ctx, "unix", path)
	if errors.Is(err, syscall.EADDRINUSE) {
		if err := removeStale(ctx, path); err != nil {
			return nil, err
		}
		l, err = config.Listen(ctx, "unix", path)
	}
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, mode); err != nil { // what the umask took away
		l.Close()
		return nil, err
	}
	return l, nil
}

// removeStale removes a socket file that nobody listens on.
func removeStale(ctx context.Context, path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Type() != fs.ModeSocket:
		return fmt.Errorf("listen on unix:%s: there is a file that is no socket", path)
	}
	conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, "unix", path)
	if err == nil {
		conn.Close()
	}
	if !errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("listen on unix:%s: another server listens there: %w", path, syscall.EADDRINUSE)
	}
	return os.Remove(path)
}

// connect makes the connection of Dial.
func (o *options) connect(ctx context.Context, address string) (net.Conn, error) {
	network, where, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	dial := o.dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	if network == "unix" {
		return dial(ctx, "unix", where)
	}
	host, _, _ := net.SplitHostPort(where) // parseAddress has looked at it
	config, err := o.clientTLS(host)
	if err != nil {
		return nil, err
	}
	conn, err := dial(ctx, "tcp", where)
	if err != nil {
		return nil, err
	}
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return secured, nil
}
