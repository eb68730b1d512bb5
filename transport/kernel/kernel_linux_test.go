package kernel_test

import (
	"errors"
	"os"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
)

// TestSocket asks the kernel for an acknowledgement over a bare socket, which has a size, and is closed then.
func TestSocket(t *testing.T) {
	testbed.QuickNetNS(t)
	const octets = 64 << 10
	s, err := kernel.Open(0, transport.Options{ReceiveBuffer: octets})
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, transport.DumpSize)
	if _, _, err := s.Receive(t.Context(), b, false); !errors.Is(err, transport.ErrEmpty) {
		t.Errorf("before anything was sent: %v", err)
	}
	noop := codec.Header{Len: codec.HeaderLen, Type: codec.TypeNoop, Flags: codec.FlagRequest | codec.FlagAck, Seq: 9}
	if err := s.Send(t.Context(), noop.Append(nil, host.BigEndian), transport.Delivery{}); err != nil {
		t.Fatal(err)
	}
	datagram, from, err := s.Receive(t.Context(), b, true)
	if err != nil || from != transport.FromKernel() {
		t.Fatalf("%+v, %v", from, err)
	}
	if h := host.Header(datagram); h.Type != codec.TypeError || h.Seq != 9 || h.PortID != s.PortID() {
		t.Errorf("not an acknowledgement: %+v", h)
	}
	buffer, ok := s.(transport.BufferTeller)
	if !ok {
		t.Fatal("it does not tell its receive buffer")
	}
	if n, err := buffer.ReceiveBuffer(); n != 2*octets || err != nil { // the kernel doubles it
		t.Errorf("a receive buffer of %d octets, %v, want 2 × %d", n, err, octets)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Receive(t.Context(), b, true); !errors.Is(err, os.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}

// TestCapabilities finds all that a transport may be able to do in a socket of the kernel.
func TestCapabilities(t *testing.T) {
	testbed.QuickNetNS(t)
	s, err := kernel.Open(0, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.(transport.DropCounter).Drops(); n != 0 || err != nil {
		t.Errorf("%d datagrams are lost, %v", n, err)
	}
	if s.(transport.Prefetcher).Prefetched() || !s.(transport.DumpKeeper).KeepsDumps() {
		t.Error("something is prefetched, or parts of dumps get lost")
	}
	if _, err := s.(syscall.Conn).SyscallConn(); err != nil {
		t.Error(err)
	}
	ns, err := s.(transport.Namespaced).NetNS()
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	inside, err := kernel.Open(0, transport.Options{NetNS: ns.FD})
	if err != nil {
		t.Fatal(err)
	}
	if err := inside.Close(); err != nil {
		t.Error(err)
	}
}
