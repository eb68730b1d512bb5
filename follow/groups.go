package follow

import (
	"context"
	"errors"
	"slices"
	"syscall"

	"github.com/nlkit/nlkit/proxy"
)

// subscribe joins the groups of all Tables, without those of Optional ones that the kernel does not have.
func (f *Follower) subscribe(ctx context.Context) (*proxy.Subscription, error) {
	needed, optional := f.groups()
	needed = each(append(needed, f.interest.Groups...))
	sub, err := f.join(ctx, slices.Concat(needed, optional))
	if err == nil || len(needed) == 0 || len(optional) == 0 || !unknownGroup(err) {
		return sub, err
	}
	for _, name := range optional {
		alone, err := f.join(ctx, []string{name})
		switch {
		case err == nil:
			_ = alone.Close()
			needed = append(needed, name)
		case !unknownGroup(err):
			return nil, err
		}
	}
	return f.join(ctx, needed)
}

func (f *Follower) join(ctx context.Context, groups []string) (*proxy.Subscription, error) {
	return f.socket.SubscribeTo(ctx, proxy.Interest{Groups: groups, Later: true})
}

// groups returns the multicast groups of all Tables, and apart those that only Optional ones have.
func (f *Follower) groups() (needed, optional []string) {
	for _, t := range f.tables {
		if t.Optional {
			optional = append(optional, t.Groups...)
		} else {
			needed = append(needed, t.Groups...)
		}
	}
	isNeeded := func(name string) bool { return slices.Contains(needed, name) }
	return each(needed), each(slices.DeleteFunc(optional, isNeeded))
}

// each sorts names, and leaves each once.
func each(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

// unknownGroup reports whether a group was not joined because the kernel does not have it: it has none of that number,
// or of the name in generic netlink.
func unknownGroup(err error) bool { return errors.Is(err, syscall.EINVAL) || unknown(err) }

// unknown reports whether the kernel does not know the objects of a Table.
func unknown(err error) bool {
	return errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.EPROTONOSUPPORT) ||
		errors.Is(err, syscall.ENOENT)
}
