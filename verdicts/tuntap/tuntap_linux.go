package tuntap

import (
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// Install lets the requests of a socket make tun and tap devices, until remove is called.
func Install(h verdicts.Hooks, o device.Options) (remove func(), err error) {
	return links.OnLinks(h, &links.Means{Options: o}, func(r *links.Request) verdicts.Verdict {
		if r.Kind != "tun" && r.Kind != "tap" && r.Kind != "tuntap" {
			return verdicts.Forward()
		}
		return newLink(r)
	}, "RTM_NEWLINK")
}

// work is a request being carried out. The file is open until all is done: a device that is not persistent yet ends
// with it, wherever it was moved meanwhile.
type work struct {
	*links.Request
	settings
	fd int // -1: not open
}

func newLink(r *links.Request) verdicts.Verdict {
	w := work{Request: r, fd: -1}
	defer func() {
		if w.fd >= 0 {
			unix.Close(w.fd)
		}
	}()
	index, err := r.Make(w.create, w.change)
	if err == nil && w.fd >= 0 {
		err = finish(w.fd, w.settings)
	}
	return r.Answer(index, err)
}

func (w *work) open() error {
	return w.InNetNS(w.Call, func() (err error) { w.fd, err = open(); return err })
}

func (w *work) create() (l *links.Link, err error) {
	if w.settings, err = parse(w.Request, 0); err != nil {
		return nil, err
	}
	name := w.Name
	if name == "" {
		name = "tun%d"
		if w.flags&unix.IFF_TAP != 0 {
			name = "tap%d"
		}
	}
	if err := links.CheckName(name); err != nil {
		a, _ := w.Message.Attr("IFLA_IFNAME")
		return nil, links.FailAt(a, syscall.EINVAL, "%v", err)
	}
	if err := w.open(); err != nil {
		return nil, err
	}
	if name, err = attach(w.fd, name, w.Index, w.flags|unix.IFF_TUN_EXCL); err != nil {
		return nil, err
	}
	return w.Made(name)
}

// change takes hold of a device whose owner or group is to change, or that is to stay.
func (w *work) change(l *links.Link) (err error) {
	if l.Kind != "tun" {
		return links.Fail(syscall.EOPNOTSUPP, "%s is no tun or tap device", l.Name)
	}
	is := flagsOf(l)
	if w.settings, err = parse(w.Request, is); err != nil {
		return err
	}
	if changed := (w.flags ^ is) &^ (unix.IFF_ONE_QUEUE | unix.IFF_TUN_EXCL); changed != 0 {
		return links.Fail(syscall.EOPNOTSUPP, "%s cannot be changed: %s", l.Name, words(changed))
	}
	if w.owner == nil && w.group == nil && !w.persist {
		return nil
	}
	if err := w.open(); err != nil {
		return err
	}
	_, err = attach(w.fd, l.Name, 0, is)
	return err
}

// words names flags that cannot be changed.
func words(flags uint16) string {
	var words []string
	if flags&(unix.IFF_TUN|unix.IFF_TAP) != 0 {
		words = append(words, "tun or tap")
	}
	for _, n := range flagNames {
		if flags&n.flag != 0 {
			words = append(words, n.member)
		}
	}
	return strings.Join(words, ", ")
}
