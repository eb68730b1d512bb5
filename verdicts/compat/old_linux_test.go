package compat_test

import (
	"context"
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	. "github.com/nlkit/nlkit/internal/test/linktest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/compat"
)

// old is the other end of a socket: today's kernel, but that its rtnetlink refuses to make and delete bridges and
// bonds, and to give them ports.
type old struct {
	verdicts.Requester
	errno   syscall.Errno
	refused *[]string // types of requests
}

func (k old) NetNS() (*netns.NS, error) { return k.Requester.(transport.Namespaced).NetNS() }

func (k old) Request(ctx context.Context, r *codec.Request) ([]*codec.Message, error) {
	for _, a := range r.Attrs {
		info, _ := a.Value.([]codec.A)
		makes := slices.ContainsFunc(info, func(a codec.A) bool {
			kind, _ := a.Value.([]byte)
			return a.Name == "IFLA_INFO_KIND" && (string(kind) == "bridge\x00" || string(kind) == "bond\x00")
		})
		if makes || a.Name == "IFLA_MASTER" {
			return k.refuse(r)
		}
	}
	if r.Type == "RTM_DELLINK" {
		return k.refuse(r)
	}
	return k.Requester.Request(ctx, r)
}

func (k old) refuse(r *codec.Request) ([]*codec.Message, error) {
	*k.refused = append(*k.refused, r.Type)
	return nil, k.errno
}

// hooks puts an old kernel behind callbacks.
type hooks struct {
	verdicts.Hooks
	kernel old
}

func (h hooks) OnSend(
	ctx context.Context, m verdicts.Match, f verdicts.Callback,
) (remove func(), err error) {
	return h.Hooks.OnSend(ctx, m, func(c *verdicts.Call) verdicts.Verdict {
		h.kernel.Requester = c.Kernel
		c.Kernel = h.kernel
		return f(c)
	})
}

// onOld opens a socket whose requests go to an old kernel that refuses with an errno.
func onOld(t *testing.T, errno syscall.Errno) (s Socket, refused *[]string) {
	t.Helper()
	testbed.NetNS(t)
	s, refused = Open(t), new([]string)
	remove, err := compat.Install(hooks{s, old{errno: errno, refused: refused}}, compat.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return s, refused
}

// TestOldKernel asks the kernel first, and does otherwise what it does not support.
func TestOldKernel(t *testing.T) {
	for _, c := range []struct {
		kind, module, setting string
		value, other          int
	}{
		{"bridge", "bridge", "IFLA_BR_PRIORITY", 7, 8},
		{"bond", "bonding", "IFLA_BOND_MIIMON", 100, 200},
	} {
		t.Run(c.kind, func(t *testing.T) {
			testbed.Quick(t, testbed.Root(), testbed.Module(c.module), testbed.Module("veth"))
			s, refused := onOld(t, syscall.EOPNOTSUPP)
			cycle(t, s, c.kind, c.setting, c.value, c.other)
			want := []string{"RTM_NEWLINK", "RTM_NEWLINK", "RTM_NEWLINK", // made, changed, made once more
				"RTM_SETLINK", "RTM_SETLINK", "RTM_SETLINK", "RTM_SETLINK", // two ports on and off
				"RTM_DELLINK"}
			if !slices.Equal(*refused, want) {
				t.Errorf("the kernel refused %q, want %q", *refused, want)
			}
		})
	}
}

// TestRefusedByKernel leaves it at errors of the kernel that say something else.
func TestRefusedByKernel(t *testing.T) {
	testbed.Quick(t, testbed.Root(), testbed.Module("bridge"), testbed.Module("veth"))
	s, _ := onOld(t, syscall.EPERM)
	s.Do(Link("RTM_NEWLINK", New, 0, Name("m0"), Info("bridge"))) // asked once more, without callbacks
	s.Do(Link("RTM_NEWLINK", New, 0, Name("p0"), Info("veth")))
	s.Refused(Link("RTM_SETLINK", 0, 0, Name("p0"), Master(s.Index("m0"))), syscall.EPERM, "put p0 under m0", "")
	s.Check("p0", map[string]any{"IFLA_MASTER": nil})
	s.Refused(Link("RTM_DELLINK", 0, 0, Name("m0")), syscall.EPERM, "", "")
	s.Get("m0")
}
