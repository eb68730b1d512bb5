package recording_test

import (
	"io"
	"testing"

	"github.com/nlkit/nlkit/internal/testbed"
	"github.com/nlkit/nlkit/proxy"
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
	buffer, ok := rec.Record(proxy.Route, openKernel(t)).(interface{ ReceiveBuffer() (int, error) })
	if !ok {
		t.Fatal("a recorded socket does not tell its receive buffer")
	}
	if n, err := buffer.ReceiveBuffer(); n == 0 || err != nil {
		t.Error(n, err)
	}
}

func openKernel(t *testing.T) proxy.Transport {
	k, err := proxy.OpenKernel(proxy.Route)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}
