package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/signal"

	"github.com/mdlayher/netlink"
	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// watch is a monitor of a library, written as its documentation does, which goes on after ENOBUFS where the library lets it.
func watch(role string) error {
	out := bufio.NewWriter(os.Stdout)
	switch role {
	case "mdlayher":
		return watchMdlayher(out, 0)
	case "mdlayher-32":
		return watchMdlayher(out, 32<<20)
	case "vishvananda":
		return watchVishvananda(out, 0)
	case "vishvananda-32":
		return watchVishvananda(out, 32<<20)
	}
	return fmt.Errorf("-watch %s: no such monitor", role)
}

func watchMdlayher(out *bufio.Writer, buffer int) error {
	conn, err := netlink.Dial(unix.NETLINK_ROUTE, &netlink.Config{Groups: 1 << (unix.RTNLGRP_IPV4_ROUTE - 1)})
	if err != nil {
		return err
	}
	defer conn.Close()
	if buffer != 0 {
		if err := conn.SetReadBuffer(buffer); err != nil {
			return err
		}
	}
	for {
		messages, err := conn.Receive()
		if errors.Is(err, unix.ENOBUFS) {
			fmt.Fprintln(os.Stderr, err)
			continue
		}
		if err != nil {
			return err
		}
		for _, m := range messages {
			attrs, err := netlink.NewAttributeDecoder(m.Data[unix.SizeofRtMsg:])
			if err != nil {
				return err
			}
			for attrs.Next() {
				if attrs.Type() == unix.RTA_DST {
					tell(out, binary.BigEndian.Uint32(attrs.Bytes()))
				}
			}
		}
		out.Flush()
	}
}

func watchVishvananda(out *bufio.Writer, buffer int) error {
	updates, done := make(chan vishvananda.RouteUpdate, 1000), make(chan struct{})
	err := vishvananda.RouteSubscribeWithOptions(updates, done, vishvananda.RouteSubscribeOptions{
		ErrorCallback:     func(err error) { fmt.Fprintln(os.Stderr, err) },
		ReceiveBufferSize: buffer, ReceiveBufferForceSize: buffer != 0,
	})
	if err != nil {
		return err
	}
	for u := range updates {
		if address := u.Dst.IP.To4(); address != nil {
			tell(out, binary.BigEndian.Uint32(address))
		}
		if len(updates) == 0 {
			out.Flush()
		}
	}
	out.Flush()
	ended := make(chan os.Signal, 1) // it has given up: what it told is still to be counted
	signal.Notify(ended, unix.SIGTERM)
	<-ended
	return nil
}

func tell(out *bufio.Writer, address uint32) {
	var octets [4]byte
	binary.BigEndian.PutUint32(octets[:], address)
	fmt.Fprintln(out, netip.AddrFrom4(octets))
}
