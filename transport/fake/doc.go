// Package fake is a rtnetlink kernel in memory, for tests that need no kernel, no root and no network namespace: links,
// addresses, routes, routing rules and neighbours, that are asked for, made, changed and deleted with the same octets,
// refused with the same errors, and told of by the same events as by Linux.
//
//	k := fake.New(fake.Options{})
//	s, err := proxy.Open(proxy.Route, proxy.WithTransport(k.Socket()))
//
// Every Socket of a Kernel is a netlink socket of its own, with its port id, groups and receive buffer. A Kernel can be
// filled (AddLink, …) and looked at (Links, …, Snapshot) directly, and can be told to fail: Refuse, InterruptDumps,
// Socket.Overrun.
//
// The tests of this package hold the fake and the running kernel to the same table of behaviours, and send both random
// requests; texts are those of Linux 6.18. What is different:
//
//   - There is one network namespace. A request with IFLA_NET_NS_FD, IFLA_NET_NS_PID or IFLA_TARGET_NETNSID is refused.
//   - Nothing happens by itself: links whose carrier changes tell so at once, neighbours are not probed, and
//     addresses do not expire. IPv6 makes no link-local addresses.
//   - Bridges have no forwarding database and tell nothing in the family AF_BRIDGE; bonds take links in as they are.
//     There are no statistics, features (IFLA_EVENT), queueing disciplines and nexthop objects.
//   - A lookup takes the first next hop that is up, where Linux chooses by a hash. The answer to one of IPv6 is the
//     route itself. What comes from a link (RTA_IIF) is delivered or refused, never forwarded.
//   - There are no rules for the routing of multicast, which dumps of the rules of all families show.
//   - A dump shows what there was when it began. If that changed since, the rest has NLM_F_DUMP_INTR set.
//   - Everybody is root.
package fake
