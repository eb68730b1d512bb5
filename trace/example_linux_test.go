package trace_test

import (
	"context"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/trace"
)

// A socket's events, and who causes them. It needs CAP_BPF and CAP_PERFMON.
func Example() {
	ctx := context.Background()
	s, err := proxy.Open(proxy.Route)
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	who, err := trace.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer who.Close()
	conn, err := s.SyscallConn()
	if err != nil {
		log.Fatal(err)
	}
	source, err := who.Attach(conn)
	if err != nil {
		log.Fatal(err)
	}
	sub, err := s.Subscribe(ctx, "link")
	if err != nil {
		log.Fatal(err)
	}
	for {
		datagrams, err := sub.Take(ctx)
		if err != nil {
			log.Fatal(err)
		}
		for _, d := range datagrams {
			task, _ := source.Cause(d.Octets)
			for m := range s.Messages(d.Octets) {
				fmt.Println(m.Name(), "by", task) // RTM_NEWLINK by ip[4242]
			}
		}
	}
}

func ExampleContainer() {
	fmt.Println(trace.Container("/system.slice/docker-" +
		"0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0.scope")[:12])
	// Output: 0f1e2d3c4b5a
}
