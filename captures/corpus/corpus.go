// Package corpus gives tests access to the corpus: captures of scenes, each of which uses one object of one tool with
// all its keywords, in guests with different kernels. They are in the source tree, and not embedded, as they are large.
// MANIFEST.md tells what they show and how they are made.
package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Entry is a capture in the manifest: the file, how it was made, and what is in it by an independent count.
type Entry struct {
	File      string `json:"file"` // by the directory of its kernel
	Scene     string `json:"scene"`
	Flavour   string `json:"flavour"`   // of strace: "lossless"…
	Format    string `json:"format"`    // its name in the table of formats
	Protocols string `json:"protocols"` // "ROUTE GENERIC"
	Tool      string `json:"tool"`
	Version   string `json:"version"`
	Kernel    string `json:"kernel"`
	Command   string `json:"command"`
	Messages  int    `json:"messages"`
	Datagrams int    `json:"datagrams"`
}

// Manifest returns the entries of the manifest.
func Manifest() ([]Entry, error) {
	f, err := Open("manifest.json")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var entries []Entry
	if err := json.NewDecoder(f).Decode(&entries); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return entries, nil
}

// Open opens a file of the corpus.
func Open(file string) (*os.File, error) {
	dir, err := directory()
	if err != nil {
		return nil, err
	}
	return os.Open(filepath.Join(dir, filepath.FromSlash(file)))
}

// directory finds the corpus in the checkout that the working directory is in.
func directory() (string, error) {
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := wd; ; dir = filepath.Dir(dir) {
		_, err := os.Stat(filepath.Join(dir, "captures", "corpus", "manifest.json"))
		switch {
		case err == nil:
			return filepath.Join(dir, "captures", "corpus"), nil
		case !errors.Is(err, os.ErrNotExist):
			return "", err
		case dir == filepath.Dir(dir):
			return "", fmt.Errorf("no captures/corpus in %s nor above: run in a checkout of nlkit", wd)
		}
	}
}
