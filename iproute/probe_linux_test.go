package iproute_test

import (
	"context"
	"errors"
	"net"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// TestPing has this host answer itself, in a namespace that the caller is not in, and waits no longer than it is to.
func TestPing(t *testing.T) {
	kernel := sockettest.InNamespace(t, testbed.QuickNetNS(t))
	t.Run("from outside", func(t *testing.T) { pings(t, openOn(t, kernel)) })
}

func pings(t *testing.T, ip *iproute.IPRoute) {
	for _, address := range []string{"127.0.0.1", "::1"} {
		if took, err := ip.Ping(t.Context(), address); err != nil || took <= 0 {
			t.Errorf("%s: %v, %v", address, took, err)
		}
	}
	if _, err := ip.Ping(t.Context(), "192.0.2.1"); !errors.Is(err, syscall.ENETUNREACH) {
		t.Errorf("without a route: %v", err)
	}
	if _, err := ip.Ping(t.Context(), "nowhere"); err == nil {
		t.Error("a wrong address")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ip.Ping(ctx, "127.0.0.1"); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	if _, err := onFake(t).Ping(t.Context(), "127.0.0.1"); err == nil {
		t.Error("a kernel in memory answers")
	}
}

// TestProbePort connects to a port that listens, and is refused by one that does not.
func TestProbePort(t *testing.T) {
	kernel := sockettest.InNamespace(t, testbed.QuickNetNS(t))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("from outside", func(t *testing.T) { probes(t, openOn(t, kernel), l) })
}

func probes(t *testing.T, ip *iproute.IPRoute, l net.Listener) {
	address := l.Addr().String()
	if took, err := ip.ProbePort(t.Context(), address); err != nil || took <= 0 {
		t.Errorf("%v, %v", took, err)
	}
	l.Close()
	if _, err := ip.ProbePort(t.Context(), address); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("closed: %v", err)
	}
	if _, err := ip.ProbePort(t.Context(), "127.0.0.1"); err == nil {
		t.Error("without a port")
	}
}
