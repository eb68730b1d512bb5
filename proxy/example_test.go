package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// exampleSocket opens a socket of a kernel in memory, so that the examples run anywhere. On the running kernel, leave
// WithTransport out.
func exampleSocket() *proxy.Socket {
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		log.Fatal(err)
	}
	return s
}

// createExcl are the flags of a request that makes what must not be there yet.
const createExcl = codec.FlagCreate | codec.FlagExcl

// newDummy is what `ip link add NAME type dummy` asks for.
func newDummy(name string) *codec.Request {
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: createExcl,
		Attrs: []codec.A{
			{Name: "IFLA_IFNAME", Value: name},
			{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "dummy"}}},
		},
	}
}

func ExampleSocket_Request() {
	s := exampleSocket()
	defer s.Close()
	ctx := context.Background()
	if _, err := s.Request(ctx, newDummy("d0")); err != nil {
		log.Fatal(err)
	}
	replies, err := s.Request(ctx, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "d0"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	index, _ := replies[0].Field("ifi_index")
	mtu, _ := replies[0].Attr("IFLA_MTU")
	fmt.Println(replies[0].Name(), index, mtu.Value())
	// Output: RTM_NEWLINK 2 1500
}

func ExampleSocket_Dump() {
	s := exampleSocket()
	defer s.Close()
	links := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
	for m, err := range s.Dump(context.Background(), links) {
		if err != nil {
			log.Fatal(err)
		}
		name, _ := m.Attr("IFLA_IFNAME")
		fmt.Println(name.Text())
	}
	// Output: lo
}

func ExampleSocket_Batch() {
	s := exampleSocket()
	defer s.Close()
	requests := []*codec.Request{newDummy("d0"), newDummy("d0"), newDummy("d1")}
	results, err := s.Batch(context.Background(), requests)
	if err != nil {
		log.Fatal(err) // none, or not all, came through
	}
	for _, err := range results {
		fmt.Println(err)
	}
	// Output:
	// <nil>
	// RTM_NEWLINK: file exists (EEXIST)
	// <nil>
}

func ExampleSocket_BatchSeq() {
	s := exampleSocket()
	defer s.Close()
	requests := func(yield func(*codec.Request) bool) { // as many as there are: none is kept
		for i := range 3 {
			r := newDummy(fmt.Sprint("d", i))
			r.Flags |= codec.FlagEcho // tell what was made
			if !yield(r) {
				return
			}
		}
	}
	for r, err := range s.BatchSeq(context.Background(), requests, proxy.StopOnError()) {
		if err != nil {
			log.Fatal(err)
		}
		index, _ := r.Messages[0].Field("ifi_index")
		fmt.Println(r.Index, index)
	}
	// Output:
	// 0 2
	// 1 3
	// 2 4
}

func ExampleSocket_Exchange() {
	s := exampleSocket()
	defer s.Close()
	links := &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_index": 1},
	}
	replies, err := s.Exchange(context.Background(), links, proxy.Replies(1)) // no acknowledgement is asked for
	if err != nil {
		log.Fatal(err)
	}
	name, _ := replies[0].Attr("IFLA_IFNAME")
	fmt.Println(name.Text())
	// Output: lo
}

func ExampleError() {
	s := exampleSocket()
	defer s.Close()
	_, err := s.Request(context.Background(), &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: createExcl,
		Attrs: []codec.A{
			{Name: "IFLA_LINKINFO", Value: []codec.A{
				{Name: "IFLA_INFO_KIND", Value: "vrf"},
				{Name: "IFLA_INFO_DATA", Value: []codec.A{{Name: "IFLA_VRF_TABLE", Value: 0}}},
			}},
		},
	})
	fmt.Println(err)
	fmt.Println(errors.Is(err, syscall.EINVAL))
	var refused *proxy.Error
	if errors.As(err, &refused) {
		fmt.Println(refused.Path)
	}
	// Output:
	// RTM_NEWLINK: IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VRF_TABLE: Invalid VRF table id (EINVAL)
	// true
	// IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VRF_TABLE
}

func ExampleSocket_Subscribe() {
	s := exampleSocket()
	defer s.Close()
	ctx := context.Background()
	sub, err := s.Subscribe(ctx, "RTNLGRP_LINK")
	if err != nil {
		log.Fatal(err)
	}
	defer sub.Close()
	if _, err := s.Request(ctx, newDummy("d0")); err != nil {
		log.Fatal(err)
	}
	for e, err := range sub.Events(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		if e.Overrun != nil { // some events are lost: dump again
			continue
		}
		name, _ := e.Message.Attr("IFLA_IFNAME")
		fmt.Println(e.Message.Name(), name.Text())
		break
	}
	// Output: RTM_NEWLINK d0
}
