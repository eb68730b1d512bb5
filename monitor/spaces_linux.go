package monitor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
)

const (
	// lookEvery is how often namespaces without a name are looked for.
	lookEvery = 300 * time.Millisecond
	// grace is how long a namespace is kept that lost its name, until it is known whether processes are in it.
	grace = 2 * lookEvery
)

// openSpaces begins to watch the namespaces of the Options, and to look for those that come and go.
func (m *Monitor) openSpaces(ctx context.Context) error {
	o := &m.options
	if len(o.Namespaces) == 0 && !o.AllNamespaces {
		s, err := m.openSpace(ctx, "")
		if err == nil {
			m.spaces[0] = s
		}
		return err
	}
	w := &spaceWatcher{Monitor: m, seen: map[uint64]map[string]bool{}}
	for _, name := range o.Namespaces {
		if err := w.openNamed(ctx, name); err != nil {
			return err
		}
	}
	if o.AllNamespaces {
		if err := w.openOwn(ctx); err != nil {
			return err
		}
	}
	m.running.Go(w.run)
	return nil
}

// spaceWatcher follows which namespaces there are.
type spaceWatcher struct {
	*Monitor
	paths []string // of the namespaces that are watched by name
	// seen is which names a namespace has, by its inode: "" while processes are in one without. It is under mu.
	seen map[uint64]map[string]bool
}

// pathOf returns the path of a namespace that is given by its name, a path or a process id.
func pathOf(name string) string {
	named := filepath.Join(netns.Dir, name)
	switch _, err := os.Lstat(named); {
	case strings.Contains(name, "/"):
		return name
	case err != nil && codec.IsNumber(name):
		return "/proc/" + name + "/ns/net"
	}
	return named
}

// openNamed begins to watch a namespace of the Options.
func (w *spaceWatcher) openNamed(ctx context.Context, name string) error {
	path := pathOf(name)
	ns, err := netns.Open(path)
	if err != nil {
		return err
	}
	defer ns.Close()
	w.paths = append(w.paths, path)
	return w.open(ctx, ns, name)
}

// openOwn begins to watch the namespace of the caller, so that who may not watch any is told so at once.
func (w *spaceWatcher) openOwn(ctx context.Context) error {
	ns, err := netns.Current()
	if err != nil {
		return err
	}
	defer ns.Close()
	inode, err := ns.Inode()
	if err != nil {
		return err
	}
	n, ok, err := netns.ByInode(inode)
	if !ok || err != nil {
		n.Pids = []int{os.Getpid()}
	}
	return w.open(ctx, ns, labelOf(n))
}

// labelOf names a namespace for people.
func labelOf(n netns.Namespace) string {
	if n.Name == "" && len(n.Pids) > 0 {
		return fmt.Sprintf("pid %d", n.Pids[0])
	}
	return n.Name
}

// open begins to watch a namespace unless it is watched.
func (w *spaceWatcher) open(ctx context.Context, ns *netns.NS, label string) error {
	inode, err := ns.Inode()
	if err != nil || w.watches(inode) {
		return err
	}
	s, err := w.openSpace(ctx, label, proxy.InNS(ns))
	if err != nil {
		return fmt.Errorf("network namespace %q: %w", label, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.spaces[inode] = s
	return nil
}

func (w *spaceWatcher) watches(inode uint64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.spaces[inode] != nil
}

// run follows which namespaces there are until the Monitor ends.
func (w *spaceWatcher) run() {
	first := time.AfterFunc(2*grace, w.release) // what was gone before it was looked for
	defer first.Stop()
	for e, err := range netns.Watch(w.ctx, netns.Unnamed(lookEvery)) {
		switch {
		case w.ctx.Err() != nil:
			return
		case err != nil:
			w.options.notice("network namespaces that come and go are not seen: " + err.Error())
			return
		case e.Removed:
			w.left(e)
		default:
			w.came(e)
		}
	}
}

// came begins to watch a namespace that came, or got another name.
func (w *spaceWatcher) came(e netns.Event) {
	if e.Inode == 0 {
		if w.options.AllNamespaces {
			w.options.notice(fmt.Sprintf("network namespace %q was gone before it could be watched", e.Name))
		}
		return
	}
	w.mu.Lock()
	if w.seen[e.Inode] == nil {
		w.seen[e.Inode] = map[string]bool{}
	}
	w.seen[e.Inode][e.Name] = true
	w.mu.Unlock()
	if !w.options.AllNamespaces && !slices.Contains(w.paths, e.Path) || w.watches(e.Inode) {
		return
	}
	ns, err := e.Open()
	if err == nil {
		defer ns.Close()
		err = w.open(w.ctx, ns, labelOf(e.Namespace))
	}
	switch {
	case err == nil || w.ctx.Err() != nil:
	case errors.Is(err, os.ErrNotExist):
		w.options.notice(fmt.Sprintf("network namespace %q was gone before it could be watched", labelOf(e.Namespace)))
	default:
		w.options.notice(fmt.Sprintf("%q is not watched: %v", labelOf(e.Namespace), err))
	}
}

// left lets a namespace go that lost its last name, and has no process.
func (w *spaceWatcher) left(e netns.Event) {
	w.mu.Lock()
	delete(w.seen[e.Inode], e.Name)
	w.mu.Unlock()
	if e.Name == "" {
		w.release()
		return
	}
	time.AfterFunc(grace, w.release) // processes in it are seen by then
}

// release lets all namespaces go that nothing but the sockets here keeps. What their sockets have received is told.
func (w *spaceWatcher) release() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for inode, s := range w.spaces {
		if len(w.seen[inode]) > 0 {
			continue
		}
		delete(w.spaces, inode)
		delete(w.seen, inode)
		for _, src := range s.sources {
			src.close()
			if row := src.snapshot(); len(src.groups) > 0 && len(w.gone) < mostGoneStats {
				w.gone = append(w.gone, row)
			}
		}
	}
}
