package netns

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// entry is a file in Dir, which a namespace is mounted on, or was, or will be.
type entry struct {
	Namespace      // whose Inode is 0 if none is mounted
	fresh     bool // the file was made while it was watched, and nothing was seen to be mounted on it yet
}

// patience is how often the files are looked at again because the directory changes meanwhile.
const patience = 8

// named tells what changed of the named namespaces. The directory's own changes come in order, none is missing; what is
// mounted on the files has to be looked at, and holds if the directory did not change meanwhile.
func (w *watcher) named() error {
	changes, err := w.dir.changes()
	for i := 0; err == nil; i++ {
		if err = w.follow(changes); err != nil {
			break
		}
		moved := w.remounted()
		if changes, err = w.dir.changes(); err == nil && (len(changes) == 0 || i == patience) {
			if err = w.remount(moved); err == nil {
				err = w.follow(changes)
			}
			return err
		}
	}
	return err
}

// follow takes up changes of the directory.
func (w *watcher) follow(changes []dirChange) (err error) {
	for _, c := range changes {
		switch {
		case err != nil:
			return err
		case c.kind == listAgain:
			err = w.relist()
		case c.kind == gone:
			err = w.forget(c.name)
		case w.names[c.name] == nil:
			w.add(c.name, true)
		}
	}
	return err
}

func (w *watcher) add(name string, fresh bool) {
	w.names[name] = &entry{Namespace: Namespace{Name: name, Path: filepath.Join(Dir, name)}, fresh: fresh}
}

// forget tells that the namespace of a file that is gone is gone, and before that, if nobody saw it, that it was there.
func (w *watcher) forget(name string) (err error) {
	e := w.names[name]
	if e == nil {
		return nil
	}
	delete(w.names, name)
	if e.fresh {
		err = w.tell(e.Namespace, false)
	}
	if err == nil && (e.fresh || e.Inode != 0) {
		err = w.tell(e.Namespace, true)
	}
	return err
}

// relist finds out which files there are, when the directory's changes do not tell.
func (w *watcher) relist() error {
	files, err := os.ReadDir(Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	here := map[string]bool{}
	for _, f := range files {
		if here[f.Name()] = true; w.names[f.Name()] == nil {
			w.add(f.Name(), false)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.names)) {
		if !here[name] {
			if err := w.forget(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// remounted returns what is mounted now on those files where that changed, by name.
func (w *watcher) remounted() (moved []Namespace) {
	for _, name := range slices.Sorted(maps.Keys(w.names)) {
		now := w.names[name].Namespace
		now.Inode, _ = namespaceInode(now.Path)
		if now.Inode != w.names[name].Inode {
			moved = append(moved, now)
		}
	}
	return moved
}

// remount tells what is mounted now on some files.
func (w *watcher) remount(moved []Namespace) error {
	for _, now := range moved {
		e := w.names[now.Name]
		old := e.Namespace
		e.Namespace, e.fresh = now, false
		if old.Inode != 0 {
			if err := w.tell(old, true); err != nil {
				return err
			}
		}
		if now.Inode != 0 {
			if err := w.tell(now, false); err != nil {
				return err
			}
		}
	}
	return nil
}
