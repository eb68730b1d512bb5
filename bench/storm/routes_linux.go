package main

import (
	"context"
	"encoding/binary"
	"iter"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
)

// hosts returns requests for routes to single hosts through the loopback.
func hosts(s *proxy.Socket, routes int) (iter.Seq[[]byte], error) {
	enc := codec.Encoder{Registry: s.Registry()}
	one, err := enc.Append(nil, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWROUTE", FlagNames: "request|create",
		Fixed: map[string]any{"rtm_family": "inet", "rtm_dst_len": 32, "rtm_table": "main", "rtm_protocol": "static",
			"rtm_scope": "link", "rtm_type": "unicast"},
		Attrs: []codec.A{{Name: "RTA_DST", Value: netip.IPv4Unspecified()}, {Name: "RTA_OIF", Value: 1}},
	})
	const dst = codec.HeaderLen + 12 + 4 // struct rtmsg, struct rtattr
	return func(yield func([]byte) bool) {
		for i := range routes {
			message := slices.Clone(one)
			binary.BigEndian.PutUint32(message[dst:], 10<<24+1+uint32(i))
			if !yield(message) {
				return
			}
		}
	}, err
}

// prepare sets the loopback up.
func prepare(ctx context.Context, namespace string) error {
	ip, err := iproute.Open(proxy.InNetNS(namespace))
	if err != nil {
		return err
	}
	defer ip.Close()
	return ip.SetUp(ctx, "lo")
}

// blow makes routes as fast as the kernel does, 512 a datagram.
func blow(ctx context.Context, namespace string, routes int) error {
	s, err := proxy.Open(proxy.Route, proxy.InNetNS(namespace))
	if err != nil {
		return err
	}
	defer s.Close()
	requests, err := hosts(s, routes)
	if err != nil {
		return err
	}
	for _, err := range s.BatchRawSeq(ctx, requests) {
		if err != nil {
			return err
		}
	}
	return nil
}
