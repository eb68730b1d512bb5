package links

import (
	"errors"
	"fmt"
	"slices"
	"syscall"

	"github.com/nlkit/nlkit/codec"
)

// Make carries out an RTM_NEWLINK: it finds out whether there is such a link already, as the kernel does, and then has
// create make one, or change change the one that is there, and applies the rest. It returns the index of the link, 0 if
// create returned nil because what it made is no link of the kernel's. change gets the link, if the request has
// anything besides the rest; it may be nil if links of the kind cannot be changed.
func (r *Request) Make(create func() (*Link, error), change func(*Link) error) (index int, err error) {
	l, err := r.Target()
	switch {
	case err != nil:
		return 0, err
	case l != nil && r.has(codec.FlagExcl):
		return 0, Fail(syscall.EEXIST, "there is a link %s already", l.Name)
	case l != nil && r.has(codec.FlagReplace):
		return 0, Fail(syscall.EOPNOTSUPP, "links cannot be replaced")
	case l != nil:
		return l.Index, r.change(l, change)
	case !r.Creates():
		return 0, Fail(syscall.ENODEV, "there is no such link, and NLM_F_CREATE is not set")
	}
	if l, err = create(); err != nil || l == nil {
		return 0, err
	}
	return l.Index, r.ApplyRest(l.Index, "")
}

func (r *Request) change(l *Link, change func(*Link) error) error {
	if r.HasData() || len(r.left(func(name string) bool { return slices.Contains(r.Handled, name) })) > 0 {
		if change == nil {
			return Fail(syscall.EOPNOTSUPP, "%s cannot be changed after it was made", l.Name)
		}
		if err := change(l); err != nil {
			return err
		}
	}
	return r.ApplyRest(l.Index, r.Renames(l))
}

// Renames returns the name that the request gives to a link found by index or alternative name.
func (r *Request) Renames(l *Link) string {
	if r.Name != "" && r.Name != l.Name && (r.Index != 0 || r.Alt != "") {
		return r.Name
	}
	return ""
}

// Made looks for a link that was made, by a program or ioctl that says so.
func (r *Request) Made(name string) (*Link, error) {
	l, err := LinkByName(r.Context, r.Kernel, name)
	if err == nil && l == nil {
		err = errors.New("it was made, it seems, but there is no such link")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return l, nil
}
