package proxy_test

import (
	"errors"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// raw makes a request that no table knows, of a type and octets.
func raw(typ uint16, body ...byte) []byte {
	b := append(codec.Header{Type: typ, Flags: codec.FlagRequest}.Append(nil, host.BigEndian), body...)
	host.Order.PutUint32(b, uint32(len(b)))
	return b
}

// TestFamilyOfRawRequest refuses the requests of a generic netlink family that the socket itself never asked for.
func TestFamilyOfRawRequest(t *testing.T) {
	testbed.QuickNetNS(t)
	id, err := open(t, proxy.Generic).FamilyID(t.Context(), "ethtool")
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, proxy.Generic)
	refuse := func(*verdicts.Call) verdicts.Verdict { return verdicts.Error(syscall.EPERM, "") }
	onSend(t, s, verdicts.Match{Family: "ethtool"}, refuse)
	if _, err := s.RequestRaw(t.Context(), raw(id, 2, 1, 0, 0)); !errors.Is(err, syscall.EPERM) {
		t.Error(err)
	}
	if _, err := s.OnSend(t.Context(), verdicts.Match{Family: "nofamily"}, refuse); !errors.Is(err, syscall.ENOENT) {
		t.Error(err)
	}
}

// TestNoRequest says what cannot be asked.
func TestNoRequest(t *testing.T) {
	testbed.QuickNetNS(t)
	events, diag := open(t, proxy.KobjectUevent), open(t, proxy.SockDiag)
	_, err := events.RequestRaw(t.Context(), raw(16))
	if !contains(err, "NETLINK_KOBJECT_UEVENT has no requests") {
		t.Error(err)
	}
	if _, err = diag.Request(t.Context(), nil); !contains(err, "there is no request") {
		t.Error(err)
	}
	if _, err = diag.OnSend(t.Context(), verdicts.Match{}, nil); !contains(err, "there is no callback") {
		t.Error(err)
	}
	if _, err = diag.RequestRaw(t.Context(), raw(99)); !contains(err, "NETLINK_SOCK_DIAG/99: ") {
		t.Error(err)
	}
}
