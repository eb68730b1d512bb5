package guest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/wait"
)

// cacheDir returns a directory of the cache, and makes it if need be.
func cacheDir(names ...string) (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		base = filepath.Join(os.TempDir(), fmt.Sprintf("cache-%d", os.Getuid())) // HOME is not set
	}
	dir, err := filepath.Abs(filepath.Join(base, "nlkit", "testbed", filepath.Join(names...)))
	if err != nil {
		return "", err
	}
	return dir, os.MkdirAll(dir, 0o755)
}

// lockCache waits until no other process adds to the cache. What unlock does, the end of the process does too.
func lockCache(ctx context.Context) (unlock func(), err error) {
	dir, err := cacheDir()
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return func() { f.Close() }, nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) && !errors.Is(err, unix.EINTR) {
			f.Close()
			return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
		}
		if err := wait.For(ctx, 50*time.Millisecond); err != nil {
			f.Close()
			return nil, fmt.Errorf("lock %s, which another process holds: %w", f.Name(), err)
		}
	}
}

// runDir is the directory of a run, for as long as its lock is open here or in the process that holds the machine.
type runDir struct {
	path string
	lock *os.File
}

// newRunDir makes the directory of a run, and removes those of runs that have ended without doing so.
func newRunDir() (*runDir, error) {
	runs, err := cacheDir("runs")
	if err != nil {
		return nil, err
	}
	removeStale(runs)
	dir, err := os.MkdirTemp(runs, "")
	if err != nil {
		return nil, err
	}
	// Under its name it is locked from the beginning: else another run could take this one for a stale one.
	name := filepath.Join(dir, "lock")
	lock, err := os.OpenFile(name+".new", os.O_CREATE|os.O_RDWR|os.O_EXCL, 0o644)
	if err == nil {
		err = unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	}
	if err == nil {
		err = os.Rename(name+".new", name)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &runDir{dir, lock}, nil
}

func (d *runDir) remove() error { return errors.Join(os.RemoveAll(d.path), d.lock.Close()) }

// removeStale removes what no process holds a lock on. It is no error if that fails: the next run tries again.
func removeStale(runs string) {
	dirs, _ := os.ReadDir(runs)
	for _, d := range dirs {
		dir := filepath.Join(runs, d.Name())
		lock, err := os.Open(filepath.Join(dir, "lock"))
		if errors.Is(err, os.ErrNotExist) {
			// Either its run is about to lock it, or it ended at this point.
			if info, err := d.Info(); err == nil && time.Since(info.ModTime()) > time.Minute {
				os.RemoveAll(dir)
			}
			continue
		}
		if err != nil {
			continue
		}
		if unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil {
			endProcesses(dir)
			os.RemoveAll(dir)
		}
		lock.Close()
	}
}

// endProcesses kills the processes of a run, which are those that started in its directory.
func endProcesses(dir string) {
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		at, err := os.Readlink(link)
		if pid, e := strconv.Atoi(filepath.Base(filepath.Dir(link))); err == nil && e == nil && at == dir {
			unix.Kill(pid, unix.SIGKILL)
		}
	}
}
