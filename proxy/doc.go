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
// # How a reply finds its waiter
//
// A request is a call with a sequence number of its own, a batch one with as many in a row. It is put into the Socket's
// state, sent, and waited for. No goroutine stands by: the right to read the socket is a token in a channel, and of all
// who wait one takes it and reads for everybody, until it has its own answer; then the next one takes it. Who cannot
// have the token is woken when a reader has found something for it. With a subscription a goroutine, the pump, takes
// its turn as one more who waits, so that events do not pile up; a Stream has one that reads ahead of its consumer.
//
// What a reader receives goes one way:
//
//   - next receives it. If the receive buffer has overflowed, a recovery first reads the queue empty, tells the
//     subscriptions, and ends the calls whose answers are gone.
//   - arrive looks whether it ends a dump, of which the kernel runs one a socket: then the next turn has come.
//   - judge has it pass the receive chain, if a callback may want it. The reader gives the token back meanwhile, for
//     callbacks make requests themselves; what others then read waits after the datagram under judgement, unless it
//     answers a call that is newer.
//   - deliver cuts it into messages. One whose sequence number and port id are of a call, and that comes from who was
//     asked, is that call's: an object is kept for it, an acknowledgement, an error or an NLMSG_DONE ends it. Parts
//     of a dump are kept whole, in the buffer they were received into. Multicast goes to the queues of the
//     subscriptions whose door lets it in, what nobody asked for too, and answers that nobody waits for to Receive.
//
// All that is shared by those who wait is one value, which cannot be reached but locked (state). A call that is done is
// its caller's alone again.
//
// # Callbacks
//
// OnSend and OnRecv put callbacks in the way of a Socket's messages; package verdicts says what they may answer, and
// the packages below it are ready-made ones.
package proxy
