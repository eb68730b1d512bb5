package links

import (
	"context"
	"fmt"
	"slices"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
)

// Ports puts links under others, and takes them off, by other ways than rtnetlink.
type Ports interface {
	// Takes reports whether it looks after the ports of a link.
	Takes(r *Request, master *Link) (bool, error)
	// MasterOf returns the name of the link that another is a port of, "" if it is not one that Ports looks after.
	MasterOf(r *Request, port *Link) (string, error)
	Add(ctx context.Context, r *Request, master, port string) error
	Remove(ctx context.Context, r *Request, master, port string) error
}

// MasterIn is MasterOf of Ports whose ports the kernel shows: the link above, if Ports takes it.
func MasterIn(r *Request, port *Link, ports Ports) (string, error) {
	if port.Master == 0 {
		return "", nil
	}
	l, err := LinkByIndex(r.Context, r.Kernel, port.Master)
	if err != nil || l == nil {
		return "", err
	}
	if takes, err := ports.Takes(r, l); err != nil || !takes {
		return "", err
	}
	return l.Name, nil
}

// port is what a request with IFLA_MASTER comes to.
type port struct {
	*Request
	ports Ports
	link  *Link  // nil if the request makes it
	from  string // the link of Ports' that it is a port of, "" for none
	to    string // the link of Ports' that it becomes a port of, "" for none
	up    int    // the index in IFLA_MASTER
}

// SetMaster carries out an RTM_SETLINK or RTM_NEWLINK that has IFLA_MASTER, where Ports looks after the link above, or
// the one that was there. The rest of the request goes to the kernel: what makes or changes the link before, the flags
// after.
func (r *Request) SetMaster(ports Ports) verdicts.Verdict {
	p := port{Request: r, ports: ports}
	ours, err := p.find()
	if err != nil {
		return Verdict(r.Message, err)
	}
	if !ours {
		return verdicts.Forward()
	}
	return r.Answer(p.move())
}

// find finds the links, and whether there is anything to do for Ports.
func (p *port) find() (ours bool, err error) {
	var given bool
	if p.up, given = p.NewMaster(); !given || p.Moves() {
		return false, nil
	}
	if p.link, err = p.Target(); err != nil {
		return false, err
	}
	if p.link == nil && !p.Creates() || p.link != nil && p.has(codec.FlagExcl) {
		return false, nil // the kernel has the errors for it
	}
	if p.up != 0 {
		above, err := LinkByIndex(p.Context, p.Kernel, p.up)
		if err != nil || above == nil {
			return false, err
		}
		takes, err := p.ports.Takes(p.Request, above)
		if err != nil {
			return false, err
		}
		if takes {
			p.to = above.Name
		}
	}
	if p.link != nil {
		if p.from, err = p.ports.MasterOf(p.Request, p.link); err != nil {
			return false, err
		}
	}
	return p.to != "" || p.from != "", nil
}

func (p *port) move() (index int, err error) {
	l, err := p.settle()
	if err == nil && l == nil {
		err = Fail(syscall.ENODEV, "the link is gone")
	}
	if err != nil {
		return 0, err
	}
	if p.from != p.to {
		if err := p.leave(l); err != nil {
			return 0, err
		}
		if err := p.join(l); err != nil {
			return 0, err
		}
	}
	p.Handled = []string{"IFLA_MASTER"}
	return l.Index, p.Place(l.Index)
}

// settle has the link made or changed as far as it does without the link above.
func (p *port) settle() (*Link, error) {
	attrs := p.left(func(name string) bool { return name != "IFLA_MASTER" })
	if p.link != nil && !slices.ContainsFunc(attrs, func(a codec.A) bool { return p.changes(a) }) {
		return p.link, nil
	}
	q := p.Copy(func(name string) bool { return name != "IFLA_MASTER" })
	delete(q.Fixed, "ifi_flags")
	delete(q.Fixed, "ifi_change")
	q.Flags &^= codec.FlagEcho
	if p.link == nil {
		return p.makeLink(q)
	}
	if _, err := p.rest(p.Call).Request(p.Context, q); err != nil {
		return nil, fmt.Errorf("all but IFLA_MASTER: %w", err)
	}
	return LinkByIndex(p.Context, p.Kernel, p.link.Index) // it may have another name now
}

// makeLink has the link made, under a name that is known: not all kernels tell the one that they choose for a pattern.
func (p *port) makeLink(q *codec.Request) (*Link, error) {
	name, err := p.FreeName(p.Kind, nil)
	if err != nil {
		return nil, err
	}
	q.Attrs = slices.DeleteFunc(q.Attrs, func(a codec.A) bool { return a.Name == "IFLA_IFNAME" })
	q.Attrs = append([]codec.A{{Name: "IFLA_IFNAME", Value: name}}, q.Attrs...)
	if _, err := p.rest(p.Call).Request(p.Context, q); err != nil {
		return nil, fmt.Errorf("all but IFLA_MASTER: %w", err)
	}
	l, err := p.Made(name)
	if err != nil {
		return nil, err
	}
	p.Steps.Done("make "+name, func(ctx context.Context) error { return Delete(ctx, p.Kernel, l.Index) })
	return l, nil
}

// changes reports whether an attribute changes a link, and does not only name it.
func (p *port) changes(a codec.A) bool {
	if a.Name == "IFLA_IFNAME" {
		return p.Renames(p.link) != ""
	}
	return !slices.Contains(identity, a.Name) || a.Name == "IFLA_LINKINFO" && p.HasData() || a.Name == "IFLA_PROP_LIST"
}

// leave takes the link off the one that it is under.
func (p *port) leave(l *Link) error {
	switch {
	case p.from != "":
		what := fmt.Sprintf("take %s off %s", l.Name, p.from)
		return p.Steps.Do(p.Context, what, p.remove(l, p.from), p.add(l, p.from))
	case l.Master != 0 && l.Master != p.up:
		what := fmt.Sprintf("take %s off the link above", l.Name)
		return p.Steps.Do(p.Context, what, p.setMaster(l, 0), p.setMaster(l, l.Master))
	}
	return nil
}

// join puts the link under the one that the request names.
func (p *port) join(l *Link) error {
	switch {
	case p.to != "":
		what := fmt.Sprintf("put %s under %s", l.Name, p.to)
		return p.Steps.Do(p.Context, what, p.add(l, p.to), p.remove(l, p.to))
	case p.up != 0:
		what := fmt.Sprintf("put %s under the link of index %d", l.Name, p.up)
		return p.Steps.Do(p.Context, what, p.setMaster(l, p.up), p.setMaster(l, 0))
	}
	return nil
}

func (p *port) add(l *Link, master string) func(context.Context) error {
	return func(ctx context.Context) error { return p.ports.Add(ctx, p.Request, master, l.Name) }
}

func (p *port) remove(l *Link, master string) func(context.Context) error {
	return func(ctx context.Context) error { return p.ports.Remove(ctx, p.Request, master, l.Name) }
}

func (p *port) setMaster(l *Link, master int) func(context.Context) error {
	return func(ctx context.Context) error { return SetMaster(ctx, p.Kernel, l.Index, master) }
}
