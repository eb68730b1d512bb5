// Package iproute is the API of rtnetlink: links, addresses, routes, rules, neighbours, next hops and traffic control.
//
// What a request says is given in one of two ways, which mean the same and make the same octets: as Args, names and
// values, or as a typed spec, which is generated from the tables as the views of what comes back are.
//
//	ip, err := iproute.Open()
//	if err != nil {
//		return err
//	}
//	defer ip.Close()
//	_, err = ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge", "br_stp_state": 1})
//
// # Calls
//
// The methods Link, Addr, Route, Rule, Neigh, Nexthop, FDB, Tc and the like carry out a command, "add", "set", "del" or
// "dump", and take all that the kernel does, as pyroute2's do. What is done every day has methods of its own: AddLink,
// AddAddr, AddRoute, SetUp, MoveTo. Methods that begin with Get list objects, as views, and take filters; the kernel
// filters where it can. The documents docs/pyroute2.md and docs/vishvananda.md put the calls of these libraries beside
// those of this package.
//
// Batch sends many calls together, each with its own result. Ensure and EnsureAbsent do only what has to be done, Poll
// waits. Watch lists and then follows, Dump lists everything, RouteDump and RouteLoad write and read files of ip route
// save.
//
// # What else the socket does
//
// Socket returns the proxy.Socket, for what is not of single objects:
//
//   - OnSend and OnRecv put callbacks in the way of messages, with what they are for as verdicts.Match: types, a filter
//     expression, a predicate.
//   - Subscribe joins multicast groups, and gives the messages as they come. Watch knows better what they mean.
//   - Request, Dump and Send take requests that this package has no method for.
//
// Tables of one's own, in the place of those that decode and encode messages, are an option: proxy.WithRegistry.
//
// # Errors
//
// What is wrong with what is said, as a name that is not known, is an error before anything is sent. What the kernel
// refuses is a *proxy.Error inside of an *Error: with the kernel's text and the attribute that it means. For what
// programs do about it, errors.Is(err, ErrNotFound) and the like hold, whichever errno it was.
//
// # How a request is made
//
// A Spec puts what it says, by the C names of the tables, into the values of the request; words that are no attributes
// ("state", "dst") say several of these at once. Then the object that the request is about makes them complete: its
// family, what goes without saying. Names of links, and those in iproute2's files, become numbers last.
package iproute

//go:generate go run ./internal/gen
