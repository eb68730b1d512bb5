package guest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// moduleIndex is what depmod knows of a kernel's modules.
type moduleIndex struct {
	builtin map[string]bool
	files   map[string]string   // by name
	needs   map[string][]string // files by file
}

// readModuleIndex reads the index of a module tree, /lib/modules/VERSION.
func readModuleIndex(tree string) (*moduleIndex, error) {
	ix := &moduleIndex{builtin: map[string]bool{}, files: map[string]string{}, needs: map[string][]string{}}
	for name, read := range map[string]func(io.Reader) error{
		"modules.builtin": ix.readBuiltin, "modules.dep": ix.readDep,
	} {
		f, err := os.Open(filepath.Join(tree, name))
		if err != nil {
			return nil, err
		}
		err = read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	return ix, nil
}

func (ix *moduleIndex) readBuiltin(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		ix.builtin[moduleName(lines.Text())] = true
	}
	return lines.Err()
}

func (ix *moduleIndex) readDep(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		file, needs, ok := strings.Cut(lines.Text(), ":")
		if !ok {
			return fmt.Errorf("line %d: %q has no colon: run depmod again", n, lines.Text())
		}
		ix.files[moduleName(file)] = file
		ix.needs[file] = strings.Fields(needs)
	}
	return lines.Err()
}

// has reports whether the kernel has a module.
func (ix *moduleIndex) has(name string) bool {
	name = moduleName(name)
	return ix.builtin[name] || ix.files[name] != ""
}

// order returns the files of modules and of what they need, in an order in which they can be loaded.
func (ix *moduleIndex) order(names ...string) ([]string, error) {
	var files []string
	for _, name := range names {
		if !ix.has(name) {
			return nil, fmt.Errorf("the kernel has no module %s", name)
		}
		file := ix.files[moduleName(name)]
		if file == "" {
			continue // built in
		}
		// depmod lists the needs of needs too, what is to be loaded first last.
		needs := slices.Clone(ix.needs[file])
		slices.Reverse(needs)
		for _, f := range append(needs, file) {
			if !slices.Contains(files, f) {
				files = append(files, f)
			}
		}
	}
	return files, nil
}

// moduleName returns the name of the module in a file, which may be compressed. To the kernel, - and _ are the same.
func moduleName(file string) string {
	name, _, _ := strings.Cut(path.Base(file), ".ko")
	return strings.ReplaceAll(name, "-", "_")
}
