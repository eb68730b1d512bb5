package rtnl

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// kindNames returns the names of cases in their order.
func kindNames(cases codec.Cases) []string {
	var names []string
	for i := range cases {
		names = append(names, cases[i].Name)
	}
	return names
}

func TestKindsAreSortedAndUnique(t *testing.T) {
	for table, cases := range map[string]codec.Cases{"linkKinds": linkKindCases, "linkSlaveKinds": linkSlaveCases} {
		names := kindNames(cases)
		if sorted := slices.Compact(slices.Sorted(slices.Values(names))); !slices.Equal(names, sorted) {
			t.Errorf("%s: got %v, want %v", table, names, sorted)
		}
	}
}

func TestPeersAreLinkMessages(t *testing.T) {
	for _, set := range []*codec.Set{vethAttrs, vxcanAttrs, netkitAttrs} {
		if peer := &set.Attrs[1]; peer.Set != linkAttrs || peer.Struct != ifinfomsgStruct {
			t.Errorf("%s%s is not a link message", set.Prefix, peer.Name)
		}
	}
}

// TestKindsOfInstalledModules holds the table against the kinds for which the installed kernels have modules.
func TestKindsOfInstalledModules(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/uml/modules"))
	var files []string
	for _, pattern := range []string{"/lib/modules/*/modules.alias", "/usr/lib/uml/modules/*/modules.alias"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Fatal("the installed kernels have no modules.alias")
	}
	known := kindNames(linkKindCases)
	for _, file := range files {
		for _, kind := range aliasedKinds(t, file) {
			if !slices.Contains(known, kind) {
				t.Errorf("%s: kind %q is not in linkKinds", file, kind)
			}
		}
	}
}

// aliasedKinds returns KIND of each line "alias rtnl-link-KIND MODULE".
func aliasedKinds(t *testing.T, file string) []string {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var kinds []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		alias := strings.Fields(lines.Text())
		if len(alias) < 3 {
			continue
		}
		if kind, ok := strings.CutPrefix(alias[1], "rtnl-link-"); ok {
			kinds = append(kinds, kind)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return kinds
}
