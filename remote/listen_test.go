package remote_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/remote"
)

// TestListen makes socket files that only the right users can connect to, and replaces those of servers that are gone.
func TestListen(t *testing.T) {
	path := filepath.Join(socketDir(t), "s")
	for want, opts := range map[fs.FileMode][]remote.Option{0o600: nil, 0o666: {remote.SocketMode(0o666)}} {
		stale, err := net.ListenUnix("unix", &net.UnixAddr{Name: path})
		if err != nil {
			t.Fatal(err)
		}
		stale.SetUnlinkOnClose(false)
		stale.Close()
		l, err := remote.Listen(t.Context(), "unix:"+path, opts...)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("mode %v, want %v (%v)", info.Mode(), want, err)
		}
		if _, err := remote.Listen(t.Context(), "unix:"+path); !errors.Is(err, syscall.EADDRINUSE) {
			t.Errorf("a second server: %v", err)
		}
		l.Close()
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the file stays: %v", err)
		}
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := remote.Listen(t.Context(), "unix:"+path); !contains(err, "no socket") {
		t.Errorf("another file: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Error(err)
	}
}

// TestAddresses refuses what is no address.
func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"/run/s": "is no address", "unix:": "a path is needed", "unix:@x": "abstract", "tls://host": "missing port",
		"tls://h:1": "TLSFiles", "tcp://h:1": "is no address", "unix:/nonexistent/s": "no such file",
	} {
		if _, err := remote.Dial(t.Context(), address); !contains(err, want) {
			t.Errorf("dial %s: %v", address, err)
		}
		if _, err := remote.Listen(t.Context(), address); !contains(err, want) {
			t.Errorf("listen on %s: %v", address, err)
		}
	}
	if err := remote.Serve(t.Context(), nil, nil); !contains(err, "a policy is needed") {
		t.Error(err)
	}
}
