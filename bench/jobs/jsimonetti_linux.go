package jobs

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/jsimonetti/rtnetlink/v2"
	"github.com/jsimonetti/rtnetlink/v2/driver"
	"github.com/mdlayher/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

type jsimonetti struct{ conn *rtnetlink.Conn }

func (x jsimonetti) listLinks(context.Context) error {
	links, err := x.conn.Link.List()
	if err != nil {
		return err
	}
	for _, link := range links {
		fmt.Println(link.Attributes.Name, link.Attributes.MTU, link.Attributes.OperationalState)
	}
	return nil
}

func (x jsimonetti) vethIntoNamespace(_ context.Context, name string) error {
	ns, err := netns.GetFromName(name)
	if err != nil {
		return err
	}
	defer ns.Close()
	peer := &rtnetlink.LinkMessage{
		Attributes: &rtnetlink.LinkAttributes{Name: "v1", NetNS: rtnetlink.NetNSForFD(uint32(ns))},
	}
	err = x.conn.Link.New(&rtnetlink.LinkMessage{
		Attributes: &rtnetlink.LinkAttributes{
			Name: "v0",
			Info: &rtnetlink.LinkInfo{Kind: "veth", Data: &driver.Veth{PeerInfo: peer}},
		},
	})
	if err != nil {
		return err
	}
	there, err := rtnetlink.Dial(&netlink.Config{NetNS: int(ns)})
	if err != nil {
		return err
	}
	defer there.Close()
	links, err := there.Link.List()
	if err != nil {
		return err
	}
	for _, link := range links {
		if link.Attributes.Name != "v1" {
			continue
		}
		err := there.Address.New(&rtnetlink.AddressMessage{
			Family: unix.AF_INET, PrefixLength: 24, Index: link.Index,
			Attributes: &rtnetlink.AddressAttributes{
				Address: net.IPv4(192, 0, 2, 1), Local: net.IPv4(192, 0, 2, 1), Broadcast: net.IPv4(192, 0, 2, 255),
			},
		})
		if err != nil {
			return err
		}
		return there.Link.Set(&rtnetlink.LinkMessage{
			Family: link.Family, Type: link.Type, Index: link.Index, Flags: unix.IFF_UP, Change: unix.IFF_UP,
		})
	}
	return errors.New("there is no v1")
}

func (x jsimonetti) addRoutes(_ context.Context, dsts []*net.IPNet, gateway net.IP) []error {
	errs := make([]error, len(dsts))
	for i, dst := range dsts {
		ones, _ := dst.Mask.Size()
		errs[i] = x.conn.Route.Add(&rtnetlink.RouteMessage{
			Family: unix.AF_INET, Table: unix.RT_TABLE_MAIN, Protocol: unix.RTPROT_BOOT, Type: unix.RTN_UNICAST,
			DstLength: uint8(ones), Attributes: rtnetlink.RouteAttributes{Dst: dst.IP, Gateway: gateway},
		})
	}
	return errs
}

// followLinks joins the group, lists, and does both again after a loss. Links that went meanwhile are found by
// comparing the lists.
func (x jsimonetti) followLinks(ctx context.Context) error {
	known := map[string]bool{}
	for ctx.Err() == nil {
		events, err := rtnetlink.Dial(&netlink.Config{Groups: unix.RTMGRP_LINK})
		if err != nil {
			return err
		}
		stop := context.AfterFunc(ctx, func() { events.Close() })
		links, err := x.conn.Link.List()
		if err != nil {
			return err
		}
		now := map[string]bool{}
		for _, link := range links {
			now[link.Attributes.Name] = true
			if !known[link.Attributes.Name] {
				fmt.Println("added", link.Attributes.Name)
			}
		}
		for name := range known {
			if !now[name] {
				fmt.Println("removed", name)
			}
		}
		known = now
		for {
			messages, headers, err := events.Receive()
			if errors.Is(err, unix.ENOBUFS) {
				break
			} else if err != nil {
				return err
			}
			for i, m := range messages {
				name, gone := m.(*rtnetlink.LinkMessage).Attributes.Name, headers[i].Header.Type == unix.RTM_DELLINK
				fmt.Println(map[bool]string{true: "removed", false: "changed"}[gone], name)
				known[name] = true
				if gone {
					delete(known, name)
				}
			}
		}
		stop()
		events.Close()
	}
	return ctx.Err()
}

// whyRefused tells the kernel's text, but not of which attribute.
func (x jsimonetti) whyRefused(context.Context) error {
	if err := x.conn.SetOption(netlink.ExtendedAcknowledge, true); err != nil {
		return err
	}
	return x.conn.Link.New(&rtnetlink.LinkMessage{
		Attributes: &rtnetlink.LinkAttributes{Name: "br0", MTU: 10, Info: &rtnetlink.LinkInfo{Kind: "bridge"}},
	})
}
