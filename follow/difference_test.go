package follow_test

import (
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// TestDifferences names the values that differ, in nests and named elements of arrays too, but no counters.
func TestDifferences(t *testing.T) {
	x := prepare(t, sockettest.InNamespace(t, testbed.QuickNetNS(t)))
	x.follow(follow.Links)
	x.until("current listed links")
	x.do(link("RTM_NEWLINK", "lo", codec.A{Name: "IFLA_MTU", Value: 1400}),
		link("RTM_NEWLINK", "lo", codec.A{Name: "IFLA_IFALIAS", Value: "inside"}))
	var got []string
	for c, err := range x.f.Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		alias := false
		for _, d := range c.Differences(nil) {
			got = append(got, d.Op.String()+" "+d.Path)
			alias = alias || d.Path == "IFLA_IFALIAS"
		}
		if alias {
			break
		}
	}
	want := []string{
		"changed IFLA_MTU", "changed IFLA_AF_SPEC/AF_INET6/IFLA_INET6_CONF/DEVCONF_MTU6", "added IFLA_IFALIAS",
	}
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("%q", got)
	}
}
