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
// # How a request is made
//
// A Spec puts what it says, by the C names of the tables, into the values of the request; words that are no attributes
// ("state", "dst") say several of these at once. Then the object that the request is about makes them complete: its
// family, what goes without saying. Names of links, and those in iproute2's files, become numbers last.
package iproute

//go:generate go run ./internal/gen
