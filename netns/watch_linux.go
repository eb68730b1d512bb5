package netns

import (
	"context"
	"fmt"
	"iter"

	"golang.org/x/sys/unix"
)

// Event is a named namespace that came or went.
type Event struct {
	Namespace
	Removed bool
}

// Watch returns the named namespaces there are, and then each that comes or goes, until ctx ends. A name that was given
// to another namespace comes out twice, removed first. It is told by changes of the mount table of the calling process.
//
// An error comes last, and alone: the cause of ctx, or what the kernel refused. The loop may be left at any time.
func Watch(ctx context.Context) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		if err := watch(ctx, func(e Event) bool { return yield(e, nil) }); err != nil {
			yield(Event{}, fmt.Errorf("watch network namespaces: %w", err))
		}
	}
}

func watch(ctx context.Context, yield func(Event) bool) error {
	// not by package os: whoever polls the file first takes the mark off, and the runtime would
	mounts, err := unix.Open("/proc/thread-self/mountinfo", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(mounts)
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
	known := map[string]Namespace{}
	for {
		if more, err := changes(known, yield); err != nil || !more {
			return err
		}
		// the kernel marks the file when the mount table changes (proc(5))
		fds := []unix.PollFd{{Fd: int32(mounts), Events: unix.POLLPRI}, {Fd: int32(wake[0]), Events: unix.POLLIN}}
		if _, err := unix.Poll(fds, -1); err != nil && err != unix.EINTR {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
}

// changes yields what differs from what is known, and knows it then.
func changes(known map[string]Namespace, yield func(Event) bool) (more bool, err error) {
	now, err := List()
	if err != nil {
		return false, err
	}
	here := map[string]uint64{}
	for _, n := range now {
		here[n.Name] = n.Inode
	}
	for name, old := range known {
		if here[name] != old.Inode {
			delete(known, name)
			if !yield(Event{old, true}) {
				return false, nil
			}
		}
	}
	for _, n := range now {
		if _, ok := known[n.Name]; !ok {
			known[n.Name] = n
			if !yield(Event{n, false}) {
				return false, nil
			}
		}
	}
	return true, nil
}
