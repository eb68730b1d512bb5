package tc

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// TestQdiscsOfInstalledModules holds the table against the queueing disciplines for which the installed kernels have
// modules. That of teql makes kinds of any number, teql0 and so on, which have no options.
func TestQdiscsOfInstalledModules(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/uml/modules"))
	var known []string
	for _, c := range qdiscCases {
		known = append(known, c.Name)
	}
	if !slices.IsSorted(known) {
		t.Errorf("the kinds are not in order: %v", known)
	}
	found := 0
	for _, pattern := range []string{"/lib/modules/*", "/usr/lib/uml/modules/*"} {
		files, err := filepath.Glob(pattern + "/kernel/net/sched/sch_*.ko*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			kind, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(file), "sch_"), ".")
			if found++; kind != "teql" && !slices.Contains(known, kind) {
				t.Errorf("%s: kind %q is not in qdiscCases", file, kind)
			}
		}
	}
	if found == 0 {
		t.Error("the installed kernels have no queueing disciplines")
	}
}
