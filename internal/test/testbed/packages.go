package testbed

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed packages.txt
var packagesTable string

// packages returns the Debian package of each program and file that tests may need.
var packages = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(packagesTable) {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" {
			table[words[0]] = words[1]
		}
	}
	return table
})
