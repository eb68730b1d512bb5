package proxy_test

import (
	"context"
	"fmt"
	"log"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

// A request is refused before the kernel sees it.
func ExampleSocket_OnSend() {
	s := exampleSocket()
	defer s.Close()
	match := verdicts.Match{Types: []string{"RTM_NEWLINK"}, Filter: `attr.IFLA_IFNAME startsWith "d"`}
	remove, err := s.OnSend(context.Background(), match, func(c *verdicts.Call) verdicts.Verdict {
		return verdicts.Error(syscall.EPERM, "no names with d")
	})
	if err != nil {
		log.Fatal(err) // a name that no table knows, or a filter that makes no sense
	}
	_, err = s.Request(context.Background(), newDummy("d0"))
	fmt.Println(err)
	remove()
	_, err = s.Request(context.Background(), newDummy("d0"))
	fmt.Println(err)
	// Output:
	// RTM_NEWLINK: no names with d (EPERM)
	// <nil>
}

// A request is answered in the kernel's place.
func ExampleSocket_OnSend_return() {
	s := exampleSocket()
	defer s.Close()
	encoder := codec.Encoder{Registry: s.Registry()}
	answer, err := encoder.Append(nil, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Fixed: map[string]any{"ifi_index": 42},
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "made-up"}, {Name: "IFLA_MTU", Value: 9000}},
	})
	if err != nil {
		log.Fatal(err)
	}
	match := verdicts.Match{Types: []string{"RTM_GETLINK"}}
	_, err = s.OnSend(context.Background(), match, func(*verdicts.Call) verdicts.Verdict {
		return verdicts.Return(answer)
	})
	if err != nil {
		log.Fatal(err)
	}
	printLinks(s)
	// Output: made-up 42 9000
}

// An answer is changed on its way to the program.
func ExampleSocket_OnRecv() {
	s := exampleSocket()
	defer s.Close()
	match := verdicts.Match{Types: []string{"RTM_NEWLINK"}}
	_, err := s.OnRecv(context.Background(), match, func(c *verdicts.Call) verdicts.Verdict {
		if err := c.Message.Set(1280, "IFLA_MTU"); err != nil {
			return verdicts.Error(syscall.EINVAL, err.Error())
		}
		return verdicts.Forward() // with the change, and past the callbacks after this one
	})
	if err != nil {
		log.Fatal(err)
	}
	printLinks(s)
	// Output: lo 1 1280
}

// printLinks dumps the links, and prints name, index and MTU of each.
func printLinks(s *proxy.Socket) {
	links := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
	for m, err := range s.Dump(context.Background(), links) {
		if err != nil {
			log.Fatal(err)
		}
		name, _ := m.Attr("IFLA_IFNAME")
		index, _ := m.Field("ifi_index")
		mtu, _ := m.Attr("IFLA_MTU")
		fmt.Println(name.Text(), index, mtu.Value())
	}
}
