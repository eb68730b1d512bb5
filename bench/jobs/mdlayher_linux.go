package jobs

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"

	"github.com/mdlayher/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

type mdlayher struct{ conn *netlink.Conn }

func (x mdlayher) listLinks(context.Context) error {
	messages, err := x.conn.Execute(netlink.Message{
		Header: netlink.Header{Type: unix.RTM_GETLINK, Flags: netlink.Request | netlink.Dump},
		Data:   make([]byte, unix.SizeofIfInfomsg),
	})
	if err != nil {
		return err
	}
	for _, m := range messages {
		attrs, err := netlink.NewAttributeDecoder(m.Data[unix.SizeofIfInfomsg:])
		if err != nil {
			return err
		}
		var name string
		var mtu uint32
		var state uint8
		for attrs.Next() {
			switch attrs.Type() {
			case unix.IFLA_IFNAME:
				name = attrs.String()
			case unix.IFLA_MTU:
				mtu = attrs.Uint32()
			case unix.IFLA_OPERSTATE:
				state = attrs.Uint8()
			}
		}
		if err := attrs.Err(); err != nil {
			return err
		}
		fmt.Println(name, mtu, state)
	}
	return nil
}

func (x mdlayher) vethIntoNamespace(_ context.Context, name string) error {
	ns, err := netns.GetFromName(name)
	if err != nil {
		return err
	}
	defer ns.Close()
	attrs := netlink.NewAttributeEncoder()
	attrs.String(unix.IFLA_IFNAME, "v0")
	attrs.Nested(unix.IFLA_LINKINFO, func(info *netlink.AttributeEncoder) error {
		info.String(unix.IFLA_INFO_KIND, "veth")
		info.Nested(unix.IFLA_INFO_DATA, func(data *netlink.AttributeEncoder) error {
			const peerInfo = 1 // VETH_INFO_PEER
			data.Do(peerInfo, func() ([]byte, error) {
				peer := netlink.NewAttributeEncoder()
				peer.String(unix.IFLA_IFNAME, "v1")
				peer.Uint32(unix.IFLA_NET_NS_FD, uint32(ns))
				b, err := peer.Encode()
				return append(make([]byte, unix.SizeofIfInfomsg), b...), err
			})
			return nil
		})
		return nil
	})
	b, err := attrs.Encode()
	if err != nil {
		return err
	}
	create := netlink.Request | netlink.Acknowledge | netlink.Create | netlink.Excl
	_, err = x.conn.Execute(netlink.Message{
		Header: netlink.Header{Type: unix.RTM_NEWLINK, Flags: create},
		Data:   append(make([]byte, unix.SizeofIfInfomsg), b...),
	})
	if err != nil {
		return err
	}
	there, err := netlink.Dial(unix.NETLINK_ROUTE, &netlink.Config{NetNS: int(ns)})
	if err != nil {
		return err
	}
	defer there.Close()
	attrs = netlink.NewAttributeEncoder()
	attrs.String(unix.IFLA_IFNAME, "v1")
	if b, err = attrs.Encode(); err != nil {
		return err
	}
	links, err := there.Execute(netlink.Message{
		Header: netlink.Header{Type: unix.RTM_GETLINK, Flags: netlink.Request},
		Data:   append(make([]byte, unix.SizeofIfInfomsg), b...),
	})
	if err != nil {
		return err
	}
	index := binary.NativeEndian.Uint32(links[0].Data[4:])
	attrs = netlink.NewAttributeEncoder()
	attrs.Bytes(unix.IFA_LOCAL, net.IPv4(192, 0, 2, 1).To4())
	attrs.Bytes(unix.IFA_ADDRESS, net.IPv4(192, 0, 2, 1).To4())
	if b, err = attrs.Encode(); err != nil {
		return err
	}
	header := binary.NativeEndian.AppendUint32([]byte{unix.AF_INET, 24, 0, unix.RT_SCOPE_UNIVERSE}, index)
	_, err = there.Execute(netlink.Message{
		Header: netlink.Header{Type: unix.RTM_NEWADDR, Flags: create}, Data: append(header, b...),
	})
	if err != nil {
		return err
	}
	header = binary.NativeEndian.AppendUint32(make([]byte, 4), index)
	header = binary.NativeEndian.AppendUint32(header, unix.IFF_UP)
	header = binary.NativeEndian.AppendUint32(header, unix.IFF_UP)
	_, err = there.Execute(netlink.Message{
		Header: netlink.Header{Type: unix.RTM_NEWLINK, Flags: netlink.Request | netlink.Acknowledge}, Data: header,
	})
	return err
}

