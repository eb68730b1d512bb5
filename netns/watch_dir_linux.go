package netns

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// dirWatch watches which files come and go in Dir (inotify(7)), as soon as there is such a directory.
type dirWatch struct {
	fd          int
	dir, parent int // watch descriptors; -1: not watched
	ino         uint64
	dev         uint64
}

// dirChange is something that happened in Dir.
type dirChange struct {
	kind dirChangeKind
	name string
}

type dirChangeKind uint8

const (
	come dirChangeKind = iota
	gone
	listAgain // what happened is not known
)

func (d *dirWatch) open() (err error) {
	d.dir, d.parent = -1, -1
	if d.fd, err = unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK); err != nil {
		err = fmt.Errorf("inotify (see fs.inotify.max_user_instances): %w", err)
	}
	return err
}

func (d *dirWatch) close() { unix.Close(d.fd) }

// changes returns what happened since it was asked last.
func (d *dirWatch) changes() ([]dirChange, error) {
	changes, err := d.read()
	if err != nil {
		return nil, err
	}
	fresh, err := d.attach()
	if fresh {
		changes = append(changes, dirChange{kind: listAgain})
	}
	return changes, err
}

// attach watches the directory that is there now, and reports whether it is another one than before. As long as there
// is none its parent is watched.
func (d *dirWatch) attach() (fresh bool, err error) {
	var st unix.Stat_t
	there := unix.Stat(Dir, &st) == nil
	if there && d.dir >= 0 && st.Ino == d.ino && st.Dev == d.dev {
		return false, nil
	}
	fresh = d.unwatch(&d.dir)
	if err = d.watch(&d.dir, Dir, unix.IN_CREATE|unix.IN_DELETE|unix.IN_MOVE); err == nil {
		d.unwatch(&d.parent)
		err = unix.Stat(Dir, &st)
		d.ino, d.dev = st.Ino, st.Dev
		return true, ifThere(err)
	}
	if err = ifThere(err); err != nil || d.parent >= 0 {
		return fresh, err
	}
	if err = d.watch(&d.parent, filepath.Dir(Dir), unix.IN_CREATE|unix.IN_MOVED_TO); err != nil {
		return fresh, ifThere(err)
	}
	again, err := d.attach() // it may have been made meanwhile
	return fresh || again, err
}

// ifThere is the error of what is there.
func ifThere(err error) error {
	if errors.Is(err, unix.ENOENT) {
		return nil
	}
	return err
}

func (d *dirWatch) watch(descriptor *int, path string, mask uint32) error {
	wd, err := unix.InotifyAddWatch(d.fd, path, mask|unix.IN_ONLYDIR)
	if err != nil {
		return fmt.Errorf("watch %s (see fs.inotify.max_user_watches): %w", path, err)
	}
	*descriptor = wd
	return nil
}

// unwatch takes a watch off, and reports whether there was one.
func (d *dirWatch) unwatch(descriptor *int) bool {
	was := *descriptor
	if *descriptor = -1; was >= 0 {
		_, _ = unix.InotifyRmWatch(d.fd, uint32(was)) // it may have ended with its directory
	}
	return was >= 0
}

// read reads what the kernel tells.
func (d *dirWatch) read() (changes []dirChange, err error) {
	var b [16 << 10]byte
	for {
		n, err := unix.Read(d.fd, b[:])
		switch {
		case errors.Is(err, unix.EAGAIN):
			return changes, nil
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return nil, err
		}
		for rest := b[:n]; len(rest) >= unix.SizeofInotifyEvent; {
			e := (*unix.InotifyEvent)(unsafe.Pointer(&rest[0]))
			end := unix.SizeofInotifyEvent + int(e.Len)
			name := strings.TrimRight(string(rest[unix.SizeofInotifyEvent:end]), "\x00")
			rest = rest[end:]
			switch {
			case e.Mask&unix.IN_Q_OVERFLOW != 0:
				changes = append(changes, dirChange{kind: listAgain})
			case int(e.Wd) != d.dir:
			case e.Mask&unix.IN_IGNORED != 0: // the directory is gone
				d.dir = -1
				changes = append(changes, dirChange{kind: listAgain})
			case e.Mask&(unix.IN_CREATE|unix.IN_MOVED_TO) != 0:
				changes = append(changes, dirChange{come, name})
			case e.Mask&(unix.IN_DELETE|unix.IN_MOVED_FROM) != 0:
				changes = append(changes, dirChange{gone, name})
			}
		}
	}
}
