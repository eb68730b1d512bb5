package tc

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

func TestKindsAreSortedAndUnique(t *testing.T) {
	for table, cases := range map[string]codec.Cases{"filters": tfilterCases, "actions": actionCases} {
		var names []string
		for i := range cases {
			names = append(names, cases[i].Name)
		}
		if sorted := slices.Compact(slices.Sorted(slices.Values(names))); !slices.Equal(names, sorted) {
			t.Errorf("%s: got %v, want %v", table, names, sorted)
		}
	}
}

// TestKindsOfInstalledModules holds the tables against the filters and actions for which an installed kernel has modules.
func TestKindsOfInstalledModules(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/uml/modules"))
	for prefix, cases := range map[string]codec.Cases{"cls_": tfilterCases, "act_": actionCases} {
		files, err := filepath.Glob("/usr/lib/uml/modules/*/kernel/net/sched/" + prefix + "*.ko*")
		if err != nil || len(files) == 0 {
			t.Errorf("no modules %s*: %v", prefix, err)
		}
		for _, file := range files {
			kind, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(file), prefix), ".")
			known := slices.ContainsFunc(cases, func(c codec.Case) bool { return c.Name == kind })
			if !known && !strings.HasPrefix(kind, "meta_") { // what ife can carry
				t.Errorf("%s: no table has kind %q", file, kind)
			}
		}
	}
}
