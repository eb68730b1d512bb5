package tc

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// distributionDirs is where iproute2 has its tables of distributions, NAME.dist: the first that has one counts.
var distributionDirs = []string{os.Getenv("TC_LIB_DIR"), "/usr/lib/tc", "/usr/lib64/tc", "/usr/share/tc"}

// maxDistribution is how many numbers a table may have, MAX_DIST of the kernel's net/sched/sch_netem.c.
const maxDistribution = 16 * 1024

// Distribution returns a table of inverse cumulative probabilities: of a name as tc(8) has it (normal, pareto,
// paretonormal, experimental), of a file, or the numbers themselves.
func Distribution(v any) ([]int, error) {
	if name, ok := v.(string); ok {
		return readDistribution(name)
	}
	x := reflect.ValueOf(v)
	if x.Kind() != reflect.Slice || x.Len() == 0 || x.Len() > maxDistribution {
		return nil, fmt.Errorf("want the name of a distribution, or up to %d numbers, got %s", maxDistribution,
			codec.Describe(v))
	}
	table := make([]int, x.Len())
	for i := range table {
		n, err := integer(x.Index(i).Interface())
		if err != nil {
			return nil, err
		}
		table[i] = int(n)
	}
	return table, nil
}

// readDistribution reads a table of a file.
func readDistribution(name string) ([]int, error) {
	paths := []string{name}
	if !strings.Contains(name, "/") {
		paths = nil
		for _, dir := range distributionDirs {
			if dir != "" {
				paths = append(paths, filepath.Join(dir, name+".dist"))
			}
		}
	}
	for _, path := range paths {
		if f, err := os.Open(path); err == nil {
			defer f.Close()
			return parseDistribution(f, path)
		}
	}
	return nil, fmt.Errorf("there is no distribution %q: none of %s is there", name, strings.Join(paths, ", "))
}

// parseDistribution reads numbers; what follows a # is a comment.
func parseDistribution(f *os.File, path string) (table []int, err error) {
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		for _, word := range strings.Fields(line) {
			n, err := strconv.ParseInt(word, 10, 16)
			if err != nil {
				return nil, fmt.Errorf("%s: %q is no number of 16 bits", path, word)
			}
			table = append(table, int(n))
		}
	}
	if len(table) == 0 || len(table) > maxDistribution {
		return nil, fmt.Errorf("%s has %d numbers: want 1 to %d", path, len(table), maxDistribution)
	}
	return table, lines.Err()
}
