package device

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"syscall"

	"github.com/nlkit/nlkit/codec"
)

// What names a link or says how it is made is not applied afterwards; what moves it elsewhere or starts it comes last.
var (
	identity = []string{"IFLA_IFNAME", "IFLA_ALT_IFNAME", "IFLA_LINKINFO", "IFLA_EXT_MASK", "IFLA_PROP_LIST"}
	placing  = []string{"IFLA_MASTER", "IFLA_NET_NS_FD", "IFLA_NET_NS_PID", "IFLA_TARGET_NETNSID", "IFLA_NEW_IFINDEX"}
	moving   = []string{"IFLA_NET_NS_FD", "IFLA_NET_NS_PID", "IFLA_TARGET_NETNSID"}
)

// ApplyRest gives a link what the request holds beside its name and kind: alternative names and attributes first; then
// the link above, the namespace, and the flags. newName is what the link is called from now on, "" for no change.
func (r *Request) ApplyRest(index int, newName string) error {
	if err := r.ApplyAttrs(index, newName); err != nil {
		return err
	}
	return r.Place(index)
}

// ApplyAttrs gives a link the alternative names and attributes of the request, but for what Place does.
func (r *Request) ApplyAttrs(index int, newName string) error {
	if names := r.left(func(name string) bool { return name == "IFLA_PROP_LIST" }); len(names) > 0 {
		if err := r.send("RTM_NEWLINKPROP", index, nil, names); err != nil {
			return fmt.Errorf("alternative names: %w", err)
		}
	}
	attrs := r.left(func(name string) bool {
		return !slices.Contains(identity, name) && !slices.Contains(placing, name)
	})
	if newName != "" {
		attrs = append(attrs, codec.A{Name: "IFLA_IFNAME", Value: newName})
	}
	if len(attrs) == 0 {
		return nil
	}
	if err := r.send("RTM_SETLINK", index, nil, attrs); err != nil {
		return fmt.Errorf("attributes: %w", err)
	}
	return nil
}

// Place puts a link under another one and into a namespace, and sets its flags.
func (r *Request) Place(index int) error {
	attrs := r.left(func(name string) bool {
		return slices.Contains(placing, name) && !slices.Contains(r.Handled, name)
	})
	flags := r.flags()
	if len(attrs) == 0 && flags == nil {
		return nil
	}
	if err := r.send("RTM_SETLINK", index, flags, attrs); err != nil {
		return fmt.Errorf("%s: %w", placeWords(attrs, flags), err)
	}
	return nil
}

// Copy makes the same request once more, of the attributes that pick wants.
func (r *Request) Copy(pick func(name string) bool) *codec.Request {
	q := linkRequest(r.Message.Name(), r.Index, r.left(pick)...)
	q.Flags = r.Message.Header().Flags
	maps.Copy(q.Fixed, r.flags())
	return q
}

// Left returns the names of the attributes that ApplyRest would apply.
func (r *Request) Left() (names []string) {
	isLeft := func(name string) bool { return !slices.Contains(identity, name) && !slices.Contains(r.Handled, name) }
	for _, a := range r.left(isLeft) {
		names = append(names, a.Name)
	}
	return names
}

// Moves tells whether the request puts the link into another namespace.
func (r *Request) Moves() bool {
	return len(r.left(func(name string) bool { return slices.Contains(moving, name) })) > 0
}

func placeWords(attrs []codec.A, flags map[string]any) string {
	words := "flags"
	for i, a := range attrs {
		switch {
		case i > 0:
			words += " and " + a.Name
		case flags == nil:
			words = a.Name
		default:
			words = "flags and " + a.Name
		}
	}
	return words
}

// send makes a request about a link, through Options.Rest.
func (r *Request) send(typ string, index int, fixed map[string]any, attrs []codec.A) error {
	q := linkRequest(typ, index, attrs...)
	maps.Copy(q.Fixed, fixed)
	_, err := r.rest(r.Call).Request(r.Context, q)
	return err
}

// Make carries out an RTM_NEWLINK: it finds out whether there is such a link already, as the kernel does, and then has
// create make one, or change change the one that is there, and applies the rest. create returns the index of the link,
// 0 if what it made is no link of the kernel's. change gets the link, if the request has anything beside the rest; it
// may be nil if links of the kind cannot be changed.
func (r *Request) Make(create func() (index int, err error), change func(*Link) error) (index int, err error) {
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
	if index, err = create(); err != nil || index == 0 {
		return index, err
	}
	return index, r.ApplyRest(index, "")
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
