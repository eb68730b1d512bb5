package compat

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// Options says when the kernel is not asked.
type Options struct {
	device.Options
	Always bool // never have rtnetlink make, delete or join bridges and bonds
}

// Install lets the requests of a socket make bridges and bonds on kernels whose rtnetlink cannot, until remove is
// called.
func Install(h verdicts.Hooks, o Options) (remove func(), err error) {
	c := &compat{&o}
	return links.OnLinks(h, &links.Means{Options: o.Options}, c.send, "RTM_NEWLINK", "RTM_SETLINK", "RTM_DELLINK")
}

type compat struct{ *Options }

func (c *compat) send(r *links.Request) verdicts.Verdict {
	switch {
	case r.Message.Name() == "RTM_DELLINK":
		return c.delLink(r)
	case r.Message.Name() == "RTM_NEWLINK" && kinds[r.Kind] != nil:
		return c.newLink(r)
	}
	return r.SetMaster(c)
}

// kind is how links of a kind are made, joined and set up without rtnetlink.
type kind struct {
	module       string            // of the kernel
	prefix       string            // of names that are made up
	directory    string            // of the settings, in that of the link
	files        map[string]string // by attribute
	make, delete func(r *links.Request, name string) error
	add, remove  func(r *links.Request, master, port *links.Link) error
}

var kinds = map[string]*kind{"bridge": &bridge, "bond": &bond}

// tried carries a request out with rtnetlink, if it can, and reports whether it could, or failed otherwise.
func (c *compat) tried(f func() error) (bool, error) {
	if c.Always {
		return false, nil
	}
	err := f()
	return !errors.Is(err, syscall.EOPNOTSUPP), err
}

func (c *compat) newLink(r *links.Request) verdicts.Verdict {
	var echo []*codec.Message
	done, err := c.tried(func() (err error) {
		echo, err = r.Kernel.Request(r.Context, r.Copy(func(string) bool { return true }))
		return err
	})
	switch {
	case done && err != nil:
		return verdicts.Forward() // to be refused once more, with all that the kernel has to say
	case done && len(echo) > 0:
		return r.Answer(links.LinkOf(echo[0]).Index, nil)
	case done:
		l, err := r.Target() // kernels before 6.2 do not echo
		if err != nil || l == nil {
			return r.Answer(0, nil)
		}
		return r.Answer(l.Index, nil)
	}
	return r.Answer(r.Make(
		func() (*links.Link, error) { return create(r) },
		func(l *links.Link) error { return change(r, l) },
	))
}

// create makes the link and applies its settings.
func create(r *links.Request) (*links.Link, error) {
	if r.Index != 0 {
		return nil, links.Fail(syscall.EOPNOTSUPP, "the index of the link cannot be chosen: leave ifi_index 0")
	}
	k := kinds[r.Kind]
	name, err := r.FreeName(k.prefix, nil)
	if err != nil {
		return nil, err
	}
	err = k.make(r, name)
	switch {
	case errors.Is(err, unix.ENOPKG) || errors.Is(err, unix.ENOENT):
		return nil, links.Fail(syscall.EOPNOTSUPP, "make %s %s: load the kernel module %s", r.Kind, name, k.module)
	case err != nil:
		return nil, fmt.Errorf("make %s %s: %w", r.Kind, name, err)
	}
	r.Steps.Done("make "+name, func(context.Context) error { return k.delete(r, name) })
	l, err := r.Made(name)
	if err != nil {
		return nil, err
	}
	return l, settings(r, name)
}

// change applies settings to a link that is there.
func change(r *links.Request, l *links.Link) error {
	if l.Kind != r.Kind {
		return links.Fail(syscall.EOPNOTSUPP, "%s is no %s", l.Name, r.Kind)
	}
	return settings(r, l.Name)
}

// settings writes what is in IFLA_INFO_DATA to the files of a link.
func settings(r *links.Request, name string) error {
	k := kinds[r.Kind]
	data, _ := r.Message.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA")
	for a := range data.Children() {
		file, ok := k.files[a.Name()]
		v, number := a.Uint()
		if !ok || !number {
			return links.FailAt(a, syscall.EOPNOTSUPP, "%s cannot be set without rtnetlink", a.Name())
		}
		if err := write(r, fmt.Sprintf("class/net/%s/%s/%s", name, k.directory, file), fmt.Sprint(v)); err != nil {
			errno := syscall.EIO
			errors.As(err, &errno)
			return links.FailAt(a, errno, "%s %d: %v", a.Name(), v, err)
		}
	}
	return nil
}

// Takes reports whether a link is a bridge or bond.
func (c *compat) Takes(_ *links.Request, master *links.Link) (bool, error) {
	return kinds[master.Kind] != nil, nil
}

// MasterOf returns the name of the bridge or bond that a link is a port of.
func (c *compat) MasterOf(r *links.Request, port *links.Link) (string, error) {
	return links.MasterIn(r, port, c)
}

// Add makes a link a port of a bridge or bond.
func (c *compat) Add(ctx context.Context, r *links.Request, master, port string) error {
	return c.join(ctx, r, master, port, true)
}

// Remove takes a port off a bridge or bond.
func (c *compat) Remove(ctx context.Context, r *links.Request, master, port string) error {
	return c.join(ctx, r, master, port, false)
}

func (c *compat) join(ctx context.Context, r *links.Request, master, port string, on bool) error {
	m, err := links.LinkByName(ctx, r.Kernel, master)
	if err != nil {
		return err
	}
	p, err := links.LinkByName(ctx, r.Kernel, port)
	if err != nil {
		return err
	}
	if m == nil || p == nil || kinds[m.Kind] == nil {
		return links.Fail(syscall.ENODEV, "%s or %s is gone", master, port)
	}
	done, err := c.tried(func() error {
		if on {
			return links.SetMaster(ctx, r.Kernel, p.Index, m.Index)
		}
		return links.SetMaster(ctx, r.Kernel, p.Index, 0)
	})
	switch k := kinds[m.Kind]; {
	case done:
		return err
	case on:
		return k.add(r, m, p)
	default:
		return k.remove(r, m, p)
	}
}

// delLink deletes a bridge or bond.
func (c *compat) delLink(r *links.Request) verdicts.Verdict {
	l, err := r.Target()
	if err != nil {
		return links.Verdict(r.Message, err)
	}
	if l == nil || kinds[l.Kind] == nil {
		return verdicts.Forward()
	}
	done, err := c.tried(func() error { return links.Delete(r.Context, r.Kernel, l.Index) })
	if !done {
		err = remove(r, l)
	}
	return r.Answer(0, err)
}

// remove deletes a link, which has to be down for that if it is a bridge.
func remove(r *links.Request, l *links.Link) error {
	if l.IsUp() {
		set := func(up bool) func(context.Context) error {
			return func(ctx context.Context) error { return links.SetUp(ctx, r.Kernel, l.Index, up) }
		}
		if err := r.Steps.Do(r.Context, "take "+l.Name+" down", set(false), set(true)); err != nil {
			return err
		}
	}
	if err := kinds[l.Kind].delete(r, l.Name); err != nil {
		return fmt.Errorf("delete %s: %w", l.Name, err)
	}
	return nil
}

// files names the files of attributes, which are the attributes' names without prefix unless they are given as
// NAME=file.
func files(prefix string, names ...string) map[string]string {
	m := map[string]string{}
	for _, n := range names {
		name, file, ok := strings.Cut(n, "=")
		if !ok {
			file = strings.ToLower(name)
		}
		m[prefix+name] = file
	}
	return m
}
