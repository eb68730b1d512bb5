package guest

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// kernelLog is the file that a machine writes its kernel log to.
type kernelLog struct {
	*os.File
	keep bool // it was asked for
}

// newKernelLog makes the file, in the run's directory if no name was given.
func newKernelLog(name, dir string) (*kernelLog, error) {
	l := &kernelLog{keep: name != ""}
	if !l.keep {
		name = filepath.Join(dir, "kernel.log")
	}
	var err error
	// The machine opens the file again, so that both must append.
	l.File, err = os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_RDWR|os.O_APPEND, 0o644)
	return l, err
}

// keptLogs is how many logs of guests that failed are kept.
const keptLogs = 10

// keepLog puts a log into the cache, and removes old ones.
func keepLog(text []byte) (string, error) {
	dir, err := cacheDir("logs")
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "*.log")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return f.Name(), errors.Join(err, f.Close(), removeAllBut(dir, keptLogs))
}

// removeAllBut removes all files of a directory but the newest.
func removeAllBut(dir string, n int) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var infos []os.FileInfo
	for _, f := range files {
		if info, err := f.Info(); err == nil {
			infos = append(infos, info)
		}
	}
	slices.SortFunc(infos, func(a, b os.FileInfo) int {
		return cmp.Compare(b.ModTime().UnixNano(), a.ModTime().UnixNano())
	})
	for _, info := range infos[min(n, len(infos)):] {
		if err := os.Remove(filepath.Join(dir, info.Name())); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
