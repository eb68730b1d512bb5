// Package proxy speaks netlink: requests, dumps, batches and events over a Socket, whose messages can be judged,
// changed and answered by callbacks on their way, and which need not end in the kernel of this machine.
//
// A Socket stands on a transport.Transport: the kernel's own sockets, or another that is given with WithTransport.
// Everything above works the same on all of them: package transport/fake is a kernel in memory, transport/recording
// records and replays, and remote opens sockets of another host.
//
//	s, err := proxy.Open(proxy.Route)
//	if err != nil {
//		return err
//	}
//	defer s.Close()
//	links := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
//	for m, err := range s.Dump(ctx, links) {
//		if err != nil {
//			return err
//		}
//		name, _ := m.Attr("IFLA_IFNAME")
//		fmt.Println(name.Text())
//	}
//
// A request is names and values, as codec.Request describes it, or octets in host byte order, as the methods on Raw
// take them. What answers it are messages of package codec. What the kernel refuses is an *Error. Every wait ends with
// its context.
//
// OnSend and OnRecv put callbacks in the way of a Socket's messages; package verdicts says what they may answer, and
// the packages below it are ready-made ones.
package proxy
