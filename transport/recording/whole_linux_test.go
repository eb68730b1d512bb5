package recording_test

import (
	"io"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
)

// TestRecordedSocketIsWhole asks a recorded socket for what only the kernel's has.
func TestRecordedSocketIsWhole(t *testing.T) {
	testbed.QuickNetNS(t)
	rec := newRecorder(t, io.Discard)
	ns, err := open(t, proxy.Route, proxy.WithRecorder(rec)).NetNS()
	if err != nil {
		t.Fatal(err)
	}
	if err := ns.Close(); err != nil {
		t.Error(err)
	}
	buffer, ok := transport.Capability[transport.BufferTeller](rec.Record(proxy.Route, openKernel(t)))
	if !ok {
		t.Fatal("a recorded socket does not tell its receive buffer")
	}
	if n, err := buffer.ReceiveBuffer(); n == 0 || err != nil {
		t.Error(n, err)
	}
}

func openKernel(t *testing.T) transport.Transport {
	k, err := kernel.Open(proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}
