// Gen writes the typed specs and views of package iproute, from the tables of rtnetlink alone: a row that is added to a
// table is a field of a spec and a method of a view. Go generate runs it in the directory of the package.
//
// What the tables do not tell stands in config.go: which messages, and the few fields that are made of several
// attributes; and in spelling.go: how things are called that are called otherwise than in C.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pattern is the files that are generated.
const pattern = "zz_*.go"

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run writes the files into a directory, and removes those that are no longer made.
func run(dir string) error {
	files, err := generate()
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return err
	}
	for _, path := range old {
		if _, ok := files[filepath.Base(path)]; !ok {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the files by name.
func generate() (map[string][]byte, error) {
	g := newGenerator()
	for _, r := range roots {
		g.addRoot(r)
	}
	g.finish()
	if len(g.faults) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(g.faults, "\n     "))
	}
	return g.files()
}
