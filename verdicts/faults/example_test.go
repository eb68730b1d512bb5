package faults_test

import (
	"context"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// The first answer that comes is lost because the receive buffer is full: does the program ask again?
func ExampleWrap() {
	kernel := fake.New(fake.Options{}).Socket()
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(
		faults.Wrap(kernel, faults.Often{Nth: 1}.Plan(faults.Overflow())),
	))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	fmt.Println(countLinks(s))
	// Output: 1 <nil>
}

// The first dump is refused.
func ExampleOften_Callback() {
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()), proxy.DumpRetries(0))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	busy := faults.Often{AtMost: 1}.Callback(faults.BusyDump())
	if _, err := s.OnSend(context.Background(), verdicts.Match{}, busy); err != nil {
		log.Fatal(err)
	}
	fmt.Println(countLinks(s))
	fmt.Println(countLinks(s))
	// Output:
	// 0 RTM_GETLINK: device or resource busy (EBUSY)
	// 1 <nil>
}

func countLinks(s *proxy.Socket) (n int, err error) {
	links := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
	for _, err := range s.Dump(context.Background(), links) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
