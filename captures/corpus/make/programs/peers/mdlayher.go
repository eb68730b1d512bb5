package main

import (
	"errors"
	"net"
	"os"

	"github.com/jsimonetti/rtnetlink/v2"
	"github.com/mdlayher/ethtool"
	"github.com/mdlayher/genetlink"
	"github.com/mdlayher/netlink"
	"github.com/mdlayher/wifi"
	"golang.org/x/sys/unix"
	"golang.zx2c4.com/wireguard/wgctrl"
	"golang.zx2c4.com/wireguard/wgctrl/wgtypes"
)

func rtnetlinkCalls() error {
	conn, err := rtnetlink.Dial(nil)
	if err != nil {
		return err
	}
	defer conn.Close()
	dummy, err := net.InterfaceByName("d0")
	if err != nil {
		return err
	}
	index := uint32(dummy.Index)
	address := &rtnetlink.AddressMessage{
		Family: unix.AF_INET, PrefixLength: 24, Scope: unix.RT_SCOPE_UNIVERSE, Index: index,
		Attributes: &rtnetlink.AddressAttributes{Address: net.IPv4(10, 1, 0, 1).To4(),
			Local: net.IPv4(10, 1, 0, 1).To4()},
	}
	route := &rtnetlink.RouteMessage{
		Family: unix.AF_INET, DstLength: 24, Table: unix.RT_TABLE_MAIN, Protocol: unix.RTPROT_STATIC,
		Scope: unix.RT_SCOPE_UNIVERSE, Type: unix.RTN_UNICAST,
		Attributes: rtnetlink.RouteAttributes{Dst: net.IPv4(10, 2, 0, 0).To4(), Gateway: net.IPv4(10, 1, 0, 9).To4(),
			OutIface: index, Table: 100},
	}
	return steps(
		func() error { _, err := conn.Link.List(); return err },
		func() error { _, err := conn.Link.Get(index); return err },
		func() error { return conn.Address.New(address) },
		func() error { _, err := conn.Address.List(); return err },
		func() error { return conn.Route.Add(route) },
		func() error { _, err := conn.Route.List(); return err },
		func() error { return conn.Route.Delete(route) },
		func() error { _, err := conn.Rule.List(); return err },
		func() error { _, err := conn.Neigh.List(); return err },
		func() error { return conn.Address.Delete(address) },
	)
}

// sockets uses the packages' options, strict checks and extended acknowledgements among them.
func sockets() error {
	conn, err := netlink.Dial(unix.NETLINK_ROUTE, &netlink.Config{Strict: true})
	if err != nil {
		return err
	}
	defer conn.Close()
	body := make([]byte, unix.SizeofIfInfomsg)
	dump := netlink.Message{Header: netlink.Header{Type: unix.RTM_GETLINK, Flags: netlink.Request | netlink.Dump},
		Data: body}
	wrong := netlink.Message{Header: netlink.Header{Type: unix.RTM_NEWLINK,
		Flags: netlink.Request | netlink.Acknowledge}, Data: body}
	return steps(
		func() error { _, err := conn.Execute(dump); return err },
		func() error {
			if _, err := conn.Execute(wrong); err == nil {
				return errors.New("a link without kind was accepted")
			}
			return nil
		},
	)
}

func families() error {
	generic, err := genetlink.Dial(nil)
	if err != nil {
		return err
	}
	defer generic.Close()
	settings, err := ethtool.New()
	if err != nil {
		return err
	}
	defer settings.Close()
	device := ethtool.Interface{Name: "v0"}
	return steps(
		func() error { _, err := generic.GetFamily("nlctrl"); return err },
		func() error { _, err := generic.ListFamilies(); return err },
		func() error { _, err := settings.LinkInfos(); return err },
		func() error { _, err := settings.LinkMode(device); return err },
		func() error { _, err := settings.LinkState(device); return err },
		wireguard,
		radios,
	)
}

// wireguard sets up the device wg0, which must exist.
func wireguard() error {
	client, err := wgctrl.New()
	if err != nil {
		return err
	}
	defer client.Close()
	var private, peer wgtypes.Key
	for i := range private {
		private[i], peer[i] = 'A', 'B'
	}
	port, mark := 51820, 7
	config := wgtypes.Config{PrivateKey: &private, ListenPort: &port, FirewallMark: &mark, Peers: []wgtypes.PeerConfig{{
		PublicKey: peer, Endpoint: &net.UDPAddr{IP: net.IPv4(192, 0, 2, 9), Port: 51820},
		AllowedIPs: []net.IPNet{*cidr("10.3.0.0/16"), *cidr("fd00::/64")},
	}}}
	return steps(
		func() error { return client.ConfigureDevice("wg0", config) },
		func() error { _, err := client.Device("wg0"); return err },
		func() error { _, err := client.Devices(); return err },
	)
}

// radios asks for wireless interfaces, if the kernel has the family.
func radios() error {
	client, err := wifi.New()
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer client.Close()
	_, err = client.Interfaces()
	return err
}
