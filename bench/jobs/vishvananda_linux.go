package jobs

import (
	"context"
	"fmt"
	"net"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

type vishvananda struct{}

func (vishvananda) listLinks(context.Context) error {
	links, err := netlink.LinkList()
	if err != nil {
		return err
	}
	for _, link := range links {
		fmt.Println(link.Attrs().Name, link.Attrs().MTU, link.Attrs().OperState)
	}
	return nil
}

func (vishvananda) vethIntoNamespace(_ context.Context, name string) error {
	ns, err := netns.GetFromName(name)
	if err != nil {
		return err
	}
	defer ns.Close()
	veth := &netlink.Veth{LinkAttrs: netlink.NewLinkAttrs(), PeerName: "v1", PeerNamespace: netlink.NsFd(ns)}
	veth.Name = "v0"
	if err := netlink.LinkAdd(veth); err != nil {
		return err
	}
	there, err := netlink.NewHandleAt(ns)
	if err != nil {
		return err
	}
	defer there.Close()
	link, err := there.LinkByName("v1")
	if err != nil {
		return err
	}
	addr, err := netlink.ParseAddr("192.0.2.1/24")
	if err != nil {
		return err
	}
	if err := there.AddrAdd(link, addr); err != nil {
		return err
	}
	return there.LinkSetUp(link)
}

func (vishvananda) addRoutes(_ context.Context, dsts []*net.IPNet, gateway net.IP) []error {
	errs := make([]error, len(dsts))
	for i, dst := range dsts {
		errs[i] = netlink.RouteAdd(&netlink.Route{Dst: dst, Gw: gateway})
	}
	return errs
}

// followLinks subscribes again after a loss. Links that went meanwhile are found by comparing the lists.
func (vishvananda) followLinks(ctx context.Context) error {
	known := map[string]bool{}
	for {
		failed, updates, done := make(chan error, 1), make(chan netlink.LinkUpdate), make(chan struct{})
		report := func(err error) { failed <- err }
		options := netlink.LinkSubscribeOptions{ErrorCallback: report}
		if err := netlink.LinkSubscribeWithOptions(updates, done, options); err != nil {
			return err
		}
		links, err := netlink.LinkList()
		if err != nil {
			return err
		}
		now := map[string]bool{}
		for _, link := range links {
			now[link.Attrs().Name] = true
			if !known[link.Attrs().Name] {
				fmt.Println("added", link.Attrs().Name)
			}
		}
		for name := range known {
			if !now[name] {
				fmt.Println("removed", name)
			}
		}
		known = now
		for lost := false; !lost; {
			select {
			case <-ctx.Done():
				close(done)
				return ctx.Err()
			case <-failed:
				close(done)
				lost = true
			case u := <-updates:
				name, gone := u.Attrs().Name, u.Header.Type == unix.RTM_DELLINK
				fmt.Println(map[bool]string{true: "removed", false: "changed"}[gone], name)
				known[name] = true
				if gone {
					delete(known, name)
				}
			}
		}
	}
}

// whyRefused tells the kernel's text, but not of which attribute.
func (vishvananda) whyRefused(context.Context) error {
	nl.EnableErrorMessageReporting = true
	return netlink.LinkAdd(&netlink.Bridge{LinkAttrs: netlink.LinkAttrs{Name: "br0", MTU: 10}})
}
