package follow_test

import (
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

// old is a kernel whose groups end before RTNLGRP_NEXTHOP, as those before 5.3 do.
type old struct{ transport.Transport }

func (o old) Join(group uint32) error {
	const nexthop = 32 // RTNLGRP_NEXTHOP (linux/rtnetlink.h)
	if group >= nexthop {
		return syscall.EINVAL
	}
	return o.Transport.Join(group)
}

// TestMissingGroup follows routes where there are no next hops, nor a group of theirs, but not what has to be there.
func TestMissingGroup(t *testing.T) {
	s := sockettest.Open(t, proxy.Route, proxy.WithTransport(old{fake.New(fake.Options{}).Socket()}))
	f, err := follow.Open(t.Context(), s, follow.Routes)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var listed []string
	for c, err := range f.Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Op == follow.Current {
			listed = append(listed, c.Table.Name)
			break
		}
	}
	if !slices.Equal(listed, []string{"routes"}) {
		t.Errorf("listed %q", listed)
	}
	needed := *follow.NextHops
	needed.Optional = false
	if f, err := follow.Open(t.Context(), s, &needed); err == nil {
		f.Close()
		t.Error("a group that is missing was joined")
	}
}
