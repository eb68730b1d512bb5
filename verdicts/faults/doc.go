// Package faults makes netlink go wrong on purpose, so that programs can be tested against what the kernel does seldom.
//
// What happens to messages is a callback for a chain: an interrupted dump, a dump refused as busy, a lost
// acknowledgement, a message twice, cut short, or late. What happens to datagrams, below all messages, is a Fault of a
// Transport, which wraps the transport of a socket: an overflow of the receive buffer, a datagram lost, cut, twice,
// late, or after the one that follows.
//
//	s.OnRecv(ctx, verdicts.Match{}, faults.Often{Nth: 1}.Callback(faults.LostAck()))
//	t := faults.Wrap(kernel, faults.Often{Every: 10}.Plan(faults.Overflow()))
//	s, err := proxy.Open(proxy.Route, proxy.WithTransport(t))
package faults
