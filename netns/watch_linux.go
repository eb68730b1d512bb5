package netns

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"golang.org/x/sys/unix"
)

// Event is a namespace that came or went.
type Event struct {
	Namespace
	Removed bool
}

// WatchOption changes what Watch looks at.
type WatchOption func(*watcher)

// Unnamed has Watch tell of the namespaces without a name too, as far as processes are in them whose /proc/PID/ns/net
// the caller may look at. Nobody is told of those by the kernel, so it looks every so often; what comes and goes
// in between is not seen. A namespace that gets a name, or loses it, goes as what it was and comes as what it is.
func Unnamed(every time.Duration) WatchOption {
	return func(w *watcher) { w.processes, w.every = true, every }
}

// Watch returns the named namespaces there are, and then each that comes or goes, until ctx ends. A name that was given
// to another namespace comes out twice, removed first. It is told by changes of Dir, and of the mount table of the
// calling process.
//
// Each that comes goes before the name comes again, and none goes that did not come. One that was gone before it could
// be looked at has no Inode; it may have been a file that never became a namespace.
//
// An error comes last, and alone: the cause of ctx, or what the kernel refused. The loop may be left at any time.
func Watch(ctx context.Context, opts ...WatchOption) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		w := watcher{
			yield: func(e Event) bool { return yield(e, nil) }, names: map[string]*entry{},
			unnamed: map[uint64]Namespace{},
		}
		for _, opt := range opts {
			opt(&w)
		}
		if err := w.watch(ctx); err != nil && !errors.Is(err, errLeft) {
			yield(Event{}, fmt.Errorf("watch network namespaces: %w", err))
		}
	}
}

// errLeft says that the loop was left.
var errLeft = errors.New("left")

// watcher is what a Watch knows.
type watcher struct {
	yield func(Event) bool
	dir   dirWatch
	names map[string]*entry // files in Dir

	processes bool // are looked at
	every     time.Duration
	unnamed   map[uint64]Namespace // by inode
}

// tell yields an event.
func (w *watcher) tell(n Namespace, removed bool) error {
	if !w.yield(Event{n, removed}) {
		return errLeft
	}
	return nil
}

func (w *watcher) watch(ctx context.Context) error {
	if w.processes && w.every <= 0 {
		return fmt.Errorf("namespaces without a name cannot be looked for every %v", w.every)
	}
	// not by package os: whoever polls the file first takes the mark off, and the runtime would
	mounts, err := unix.Open("/proc/thread-self/mountinfo", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(mounts)
	if err := w.dir.open(); err != nil {
		return err
	}
	defer w.dir.close()
	var wake [2]int
	if err := unix.Pipe2(wake[:], unix.O_CLOEXEC|unix.O_NONBLOCK); err != nil {
		return err
	}
	woken := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { unix.Close(wake[1]); close(woken) })
	defer func() {
		if stop() {
			unix.Close(wake[1])
		} else {
			<-woken
		}
		unix.Close(wake[0])
	}()
	return w.look(ctx, []unix.PollFd{
		{Fd: int32(mounts), Events: unix.POLLPRI}, // the kernel marks the file when the mount table changes (proc(5))
		{Fd: int32(w.dir.fd), Events: unix.POLLIN}, {Fd: int32(wake[0]), Events: unix.POLLIN},
	})
}

// look looks for changes whenever there may be some.
func (w *watcher) look(ctx context.Context, fds []unix.PollFd) error {
	var next time.Time
	for {
		if err := w.named(); err != nil {
			return err
		}
		timeout := -1
		if w.processes {
			if left := time.Until(next); left <= 0 {
				if err := w.withoutName(); err != nil {
					return err
				}
				next = time.Now().Add(w.every)
			}
			timeout = int(min(time.Until(next)/time.Millisecond+1, 1<<30))
		}
		if _, err := unix.Poll(fds, timeout); err != nil && err != unix.EINTR {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
}

// withoutName tells what changed of the namespaces without a name.
func (w *watcher) withoutName() error {
	now, err := Processes()
	if err != nil {
		return err
	}
	here := map[uint64]bool{}
	for _, n := range now {
		here[n.Inode] = n.Name == ""
	}
	for inode, n := range w.unnamed {
		if !here[inode] {
			delete(w.unnamed, inode)
			if err := w.tell(n, true); err != nil {
				return err
			}
		}
	}
	for _, n := range now {
		if _, known := w.unnamed[n.Inode]; n.Name == "" && !known {
			w.unnamed[n.Inode] = n
			if err := w.tell(n, false); err != nil {
				return err
			}
		}
	}
	return nil
}