func (x mdlayher) addRoutes(_ context.Context, dsts []*net.IPNet, gateway net.IP) []error {
	errs := make([]error, len(dsts))
	for i, dst := range dsts {
		ones, _ := dst.Mask.Size()
		attrs := netlink.NewAttributeEncoder()
		attrs.Bytes(unix.RTA_DST, dst.IP.To4())
		attrs.Bytes(unix.RTA_GATEWAY, gateway.To4())
		b, err := attrs.Encode()
		if err != nil {
			errs[i] = err
			continue
		}
		header := []byte{
			unix.AF_INET, uint8(ones), 0, 0,
			unix.RT_TABLE_MAIN, unix.RTPROT_BOOT, unix.RT_SCOPE_UNIVERSE, unix.RTN_UNICAST,
			0, 0, 0, 0,
		}
		flags := netlink.Request | netlink.Acknowledge | netlink.Create | netlink.Excl
		_, errs[i] = x.conn.Execute(netlink.Message{
			Header: netlink.Header{Type: unix.RTM_NEWROUTE, Flags: flags}, Data: append(header, b...),
		})
	}
	return errs
}

// followLinks joins the group, lists, and does both again after a loss. Links that went meanwhile are found by
// comparing the lists.
func (x mdlayher) followLinks(ctx context.Context) error {
	known := map[string]bool{}
	for ctx.Err() == nil {
		events, err := netlink.Dial(unix.NETLINK_ROUTE, &netlink.Config{Groups: unix.RTMGRP_LINK})
		if err != nil {
			return err
		}
		stop := context.AfterFunc(ctx, func() { events.Close() })
		links, err := x.conn.Execute(netlink.Message{
			Header: netlink.Header{Type: unix.RTM_GETLINK, Flags: netlink.Request | netlink.Dump},
			Data:   make([]byte, unix.SizeofIfInfomsg),
		})
		if err != nil {
			return err
		}
		now := map[string]bool{}
		for _, link := range links {
			name, err := nameOf(link)
			if err != nil {
				return err
			}
			now[name] = true
			if !known[name] {
				fmt.Println("added", name)
			}
		}
		for name := range known {
			if !now[name] {
				fmt.Println("removed", name)
			}
		}
		known = now
		for {
			messages, err := events.Receive()
			if errors.Is(err, unix.ENOBUFS) {
				break
			} else if err != nil {
				return err
			}
			for _, m := range messages {
				name, err := nameOf(m)
				if err != nil {
					return err
				}
				gone := m.Header.Type == unix.RTM_DELLINK
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

// nameOf is not counted.
func nameOf(m netlink.Message) (name string, err error) {
	attrs, err := netlink.NewAttributeDecoder(m.Data[unix.SizeofIfInfomsg:])
	if err != nil {
		return "", err
	}
	for attrs.Next() {
		if attrs.Type() == unix.IFLA_IFNAME {
			name = attrs.String()
		}
	}
	return name, attrs.Err()
}

// whyRefused tells the kernel's text, and where in the request the attribute is.
func (x mdlayher) whyRefused(context.Context) error {
	if err := x.conn.SetOption(netlink.ExtendedAcknowledge, true); err != nil {
		return err
	}
	attrs := netlink.NewAttributeEncoder()
	attrs.String(unix.IFLA_IFNAME, "br0")
	attrs.Uint32(unix.IFLA_MTU, 10)
	attrs.Nested(unix.IFLA_LINKINFO, func(info *netlink.AttributeEncoder) error {
		info.String(unix.IFLA_INFO_KIND, "bridge")
		return nil
	})
	b, err := attrs.Encode()
	if err != nil {
		return err
	}
	_, err = x.conn.Execute(netlink.Message{
		Header: netlink.Header{
			Type: unix.RTM_NEWLINK, Flags: netlink.Request | netlink.Acknowledge | netlink.Create | netlink.Excl,
		},
		Data: append(make([]byte, unix.SizeofIfInfomsg), b...),
	})
	return err
}
